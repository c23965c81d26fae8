"""What may be read of threads, by whom."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from commons.moderation.selectors import hidden_under
from commons.pages.kept import kept
from commons.people.roles import MODERATORS, has_role

from .adapters import owner_of
from .models import Post, Thread
from .rules import Deed, PostState, Reason, Role, ThreadState, age_of, refusal
from .tree import Branch, grow

#: Branches on a page, and replies of each that are shown before "more" leads to a page of their own.
BRANCHES, REPLIES = 12, 8
#: Posts on a page of one long branch.
BRANCH_PAGE = 40
#: Changes told in one frame, and changed posts handed over in one piece; the rest comes with the next.
FRAME, PIECE = 500, 50


@dataclass(kw_only=True)
class Shown:
    """Posts of a thread, ready to be shown to one viewer. They are read when they are asked for."""

    thread: Thread
    why_closed: str
    #: Names the words that are discussed; nothing where they stay as they are.
    wording: str
    load: Callable[[], list[Branch]]
    #: Whether they are shown as everyone sees them, so that they can be made once for all.
    for_everyone: bool

    @cached_property
    def branches(self) -> list[Branch]:
        """The posts in their places."""
        return self.load()

    def _mark(self, part: str) -> str:
        """Name what is shown, down to the thread's last change, its names and words: the same mark, the same posts.

        Names belong to people and offices, who may change them without a word to the thread.
        """
        said = f"{self.thread.pk}.{self.thread.change}.{part}"
        return f"{said}.{bool(self.why_closed)}.{self.wording}.{_names_on(self.thread.pk)}"


@dataclass(kw_only=True)
class ThreadChanges(Shown):
    """The posts that were added or changed after a number, in the order of their changes, for a page that is open."""

    after: int

    @property
    def mark(self) -> str:
        """Name what is shown."""
        return self._mark(f"after-{self.after}")


@dataclass(kw_only=True)
class ThreadPage(Shown):
    """A page of a thread."""

    page: Page
    #: The post a page of one long branch is about.
    root: Post | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has said anything, without reading the posts."""
        return self.root is None and not self.page.paginator.count

    @property
    def mark(self) -> str:
        """Name what is shown."""
        return self._mark(f"{self.page.number}.{self.root.pk if self.root else ''}")


def still_shown(keys: Collection[str]) -> set[str]:
    """Keep the keys of posts that anyone may read of: neither hidden nor taken back."""
    rows = Post.objects.filter(pk__in=[int(key) for key in keys], state=PostState.SHOWN)
    return {str(key) for key in rows.values_list("pk", flat=True)}


def roles(viewer: Any, post: Post | None = None) -> frozenset[Role]:
    """Tell what a viewer is to a post or a thread."""
    found = {Role.ANYONE}
    if viewer.is_authenticated and viewer.is_active:
        found.add(Role.PERSON)
        if post is not None and post.author_id == viewer.pk:
            found.add(Role.AUTHOR)
        if has_role(viewer, MODERATORS):
            found.add(Role.MODERATOR)
    return frozenset(found)


def thread_state(thread: Thread) -> ThreadState:
    """Tell whether a thread takes posts now: its own state and its owner's word."""
    return _state(why_closed(thread))


def thread(viewer: Any, pk: int) -> Thread | None:
    """Give a thread the viewer may read, else nothing."""
    found = Thread.objects.filter(pk=pk).first()
    return found if found and owner_of(found).visible_to(viewer, found) else None


def post(viewer: Any, pk: int, thread_id: int) -> Post | None:
    """Give a post of a thread the viewer may read, else nothing; the words only where they are shown."""
    found = _with_people(Post.objects.filter(pk=pk, thread_id=thread_id)).select_related("thread").first()
    if found is None or not owner_of(found.thread).visible_to(viewer, found.thread):
        return None
    return _veiled([found])[0]


def thread_page(viewer: Any, thread: Thread, *, number: Any = 1, branch_key: Any = None) -> ThreadPage:
    """Give a page of a thread whose owner the viewer may read: whole branches, oldest first, long ones cut.

    A constant number of queries however long the thread is.
    """
    root, why, wording = _root(thread, branch_key), why_closed(thread), owner_of(thread).wording(thread)
    rows = Post.objects.filter(root=root) if root else thread.posts.filter(parent=None)
    page = Paginator(rows.order_by("pk"), BRANCH_PAGE if root else BRANCHES).get_page(number)

    def load() -> list[Branch]:
        posts, more = _branch_posts(root, page) if root else _roots_posts(page)
        able = _acts(viewer, _state(why), posts)
        branches = grow(_dated(_veiled(posts), wording))
        for grown in branches:
            grown.more = more.get(grown.post.pk, 0)
            for branch in grown.all():
                branch.acts = able[branch.post.pk]
        return branches

    everyone = _sees_what_everyone_sees(viewer, thread)
    return ThreadPage(
        thread=thread, page=page, why_closed=why, wording=wording, load=load, root=root, for_everyone=everyone
    )


def changes_after(viewer: Any, thread: Thread, number: int) -> list[dict[str, Any]]:
    """Name the posts added or changed after a number, in the order of their changes, at most FRAME."""
    if not owner_of(thread).visible_to(viewer, thread):
        return []
    rows = thread.posts.filter(changed__gt=number).order_by("changed")
    return [{**row} for row in rows.values("id", "number", "changed", "state")[:FRAME]]


