"""What stands between open forms and machines: limits per time, a trap field, and a time nobody is quicker than.

Forms that anybody may send stand on `GuardedForm`; deeds that anybody may do ask a `Limiter`. Nothing here is
remembered about a person beyond the limit's own time, and addresses are kept as digests only.
"""

import time
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from commons.realtime.addresses import place_of

SALT = "commons.people.abuse"
QUICKEST = 2.0
"""Seconds between seeing a form and sending it that no person stays below."""


@dataclass(frozen=True, slots=True)
class Limiter:
    """So many deeds of one kind in so many seconds by one doer.

    Counts in fixed windows in the cache: cheap, shared by processes when the cache is, and forgotten with it, so
    a limit may let through up to twice its number around the turn of a window.
    """

    name: str
    count: int
    seconds: int

    def take(self, doer: str) -> bool:
        """Count one more deed of `doer` (a participant's key, or `address_of`); False when that is too many."""
        window = int(time.time() // self.seconds)
        digest = salted_hmac(SALT, f"{self.name}:{doer}").hexdigest()
        key = f"limit:{self.name}:{window}:{digest}"
        cache.add(key, 0, self.seconds + 1)
        try:
            return cache.incr(key) <= self.count
        except ValueError:  # the window ended between the two lines
            return True


def address_of(request: HttpRequest) -> str:
    """The address a request came from, for limiters only. Behind a proxy the server sets it (uvicorn, daphne)."""
    return place_of(request.META.get("REMOTE_ADDR"))


def stamp() -> str:
    """When a form was shown, signed; not tied to anybody, so that pages with it can be cached."""
    return signing.dumps(int(time.time()), salt=SALT)


def too_quick(stamped: str, quickest: float = QUICKEST) -> bool:
    """Whether the form comes back sooner than a person can, or with a stamp we did not make."""
    try:
        shown = signing.loads(stamped, salt=SALT)
    except signing.BadSignature:
        return True
    return not isinstance(shown, int) or time.time() - shown < quickest


class GuardedForm(forms.Form):
    """A form anybody may send: a field only machines fill in, and the signed moment it was shown.

    The template includes `people/guard.html` within the form. `caught` says whether a machine sent it: answer it like
    a success and store nothing, so that it learns nothing.
    """

    trap = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = stamp

    def clean(self) -> dict[str, Any]:
        """Ask a person who was too quick, or whose stamp was lost, to send it again: they lose nothing."""
        cleaned = super().clean() or {}
        if not self.errors and not self.caught and too_quick(cleaned.get("shown", "")):
            # A new stamp for the form as it is shown again.
            data: Any = copy(self.data)
            data[self.add_prefix("shown")] = stamp()
            self.data = data
            raise forms.ValidationError(_("That was very quick. Please send it once more."), code="too_quick")
        return cleaned

    @property
    def caught(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.data.get(self.add_prefix("trap")))
