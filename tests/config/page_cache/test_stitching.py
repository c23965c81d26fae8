"""Compressed pieces and the text between them make one gzip file."""

import gzip
import random
import zlib

import pytest

from config.page_cache.stitching import HOLE, compress, stitch

RANDOM = random.Random(7)
PAGE = b"<li class='idea'><form method='post'><input name='csrfmiddlewaretoken' value='"
NOISE = RANDOM.randbytes(40_000)


@pytest.mark.parametrize(
    "pieces",
    [
        [b"no hole at all"],
        [b"", b""],
        [b"a", b"b", b"c"],
        [PAGE] * 50,
        [NOISE, NOISE[:10_000], NOISE],
        [PAGE * 1000, b"", PAGE * 3],
    ],
    ids=["whole", "empty", "letters", "alike", "larger than the window", "long and short"],
)
@pytest.mark.parametrize("filling", [b"x" * HOLE, RANDOM.randbytes(HOLE), PAGE[:HOLE]])
def test_it_unpacks_to_the_filled_page(pieces, filling):
    packed = stitch(pieces, compress(pieces), filling)
    assert gzip.decompress(packed) == filling.join(pieces)
    # Browsers unpack it as a stream, and nothing may come after its end.
    stream = zlib.decompressobj(31)
    assert b"".join(stream.decompress(packed[i : i + 1]) for i in range(len(packed))) == filling.join(pieces)
    assert (stream.eof, stream.unused_data) == (True, b"")


def test_pieces_that_are_alike_cost_little():
    pieces = [PAGE * 20] * 30
    assert len(stitch(pieces, compress(pieces), b"x" * HOLE)) < 30 * (HOLE + 60)


def test_another_filling_needs_no_compressing_and_leaves_the_rest_alone():
    pieces = [PAGE * 3, PAGE]
    compressed = compress(pieces)
    first, second = (stitch(pieces, compressed, letter * HOLE) for letter in (b"a", b"b"))
    assert first.replace(b"a" * HOLE, b"b" * HOLE)[:-8] == second[:-8]


def test_a_filling_of_another_length_is_refused():
    with pytest.raises(ValueError, match="64"):
        stitch([b""], compress([b""]), b"short")
