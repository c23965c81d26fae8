"""What a page says about the places people's words may hang on."""

import hashlib
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

    @property
    def wording(self) -> str:
        """Names its words: another name means that they were changed."""
        return wording(self.label, self.text)


def wording(label: str, text: str) -> str:
    """Name the words of a place: its label and its text without markup, which editors rewrite."""
    return hashlib.sha256(f"{label}\n{text}".encode()).hexdigest()[:16]
