from datetime import date

import pytest
from django.urls import reverse

from home.search.models import MissedSearch, SynonymGroup
from tests.home import factories as town
from tests.participation import factories as talk

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]
LIST = reverse("search_missed")


@pytest.fixture(autouse=True)
def _site():
    town.site()
    town.service(name="Recycling centre")


@pytest.fixture
def row():
    day = date(2026, 11, 20)
    return MissedSearch.objects.create(language="en", words="tip", folded="tip", times=7, first_day=day, last_day=day)


@pytest.fixture
def desk(client):
    client.force_login(talk.person(roles=["Editors"]))
    return client


@pytest.mark.parametrize(
    "query, kept",
    [
        ("q=zebra", ["zebra"]),
        ("q=zebra+crossing", ["zebra crossing"]),
        ("q=zebra+centre", ["zebra centre"]),  # something holds one of the words, nothing both
        ("q=recycling", []),
        ("q=ana@example.org", []),
        ("q=zebra&page=2", []),
        ("q=zebra&kind=ideas", []),
        ("q=", []),
    ],
)
def test_a_search_that_finds_nothing_is_remembered_by_its_words(client, query, kept):
    client.get(f"/en/search/?{query}")
    assert list(MissedSearch.objects.values_list("words", flat=True)) == kept


def test_looking_ahead_counts_nothing(client):
    client.head("/en/search/?q=zebra")
    assert not MissedSearch.objects.exists()


def test_editors_read_the_list_and_make_a_synonym(desk, row):
    body = desk.get(LIST).content.decode()
    assert "tip" in body
    assert "<td>7</td>" in body
    answer = desk.post(reverse("search_make_synonym", args=[row.pk]), {"same_as": "recycling centre"}, follow=True)
    assert "From now on these find the same: recycling centre = tip." in answer.content.decode()
    assert list(answer.context["page_obj"]) == []
    assert [done.words for done in desk.get(f"{LIST}?state=done").context["page_obj"]] == ["tip"]
    assert "Recycling" in desk.get("/en/search/?q=tip").content.decode()


def test_what_can_not_be_made_a_synonym_stays_with_what_was_typed(desk, row):
    answer = desk.post(reverse("search_make_synonym", args=[row.pk]), {"same_as": "zebra <b>"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Nothing holds “zebra &lt;b&gt;” either." in body
    assert 'value="zebra &lt;b&gt;"' in body
    assert not SynonymGroup.objects.exists()


def test_a_row_is_set_aside_and_opened_again(desk, row):
    address = reverse("search_set_aside", args=[row.pk])
    desk.post(address, {"done": "1"})
    assert [found.words for found in desk.get(f"{LIST}?state=done").context["page_obj"]] == ["tip"]
    desk.post(address, {"done": "0"})
    assert [found.words for found in desk.get(LIST).context["page_obj"]] == ["tip"]
    assert desk.get(address).status_code == 405


@pytest.mark.parametrize("role", ["Officials", "Moderators", "Hosts", "Agents"])
def test_nobody_else_sees_the_list_or_changes_it(client, row, role):
    client.force_login(talk.person(roles=[role]))
    for address in (reverse("search_make_synonym", args=[row.pk]), reverse("search_set_aside", args=[row.pk])):
        assert client.post(address, {"same_as": "recycling", "done": "1"}).status_code in {302, 403}
    assert client.get(LIST).status_code in {302, 403}
    assert list(MissedSearch.objects.values_list("state", flat=True)) == ["open"]


def test_editors_write_synonyms_in_the_cms(desk):
    address = reverse("wagtailsnippets_home_search_synonymgroup:add")
    assert "One in each line, at least two" in desk.get(address).content.decode()
    desk.post(address, {"language": "en", "words": "tip\n recycling centre"})
    assert list(SynonymGroup.objects.values_list("words", flat=True)) == ["tip\nrecycling centre"]
    refused = desk.post(address, {"language": "en", "words": "tip\ndump"})
    assert "stands in another group already: tip = recycling centre" in refused.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk, many, django_assert_max_num_queries):
    for number in range(many):
        MissedSearch.objects.create(
            language="en", words=str(number), folded=str(number), first_day=date(2026, 1, 1), last_day=date(2026, 1, 1)
        )
    desk.get(LIST)
    with django_assert_max_num_queries(20):
        desk.get(LIST)
