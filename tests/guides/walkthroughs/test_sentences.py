"""Where the first sentence of a text ends."""

import pytest

from guides.walkthroughs.sentences import first_sentence


@pytest.mark.parametrize(
    "text, first",
    [
        ("", ""),
        ("It comes by post", "It comes by post"),
        ("It comes by post. Keep it.", "It comes by post."),
        ("Bring a paper, e.g. a bill. Keep it.", "Bring a paper, e.g. a bill."),
        ("It costs 3.50 in all! Pay by card.", "It costs 3.50 in all!"),
        ("« Vous recevez un numéro. » Élise vous écrit.", "« Vous recevez un numéro. »"),
        ("They say “wait.” Then go on.", "They say “wait.”"),
    ],
)
def test_it_ends_before_a_capital(text, first):
    assert first_sentence(text) == first
