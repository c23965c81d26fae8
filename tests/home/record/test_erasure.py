"""Leaving: what goes, what stays without a name, the time to come back, and who can't leave."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from commons.jobs.models import Job
from commons.people import services, tasks
from commons.people.models import Erasure, Session, User
from commons.people.roles import EDITORS, LEADS
from guides.walkthroughs.models import Outcome, StuckReport
from participation.ideas import services as ideas
from participation.ideas.models import Support
from participation.ideas.rules import IdeaState
from participation.live_qa.models import Question
from tests.commons.people.factories import PASSWORD, person
from tests.home import factories as site
from tests.participation import factories as town

from . import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    site.site()
    with translation.override("en"):
        yield


def wait(who):
    Erasure.objects.filter(person=who).update(due_at=timezone.now() - dt.timedelta(minutes=1))


def write():
    """Send the mails that were asked for."""
    for job in Job.objects.filter(task=services.erasure.WRITE).order_by("pk"):
        tasks.write_about_erasure(job.payload, None)
        job.delete()


def erase(who):
    services.ask_erasure(person=who)
    wait(who)
    tasks.erase_due({}, None)


def test_the_words_stay_and_the_person_is_gone(client):
    ana = make.life(name="Ana")
    zora = make.life(name="Zora")
    pk, address = ana.person.pk, ana.person.email
    erase(ana.person)
    assert not User.objects.filter(pk=pk).exists()
    body = client.get(ana.liked.get_absolute_url()).content.decode()
    assert "Said by Ana." in body
    assert "An answer to A." in body
    assert "Somebody who has left" in body
    assert "Zora" in client.get(zora.own.get_absolute_url()).content.decode()
    assert not EmailAddress.objects.filter(email=address).exists()
    assert Question.objects.get(pk=ana.asked.pk).name == ""
    assert sorted(StuckReport.objects.values_list("words", flat=True)) == ["", "Zora got stuck."]
    assert sorted(Outcome.objects.values_list("words", flat=True)) == ["", "Zora got it done."]


def test_nothing_points_to_who_is_gone():
    ruiz = make.official(name="Ruiz")
    ana = make.life(name="Ana")
    for who in (ruiz.person, ana.person):
        pk = who.pk
        erase(who)
        for model in apps.get_models(include_auto_created=True):
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
                if field.related_model is get_user_model():
                    assert not model._default_manager.filter(**{field.name: pk}).exists(), f"{model}.{field.name}"


def test_support_goes_where_it_may_still_be_taken_back_and_stays_as_a_count_elsewhere():
    ana, official = town.person(name="Ana"), None
    office = town.body()
    official = town.official(body=office)
    stage = town.stage(under=town.consultation(asked_by=office))
    open_one, decided = town.idea(on=stage), town.idea(on=stage)
    for idea in (open_one, decided):
        ideas.support(by=ana, idea=idea)
        ideas.support(by=town.person(), idea=idea)
    ideas.change_state(by=official, idea=decided, new=IdeaState.ACCEPTED, note="Yes.")
    erase(ana)
    for idea, count in ((open_one, 1), (decided, 2)):
        idea.refresh_from_db()
        assert (idea.support_count, Support.objects.filter(idea=idea).count()) == (count, count)
    assert Support.objects.filter(person=None).count() == 1


def test_the_log_of_the_cms_forgets_the_name():
    ana = person(name="Ana")
    entry = log(instance=ana, action="wagtail.edit", user=None)
    erase(ana)
    entry.refresh_from_db()
    assert entry.label == ""


def test_asking_signs_out_everywhere_and_writes():
    ana = person(name="Ana", email="ana@example.org", language="fr")
    for _place in range(2):
        Client().force_login(ana)
    services.ask_erasure(person=ana)
    assert Session.objects.filter(person=ana).count() == 0
    write()
    assert mail.outbox[-1].to == ["ana@example.org"]
    assert "effacé" in mail.outbox[-1].subject
    assert "/fr/accounts/login/" in mail.outbox[-1].body


def test_asking_twice_is_asking_once():
    ana = person()
    first = services.ask_erasure(person=ana)
    assert services.ask_erasure(person=ana) == first
    assert Job.objects.filter(task=services.erasure.WRITE).count() == 1


def test_before_its_day_nothing_happens():
    ana = person()
    services.ask_erasure(person=ana)
    tasks.erase_due({}, None)
    assert User.objects.filter(pk=ana.pk).exists()


def test_signing_in_is_the_way_back(client):
    ana = person(email="ana@example.org", password=PASSWORD)
    services.ask_erasure(person=ana)
    done = client.post("/en/accounts/login/", {"login": "ana@example.org", "password": PASSWORD}, follow=True)
    assert "Your account stays, and nothing was erased." in done.content.decode()
    assert not Erasure.objects.exists()
    write()
    assert mail.outbox[-1].subject == "Your account stays"
    wait(ana)
    tasks.erase_due({}, None)
    assert User.objects.filter(pk=ana.pk).exists()


def test_coming_back_at_the_very_moment_finds_nobody_and_harms_nothing():
    ana = person()
    gone = User.objects.get(pk=ana.pk)
    erase(ana)
    assert services.keep_account(person=gone) is False
    assert services.erase(person=gone, now=timezone.now()) is False
    tasks.erase_due({}, None)


def test_a_session_that_outlives_the_account_is_nobodys(client):
    ana = person()
    client.force_login(ana)
    key = client.session.session_key
    row = Session.objects.get(session_key=key)
    erase(ana)
    row.save(force_insert=True)
    assert client.get("/en/accounts/").status_code == 302


def test_the_last_mail_says_that_it_is_done_and_holds_no_record():
    ana = person(email="ana@example.org")
    erase(ana)
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("Your account is erased", ["ana@example.org"])
    assert not [job for job in Job.objects.all() if "ana@" in str(job.payload)]


def test_a_last_mail_that_fails_is_noted_without_the_address(monkeypatch, caplog):
    ana = person(email="ana@example.org")

    def fail(*args, **kwargs):
        raise OSError("ana@example.org unknown")

    monkeypatch.setattr("commons.people.mails.send", fail)
    erase(ana)
    assert not User.objects.filter(pk=ana.pk).exists()
    assert "ana@" not in caplog.text


def test_roles_are_given_back_at_once():
    ruiz = make.official(name="Ruiz")
    services.ask_erasure(person=ruiz.person)
    assert not ruiz.person.groups.exists()
    assert not ruiz.office.memberships.exists()
    assert not ruiz.room.hosts.through.objects.exists()


@pytest.mark.parametrize("fields", [{"roles": [LEADS]}, {"is_superuser": True}])
def test_the_last_lead_stays_and_is_told_why(client, fields):
    lead = person(**fields)
    person(roles=[EDITORS])
    person(roles=[LEADS], is_active=False)
    with pytest.raises(services.ErasureRefused) as refused:
        services.ask_erasure(person=lead)
    assert refused.value.code == "last-lead"
    assert not Erasure.objects.exists()


def test_of_two_leads_one_may_go_and_then_the_other_is_the_last():
    first, second = person(roles=[LEADS]), person(roles=[LEADS])
    services.ask_erasure(person=first)
    with pytest.raises(services.ErasureRefused):
        services.ask_erasure(person=second)


def test_who_became_the_last_lead_while_waiting_is_not_erased_and_stops_nobody_else():
    lead, ana = person(), person()
    for who in (lead, ana):
        services.ask_erasure(person=who)
        wait(who)
    User.objects.filter(pk=lead.pk).update(is_superuser=True)
    tasks.erase_due({}, None)
    assert list(User.objects.filter(pk__in=[lead.pk, ana.pk])) == [lead]


def test_the_page_asks_for_the_password_once_more(client):
    ana = person(email="ana@example.org", password=PASSWORD)
    client.force_login(ana)
    asked = client.post("/en/accounts/erase/")
    assert asked.url.startswith("/en/accounts/reauthenticate/")
    assert not Erasure.objects.exists()
    client.post(asked.url, {"password": "wrong"})
    assert not Erasure.objects.exists()
    done = client.post(asked.url, {"password": PASSWORD}, follow=True)
    assert Erasure.objects.filter(person=ana).exists()
    assert "Your account will be erased" in done.content.decode()
    assert client.get("/en/me/").status_code == 302


def test_a_second_factor_is_asked_for_where_there_is_one(client):
    ana = person()
    Authenticator.objects.create(user=ana, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(ana)
    assert "/reauthenticate/" in client.post("/en/accounts/erase/").url
    assert not Erasure.objects.exists()


def test_who_signs_in_by_code_does_so_again(client):
    ana = person(email="ana@example.org")
    client.force_login(ana)
    asked = client.post("/en/accounts/erase/")
    assert asked.url == "/en/accounts/login/code/?next=%2Fen%2Faccounts%2Ferase%2F"
    client.post(asked.url, {"email": "ana@example.org", "next": "/en/accounts/erase/"})
    code = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    back = client.post("/en/accounts/login/code/confirm/", {"code": code, "next": "/en/accounts/erase/"})
    assert back.url == "/en/accounts/erase/"
    assert client.post("/en/accounts/erase/").url == "/en/accounts/erase/asked/"
    assert Erasure.objects.filter(person=ana).exists()


def test_the_page_tells_the_last_lead(client):
    lead = person(roles=[LEADS], password=PASSWORD)
    client.force_login(lead)
    asked = client.post("/en/accounts/erase/")
    done = client.post(asked.url, {"password": PASSWORD}, follow=True)
    assert "You are the last digital lead" in done.content.decode()
    assert not Erasure.objects.exists()


def test_looking_at_the_page_asks_for_nothing(client):
    client.force_login(person())
    assert client.get("/en/accounts/erase/").status_code == 200
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("many", [False, True])
def test_staff_who_delete_an_account_leave_no_more_of_it(client, many):
    ana = make.life(name="Ana")
    pk = ana.person.pk
    client.force_login(person(name="Marta", roles=[LEADS]))
    address = f"/admin/bulk/people/user/delete/?id={pk}" if many else f"/admin/users/delete/{pk}/"
    assert client.post(address, {}).status_code == 302
    assert not User.objects.filter(pk=pk).exists()
    assert Question.objects.get(pk=ana.asked.pk).name == ""
    assert Outcome.objects.get().words == ""
    entry = ModelLogEntry.objects.get(object_id=str(pk), action="wagtail.delete")
    assert (entry.label, entry.user.display_name) == ("", "Marta")
