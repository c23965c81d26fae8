"""Where in a film each step of a guide begins, guessed from the words spoken. Only ever suggested to an editor."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WINDOW_MS = 12_000
"""How long what is said after a caption counts as being said there: a step is rarely named in its first words alone."""
LEAST = 0.15
"""The share of a step's words, weighed, that must be heard before its start is suggested."""
TITLE_WEIGHT = 2
_STEM = 5


@dataclass(frozen=True, slots=True)
class Spoken:
    """A caption: when it begins, in milliseconds, and its words."""

    start_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A second of the film at which a step may begin, and what is said there."""

    seconds: int
    text: str


def suggest(steps: Sequence[tuple[str, str]], captions: Sequence[Spoken]) -> list[Suggestion | None]:
    """Suggest where each step (title, text) begins: steps in their order, each where its own words are said.

    None for a step of which the film says too little. Words said all the time weigh little.
    """
    spoken = [_stems(caption.text) for caption in captions]
    rarity = _rarity(spoken)
    likeness = [_likeness(step, captions, spoken, rarity) for step in steps]
    places = _in_order(likeness)
    return [None if place is None else _at(captions[place]) for place in places]


def _at(caption: Spoken) -> Suggestion:
    return Suggestion(caption.start_ms // 1000, " ".join(caption.text.split()))


def _stems(text: str) -> set[str]:
    """The words of a text without case, accents and endings; words of two letters tell nothing."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return {word[:_STEM] for word in re.findall(r"\w+", plain) if len(word) > 2}


def _rarity(spoken: Sequence[set[str]]) -> dict[str, float]:
    """How much hearing a word tells: the less often it is said, the more."""
    heard = Counter(stem for stems in spoken for stem in stems)
    return {stem: math.log(1 + len(spoken) / count) for stem, count in heard.items()}


def _likeness(
    step: tuple[str, str], captions: Sequence[Spoken], spoken: Sequence[set[str]], rarity: dict[str, float]
) -> list[float]:
    """For each caption, the share of a step's words said from it on; sooner counts more. 0 when it is too little."""
    title, text = step
    weights = dict.fromkeys(_stems(text), 1.0) | dict.fromkeys(_stems(title), float(TITLE_WEIGHT))
    weights = {stem: weight * rarity[stem] for stem, weight in weights.items() if stem in rarity}
    whole = sum(weights.values())
    found = []
    for first, caption in enumerate(captions):
        # Without a word of the step in the caption itself, the step begins later.
        if not whole or not weights.keys() & spoken[first]:
            found.append(0.0)
            continue
        said: dict[str, float] = {}
        for later in range(first, len(captions)):
            away = captions[later].start_ms - caption.start_ms
            if away > WINDOW_MS:
                break
            for stem in weights.keys() & spoken[later]:
                said.setdefault(stem, 1 - 0.5 * away / WINDOW_MS)
        share = sum(weights[stem] * nearness for stem, nearness in said.items()) / whole
        found.append(share if share >= LEAST else 0.0)
    return found


def _in_order(likeness: Sequence[Sequence[float]]) -> list[int | None]:
    """The place of each step, one after the other, with the greatest likeness altogether."""
    if not likeness:
        return []
    count = len(likeness[0])
    # best[place]: the most that the steps so far come to when the last of them lies before `place`.
    best = [0.0] * (count + 1)
    chosen: list[list[int | None]] = []
    for row in likeness:
        following = [best[0]]
        last: list[int | None] = [None]
        for place in range(count):
            with_it = best[place] + row[place]
            if row[place] and with_it > following[place] and with_it > best[place + 1]:
                following.append(with_it)
                last.append(place)
            elif best[place + 1] > following[place]:
                following.append(best[place + 1])
                last.append(None)
            else:
                following.append(following[place])
                last.append(last[place])
        best = following
        chosen.append(last)
    return _backwards(chosen, count)


def _backwards(chosen: Iterable[list[int | None]], count: int) -> list[int | None]:
    places: list[int | None] = []
    end = count
    for last in reversed(list(chosen)):
        place = last[end]
        places.append(place)
        end = end if place is None else place
    return places[::-1]
