"""Staff who look at an account leave a trace that its person sees and nobody can change."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.people import services
from commons.people.models import Look
from commons.people.roles import LEADS
from tests.home import factories as town

from .factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    town.site()


def test_looking_and_changing_are_told_to_the_person(client):
    ana, marta = person(name="Ana", email="ana@example.org"), person(name="Marta", roles=[LEADS])
    client.force_login(marta)
    address = f"/admin/users/edit/{ana.pk}/"
    assert client.get(address).status_code == 200
    given = {"email": "ana@example.org", "display_name": "Ana", "language": "fr", "is_active": "on"}
    assert client.post(address, given).status_code == 302
    assert list(Look.objects.order_by("pk").values_list("person", "by", "deed")) == [
        (ana.pk, marta.pk, "looked"),
        (ana.pk, marta.pk, "changed"),
    ]
    client.force_login(ana)
    told = client.get("/en/me/data.json").json()["records"]["looks"]
    assert [(row["kind"], row["words"]) for row in told] == [("changed", "Leads"), ("looked", "Leads")]
    assert "When staff looked at your account" in client.get("/en/me/").content.decode()


def test_ones_own_account_is_no_news_and_a_refused_look_is_none(client):
    marta, ana = person(roles=[LEADS]), person()
    client.force_login(marta)
    client.get(f"/admin/users/edit/{marta.pk}/")
    client.force_login(ana)
    assert client.get(f"/admin/users/edit/{marta.pk}/").status_code in {302, 403}
    assert not Look.objects.exists()


def test_it_is_only_added_to():
    ana, marta = person(), person(roles=[LEADS])
    services.note_look(by=marta, person=ana)
    row = Look.objects.get()
    for deed in (row.save, row.delete, Look.objects.all().delete, lambda: Look.objects.update(deed="changed")):
        with pytest.raises(PermissionDenied):
            deed()
    assert Look.objects.get().deed == "looked"


def test_it_goes_with_the_person_and_forgets_who_looked():
    ana, marta, noor = person(), person(roles=[LEADS]), person()
    services.note_look(by=marta, person=ana)
    services.note_look(by=marta, person=noor)
    services.remove(by=marta, person=ana)
    marta.delete()
    assert list(Look.objects.values_list("person", "by")) == [(noor.pk, None)]
