"""Timelines: every sentence in its place, and nobody waiting for long."""

import pytest

from home.website.films.screenplay import Action, Card, Film, Line, Step, Unplayable
from home.website.films.timeline import BREATH, HEAD, PAUSE, TAIL, lay, longest_silence

HELLO = Line({"en": "Hello.", "fr": "Bonjour."})
FIRST = Line({"en": "First.", "fr": "D'abord."}, (Action("wait", "", "2.5"),))
THEN = Line({"en": "Then.", "fr": "Ensuite."})
BYE = Line({"en": "Bye.", "fr": "Au revoir."})


def film(*steps):
    titled = tuple(Step({"en": "Step", "fr": "Étape"}, lines) for lines in steps)
    return Film("f", "f.html", "Office", {}, Card("A", (), (HELLO,)), titled, Card("Z", (), (BYE,)))


def test_lays_sentences_one_after_the_other():
    laid = lay(film((FIRST, THEN), (THEN,)), lambda line: 2.0)

    first = HEAD + 2 + PAUSE
    then = first + 2.5 + BREATH  # the deeds take longer than the words
    second = then + 2 + PAUSE
    closing = second + 2 + PAUSE
    assert [(s.step, pytest.approx(s.start), pytest.approx(s.said), pytest.approx(s.done)) for s in laid.spoken] == [
        (-1, HEAD, HEAD + 2, HEAD + 2),
        (0, first, first + 2, first + 2.5),
        (0, then, then + 2, then + 2),
        (1, second, second + 2, second + 2),
        (2, closing, closing + 2, closing + 2),
    ]
    assert laid.step_starts == pytest.approx((first - PAUSE / 2, second - PAUSE / 2))
    assert laid.closing_start == pytest.approx(closing - PAUSE / 2)
    assert laid.duration == pytest.approx(closing + 2 + TAIL)
    assert longest_silence(laid) == pytest.approx(0.5 + BREATH)


def test_refuses_more_to_do_than_to_say():
    lay(film((FIRST,)), lambda line: 1.5)
    with pytest.raises(Unplayable, match=r"1\.2 s of deeds are left when “First\.”"):
        lay(film((FIRST,)), lambda line: 1.3)
