"""The guides with their films and captions."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from commons.people.models import User
from guides.videos import services as videos
from guides.videos import webvtt
from guides.videos.models import GuideVideo
from guides.walkthroughs.models import GuideIndexPage, GuidePage, GuideStep
from home.website.films.library import film_data, film_file

from . import pages
from .clock import Schedule, at, on_day
from .people import People
from .texts import LANGUAGES, read
from .town import Town

KINDS = {"480p": ".480p.mp4", "720p": ".mp4", "poster": ".jpg"}
"""What is made of each film, and how the file ends."""
HEARD = Path(__file__).parent / "texts" / "heard.vtt"
"""What speech recognition wrote down of the film on bulky waste, mistakes and all."""
FIELDS = ("title", "summary", "who_for", "cost", "time_needed", "documents", "online_label", "office", "next_steps")
"""What a guide says beside its steps."""


@dataclass(frozen=True)
class Guide:
    """A guide in each language, and the keys of its steps in their order."""

    pages: Mapping[str, GuidePage]
    steps: list[UUID]

    @property
    def key(self) -> UUID:
        """What all its languages share."""
        return self.pages[LANGUAGES[0]].translation_key


def show(town: Town, people: People) -> dict[str, Guide]:
    """Upload the films and publish the guides, each at its time; gives the guides by slug."""
    guides = {slug: _guide(slug, told, town, people["editor"]) for slug, told in read("guides").items()}
    _film_to_be_captioned(people["editor"])
    return guides


def _guide(slug: str, told: Mapping[str, Any], town: Town, editor: User) -> Guide:
    with at(on_day(told.get("filmed", 0))):
        film = _film(slug, editor)
    index = {page.locale.language_code: page for page in GuideIndexPage.objects.select_related("locale")}
    keys = [uuid4() for _step in film_data(slug)["steps"]]
    with at(on_day(told["first"])):
        made = pages.draft(
            GuidePage,
            {language: index[language] for language in LANGUAGES},
            slug=slug,
            service=town.services[told["service"]],
            video=film,
            review_owner=editor,
            last_checked=timezone.localdate(),
            check_every=told["every"],
            words={language: _facts(slug, language) for language in LANGUAGES},
        )
        _write_steps(made, slug, keys, told.get("before", {}))
    return Guide(made, keys)


def plan(schedule: Schedule, guides: Mapping[str, Guide]) -> None:
    """Plan when the editors put each guide right, and when they last went through it."""
    for slug, told in read("guides").items():
        for name in ("revised", "checked"):
            if name in told:
                schedule.then(on_day(told[name], 9), _check, slug=slug, guide=guides[slug])


def _check(slug: str, guide: Guide) -> None:
    for page in guide.pages.values():
        page.last_checked, page.check_due = timezone.localdate(), None
    _write_steps(guide.pages, slug, guide.steps, {})


def _film(slug: str, editor: User) -> GuideVideo:
    """Take the film with the renditions that were made of it, and its captions, vouched for by the editor."""
    files = {kind: film_file(slug, suffix) for kind, suffix in KINDS.items()}
    film = videos.upload_prepared(by=editor, title=film_data(slug)["title"][LANGUAGES[0]], files=files)
    _answer_for_description(film, slug, editor)
    for language in LANGUAGES:
        captions = film_file(slug, f".{language}.vtt").read_bytes()
        videos.set_captions(video=film, language=language, vtt=captions, by=editor, reviewed=True)
    return film


def _answer_for_description(film: GuideVideo, slug: str, editor: User) -> None:
    """Offer the described film where one is made; the other films say all that matters."""
    described = film_file(slug, ".described.480p.mp4")
    if not described.exists():
        videos.say_nothing_is_missed(by=editor, video=film)
        return
    files = {"480p": described, "poster": film_file(slug, KINDS["poster"])}
    title = f"{film.title}, with audio description"
    other = videos.upload_prepared(by=editor, title=title, files=files)
    videos.offer_described(by=editor, video=film, described=other)


def _film_to_be_captioned(editor: User) -> None:
    """A film in no guide yet, with what speech recognition heard in it: a draft that waits for a person."""
    slug = "bulky-waste-pick-up"
    files = {kind: film_file(slug, KINDS[kind]) for kind in ("480p", "poster")}
    film = videos.upload_prepared(by=editor, title="Bulky waste, first cut", files=files)
    heard = webvtt.parse(HEARD.read_text(encoding="utf-8"))
    videos.record_draft(video_id=film.pk, take=film.take, language=LANGUAGES[0], cues=heard, by=editor)


def _facts(slug: str, language: str) -> dict[str, str]:
    told = read(f"guides.{language}")[slug]
    return {name: told[name] for name in FIELDS}


def _write_steps(made: Mapping[str, GuidePage], slug: str, keys: list[UUID], before: Mapping[str, Any]) -> None:
    """Publish the steps of a guide in each language, in their words of today or of `before`, by number."""
    starts = [int(step["start"]) for step in film_data(slug)["steps"]]
    for language, page in made.items():
        kept = {step.translation_key: step for step in page.steps.all()}
        steps = []
        for number, told in enumerate(read(f"guides.{language}")[slug]["steps"], start=1):
            key = keys[number - 1]
            step = kept.get(key) or GuideStep(translation_key=key, locale=page.locale)
            text = before.get(str(number), {}).get(language, told["text"])
            step.title, step.text, step.start = told["title"], f"<p>{escape(text, quote=False)}</p>", starts[number - 1]
            step.sort_order = number
            steps.append(step)
        page.steps = steps
        page.save_revision().publish()
        # Publishing goes through the revision: only the row knows of it.
        page.refresh_from_db(fields=["live", "live_revision"])
