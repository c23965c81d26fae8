"""What people fill in at a live session."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.abuse import GuardedForm

from ..rules import LONGEST_NAME, LONGEST_QUESTION

TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d.")


class JoinForm(forms.Form):
    """The box for the code on the wall."""

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        error_messages={"required": _("Type the code.")},
        help_text=_("It is on the screen in the room, or in the announcement."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AskForm(GuardedForm):
    """A question. Its limits are the service's; they stand here so that the page can count with people."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write your question."), "max_length": TOO_LONG},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST_NAME,
        required=False,
        error_messages={"max_length": TOO_LONG},
        help_text=_("Leave it empty to ask without a name. Then nobody sees it, and we don't keep it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
