"""The cache before the real Django, on both servers."""

import re
import time

import httpx
import pytest
from django.core.asgi import get_asgi_application

from config.page_cache import PageCache
from tests.servers import Uvicorn


@pytest.fixture(params=["daphne", "uvicorn"])
def address(request, transactional_db, settings):
    settings.ROOT_URLCONF = "tests.config.page_cache.small_site"
    if request.param == "daphne":
        yield request.getfixturevalue("live_site")
        return
    server = Uvicorn(PageCache(get_asgi_application()))
    server.start()
    yield server.address
    server.stop()


def render(answer):
    return int(re.search(r'id="render">(\d+)<', answer.text)[1])


def token(answer):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w{64})"', answer.text)[1]


def test_a_form_on_a_shared_page_works_for_each_visitor(address):
    with httpx.Client() as mine, httpx.Client() as theirs:
        seen = [visitor.get(f"{address}/en/form/") for visitor in (mine, theirs)]
        assert render(seen[0]) == render(seen[1]), "made for each instead of once"
        assert token(seen[0]) != token(seen[1])
        for visitor, page in zip((mine, theirs), seen, strict=True):
            sent = visitor.post(f"{address}/en/form/", data={"words": "hello", "csrfmiddlewaretoken": token(page)})
            assert (sent.status_code, sent.text) == (200, "stored hello")
        # One visitor's token is of no use to another, nor to a stranger.
        forged = {"words": "hello", "csrfmiddlewaretoken": token(seen[0])}
        assert theirs.post(f"{address}/en/form/", data=forged).status_code == 403
        assert httpx.post(f"{address}/en/form/", data=forged).status_code == 403


def test_the_cookie_it_set_is_kept_from_page_to_page(address):
    with httpx.Client() as visitor:
        visitor.get(f"{address}/en/form/")
        first = visitor.cookies["csrftoken"]
        again = visitor.get(f"{address}/en/form/")
        assert "set-cookie" not in again.headers
        assert visitor.cookies["csrftoken"] == first
        assert visitor.get(f"{address}/en/form/", headers={"if-none-match": again.headers["etag"]}).status_code in {
            200,
            304,
        }


def test_a_new_render_after_a_second(address):
    first = render(httpx.get(f"{address}/en/form/"))
    time.sleep(1.05)
    assert render(httpx.get(f"{address}/en/form/")) > first


def test_who_has_a_session_is_never_shown_to_others(address):
    agent = {"user-agent": "ana's own browser"}
    with httpx.Client() as ana:
        begun = ana.get(f"{address}/en/reader/?begin", headers=agent)
        assert "sessionid" in begun.cookies
        own = ana.get(f"{address}/en/reader/", headers=agent)
        assert own.text.startswith("visit 2 from 127.0.0.1 by ana's")
    strangers = {httpx.get(f"{address}/en/reader/", headers=agent).text for _ in range(3)}
    assert strangers == {"visit 1 from 0.0.0.0 by None"}


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", ""])
def test_a_host_that_is_not_ours_is_refused_and_not_kept(address, host):
    assert httpx.get(f"{address}/en/form/", headers={"host": host}).status_code in {400, 404}
    assert httpx.get(f"{address}/en/form/").status_code == 200


def test_a_range_and_a_head(address):
    ranged = httpx.get(f"{address}/en/form/", headers={"range": "bytes=0-3"})
    assert (ranged.status_code, "render" in ranged.text) == (200, True)
    head = httpx.head(f"{address}/en/form/")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity"])
def test_packed_pages_unpack(address, encoding):
    answer = httpx.get(f"{address}/en/form/", headers={"accept-encoding": encoding})
    assert len(token(answer)) == 64
