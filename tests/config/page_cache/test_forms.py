"""Forms on pages that everyone shares: each visitor's tokens are of their own cookie."""

import gzip

import pytest
from django.middleware.csrf import _unmask_cipher_token

from .stand_ins import Site, get


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
