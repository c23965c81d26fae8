"""What people fill in about themselves."""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from . import services
from .models import User
from .refusals import Refused
from .rules import LONGEST_NAME, check_name


class PublicNameField(forms.CharField):
    """A name others will see: tidied, and refused in words where it can't be shown."""

    def __init__(self, **options) -> None:
        options.setdefault("label", _("Public name"))
        options.setdefault("help_text", _("Shown beside what you write. It need not be your real name."))
        super().__init__(max_length=LONGEST_NAME, **options)
        self.widget.attrs.setdefault("autocomplete", "nickname")

    def clean(self, value: str) -> str:
        """Give the name as it will be shown."""
        try:
            return check_name(super().clean(value))
        except Refused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal


class SignUpForm(forms.Form):
    """What signing up asks beside the address."""

    display_name = PublicNameField()
    field_order = ("display_name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name, and the language being read (called by allauth with the new account)."""
        services.change_profile(
            person=user,
            display_name=self.cleaned_data["display_name"],
            language=get_language() or settings.LANGUAGE_CODE,
        )


class ProfileForm(forms.Form):
    """What a person may change about their account at once."""

    display_name = PublicNameField()
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("The language of the messages we send you.")
    )


# In the CMS: an address and a public name, no other names.
STAFF_FIELDS = {"email", "display_name", "language", "is_superuser", "groups"}
STAFF_WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class PersonCreationForm(UserCreationForm):
    """Makes an account for a colleague; without a password they sign in by code."""

    password_required = False
    first_name = None
    last_name = None
    display_name = PublicNameField()

    class Meta:
        model = User
        fields = STAFF_FIELDS
        widgets = STAFF_WIDGETS

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
        fields = STAFF_FIELDS | {"is_active"}
        widgets = STAFF_WIDGETS

    def clean_email(self) -> str:
        """Keep addresses in lower case, so that they stay unique whatever the case."""
        return self.cleaned_data["email"].lower()
