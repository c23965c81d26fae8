"""Every door by which a guide could get public asks the same gate; what it lacks is said, and nothing is lost."""

import html
import json
from datetime import timedelta

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from commons.people.roles import AGENTS, EDITORS, LEADS, MODERATORS, OFFICIALS
from guides.walkthroughs.gate import NotReady
from guides.walkthroughs.models import GuidePage
from guides.walkthroughs.views import publishing
from tests.commons.people.factories import person
from tests.guides.videos.factories import make_captions, make_video
from tests.guides.walkthroughs.factories import make_guide, make_index, make_service
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return town.site()


def draft(**fields):
    """A guide whose second step says nothing."""
    steps = (("Look", "<p>Look it up.</p>", None), ("Pay", "", None))
    page = make_guide(steps=steps, live=False, **fields)
    page.save_revision()
    return page


def fields(page=None, *, steps=(("Look", "Look it up."), ("Pay", "")), **more):
    """What the page editor posts."""
    saved = list(page.steps.all()) if page else []
    rows = [
        {
            "id": saved[number].pk if number < len(saved) else "",
            "title": title,
            "text": rich_text(f"<p>{text}</p>" if text else ""),
            "start": "",
            "ORDER": number + 1,
        }
        for number, (title, text) in enumerate(steps)
    ]
    return nested_form_data(
        {
            "title": "Get a parking permit",
            "slug": "get-a-parking-permit",
            "summary": "Park in your own zone.",
            "service": make_service().pk,
            "next_steps": rich_text(""),
            "body": rich_text(""),
            "check_every": 12,
            "steps": inline_formset(rows, initial=len(saved)),
            "comments": inline_formset([]),
            **more,
        }
    )


def said(response):
    return response.content.decode().replace("&#x27;", "'")


NOTHING_IN_STEP_2 = "Step 2 says nothing without the film. Write how to do it."


