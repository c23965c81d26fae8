"""Django's cache in Redis, with its connections kept."""

from functools import cache
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property


class PooledRedisCache(RedisCache):
    """The cache of every thread asks through one pool of connections.

    Django makes a cache a thread, each with a pool of its own; under ASGI each request has its thread, so each would
    connect anew to ask one thing.
    """

    @cached_property
    def _cache(self) -> RedisCacheClient:
        servers, options = self._servers, self._options  # type: ignore[attr-defined]
        return _client(tuple(servers), tuple(sorted(options.items())))


@cache
def _client(servers: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> RedisCacheClient:
    return RedisCacheClient(list(servers), **dict(options))
