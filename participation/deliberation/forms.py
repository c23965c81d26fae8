"""What people fill in to take part in a discussion."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.answers.selectors import offices
from commons.directory.models import PublicBody

from .rules import LONGEST_POST
from .submissions import new_token


class TokenField(forms.CharField):
    """The hidden token that tells a form sent twice from two forms; a spoilt one counts as new, never as an error."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": new_token, **kwargs})

    def clean(self, value: Any) -> UUID:
        """Give a token in any case."""
        try:
            return UUID(str(value))
        except ValueError:
            return new_token()


class PostForm(forms.Form):
    """A post. Officials choose whether they speak for themselves or for an office."""

    text = forms.CharField(
        label=_("Your post"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Use at most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
    spoken_for = forms.ModelChoiceField(
        label=_("You speak"), queryset=PublicBody.objects.none(), required=False, empty_label=_("as yourself")
    )
    token = TokenField()

    def __init__(self, *args: Any, writer: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = offices(writer) if writer is not None else []
        if able:
            self.fields["spoken_for"].queryset = PublicBody.objects.filter(pk__in=[body.pk for body in able])  # type: ignore[attr-defined]
        else:
            del self.fields["spoken_for"]

    def kept(self) -> dict[str, str]:
        """What is kept of the form while its writer signs in."""
        return {"text": self.cleaned_data["text"], "token": str(self.cleaned_data["token"])}
