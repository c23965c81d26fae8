import pytest

from guides.walkthroughs import embedding
from guides.walkthroughs.embedding import Link, NotUnderstood, Size


@pytest.mark.parametrize(
    "has_film, width, height, expected",
    [
        (True, "", "", Size(640, 720)),
        (False, "", "", Size(640, 520)),
        (True, "400", "300", Size(400, 300)),
        (True, "5000", "99999", Size(640, 720)),
        (True, "1", "", Size(1, 720)),
    ],
)
def test_a_frame_is_never_larger_than_there_is_room(has_film, width, height, expected):
    assert embedding.size(has_film=has_film, max_width=width, max_height=height) == expected


@pytest.mark.parametrize("room", ["0", "-1", "4.5", "x", "1e3", " 4", "٣", "1" * 7, "000000"])
def test_room_is_in_whole_pixels(room):
    for name in ("max_width", "max_height"):
        with pytest.raises(NotUnderstood):
            embedding.size(has_film=True, **{name: room})


@pytest.mark.parametrize(
    "address, expected",
    [
        ("https://Town.example:8000/en/guides/x/", Link("town.example:8000", "/en/guides/x/", 0)),
        ("http://town.example/en/guides/x/?t=12#step-2", Link("town.example", "/en/guides/x/", 12)),
        ("http://town.example/?t=-1", Link("town.example", "/", 0)),
        ("http://town.example/?t=1234567", Link("town.example", "/", 0)),
        ("http://town.example/?t=٣", Link("town.example", "/", 0)),
    ],
)
def test_a_link_is_taken_apart(address, expected):
    assert embedding.link(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "guides/x/",
        "//town.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://town.example/",
        "http://",
        "http://[::1",
        "http://user:secret@town.example/",
        "http://town.example/" + "x" * 2000,
    ],
)
def test_what_is_no_address_of_the_web_is_not_understood(address):
    with pytest.raises(NotUnderstood):
        embedding.link(address)
