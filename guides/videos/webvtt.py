"""Read and write WebVTT captions strictly, saying what is wrong and on which line.

Browsers forgive broken captions by showing nothing at all. An editor is better served by a
list of what to mend, so everything that a reader would not see is refused here with words.
Only plain text is kept: no markup of a file ever reaches a page.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_CUES = 5_000
MAX_CUE_CHARACTERS = 1_000
MAX_PROBLEMS = 20

MAX_BEYOND_MS = 1_000
"""How long after the film's end a caption may last: editing programs round up."""

_STAMP = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?$", re.ASCII)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>|<\d[\d:.]*>|\{\\[^{}]*\}")
_NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it is shown, in milliseconds, and its plain text."""

    start_ms: int
    end_ms: int
    text: str
    name: str = field(default="", compare=False)
    """The line above its times, if any: often its number."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in words; the line of the file it is on, and the caption (from 1) when it is in one."""

    line: int
    message: str | Promise
    cue: int | None = None

    def __str__(self) -> str:
        """Say where and what, as the editor reads it."""
        if self.cue is None:
            return str(_("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message})
        words = _("Caption %(cue)d (line %(line)d): %(message)s")
        return str(words % {"cue": self.cue, "line": self.line, "message": self.message})


class InvalidCaptions(ValueError):
    """The file can't be used; `problems` lists what to mend, at most `MAX_PROBLEMS`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the first problems: a list longer than that helps nobody."""
        self.problems = tuple(problems)[:MAX_PROBLEMS]
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of file writes times, and an example to show to who wrote them otherwise."""

    timing: re.Pattern[str]
    example: str


WEBVTT = Form(_TIMING, "00:01.000 --> 00:04.000")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank lines, and the number of the first."""

    line: int
    lines: list[str]


def parse(text: str, *, duration_ms: int | None = None) -> list[Cue]:
    """Give the cues of a WebVTT file, or raise InvalidCaptions with everything to mend.

    With `duration_ms`, a cue beyond the end of the film is a problem too.
    """
    blocks = blocks_of(text)
    header = next(blocks, None)
    if header is None or not re.match(r"^WEBVTT(?:[ \t].*)?$", header.lines[0]):
        raise InvalidCaptions([Problem(1, _("a caption file begins with the word WEBVTT."))])
    problems: list[Problem] = []
    if any("-->" in line for line in header.lines):
        problems.append(Problem(header.line + 1, _("leave a blank line after WEBVTT.")))
    return read_cues((block for block in blocks if not _is_aside(block)), WEBVTT, duration_ms, problems)


def read_cues(
    blocks: Iterable[Block], form: Form, duration_ms: int | None, problems: Iterable[Problem] = ()
) -> list[Cue]:
    """Read blocks as cues, or raise InvalidCaptions with what is wrong, after the `problems` already found."""
    cues: list[_Placed] = []
    wrong = list(problems)
    for number, block in enumerate(blocks, start=1):
        found = _cue(block, number, form)
        if isinstance(found, Problem):
            wrong.append(found)
        else:
            cues.append(_Placed(block.line, number, found))
        if number > MAX_CUES:
            wrong.append(Problem(block.line, _("there are more than 5,000 captions; split the film."), number))
            break
    wrong += _problems_between(cues, duration_ms)
    if not cues and not wrong:
        wrong.append(Problem(1, _("there is no caption in the file.")))
    if wrong:
        raise InvalidCaptions(sorted(wrong, key=lambda problem: problem.line))
    return [placed.cue for placed in cues]


def emit(cues: Iterable[Cue], *, named: bool = False) -> str:
    """Write cues as a WebVTT file, `named` with their names; what looks like markup in a text is shown, not obeyed."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        lines = [line.strip() for line in cue.text.splitlines()]
        text = "\n".join(html.escape(line, quote=False) for line in lines if line)
        name = f"{cue.name}\n" if named and cue.name else ""
        parts.append(f"{name}{timestamp(cue.start_ms)} --> {timestamp(cue.end_ms)}\n{text}\n")
    return "\n".join(parts)


def timestamp(milliseconds: int) -> str:
    """Write a time as WebVTT does: 00:01:02.345."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def plain_text(marked: str) -> str:
    """Drop a caption file's tags and resolve its entities: `<v Ana>Hi &amp; bye` becomes `Hi & bye`."""
    text = html.unescape(_TAG.sub("", marked))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def blocks_of(text: str) -> Iterator[Block]:
    """Split at blank lines, remembering where each block began."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*text.replace("\0", "\ufffd").split("\n"), ""], start=1):
        if line.strip(" \t"):
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield Block(start, lines)
            lines = []


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cue, its line and its number in the file."""

    line: int
    number: int
    cue: Cue


def _is_aside(block: Block) -> bool:
    """Whether a block is a note, a style or a region: kept by nobody."""
    return block.lines[0].split(" ")[0].strip() in _NOT_CUES and "-->" not in block.lines[0]


def _cue(block: Block, number: int, form: Form) -> Cue | Problem:
    """Read one block as a cue, or say what is wrong with it."""
    example = {"example": form.example}
    at = next((i for i, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        return Problem(block.line, _("a caption begins with its times, as in %(example)s.") % example, number)
    line = block.line + at
    match = form.timing.match(block.lines[at].strip(" \t"))
    if match is None:
        return Problem(line, _("write the times as %(example)s.") % example, number)
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    body = block.lines[at + 1 :]
    if any("-->" in extra for extra in body):
        return Problem(line, _("leave a blank line between two captions."), number)
    text = plain_text("\n".join(body))
    if start >= end:
        return Problem(line, _("a caption must end after it starts."), number)
    if not text:
        return Problem(line, _("this caption has no words."), number)
    if len(text) > MAX_CUE_CHARACTERS:
        return Problem(line, _("this caption is too long to be read; split it."), number)
    return Cue(start, end, text, block.lines[0].strip() if at else "")


def _problems_between(cues: Iterable[_Placed], duration_ms: int | None) -> Iterator[Problem]:
    """Say what is wrong with cues that are fine each by itself: order, overlap, film's end."""
    previous_end = previous_start = 0
    for placed in cues:
        line, number, cue = placed.line, placed.number, placed.cue
        if cue.start_ms < previous_start:
            yield Problem(line, _("this caption starts before the one above it; put them in order."), number)
        elif cue.start_ms < previous_end:
            yield Problem(line, _("this caption starts before the one above it has ended."), number)
        if duration_ms is not None and cue.start_ms >= duration_ms:
            yield Problem(line, _("this caption starts after the film has ended."), number)
        elif duration_ms is not None and cue.end_ms > duration_ms + MAX_BEYOND_MS:
            yield Problem(line, _("this caption lasts longer than the film."), number)
        previous_start, previous_end = cue.start_ms, max(previous_end, cue.end_ms)


def _milliseconds(groups: tuple[str | None, ...]) -> int:
    """Add up hours (which may be missing), minutes, seconds and milliseconds."""
    hours, minutes, seconds, rest = (int(group or 0) for group in groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
