"""What people say about guides: once each, whatever the language, and kept when the step is gone."""

import threading
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import translation

from commons.directory.models import Membership
from commons.pages.models import Anchor
from commons.people.participants import Participant
from guides.walkthroughs import rules, selectors, services
from guides.walkthroughs.models import GuidePage, GuideStep, Outcome, StuckPoint, StuckReport
from guides.walkthroughs.services import FeedbackRefused, feedback

from .factories import make_guide, translate

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
ANA, NOOR = Participant("ana"), Participant("noor")


@pytest.fixture
def guide():
    other = make_guide(title="Another guide")
    services.report_stuck(by=NOOR, page=other, step_key=key(other, 1), reason="wrong")
    return make_guide()


def key(page, number):
    return list(page.steps.all())[number - 1].translation_key


def stuck(page, number=2, by=ANA, reason="unclear", **more):
    return services.report_stuck(by=by, page=page, step_key=key(page, number), reason=reason, **more)


def counts(page):
    return {step: found.stuck for step, found in selectors.feedback_of(NOBODY, page).items()}


class TestStuck:
    def test_it_is_kept_with_the_words_it_was_about(self, guide):
        report = stuck(guide, words="  I have\r\nno bill\u202e ")
        assert (report.reason, report.words) == ("unclear", "I have\nno bill")
        assert (report.step_title, report.step_text) == ("Show where you live", "Upload one proof of address.")
        assert (report.language, report.revision_id) == ("en", guide.live_revision_id)
        assert (report.point.anchor.page_key, report.point.anchor.step_key) == (guide.translation_key, key(guide, 2))
        assert counts(guide) == {key(guide, 2): 1}

    def test_said_again_it_replaces_what_was_said(self, guide):
        stuck(guide)
        stuck(guide, reason="missing", words="More")
        assert list(
            StuckReport.objects.filter(point__anchor__page_key=guide.translation_key).values_list("reason", "words")
        ) == [("missing", "More")]

    def test_each_person_and_each_step_counts_once(self, guide):
        for who, number in ((ANA, 2), (NOOR, 2), (ANA, 3), (ANA, 2)):
            stuck(guide, number, by=who)
        assert counts(guide) == {key(guide, 2): 2, key(guide, 3): 1}

    def test_nobody_can_tell_that_two_reports_are_by_the_same_person(self, guide):
        assert stuck(guide, 2).participant != stuck(guide, 3).participant

    def test_both_languages_share_the_same_rows(self, guide):
        french = translate(guide)
        stuck(guide)
        report = stuck(french)
        assert StuckReport.objects.filter(point=report.point).count() == 1
        stuck(french, by=NOOR)
        assert counts(guide) == counts(french) == {key(guide, 2): 2}

    def test_a_changed_step_can_be_reported_again_and_the_person_counts_once(self, guide):
        stuck(guide)
        step = guide.steps.get(translation_key=key(guide, 2))
        GuideStep.objects.filter(pk=step.pk).update(text="<p>New words.</p>")
        stuck(GuidePage.objects.get(pk=guide.pk))
        point = StuckPoint.objects.get(anchor__page_key=guide.translation_key)
        assert sorted(point.reports.values_list("step_text", flat=True)) == [
            "New words.",
            "Upload one proof of address.",
        ]
        assert counts(guide) == {key(guide, 2): 1}

    def test_renaming_and_moving_keep_what_was_said(self, guide):
        stuck(guide)
        second = key(guide, 2)
        steps = list(guide.steps.all())
        steps[1].title, steps[1].sort_order = "Prove where you live", 9
        guide.steps = steps
        guide.save_revision().publish()
        moved = GuidePage.objects.get(pk=guide.pk)
        assert [step.title for step in moved.steps.all()][-1] == "Prove where you live"
        assert (key(moved, 3), counts(moved)) == (second, {second: 1})

    def test_what_was_said_outlives_its_step(self, guide):
        stuck(guide, words="No bill")
        guide.steps = [step for step in guide.steps.all() if step.title != "Show where you live"]
        guide.save_revision().publish()
        assert StuckReport.objects.get(words="No bill").step_title == "Show where you live"
        assert [step.feedback for step in selectors.shown(None, GuidePage.objects.get(pk=guide.pk)).steps] == [
            None,
            None,
        ]

    def test_a_copied_page_begins_anew(self, guide):
        stuck(guide)
        copy = guide.copy(update_attrs={"slug": "copy", "title": "Copy"})
        assert {step.translation_key for step in copy.steps.all()}.isdisjoint(
            step.translation_key for step in guide.steps.all()
        )
        assert counts(copy) == {}

    def test_reverting_to_an_older_revision_keeps_the_anchors(self, guide):
        first = guide.latest_revision
        keys = [step.translation_key for step in guide.steps.all()]
        guide.steps = list(guide.steps.all())[:2]
        guide.save_revision().publish()
        first.publish()
        assert [step.translation_key for step in GuidePage.objects.get(pk=guide.pk).steps.all()] == keys

    @pytest.mark.parametrize(
        "change, code, field",
        [
            ({"reason": "because"}, "feedback", "reason"),
            ({"reason": ""}, "feedback", "reason"),
            ({"words": "x" * 1001}, "long", "words"),
            ({"step_key": uuid.uuid4()}, "no-step", None),
        ],
    )
    def test_what_is_forged_or_too_long_is_refused(self, guide, change, code, field):
        given = {"by": ANA, "page": guide, "step_key": key(guide, 1), "reason": "unclear", **change}
        with pytest.raises(FeedbackRefused) as refused:
            services.report_stuck(**given)
        assert (refused.value.code, refused.value.field) == (code, field)
        assert counts(guide) == {}

    def test_a_step_of_another_guide_is_refused(self, guide):
        other = make_guide(title="Third guide")
        with pytest.raises(FeedbackRefused):
            services.report_stuck(by=ANA, page=guide, step_key=key(other, 1), reason="unclear")

    def test_floods_are_refused_by_person_and_by_address(self, guide, monkeypatch):
        monkeypatch.setattr(feedback, "BY_ONE", feedback.Limiter("t.one", 2, 3600))
        monkeypatch.setattr(feedback, "FROM_ONE_ADDRESS", feedback.Limiter("t.address", 3, 3600))
        stuck(guide, address="1")
        stuck(guide, address="1")
        with pytest.raises(FeedbackRefused, match="a lot in a short time"):
            stuck(guide, address="2")
        stuck(guide, by=NOOR, address="1")
        with pytest.raises(FeedbackRefused, match="a lot in a short time"):
            stuck(guide, by=Participant("third"), address="1")