class TestEditor:
    def test_publishing_what_lacks_something_keeps_what_was_typed_as_a_draft_and_says_so(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        typed = fields(page, summary="Only typed", **{"action-publish": "1"})
        response = client.post(f"/admin/pages/{page.pk}/edit/", typed, follow=True)
        words = said(response)
        assert "Nothing was published: 1 thing is missing, see below. What you wrote is kept as a draft." in words
        assert "could not be saved" not in words
        assert "has been updated" not in words, "one line says what became of it"
        assert NOTHING_IN_STEP_2 in words
        assert 'href="#inline_child_steps-1-panel-section"' in words
        page.refresh_from_db()
        assert not page.live
        assert page.get_latest_revision_as_object().summary == "Only typed"

    def test_what_waits_to_be_said_from_before_is_still_said(self, rf):
        page = draft(title="Bread & butter")
        request = rf.post("/")
        request.session, request.guide_lacks = {}, 1
        request._messages = SessionStorage(request)
        told = [
            "Page 'Bread & butter' has been created.",
            "Another is saved.",
            "Page 'Bread & butter' has been updated.",
        ]
        messages.success(request, told[0])
        request.said_before = len(request._messages)
        messages.success(request, told[1])
        messages.success(request, told[2])
        publishing.say_what_was_kept(request, page)
        request._messages.update(HttpResponse())
        left = [html.unescape(str(one)).strip() for one in SessionStorage(request)]
        assert left[:2] == told[:2]
        assert [one[:21] for one in left[2:]] == ["Nothing was published"]

    def test_what_is_wrong_beside_what_is_missing_is_said_by_the_form_and_nothing_is_kept(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        typed = fields(page, summary="Only typed", online_url="no address", **{"action-publish": "1"})
        words = said(client.post(f"/admin/pages/{page.pk}/edit/", typed))
        assert "Only typed" in words
        assert "could not be saved" in words
        assert page.get_latest_revision_as_object().summary != "Only typed"

    def test_a_draft_may_lack_anything(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        client.post(f"/admin/pages/{page.pk}/edit/", fields(page, summary="Kept"))
        assert GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object().summary == "Kept"

    def test_publishing_what_is_complete(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        whole = fields(page, steps=(("Look", "Look it up."), ("Pay", "By card.")), **{"action-publish": "1"})
        client.post(f"/admin/pages/{page.pk}/edit/", whole)
        page.refresh_from_db()
        assert page.live

    def test_a_step_taken_out_is_not_missed(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        client.post(f"/admin/pages/{page.pk}/edit/", fields(page, **{"action-publish": "1"}) | {"steps-1-DELETE": "1"})
        page.refresh_from_db()
        assert page.live
        assert page.steps.count() == 1

    def test_a_new_guide_is_refused_too(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        index = make_index()
        add = f"/admin/pages/add/guides_walkthroughs/guidepage/{index.pk}/"
        assert NOTHING_IN_STEP_2 in said(client.post(add, fields(**{"action-publish": "1"})))
        assert not GuidePage.objects.exists()
        client.post(add, fields())
        assert GuidePage.objects.get().live is False

    def test_going_back_to_an_old_version_is_refused_too(self, client, site):
        client.force_login(person(roles=[EDITORS]))
        page = draft()
        old = page.get_latest_revision()
        page.steps = list(page.steps.all())[:1]
        page.save_revision().publish()
        again = GuidePage.objects.get(pk=page.pk)
        revert = f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/"
        shown = old.as_object()
        response = client.post(revert, fields(shown, **{"action-publish": "1"}))
        assert NOTHING_IN_STEP_2 in said(response)
        again.refresh_from_db()
        assert again.live_revision_id != old.pk
        assert again.steps.count() == 1

    def test_a_day_in_the_future_is_no_way_round(self, client, site):
        client.force_login(person(roles=[LEADS]))
        page = draft()
        later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
        response = client.post(
            f"/admin/pages/{page.pk}/edit/", fields(page, go_live_at=later, **{"action-publish": "1"}), follow=True
        )
        assert NOTHING_IN_STEP_2 in said(response)
        assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()

    @pytest.mark.parametrize(
        ("role", "opens"), [(EDITORS, True), (OFFICIALS, True), (LEADS, True), (AGENTS, False), (MODERATORS, False)]
    )
    def test_who_reads_what_is_missing(self, client, site, role, opens):
        client.force_login(person(roles=[role]))
        page = draft()
        piece = client.get(f"/admin/guides/{page.pk}/gate/")
        assert (NOTHING_IN_STEP_2 in said(piece)) is opens
        assert (client.get(f"/admin/guides/{page.pk}/history/").status_code == 200) is opens
        assert (client.get(f"/admin/guides/{page.pk}/checked/").status_code == 200) is opens


class TestReview:
    def test_an_official_hands_in_only_what_is_complete(self, client, site):
        client.force_login(person(roles=[OFFICIALS]))
        page = draft()
        address = f"/admin/pages/{page.pk}/edit/"
        refused = client.post(address, fields(page, **{"action-submit": "1"}), follow=True)
        assert NOTHING_IN_STEP_2 in said(refused)
        assert not page.workflow_in_progress
        whole = fields(page, steps=(("Look", "Look it up."), ("Pay", "By card.")), **{"action-submit": "1"})
        client.post(address, whole)
        assert GuidePage.objects.get(pk=page.pk).workflow_in_progress

    @pytest.fixture
    def in_review(self, site):
        page = draft()
        Workflow.objects.get(name="Publishing").start(page, person(roles=[OFFICIALS]))
        return GuidePage.objects.get(pk=page.pk)

    def test_approving_elsewhere_leads_to_the_list_of_what_is_missing(self, client, in_review):
        client.force_login(person(roles=[LEADS]))
        state = in_review.current_workflow_task_state
        address = f"/admin/pages/workflow/action/{in_review.pk}/approve/{state.pk}/"
        response = client.post(address, {"comment": "Well written."}, follow=True)
        assert "The guide was not approved: this is missing." in said(response)
        assert NOTHING_IN_STEP_2 in said(response)
        in_review.refresh_from_db()
        assert in_review.workflow_in_progress
        assert not in_review.live
        asked = client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).json()
        assert "Well written." in asked["html"], "what was said stands there again"

    def test_approving_in_the_editor_is_refused_and_sending_back_is_not(self, client, in_review):
        client.force_login(person(roles=[LEADS]))
        address = f"/admin/pages/{in_review.pk}/edit/"
        approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        words = {"workflow-action-extra-data": json.dumps({"comment": "Well written."})}
        assert NOTHING_IN_STEP_2 in said(client.post(address, fields(in_review, **approve, **words), follow=True))
        assert in_review.workflow_in_progress
        state = GuidePage.objects.get(pk=in_review.pk).current_workflow_task_state
        assert (state.comment, state.finished_by) == ("", None), "Wagtail would say that it is approved"
        modal = f"/admin/pages/workflow/collect_action_data/{in_review.pk}/approve/{state.pk}/"
        asked = client.get(modal, headers={"x-requested-with": "XMLHttpRequest"}).json()
        assert "Well written." in asked["html"]
        reject = {"action-workflow-action": "true", "workflow-action-name": "reject"}
        assert client.post(address, fields(in_review, **reject)).status_code == 400
        assert GuidePage.objects.get(pk=in_review.pk).workflow_in_progress
        words = {"workflow-action-extra-data": json.dumps({"comment": "Say where to pay."})}
        client.post(address, fields(in_review, **reject, **words))
        assert GuidePage.objects.get(pk=in_review.pk).current_workflow_state.status == "needs_changes"

    @pytest.mark.parametrize("door", ["action", "collect_action_data"])
    @pytest.mark.parametrize(
        "deed, same, stands", [("approve", True, True), ("approve", False, False), ("reject", True, False)]
    )
    def test_kept_words_stand_in_the_next_approval_of_whoever_said_them_only(
        self, client, in_review, door, deed, same, stands
    ):
        lead = person(roles=[LEADS])
        client.force_login(lead)
        state = in_review.current_workflow_task_state
        client.post(f"/admin/pages/workflow/action/{in_review.pk}/approve/{state.pk}/", {"comment": "Well written."})
        client.force_login(lead if same else person(roles=[LEADS]))
        modal = f"/admin/pages/workflow/{door}/{in_review.pk}/{deed}/{state.pk}/"
        asked = client.get(modal, headers={"x-requested-with": "XMLHttpRequest"}).json()
        assert ("Well written." in asked["html"]) is stands

    @pytest.mark.parametrize("door", ["action", "collect_action_data"])
    @pytest.mark.parametrize(
        "language, label, why",
        [
            ("en", "What is to be changed", "Say what is to be changed: nothing was sent back yet."),
            ("fr", "Ce qui est à changer", "Dites ce qui est à changer : rien n’a encore été renvoyé."),
        ],
    )
    def test_sending_back_asks_for_words(self, client, in_review, door, language, label, why):
        client.force_login(person(roles=[LEADS]))
        state = in_review.current_workflow_task_state
        address = f"/admin/pages/workflow/{door}/{in_review.pk}/reject/{state.pk}/"
        asked = {"headers": {"x-requested-with": "XMLHttpRequest", "accept-language": language}}
        assert label in client.get(address, **asked).json()["html"]
        for empty in ("", " \n "):
            assert why in html.unescape(client.post(address, {"comment": empty}, **asked).json()["html"])
        assert GuidePage.objects.get(pk=in_review.pk).workflow_in_progress
        told = client.post(address, {"comment": "Say where to pay."}, **asked).json()
        assert told["step"] == "success"
        if door == "action":
            state.refresh_from_db()
            assert (state.status, state.comment) == ("rejected", "Say where to pay.")

    def test_approving_what_is_complete_publishes_it(self, client, in_review):
        client.force_login(person(roles=[EDITORS]))
        in_review.steps = list(in_review.steps.all())[:1]
        in_review.save_revision()
        state = in_review.current_workflow_task_state
        client.post(f"/admin/pages/workflow/action/{in_review.pk}/approve/{state.pk}/", {"comment": ""})
        in_review.refresh_from_db()
        assert in_review.live


class TestManyAtOnce:
    @pytest.mark.parametrize("below", [False, True])
    def test_publishing_many_is_refused_as_a_whole(self, client, site, below):
        client.force_login(person(roles=[LEADS]))
        page, whole = draft(), make_guide(title="Whole", live=False)
        ids = [page.get_parent().pk] if below else [page.pk, whole.pk]
        query = "&".join(f"id={pk}" for pk in ids)
        address = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/pages/&{query}"
        response = client.post(address, {"include_descendants": "on"} if below else {}, follow=True)
        assert NOTHING_IN_STEP_2 in said(response)
        assert not GuidePage.objects.filter(live=True).exists()

    def test_publishing_many_that_are_complete(self, client, site):
        client.force_login(person(roles=[LEADS]))
        whole = make_guide(live=False)
        client.post(f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={whole.pk}", {})
        whole.refresh_from_db()
        assert whole.live

    def test_a_copy_is_published_only_when_its_original_lacks_nothing(self, client, site):
        client.force_login(person(roles=[LEADS]))
        page = make_guide(steps=())
        copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
        address = f"/admin/pages/{page.pk}/copy/"
        response = client.post(address, {**copy, "publish_copies": "on"}, follow=True)
        assert "Write the steps" in said(response)
        assert not GuidePage.objects.filter(slug="copy").exists()
        client.post(address, copy)
        assert GuidePage.objects.get(slug="copy").live is False


class TestClock:
    def schedule(self, page, who):
        """Set a time to publish at, and let it come."""
        page.go_live_at = timezone.now() + timedelta(hours=1)
        revision = page.save_revision(user=who)
        revision.publish(user=who)
        come = timezone.now() - timedelta(minutes=1)
        revision.refresh_from_db()
        revision.approved_go_live_at, revision.content["go_live_at"] = come, come.isoformat()
        revision.save()

    def test_what_was_complete_when_it_was_set_and_no_longer_is_stays_a_draft(self, site):
        who = person(roles=[EDITORS])
        film = make_video(audio_codec="aac")
        captions = make_captions(video=film)
        page = make_guide(video=film, live=False, steps=(("Look", "<p>Here.</p>", 2),))
        later = make_guide(title="After it", live=False)
        self.schedule(page, who)
        self.schedule(later, who)
        captions.delete()
        call_command("publish_scheduled")
        page.refresh_from_db()
        later.refresh_from_db()
        assert later.live, "one that is refused holds nothing else up"
        assert not page.live
        assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
        assert [message.to for message in mail.outbox] == [[who.email]]
        assert "The film has no captions in English. Add them and check them." in mail.outbox[0].body
        assert f"/admin/pages/{page.pk}/edit/" in mail.outbox[0].body


def test_code_that_publishes_is_told(site):
    page = draft()
    with pytest.raises(NotReady) as refused:
        page.get_latest_revision().publish()
    assert refused.value.messages == [NOTHING_IN_STEP_2]
    assert [one.step for one in refused.value.lacking] == [2]
    assert not GuidePage.objects.filter(live=True).exists()


def test_other_pages_are_published_as_before(client, site):
    assert Page.objects.live().filter(slug="contact").exists()
    assert client.get("/en/contact/").status_code == 200
