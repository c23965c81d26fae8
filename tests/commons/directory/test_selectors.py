import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import translation

from commons.directory import selectors
from commons.directory.models import Membership, PublicBodyText
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def test_services_stand_below_their_office_by_name():
    parks, streets = town.body(name="Zoo and parks"), town.body(name="Äcker and streets")
    town.body(name="Runs nothing")
    town.service(name="Second", run_by=parks)
    town.service(name="First", run_by=parks)
    town.service(name="Third", run_by=streets)
    found = [(body.name, [one.name for one in run]) for body, run in selectors.services_by_body(VISITOR)]
    assert found == [("Zoo and parks", ["First", "Second"]), ("Äcker and streets", ["Third"])]


def test_words_are_the_readers_else_the_first_there_are():
    both = town.service(name="Permit", french="Permis")
    english = town.service(name="Waste")
    with translation.override("fr"):
        assert [both.name, english.name] == ["Permis", "Waste"]
    with translation.override("en"):
        assert both.name == "Permit"
    english.texts.all().delete()
    assert selectors.service(VISITOR, english.slug).name == english.slug


def test_a_service_is_reached_as_its_office_is_unless_it_says_otherwise():
    office = town.body(email="office@example.org", phone="1")
    assert town.service(run_by=office).contact_email == "office@example.org"
    own = town.service(run_by=office)
    own.email, own.phone = "own@example.org", "2"
    assert (own.contact_email, own.contact_phone) == ("own@example.org", "2")


def test_an_unknown_service_is_not_found():
    with pytest.raises(Http404):
        selectors.service(VISITOR, "nothing")


def test_one_speaks_for_the_offices_one_is_named_in():
    office, other = town.body(name="Mine"), town.body(name="Theirs")
    ana, noor = person(), person()
    Membership.objects.create(body=office, person=ana)
    Membership.objects.create(body=other, person=noor)
    assert list(selectors.bodies_of(ana)) == [office]
    assert list(selectors.bodies_of(VISITOR)) == []
    assert [selectors.speaks_for(who, office) for who in (ana, noor, VISITOR)] == [True, False, False]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(many, django_assert_num_queries):
    for number in range(many):
        office = town.body(name=f"Office {number}")
        PublicBodyText.objects.create(body=office, language="fr", name="Bureau")
        town.service(name=f"Service {number}", french="Service", run_by=office)
    with django_assert_num_queries(3):
        groups = selectors.services_by_body(VISITOR)
        assert len([service.name for _body, run in groups for service in run]) == many
