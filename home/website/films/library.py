"""The films as they are committed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

MADE = Path(__file__).parent / "made"


def film_file(slug: str, suffix: str) -> Path:
    """A file of a film: `.mp4`, `.480p.mp4`, `.described.480p.mp4`, `.jpg`, `.en.vtt`, `.fr.vtt` or `.json`."""
    return MADE / f"{slug}{suffix}"


@cache
def film_data(slug: str) -> dict[str, Any]:
    """Title, duration, and the starts of steps and sentences in seconds; the same every time, so don't change it."""
    return json.loads(film_file(slug, ".json").read_text(encoding="utf-8"))
