"""What people say about a guide, and what offices answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.abuse import GuardedForm

from . import rules
from .models import Outcome, StuckReport


class StuckForm(GuardedForm):
    """Why somebody got stuck; the words may stay away."""

    reason = forms.ChoiceField(
        label=_("What stopped you?"),
        choices=StuckReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("What did you expect, and what happened? Leave out names and numbers of yours."),
        max_length=rules.LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["reason", "words"]


class OutcomeForm(forms.Form):
    """Whether somebody got it done: one press on the guide's page."""

    answer = forms.ChoiceField(
        label=_("Did you get it done?"), choices=Outcome.Answer.choices, widget=forms.RadioSelect
    )


class FailedForm(forms.Form):
    """Where it failed, for those who did not get it done."""

    step = forms.TypedChoiceField(
        label=_("Where did it stop?"),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        field.choices = [*steps, ("", _("Somewhere else"))]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An office's answer to everyone who got stuck at a step."""

    body = forms.ChoiceField(label=_("In the name of"))
    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Shown at the step, in public, with the star and today's date. Say what you changed, or why not."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(office.pk, office.name) for office in offices]  # type: ignore[attr-defined]
