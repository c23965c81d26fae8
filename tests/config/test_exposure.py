"""How often pages are opened: counted whoever answers, never about whom, and written by and by."""

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commons.pages import selectors, services
from commons.pages.exposure import HEADER, Gatherer
from commons.pages.models import Exposure
from config.exposure import CountsViews
from config.page_cache import PageCache
from tests.commons.people.factories import person
from tests.config.page_cache.stand_ins import HTML, Answer, Site
from tests.guides.walkthroughs.factories import make_guide

KEY = uuid.uuid4()
NAMED = (HTML, (HEADER.lower().encode(), str(KEY).encode()))


def gatherer(written=None):
    return Gatherer((written if written is not None else []).append, every=24 * 3600)


async def ask(application, *, method="GET", **headers):
    scope = {"type": "http", "method": method, "path": "/en/guides/permit/", "query_string": b"", "scheme": "http"}
    given = {"host": "testserver", "accept": "text/html", **headers}
    scope["headers"] = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    scope["client"] = ("192.0.2.1", 1)
    answer = Answer()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    await application(scope, receive, answer.take)
    return answer


def counted(gathered):
    found = []
    gathered._write = found.append
    gathered.write()
    return dict(found[0]) if found else {}


async def test_pages_from_the_cache_count_too_and_nobody_sees_the_header():
    site = Site(headers=NAMED)
    views = CountsViews(PageCache(site), gatherer())
    answers = [await ask(views) for _visit in range(3)]
    again = await ask(views, if_none_match=answers[0].named[b"etag"].decode())
    assert (site.asked, [answer.status for answer in (*answers, again)]) == (1, [200, 200, 200, 304])
    assert all(HEADER.lower().encode() not in answer.named for answer in (*answers, again))
    assert counted(views.gatherer) == {(KEY, timezone.localdate()): 4}


@pytest.mark.parametrize(
    "site, asked",
    [
        (Site(headers=NAMED), {"method": "HEAD"}),
        (Site(headers=NAMED, status=404), {}),
        (Site(headers=NAMED), {"user_agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"}),
        (Site(headers=NAMED), {"sec_purpose": "prefetch;prerender"}),
        (Site(), {}),
    ],
)
async def test_what_nobody_looks_at_is_not_counted(site, asked):
    views = CountsViews(site, gatherer())
    answer = await ask(views, **asked)
    assert HEADER.lower().encode() not in answer.named
    assert counted(views.gatherer) == {}


def test_what_could_not_be_written_is_written_the_next_time(caplog):
    written, faults = [], [OSError("disk full")]

    def write(counts):
        if faults:
            raise faults.pop()
        written.append(dict(counts))

    gathered = Gatherer(write, every=24 * 3600)
    gathered.count(KEY)
    gathered.write()
    gathered.count(KEY)
    gathered.write()
    gathered.write()
    assert written == [{(KEY, timezone.localdate()): 2}]
    assert "kept" in caplog.text


@pytest.mark.django_db
def test_rows_hold_a_number_a_day_and_only_staff_read_them():
    today, yesterday, other = date(2026, 3, 3), date(2026, 3, 2), uuid.uuid4()
    services.add_views(counts={(KEY, today): 2, (other, today): 9})
    services.add_views(counts={(KEY, today): 3, (KEY, yesterday): 4})
    assert set(Exposure.objects.values_list("page_key", "day", "views")) == {
        (KEY, today, 5),
        (KEY, yesterday, 4),
        (other, today, 9),
    }
    staff = person(roles=["Editors"])
    assert selectors.views_since(staff, [KEY], today) == {KEY: selectors.Seen(5, today)}
    assert selectors.views_since(staff, [KEY], yesterday) == {KEY: selectors.Seen(9, yesterday)}
    assert selectors.views_since(AnonymousUser(), [KEY], today) == {}


@pytest.mark.django_db
def test_a_guide_says_that_it_is_opened_and_its_preview_does_not(client, admin_user):
    guide = make_guide()
    assert client.get(guide.url)[HEADER] == str(guide.translation_key)
    client.force_login(admin_user)
    assert HEADER not in client.get(f"/admin/pages/{guide.pk}/view_draft/")
