"""The guide's page and its forms, as people without scripts get them."""

import re
import time

import pytest
from django.contrib.auth.models import Group
from django.core import signing

from commons.directory.models import Membership
from commons.people import abuse
from commons.people.participants import COOKIE, Participant
from commons.people.roles import EDITORS, MODERATORS, OFFICIALS
from guides.walkthroughs import qr, services
from guides.walkthroughs.models import Outcome, StuckPoint, StuckReport
from guides.walkthroughs.views import desk
from tests.guides.videos.factories import make_captions, make_video

from .factories import make_guide, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    video = make_video()
    make_captions(video=video)
    return make_guide(
        video=video, cost="€ 48 a year", documents="Passport\nBill", next_steps="<p>It comes by post.</p>"
    )


def step_key(page, number):
    return list(page.steps.all())[number - 1].translation_key


def stuck_address(page, number=2):
    return f"/en/stuck/{page.translation_key}/{step_key(page, number)}/"


def seen_a_while_ago():
    return signing.dumps(int(time.time()) - 60, salt=abuse.SALT)


def send(client, page, **fields):
    return client.post(stuck_address(page), {"reason": "unclear", "shown": seen_a_while_ago(), **fields})


class TestGuide:
    def test_facts_stand_before_the_steps(self, client, guide):
        page = client.get(guide.url).content.decode().partition("<main")[2]
        assert page.index("€ 48 a year") < page.index("<video") < page.index("Show where you live")

    def test_nothing_of_the_film_is_loaded_before_it_is_played(self, client, guide):
        page = client.get(guide.url).content.decode()
        assert 'preload="none"' in page
        assert re.search(r'<video[^>]* width="1280" height="720" poster="/videos/\d+/poster.jpg\?v=', page)
        assert 'kind="captions" srclang="en" label="English">' in page, (
            "a track that is on by default is fetched at once"
        )

    def test_steps_are_links_into_the_film_without_scripts(self, client, guide):
        page = client.get(guide.url).content.decode()
        assert '<a class="step-time" href="?t=2#film" data-seek="2">' in page
        assert "480p.mp4?v=" in page
        assert "#t=" not in page
        assert re.search(r"480p\.mp4\?v=\w+#t=2\"", client.get(f"{guide.url}?t=2").content.decode())

    @pytest.mark.parametrize(
        "asked, begins", [("5", "#t=5"), ("99999", "#t=8"), ("-1", None), ("x", None), ("٣", None), ("1" * 9, None)]
    )
    def test_a_second_beyond_the_film_or_none_at_all(self, client, guide, asked, begins):
        page = client.get(guide.url, {"t": asked}).content.decode()
        assert ("#t=" in page) is bool(begins)
        assert begins is None or begins in page

    def test_there_is_no_inline_style_or_script(self, client, guide):
        page = client.get(guide.url).content.decode()
        assert " style=" not in page
        # Data that is never run is no script.
        assert not re.search(r"<script(?![^>]* src=|[^>]* type=.application/ld\+json)", page)
        assert not re.search(r" on\w+=", page)

    def test_the_address_is_on_paper_too(self, client, guide):
        page = client.get(guide.url).content.decode()
        assert re.search(r'class="only-print guide-qr"><svg[^>]*><path', page)
        assert page.count('class="only-print step-qr"><svg') == 3
        assert page.count(f"{qr.code(f'http://testserver{guide.url}?t=2#film')}") == 1

    def test_a_step_has_a_link_to_share(self, client, guide):
        assert f'<a href="http://testserver{guide.url}#step-2">' in client.get(guide.url).content.decode()

    def test_without_a_film_it_is_complete(self, client):
        page = client.get(make_guide(title="No film").url).content.decode()
        assert "Show where you live" in page
        assert "<video" not in page
        assert "step-time" not in page

    def test_a_guide_without_steps_says_what_to_do(self, client):
        assert "No steps are written yet" in client.get(make_guide(title="Empty", steps=()).url).content.decode()

    def test_both_languages_have_their_page(self, client, guide):
        french = translate(guide)
        assert french.url == guide.url.replace("/en/", "/fr/")
        assert client.get(french.url).status_code == 200

    def test_chapters_for_players(self, client, guide, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            response = client.get(f"/en/guide-chapters/{guide.translation_key}.vtt")
        assert response["Content-Type"].startswith("text/vtt")
        assert response.content.decode().split("\n\n")[1:3] == [
            "00:00:00.000 --> 00:00:02.000\nCheck that you live in a zone",
            "00:00:02.000 --> 00:00:05.000\nShow where you live",
        ]
        guide.unpublish()
        assert client.get(f"/en/guide-chapters/{guide.translation_key}.vtt").status_code == 404

    def test_the_list_and_the_service_show_it(self, client, guide):
        make_guide(title="Draft", live=False)
        for address in (guide.get_parent().url, guide.service.get_absolute_url()):
            page = client.get(address).content.decode()
            assert guide.title in page
            assert "Draft" not in page

    def test_an_editor_sees_the_preview(self, client, admin_user, guide):
        client.force_login(admin_user)
        response = client.get(f"/admin/pages/{guide.pk}/edit/")
        assert response.status_code == 200
        assert guide.make_preview_request().status_code == 200


class TestStuck:
    def test_it_ends_on_what_happens_next_and_reloading_says_nothing_again(self, client, guide):
        assert "What stopped you?" in client.get(stuck_address(guide)).content.decode()
        response = send(client, guide, words="No bill")
        assert response.status_code == 302
        for _reload in range(2):
            assert "What happens next" in client.get(response["Location"]).content.decode()
        assert [(r.reason, r.words) for r in StuckReport.objects.all()] == [("unclear", "No bill")]
        assert "1 person got stuck here" in client.get(guide.url).content.decode()

    def test_sent_twice_from_one_device_it_counts_once_and_from_another_twice(self, client, guide):
        send(client, guide)
        send(client, guide)
        assert StuckReport.objects.count() == 1
        client.cookies.pop(COOKIE)
        send(client, guide)
        assert StuckReport.objects.count() == 2

    def test_sent_again_since_its_first_answer_was_lost_it_counts_once(self, client, guide):
        client.get(stuck_address(guide))
        for _try in range(2):
            send(client, guide)
            client.cookies.pop(COOKIE)
        assert StuckReport.objects.count() == 1

    def test_a_forged_cookie_is_a_stranger(self, client, guide):
        client.cookies[COOKIE] = "somebody:else"
        assert send(client, guide).status_code == 302

    @pytest.mark.parametrize(
        "fields, words",
        [
            ({"reason": ""}, "Choose what comes closest."),
            ({"reason": "evil"}, "Select a valid choice"),
            ({"words": "x" * 1001}, "at most 1000 characters; you have 1001"),
            ({"shown": ""}, "That was very quick"),
        ],
    )
    def test_bad_input_is_answered_in_words_and_nothing_is_lost(self, client, guide, fields, words):
        response = send(client, guide, **{"words": "My words", **fields})
        page = response.content.decode()
        assert (response.status_code, StuckReport.objects.count()) == (422, 0)
        assert words in page
        assert fields.get("words", "My words") in page

    def test_a_machine_learns_nothing(self, client, guide):
        assert send(client, guide, trap="buy").status_code == 302
        assert StuckReport.objects.count() == 0

    def test_a_step_that_is_not_there_is_a_404(self, client, guide):
        other = make_guide(title="Other")
        address = f"/en/stuck/{guide.translation_key}/{step_key(other, 1)}/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "unclear"}).status_code == 404

    def test_a_guide_that_is_not_published_takes_nothing(self, client):
        draft = make_guide(title="Draft", live=False)
        assert client.get(stuck_address(draft)).status_code == 404
        assert client.post(f"/en/outcome/{draft.translation_key}/", {"answer": "yes"}).status_code == 404


class TestOutcome:
    def test_yes_is_one_press(self, client, guide):
        response = client.post(f"/en/outcome/{guide.translation_key}/", {"answer": "yes"}, follow=True)
        page = response.content.decode()
        assert "What happens next" in page
        assert "Where did it stop?" not in page
        assert Outcome.objects.get().answer == "yes"

    def test_no_asks_where_and_counts_once(self, client, guide):
        address = f"/en/outcome/{guide.translation_key}/"
        page = client.post(address, {"answer": "no"}, follow=True).content.decode()
        assert "Where did it stop?" in page
        page = client.post(address, {"answer": "no", "step": str(step_key(guide, 3))}, follow=True).content.decode()
        assert "Where did it stop?" not in page
        outcome = Outcome.objects.get()
        assert (outcome.answer, outcome.failed_at.step_key) == ("no", step_key(guide, 3))

    @pytest.mark.parametrize("fields", [{}, {"answer": "maybe"}, {"answer": "no", "step": "x"}])
    def test_bad_input_is_no_500(self, client, guide, fields):
        response = client.post(f"/en/outcome/{guide.translation_key}/", fields)
        assert (response.status_code, Outcome.objects.count()) == (422, 0)

    def test_a_step_that_is_gone_is_said_and_the_answer_is_kept(self, client, guide):
        response = client.post(f"/en/outcome/{guide.translation_key}/", {"answer": "no", "step": "x"})
        page = response.content.decode()
        assert "Select a valid choice" in page
        assert "Show where you live" in page
        assert '<input type="hidden" name="answer" value="no">' in page

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_loading_a_refusal_again_or_in_another_language_asks_again_and_counts_nothing(
        self, client, guide, language
    ):
        response = client.get(f"/{language}/outcome/{guide.translation_key}/")
        assert (response.status_code, Outcome.objects.count()) == (200, 0)
        assert 'name="answer"' in response.content.decode()

    def test_a_refused_step_comes_back_chosen(self, client, guide, monkeypatch):
        def refuse(**given):
            raise services.FeedbackRefused("Wait a minute.", code="pace")

        monkeypatch.setattr(services, "record_outcome", refuse)
        chosen = {"answer": "no", "step": str(step_key(guide, 3))}
        page = client.post(f"/en/outcome/{guide.translation_key}/", chosen)
        assert page.status_code == 422
        assert "Wait a minute." in page.content.decode()
        assert page.context["form"]["step"].value() == chosen["step"]


class TestDesk:
    @pytest.fixture
    def point(self, guide):
        report = services.report_stuck(
            by=Participant("a"), page=guide, step_key=step_key(guide, 2), reason="unclear", words="<b>No</b> bill"
        )
        return report.point

    def staff(self, client, django_user_model, role, body=None):
        person = django_user_model.objects.create_user(f"{role.lower()}@example.org", is_staff=True)
        group, _new = Group.objects.get_or_create(name=role)
        group.permissions.add(*_access())
        person.groups.add(group)
        if body:
            Membership.objects.create(body=body, person=person)
        client.force_login(person)

    def test_staff_read_what_people_wrote(self, client, django_user_model, guide, point):
        self.staff(client, django_user_model, EDITORS)
        assert "Show where you live" in client.get("/admin/stuck-points/").content.decode()
        page = client.get(f"/admin/stuck-points/{point.pk}/").content.decode()
        assert "&lt;b&gt;No&lt;/b&gt; bill" in page
        assert "Only officials who speak for an office" in page

    def test_all_that_people_wrote_can_be_reached(self, client, django_user_model, monkeypatch, guide, point):
        monkeypatch.setattr(desk, "REPORTS_A_PAGE", 1)
        services.report_stuck(
            by=Participant("b"), page=guide, step_key=step_key(guide, 2), reason="unclear", words="Newer"
        )
        self.staff(client, django_user_model, EDITORS)
        first = client.get(f"/admin/stuck-points/{point.pk}/").content.decode()
        assert ("Newer" in first, "No&lt;/b&gt; bill" in first, 'href="?p=2"' in first) == (True, False, True)
        assert "No&lt;/b&gt; bill" in client.get(f"/admin/stuck-points/{point.pk}/?p=2").content.decode()

    def test_an_official_answers_once_for_all(self, client, django_user_model, guide, point):
        self.staff(client, django_user_model, OFFICIALS, guide.service.body)
        fields = {"body": guide.service.body.pk, "text": "We changed it."}
        client.post(f"/admin/stuck-points/{point.pk}/", fields)
        client.logout()
        page = client.get(guide.url).content.decode()
        assert "We changed it." in page
        assert "Parking and Streets answered on" in page

    def test_an_empty_answer_is_refused(self, client, django_user_model, guide, point):
        self.staff(client, django_user_model, OFFICIALS, guide.service.body)
        response = client.post(f"/admin/stuck-points/{point.pk}/", {"body": guide.service.body.pk, "text": " "})
        assert response.status_code == 422
        assert not point.answerable.answers.exists()

    def test_others_read_nothing(self, client, django_user_model, point):
        self.staff(client, django_user_model, MODERATORS)
        for address in ("/admin/stuck-points/", f"/admin/stuck-points/{point.pk}/"):
            assert "bill" not in client.get(address, follow=True).content.decode()

    def test_a_point_whose_step_is_gone_stays(self, client, django_user_model, guide, point):
        guide.steps = list(guide.steps.all())[:1]
        guide.save_revision().publish()
        self.staff(client, django_user_model, EDITORS)
        assert "A step that is gone" in client.get("/admin/stuck-points/").content.decode()
        assert "Show where you live" in client.get(f"/admin/stuck-points/{point.pk}/").content.decode()
        assert StuckPoint.objects.count() == 1


def _access():
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename="access_admin")


class TestPreview:
    def test_a_draft_is_shown_with_the_check_for_captions(self, client, admin_user, guide):
        client.force_login(admin_user)
        guide.title = "Get a permit, redrafted"
        guide.save_revision()
        edit = client.get(f"/admin/pages/{guide.pk}/view_draft/")
        page = edit.content.decode()
        assert "Get a permit, redrafted" in page
        assert "video-caption" in page

    def test_captions_nobody_has_checked_are_in_the_preview_only(self, client, admin_user):
        video = make_video()
        make_captions(video=video, reviewed=False)
        guide = make_guide(title="Draft captions", video=video)
        client.force_login(admin_user)
        assert "Choose your street." not in client.get(guide.url).content.decode()
        assert "Choose your street." in client.get(f"/admin/pages/{guide.pk}/view_draft/").content.decode()
