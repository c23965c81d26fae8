"""What people say about a guide, and what offices answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.abuse import GuardedForm
from commons.ui.dates import clock
from commons.ui.plain_text import tidy

from . import rules
from .models import GuideStep, Outcome, StuckPoint, StuckReport


class WordsField(forms.CharField):
    """What somebody writes in their own words, counted as it is kept: a line's end is one character."""

    def __init__(self, **options: Any) -> None:
        too_long = _("Use at most %(limit_value)d characters; you have %(show_value)d.")
        super().__init__(
            label=_("In your words"),
            max_length=rules.LONGEST_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": too_long},
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Give the words in order."""
        return tidy(super().to_python(value) or "")


class StuckForm(GuardedForm):
    """Why somebody got stuck; the words may stay away."""

    reason = forms.ChoiceField(
        label=_("What stopped you?"),
        choices=StuckReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
    words = WordsField(help_text=_("What did you expect, and what happened? Leave out names and numbers of yours."))
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
    words = WordsField(help_text=_("What stopped you? Leave out names and numbers of yours."))

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


class ClockField(forms.CharField):
    """A place in a film as people write it: 0:58, 1:02:03, or seconds alone. Empty is nowhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=12, **options)

    def clean(self, value: Any) -> int | None:
        """Give whole seconds."""
        typed = super().clean(value)
        if not typed:
            return None
        parts = typed.split(":")
        if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError(_("Write the time as minutes and seconds: 0:58."), code="clock")
        if any(int(part) > 59 for part in parts[1:]):
            raise forms.ValidationError(_("A minute has sixty seconds: write the time as 0:58."), code="clock")
        return sum(int(part) * 60**power for power, part in enumerate(reversed(parts)))


class StepTimesForm(forms.Form):
    """Where in the film each step begins: one field a step, named by the step's key."""

    def __init__(self, *args: Any, steps: Sequence[GuideStep], **options: Any) -> None:
        super().__init__(*args, **options)
        for step in steps:
            self.fields[step.translation_key.hex] = ClockField(
                label=step.title,
                initial=clock(step.start),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
            )

    def times(self) -> dict[UUID, int | None]:
        """The seconds by the keys of the steps."""
        return {UUID(name): seconds for name, seconds in self.cleaned_data.items()}


class StateForm(forms.Form):
    """What becomes of a stuck point; fixed by a version that was published since people first got stuck."""

    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect)
    revision = forms.TypedChoiceField(
        label=_("Fixed in"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The version of the guide that people no longer get stuck at. Publish it first."),
    )

    def __init__(self, *args: Any, states: list[tuple[str, Any]], versions: list[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["revision"].choices = [("", _("No version")), *versions]  # type: ignore[attr-defined]


class StrikeForm(forms.Form):
    """Words that tell of a person, to be taken out of what was sent."""

    passage = forms.CharField(
        label=_("Words to strike out"),
        help_text=_("Copy them from the text above. Leave empty to strike out all of it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StuckFilters(forms.Form):
    """Which stuck points are listed."""

    state = forms.ChoiceField(label=_("State"), required=False)
    service: Any = forms.ModelChoiceField(label=_("Service"), required=False, queryset=None, empty_label=_("All"))
    why = forms.ChoiceField(label=_("Why"), required=False)

    def __init__(self, *args: Any, services: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), *StuckPoint.State.choices]  # type: ignore[attr-defined]
        self.fields["why"].choices = [("", _("All")), *StuckReport.Reason.choices]  # type: ignore[attr-defined]
        self.fields["service"].queryset = services  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What is asked for; what can't be chosen is left out."""
        self.is_valid()
        found = {"state": "state", "service": "service", "why": "reason"}
        return {name: self.cleaned_data[field] for field, name in found.items() if self.cleaned_data.get(field)}
