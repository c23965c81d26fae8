"""The discussion of an idea: thirty posts, among them the office's."""

from datetime import timedelta

from django.utils.translation import override

from participation.deliberation import services as deliberation
from participation.deliberation.models import Post
from participation.ideas.models import Idea

from .clock import at
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
