"""What threads hold about a person: what they said. The words stay when they leave, without their name."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.people.personal_data import Record, Row

from . import services
from .models import Post

KINDS = {False: pgettext_lazy("in a discussion", "Post"), True: pgettext_lazy("in a discussion", "Reply")}
"""What a post is called, by whether it replies to another."""


class PostsRecord(Record):
    """Posts, also those that were hidden or taken back: their words are still the person's."""

    name = "posts"
    title = _("What you said in discussions")
    covers = ("deliberation.Post.author",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each post with the way to it."""
        for post in Post.objects.filter(author=person).select_related("spoken_for").order_by("-pk"):
            yield Row(
                kind="post",
                label=KINDS[bool(post.parent_id)],
                words=post.text,
                at=post.created_at,
                address=reverse("threads:post", args=[post.thread_id, post.pk]),
                details={
                    "state": post.state,
                    "language": post.language,
                    "spoken_for": post.spoken_for.slug if post.spoken_for else "",
                    "edited_at": post.edited_at.isoformat() if post.edited_at else None,
                },
            )

    def erase(self, person: Any) -> None:
        """Take the name off, on open pages too."""
        services.forget_author(person=person)
