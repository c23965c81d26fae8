import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from commons.notifications import selectors, services
from commons.notifications.adapters import Thing
from commons.notifications.models import Follow
from commons.people.refusals import Refused
from tests.commons.people.factories import PASSWORD, person
from tests.participation import factories as make

pytestmark = pytest.mark.django_db
FOLLOW = "/en/notifications/follow/"


@pytest.fixture
def service():
    return make.service(body=make.body())


def of(service):
    return Thing("directory.service", str(service.pk))


def posted(service, **more):
    return {"kind": "directory.service", "key": service.pk, "next": service.get_absolute_url(), **more}


def test_following_twice_is_following_once_and_can_be_ended(service):
    ana = person()
    for _ in range(2):
        services.follow(by=ana, thing=of(service))
    assert Follow.objects.count() == 1
    assert selectors.things_followed(ana) == {of(service)}
    assert selectors.things_followed(person()) == selectors.things_followed(AnonymousUser()) == set()
    services.unfollow(by=person(), thing=of(service))
    assert Follow.objects.count() == 1
    services.unfollow(by=ana, thing=of(service))
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "thing",
    [
        ("directory.service", "0"),
        ("directory.service", "9" * 30),
        ("directory.service", "x"),
        ("directory.service", "²"),
        ("ideas.idea", "99"),
        ("guides.guide", "not-a-key"),
        ("consultations.consultation", "7e57d004-2b97-4e7a-b45f-5387367791cd"),
        ("nobody.knows", "1"),
        ("", ""),
    ],
)
def test_what_one_may_not_read_can_not_be_followed(thing):
    with pytest.raises(Refused):
        services.follow(by=person(), thing=Thing(*thing))
    assert not Follow.objects.exists()


def test_an_idea_of_a_hidden_stage_can_not_be_followed():
    stage = make.stage()
    idea = make.idea(on=stage)
    stage.unpublish()
    with pytest.raises(Refused):
        services.follow(by=person(), thing=Thing("ideas.idea", str(idea.pk)))


def test_the_button_is_pressed_where_one_follows(client, service):
    ana = person()
    client.force_login(ana)
    page = service.get_absolute_url()
    assert 'aria-pressed="false"' in client.get(page).content.decode()
    assert client.post(FOLLOW, posted(service))["Location"] == page
    assert 'aria-pressed="true"' in client.get(page).content.decode()
    assert "Resident parking permits" in client.get("/en/notifications/following/").content.decode()
    client.post(FOLLOW, posted(service, on="no"))
    assert "You follow nothing yet" in client.get("/en/notifications/following/").content.decode()


def test_a_visitor_signs_in_first_and_follows_then(client, service):
    ana = person(password=PASSWORD)
    answer = client.post(FOLLOW, posted(service))
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fen%2Fnotifications%2Ffollow%2Fpending%2F"
    assert not Follow.objects.exists()
    form = {"login": ana.email, "password": PASSWORD, "next": "/en/notifications/follow/pending/"}
    back = client.post(reverse("account_login"), form)
    assert back["Location"] == "/en/notifications/follow/pending/"
    assert client.get(back["Location"])["Location"] == service.get_absolute_url()
    assert selectors.things_followed(ana) == {of(service)}
    services.unfollow(by=ana, thing=of(service))
    client.get("/en/notifications/follow/pending/")
    assert not Follow.objects.exists()


def test_nobody_is_led_elsewhere(client, service):
    client.force_login(person())
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)", ""):
        assert client.post(FOLLOW, posted(service, next=away))["Location"] == "/en/notifications/following/"
    assert client.get(FOLLOW).status_code == 405


@pytest.mark.parametrize("many", [1, 3])
def test_what_one_follows_costs_the_same_for_one_and_for_three(client, many, django_assert_num_queries):
    ana = person()
    for _ in range(many):
        services.follow(by=ana, thing=of(make.service(body=make.body())))
    client.force_login(ana)
    client.get("/en/notifications/following/")
    with django_assert_num_queries(15):
        client.get("/en/notifications/following/")
