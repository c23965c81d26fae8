"""People and staff who press at the same moment: each person counts once, and the second of two staff is told."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import translation

from commons.directory.models import Membership
from commons.people.participants import Participant
from commons.people.roles import OFFICIALS
from guides.walkthroughs import selectors, services
from guides.walkthroughs.models import Outcome, StuckPoint, StuckReport
from guides.walkthroughs.services import MendingRefused
from tests.commons.people.factories import person

from .factories import make_guide

NOBODY = AnonymousUser()


def key(page, number=2):
    return list(page.steps.all())[number - 1].translation_key


def stuck(page, by="ana", **more):
    return services.report_stuck(by=Participant(by), page=page, step_key=key(page), reason="unclear", **more)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_from_one_person_count_once():
    guide = make_guide()
    start, faults = threading.Barrier(4), []

    def tell(number):
        start.wait()
        try:
            with translation.override("en"):
                stuck(guide, by="ana", words=f"{number}")
                services.record_outcome(by=Participant("ana"), page=guide, answer="no", failed_step_key=key(guide))
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=tell, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert (StuckPoint.objects.count(), StuckReport.objects.count(), Outcome.objects.count()) == (1, 1, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_at_once_what_becomes_of_it_one_is_told_to_look_again():
    guide = make_guide()
    point = stuck(guide).point
    officials = [person(is_staff=True, roles=[OFFICIALS]) for _ in range(2)]
    for official in officials:
        Membership.objects.create(body=guide.service.body, person=official)
    start, faults = threading.Barrier(2), []

    def mend(official):
        start.wait()
        try:
            with translation.override("en"):
                services.answer_stuck_point(by=official, point=point, body=guide.service.body, text=official.email)
                services.set_state(by=official, point=point, state="being-fixed")
        except Exception as fault:  # noqa: BLE001 - told below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=mend, args=[official]) for official in officials]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [(type(fault), fault.code) for fault in faults] == [(MendingRefused, "state")]
    assert StuckPoint.objects.get(pk=point.pk).state == "being-fixed"
    # What both offices' people wrote is kept; the later one is shown at the step.
    assert sorted(point.answerable.answers.values_list("text", flat=True)) == sorted(one.email for one in officials)
    latest = point.answerable.answers.order_by("published_at", "pk").last()
    assert selectors.feedback_of(NOBODY, guide)[key(guide)].answer == latest
