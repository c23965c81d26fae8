"""How deeds on films are refused, and the right that all of them need."""

from typing import Any

from django.utils.translation import gettext as _

from commons.people.refusals import Refused

from ..models import GuideVideo
from ..selectors import may_change


class FilmRefused(Refused):
    """The film, its file or its captions can't be taken as they are."""

    code = "film"
    problems: tuple[str, ...] = ()
    """What to mend, one by one."""
    places: tuple[int | None, ...] = ()
    """For each problem the number of the caption it is in, if it is in one."""


class CaptionsRefused(FilmRefused):
    """The captions can't be taken; `problems` lists what to mend, caption by caption."""

    code = "captions"

    def __init__(
        self,
        message: str,
        *,
        problems: tuple[str, ...] = (),
        places: tuple[int | None, ...] = (),
        code: str | None = None,
        field: str | None = None,
    ) -> None:
        """Keep the list beside the words."""
        super().__init__(message, code=code, field=field)
        self.problems = problems
        self.places = places or (None,) * len(problems)


def require_right(by: Any, video: GuideVideo) -> None:
    """Refuse who may not change the films of this one's collection."""
    if not may_change(by, video):
        raise FilmRefused(_("You may not change the films of this collection."), code="not-allowed")
