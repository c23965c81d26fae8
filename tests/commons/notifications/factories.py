"""News of a made-up kind, told through the door."""

from django.utils.translation import gettext_noop

from commons.notifications import kinds
from commons.notifications.kinds import Kind
from commons.notifications.services import tell
from commons.notifications.words import Words

# Words the site has in both languages.
LINE = gettext_noop("Saved. This is how others see you: %(name)s")
NEWS = Kind("test.news", "News", many=lambda count, params: f"{count} new about {params['name']}")
OTHER = Kind("test.other", "Other news")


def register() -> None:
    """Make the kinds known; a test's own."""
    kinds.register(NEWS)
    kinds.register(OTHER)


def forget() -> None:
    """Leave the registry as it was."""
    for kind in (NEWS, OTHER):
        kinds._kinds.pop(kind.name, None)


def news(*people, name="Dana", kind=NEWS, **fields) -> None:
    """Tell people something, of itself each time."""
    tell(**{"people": people, "kind": kind.name, "line": Words(LINE, {"name": name}), "address": "/ideas/1/", **fields})
