import pytest

from commons.people.rules import LONGEST_NAME, NameRefused, check_name


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("Ana", "Ana"),
        ("  Ana   of the  Quay ", "Ana of the Quay"),
        ("Nöor 北京 👋", "Nöor 北京 👋"),
        ("Ana\u202eevil\u202c", "Anaevil"),  # turns the reading direction round
        ("A\u200bn\u200ca", "Ana"),  # invisible
        ("Ana\x00\n\tB", "AnaB"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_shown_as_it_reads(typed, shown):
    assert check_name(typed) == shown


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "name"),
        ("   ", "name"),
        ("\u200b\u202e", "name"),
        ("!!!", "name"),
        ("ana@example.org", "name"),
        ("call me ana@example.org now", "name"),
        ("x" * (LONGEST_NAME + 1), "long"),
    ],
)
def test_a_name_that_says_nothing_or_too_much_is_refused(typed, code):
    with pytest.raises(NameRefused) as refused:
        check_name(typed)
    assert (refused.value.code, refused.value.field) == (code, "display_name")
