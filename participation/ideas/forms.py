"""What people fill in to propose an idea, and to find one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.answers.rules import LONGEST_ANSWER
from participation.deliberation.forms import TokenField

from .rules import SHOWN, TEXT_LENGTH, TITLE_LENGTH, IdeaState, decisions

TOO_LONG = _("Use at most %(limit_value)d characters; you have %(show_value)d.")
TOO_SHORT = _("Use at least %(limit_value)d characters, so that others understand it.")


class IdeaForm(forms.Form):
    """An idea in words. What it is about comes with the address, or was left out by its writer."""

    title = forms.CharField(
        label=_("Your idea in one sentence"),
        help_text=_("Say what should be done: “Let people pay the permit by the month”."),
        min_length=TITLE_LENGTH[0],
        max_length=TITLE_LENGTH[1],
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={
            "required": _("Give your idea a title."),
            "max_length": TOO_LONG,
            "min_length": TOO_SHORT,
        },
    )
    text = forms.CharField(
        label=_("What would it change, and for whom?"),
        help_text=_("A few sentences do. Leave out names, addresses and phone numbers: everyone can read this."),
        min_length=TEXT_LENGTH[0],
        max_length=TEXT_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={
            "required": _("Describe your idea."),
            "max_length": TOO_LONG,
            "min_length": TOO_SHORT,
        },
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    token = TokenField()

    def kept(self) -> dict[str, str]:
        """What is kept of the form while its writer signs in."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


class SortForm(forms.Form):
    """How a list of ideas is narrowed and put in order; nonsense in the address means the default."""

    ORDERS = {"fair": _("Fair order"), "newest": _("Newest"), "supported": _("Most supported")}
    STATES = [
        ("", _("Any")),
        ("undecided", _("Not decided yet")),
        ("answered", _("Answered by the office")),
        *[(state.value, state.label) for state in IdeaState if state in SHOWN],
    ]

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    about = forms.ChoiceField(label=_("About"), required=False)
    order = forms.ChoiceField(required=False, choices=list(ORDERS.items()), widget=forms.HiddenInput)

    def __init__(self, data: Any, *, places: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["about"].choices = [("", _("Anything")), *places]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What the address asks for, without what makes no sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def lists(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """The lists to choose from: name, label, and each choice with its words and whether it is chosen.

        A list with one choice is left out: there is nothing to choose.
        """
        found = []
        for name in ("state", "about"):
            field, chosen = self.fields[name], self.data.get(name, "")
            choices = [(value, str(words), value == chosen) for value, words in field.choices]  # type: ignore[attr-defined]
            if len(choices) > 1:
                found.append((name, str(field.label), choices))
        return found


def read_about(text: str) -> tuple[UUID, UUID | None] | None:
    """Read "<page key>" or "<page key>/<step key>"; None for anything else."""
    page, _stroke, step = text.partition("/")
    try:
        return UUID(page), UUID(step) if step else None
    except ValueError:
        return None


class WholeText(forms.Form):
    """Lets people type or paste past a limit and says so, where a browser would silently cut the end off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)


class DecisionForm(WholeText):
    """Where an official takes an idea, and what everyone reads about it."""

    new = forms.ChoiceField(label=_("New state"), error_messages={"required": _("Choose the new state.")})
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=TEXT_LENGTH[1],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads this beside the new state. Declining needs one."),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, state: IdeaState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = decisions(state)
        choices = [("", _("Choose")), *((new.value, new.label) for new in self.possible)]
        self.fields["new"].choices = choices  # type: ignore[attr-defined]


class OfficialAnswerForm(WholeText):
    """What an office answers."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_ANSWER,
        error_messages={"required": _("Write the answer."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It is published at once with the star, the name of the office and the date."),
    )
