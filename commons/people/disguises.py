"""What a name is read as, whatever it is written with: foreign letters, figures, accents and gaps looked through."""

import re
import unicodedata

# Letters of other scripts and signs that are drawn like ours. What is drawn alike becomes one letter on both sides.
_ALIKE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁһӏмтнквгпԛԝ", "aeopcyxijsdhimtnkbrnqw", strict=True)),
        **dict(zip("αοινκρτυχεβηγωσςδ", "aoivkptuxebnywoso", strict=True)),
        **dict(zip("0134578@$!|+", "oieastbasiit", strict=True)),
        "l": "i",
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "i",
        "œ": "oe",
        "æ": "ae",
    }
)


def read_as(name: str) -> list[str]:
    """The words of a name as an eye in a hurry reads them; letters that stand alone are read as one word."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character)).translate(_ALIKE)
    plain = plain.replace("rn", "m").replace("vv", "w")
    words = re.findall(r"[^\W_]+", plain)
    if len(words) > 2 and all(len(word) == 1 for word in words):
        return ["".join(words)]
    return words


def looks_like(name: str, other: str) -> bool:
    """Whether all words of `other` stand in a row in `name`, or it is written as one word there."""
    said, wanted = read_as(name), read_as(other)
    if not wanted:
        return False
    rows = (said[at : at + len(wanted)] for at in range(len(said)))
    return wanted in rows or (len("".join(wanted)) > 5 and "".join(wanted) in "".join(said))
