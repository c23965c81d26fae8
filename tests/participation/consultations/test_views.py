"""Consultations through their pages."""

import pytest

from tests.participation import factories as make

pytestmark = pytest.mark.django_db


def test_the_list_says_what_is_open_until_when(client):
    make.stage(under=make.consultation(title="A question that is open"), closes=18)
    make.stage(under=make.consultation(title="A question that is over"), opens=-9, closes=-1)
    make.stage(under=make.consultation(title="A question nobody sees", live=False))
    page = client.get(make.index().get_url()).content.decode()
    assert "18 days left" in page
    assert page.index("A question that is open") < page.index("A question that is over")
    assert "nobody sees" not in page


def test_an_empty_list_says_what_will_be_there(client):
    assert "Nothing is being asked just now" in client.get(make.index().get_url()).content.decode()


@pytest.mark.parametrize(
    ("days", "words"),
    [((-9, 5), "Take part: Ideas"), ((-9, -1), "Taking part is over"), ((2, 9), "You can take part from")],
)
def test_a_consultation_leads_to_what_can_be_done(client, days, words):
    page = make.consultation(services=[make.service(body=make.body(), name="Street parties")])
    stage = make.stage(under=page, opens=days[0], closes=days[1])
    text = client.get(page.get_url()).content.decode()
    assert words in text
    assert stage.get_url() in text
    assert "Street parties" in text


def test_a_consultation_without_stages_is_no_error(client):
    assert "The dates are not fixed yet" in client.get(make.consultation().get_url()).content.decode()


def test_both_are_shown_in_french(client):
    french = make.in_french(make.stage())
    for page in (french.get_parent(), french.get_parent().get_parent(), french):
        assert client.get(page.get_url()).status_code == 200
        assert page.get_url().startswith("/fr/")
