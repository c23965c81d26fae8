"""The statements a site starts with, in each of its languages; editors make them their own afterwards."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
SLUGS = ("contact", "accessibility", "privacy", "moderation")
"""In the order of the footer."""
POLICY = "moderation"
"""The one that has rules."""


@dataclass(frozen=True)
class Statement:
    """One statement in one language."""

    slug: str
    title: str
    introduction: str
    body: str
    """As the rich text editor would store it."""


def rules(language: str) -> list[dict[str, str]]:
    """Read the rules of the policy of moderation: `key`, the same in every language, `title` and `text`."""
    return tomllib.loads((TEXTS / language / "rules.toml").read_text(encoding="utf-8"))["rules"]


def statement(slug: str, language: str) -> Statement:
    """Read a statement: its first line is the title, the second the introduction, the rest the text."""
    lines = (TEXTS / language / f"{slug}.html").read_text(encoding="utf-8").splitlines()
    return Statement(slug=slug, title=lines[0], introduction=lines[1], body="\n".join(lines[2:]))
