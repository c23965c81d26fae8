"""Pictures are shown by the site itself where no other server does it; nothing else among the media is."""

from pathlib import Path

import pytest


@pytest.fixture
def media(settings):
    root = Path(settings.MEDIA_ROOT)
    for name in ("images/mark.svg", "original_images/mark.svg", "documents/letter.pdf", "images/deep/mark.svg"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<svg/>")
    return root


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/media/images/mark.svg", 200),
        ("/media/original_images/mark.svg", 200),
        ("/media/images/none.svg", 404),
        ("/media/documents/letter.pdf", 404),
        ("/media/images/deep/mark.svg", 404),
        ("/media/images/..%2Fdocuments%2Fletter.pdf", 404),
        ("/media/images/../documents/letter.pdf", 404),
    ],
)
def test_only_pictures_are_shown(client, db, media, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert "script-src 'self'" in response["Content-Security-Policy"]


async def test_a_picture_is_sent_whole_over_asgi(async_client, media):
    response = await async_client.get("/media/images/mark.svg")
    assert (response.streaming, response.content, response["Content-Type"]) == (False, b"<svg/>", "image/svg+xml")
