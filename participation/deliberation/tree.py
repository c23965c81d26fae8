"""Makes a thread's rows into the nested list that is shown, in one pass and without asking the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

#: Replies deeper than this are listed at this depth: no phone has room for a ninth indent, no template recurses far.
DEEPEST = 4


class Row(Protocol):
    """What the tree needs to know of a post."""

    pk: Any
    parent_id: Any


@dataclass(slots=True)
class Branch:
    """A post with the replies listed under it."""

    post: Any
    depth: int = 0
    replies: list["Branch"] = field(default_factory=list)
    #: The post this one answers, where its place in the list no longer says so.
    answers: Any = None
    #: Whether it answers a post that is on another page.
    adrift: bool = False
    #: How many posts of this branch are left for a page of their own.
    more: int = 0
    #: What the viewer may do to the post.
    acts: frozenset[str] = frozenset()

    @property
    def below(self) -> int:
        """Count the replies under this one, at whatever depth, with those left for a page of their own."""
        return self.more + sum(1 + reply.below for reply in self.replies)

    def all(self) -> Iterator["Branch"]:
        """Walk over this branch and all below it."""
        yield self
        for reply in self.replies:
            yield from reply.all()


def grow(rows: Iterable[Row], deepest: int = DEEPEST) -> list[Branch]:
    """Build the branches from rows in the order they are to be shown; a parent comes before its replies.

    A row whose parent is not among the rows starts a branch of its own: a page of a long branch begins somewhere.
    """
    roots: list[Branch] = []
    placed: dict[Any, Branch] = {}
    hosts: dict[Any, Branch] = {}  # post → the branch its replies are listed under
    for row in rows:
        branch = placed[row.pk] = Branch(post=row)
        parent = placed.get(row.parent_id)
        if parent is None:
            branch.adrift = row.parent_id is not None
            hosts[row.pk] = branch
            roots.append(branch)
            continue
        host = hosts[row.parent_id]
        branch.depth = host.depth + 1
        branch.answers = None if host is parent else parent.post
        hosts[row.pk] = branch if branch.depth < deepest else host
        host.replies.append(branch)
    return roots