class TestOutcome:
    def test_one_answer_a_person_that_may_change(self, guide):
        french = translate(guide)
        services.record_outcome(by=ANA, page=guide, answer="not-yet", failed_step_key=key(guide, 2))
        assert selectors.tally(NOBODY, guide) == selectors.Tally(told=1, done=0)
        outcome = services.record_outcome(by=ANA, page=french, answer="yes")
        services.record_outcome(by=NOOR, page=guide, answer="no")
        assert (outcome.failed_at, Outcome.objects.count()) == (None, 2)
        assert selectors.tally(NOBODY, guide) == selectors.tally(NOBODY, french) == selectors.Tally(told=2, done=1)

    def test_where_it_failed_is_an_anchor(self, guide):
        outcome = services.record_outcome(by=ANA, page=guide, answer="no", failed_step_key=key(guide, 3))
        assert outcome.failed_at == Anchor.objects.get(page_key=guide.translation_key, step_key=key(guide, 3))

    def test_who_got_it_done_has_not_failed_anywhere(self, guide):
        outcome = services.record_outcome(by=ANA, page=guide, answer="yes", failed_step_key=key(guide, 3))
        assert outcome.failed_at is None

    @pytest.mark.parametrize("change", [{"answer": "maybe"}, {"answer": "no", "failed_step_key": uuid.uuid4()}])
    def test_what_is_forged_is_refused(self, guide, change):
        with pytest.raises(FeedbackRefused):
            services.record_outcome(**{"by": ANA, "page": guide, **change})
        assert Outcome.objects.count() == 0

    @pytest.mark.parametrize(
        "told, done, percent, tells", [(0, 0, 0, False), (4, 4, 100, False), (5, 4, 80, True), (1204, 1047, 87, True)]
    )
    def test_a_share_is_told_when_enough_have_told(self, told, done, percent, tells):
        tally = selectors.Tally(told, done)
        assert (tally.percent, tally.tells_something) == (percent, tells)


class TestAnswer:
    def test_one_answer_for_all_shown_in_both_languages(self, guide, django_user_model):
        point = stuck(guide).point
        french = translate(guide)
        official = django_user_model.objects.create_superuser("o@example.org")
        Membership.objects.create(body=guide.service.body, person=official)
        answer = services.answer_stuck_point(by=official, point=point, body=guide.service.body, text="We changed it.")
        for page in (guide, french):
            assert selectors.feedback_of(NOBODY, page)[key(guide, 2)].answer == answer

    def test_only_an_official_of_the_office_can_answer(self, guide, django_user_model):
        stranger = django_user_model.objects.create_user("a@example.org")
        with pytest.raises(services.MendingRefused):
            services.answer_stuck_point(by=stranger, point=stuck(guide).point, body=guide.service.body, text="No.")


@pytest.mark.parametrize(
    "roles, may",
    [
        ({"Editors"}, True),
        ({"Officials"}, True),
        ({"Agents"}, True),
        ({"Leads"}, True),
        ({"Moderators"}, False),
        ({"Hosts"}, False),
        (set(), False),
    ],
)
def test_who_may_read_what_people_wrote(roles, may):
    assert rules.may_read_reports(roles) is may


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_point_and_each_counts_once():
    guide = make_guide()
    start, faults = threading.Barrier(6), []

    def report(number):
        start.wait()
        try:
            with translation.override("en"):
                stuck(guide, by=Participant(f"p{number % 3}"))
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=report, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert StuckPoint.objects.filter(anchor__page_key=guide.translation_key).count() == 1
    assert counts(guide) == {key(guide, 2): 3}
