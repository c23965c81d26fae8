"""What people fill in about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignUpForm(forms.Form):
    """What signing up asks beside the address."""

    display_name = forms.CharField(
        label=_("Public name"),
        max_length=60,
        help_text=_("Shown beside what you write. It need not be your real name."),
    )

    def signup(self, request, user) -> None:
        """Keep the name (called by allauth with the new account)."""
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])
