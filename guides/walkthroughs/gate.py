"""What a guide lacks before it may be published: the whole rule, as a table of checks over what is handed in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commons.pages.searchable import plain
from guides.videos import rules as films
from guides.videos.selectors import FilmReadiness

_PICTURE = re.compile(r"<embed\b(?=[^>]*\bembedtype=\"image\")[^>]*>", re.IGNORECASE)
_WORDS_OF_PICTURE = re.compile(r"\balt=\"\s*[^\"\s]", re.IGNORECASE)


class Lack(StrEnum):
    """What may be missing."""

    STEPS = "steps"
    STEP_TEXT = "step-text"
    STEP_AFTER_FILM = "step-after-film"
    PICTURE_WORDS = "picture-words"
    FILM_READY = "film-ready"
    CAPTIONS = "captions"
    CAPTIONS_CHECKED = "captions-checked"
    DESCRIPTION = "description"
    TRANSLATION = "translation"


WORDS: Mapping[Lack, Promise] = {
    Lack.STEPS: _("Write the steps: a guide has at least one."),
    Lack.STEP_TEXT: _("Step %(number)d says nothing without the film. Write how to do it."),
    Lack.STEP_AFTER_FILM: _("Step %(number)d begins after the film has ended. Correct its second, or leave it empty."),
    Lack.PICTURE_WORDS: _("A picture has no words for people who don't see it: give it an alternative text."),
    Lack.FILM_READY: _("The film can't be watched yet. Wait until it is prepared, or take it off the guide."),
    Lack.CAPTIONS: _("The film has no captions in %(language)s. Add them and check them."),
    Lack.CAPTIONS_CHECKED: _("Nobody has checked the captions in %(language)s. Watch the film with them."),
    Lack.DESCRIPTION: _("Say whether the film needs audio description: does it show anything that nobody says?"),
    Lack.TRANSLATION: _("Texts that are not translated yet: %(count)d. Translate them first."),
}


@dataclass(frozen=True)
class StepFacts:
    """One step as it would be published: its text is rich text, its start a second of the film."""

    title: str
    text: str
    start: int | None = None


@dataclass(frozen=True)
class GuideFacts:
    """A guide as it would be published."""

    language: str
    steps: tuple[StepFacts, ...]
    film: FilmReadiness | None = None
    rich_texts: tuple[tuple[str, str], ...] = ()
    """Fields of rich text beside the steps, each with its markup."""
    untranslated: int = 0
    """Texts of a translation that still stand in the language they came from."""


@dataclass(frozen=True)
class Lacking:
    """One thing to do before the guide may be published, and the field it is about."""

    lack: Lack
    field: str
    step: int | None = None
    """Number of the step, from 1."""
    language: str = ""
    count: int = 0
    """How many there are, where that is said."""

    @property
    def words(self) -> str:
        """What is missing, in the reader's language."""
        named = gettext(str(dict(settings.LANGUAGES)[self.language])) if self.language else ""
        return str(WORDS[self.lack]) % {"number": self.step, "count": self.count, "language": named}


class NotReady(ValidationError):
    """The guide may not be published: `lacking` says what is missing."""

    def __init__(self, lacking: list[Lacking]) -> None:
        """Keep the list beside its words."""
        super().__init__([ValidationError(one.words, code=one.lack.value) for one in lacking])
        self.lacking = lacking


def lacking(guide: GuideFacts) -> list[Lacking]:
    """Everything the guide lacks; empty when it may be published."""
    return [found for check in CHECKS for found in check(guide)]


def _film_is_ready(guide: GuideFacts) -> Iterator[Lacking]:
    if guide.film and not guide.film.is_playable:
        yield Lacking(Lack.FILM_READY, "video")


def _captions_are_checked(guide: GuideFacts) -> Iterator[Lacking]:
    """In the guide's own language: whoever reads it is to read the film. A silent film says nothing."""
    film = guide.film
    if film is None or films.can_be_read(has_sound=film.has_sound, language=guide.language, checked=film.checked):
        return
    lack = Lack.CAPTIONS_CHECKED if guide.language in film.drafts else Lack.CAPTIONS
    yield Lacking(lack, "video", language=guide.language)


def _description_is_answered(guide: GuideFacts) -> Iterator[Lacking]:
    if guide.film and not guide.film.description_answered:
        yield Lacking(Lack.DESCRIPTION, "video")


def _steps_are_written(guide: GuideFacts) -> Iterator[Lacking]:
    if not guide.steps:
        yield Lacking(Lack.STEPS, "steps")
    for number, step in enumerate(guide.steps, start=1):
        if not plain(step.text):
            yield Lacking(Lack.STEP_TEXT, "text", number)


def _steps_are_in_the_film(guide: GuideFacts) -> Iterator[Lacking]:
    if guide.film is None or not guide.film.is_playable:
        return
    for number, step in enumerate(guide.steps, start=1):
        if step.start is not None and step.start >= guide.film.seconds:
            yield Lacking(Lack.STEP_AFTER_FILM, "start", number)


def _pictures_have_words(guide: GuideFacts) -> Iterator[Lacking]:
    for number, step in enumerate(guide.steps, start=1):
        if lacks_words_for_a_picture(step.text):
            yield Lacking(Lack.PICTURE_WORDS, "text", number)
    for field, markup in guide.rich_texts:
        if lacks_words_for_a_picture(markup):
            yield Lacking(Lack.PICTURE_WORDS, field)


def _all_is_translated(guide: GuideFacts) -> Iterator[Lacking]:
    if guide.untranslated:
        yield Lacking(Lack.TRANSLATION, "translation", count=guide.untranslated)


CHECKS: tuple[Callable[[GuideFacts], Iterator[Lacking]], ...] = (
    _film_is_ready,
    _captions_are_checked,
    _description_is_answered,
    _steps_are_written,
    _steps_are_in_the_film,
    _pictures_have_words,
    _all_is_translated,
)


def lacks_words_for_a_picture(markup: str) -> bool:
    """Whether rich text holds a picture that says nothing to those who don't see it."""
    return any(not _WORDS_OF_PICTURE.search(picture) for picture in _PICTURE.findall(markup))
