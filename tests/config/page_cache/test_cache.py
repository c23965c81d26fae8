"""How long a page is kept, how many renders it costs, how much is held, and how it goes out."""

import asyncio
import gzip

import brotli
import pytest

from config.page_cache import PageCache
from config.page_cache.cache import LIFE

from .stand_ins import HTML, get


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
