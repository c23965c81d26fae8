"""Somebody looks at all the site holds about them, leaves for good, and their words stay without their name."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from commons.people import tasks
from commons.people.models import Erasure, User
from tests.commons.people.factories import PASSWORD
from tests.home import factories as site
from tests.home.record import factories as make

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


def apart(deed, *given):
    """Do it in a thread of its own: services announce what they do, which playwright's loop stands in the way of."""

    def done():
        try:
            return deed(*given)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def looked_at(page, axe, name):
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("size", SIZES)
def test_leaving(live_site, page, axe, size):
    page.set_viewport_size(SIZES[size])
    apart(site.site)
    ana = apart(lambda: make.life(name="Ana", password=PASSWORD))
    client = Client()
    client.force_login(ana.person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_site}])
    page.goto(f"{live_site}/en/me/")
    expect(page.get_by_text("Said by Ana.")).to_be_visible()
    looked_at(page, axe, "me")
    page.goto(f"{live_site}/en/accounts/sessions/")
    expect(page.get_by_role("heading", name="Chrome, Linux")).to_be_visible()
    looked_at(page, axe, "sessions")
    page.goto(f"{live_site}/en/accounts/")
    page.get_by_role("link", name="Erase your account").click()
    looked_at(page, axe, "erase")
    page.get_by_role("button", name="Erase my account").click()
    looked_at(page, axe, "who")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Your account will be erased")).to_be_visible()
    looked_at(page, axe, "asked")
    Erasure.objects.update(due_at=timezone.now())
    apart(tasks.erase_due, {}, None)
    assert not User.objects.filter(pk=ana.person.pk).exists()
    page.goto(live_site + ana.liked.get_absolute_url())
    post = page.locator(f"#post-{ana.post.pk}")
    expect(post).to_contain_text("Said by Ana.")
    expect(post.locator(".person-name").first).to_have_text("Somebody who has left")
    looked_at(page, axe, "thread")
