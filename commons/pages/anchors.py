"""What a page says about the places people's words may hang on."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AnchorPoint:
    """One place: keys that survive translation and renaming, and today's words and fragment for it."""

    page_key: UUID
    step_key: UUID | None
    label: str
    text: str
    fragment: str
    """Part after `#` in the page's address; empty for the page itself."""
