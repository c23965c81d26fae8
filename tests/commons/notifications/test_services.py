from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.jobs.models import Job
from commons.jobs.services.running import run_next
from commons.notifications import selectors, services, tasks
from commons.notifications.models import Inbox, Notification
from commons.notifications.services import telling
from commons.notifications.words import Words
from tests.commons.notifications.factories import NEWS, OTHER, news
from tests.commons.people.factories import person
from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def lines(viewer):
    return [(told.line, told.unread, told.count) for told in selectors.notifications(viewer).object_list]


class TestTelling:
    def test_each_is_told_once_and_never_who_did_it_nor_who_is_gone(self):
        ana, noor, doer, gone = person(), person(), person(), person(is_active=False)
        news(ana, noor, ana, doer, gone, by=doer, event="1")
        news(ana, by=doer, event="1", name="again")
        assert sorted(Notification.objects.values_list("person", flat=True)) == [ana.pk, noor.pk]
        assert [told.line for told in selectors.notifications(ana).object_list] == [
            "Saved. This is how others see you: Dana"
        ]

    def test_the_database_lets_nobody_be_told_twice(self):
        ana = person()
        news(ana, event="1")
        told = Notification.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Notification.objects.create(person=ana, kind=told.kind, event="1", thing="x", line={})

    def test_what_is_rolled_back_was_never_told(self):
        ana = person()
        with pytest.raises(RuntimeError), transaction.atomic():
            news(ana)
            raise RuntimeError
        assert not Notification.objects.exists()
        assert not Inbox.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"kind": "nobody.registered"}, KeyError),
            ({"role": "king"}, ValueError),
            ({"address": "https://evil.example"}, ValueError),
        ],
    )
    def test_a_mistake_of_the_caller_is_loud(self, wrong, error):
        fields = {"people": [person()], "kind": NEWS.name, "line": Words("x"), **wrong}
        with pytest.raises(error):
            services.tell(**fields)

    def test_many_are_told_by_jobs_and_once_even_when_a_job_runs_again(self, monkeypatch):
        monkeypatch.setattr(telling, "AT_ONCE", 2)
        people = [person() for _ in range(5)]
        news(*people, event="1")
        assert not Notification.objects.exists()
        jobs = list(Job.objects.filter(task="commons.notifications.tasks.tell_some"))
        assert [len(job.payload["people"]) for job in sorted(jobs, key=lambda job: job.pk)] == [2, 2, 1]
        news(*people, event="1")
        while run_next():
            pass
        tasks.tell_some(jobs[0].payload, None)
        assert Notification.objects.count() == 5
        assert Job.objects.filter(state="done").count() == 3

    def test_who_spoke_is_called_as_now_and_an_office_in_the_readers_language(self):
        ana, noor, office = person(), person(name="Noor"), make.body()
        news(ana, by=noor, office=office)
        noor.display_name = "Noor B."
        noor.save()
        told = selectors.notifications(ana).object_list[0]
        assert (told.actor, told.office, told.role) == ("Noor B.", "Parking and Streets", "")


class TestList:
    def test_a_person_reads_only_their_own(self):
        ana, noor = person(), person()
        news(noor, name="secret")
        assert lines(ana) == []
        assert selectors.unread(ana) == 0
        assert selectors.notification(ana, Notification.objects.get().pk) is None
        assert selectors.unread(AnonymousUser()) == 0

    def test_many_unread_about_one_thing_are_one_line(self):
        ana, noor = person(), person()
        for name in ("first", "second", "third"):
            news(ana, noor, thing="thread.1", name=name)
        news(ana, thing="thread.2", name="other thread")
        news(ana, thing="thread.1", name="other kind", kind=OTHER)
        say = "Saved. This is how others see you: {}".format
        assert lines(ana) == [
            (say("other kind"), True, 1),
            (say("other thread"), True, 1),
            ("3 new about third", True, 3),
        ]
        assert selectors.unread(ana) == 3

    def test_what_comes_after_reading_is_a_line_of_its_own(self):
        ana = person()
        news(ana, thing="thread.1", name="first")
        news(ana, thing="thread.1", name="second")
        services.read(by=ana, notification=Notification.objects.first())
        news(ana, thing="thread.1", name="third")
        assert lines(ana) == [
            ("Saved. This is how others see you: third", True, 1),
            ("2 new about second", False, 2),
        ]

    def test_what_came_while_the_page_was_open_stays_unread(self):
        ana = person()
        news(ana, thing="a")
        shown = Notification.objects.first()
        news(ana, thing="a")
        services.read(by=ana, notification=shown)
        assert selectors.unread(ana) == 1
        services.read_all(by=ana, up_to=shown.pk)
        assert selectors.unread(ana) == 1
        services.read_all(by=ana, up_to=shown.pk + 10**6)
        assert selectors.unread(ana) == 0

    def test_nobody_reads_for_another(self):
        ana, noor = person(), person()
        news(noor, thing="a")
        theirs = Notification.objects.get()
        services.read(by=ana, notification=theirs)
        services.read_all(by=ana, up_to=theirs.pk)
        assert selectors.unread(noor) == 1

    def test_a_line_of_many_leads_to_the_first_unread(self):
        ana = person()
        for number in range(3):
            news(ana, thing="a", address=f"/ideas/1/#post-{number}")
        assert selectors.place_of(ana, Notification.objects.first()) == "/en/ideas/1/#post-0"

    def test_a_kind_whose_app_is_gone_is_still_read(self):
        ana = person()
        news(ana, thing="a")
        news(ana, thing="a")
        Notification.objects.update(kind="gone")
        assert lines(ana) == [("Saved. This is how others see you: Dana", True, 2)]


def test_old_ones_are_forgotten():
    ana, now = person(), timezone.now()
    for event, days, read in [("new", 1, True), ("read", 91, True), ("unread", 91, False), ("old", 366, False)]:
        news(ana, event=event)
        moment = now - timedelta(days=days)
        Notification.objects.filter(event=event).update(at=moment, read_at=moment if read else None)
    tasks.forget_old({}, None)
    assert sorted(Notification.objects.values_list("event", flat=True)) == ["new", "unread"]
