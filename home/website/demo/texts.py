"""The demo's words: TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
LANGUAGES = ("en", "fr")


@cache
def read(name: str) -> dict[str, Any]:
    """Read a file of texts by its name without `.toml`; the same every time, so don't change it."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))
