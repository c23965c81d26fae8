import pytest
from django.urls import reverse

from commons.notifications.models import Notification
from tests.commons.notifications.factories import news
from tests.commons.people.factories import person

pytestmark = pytest.mark.django_db
LIST = "/en/notifications/"


@pytest.fixture
def ana(client):
    made = person(name="Ana")
    client.force_login(made)
    return made


def test_a_stranger_is_led_to_sign_in_and_comes_back(client):
    answer = client.get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={LIST}")


def test_the_list_shows_own_ones_with_who_spoke(client, ana):
    news(person(name="Noor"), name="not for Ana")
    news(ana, name="<b>Dana</b>", by=person(name="Speaker"))
    page = client.get(LIST).content.decode()
    assert "&lt;b&gt;Dana&lt;/b&gt;" in page
    assert "Speaker" in page
    assert "not for Ana" not in page
    assert "private" in client.get(LIST)["Cache-Control"]


def test_an_empty_list_says_what_will_come(client, ana):
    assert "Nothing yet" in client.get(LIST).content.decode()


def test_it_is_read_in_the_language_of_the_address(client, ana):
    news(ana)
    assert "Voici comment les autres vous voient" in client.get("/fr/notifications/").content.decode()


def test_opening_one_leads_to_the_place_and_counts_as_read(client, ana):
    news(ana, address="/fr/ideas/7/#post-3")
    told = Notification.objects.get()
    ahead = client.get(f"{LIST}{told.pk}/", headers={"Sec-Purpose": "prefetch;prerender"})
    assert ahead["Location"] == "/en/ideas/7/#post-3"
    told.refresh_from_db()
    assert told.read_at is None
    assert client.get(f"{LIST}{told.pk}/")["Location"] == "/en/ideas/7/#post-3"
    told.refresh_from_db()
    assert told.read_at is not None


@pytest.mark.parametrize("method", ["get", "post"])
def test_anybody_elses_does_not_exist(client, ana, method):
    news(person())
    theirs = Notification.objects.get()
    address = f"{LIST}{theirs.pk}/" if method == "get" else f"{LIST}{theirs.pk}/read/"
    assert getattr(client, method)(address).status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_one_and_all_are_marked_read_by_post_only(client, ana):
    news(ana, thing="a")
    news(ana, thing="b")
    last, first = Notification.objects.all()
    assert client.get(f"{LIST}{first.pk}/read/").status_code == 405
    assert client.get(f"{LIST}read/").status_code == 405
    assert client.post(f"{LIST}{first.pk}/read/")["Location"] == LIST
    assert list(Notification.objects.filter(read_at=None)) == [last]
    for nonsense in ("", "x", "-1", "9" * 40, "²"):
        assert client.post(f"{LIST}read/", {"up_to": nonsense}).status_code == 302
    assert Notification.objects.filter(read_at=None).exists()
    client.post(f"{LIST}read/", {"up_to": last.pk})
    assert not Notification.objects.filter(read_at=None).exists()


def test_the_head_of_every_page_tells_how_many_are_unread(client, ana):
    assert "data-count>0<" in client.get("/en/services/").content.decode()
    for thing in ("a", "a", "b"):
        news(ana, thing=thing)
    assert "data-count>2<" in client.get("/en/services/").content.decode()
    client.logout()
    assert "live-inbox" not in client.get("/en/services/").content.decode()


def test_long_lists_are_paged(client, ana):
    for number in range(23):
        news(ana, thing=str(number), name=f"n{number}.")
    assert "n2." in client.get(f"{LIST}?page=2").content.decode()
    assert "n2." not in client.get(LIST).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, ana, many, django_assert_num_queries):
    for number in range(many):
        news(ana, thing=str(number), by=person())
    client.get(LIST)
    with django_assert_num_queries(14):
        client.get(LIST)
