"""WCAG's arithmetic, and accents that stay readable."""

import pytest

from commons.ui import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_ratio_is_that_of_wcag(one, other, ratio):
    assert round(contrast.ratio(one, other), 2) == ratio


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#12345g", "#1234567", "17573f", "#17573f\n", "#17573f;}body{"])
def test_anything_else_is_no_colour(colour):
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast.ratio(colour, "#ffffff")


@pytest.mark.parametrize(
    "colour", ["#17573f", "#000000", "#ffffff", "#ffbf2e", "#e30613", "#808080", "#00ffff", "#1a1a8c"]
)
def test_every_accent_can_be_read_by_day_and_by_night(colour):
    light, light_ink, dark, dark_ink = contrast.accent(colour)
    assert contrast.ratio(light, contrast.LIGHT_PAPER) >= 4.5
    assert contrast.ratio(light_ink, light) >= 4.5
    assert contrast.ratio(dark, contrast.DARK_PAPER) >= 4.5
    assert contrast.ratio(dark_ink, dark) >= 4.5


def test_an_accent_that_is_readable_is_left_alone():
    assert contrast.accent("#17573f").light == "#17573f"


def test_the_mark_changes_with_the_colour_and_carries_it():
    marks = {contrast.fingerprint(colour) for colour in ("#17573f", "#17573e", "#e30613")}
    assert {mark[:6] for mark in marks} == {"17573f", "17573e", "e30613"}
    assert {len(mark) for mark in marks} == {14}
