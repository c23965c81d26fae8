"""Discussions: thirty posts about an idea, among them the office's, and a few at a guide's step."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import override

from participation.deliberation import services as deliberation
from participation.deliberation.models import Post
from participation.ideas.models import Idea
from participation.places import services as places

from .clock import Schedule, at, on_day
from .guides import Guide
from .people import People
from .texts import LANGUAGES, read
from .town import Town


def discuss(town: Town, people: People, ideas: dict[str, Idea]) -> list[Post]:
    """Let people discuss the idea, each post at its time; gives the posts in that order."""
    told = read("thread")
    idea = ideas[told["idea"]]
    posts: list[Post] = []
    for row in told["posts"]:
        with at(idea.created_at + timedelta(hours=row["after"])), override(row.get("language", LANGUAGES[0])):
            posts.append(
                deliberation.post(
                    by=people[row["by"]],
                    thread=idea.thread,
                    text=row["text"],
                    parent=posts[row["to"] - 1] if "to" in row else None,
                    spoken_for=town.bodies[row["speaks_for"]] if "speaks_for" in row else None,
                )
            )
    return posts


def plan(schedule: Schedule, town: Town, people: People, guides: Mapping[str, Guide]) -> None:
    """Plan what people say to each other at steps of guides, in between the editors' work on these."""
    posts: list[Post] = []
    for row in read("steps")["posts"]:
        given = {"by": people[row["by"]], "guide": guides[row["guide"]], "posts": posts}
        office = town.bodies[row["speaks_for"]] if "speaks_for" in row else None
        schedule.then(on_day(row["day"], 17), _say, row=row, office=office, **given)


def _say(row: Mapping[str, Any], by: Any, office: Any, guide: Guide, posts: list[Post]) -> None:
    with override(row.get("language", LANGUAGES[0])):
        if "to" in row:
            first = posts[row["to"] - 1]
            said = deliberation.post(by=by, thread=first.thread, parent=first, text=row["text"], spoken_for=office)
        else:
            step = guide.steps[row["step"] - 1]
            said = places.begin(by=by, page_key=guide.key, step_key=step, text=row["text"], spoken_for=office)
    posts.append(said)