def thread_changes(viewer: Any, thread: Thread, number: int) -> ThreadChanges:
    """Give the posts that were added or changed after a number to a viewer who may read the thread, at most PIECE."""
    why, wording = why_closed(thread), owner_of(thread).wording(thread)

    def load() -> list[Branch]:
        posts = list(_with_people(thread.posts.filter(changed__gt=number).order_by("changed")[:PIECE]))
        able = _acts(viewer, _state(why), posts)
        shown = _dated(_veiled(posts), wording)
        return [Branch(post=post, adrift=post.parent_id is not None, acts=able[post.pk]) for post in shown]

    return ThreadChanges(
        thread=thread,
        after=number,
        why_closed=why,
        wording=wording,
        load=load,
        for_everyone=_sees_what_everyone_sees(viewer, thread),
    )


def as_everyone_sees(keys: Collection[int]) -> list[Post]:
    """Give posts in their order, as a reader without any right sees them."""
    return _veiled(list(_with_people(Post.objects.filter(pk__in=keys).order_by("pk"))))


def place_of(viewer: Any, post: Post) -> tuple[int, int | None]:
    """Tell on which page of its thread a post is shown; with a branch's key, on which page of that branch."""
    root_id = post.root_id or post.pk
    roots_before = Post.objects.filter(thread_id=post.thread_id, parent=None, pk__lt=root_id).count()
    if post.root_id is None:
        return roots_before // BRANCHES + 1, None
    replies_before = Post.objects.filter(root_id=root_id, pk__lt=post.pk).count()
    if replies_before < REPLIES:
        return roots_before // BRANCHES + 1, None
    return replies_before // BRANCH_PAGE + 1, root_id


def why_closed(thread: Thread) -> str:
    """Say in words why nobody may post; nothing where people may."""
    return str(Reason.CLOSED.label) if thread.state == ThreadState.CLOSED else owner_of(thread).why_closed(thread)


def _state(why: str) -> ThreadState:
    return ThreadState.CLOSED if why else ThreadState.OPEN


def _root(thread: Thread, branch: Any) -> Post | None:
    """Find the post a long branch hangs on; nonsense in the address means the whole thread."""
    if not str(branch or "").isascii() or not str(branch or "").isdigit() or len(str(branch)) > 18:
        return None
    return _with_people(thread.posts.filter(pk=int(branch), parent=None)).first()


def _roots_posts(page: Page) -> tuple[list[Post], dict[int | None, int]]:
    """Read the branches of a page, each with its first replies, and how many each has beyond them."""
    roots = list(_with_people(page.object_list))
    replies = (
        Post.objects.filter(root__in=[root.pk for root in roots])
        .annotate(
            place=Window(RowNumber(), partition_by=F("root_id"), order_by="pk"),
            in_branch=Window(Count("pk"), partition_by=F("root_id")),
        )
        .filter(place__lte=REPLIES)
        .order_by("pk")
    )
    shown = list(_with_people(replies)) if roots else []
    more = {reply.root_id: max(reply.in_branch - REPLIES, 0) for reply in shown}  # type: ignore[attr-defined]
    return roots + shown, more


def _branch_posts(root: Post, page: Page) -> tuple[list[Post], dict[int | None, int]]:
    """Read a page of one long branch, below the post it hangs on."""
    return [root, *_with_people(page.object_list)], {}


def _sees_what_everyone_sees(viewer: Any, thread: Thread) -> bool:
    """Tell whether nothing in a thread is shown to this viewer in a way of their own."""
    if not viewer.is_authenticated:
        return True
    return not has_role(viewer, MODERATORS) and not thread.posts.filter(author=viewer).exists()


@kept(lambda thread_key: thread_key)
def _names_on(thread_key: int) -> str:
    """Name all the people and offices a thread's posts are signed by, each with the name they have now."""
    fields = ("author_id", "author__display_name", "spoken_for_id", "spoken_for__texts__name")
    names = Post.objects.filter(thread=thread_key).order_by(*fields).values_list(*fields).distinct()
    return hashlib.sha256(repr(list(names)).encode()).hexdigest()


def _with_people(posts: Any) -> QuerySet[Post]:
    return posts.select_related("author", "spoken_for").prefetch_related("spoken_for__texts")


def _veiled(posts: list[Post]) -> list[Post]:
    """Take the words and the name off posts that are not shown, so that no template can let them out.

    Where a moderator hid one, its place says under which rule: one question for all of them, and none without.
    """
    hidden = [found.reportable_id for found in posts if found.state == PostState.HIDDEN and found.reportable_id]
    why = hidden_under(hidden)
    for found in posts:
        if found.state != PostState.SHOWN:
            found.text, found.author, found.spoken_for = "", None, None
            found.hidden_under = why.get(found.reportable_id or 0) if found.state == PostState.HIDDEN else None
    return posts


def _dated(posts: list[Post], wording: str) -> list[Post]:
    """Mark the posts that are about other words than those of today."""
    for found in posts:
        found.is_about_earlier = bool(wording and found.wording and found.wording != wording)
    return posts


def _acts(viewer: Any, state: ThreadState, posts: Sequence[Post]) -> dict[int, frozenset[Deed]]:
    """Work out what the viewer may do to each post; a visitor may do nothing, so nothing is worked out."""
    if not viewer.is_authenticated:
        return dict.fromkeys((item.pk for item in posts), frozenset())
    now = timezone.now()
    found = {}
    for item in posts:
        age = age_of(item.created_at, now) if item.created_at else timedelta(0)
        able = roles(viewer, item)
        deeds = (deed for deed in Deed if refusal(deed, able, state, PostState(item.state), age) is None)
        found[item.pk] = frozenset(deeds)
    return found
