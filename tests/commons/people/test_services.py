import pytest

from commons.people import services
from commons.people.models import User
from commons.people.refusals import Refused

from .factories import person

pytestmark = pytest.mark.django_db


def test_a_person_changes_name_and_language_and_nobody_elses():
    ana, other = person(name="Ana"), person(name="Noor", language="en")
    services.change_profile(person=ana, display_name="  Ana B. ", language="fr")
    ana.refresh_from_db()
    other.refresh_from_db()
    assert (ana.display_name, ana.language) == ("Ana B.", "fr")
    assert (other.display_name, other.language) == ("Noor", "en")


@pytest.mark.parametrize(
    "name, language, code, field",
    [
        ("", "en", "name", "display_name"),
        ("a@b.org", "en", "name", "display_name"),
        ("Ana", "tlh", "language", "language"),
    ],
)
def test_what_is_refused_changes_nothing(name, language, code, field):
    ana = person(name="Ana", language="en")
    with pytest.raises(Refused) as refused:
        services.change_profile(person=ana, display_name=name, language=language)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert User.objects.values_list("display_name", "language").get(pk=ana.pk) == ("Ana", "en")
