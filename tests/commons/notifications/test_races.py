"""Many at once: nobody is told twice, and nothing is mailed twice or never."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone

from commons.jobs.services.running import run_next
from commons.notifications import services
from commons.notifications.models import Inbox, Mail, Notification
from tests.commons.notifications.factories import news
from tests.commons.people.factories import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT_ONCE = 6


def at_once(deed):
    """Do it many times together, each on a connection of its own."""
    gate = Barrier(AT_ONCE)

    def run(_number):
        try:
            gate.wait()
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))


def test_the_same_event_told_many_times_at_once_is_told_once():
    people = [person() for _ in range(3)]
    at_once(lambda: news(*people, event="1"))
    assert Notification.objects.count() == 3
    assert sorted(Inbox.objects.values_list("change", flat=True)) == [AT_ONCE] * 3


def test_workers_that_put_mails_together_at_once_make_one_each():
    people = [person() for _ in range(3)]
    news(*people, event="1")
    Notification.objects.update(mail_due=timezone.now())
    at_once(services.put_together)
    at_once(lambda: run_next() and run_next())
    assert Mail.objects.filter(state="sent").count() == 3
    assert sorted(message.to[0] for message in outbox.outbox) == sorted(one.email for one in people)
    assert not Notification.objects.filter(mail=None).exists()
