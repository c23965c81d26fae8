"""What a site is set up with is kept once and read in each reader's language."""

import pytest
from django.utils import translation
from django.utils.html import conditional_escape
from wagtail.models import Task, Workflow

from commons.people.roles import LEADS, MODERATORS
from guides.walkthroughs.models import GatedApprovalTask
from home.website import names, services
from participation.deliberation.records import KINDS
from participation.deliberation.reports import PostReports
from tests.commons.people.factories import person
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def workflow():
    town.site()
    return Workflow.objects.get(name=names.WORKFLOW)


def said(name):
    return str(name), f"{name}", "%s" % name, conditional_escape(name)  # noqa: UP031 - Wagtail's way


def test_each_reads_it_in_their_language(workflow):
    assert set(said(workflow.name)) == {"Publishing"}
    with translation.override("fr"):
        assert set(said(workflow.name)) == {"Publication"}
        assert str(workflow) == "Publication"
        assert set(said(Task.objects.get(name=names.REVIEW).name)) == {"Relecture avant publication"}
        assert set(said(GatedApprovalTask.objects.get().name)) == {"Relecture avant publication"}


def test_saving_it_in_one_language_changes_it_in_none(workflow):
    with translation.override("fr"):
        workflow.save()
        task = GatedApprovalTask.objects.get()
        task.name = str(task.name)
        task.save()
    assert list(Workflow.objects.filter(active=True).values_list("name", flat=True)) == ["Publishing"]
    assert list(GatedApprovalTask.objects.values_list("name", flat=True)) == ["Review before publishing"]
    services.set_up_site()
    assert GatedApprovalTask.objects.count() == 1


def test_a_name_that_staff_chose_stays_as_they_wrote_it(workflow):
    workflow.name = "Two <pairs> of eyes"
    workflow.save()
    with translation.override("fr"):
        kept = Workflow.objects.get(pk=workflow.pk).name
    assert (kept, type(kept)) == ("Two <pairs> of eyes", str)


@pytest.mark.parametrize(
    "language, title, submit",
    [("en", "Town of Alder Bay", "Submit to Publishing"), ("fr", "Ville d’Alder Bay", "Soumettre à Publication")],
)
def test_the_cms_says_whose_it_is_and_what_a_page_is_handed_to(client, workflow, language, title, submit):
    client.force_login(person(roles=[LEADS]))
    address = f"/admin/pages/{make_guide(live=False).pk}/edit/"
    shown = client.get(address, headers={"accept-language": language}).content.decode()
    head = shown.split("<title>")[1].split("</title>")[0]
    assert head.strip().endswith(f"- {title}")
    assert "Wagtail" not in head
    assert submit in shown


def test_the_history_of_a_page_names_them_too(client, workflow):
    lead = person(roles=[LEADS])
    client.force_login(lead)
    page = make_guide(live=False)
    page.save_revision()
    workflow.start(page, lead)
    page.current_workflow_task_state.reject(user=lead, comment="Publishing is for later.")
    shown = client.get(f"/admin/pages/{page.pk}/history/", headers={"accept-language": "fr"}).content.decode()
    assert "Publication" in shown
    assert "Relecture avant publication" in shown
    assert "Publishing is for later." in shown
    assert shown.count("Publishing") == 1
    assert "Review before" not in shown


def test_words_of_two_meanings_keep_each_their_own(client, workflow):
    client.force_login(person(roles=[LEADS]))
    shown = client.get("/admin/", headers={"accept-language": "fr"}).content.decode()
    assert "Rapports" in shown
    assert shown.split("<h1")[1].split(">")[1].split("<")[0].strip() == "Ville d’Alder Bay"
    with translation.override("fr"):
        assert str(PostReports.name) == "Message"
        assert [str(word) for word in KINDS.values()] == ["Message", "Réponse"]


@pytest.mark.parametrize("address", ["/admin/who-may-do-what/", "/admin/moderation/"])
def test_a_desk_is_headed_by_its_name(client, workflow, address):
    client.force_login(person(roles=[LEADS, MODERATORS]))
    assert '<h1 class="w-header__title"' in client.get(address).content.decode()
