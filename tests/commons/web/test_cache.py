"""The cache of every thread asks Redis through one pool of connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches

ADDRESS = "redis://127.0.0.1:6379/0"


@pytest.fixture
def in_redis(settings):
    settings.CACHES = {"default": {"BACKEND": "commons.web.cache.PooledRedisCache", "LOCATION": ADDRESS}}


def test_caches_of_two_threads_share_their_connections(in_redis):
    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(lambda: caches["default"]).result() for _ in range(2))
        other = threads.submit(lambda: caches.create_connection("default")).result()
    assert first._cache is second._cache is other._cache


def test_other_options_have_connections_of_their_own(in_redis, settings):
    one = caches.create_connection("default")
    settings.CACHES = {"default": {**settings.CACHES["default"], "OPTIONS": {"db": 3}}}
    assert caches.create_connection("default")._cache is not one._cache
