"""What people fill in about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from . import services
from .models import User
from .refusals import Refused
from .roles import role_in_words
from .rules import LONGEST_NAME, check_name, check_unofficial


class PublicNameField(forms.CharField):
    """A name others will see: tidied, and refused in words where it can't be shown.

    Where staff name colleagues, or the service asks whose name it is, it may sound official.
    """

    def __init__(self, *, may_be_official: bool = True, **options) -> None:
        self.may_be_official = may_be_official
        options.setdefault("label", _("Public name"))
        options.setdefault("help_text", _("Shown beside what you write. It need not be your real name."))
        super().__init__(max_length=LONGEST_NAME, **options)
        self.widget.attrs.setdefault("autocomplete", "nickname")

    def clean(self, value: str) -> str:
        """Give the name as it will be shown."""
        try:
            name = check_name(super().clean(value))
            if not self.may_be_official:
                check_unofficial(name)
            return name
        except Refused as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal


class SignUpForm(forms.Form):
    """What signing up asks beside the address."""

    display_name = PublicNameField(may_be_official=False)
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


class _RoleChoice(forms.models.ModelChoiceField):
    """Groups by what their role is called."""

    def label_from_instance(self, obj: Any) -> str:
        """The role in words."""
        return role_in_words(obj.name)


class RolesField(_RoleChoice, forms.ModelMultipleChoiceField):
    """The roles of one person, to be ticked."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Roles"))
        options.setdefault(
            "help_text", _("What this person may do in the staff area. Nobody needs a role to take part.")
        )
        super().__init__(Group.objects.order_by("pk"), required=False, widget=forms.CheckboxSelectMultiple, **options)


class RoleForm(forms.Form):
    """The role that many are given at once."""

    role = _RoleChoice(Group.objects.order_by("pk"), label=_("Role"))


# In the CMS: an address and a public name, no other names.
STAFF_FIELDS = {"email", "display_name", "language", "is_superuser", "groups"}


class PersonCreationForm(UserCreationForm):
    """Makes an account for a colleague; without a password they sign in by code."""

    password_required = False
    first_name = None
    last_name = None
    display_name = PublicNameField()
    groups = RolesField()

    class Meta:
        model = User
        fields = STAFF_FIELDS

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
    groups = RolesField()

    class Meta:
        model = User
        fields = STAFF_FIELDS | {"is_active"}

    def clean_email(self) -> str:
        """Keep addresses in lower case, so that they stay unique whatever the case."""
        return self.cleaned_data["email"].lower()
