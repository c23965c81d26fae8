"""Wagtail is told which site is asked for, where it would ask the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from commons.pages.middleware import SiteMiddleware


def answered(rf, address, **extra):
    request = rf.get(address, **extra)
    SiteMiddleware(lambda request: None).process_view(request, None, (), {})
    return request


@pytest.mark.django_db
def test_a_public_address_knows_its_site(rf):
    request = answered(rf, "/en/ideas/1/")
    with CaptureQueriesContext(connection) as queries:
        assert Site.find_for_request(request) == Site.objects.get(is_default_site=True)
    assert len(queries) == 1  # the one that this test asks


@pytest.mark.django_db
def test_each_host_has_its_own_site(rf, settings):
    settings.ALLOWED_HOSTS = ["*"]
    default = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="other.example", root_page=default.root_page)
    assert answered(rf, "/en/", headers={"host": "other.example"})._wagtail_site == other
    assert answered(rf, "/en/", headers={"host": "third.example"})._wagtail_site == default


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/admin/", "/static/x.css"])
def test_nothing_is_read_for_other_addresses(rf, address):
    assert not hasattr(answered(rf, address), "_wagtail_site")
