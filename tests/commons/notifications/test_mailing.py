import re
from datetime import time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from commons.jobs.models import Job
from commons.jobs.services.running import run_next
from commons.notifications import selectors, services
from commons.notifications.models import Mail, Muted, Notification
from commons.notifications.words import quoted
from commons.people.refusals import Refused
from tests.commons.notifications.factories import NEWS, OTHER, news
from tests.commons.people.factories import person
from tests.participation import factories as make

pytestmark = pytest.mark.django_db
SETTINGS = "/en/notifications/settings/"


def wants(who, mail="at-once", **more):
    wish = {"mail": mail, "quiet_from": None, "quiet_until": None, "time_zone": "Europe/Paris", "muted": set()}
    services.prefer(by=who, **{**wish, **more})
    return who


def deliver():
    services.put_together()
    while run_next():
        pass
    return outbox.outbox


def off_address(message):
    return re.fullmatch(r"<http://testserver(/\w+/notifications/off/\S+/)>", message.extra_headers["List-Unsubscribe"])[
        1
    ]


class TestMails:
    def test_says_what_happened_who_spoke_in_which_role_and_leads_there(self):
        ana = wants(person(name="Ana", language="fr"))
        official, office = person(name="Ruiz"), make.body()
        news(ana, by=official, office=office, said=quoted("<b>Yes</b>, from March."), address="/ideas/7/#answer")
        (message,) = deliver()
        html = message.alternatives[0][0]
        assert message.to == [ana.email]
        assert message.subject.startswith("C’est enregistré.")
        for text in (message.body, html):
            assert "★" in text
            assert "Stationnement et voirie" in text
            assert "Ruiz" in text
            assert "http://testserver/fr/ideas/7/#answer" in text
        assert "<b>Yes</b>" in message.body
        assert "&lt;b&gt;Yes&lt;/b&gt;" in html
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    def test_is_sent_once_however_often_it_is_asked_for(self):
        ana = wants(person())
        news(ana)
        deliver()
        deliver()
        for job in Job.objects.filter(task__endswith="send_mail"):
            services.send(mail=Mail.objects.get(pk=job.payload["mail"]))
        assert len(outbox.outbox) == 1
        assert [one.state for one in Mail.objects.all()] == ["sent"]

    def test_is_tried_again_under_the_same_message_id(self, monkeypatch):
        ana, tried = wants(person()), []

        def fails(self):
            tried.append(self.extra_headers["Message-ID"])
            raise SMTPServerDisconnected

        news(ana)
        with monkeypatch.context() as patch:
            patch.setattr(EmailMultiAlternatives, "send", fails)
            deliver()
        assert Mail.objects.get().state == "waiting"
        job = Job.objects.get(task__endswith="send_mail")
        assert (job.state, job.run_after > timezone.now()) == ("waiting", True)
        Job.objects.update(run_after=timezone.now())
        (message,) = deliver()
        assert tried == [message.extra_headers["Message-ID"]]

    def test_an_address_that_takes_none_is_not_tried_again(self, monkeypatch):
        def refuses(self):
            raise SMTPRecipientsRefused({})

        news(wants(person()))
        monkeypatch.setattr(EmailMultiAlternatives, "send", refuses)
        deliver()
        assert Job.objects.get(task__endswith="send_mail").state == "failed"

    def test_a_digest_is_by_thing_and_many_are_a_line(self):
        ana = wants(person(), "daily")
        for number in range(4):
            news(ana, thing="a", name=f"a{number}", address=f"/ideas/{number}/")
        news(ana, thing="c", name="c0")
        news(ana, thing="b", name="b0", kind=OTHER)
        news(ana, thing="c", name="c1")
        assert deliver() == []
        Notification.objects.update(mail_due=timezone.now())
        (message,) = deliver()
        assert message.subject == "7 things are new"
        places = [message.body.index(part) for part in ("4 new about a3", ": b0", ": c0", ": c1")]
        assert places == sorted(places)
        assert "/en/ideas/0/" in message.body

    def test_what_was_read_meanwhile_is_not_mailed(self):
        ana = wants(person())
        news(ana)
        services.read_all(by=ana, up_to=Notification.objects.get().pk)
        assert deliver() == []
        assert not Mail.objects.exists()

    def test_what_no_worker_sent_for_a_week_is_no_news_any_more(self):
        news(wants(person()))
        Notification.objects.update(mail_due=timezone.now() - timedelta(days=7))
        assert deliver() == []
        Notification.objects.update(mail_due=timezone.now() - timedelta(days=6))
        assert len(deliver()) == 1

    def test_what_was_read_or_left_before_the_worker_came_is_dropped(self):
        ana = wants(person())
        news(ana)
        services.put_together()
        type(ana).objects.filter(pk=ana.pk).update(is_active=False)
        assert deliver() == []
        assert Mail.objects.get().state == "dropped"

    @pytest.mark.parametrize("name", ["x\r\nBcc: evil@example.org", "x\nSubject: y", "x\x00\x1b[2J\u2028y", "x" * 400])
    def test_no_name_gets_into_the_headers(self, name):
        ana = wants(person())
        news(ana, name=name)
        (message,) = deliver()
        head = message.message().as_string().split("\n\n")[0]
        assert message.recipients() == [ana.email]
        assert "\nBcc" not in head
        assert len(message.subject) <= 150
        assert message.subject.isprintable()


