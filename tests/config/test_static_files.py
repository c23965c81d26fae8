"""Static files on the real server."""

import httpx
import pytest


@pytest.fixture
def file(live_site):
    return f"{live_site}/static/css/tokens.css"


def test_a_file_is_sent_whole_with_its_type_and_may_be_kept(file):
    answer = httpx.get(file, headers={"accept-encoding": "identity"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, 'text/css; charset="utf-8"')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.content) == int(answer.headers["content-length"])
    again = httpx.get(file, headers={"if-modified-since": answer.headers["last-modified"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_text_is_made_smaller_for_who_understands_it(file, live_site):
    plain = httpx.get(file, headers={"accept-encoding": "identity"})
    packed = httpx.get(file, headers={"accept-encoding": "gzip, br"})
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert packed.headers.get("etag") is None
    again = httpx.get(file, headers={"if-modified-since": packed.headers["last-modified"]})
    assert again.status_code == 304
    picture = httpx.get(f"{live_site}/static/wagtailadmin/images/favicon.ico", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in picture.headers


def test_a_part_of_it(file):
    answer = httpx.get(file, headers={"range": "bytes=0-3", "accept-encoding": "gzip"})
    assert (answer.status_code, len(answer.content)) == (206, 4)


@pytest.mark.parametrize(
    "path",
    ["/static/no-such.css", "/static/../manage.py", "/static/%2e%2e/manage.py", "/static//etc/passwd"],
)
def test_nothing_else_is_found(live_site, path):
    answer = httpx.get(live_site + path)
    assert answer.status_code == 404
    assert "DJANGO_SETTINGS_MODULE" not in answer.text


def test_files_are_not_changed_by_asking(file):
    assert httpx.post(file).status_code == 405
