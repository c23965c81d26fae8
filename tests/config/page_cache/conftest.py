"""A cache before a site that tells all it was handed."""

import pytest

from config.page_cache import PageCache

from .stand_ins import Clock, Site


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site, clock):
    return PageCache(site, clock=clock)
