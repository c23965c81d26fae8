"""Each person's picture: the same for ever, unlike others', made of attributes alone."""

import re

from commons.ui.pictures import FEWEST, HUES, MOST, drawing
from commons.ui.templatetags.ui import picture


def test_it_is_the_same_for_ever():
    assert drawing(1) == drawing(1)
    assert drawing(1) == (drawing.__wrapped__(1))


def test_people_near_each_other_are_told_apart():
    assert len({drawing(number) for number in range(1, 201)}) >= 198
    assert {drawing(number)[0] for number in range(1, 201)} == set(range(HUES))


def test_none_is_nearly_empty_or_nearly_full():
    assert all(FEWEST <= drawing(number)[1].count("M") <= MOST for number in range(1, 500))


def test_it_is_hidden_from_those_who_hear_the_name_and_has_no_style():
    drawn = picture(7)
    assert 'aria-hidden="true"' in drawn
    assert "style" not in drawn
    assert re.fullmatch(r'<svg class="picture picture-\d"[^<]+><path d="[Mhvz0-9 -]+"/></svg>', drawn)


def test_nobody_has_none():
    assert picture(None) == ""
