"""Colour arithmetic of WCAG 2.2: how well two colours stand apart, and an accent made readable on our papers."""

import hashlib
import re
from typing import NamedTuple

LIGHT_PAPER = "#f4f0e7"  # the darkest of the light surfaces: what is readable on it is readable on all
DARK_PAPER = "#26241f"  # the lightest of the dark ones
TEXT = 4.5
"""The least ratio for text (WCAG 1.4.3)."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_NOT_A_COLOUR = "A colour is written #rrggbb."


class Accent(NamedTuple):
    """An accent and the ink upon it, by day and by night, each as #rrggbb."""

    light: str
    light_ink: str
    dark: str
    dark_ink: str


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue from 0 to 255. Raises ValueError for anything but #rrggbb."""
    if not _HEX.fullmatch(colour):
        raise ValueError(_NOT_A_COLOUR)
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast from 1 (the same) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(colour: str, paper: str, towards: str) -> str:
    """`colour`, moved towards black or white only as far as it must to be read on `paper`."""
    for step in range(51):
        candidate = mix(colour, towards, step / 50)
        if ratio(candidate, paper) >= TEXT:
            return candidate
    return towards


def ink_on(colour: str) -> str:
    """White or near-black, whichever reads better on `colour`."""
    return max(("#ffffff", "#0f1411"), key=lambda ink: ratio(ink, colour))


def accent(colour: str) -> Accent:
    """A site's accent as our light and dark pages can show it."""
    light = readable(colour, LIGHT_PAPER, "#000000")
    dark = readable(colour, DARK_PAPER, "#ffffff")
    return Accent(light, ink_on(light), dark, ink_on(dark))


def sheet(colour: str) -> str:
    """The style sheet that gives a site its accent."""
    tones = accent(colour)
    return (
        f":root{{--accent:light-dark({tones.light},{tones.dark});"
        f"--accent-ink:light-dark({tones.light_ink},{tones.dark_ink})}}\n"
    )


def fingerprint(colour: str) -> str:
    """The accent and a digest of its sheet: the name under which it may be kept for ever."""
    return colour[1:].lower() + hashlib.sha256(sheet(colour).encode()).hexdigest()[:8]
