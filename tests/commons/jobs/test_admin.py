"""Who may look at background work and who may run it again."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.jobs.models import Job
from commons.people.models import User


@pytest.fixture
def failed(db):
    return Job.objects.create(key="film:7", task="x.y", state="failed", error="No space left", attempts=5)


def staff(*permissions):
    user = User.objects.create_user("staff@example.org")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in permissions:
        user.user_permissions.add(Permission.objects.get(content_type__app_label="jobs", codename=codename))
    return user


@pytest.mark.parametrize(
    ("permissions", "looks", "runs"),
    [((), False, False), (("view_job",), True, False), (("view_job", "change_job"), True, True)],
)
def test_by_permission(client, failed, permissions, looks, runs):
    client.force_login(staff(*permissions))
    page = client.get("/admin/jobs/")
    assert (page.status_code == 200) is looks
    assert (f"/admin/jobs/{failed.pk}/run-again/" in page.text) is runs
    assert (client.get(f"/admin/jobs/inspect/{failed.pk}/").status_code == 200) is looks
    client.post(f"/admin/jobs/{failed.pk}/run-again/")
    failed.refresh_from_db()
    assert failed.state == ("waiting" if runs else "failed")


@pytest.mark.parametrize("address", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_one_by_hand(admin_client, failed, address):
    admin_client.post(f"/admin/jobs/{address.format(pk=failed.pk)}", {"key": "other"})
    assert list(Job.objects.values_list("key", "state")) == [("film:7", "failed")]


def test_asking_shows_the_error_and_changes_nothing(admin_client, failed):
    page = admin_client.get(f"/admin/jobs/{failed.pk}/run-again/")
    assert "No space left" in page.text
    failed.refresh_from_db()
    assert failed.state == "failed"


def test_what_can_not_be_run_again_is_said(admin_client, failed):
    Job.objects.update(state="done")
    page = admin_client.post(f"/admin/jobs/{failed.pk}/run-again/", follow=True)
    assert "This job is done" in page.text
    assert admin_client.post("/admin/jobs/999/run-again/", follow=True).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(admin_client, failed):
    admin_client.get("/admin/jobs/")
    counts = []
    for number in (1, 3):
        while Job.objects.count() < number:
            Job.objects.create(key=f"more:{Job.objects.count()}", task="x.y")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin_client.get("/admin/jobs/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
