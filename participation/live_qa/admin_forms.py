"""The form editors fill in for a session."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from . import codes
from .rules import SESSION_TRANSITIONS, SessionState


class LiveSessionForm(WagtailAdminModelForm):
    """A session's form: the code in its one spelling, and only the states an editor may bring it to.

    Opening and closing are a host's deeds, done in the hosts' view, where they are numbered and announced.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = SessionState(self.instance.state)
        by_editors = {SessionState.DRAFT, SessionState.SCHEDULED} & SESSION_TRANSITIONS[now]
        choices = [(state.value, state.label) for state in SessionState if state == now or state in by_editors]
        if "state" in self.fields:
            self.fields["state"].choices = choices  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """The code as it is compared, whatever gaps were typed."""
        return codes.normalise(self.cleaned_data["code"])

    def clean_state(self) -> str:
        """A state the table leads to from what is stored."""
        wanted = SessionState(self.cleaned_data["state"])
        stored = SessionState(self.initial.get("state") or SessionState.DRAFT)
        if wanted != stored and wanted not in SESSION_TRANSITIONS[stored]:
            raise ValidationError(_("Open and close a session in its hosts' view."))
        return wanted
