"""The screenplay of a film: what is said in which step, and what the hand on the screen does meanwhile.

Pure: reads a TOML file into values and refuses what could not be filmed or captioned.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"
LANGUAGES = ("en", "fr")
CUE_LIMIT = 84
"""Characters that fit two lines of a caption; a longer sentence is to be cut by its author, not by a machine."""

SECONDS = {"point": 0.8, "click": 1.1, "type": 1.0, "choose": 1.5, "pick": 3.4, "scroll": 0.9}
"""How long each deed takes on the screen; `type` adds the letters, `wait` its own seconds, the others take no time."""
SECONDS_PER_LETTER = 0.08
WITHOUT_TARGET = ("wide", "wait")
VERBS = (*SECONDS, "ring", "zoom", *WITHOUT_TARGET)


class Unplayable(ValueError):
    """A screenplay that can't be filmed; says where and why."""


@dataclass(frozen=True)
class Action:
    """One deed on the screen, such as `type #street = Harb`."""

    verb: str
    target: str = ""
    value: str = ""

    @property
    def seconds(self) -> float:
        """How long the deed takes, in seconds of film."""
        if self.verb == "wait":
            return float(self.value)
        letters = len(self.value) if self.verb == "type" else 0
        return SECONDS.get(self.verb, 0.0) + letters * SECONDS_PER_LETTER


@dataclass(frozen=True)
class Line:
    """One sentence in every language, with what happens while it is said."""

    words: dict[str, str]
    actions: tuple[Action, ...] = ()
    shown: str = ""
    """What is only seen meanwhile, in the narrator's language: said after the sentence in the described film."""

    @property
    def seconds(self) -> float:
        """How long its deeds take together."""
        return sum(action.seconds for action in self.actions)


@dataclass(frozen=True)
class Step:
    """A step of the guide: the same steps, in the same order, as on the guide's page."""

    title: dict[str, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """A title or closing card: a heading and a few facts, and what is said over it."""

    heading: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Film:
    """A whole film."""

    slug: str
    page: str
    office: str
    title: dict[str, str]
    opening: Card
    steps: tuple[Step, ...]
    closing: Card

    @property
    def parts(self) -> tuple[tuple[Line, ...], ...]:
        """The sentences of the title card, of each step, and of the closing card."""
        return (self.opening.lines, *(step.lines for step in self.steps), self.closing.lines)


def load(path: Path) -> Film:
    """Read a film from its TOML file, named after the film's slug."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Film(
            slug=path.stem,
            page=data["page"],
            office=data["office"],
            title=_in_all_languages(data["title"]),
            opening=_card(data["opening"]),
            steps=tuple(_step(step) for step in data["steps"]),
            closing=_card(data["closing"]),
        )
    except KeyError as missing:
        raise Unplayable(f"{path.name} says no {missing}") from missing
    except Unplayable as reason:
        raise Unplayable(f"{path.name}: {reason}") from reason


def parse_action(written: str) -> Action:
    """Turn `verb target = value` into an action."""
    matched = re.fullmatch(r"(?P<verb>\w+)(?: (?!= )(?P<target>.+?))?(?: = (?P<value>.+))?", written.strip())
    if not matched or matched["verb"] not in VERBS:
        raise Unplayable(f"nobody knows how to “{written}”")
    action = Action(matched["verb"], (matched["target"] or "").strip(), (matched["value"] or "").strip())
    if bool(action.target) == (action.verb in WITHOUT_TARGET):
        raise Unplayable(f"“{written}” has a target too many or too few")
    return action


def _line(data: dict) -> Line:
    words = _in_all_languages({language: data.get(language, "") for language in LANGUAGES})
    for language, sentence in words.items():
        if len(sentence) > CUE_LIMIT:
            raise Unplayable(f"{len(sentence)} characters are too long for a caption ({language}): “{sentence}”")
    return Line(words, tuple(parse_action(written) for written in data.get("do", ())), data.get("shown", ""))


def _step(data: dict) -> Step:
    return Step(_in_all_languages(data["title"]), tuple(_line(line) for line in data["lines"]))


def _card(data: dict) -> Card:
    return Card(data["heading"], tuple(data["facts"]), tuple(_line(line) for line in data["lines"]))


def _in_all_languages(words: dict[str, str]) -> dict[str, str]:
    silent = [language for language in LANGUAGES if not words.get(language)]
    if silent:
        raise Unplayable(f"nothing is said in {', '.join(silent)} beside {words}")
    return {language: words[language] for language in LANGUAGES}
