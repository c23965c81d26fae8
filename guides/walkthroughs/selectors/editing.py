"""What the page editor says about a guide: what is missing, with the way to each place, and how hard it reads."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commons.pages.searchable import plain

from ..gate import GuideFacts, Lack, Lacking, lacking
from ..models import GuidePage
from ..reading_level import ReadingLevel, reading_level
from .pages import shown_film
from .upkeep import TranslationState, translations_of

SECTION = "#panel-child-content-{}-section"
STEP = "#inline_child_steps-{}-panel-section"
"""Where Wagtail's page editor puts a field, and a step, of its first tab."""
OF_THE_FILM = {
    Lack.FILM_READY: "wagtailmedia:edit",
    Lack.DESCRIPTION: "wagtailmedia:edit",
    Lack.CAPTIONS: "films_captions",
    Lack.CAPTIONS_CHECKED: "films_captions",
}
"""Where what a film lacks is mended: not in the guide."""
FIELD = {Lack.DESCRIPTION: "#id_description_need"}


@dataclass(frozen=True)
class Missing:
    """One thing to do before publishing, and the address of the place to do it."""

    words: str
    address: str
    is_elsewhere: bool
    """Whether the place is another page than the guide's editor."""
    field: str = ""
    """Name of the field in the guide's editor."""


@dataclass(frozen=True)
class EditingState:
    """What an editor is told about a guide as it stands."""

    missing: list[Missing]
    reading: ReadingLevel | None
    translations: list[TranslationState]
    film_is_held: bool = False
    """Whether the published guide is shown without its film for now."""
    has_times: bool = False
    """Whether there are steps and a film they can be marked in."""
    untimed: int = 0
    """How many of these steps begin nowhere in the film."""


def editing_state(page: GuidePage, facts: GuideFacts) -> EditingState:
    """Everything beside the fields, for the guide as it is saved or as it was typed (`facts`)."""
    missing = [_missing(one, page, facts) for one in lacking(facts)]
    reading = reading_level(_words(page, facts), facts.language)
    held = bool(page.pk and page.live and page.video) and shown_film(page) is None
    has_times = bool(page.pk and facts.steps and facts.film and facts.film.is_playable)
    untimed = sum(step.start is None for step in facts.steps) if has_times else 0
    return EditingState(missing, reading, translations_of(page) if page.pk else [], held, has_times, untimed)


def _missing(one: Lacking, page: GuidePage, facts: GuideFacts) -> Missing:
    route = OF_THE_FILM.get(one.lack)
    if route and facts.film:
        place = FIELD.get(one.lack, "")
        return Missing(one.words, reverse(route, args=[facts.film.video_id]) + place, is_elsewhere=True)
    if one.lack == Lack.TRANSLATION:
        return Missing(one.words, reverse("wagtailadmin_pages:edit", args=[page.pk]), is_elsewhere=False)
    if one.step is not None:
        return Missing(one.words, STEP.format(one.step - 1), is_elsewhere=False, field=one.field)
    return Missing(one.words, SECTION.format(one.field), is_elsewhere=False, field=one.field)


def _words(page: GuidePage, facts: GuideFacts) -> str:
    """What a reader reads from top to bottom, each part a sentence at least."""
    steps = (words for step in facts.steps for words in (step.title, plain(step.text)))
    parts: tuple[Any, ...] = (page.summary, *steps, *(plain(markup) for _field, markup in facts.rich_texts))
    return "\n".join(str(part) for part in parts if part)
