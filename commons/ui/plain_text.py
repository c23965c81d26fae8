"""Puts typed text in order before it is kept: one kind of line break, nothing invisible that deceives the eye."""

import re
import unicodedata

#: Joiners that some scripts and emoji are written with; every other invisible character goes.
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs"}
_GAP = re.compile(r"\n{3,}")


def _seen(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _INVISIBLE


def tidy(text: str) -> str:
    """Give text of several lines without control and direction characters, and with at most one empty line at a time."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = "".join(character for character in text if character == "\n" or _seen(character))
    lines = [line.rstrip() for line in kept.split("\n")]
    return _GAP.sub("\n\n", "\n".join(lines)).strip("\n").strip()


def tidy_line(text: str) -> str:
    """Give text of one line: as `tidy`, with every run of white space made one space."""
    return " ".join(tidy(text).split())
