"""Where people get stuck, for staff: who may read and do what, how it is counted, and what gets out."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from commons.directory.models import Membership
from commons.pages import services as pages
from commons.people.participants import Participant
from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS
from commons.ui.sheets import csv_file, harmless
from guides.walkthroughs import mending, selectors, services
from guides.walkthroughs.mending import State
from guides.walkthroughs.models import GuidePage, Outcome, StuckPoint, StuckReport
from guides.walkthroughs.services import MendingRefused
from home.website.services.roles import set_up_roles
from tests.commons.people.factories import person

from .factories import make_guide, make_service, translate

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def key(page, number=2):
    return list(page.steps.all())[number - 1].translation_key


def stuck(page, number=2, by="ana", **more):
    given = {"reason": "unclear", **more}
    return services.report_stuck(by=Participant(by), page=page, step_key=key(page, number), **given)


def reword(page, number=2, text="<p>New words.</p>"):
    page = GuidePage.objects.get(pk=page.pk)
    step = list(page.steps.all())[number - 1]
    page.steps = [*(one for one in page.steps.all() if one.pk != step.pk), step]
    step.text = text
    page.save_revision().publish()
    return GuidePage.objects.get(pk=page.pk)


def row_of(viewer, point):
    return selectors.stuck_point(viewer, point.pk)


@pytest.fixture
def editor():
    return person(is_staff=True, roles=[EDITORS])


class TestRules:
    @pytest.mark.parametrize("state", State)
    @pytest.mark.parametrize("following", State)
    def test_what_may_follow_what(self, state, following):
        allowed = {
            (State.NEW, State.BEING_FIXED),
            (State.NEW, State.FIXED),
            (State.BEING_FIXED, State.NEW),
            (State.BEING_FIXED, State.FIXED),
            (State.FIXED, State.NEW),
            (State.FIXED, State.BEING_FIXED),
        }
        assert mending.may_become(state, following) is ((state, following) in allowed)

    @pytest.mark.parametrize(
        "role, may",
        [(EDITORS, True), (OFFICIALS, True), (LEADS, True), (AGENTS, False), (MODERATORS, False), (HOSTS, False)],
    )
    def test_who_may_mend(self, role, may):
        assert mending.may_mend({role}) is may

    @pytest.mark.parametrize(
        "people, views, rate", [(1, 0, None), (1, 19, None), (1, 20, 5.0), (3, 1000, 0.3), (50, 40, 100.0)]
    )
    def test_the_rate(self, people, views, rate):
        assert mending.rate(people, views) == rate

    @pytest.mark.parametrize(
        "passage, left",
        [("", ""), ("Ana Lee", "I am […], […]"), ("not there", None)],
    )
    def test_what_is_left_of_struck_words(self, passage, left):
        assert mending.struck("I am Ana Lee, Ana Lee", passage) == left


class TestWordings:
    def test_counts_say_which_wording_they_are_about(self, editor):
        guide = make_guide()
        point = stuck(guide, by="ana").point
        stuck(guide, by="noor")
        guide = reword(guide)
        stuck(guide, by="noor")
        stuck(guide, by="third")
        shown = selectors.feedback_of(NOBODY, guide)[key(guide)]
        assert (shown.stuck, shown.today, shown.earlier) == (3, 2, 1)
        assert shown.changed_at is not None
        row = row_of(editor, point)
        assert (row.people, row.today, row.earlier) == (3, 2, 1)

    def test_the_step_tells_it(self, client):
        guide = make_guide()
        stuck(guide)
        guide = reword(guide)
        stuck(guide, by="noor")
        page = " ".join(client.get(guide.url).content.decode().split())
        assert "2 people got stuck here, 1 of them over an earlier wording." in page
        assert "This step was changed on" in page

    def test_a_failed_outcome_quotes_its_step_too(self):
        guide = make_guide()
        outcome = services.record_outcome(
            by=Participant("a"), page=guide, answer="no", failed_step_key=key(guide), words="No bill"
        )
        assert (outcome.words, outcome.step_title) == ("No bill", "Show where you live")
        again = services.record_outcome(by=Participant("a"), page=guide, answer="yes")
        assert (again.pk, again.words, again.step_title) == (outcome.pk, "", "")

    def test_a_guide_that_was_taken_back_takes_nothing(self):
        guide = make_guide()
        guide.unpublish()
        for deed in (
            lambda: stuck(guide),
            lambda: services.record_outcome(by=Participant("a"), page=guide, answer="yes"),
        ):
            with pytest.raises(services.FeedbackRefused, match="not published"):
                deed()


class TestState:
    @pytest.mark.parametrize(
        "role, may", [(EDITORS, True), (OFFICIALS, True), (LEADS, True), (AGENTS, False), (MODERATORS, False)]
    )
    def test_who_may_set_it(self, role, may):
        point = stuck(make_guide()).point
        if may:
            services.set_state(by=person(is_staff=True, roles=[role]), point=point, state="being-fixed")
        else:
            with pytest.raises(MendingRefused):
                services.set_state(by=person(is_staff=True, roles=[role]), point=point, state="being-fixed")
        assert StuckPoint.objects.get().state == ("being-fixed" if may else "new")

    def test_fixed_names_a_version_published_since(self, editor, client):
        guide = make_guide()
        old = guide.live_revision_id
        point = stuck(guide).point
        for revision in (None, old, 999999):
            with pytest.raises(MendingRefused) as refused:
                services.set_state(by=editor, point=point, state="fixed", revision=revision)
            assert refused.value.field == "revision"
        guide = reword(guide)
        fixed = services.set_state(by=editor, point=point, state="fixed", revision=guide.live_revision_id)
        assert (fixed.fixed_in_id, fixed.fixed_at is not None) == (guide.live_revision_id, True)
        assert "The guide was changed for it on" in client.get(guide.url).content.decode()
        again = services.set_state(by=editor, point=point, state="being-fixed")
        assert (again.fixed_in_id, again.fixed_at) == (None, None)
        assert "It is being fixed." in client.get(guide.url).content.decode()

    def test_the_same_twice_is_told(self, editor):
        point = stuck(make_guide()).point
        services.set_state(by=editor, point=point, state="being-fixed")
        with pytest.raises(MendingRefused, match="there already"):
            services.set_state(by=editor, point=point, state="being-fixed")
        with pytest.raises(MendingRefused):
            services.set_state(by=editor, point=point, state="forgotten")

    @pytest.mark.parametrize("wrong", [{"state": "forgotten"}, {"state": "fixed"}, {"fixed_at": timezone.now()}])
    def test_the_database_knows_it_too(self, wrong):
        point = stuck(make_guide()).point
        with pytest.raises(IntegrityError), transaction.atomic():
            StuckPoint.objects.filter(pk=point.pk).update(**wrong)


class TestStriking:
    def test_a_passage_or_all_is_gone_for_good(self, editor):
        report = stuck(make_guide(), words="Call Ana Lee, 0612")
        services.strike_out(by=editor, said=report, passage="Ana Lee")
        report.refresh_from_db()
        assert (report.words, report.struck_by) == ("Call […], 0612", editor)
        with pytest.raises(MendingRefused):
            services.strike_out(by=editor, said=report, passage="Ana Lee")
        services.strike_out(by=editor, said=report)
        report.refresh_from_db()
        assert (report.words, report.struck_at is not None) == ("", True)

    @pytest.mark.parametrize("role", [AGENTS, MODERATORS, HOSTS])
    def test_not_by_others(self, role):
        report = stuck(make_guide(), words="Ana Lee")
        with pytest.raises(MendingRefused):
            services.strike_out(by=person(is_staff=True, roles=[role]), said=report)

    def test_in_the_cms_with_a_wrong_passage_kept(self, client, admin_user):
        report = stuck(make_guide(), words="Call Ana Lee")
        address = f"/admin/stuck-points/{report.point_id}/report/{report.pk}/strike/"
        client.force_login(admin_user)
        wrong = client.post(address, {"passage": "Noor"})
        page = wrong.content.decode()
        assert (wrong.status_code, ">Noor</textarea>" in page.replace("\n", ""), "stand there" in page) == (
            422,
            True,
            True,
        )
        assert client.post(address, {"passage": "Ana Lee"}).status_code == 302
        assert "Call […]" in client.get(f"/admin/stuck-points/{report.point_id}/").content.decode()
        assert client.get(f"/admin/stuck-points/{report.point_id}/outcome/{report.pk}/strike/").status_code == 404


class TestReport:
    def test_by_rate_and_since_views_are_counted(self, editor):
        guide, other = make_guide(), make_guide(title="Other")
        today = timezone.localdate()
        pages.add_views(counts={(guide.translation_key, today): 40, (guide.translation_key, today - timedelta(200)): 9})
        rare = stuck(guide, 1).point
        often = stuck(guide, 2).point
        stuck(guide, 2, by="noor")
        before = stuck(guide, 2, by="earlier")
        StuckReport.objects.filter(pk=before.pk).update(created_at=timezone.now() - timedelta(days=2))
        unknown = stuck(other).point
        rows = selectors.stuck_points(editor)
        assert [(row.point, row.people, row.views, row.rate) for row in rows] == [
            (often, 3, 40, 5.0),
            (rare, 1, 40, 2.5),
            (unknown, 1, 0, None),
        ]

    def test_filters(self, editor):
        guide = make_guide()
        waste = make_guide(title="Bin", service=make_service(slug="waste", name="Waste"))
        first, second = stuck(guide).point, stuck(waste, reason="wrong").point
        services.set_state(by=editor, point=second, state="being-fixed")
        rows = [
            ({}, {first, second}),
            ({"state": "new"}, {first}),
            ({"service": waste.service}, {second}),
            ({"reason": "wrong"}, {second}),
            ({"reason": "wrong", "state": "new"}, set()),
        ]
        for chosen, expected in rows:
            assert {row.point for row in selectors.stuck_points(editor, **chosen)} == expected, chosen

    @pytest.mark.parametrize("query", ["state=evil&service=x&why=1", "p=999", "service=99999"])
    def test_forged_filters_are_left_out(self, client, admin_user, query):
        stuck(make_guide())
        client.force_login(admin_user)
        assert "Show where you live" in client.get(f"/admin/stuck-points/?{query}").content.decode()

    def test_the_same_questions_for_one_step_and_three(self, editor, django_assert_num_queries):
        guide = make_guide()
        stuck(guide, 1)
        selectors.stuck_points(editor)
        with django_assert_num_queries(queries := 11):
            assert len(selectors.stuck_points(editor)) == 1
        for number in (2, 3):
            stuck(guide, number)
        with django_assert_num_queries(queries):
            assert len(selectors.stuck_points(editor)) == 3

    def test_files_hold_text_and_never_formulas(self, client, admin_user):
        guide = make_guide(title="=cmd|' /C calc'!A0")
        point = stuck(guide, words='=HYPERLINK("https://evil.example")').point
        client.force_login(admin_user)
        for address in ("/admin/stuck-points.csv", f"/admin/stuck-points/{point.pk}/words.csv"):
            response = client.get(address)
            cells = [cell for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))) for cell in row]
            assert not [cell for cell in cells if cell.startswith("=")]
            assert [cell for cell in cells if cell.startswith("'=")]
            assert StuckReport.objects.get().participant not in cells

    @pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
    def test_what_begins_a_formula(self, cell):
        assert harmless(cell) == f"'{cell}"
        assert csv_file(["n"], [[-1, 2.5, None]]).decode("utf-8-sig").splitlines()[1] == "-1,2.5,"


class TestLeaks:
    @pytest.fixture
    def secret(self):
        guide = make_guide()
        restriction = PageViewRestriction.objects.create(page=guide, restriction_type="groups")
        restriction.groups.add(Group.objects.create(name="Few"))
        point = stuck(guide, words="hidden words").point
        services.record_outcome(by=Participant("a"), page=guide, answer="yes")
        return guide, point

    def test_nothing_of_a_restricted_guide_by_any_read(self, secret):
        guide, point = secret
        agent = person(is_staff=True, roles=[AGENTS])
        for viewer in (NOBODY, person(), agent):
            assert selectors.feedback_of(viewer, guide) == {}
            assert selectors.tally(viewer, guide) == selectors.Tally()
            assert selectors.stuck_points(viewer) == []
            assert selectors.stuck_point(viewer, point.pk) is None
            assert list(selectors.reports_of(viewer, point)) == list(selectors.outcomes_of(viewer, point)) == []
            assert selectors.versions_of(viewer, point) == selectors.answers_at(viewer, point) == []

    def test_nor_by_any_address(self, secret, client):
        guide, point = secret
        set_up_roles()
        client.force_login(person(is_staff=True, roles=[AGENTS]))
        report = StuckReport.objects.get()
        for address in (f"/admin/stuck-points/{point.pk}/", f"/admin/stuck-points/{point.pk}/words.csv"):
            assert client.get(address).status_code == 404
        assert client.post(f"/admin/stuck-points/{point.pk}/state/", {"state": "being-fixed"}).status_code == 404
        assert client.get(f"/admin/stuck-points/{point.pk}/report/{report.pk}/strike/").status_code == 404
        for address in ("/admin/stuck-points/", "/admin/stuck-points.csv"):
            page = client.get(address).content.decode()
            assert "Show where you live" not in page
        for address in (
            f"/en/stuck/{guide.translation_key}/{key(guide)}/",
            f"/en/stuck/{guide.translation_key}/{key(guide)}/thanks/",
            f"/en/outcome/{guide.translation_key}/",
            f"/en/outcome/{guide.translation_key}/thanks/",
        ):
            assert client.get(address).status_code == 404

    def test_nor_may_it_be_answered_or_mended(self, secret):
        guide, point = secret
        official = person(is_staff=True, roles=[OFFICIALS])
        Membership.objects.create(body=guide.service.body, person=official)
        for deed in (
            lambda: services.answer_stuck_point(by=official, point=point, body=guide.service.body, text="Yes."),
            lambda: services.set_state(by=official, point=point, state="being-fixed"),
            lambda: services.strike_out(by=official, said=point.reports.get()),
        ):
            with pytest.raises(MendingRefused):
                deed()

    def test_who_edits_the_guide_reads_what_is_said_of_it(self, secret):
        guide, point = secret
        set_up_roles()
        editor = person(is_staff=True, roles=[EDITORS])
        assert [row.point for row in selectors.stuck_points(editor)] == [point]
        assert selectors.feedback_of(editor, guide)[key(guide)].stuck == 1


class TestThanks:
    def test_three_ways_on_and_what_helped_others(self, client):
        guide = make_guide(service=make_service(phone="+33 1", email="permits@example.org"))
        french = translate(guide)
        point = stuck(guide).point
        point.answerable.answers.create(body=guide.service.body, text="Any bill will do.")
        for page in (guide, french):
            language = page.locale.language_code
            for end in ("", "thanks/"):
                shown = client.get(f"/{language}/stuck/{page.translation_key}/{key(page)}/{end}").content.decode()
                assert "Any bill will do." in shown
            assert 'href="tel:+331"' in shown
            assert 'href="mailto:permits@example.org"' in shown
            assert guide.service.get_absolute_url().split("/", 2)[2] in shown

    def test_words_on_a_failure_are_kept_when_refused(self, client):
        guide = make_guide()
        address = f"/en/outcome/{guide.translation_key}/"
        response = client.post(address, {"answer": "no", "step": str(key(guide)), "words": "x" * 1001})
        page = response.content.decode()
        assert (response.status_code, "x" * 1001 in page, "at most 1000 characters; you have 1001" in page) == (
            422,
            True,
            True,
        )
        client.post(address, {"answer": "no", "step": str(key(guide)), "words": "No bill"})
        assert Outcome.objects.get().words == "No bill"
