"""A thread's rows become nested branches: order, depth, flattening, and pages that begin in the middle."""

from dataclasses import dataclass

from participation.deliberation.tree import grow


@dataclass(frozen=True)
class Row:
    """A post as the tree sees it."""

    pk: int
    parent_id: int | None = None


def shape(branches):
    """Write the branches as nested tuples of keys."""
    return [(branch.post.pk, shape(branch.replies)) if branch.replies else branch.post.pk for branch in branches]


def test_nothing_grows_from_nothing():
    """An empty thread has no branches."""
    assert grow([]) == []


def test_replies_stand_below_what_they_answer_in_their_order():
    """Two roots; the first has a reply with a reply and a second reply."""
    branches = grow([Row(1), Row(2), Row(3, 1), Row(4, 3), Row(5, 1), Row(6, 2)])
    assert shape(branches) == [(1, [(3, [4]), 5]), (2, [6])]
    assert [branch.below for branch in branches] == [3, 1]


def test_beyond_the_deepest_level_replies_are_flat_and_say_what_they_answer():
    """A chain of five at a depth of two: the tail is listed beside, each naming the post it answers."""
    (root,) = grow([Row(1), Row(2, 1), Row(3, 2), Row(4, 3), Row(5, 4)], deepest=2)
    assert shape([root]) == [(1, [(2, [3, 4, 5])])]
    flat = root.replies[0].replies
    assert [branch.depth for branch in flat] == [2, 2, 2]
    assert [branch.answers and branch.answers.pk for branch in flat] == [None, 3, 4]


def test_a_row_whose_parent_is_elsewhere_starts_a_branch():
    """A page of a long branch begins somewhere; what hangs together on it still does."""
    branches = grow([Row(6), Row(7, 3), Row(8, 7), Row(9, 2)])
    assert shape(branches) == [6, (7, [8]), 9]
    assert [branch.adrift for branch in branches] == [False, True, True]


def test_a_thousand_deep_chain_needs_no_recursion_beyond_the_deepest():
    """Nobody can make the page fail by answering themself a thousand times."""
    (root,) = grow([Row(1)] + [Row(number, number - 1) for number in range(2, 1001)])
    assert root.below == 999
