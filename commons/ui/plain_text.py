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
    """Give text of several lines without control and direction characters, one empty line at a time at most."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = "".join(character for character in text if character == "\n" or _seen(character))
    lines = [line.rstrip() for line in kept.split("\n")]
    return _GAP.sub("\n\n", "\n".join(lines)).strip("\n").strip()


def tidy_line(text: str) -> str:
    """Give text of one line: as `tidy`, with every run of white space made one space."""
    return " ".join(tidy(text).split())


_MARKS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)|^\s*(?:>+|#{1,6}\s|[-+]\s|\d+[.)]\s)\s*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def first_words(text: str, most: int = 160) -> str:
    """Give the beginning of a text for a line in a list: no marks of formatting, no broken word."""
    plain = " ".join(_MARKS.sub("", _LINK.sub(r"\1", text[: most * 4])).split())
    if len(plain) <= most:
        return plain
    cut = plain[: most + 1].rsplit(" ", 1)[0]
    return f"{cut[:most].rstrip(' ,;:.')}…"