class TestWishes:
    def test_who_never_said_is_written_to_once_a_day(self):
        ana = person()
        news(ana)
        assert deliver() == []
        due = Notification.objects.get().mail_due
        assert timezone.now() < due <= timezone.now() + timedelta(days=1)

    def test_each_kind_and_channel_can_be_switched_off(self):
        ana = wants(person(), muted={(NEWS.name, "mail"), (OTHER.name, "list")})
        news(ana, thing="a", name="only listed")
        news(ana, thing="b", name="only mailed", kind=OTHER)
        assert [told.line[-11:] for told in selectors.notifications(ana).object_list] == ["only listed"]
        assert selectors.unread(ana) == 1
        (message,) = deliver()
        assert "only mailed" in message.body
        assert "only listed" not in message.body
        wants(ana, muted={(NEWS.name, "mail"), (NEWS.name, "list")})
        news(ana)
        assert Notification.objects.count() == 2

    def test_quiet_hours_put_a_mail_off(self):
        here = timezone.localtime()
        ends = (here + timedelta(hours=2)).time().replace(second=0, microsecond=0)
        ana = wants(person(), quiet_from=(here - timedelta(hours=1)).time(), quiet_until=ends)
        news(ana)
        assert timezone.localtime(Notification.objects.get().mail_due).time() == ends

    def test_half_a_quiet_time_is_refused(self):
        for hours in ((time(7), None), (None, time(7)), (time(7), time(7))):
            with pytest.raises(Refused):
                wants(person(), quiet_from=hours[0], quiet_until=hours[1])

    def test_the_page_keeps_what_was_chosen(self, client):
        ana = person()
        client.force_login(ana)
        assert client.get(SETTINGS).status_code == 200
        form = {"mail": "weekly", "quiet_from": "22:00", "quiet_until": "07:00", "time_zone": "Asia/Tokyo"}
        assert client.post(SETTINGS, {**form, f"list:{NEWS.name}": "on"})["Location"] == SETTINGS
        wish = selectors.preferences(ana)
        assert (wish.mail, wish.quiet_from, wish.time_zone) == ("weekly", time(22), "Asia/Tokyo")
        assert (NEWS.name, "mail") in selectors.muted(ana)
        assert (NEWS.name, "list") not in selectors.muted(ana)
        for wrong in ({"mail": "hourly"}, {"time_zone": "Mars/Base"}, {"quiet_until": ""}, {"quiet_from": "x"}):
            assert client.post(SETTINGS, {**form, **wrong}).status_code == 422
        assert selectors.preferences(ana).mail == "weekly"


class TestUnsubscribing:
    def test_one_click_ends_mails_of_that_kind_without_signing_in(self, client):
        client.handler.enforce_csrf_checks = True
        ana = wants(person())
        news(ana)
        address = off_address(deliver()[0])
        assert client.get(address).status_code == 200
        assert not Muted.objects.exists()
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
        client.post(address, {"List-Unsubscribe": "One-Click"})
        assert selectors.muted(ana) == {(NEWS.name, "mail")}
        news(ana)
        news(ana, kind=OTHER)
        assert len(deliver()) == 2
        assert selectors.unread(ana) == 3

    def test_of_a_digest_it_ends_all_mails_and_nothing_else(self, client):
        ana = wants(person())
        news(ana, thing="a")
        news(ana, thing="b", kind=OTHER)
        client.post(off_address(deliver()[0]))
        assert selectors.preferences(ana).mail == "never"
        news(ana)
        assert len(deliver()) == 1
        assert selectors.unread(ana) == 3

    @pytest.mark.parametrize("token", ["x", "WzEsIiJd:1abc:xyz", "a:b"])
    def test_a_forged_address_is_none(self, client, token):
        assert client.post(f"/en/notifications/off/{token}/").status_code == 404
        assert not Muted.objects.exists()
