import re

import pytest

from participation.live_qa import codes


@pytest.mark.parametrize(
    "typed, code",
    [
        ("alder42", "ALDER42"),
        (" ALDER 42 ", "ALDER42"),
        ("alder-42", "ALDER42"),
        ("ALDER.42", "ALDER42"),
        ("älder42", "LDER42"),
        ("", ""),
    ],
)
def test_a_code_has_one_spelling_however_it_is_typed(typed, code):
    assert codes.normalise(typed) == code


def test_a_typed_novel_is_no_code():
    assert len(codes.normalise("A" * 5000)) == codes.LENGTH[1] + 1


def test_a_new_code_is_short_sayable_and_unmistakable():
    for _ in range(200):
        code = codes.make()
        assert re.fullmatch(r"[B-Z][AEU][B-Z][AEU][B-Z][2-9]{2}", code)
        assert not set(code) & set("IO01L8")
        assert codes.normalise(code) == code


@pytest.mark.parametrize(
    "code, shown", [("ALDER42", "ALDER 42"), ("ALDER", "ALDER"), ("2042", "2042"), ("A1B2", "A1B 2")]
)
def test_a_code_is_shown_with_a_gap(code, shown):
    assert codes.in_groups(code) == shown
