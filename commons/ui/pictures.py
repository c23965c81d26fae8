"""A small picture for each person, drawn here from their number alone: the same for ever, and nobody's face.

Half of a square of five by five is thrown by the number's digest and mirrored; the colour is one of eight, whose names
the style sheet knows in light and dark.
"""

import hashlib
from functools import lru_cache

SIDE, HUES = 5, 8
FEWEST, MOST = 7, 19
"""Squares of the twenty-five that are filled, so that no picture is nearly empty or nearly full."""


@lru_cache(maxsize=4096)
def drawing(number: int) -> tuple[int, str]:
    """The colour's number and the path of a person's picture, on a square of seven units."""
    turn = 0
    while True:
        thrown = hashlib.sha256(f"picture:{number}:{turn}".encode()).digest()
        bits = int.from_bytes(thrown[:4], "big")
        cells = [(x, y) for y in range(SIDE) for x in range(SIDE) if bits >> (y * 3 + min(x, SIDE - 1 - x)) & 1]
        if FEWEST <= len(cells) <= MOST:
            return thrown[4] % HUES, "".join(f"M{x + 1} {y + 1}h1v1h-1z" for x, y in cells)
        turn += 1
