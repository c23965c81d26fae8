"""Read and write WebVTT captions strictly, saying what is wrong and on which line.

Browsers forgive broken captions by showing nothing at all. An editor is better served by a
list of what to mend, so everything that a reader would not see is refused here with words.
Only plain text is kept: no markup of a file ever reaches a page.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 2 * 1024 * 1024
MAX_CUES = 5_000
MAX_CUE_CHARACTERS = 1_000
MAX_PROBLEMS = 20

_STAMP = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"^{_STAMP}[ \t]+-->[ \t]+{_STAMP}(?:[ \t]+\S.*)?$", re.ASCII)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>|<\d[\d:.]*>")
_NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it is shown, in milliseconds, and its plain text."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in words, and the line of the file that it is on."""

    line: int
    message: str | Promise

    def __str__(self) -> str:
        """Say where and what, as the editor reads it."""
        return str(_("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message})


class InvalidCaptions(ValueError):
    """The file can't be used; `problems` lists what to mend, at most `MAX_PROBLEMS`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the first problems: a list longer than that helps nobody."""
        self.problems = tuple(problems)[:MAX_PROBLEMS]
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between two blank lines, and the number of the first."""

    line: int
    lines: list[str]


def decode(data: bytes) -> str:
    """Turn an uploaded file into text, refusing what is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise InvalidCaptions([Problem(1, _("the file is larger than 2 MB; captions never are."))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InvalidCaptions([Problem(line, _("save the file as UTF-8 text."))]) from error


def parse(text: str, *, duration_ms: int | None = None) -> list[Cue]:
    """Give the cues of a WebVTT file, or raise InvalidCaptions with everything to mend.

    With `duration_ms`, a cue that begins after the film has ended is a problem too.
    """
    blocks = _blocks(text)
    header = next(blocks, None)
    if header is None or not re.match(r"^WEBVTT(?:[ \t].*)?$", header.lines[0]):
        raise InvalidCaptions([Problem(1, _("a caption file begins with the word WEBVTT."))])
    cues: list[tuple[int, Cue]] = []
    problems: list[Problem] = []
    if any("-->" in line for line in header.lines):
        problems.append(Problem(header.line + 1, _("leave a blank line after WEBVTT.")))
    for block in blocks:
        if block.lines[0].split(" ")[0].strip() in _NOT_CUES and "-->" not in block.lines[0]:
            continue
        found = _cue(block)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            cues.append((block.line, found))
    problems += _problems_between(cues, duration_ms)
    if not cues and not problems:
        problems.append(Problem(header.line, _("there is no caption in the file.")))
    if problems:
        raise InvalidCaptions(sorted(problems, key=lambda problem: problem.line))
    return [cue for _line, cue in cues]


def emit(cues: Iterable[Cue]) -> str:
    """Write cues as a WebVTT file; what looks like markup in a text is shown, not obeyed."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        lines = [line.strip() for line in cue.text.splitlines()]
        text = "\n".join(html.escape(line, quote=False) for line in lines if line)
        parts.append(f"{timestamp(cue.start_ms)} --> {timestamp(cue.end_ms)}\n{text}\n")
    return "\n".join(parts)


def timestamp(milliseconds: int) -> str:
    """Write a time as WebVTT does: 00:01:02.345."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def plain_text(marked: str) -> str:
    """Drop WebVTT's tags and resolve its entities: `<v Ana>Hi &amp; bye` becomes `Hi & bye`."""
    text = html.unescape(_TAG.sub("", marked))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _blocks(text: str) -> Iterator[_Block]:
    """Split at blank lines, remembering where each block began."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*text.replace("\0", "\ufffd").split("\n"), ""], start=1):
        if line.strip(" \t"):
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _Block(start, lines)
            lines = []


def _cue(block: _Block) -> Cue | Problem:
    """Read one block as a cue, or say what is wrong with it."""
    at = next((i for i, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        return Problem(block.line, _("a caption begins with its times, as in 00:01.000 --> 00:04.000."))
    line = block.line + at
    match = _TIMING.match(block.lines[at].strip(" \t"))
    if match is None:
        return Problem(line, _("write the times as 00:01.000 --> 00:04.000."))
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    body = block.lines[at + 1 :]
    if any("-->" in extra for extra in body):
        return Problem(line, _("leave a blank line between two captions."))
    text = plain_text("\n".join(body))
    if start >= end:
        return Problem(line, _("a caption must end after it starts."))
    if not text:
        return Problem(line, _("this caption has no words."))
    if len(text) > MAX_CUE_CHARACTERS:
        return Problem(line, _("this caption is too long to be read; split it."))
    return Cue(start, end, text)


def _problems_between(cues: list[tuple[int, Cue]], duration_ms: int | None) -> Iterator[Problem]:
    """Say what is wrong with cues that are fine each by itself: order, overlap, number, film's end."""
    if len(cues) > MAX_CUES:
        yield Problem(cues[MAX_CUES][0], _("there are more than 5,000 captions; split the film."))
    previous_end = previous_start = 0
    for line, cue in cues[: MAX_CUES + 1]:
        if cue.start_ms < previous_start:
            yield Problem(line, _("this caption starts before the one above it; put them in order."))
        elif cue.start_ms < previous_end:
            yield Problem(line, _("this caption starts before the one above it has ended."))
        if duration_ms is not None and cue.start_ms >= duration_ms:
            yield Problem(line, _("this caption starts after the film has ended."))
        previous_start, previous_end = cue.start_ms, max(previous_end, cue.end_ms)


def _milliseconds(groups: tuple[str | None, ...]) -> int:
    """Add up hours (which may be missing), minutes, seconds and milliseconds."""
    hours, minutes, seconds, rest = (int(group or 0) for group in groups)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
