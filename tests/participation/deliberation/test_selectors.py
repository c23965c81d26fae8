"""What may be read of threads: pages, places, and that nothing hidden gets out."""

import pytest

from participation.deliberation import selectors, services
from participation.deliberation.models import Post
from participation.deliberation.rules import Deed
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def many(idea, count, parent=None):
    """Posts without asking the service each time: only their places matter here."""
    author = make.person()
    rows = [
        Post(
            thread=idea.thread,
            parent=parent,
            root=parent and (parent.root or parent),
            depth=parent.depth + 1 if parent else 0,
            author=author,
            text=f"Post {number}",
            submission=make.token(),
            number=number,
        )
        for number in range(1, count + 1)
    ]
    Post.objects.bulk_create(rows)
    return list(Post.objects.filter(thread=idea.thread, parent=parent).order_by("pk"))


def shown(page):
    return [branch.post.pk for root in page.branches for branch in root.all()]


def test_a_page_shows_whole_branches_oldest_first_and_cuts_long_ones():
    idea = make.idea()
    roots = many(idea, selectors.BRANCHES + 1)
    replies = many(idea, selectors.REPLIES + 3, parent=roots[0])
    first = selectors.thread_page(make.VISITOR, idea.thread)
    assert shown(first) == [roots[0].pk, *[r.pk for r in replies[: selectors.REPLIES]], *[r.pk for r in roots[1:-1]]]
    assert [branch.more for branch in first.branches[:2]] == [3, 0]
    assert shown(selectors.thread_page(make.VISITOR, idea.thread, number=2)) == [roots[-1].pk]
    whole = selectors.thread_page(make.VISITOR, idea.thread, branch_key=str(roots[0].pk))
    assert shown(whole) == [roots[0].pk, *[reply.pk for reply in replies]]


@pytest.mark.parametrize("branch", ["x", "0", "-1", "9" * 30, "１", None])
def test_nonsense_in_the_address_shows_the_whole_thread(branch):
    idea = make.idea()
    post = make.post(on=idea)
    assert shown(selectors.thread_page(make.VISITOR, idea.thread, number="x", branch_key=branch)) == [post.pk]


def test_every_post_is_found_where_its_link_leads():
    idea = make.idea()
    roots = many(idea, selectors.BRANCHES + 2)
    many(idea, selectors.BRANCH_PAGE + 5, parent=roots[3])
    for post in Post.objects.filter(thread=idea.thread):
        number, branch = selectors.place_of(make.VISITOR, post)
        page = selectors.thread_page(make.VISITOR, idea.thread, number=number, branch_key=branch)
        assert post.pk in shown(page)


def test_words_and_names_of_posts_not_shown_are_given_to_nobody():
    idea, mod = make.idea(), make.moderator()
    kept, hidden, gone = (make.post(on=idea, text=f"Secret {n}") for n in range(3))
    services.hide(by=mod, post=hidden)
    services.withdraw(by=gone.author, post=gone)
    for viewer in (make.VISITOR, hidden.author, mod):
        page = selectors.thread_page(viewer, idea.thread)
        assert [(b.post.pk, b.post.text, b.post.author) for b in page.branches] == [
            (kept.pk, "Secret 0", kept.author),
            (hidden.pk, "", None),
            (gone.pk, "", None),
        ]
        told = selectors.thread_changes(viewer, idea.thread, 0).branches
        assert [(b.post.pk, b.post.text, b.post.author) for b in told] == [
            (kept.pk, "Secret 0", kept.author),
            (hidden.pk, "", None),
            (gone.pk, "", None),
        ]
    assert selectors.post(make.VISITOR, hidden.pk, idea.thread_id).text == ""


def test_a_thread_of_what_one_may_not_read_is_not_there():
    stage = make.stage()
    idea = make.idea(on=stage)
    post = make.post(on=idea)
    other = make.idea()
    assert selectors.post(make.VISITOR, post.pk, other.thread_id) is None
    stage.unpublish()
    assert selectors.thread(make.VISITOR, idea.thread_id) is None
    assert selectors.post(make.VISITOR, post.pk, idea.thread_id) is None
    assert selectors.changes_after(make.VISITOR, idea.thread, 0) == []


def test_each_viewer_is_offered_what_they_may_do():
    idea, mod = make.idea(), make.moderator()
    post = make.post(on=idea)

    def acts(viewer):
        return selectors.thread_page(viewer, idea.thread).branches[0].acts

    assert acts(make.VISITOR) == frozenset()
    assert acts(make.person()) == {Deed.POST}
    assert acts(post.author) == {Deed.POST, Deed.EDIT, Deed.WITHDRAW}
    assert acts(mod) == {Deed.POST, Deed.HIDE}
    services.hide(by=mod, post=post)
    assert acts(mod) == {Deed.RESTORE}
    assert acts(post.author) == frozenset()


def test_a_long_thread_costs_as_many_queries_as_a_short_one(django_assert_num_queries):
    short, long = make.idea(), make.idea()
    many(short, 1)
    roots = many(long, 30)
    for root in roots[:10]:
        many(long, 10, parent=root)
    for idea in (short, long):
        thread = selectors.thread(make.VISITOR, idea.thread_id)
        selectors.owner_of(thread).why_closed(thread)
        with django_assert_num_queries(3):
            assert selectors.thread_page(make.VISITOR, thread).branches
