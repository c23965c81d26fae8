"""Joins the parts of a style sheet into one text, so that a page asks for one sheet and nothing has to be built."""

import re
from pathlib import Path

_PART = re.compile(r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\);$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")


def parts(entry: Path) -> list[Path]:
    """Every file the sheet is made of, the entry first."""
    return [entry, *(entry.parent / match["path"] for match in _PART.finditer(entry.read_text()))]


def join(entry: Path) -> str:
    """The entry with each `@import … layer(x)` replaced by `@layer x { … }`, comments and spare space left out."""

    def inline(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{ {(entry.parent / match['path']).read_text()} }}"

    return squeeze(_PART.sub(inline, entry.read_text()))


def squeeze(css: str) -> str:
    """The same rules without comments and indentation. Colons keep their spaces: `a :hover` isn't `a:hover`."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).replace(";}", "}").strip()
