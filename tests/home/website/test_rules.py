import pytest
from django.core.exceptions import ValidationError

from commons.ui import contrast
from home.website.rules import check_accent


@pytest.mark.parametrize("colour", ["#17573f", "#000000", "#1B5E4B", "#8a2be2"])
def test_what_can_be_read_is_taken(colour):
    check_accent(colour)


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        ("#ffff00", "contrast"),
        ("#ffffff", "contrast"),
        ("#7fcfb4", "contrast"),
        ("green", "colour"),
        ("#12345", "colour"),
    ],
)
def test_what_cannot_be_read_or_is_no_colour_is_refused(colour, code):
    with pytest.raises(ValidationError) as refused:
        check_accent(colour)
    assert refused.value.code == code


def test_the_nearest_colour_offered_can_itself_be_taken():
    with pytest.raises(ValidationError) as refused:
        check_accent("#7fcfb4")
    near = refused.value.params["near"]
    assert near in refused.value.messages[0]
    assert contrast.ratio(near, contrast.LIGHT_PAPER) >= contrast.TEXT
    check_accent(near)
