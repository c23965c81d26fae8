"""What is kept of typed text, and what is taken out."""

import pytest

from commons.ui.plain_text import tidy, tidy_line


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
