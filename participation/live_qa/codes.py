"""Codes people read off a wall and type on a phone: short, sayable, without letters that look like figures."""

import secrets

CONSONANTS, VOWELS, FIGURES = "BDFGHKMNPRSTVWZ", "AEU", "2345679"
PATTERN = (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS, FIGURES, FIGURES)
LENGTH = (4, 12)


def make() -> str:
    """A new code, `RADEM47`; one of a million and a half."""
    return "".join(secrets.choice(letters) for letters in PATTERN)


def normalise(typed: str) -> str:
    """A code as people type it (`radem 47`, `radem-47`) in its one spelling."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())[: LENGTH[1] + 1]


def in_groups(code: str) -> str:
    """The code as it is shown, with a gap between letters and figures: `RADEM 47`."""
    letters = code.rstrip("0123456789")
    return f"{letters} {code[len(letters) :]}".strip() if letters else code
