"""The range table: what a browser may ask for, and what it is to get."""

import pytest

from guides.videos import ranges
from guides.videos.ranges import ByteRange, Unsatisfiable

ETAG = '"abc"'
DATE = "Sat, 21 Nov 2026 20:00:00 GMT"


@pytest.mark.parametrize(
    "header, found",
    [
        (None, None),
        ("", None),
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=0-1", ByteRange(0, 1)),
        ("bytes=0-", ByteRange(0, 999)),
        ("bytes=500-", ByteRange(500, 999)),
        ("bytes=400-499", ByteRange(400, 499)),
        ("bytes=400-5000", ByteRange(400, 999)),
        ("bytes=999-", ByteRange(999, 999)),
        ("bytes=-1", ByteRange(999, 999)),
        ("bytes=-300", ByteRange(700, 999)),
        ("bytes=-5000", ByteRange(0, 999)),
        ("BYTES = 1 - 2", ByteRange(1, 2)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=--1", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=٣-٤", None),
        ("bytes=0-" + "9" * 40, None),
    ],
)
def test_one_range_of_a_thousand_bytes(header, found):
    assert ranges.parse(header, 1000) == found


@pytest.mark.parametrize(
    "header, size",
    [("bytes=1000-", 1000), ("bytes=5000-6000", 1000), ("bytes=-0", 1000), ("bytes=0-", 0), ("bytes=-5", 0)],
)
def test_nothing_there_to_send(header, size):
    with pytest.raises(Unsatisfiable):
        ranges.parse(header, size)


def test_a_range_is_capped_and_says_so():
    whole = ByteRange(100, 5_000_000)
    assert whole.capped() == ByteRange(100, 100 + 256 * 1024 - 1)
    assert whole.capped().length == 256 * 1024
    assert ByteRange(3, 4).capped(10) == ByteRange(3, 4)
    assert ByteRange(3, 4).content_range(1000) == "bytes 3-4/1000"


@pytest.mark.parametrize(
    "if_range, current",
    [
        (None, True),
        ("", True),
        (ETAG, True),
        (f" {ETAG} ", True),
        ('"other"', False),
        (f"W/{ETAG}", False),
        (DATE, True),
        ("Sat, 21 Nov 2026 19:59:59 GMT", False),
    ],
)
def test_if_range(if_range, current):
    assert ranges.still_current(if_range, etag=ETAG, last_modified=DATE) is current


@pytest.mark.parametrize(
    "if_none_match, if_modified_since, unmodified",
    [
        (None, None, False),
        (ETAG, None, True),
        (f"W/{ETAG}", None, True),
        (f'"x", {ETAG}', None, True),
        ("*", None, True),
        ('"x"', DATE, False),
        (None, DATE, True),
        (None, "Sat, 21 Nov 2026 19:59:59 GMT", False),
    ],
)
def test_not_modified(if_none_match, if_modified_since, unmodified):
    assert ranges.not_modified(if_none_match, if_modified_since, etag=ETAG, last_modified=DATE) is unmodified
