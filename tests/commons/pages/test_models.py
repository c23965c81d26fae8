from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from commons.pages.models import SiteImage
from commons.people.roles import EDITORS
from home.website.models import StandardPage
from tests.commons.people.factories import person
from tests.home import factories as town

pytestmark = pytest.mark.django_db


def picture(width, height):
    """A picture of one colour: few bytes, whatever its size."""
    data = BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    return SimpleUploadedFile("picture.png", data.getvalue(), "image/png")


@pytest.mark.parametrize(("width", "height", "taken"), [(400, 300, True), (8000, 7000, False)])
def test_a_picture_with_too_many_pixels_is_refused_in_words(client, settings, tmp_path, width, height, taken):
    settings.MEDIA_ROOT = tmp_path
    town.site()
    client.force_login(person(roles=[EDITORS]))
    given = {"title": "A picture", "file": picture(width, height), "description": "", "tags": "", "collection": 1}
    page = client.post(reverse("wagtailimages:add"), given)
    assert SiteImage.objects.exists() == taken
    if not taken:
        assert "pixels" in page.context["form"].errors["file"][0]


def test_a_page_says_in_which_languages_it_is_published():
    town.site()
    page = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    assert page.languages() == {"en", "fr"}
    StandardPage.objects.get(slug="privacy", locale__language_code="fr").unpublish()
    assert page.languages() == {"en"}


def test_every_block_is_shown_escaped_and_with_its_words(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    town.site()
    image = SiteImage.objects.create(title="Square", file=picture(40, 30))
    page = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    page.body = page.body.stream_block.to_python(
        [
            {"type": "prose", "value": "<p>Plain <b>words</b></p>"},
            {"type": "notice", "value": {"tone": "warning", "text": "<p>Closed on Monday</p>"}},
            {
                "type": "picture",
                "value": {
                    "image": {"image": image.pk, "alt_text": "The <new> square", "decorative": False},
                    "caption": "<i>",
                },
            },
        ]
    )
    page.save_revision().publish()
    body = client.get("/en/privacy/").content.decode()
    assert "<b>words</b>" in body
    assert "notice-warning" in body
    assert 'alt="The &lt;new&gt; square"' in body
    assert "<figcaption" in body
    assert "&lt;i&gt;" in body
