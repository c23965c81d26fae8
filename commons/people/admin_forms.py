"""The CMS's forms for accounts: an address and a public name, no other names."""

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from .forms import PublicNameField
from .models import User

FIELDS = {"email", "display_name", "language", "is_superuser", "groups"}
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class PersonCreationForm(UserCreationForm):
    """Makes an account for a colleague; without a password they sign in by code."""

    password_required = False
    first_name = None
    last_name = None
    display_name = PublicNameField()

    class Meta:
        model = User
        fields = FIELDS
        widgets = WIDGETS

    def clean_email(self) -> str:
        """Keep addresses in lower case, so that they stay unique whatever the case."""
        return self.cleaned_data["email"].lower()

    def save(self, commit: bool = True) -> User:
        """Leave an account without a password unable to sign in by one."""
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return super().save(commit)


class PersonEditForm(UserEditForm):
    """Changes an account: its address, public name, language, roles, and whether it is in use."""

    first_name = None
    last_name = None
    display_name = PublicNameField()

    class Meta:
        model = User
        fields = FIELDS | {"is_active"}
        widgets = WIDGETS

    def clean_email(self) -> str:
        """Keep addresses in lower case, so that they stay unique whatever the case."""
        return self.cleaned_data["email"].lower()
