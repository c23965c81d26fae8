"""Nothing of a reader enters what others are shown, however they ask; nothing is hidden for longer than a second."""

import asyncio
import gzip
import itertools

import brotli
import pytest
from django.middleware.csrf import _mask_cipher_secret, _unmask_cipher_token

from config.page_cache import PageCache
from config.page_cache.cache import LARGEST, LIFE, NOT_AGAIN_FOR

HTML = (b"content-type", b"text/html; charset=utf-8")


class Site:
    """Stands in for Django: tells on its page everything it was handed, and counts how often it was asked."""

    def __init__(self, *, status=200, headers=(HTML,), body=None, form=False):
        self.status, self.headers, self.body, self.form = status, list(headers), body, form
        self.asked = 0
        self.scopes = []
        self.gate = None

    async def __call__(self, scope, receive, send):
        self.asked += 1
        number = self.asked
        self.scopes.append(scope)
        await receive()
        if self.gate:
            await self.gate.wait()
        if self.status is None:
            raise RuntimeError("the render failed")
        body = self.body if self.body is not None else f"<p>{number} {scope['path']} {self.shown(scope)}</p>".encode()
        if self.form:
            secret = dict(scope["headers"])[b"cookie"].decode().split("=")[1]
            body += f'<input value="{_mask_cipher_secret(secret)}"> and again "{_mask_cipher_secret(secret)}"'.encode()
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": body})

    @staticmethod
    def shown(scope):
        return (
            [pair for pair in sorted(scope["headers"]) if pair[0] != b"cookie"],
            scope["client"],
            scope["query_string"],
        )


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Answer:
    def __init__(self):
        self.body = b""

    async def take(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
            self.named = dict(message["headers"])
        else:
            self.body += message.get("body", b"")

    @property
    def cookies(self):
        return [value for name, value in self.headers if name == b"set-cookie"]


async def get(cache, path="/en/", *, method="GET", query=b"", client=("198.51.100.7", 1), scheme="http", **headers):
    headers = {"host": "town.example", "accept": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query, "scheme": scheme, "client": client,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await cache(scope, receive, answer.take)
    return answer


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site, clock):
    return PageCache(site, clock=clock)


class TestTime:
    async def test_a_second_and_no_longer(self, cache, site, clock):
        first = await get(cache)
        clock.now += LIFE - 0.001
        assert (await get(cache)).body == first.body
        clock.now += 0.001
        assert (await get(cache)).body != first.body
        assert site.asked == 2

    async def test_a_slow_render_is_old_from_its_beginning(self, cache, site, clock):
        site.gate = asyncio.Event()
        early = asyncio.create_task(get(cache))
        await asyncio.sleep(0)
        clock.now += LIFE + 0.5
        # What changed since the first render began may be missing from it: who comes now gets one of their own.
        late = asyncio.create_task(get(cache))
        await asyncio.sleep(0)
        site.gate.set()
        assert (await early).body != (await late).body
        assert site.asked == 2

    async def test_one_render_for_all_who_wait(self, cache, site):
        site.gate = asyncio.Event()
        waiting = [asyncio.create_task(get(cache)) for _ in range(50)]
        await asyncio.sleep(0.01)
        site.gate.set()
        bodies = {(await one).body for one in waiting}
        assert (len(bodies), site.asked) == (1, 1)

    async def test_the_first_may_leave_without_the_others_losing_it(self, cache, site):
        site.gate = asyncio.Event()
        first, second = asyncio.create_task(get(cache)), asyncio.create_task(get(cache))
        await asyncio.sleep(0.01)
        first.cancel()
        site.gate.set()
        assert (await second).status == 200
        assert site.asked == 1

    async def test_a_failed_render_is_not_kept_and_blocks_nobody(self, cache, site):
        site.status = None
        with pytest.raises(RuntimeError):
            await get(cache)
        site.status = 200
        assert (await get(cache)).status == 200


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


class TestBounds:
    async def test_it_never_holds_more_than_its_limit(self, site, clock):
        cache = PageCache(site, limit=50_000, clock=clock)
        for number in range(200):
            await get(cache, f"/en/{number}/")
            assert cache._bytes <= 50_000
            assert cache._bytes == sum(page.size for page in cache._pages.values())
        assert 1 < len(cache._pages) < 50

    async def test_what_is_old_is_dropped_when_something_new_comes(self, cache, clock):
        for number in range(10):
            await get(cache, f"/en/{number}/")
        clock.now += LIFE
        await get(cache, "/en/new/")
        assert [key.path for key in cache._pages] == ["/en/new/"]

    async def test_what_it_passes_by_is_bounded_too(self, cache, site):
        site.status = 404
        for number in range(1100):
            await get(cache, f"/en/{number}/")
        assert len(cache._unkept) == 1000


class TestForms:
    @pytest.fixture
    def site(self):
        return Site(form=True)

    def tokens(self, body):
        return [part for part in body.decode().split('"') if len(part) == 64]

    async def test_each_visitor_gets_tokens_of_their_own_cookie(self, cache, site):
        mine, theirs = "m" * 32, "t" * 32
        for secret in (mine, theirs):
            answer = await get(cache, cookie=f"csrftoken={secret}")
            found = self.tokens(answer.body)
            assert len(found) == 2
            assert {_unmask_cipher_token(token) for token in found} == {secret}
            assert answer.cookies == []
        assert site.asked == 1

    async def test_who_has_no_cookie_gets_one_that_fits(self, cache):
        first, second = await get(cache), await get(cache)
        secrets = set()
        for answer in (first, second):
            (cookie,) = answer.cookies
            secret = cookie.split(b"=")[1].split(b";")[0].decode()
            assert {_unmask_cipher_token(token) for token in self.tokens(answer.body)} == {secret}
            assert b"SameSite=Lax" in cookie
            secrets.add(secret)
        assert len(secrets) == 2

    async def test_the_secret_of_the_render_reaches_nobody(self, cache):
        answer = await get(cache)
        assert cache._secret not in {_unmask_cipher_token(token) for token in self.tokens(answer.body)}

    @pytest.mark.parametrize("bad", ["short", "x" * 33, "é" * 32, "<" * 32, "x" * 65])
    async def test_a_cookie_that_is_none_is_replaced(self, cache, bad):
        answer = await get(cache, cookie=f"csrftoken={bad}")
        assert len(answer.cookies) == 1

    async def test_tokens_differ_each_time_so_that_compression_tells_nothing(self, cache):
        cookie = "csrftoken=" + "m" * 32
        assert self.tokens((await get(cache, cookie=cookie)).body) != self.tokens(
            (await get(cache, cookie=cookie)).body
        )

    async def test_packed_it_is_the_same_page(self, cache):
        cookie = "csrftoken=" + "m" * 32
        plain = await get(cache, cookie=cookie)
        packed = await get(cache, cookie=cookie, accept_encoding="br, gzip")
        assert packed.named[b"content-encoding"] == b"gzip"
        unpacked = gzip.decompress(packed.body)
        assert {_unmask_cipher_token(token) for token in self.tokens(unpacked)} == {"m" * 32}
        assert len(unpacked) == len(plain.body)

    async def test_a_page_with_anothers_tokens_is_another_page(self, cache):
        mine = await get(cache, cookie="csrftoken=" + "m" * 32)
        etag = mine.named[b"etag"].decode()
        assert (await get(cache, cookie="csrftoken=" + "m" * 32, if_none_match=etag)).status == 304
        assert (await get(cache, cookie="csrftoken=" + "t" * 32, if_none_match=etag)).status == 200
        assert (await get(cache, if_none_match=etag)).status == 200


class TestAnswers:
    @pytest.mark.parametrize(
        ("accepted", "encoding"),
        [
            ("", None),
            ("gzip", b"gzip"),
            ("gzip, deflate, br, zstd", b"br"),
            ("br;q=0, gzip", b"gzip"),
            ("gzip;q=0,br ; q=0", None),
            ("identity", None),
        ],
    )
    async def test_bytes_are_kept_packed(self, cache, site, accepted, encoding):
        plain = await get(cache)
        packed = await get(cache, accept_encoding=accepted)
        unpack = {None: bytes, b"gzip": gzip.decompress, b"br": brotli.decompress}[encoding]
        assert packed.named.get(b"content-encoding") == encoding
        assert unpack(packed.body) == plain.body
        assert int(packed.named[b"content-length"]) == len(packed.body)
        assert site.asked == 1

    async def test_head_is_get_without_its_body(self, cache, site):
        whole, head = await get(cache), await get(cache, method="HEAD")
        assert (head.body, head.headers) == (b"", whole.headers)
        assert site.asked == 1

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '{} , "other"'])
    async def test_a_browser_that_has_it_is_told_so(self, cache, form):
        whole = await get(cache)
        etag = whole.named[b"etag"].decode().removeprefix("W/")
        again = await get(cache, if_none_match=form.format(etag))
        assert (again.status, again.body) == (304, b"")
        assert again.named[b"etag"] == whole.named[b"etag"]
        assert b"content-type" not in again.named

    async def test_a_changed_page_has_another_mark(self, cache, clock):
        first = await get(cache)
        clock.now += LIFE
        again = await get(cache, if_none_match=first.named[b"etag"].decode())
        assert again.status == 200

    async def test_neither_browsers_nor_proxies_keep_it_unasked(self, cache):
        answer = await get(cache)
        assert answer.named[b"cache-control"] == b"private, no-cache"
        assert answer.named[b"vary"] == b"Cookie, Accept-Language, Accept-Encoding"

    async def test_the_number_of_the_request_that_made_it_is_not_passed_on(self, cache, site):
        site.headers = [HTML, (b"x-request-id", b"abc"), (b"content-security-policy", b"x")]
        answer = await get(cache)
        assert b"x-request-id" not in answer.named
        assert answer.named[b"content-security-policy"] == b"x"


def test_every_order_of_a_query_is_a_page_of_its_own():
    """Django may read the last of two equal names: the order means something, so it is part of the key."""
    from config.page_cache.keys import visit

    scope = {"type": "http", "method": "GET", "path": "/en/", "headers": [(b"host", b"x")]}
    orders = [b"&".join(order) for order in itertools.permutations([b"a=1", b"a=2", b"b=3"])]
    assert len({visit(scope | {"query_string": query}).key for query in orders}) == 6
