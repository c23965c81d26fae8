"""Nothing of a reader enters what others are shown, however they ask."""

import asyncio
import itertools

import pytest

from config.page_cache.cache import LARGEST, NOT_AGAIN_FOR
from config.page_cache.keys import visit

from .stand_ins import HTML, Answer, get

READER = {
    "user_agent": "Ana's browser",
    "referer": "https://secret.example/ana",
    "x_forwarded_for": "203.0.113.9",
    "x_real_ip": "203.0.113.9",
    "accept_language": "en-GB-x-ana,en;q=0.5",
    "x_anything": "ana",
    "origin": "https://ana.example",
    "forwarded": "for=ana",
    "dnt": "ana",
    "cookie": "django_language=en; csrftoken=" + "a" * 32,
}


class TestNothingOfAReader:
    async def test_what_is_kept_was_made_without_them(self, cache, site):
        seen = await get(cache, client=("203.0.113.9", 4711), **READER)
        other = await get(cache)
        assert seen.body == other.body
        assert site.asked == 1
        for words in (b"203.0.113.9", b"ana", b"Ana", b"secret"):
            assert words not in other.body

    @pytest.mark.parametrize(
        "more",
        [
            {"cookie": "sessionid=abc"},
            {"cookie": "messages=abc"},
            {"cookie": "csrftoken=x; live_guest=1"},
            {"cookie": "nonsense"},
            {"cookie": "csrftoken=x;sessionid=y"},
            {"cookie": 'csrftoken="x; sessionid=y'},
            {"authorization": "Basic YTpi"},
            {"range": "bytes=0-10"},
            {"hx_request": "true"},
            {"x_requested_with": "fetch"},
            {"accept": "application/json"},
            {"upgrade": "websocket"},
            {"method": "POST"},
            {"method": "OPTIONS"},
            {"path": "/admin/"},
            {"path": "/en/accounts/login/"},
            {"path": "/accounts/login/"},
            {"path": "/media/films/1.mp4"},
            {"path": "/readyz"},
        ],
        ids=str,
    )
    async def test_these_go_past_it_and_leave_nothing(self, cache, site, more):
        await get(cache, **{"path": "/en/", **more})
        await get(cache, **{"path": "/en/", **more})
        assert site.asked == 2
        assert site.scopes[0]["headers"] != [], "handed on as it came"
        assert cache._pages == {}

    async def test_a_doubled_host_or_cookie_goes_past_it(self, cache, site):
        for name in (b"host", b"cookie"):
            scope = {
                "type": "http", "method": "GET", "path": "/en/", "query_string": b"", "scheme": "http", "client": None,
                "headers": [(b"host", b"a"), (b"cookie", b"csrftoken=a"), (name, b"evil")],
            }  # fmt: skip

            async def receive():
                return {"type": "http.request"}

            await cache(scope, receive, Answer().take)
        assert cache._pages == {}

    @pytest.mark.parametrize(
        "other",
        [
            {"host": "evil.example"},
            {"path": "/fr/"},
            {"query": b"b=2&a=1"},
            {"query": b""},
            {"scheme": "https"},
            {"x_forwarded_host": "evil.example"},
            {"x_forwarded_proto": "https"},
        ],
        ids=str,
    )
    async def test_what_the_page_may_depend_on_keeps_pages_apart(self, cache, site, other):
        usual = {"path": "/en/", "query": b"a=1&b=2"}
        first = await get(cache, **usual)
        second = await get(cache, **usual | other)
        assert site.asked == 2
        assert (await get(cache, **usual)).body == first.body != second.body

    @pytest.mark.parametrize(
        ("headers", "language"),
        [
            ({}, "en"),
            ({"accept_language": "fr-CA,fr;q=0.8,en;q=0.5"}, "fr"),
            ({"accept_language": "de, fr;q=0.2"}, "fr"),
            ({"accept_language": "de"}, "en"),
            ({"accept_language": "*"}, "en"),
            ({"accept_language": "fr", "cookie": "django_language=en"}, "en"),
            ({"accept_language": '"<script>', "cookie": "django_language=xx"}, "en"),
        ],
    )
    async def test_without_a_prefix_the_language_is_part_of_the_key(self, cache, site, headers, language):
        await get(cache, "/somewhere/", **headers)
        assert dict(site.scopes[0]["headers"])[b"accept-language"] == language.encode()

    async def test_the_prefix_beats_what_the_browser_says(self, cache, site):
        await get(cache, "/en/x/", accept_language="fr")
        await get(cache, "/en/x/", accept_language="en")
        assert site.asked == 1

    async def test_an_ignored_cookie_is_not_handed_on(self, cache, site, settings):
        settings.PAGE_CACHE_IGNORED_COOKIES = {"_analytics"}
        await get(cache, cookie="_analytics=ana")
        assert b"ana" not in dict(site.scopes[0]["headers"])[b"cookie"]
        await get(cache)
        assert site.asked == 1


class TestWhatIsNotKept:
    @pytest.mark.parametrize(
        ("status", "headers"),
        [
            (404, [HTML]),
            (500, [HTML]),
            (302, [HTML, (b"location", b"/en/")]),
            (206, [HTML]),
            (200, [(b"content-type", b"application/json")]),
            (200, [HTML, (b"set-cookie", b"sessionid=ana")]),
            (200, [HTML, (b"Set-Cookie", b"django_language=fr")]),
            (200, [HTML, (b"cache-control", b"private")]),
            (200, [HTML, (b"cache-control", b"max-age=0, no-store")]),
            (200, [HTML, (b"vary", b"Cookie, User-Agent")]),
            (200, [HTML, (b"vary", b"*")]),
            (200, [HTML, (b"content-encoding", b"gzip")]),
        ],
    )
    async def test_it_reaches_one_visitor_whole_and_no_other(self, cache, site, clock, status, headers):
        site.status, site.headers = status, headers
        first, second = await get(cache), await get(cache)
        assert (first.status, second.status, site.asked) == (status, status, 2)
        assert first.body != second.body
        assert first.cookies == [value for name, value in headers if name.lower() == b"set-cookie"]
        assert cache._pages == {}
        clock.now += NOT_AGAIN_FOR + 1
        site.status, site.headers = 200, [HTML]
        assert (await get(cache)).body == (await get(cache)).body

    async def test_those_who_waited_ask_for_themselves(self, cache, site):
        site.headers = [HTML, (b"set-cookie", b"guest=1")]
        site.gate = asyncio.Event()
        waiting = [asyncio.create_task(get(cache)) for _ in range(5)]
        await asyncio.sleep(0.01)
        site.gate.set()
        assert len({(await one).body for one in waiting}) == 5

    async def test_what_is_larger_than_a_page_goes_straight_through(self, cache, site):
        site.body = b"x" * (LARGEST + 1)
        answers = [await get(cache) for _ in range(3)]
        assert {len(answer.body) for answer in answers} == {LARGEST + 1}
        assert cache._pages == {}


def test_every_order_of_a_query_is_a_page_of_its_own():
    """Django may read the last of two equal names: the order means something, so it is part of the key."""
    scope = {"type": "http", "method": "GET", "path": "/en/", "headers": [(b"host", b"x")]}
    orders = [b"&".join(order) for order in itertools.permutations([b"a=1", b"a=2", b"b=3"])]
    assert len({visit(scope | {"query_string": query}).key for query in orders}) == 6
