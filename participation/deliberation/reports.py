"""Posts as what people report and moderators decide on."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from commons.moderation.adapters import Said, Thing
from commons.moderation.rules import Standing
from commons.ui.plain_text import first_words

from . import selectors, services
from .adapters import owner_of
from .models import Post
from .rules import KIND, PostState

STANDINGS = {
    PostState.SHOWN: Standing.SHOWN,
    PostState.HIDDEN: Standing.HIDDEN,
    PostState.WITHDRAWN: Standing.GONE,
}
#: Posts shown after the one a case is about.
AFTER = 3


class PostReports:
    """Posts of threads."""

    kind = KIND
    name = pgettext_lazy("in a discussion", "Post")

    def thing(self, pk: int) -> Thing | None:
        """Give a post with the title of what is discussed and the office that is responsible."""
        post = Post.objects.select_related("author", "spoken_for", "thread").filter(pk=pk).first()
        if post is None:
            return None
        owner = owner_of(post.thread)
        edit = "" if selectors.why_closed(post.thread) else reverse("threads:edit", args=[post.thread_id, post.pk])
        return _thing(post, title=owner.title(post.thread), body=owner.body(post.thread), edit=edit)

    def things(self, handles: Collection[int]) -> Mapping[int, Thing]:
        """Give the posts of some handles, by their first words."""
        rows = Post.objects.select_related("author").filter(reportable__in=handles)
        found = {}
        for post in rows:
            edit = reverse("threads:edit", args=[post.thread_id, post.pk])
            found[post.reportable_id or 0] = _thing(post, title=first_words(post.text, 80), edit=edit)
        return found

    def visible_to(self, viewer: Any, pk: int) -> bool:
        """Whoever may read the thread, while the post is shown."""
        post = Post.objects.select_related("thread").filter(pk=pk, state=PostState.SHOWN).first()
        return post is not None and owner_of(post.thread).visible_to(viewer, post.thread)

    def own(self, pk: int, handle: int) -> bool:
        """Let a post own its handle."""
        return Post.objects.filter(pk=pk, reportable=None).update(reportable=handle) == 1

    def around(self, pk: int) -> list[Said]:
        """Give the post it answers, itself, and what was said after it, as everyone sees them."""
        post = Post.objects.filter(pk=pk).first()
        if post is None:
            return []
        after = Post.objects.filter(thread=post.thread_id, pk__gt=pk).values_list("pk", flat=True).order_by("pk")
        keys = [key for key in (post.root_id, post.parent_id, pk) if key] + list(after[:AFTER])
        return [
            Said(signed=found.author.public_name if found.author else "", text=found.text, is_it=found.pk == pk)
            for found in selectors.as_everyone_sees(keys)
        ]

    def hide(self, *, by: Any, pk: int, why: str) -> None:
        """Hide it."""
        services.hide(by=by, post=Post.objects.get(pk=pk))

    def restore(self, *, by: Any, pk: int) -> None:
        """Show it again."""
        services.restore(by=by, post=Post.objects.get(pk=pk))


def _thing(post: Post, *, title: str, edit: str, body: int | None = None) -> Thing:
    return Thing(
        kind=KIND,
        pk=post.pk,
        handle=post.reportable_id,
        title=title,
        text=post.text,
        address=reverse("threads:post", args=[post.thread_id, post.pk]),
        standing=STANDINGS[PostState(post.state)],
        author=post.author,
        signed=post.author.public_name if post.author else "",
        language=post.language,
        body=body,
        edit=edit,
    )
