import pytest

from tests.home import factories as town

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture(autouse=True)
def _site():
    town.site()


def test_results_stay_out_of_other_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get("/en/search/?q=permit").content.decode()


def test_what_was_typed_is_shown_as_typed_and_never_run(client):
    body = client.get("/en/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in body
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in body


@pytest.mark.parametrize(
    "query", ["q=permit&kind=nonsense", "q=permit&page=zz", "q=permit&kind=services&page=99", "q=%00", ""]
)
def test_no_address_breaks_the_page(client, query):
    town.service(name="Permit")
    assert client.get(f"/en/search/?{query}").status_code == 200


def test_each_kind_has_its_own_page(client):
    town.service(name="Permit")
    page = client.get("/en/search/?q=permit&kind=services&page=1")
    assert [tab["href"] for tab in page.context["tabs"]] == ["?q=permit", "?q=permit&kind=services"]
    assert [tab["current"] for tab in page.context["tabs"]] == [False, True]
    assert "<mark>Permit</mark>" in page.content.decode()
