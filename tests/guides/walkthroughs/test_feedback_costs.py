"""What people said costs the same to show however long the guide, and however many of them staff look through."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.people.participants import Participant
from commons.people.roles import EDITORS
from guides.walkthroughs import services
from guides.walkthroughs.models import StuckPoint
from tests.commons.people.factories import person

from .factories import make_guide, make_service, translate

pytestmark = pytest.mark.django_db


def guide_with(steps, title="Permit"):
    """A guide in two languages, each step of which stopped somebody, was answered and is counted."""
    words = [(f"Do {number}", f"<p>How {number} is done.</p>", None) for number in range(steps)]
    page = make_guide(title=title, steps=words, service=make_service())
    translate(page)
    for number, step in enumerate(page.steps.all()):
        point = services.report_stuck(
            by=Participant(f"{title} {number}"),
            page=page,
            step_key=step.translation_key,
            reason="unclear",
            words="Where",
        ).point
        point.answerable.answers.create(body=page.service.body, text="At the desk.")
    services.record_outcome(by=Participant("ana"), page=page, answer="no", failed_step_key=step.translation_key)
    return page


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return len(seen), response.content.decode()


def test_the_page_of_a_guide_asks_the_same_at_three_and_thirty_steps(client):
    few, short = asked(client, guide_with(3, "Few").url)
    many, long = asked(client, guide_with(30, "Many").url)
    assert (short.count("1 person got stuck here"), long.count("1 person got stuck here")) == (3, 30)
    assert few == many


class TestReport:
    @pytest.fixture
    def staff(self, settings):
        settings.STAFF_SECOND_FACTOR_REQUIRED = False
        client = Client()
        client.force_login(person(is_staff=True, roles=[EDITORS]))
        return client

    def test_it_asks_the_same_at_three_and_thirty_steps_of_one_and_of_three_guides(self, staff):
        guide_with(3, "Few")
        few, short = asked(staff, "/admin/stuck-points/")
        for number in range(2):
            guide_with(15, f"Guide {number}")
        many, long = asked(staff, "/admin/stuck-points/")
        assert (short.count("too few views"), long.count("too few views")) == (3, 33)
        assert few == many
        file_few, _rows = asked(staff, "/admin/stuck-points.csv")
        assert file_few <= many

    def test_each_of_its_pages_asks_the_same(self, staff, monkeypatch):
        monkeypatch.setattr("guides.walkthroughs.views.desk.REPORTS_A_PAGE", 5)
        page = guide_with(5)
        one, short = asked(staff, "/admin/stuck-points/")
        guide_with(10, "More")
        three, long = asked(staff, "/admin/stuck-points/")
        last, end = asked(staff, "/admin/stuck-points/?p=3")
        assert ("?p=2" in short, "?p=2" in long, "?p=2" in end, "?p=4" in end) == (False, True, True, False)
        assert one == three == last
        assert page.title in end

    def test_one_step_asks_the_same_however_many_wrote(self, staff):
        page = guide_with(1)
        point = StuckPoint.objects.get()
        one, _shown = asked(staff, f"/admin/stuck-points/{point.pk}/")
        for number in range(5):
            services.report_stuck(
                by=Participant(f"p{number}"),
                page=page,
                step_key=point.anchor.step_key,
                reason="wrong",
                words=f"Number {number}",
            )
        six, shown = asked(staff, f"/admin/stuck-points/{point.pk}/")
        assert shown.count("<blockquote") == 6
        assert one == six
