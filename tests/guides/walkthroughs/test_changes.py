"""What changed in the steps of a guide: between two versions, since the public one, and since the film."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.people.roles import AGENTS, EDITORS
from guides.walkthroughs import rules, selectors
from guides.walkthroughs.changes import Kind, StepWording, compare, differ, words_changed
from guides.walkthroughs.models import GuidePage
from home.website.demo.clock import at
from tests.commons.people.factories import person
from tests.guides.videos.factories import make_video
from tests.guides.walkthroughs.factories import make_guide, translate
from tests.home import factories as town

A, B, C, D = uuid4(), uuid4(), uuid4(), uuid4()


def steps(*keys, **texts):
    names = {A: "a", B: "b", C: "c", D: "d"}
    return [
        StepWording(key, number, names[key], texts.get(names[key], f"Do {names[key]}"))
        for number, key in enumerate(keys, start=1)
    ]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (steps(A, B), steps(A, B), [Kind.SAME, Kind.SAME]),
        (steps(A), steps(A, B), [Kind.SAME, Kind.ADDED]),
        (steps(A, B, C), steps(A, C), [Kind.SAME, Kind.REMOVED, Kind.SAME]),
        (steps(A, B, C), steps(C, A, B), [Kind.MOVED, Kind.SAME, Kind.SAME]),
        (steps(A, B), steps(A, B, b="Do it now"), [Kind.SAME, Kind.CHANGED]),
        (steps(A, B, C), steps(C, A, B, c="Other"), [Kind.MOVED_AND_CHANGED, Kind.SAME, Kind.SAME]),
        (steps(A, B), steps(D, A), [Kind.ADDED, Kind.REMOVED, Kind.SAME]),
        ([], steps(A), [Kind.ADDED]),
        (steps(A), [], [Kind.REMOVED]),
    ],
)
def test_what_became_of_each_step(before, after, kinds):
    assert [change.kind for change in compare(before, after)] == kinds


def test_words_are_compared_one_by_one():
    pieces = words_changed("Send a signed letter today", "Send a letter or photo today")
    assert [(piece.sign, piece.words) for piece in pieces] == [
        ("", "Send a"),
        ("-", "signed"),
        ("", "letter"),
        ("+", "or photo"),
        ("", "today"),
    ]


def test_markup_is_no_difference():
    assert not differ(["<p>Pay</p>"], ['<p data-block-key="k3">Pay</p>'])
    assert differ(["<p>Pay</p>"], ["<p>Pay now</p>"])
    assert rules.wording("Pay", "<p>Now</p>") == rules.wording("Pay", '<p data-block-key="x">Now</p>')


FILMED = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed_at", "start", "is_marked"),
    [
        (None, 5, False),
        (FILMED + timedelta(days=1), 5, True),
        (FILMED + timedelta(days=1), 0, True),
        (FILMED + timedelta(days=1), None, False),
        (FILMED - timedelta(days=1), 5, False),
        (FILMED, 5, False),
    ],
)
def test_a_step_is_newer_than_the_film_that_shows_it(changed_at, start, is_marked):
    assert bool(rules.newer_than_film(changed_at, start, FILMED)) is is_marked


@pytest.mark.django_db
class TestOverTime:
    @pytest.fixture
    def ago(self):
        now = timezone.now()
        return lambda days: now - timedelta(days=days)

    @pytest.fixture
    def guide(self, ago):
        """Published 30 days ago with its film, its second step changed and its third taken out 10 days ago."""
        with at(ago(30)):
            page = make_guide(video=make_video())
        with at(ago(10)):
            one, two, _three = page.steps.all()
            two.text = "<p>Upload a photo.</p>"
            page.steps = [one, two]
            page.save_revision().publish()
        return GuidePage.objects.get(pk=page.pk)

    def test_the_changed_step_alone_is_dated_and_marked(self, client, guide, ago):
        assert [step.changed_at for step in guide.steps.all()] == [None, ago(10)]
        shown = selectors.shown(person(), guide)
        assert [step.newer_than_film for step in shown.steps] == [None, ago(10)]
        page = client.get(guide.get_url()).content.decode()
        assert page.count("after the film was made") == 1
        assert "&lt;time" not in page

    def test_saving_again_without_a_change_keeps_the_date(self, guide, ago):
        guide.save_revision().publish()
        assert [step.changed_at for step in GuidePage.objects.get(pk=guide.pk).steps.all()] == [None, ago(10)]

    def test_a_translation_is_dated_as_its_source(self, guide, ago):
        french = translate(guide)
        first = french.steps.first()
        first.title = "Vérifier"
        french.steps = [first, *list(french.steps.all())[1:]]
        french.save_revision().publish()
        again = GuidePage.objects.get(pk=french.pk)
        assert [step.changed_at for step in again.steps.all()] == [None, ago(10)]

    def test_the_wording_of_a_step_at_a_time(self, guide, ago):
        two = guide.steps.all()[1]
        keys = guide.translation_key, two.translation_key
        assert selectors.step_wording_at(*keys, ago(31)) is None
        assert selectors.step_wording_at(*keys, ago(20)).text == "Upload one proof of address."
        assert selectors.step_wording_at(*keys, ago(1)).text == "Upload a photo."
        assert selectors.step_wording_in(guide.latest_revision, two.translation_key).number == 2
        assert selectors.step_wording_in(guide.latest_revision, uuid4()) is None

    def test_two_versions_compared_in_the_cms(self, client, guide):
        town.site()
        editor = person(roles=[EDITORS])
        one, two = guide.steps.all()
        one.sort_order, two.sort_order = two.sort_order, one.sort_order
        guide.steps = [two, one]
        guide.save_revision(user=editor)
        known = selectors.versions(editor, guide)
        assert [version.is_draft for version in known] == [True, False, False]
        found = selectors.comparison(editor, guide, before=known[2].revision.pk, after=known[1].revision.pk)
        assert [step.kind for step in found.steps] == [Kind.SAME, Kind.CHANGED, Kind.REMOVED]
        assert selectors.versions(person(roles=[AGENTS]), guide) == []
        client.force_login(editor)
        query = f"?before={known[2].revision.pk}&after={known[1].revision.pk}"
        page = client.get(f"/admin/guides/{guide.pk}/history/{query}").content.decode()
        assert "a photo." in page
        assert "words changed" in page
        assert client.get(f"/admin/guides/{guide.pk}/history/?before=x&after=9").status_code == 200
        # Without a choice: the draft beside what is public.
        assert "moved" in client.get(f"/admin/guides/{guide.pk}/history/").content.decode()

    def test_a_translation_is_behind_until_it_is_published_again(self, guide, ago):
        with at(ago(5)):
            french = translate(guide)
        assert [state.is_behind for state in selectors.translations_of(guide)] == [False]
        guide.cost = "€ 50 a year"
        guide.save_revision().publish()
        assert [state.is_behind for state in selectors.translations_of(french)] == [True]
        french.save_revision().publish()
        assert [state.is_behind for state in selectors.translations_of(guide)] == [False]


@pytest.mark.parametrize(
    ("due", "last", "again"),
    [
        (None, None, date(2027, 3, 10)),
        (None, date(2026, 1, 31), date(2027, 1, 31)),
        (date(2026, 2, 1), date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 2, 1), date(2026, 2, 1), date(2027, 2, 1)),
        (date(2026, 2, 1), None, date(2026, 2, 1)),
    ],
)
def test_when_a_guide_is_to_be_checked_again(due, last, again):
    assert rules.check_due(due=due, last_checked=last, every=12, today=date(2026, 3, 10)) == again


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
    ],
)
def test_months_after(day, months, then):
    assert rules.months_after(day, months) == then


@pytest.mark.parametrize(
    ("days", "number"), [(-1, None), (0, 0), (13, 0), (14, 1), (27, 1), (28, 2), (41, 2), (400, 2)]
)
def test_which_reminder(days, number):
    due = date(2026, 3, 1)
    assert rules.reminder(due, due + timedelta(days=days)) == number
