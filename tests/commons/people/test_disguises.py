"""Names that could be taken for an office's, however they are written, and names that only sound a little like one."""

import pytest
from django.utils import translation

from commons.directory.models import PublicBodyText
from commons.people import services
from commons.people.models import User
from commons.people.roles import OFFICIALS
from commons.people.rules import NameRefused, check_unofficial
from tests.home import factories as town

from .factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office():
    town.site()
    made = town.body(name="Parking and Streets")
    PublicBodyText.objects.create(body=made, language="fr", name="Stationnement et voirie")
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    "name",
    [
        "Official",
        "Ana (official)",
        "OFFICIAL answers",
        "0fficia1",
        "Оfficiаl",  # Cyrillic О and а
        "ｏｆｆｉｃｉａｌ",
        "o f f i c i a l",
        "Öfficial",
        "Officiel",
        "La Mairie",
        "Modérateur",
        "Moderateur 2",
        "moderat0r",
        "Adrnin",
        "Town Hall",
        "Parking and Streets",
        "parking  AND streets!",
        "ParkingAndStreets",
        "The Parking and Streets office",
        "Stationnement et Voirie",
        "Stati0nnement et voirie",
        "P@rking and $treets",
    ],
)
def test_a_name_that_could_be_taken_for_an_offices_is_refused(name):
    with pytest.raises(NameRefused) as refused:
        check_unofficial(name)
    assert refused.value.code == "official"
    assert "taken for the name of an office" in refused.value.message


@pytest.mark.parametrize(
    "name",
    [
        *("Ana", "Noor 北京", "Parking Pete", "Streets of Ana", "Offi", "Adminah", "Stafford", "Мария", "Ελένη", "42"),
        *("Walker by the town", "Moderate Max", "Jean-Marie"),
    ],
)
def test_other_names_are_anybodys(name):
    check_unofficial(name)


def test_signing_up_says_so_and_keeps_what_was_typed(client):
    page = client.post("/en/accounts/signup/", {"display_name": "0fficial", "email": "ana@example.org"})
    assert "taken for the name of an office" in page.content.decode()
    assert 'value="ana@example.org"' in page.content.decode()
    assert not User.objects.exists()


def test_changing_the_name_says_so(client):
    ana = person(name="Ana")
    client.force_login(ana)
    page = client.post("/en/accounts/", {"display_name": "Parking and Streets", "language": "en"})
    assert (page.status_code, "taken for the name of an office" in page.content.decode()) == (422, True)
    ana.refresh_from_db()
    assert ana.display_name == "Ana"


def test_who_speaks_for_an_office_may_be_called_so():
    ruiz = person(name="Ruiz", roles=[OFFICIALS])
    services.change_profile(person=ruiz, display_name="Ruiz, Parking and Streets", language="en")
    assert ruiz.display_name == "Ruiz, Parking and Streets"


def test_a_name_one_has_already_can_be_kept():
    ana = person(name="Staff")
    services.change_profile(person=ana, display_name="Staff", language="fr")
    assert ana.language == "fr"
