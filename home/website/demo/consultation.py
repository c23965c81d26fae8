"""Consultations with their stages, and the ideas in them with all that became of them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import override
from wagtail.models import Page

from participation.consultations.models import ConsultationIndexPage, ConsultationPage, ConsultationService
from participation.ideas import services as ideas
from participation.ideas.models import Idea, IdeasStagePage
from participation.ideas.rules import IdeaState
from participation.ideas.selectors import Stage, stage

from . import pages
from .clock import Schedule, at, on_day
from .guides import Guide
from .people import People
from .texts import LANGUAGES, read
from .town import Town

Guides = Mapping[str, Guide]
OFFICE_HOUR = 10.75
"""When the office answers and decides."""


def ask(town: Town) -> dict[str, UUID]:
    """Publish the consultations; gives the key of each stage by `consultation/stage`."""
    index = {page.locale.language_code: page for page in ConsultationIndexPage.objects.select_related("locale")}
    keys = {}
    for told in read("consultations")["consultations"]:
        dates = {row["slug"]: (on_day(row["opens"], 0), on_day(row["closes"], 0)) for row in told["stages"]}
        with at(on_day(told["published"], 9)):
            asked = _consultation(town, {language: index[language] for language in LANGUAGES}, told)
            for row in told["stages"]:
                keys[f"{told['slug']}/{row['slug']}"] = _stage(asked, row, *dates[row["slug"]])
    return keys


def _consultation(town: Town, parents: Mapping[str, Page], told: Mapping[str, Any]) -> dict[str, ConsultationPage]:
    made = pages.publish(
        ConsultationPage,
        parents,
        slug=told["slug"],
        body=town.bodies[told["body"]],
        words={language: _with_text(told[language]) for language in LANGUAGES},
    )
    for page in made.values():
        page.service_links = [ConsultationService(service=town.services[slug]) for slug in told["services"]]
        page.save_revision().publish()
    return made


def _stage(parents: Mapping[str, ConsultationPage], told: Mapping[str, Any], opens: datetime, closes: datetime) -> UUID:
    made = pages.publish(
        IdeasStagePage,
        parents,
        slug=told["slug"],
        opens_at=opens,
        closes_at=closes,
        words={language: told[language] for language in LANGUAGES},
    )
    return made[LANGUAGES[0]].translation_key


def propose(people: People, stages: Mapping[str, UUID], guides: Guides) -> dict[str, Idea]:
    """Let people send, support and withdraw their ideas and the office decide, each at its time; gives them by key."""
    made: dict[str, Idea] = {}
    for told in read("ideas")["ideas"]:
        schedule = Schedule()
        _plan(schedule, told, people, stages, guides, made)
        schedule.play()
    return made


def _plan(
    schedule: Schedule,
    told: Mapping[str, Any],
    people: People,
    stages: Mapping[str, UUID],
    guides: Guides,
    made: dict[str, Idea],
) -> None:
    """Plan everything that happens to one idea."""
    key, office = told["key"], people["official"]
    proposed = on_day(told["day"], told.get("hour", _hour_of(key)))

    def then(moment: datetime, deed: Callable[..., object], **given: Any) -> None:
        schedule.then(moment, lambda: deed(idea=made[key], **given))

    def submit() -> None:
        made[key] = _submit(told, people, stages, guides)

    schedule.then(proposed, submit)
    for number, person in enumerate(_supporters(told, people)):
        then(proposed + timedelta(hours=5 + number * min(9, 120 / told["supports"])), ideas.support, by=person)
    if answer := told.get("answer"):
        then(on_day(answer["day"], OFFICE_HOUR), ideas.answer, by=office, text=answer["text"])
    for move in told.get("moves", ()):
        new, note = IdeaState(move["to"]), move.get("note", "")
        then(on_day(move["day"], OFFICE_HOUR), ideas.change_state, by=office, new=new, note=note)
    if "withdrawn" in told:
        then(on_day(told["withdrawn"], 19.25), ideas.withdraw, by=people[told["by"]])


def _hour_of(key: str) -> float:
    """Some time between breakfast and supper, another for each idea."""
    return 8 + sum(map(ord, key)) % 13 + len(key) / 20


def _submit(told: Mapping[str, Any], people: People, stages: Mapping[str, UUID], guides: Guides) -> Idea:
    author, about = people[told["by"]], None
    if "about" in told:
        guide, number = told["about"]
        about = (guides[guide].key, guides[guide].steps[number - 1])
    with override(told.get("language", LANGUAGES[0])):
        found = stage(author, stages[told["stage"]])
        assert isinstance(found, Stage)  # noqa: S101 - the stage was published above
        return ideas.submit(by=author, stage=found, title=told["title"], text=told["text"], about=about)


def _supporters(told: Mapping[str, Any], people: People) -> list[Any]:
    """As many others as support it, beginning with somebody else for each idea."""
    others = [person for person in people.public if person != people[told["by"]]]
    first = sum(map(ord, told["key"])) % len(others)
    return (others[first:] + others[:first])[: told["supports"]]


def _with_text(words: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in words.items()}
