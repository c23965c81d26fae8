"""What every test stands on. Data comes from each package's factories, not from here."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """No test sees what another left in the cache (rate limits, signs of life, settings)."""
    cache.clear()
    yield
    cache.clear()
