"""What people fill in to report, and moderators and authors to decide and to appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.abuse import GuardedForm

from .rules import LONGEST_APPEAL, LONGEST_REPORT, LONGEST_WORDS, PAUSES, Outcome, Verdict
from .selectors import Rule

TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d.")


def choices(rules: list[Rule]) -> list[tuple[str, str]]:
    """The rules as a list to choose from."""
    return [(str(rule.key), rule.label) for rule in rules]


class ReportForm(GuardedForm):
    """Which rule is broken, and words where one wants to add some."""

    rule = forms.ChoiceField(
        label=_("Which rule does it break?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the rules."), "invalid_choice": _("Choose one of the rules.")},
    )
    words = forms.CharField(
        label=_("What should a moderator know?"),
        help_text=_("Only moderators read this."),
        required=False,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )
    field_order = ("rule", "words")

    def __init__(self, *args: Any, rules: list[Rule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = choices(rules)  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """Why something should be decided otherwise."""

    words = forms.CharField(
        label=_("Why should it be decided otherwise?"),
        help_text=_("Another moderator than the one who decided reads this and your text, and answers you."),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why it should be decided otherwise."), "max_length": TOO_LONG},
    )


class DecisionForm(forms.Form):
    """What a moderator decides about a case."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision."), "invalid_choice": _("Choose a decision.")},
    )
    rule = forms.ChoiceField(
        label=_("Rule"),
        required=False,
        help_text=_("Needed for everything but keeping and showing again. It stands in the public log."),
    )
    words = forms.CharField(
        label=_("Words to its author"),
        required=False,
        help_text=_("What breaks the rule, and what to change. Signed “moderation”, not with your name."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": TOO_LONG},
    )
    days = forms.TypedChoiceField(
        label=_("Days of a pause"), required=False, coerce=int, empty_value=None, choices=[("", "—")]
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, outcomes: list[Outcome], rules: list[Rule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            Outcome.KEEP: _("Keep it: no rule is broken"),
            Outcome.HIDE: _("Hide it"),
            Outcome.RESTORE: _("Show it again"),
            Outcome.ASK_EDIT: _("Ask its author to change it"),
            Outcome.PAUSE: _("Pause its author: no writing for a time"),
        }
        fields: dict[str, Any] = self.fields
        fields["outcome"].choices = [(outcome.value, labels[outcome]) for outcome in outcomes]
        fields["rule"].choices = [("", "—"), *choices(rules)]
        fields["days"].choices = [("", "—"), *((days, days) for days in PAUSES)]
        if Outcome.PAUSE not in outcomes:
            del fields["days"]


class VerdictForm(forms.Form):
    """What another moderator decides about an appeal."""

    verdict = forms.ChoiceField(
        label=_("Second look"),
        widget=forms.RadioSelect,
        choices=[(value.value, value.label) for value in (Verdict.UPHELD, Verdict.OVERTURNED)],
        error_messages={"required": _("Choose whether the decision stands.")},
    )
    words = forms.CharField(
        label=_("Words to its author"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say to its author why."), "max_length": TOO_LONG},
    )


class HandForm(forms.Form):
    """Who looks after a case."""

    to = forms.ChoiceField(label=_("Looked after by"), required=False)

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Nobody yet")), *((str(person.pk), person.public_name) for person in people)]
        self.fields["to"].choices = options  # type: ignore[attr-defined]


class LogForm(forms.Form):
    """Which part of the log is wanted; nonsense in the address means all of it."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    rule = forms.ChoiceField(label=_("Rule"), required=False)

    def __init__(self, data: Any, *, years: list[int], rules: list[Rule]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [("", _("All")), *((year, str(year)) for year in years)]
        fields["rule"].choices = [("", _("All")), *choices(rules)]

    def asked(self) -> dict[str, Any]:
        """What the address asks for, without what makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
