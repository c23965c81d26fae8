"""Consultations with their stages, and the ideas in them with all that became of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from participation.consultations.models import ConsultationIndexPage, ConsultationPage, ConsultationService
from participation.ideas import services as ideas
from participation.ideas.models import Idea, IdeasStagePage
from participation.ideas.rules import IdeaState
from participation.ideas.selectors import Stage, stage

from . import pages
from .clock import Schedule, ago, at
from .guides import Guide
from .people import People
from .texts import LANGUAGES, read
from .town import Town

Guides = Mapping[str, Guide]


def ask(town: Town) -> dict[str, UUID]:
    """Publish the consultations; gives the key of each stage by `consultation/stage`."""
    index = {page.locale.language_code: page for page in ConsultationIndexPage.objects.select_related("locale")}
    keys = {}
    for told in read("consultations")["consultations"]:
        dates = {row["slug"]: (_midnight(row["opens"]), _midnight(row["closes"])) for row in told["stages"]}
        with at(ago(days=-told["published"])):
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

    def then(day: float, deed: Callable[..., object], **given: Any) -> None:
        schedule.then(ago(days=-day), lambda: deed(idea=made[key], **given))

    def submit() -> None:
        made[key] = _submit(told, people, stages, guides)

    schedule.then(ago(days=-told["day"]), submit)
    for number, person in enumerate(_supporters(told, people)):
        day = told["day"] + 0.2 + number * min(0.4, 5 / max(1, told["supports"]))
        then(day, ideas.support, by=person)
    if answer := told.get("answer"):
        then(answer["day"], ideas.answer, by=office, text=answer["text"])
    for move in told.get("moves", ()):
        new, note = IdeaState(move["to"]), move.get("note", "")
        then(move["day"], ideas.change_state, by=office, new=new, note=note)
    if "withdrawn" in told:
        then(told["withdrawn"], ideas.withdraw, by=people[told["by"]])


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


def _midnight(days: int) -> datetime:
    return timezone.localtime(ago(days=-days)).replace(hour=0, minute=0, second=0, microsecond=0)
