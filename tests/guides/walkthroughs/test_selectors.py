"""Who may read which guides, films and captions; what a guide shows, and with how many queries."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from commons.people.participants import Participant
from guides.walkthroughs import selectors, services
from guides.walkthroughs.models import GuidePage
from guides.walkthroughs.transcript import chapters
from tests.guides.videos.factories import make_captions, make_video

from .factories import make_guide, make_service, translate

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def film():
    video = make_video()
    make_captions(video=video)
    return video


def titles(guides):
    return sorted(guide.title for guide in guides)


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


class TestReadable:
    def test_published_guides_in_the_readers_language(self):
        public = make_guide(title="Public")
        make_guide(title="Draft", live=False)
        translate(public)
        assert titles(selectors.live_guides(NOBODY)) == ["Public"]
        with translation.override("fr"):
            assert titles(selectors.live_guides(NOBODY)) == ["Public (fr)"]

    def test_guides_of_one_service(self):
        make_guide(title="Bin", service=make_service(slug="waste", name="Waste"))
        make_guide(title="B permit")
        make_guide(title="A permit")
        found = selectors.guides_for_service(NOBODY, make_service())
        assert [guide.title for guide in found] == ["A permit", "B permit"]

    def test_privacy_of_wagtail_holds(self, django_user_model):
        _public, signed_in, grouped, secret = (
            make_guide(title=title) for title in ("Public", "Signed in", "Group", "Word")
        )
        group = Group.objects.create(name="Testers")
        restrict(signed_in, "login")
        restrict(grouped, "groups").groups.add(group)
        word = restrict(secret, "password", password="x")
        ana, member = (django_user_model.objects.create_user(f"{name}@example.org") for name in ("ana", "member"))
        member.groups.add(group)
        root = django_user_model.objects.create_superuser("root@example.org")
        rows = [
            (NOBODY, (), ["Public"]),
            (NOBODY, (word.pk,), ["Public", "Word"]),
            (ana, (), ["Public", "Signed in"]),
            (member, (), ["Group", "Public", "Signed in"]),
            (root, (), ["Group", "Public", "Signed in"]),
        ]
        for viewer, passed, expected in rows:
            assert titles(selectors.readable(viewer, passed=passed)) == expected, viewer

    @pytest.mark.parametrize("many", [1, 3])
    def test_groups_are_read_once_for_all_restrictions(self, django_user_model, django_assert_num_queries, many):
        for number in range(many):
            restrict(make_guide(title=f"Group {number}"), "groups").groups.add(Group.objects.create(name=f"G{number}"))
        ana = django_user_model.objects.create_user("ana@example.org")
        with django_assert_num_queries(4):
            assert titles(selectors.readable(ana)) == []

    def test_a_restricted_list_hides_all_guides_below_it(self):
        guide = make_guide()
        restrict(guide.get_parent(), "login")
        assert titles(selectors.readable(NOBODY)) == []

    def test_by_key_gives_the_readers_language_else_what_there_is(self):
        guide = make_guide()
        with translation.override("fr"):
            assert selectors.by_key(NOBODY, guide.translation_key) == guide
            french = translate(guide)
            assert selectors.by_key(NOBODY, guide.translation_key) == french
        assert selectors.by_key(NOBODY, guide.translation_key) == guide
        guide.unpublish()
        french.unpublish()
        assert selectors.by_key(NOBODY, guide.translation_key) is None


class TestFilms:
    def test_a_film_is_public_with_its_guide_only(self, film, client):
        address, headers = f"/videos/{film.pk}/480p.mp4", {"range": "bytes=0-0"}
        assert client.get(address, headers=headers).status_code == 404
        guide = make_guide(video=film)
        assert client.get(address, headers=headers).status_code == 206
        restriction = restrict(guide, "login")
        assert client.get(address, headers=headers).status_code == 404
        restriction.delete()
        guide.unpublish()
        assert client.get(address, headers=headers).status_code == 404

    def test_a_draft_of_a_live_guide_does_not_publish_its_film(self, film, client):
        guide = make_guide()
        guide.video = film
        guide.save_revision()
        assert client.get(f"/videos/{film.pk}/480p.mp4", headers={"range": "bytes=0-0"}).status_code == 404

    def test_a_password_given_for_the_page_opens_its_film(self, film, client):
        restriction = restrict(make_guide(video=film), "password", password="open")
        address, headers = f"/videos/{film.pk}/480p.mp4", {"range": "bytes=0-0"}
        assert client.get(address, headers=headers).status_code == 404
        session = client.session
        session[PageViewRestriction.passed_view_restrictions_session_key] = [restriction.pk]
        session.save()
        assert client.get(address, headers=headers).status_code == 206

    def test_only_checked_captions_of_readable_guides_are_found(self, film):
        make_guide(video=film)
        draft, private, loose = make_video(title="Draft"), make_video(title="Private"), make_video(title="Loose")
        make_captions(video=draft, reviewed=False)
        make_captions(video=film, language="fr", reviewed=False)
        make_guide(title="With draft captions", video=draft)
        for video, live in ((private, False),):
            make_captions(video=video)
            make_guide(title="Not published", video=video, live=live)
        make_captions(video=loose)
        found = selectors.captions_visible_to(NOBODY)
        assert [(track.video, track.language) for track in found] == [(film, "en")]


class TestShown:
    def test_links_of_steps_lead_to_pages_and_nothing_runs_into_the_next_step(self):
        link = f'<p>See <a linktype="page" id="{make_guide(title="Other").pk}">that</a></p>'
        steps = selectors.shown(
            NOBODY, make_guide(steps=[("One", link, None), ("Two", "", None), ("3", link, None)])
        ).steps
        there = '<p>See <a href="/en/guides/other/">that</a></p>'
        assert [step.html for step in steps] == [there, "", there]

    def test_seconds_are_shown_only_with_a_film(self, film):
        assert [step.start for step in selectors.shown(NOBODY, make_guide()).steps] == [None, None, None]
        guide = make_guide(title="With film", video=film)
        assert [step.start for step in selectors.shown(NOBODY, guide).steps] == [0, 2, 5]

    def test_a_film_that_is_not_ready_is_not_shown(self):
        guide = make_guide(video=make_video(ready=False))
        assert (selectors.shown(NOBODY, guide).film, selectors.shown(NOBODY, guide).chapters) == (None, [])

    def test_the_services_channels_stand_in(self):
        service = make_service(online_url="https://example.org/apply", phone="1")
        facts = selectors.shown(NOBODY, make_guide(service=service)).facts
        assert (facts.online_url, facts.office, facts.phone) == ("https://example.org/apply", "Desk 4", "1")
        own = make_guide(title="Own", service=service, online_url="https://example.org/own", office="Desk 9", phone="2")
        facts = selectors.shown(NOBODY, own).facts
        assert (facts.online_url, facts.office, facts.phone) == ("https://example.org/own", "Desk 9", "2")

    def test_the_offices_address_and_what_happens_first_are_facts(self):
        guide = make_guide(next_steps="<p>It comes by post. Keep it.</p>")
        guide.service.body.address = "1 Market Square"
        guide.service.body.save()
        facts = selectors.shown(NOBODY, guide).facts
        assert (facts.post, facts.afterwards) == ("1 Market Square", "It comes by post.")

    def test_sentences_stand_with_the_step_that_is_shown(self):
        steps = [(number, f"Step {number}", start) for number, start in ((1, 3), (2, None), (3, 8))]
        cues = [(ms, str(ms)) for ms in (0, 2600, 7000, 7500, 9000)]
        found = [
            (c.number, c.title, [(line.second, line.exact, line.at) for line in c.lines]) for c in chapters(steps, cues)
        ]
        assert found == [
            (None, "", [(0, "0.00", "0:00")]),
            (1, "Step 1", [(2, "2.60", "0:02"), (7, "7.00", "0:07")]),
            (3, "Step 3", [(7, "7.50", "0:07"), (9, "9.00", "0:09")]),
        ]

    def test_a_guide_says_its_anchors(self):
        guide = make_guide()
        keys = [step.translation_key for step in guide.steps.all()]
        points = [(p.page_key, p.step_key, p.label, p.text, p.fragment) for p in guide.anchors()]
        assert points[0] == (guide.translation_key, None, "Get a parking permit", "", "")
        assert points[2] == (
            guide.translation_key,
            keys[1],
            "Show where you live",
            "Upload one proof of address.",
            "step-2",
        )
        assert [step_key for _page, step_key, *_rest in points[1:]] == keys

    def test_everything_on_a_guide_is_found(self):
        guide = make_guide(documents="Passport\n Bill ")
        assert guide.documents_list == ["Passport", "Bill"]
        assert {"passport", "proof", "permit"} <= set(guide.search_words().split())


class TestQueries:
    def test_a_guide_takes_the_same_number_at_three_and_thirty_steps(self, client, film):
        three, thirty = (
            make_guide(title=f"Of {many}", steps=[(f"Step {n}", "<p>x</p>", n) for n in range(many)], video=film)
            for many in (3, 30)
        )
        for guide in (three, thirty):
            for number, step in enumerate(guide.steps.all()):
                report = services.report_stuck(
                    by=Participant(f"{number}"), page=guide, step_key=step.translation_key, reason="unclear"
                )
                report.point.answerable.answers.create(body=guide.service.body, text="Yes.")
        for guide in (three, thirty):
            client.get(guide.url)
        # Other parts' asides take some too, so that the number itself is theirs to change, within bounds.
        taken = []
        for guide in (three, thirty):
            with CaptureQueriesContext(connection) as queries:
                client.get(guide.url)
            taken.append(len(queries))
        assert taken[0] == taken[1] <= 36

    def test_the_list_takes_the_same_number_at_one_and_three_guides(self, client, film, django_assert_num_queries):
        make_guide(title="One", video=film)
        index = GuidePage.objects.get().get_parent()
        client.get(index.url)
        with django_assert_num_queries(20):
            client.get(index.url)
        make_guide(title="Two", video=make_video(title="Two"))
        make_guide(title="Three", service=make_service(slug="waste", name="Waste"))
        with django_assert_num_queries(20):
            client.get(index.url)


@pytest.mark.django_db
def test_what_a_view_makes_for_everyone_is_made_once_while_the_words_are_kept(settings):
    guide = make_guide()
    settings.KEEP_SECONDS = 100
    first, second = (selectors.shown(NOBODY, guide) for _ in range(2))
    assert first.once("sum", lambda: 1) == second.once("sum", lambda: 2) == 1
    assert selectors.shown(NOBODY, guide, is_preview=True).once("sum", lambda: 3) == 3
