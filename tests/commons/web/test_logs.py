"""What a log line says, and above all what it doesn't."""

import json
import logging
import sys

import pytest

from commons.web.logs import JsonFormatter, request_id, without_personal_data


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mail to ana.b+x@example.org bounced", "mail to [address] bounced"),
        ("from 192.168.10.7, port 80", "from [ip], port 80"),
        ("from 2001:db8:85a3::8a2e:370:7334", "from [ip]"),
        ("from ::1", "from ::1"),
        ("from fe80:0:0:0:1:2:3:4", "from [ip]"),
        ("GET /search/?q=my+debts&page=2 took long", "GET /search/?[query] took long"),
        ("Not Found: /ideas/7/", "Not Found: /ideas/7/"),
        ("is that so? yes=no", "is that so? yes=no"),
        ("at 22:10:45", "at 22:10:45"),
        ("commons.jobs.services 1.2.3", "commons.jobs.services 1.2.3"),
    ],
)
def test_what_is_taken_out(written, kept):
    assert without_personal_data(written) == kept


def line(**more):
    record = logging.LogRecord(
        "a.b", logging.ERROR, __file__, 1, more.pop("text", "hello"), (), more.pop("error", None)
    )
    record.__dict__.update(more)
    return json.loads(JsonFormatter().format(record))


def test_a_line_has_its_fields_and_no_others():
    token = request_id.set("abc")
    written = line(text="for %s", status=200, secret="ana@example.org")
    request_id.reset(token)
    assert set(written) == {"time", "level", "logger", "message", "request", "status"}
    assert (written["level"], written["request"], written["status"]) == ("error", "abc", 200)


def test_a_traceback_is_cleaned_too():
    try:
        raise ValueError("ana@example.org is taken")
    except ValueError:
        written = line(error=sys.exc_info())
    assert "ana@example.org" not in written["traceback"]
    assert "[address] is taken" in written["traceback"]
