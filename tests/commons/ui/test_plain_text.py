"""What is kept of typed text, and what is taken out."""

import pytest

from commons.ui.plain_text import first_words, tidy, tidy_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  \n line  \n", "line"),
        ("nul\x00 and \x1b[31mred", "nul and [31mred"),
        ("\u202eevil\u202c order", "evil order"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("👩\u200d🚒 می\u200cخواهم", "👩\u200d🚒 می\u200cخواهم"),
        ("e\u0301te\u0301", "été"),
        ("\u200b\u202e\x07", ""),
    ],
)
def test_tidy(typed, kept):
    assert tidy(typed) == kept


def test_a_line_has_no_breaks():
    assert tidy_line(" A\ttitle \n in\u00a0  lines ") == "A title in lines"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Short and **bold**.\n\n- with a list", "Short and bold. with a list"),
        ("See [the map](https://example.org/a) first.", "See the map first."),
        ("One two three, four, five", "One two three, four…"),
        ("x" * 60, "x" * 20 + "…"),
        ("", ""),
        ("## Why\n\n> quoted\n\n1. first <b>not bold</b>, 3 > 2", "Why quoted first <b>not bold</b>, 3 > 2"),
        ("In _every_ snake_case file #12", "In every snake_case file #12"),
    ],
)
def test_first_words(text, line):
    assert first_words(text, 20 if text.startswith(("One", "x")) else 160) == line
