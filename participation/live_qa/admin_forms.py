"""The form editors fill in for a session."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from . import codes
from .rules import SESSION_TRANSITIONS, SessionState


class CodeField(forms.CharField):
    """A code in its one spelling, whatever case and gaps it was typed with."""

    def to_python(self, value: Any) -> str:
        """Normalise before anything is checked."""
        return codes.normalise(super().to_python(value) or "")


class LiveSessionForm(WagtailAdminModelForm):
    """A session's form, with only the states an editor may bring it to.

    Opening and closing are a host's deeds, done in the hosts' view, where they are numbered and announced.
    """

    code = CodeField(
        label=_("Code"),
        min_length=codes.LENGTH[0],
        max_length=codes.LENGTH[1],
        initial=codes.make,
        help_text=_("What people type to join. Short and easy to say; letters and figures only."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = SessionState(self.instance.state)
        by_editors = {SessionState.DRAFT, SessionState.SCHEDULED} & SESSION_TRANSITIONS[now]
        choices = [(state.value, state.label) for state in SessionState if state == now or state in by_editors]
        if "state" in self.fields:
            self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def clean_state(self) -> str:
        """A state the table leads to from what is stored."""
        wanted = SessionState(self.cleaned_data["state"])
        stored = SessionState(self.initial.get("state") or SessionState.DRAFT)
        if wanted != stored and wanted not in SESSION_TRANSITIONS[stored]:
            raise ValidationError(_("Open and close a session in its hosts' view."))
        return wanted
