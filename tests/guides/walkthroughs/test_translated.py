"""A guide in another language: the same anchors, and public only when all of it is in that language."""

from datetime import date

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from commons.people.roles import EDITORS
from guides.walkthroughs.gate import Lack
from guides.walkthroughs.models import GuidePage
from tests.commons.people.factories import person
from tests.guides.videos.factories import make_captions, make_video
from tests.guides.walkthroughs.factories import make_guide
from tests.home import factories as town

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return town.site()


def said(response):
    return response.content.decode().replace("&#x27;", "'")


def translate_all(page, code):
    """Put every text of a page into a language, as somebody does in the translation editor."""
    locale = Locale.objects.get(language_code=code)
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key).select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=locale, context=segment.context,
            defaults={"data": segment.string.data},
        )  # fmt: skip


@pytest.fixture
def french(site):
    film = make_video(audio_codec="aac")
    make_captions(video=film)
    page = make_guide(video=film, steps=(("Look", "<p>Here.</p>", 2),))
    translate_object(page, [Locale.objects.get(language_code="fr")])
    return GuidePage.objects.get(translation_key=page.translation_key, locale__language_code="fr")


def test_it_begins_as_a_draft_with_the_same_anchors(french):
    english = GuidePage.objects.get(translation_key=french.translation_key, locale__language_code="en")
    assert not french.live
    keys = [step.translation_key for step in english.steps.all()]
    assert [step.translation_key for step in french.steps.all()] == keys
    assert [point.step_key for point in french.anchors()] == [None, *keys]


def test_publishing_it_is_refused_until_its_captions_are_checked(client, french):
    client.force_login(person(roles=[EDITORS]))
    address = f"/admin/pages/{french.pk}/edit/"
    words = said(client.get(address))
    assert "The film has no captions in French." in words
    assert "are the same in every language" in words
    assert "The film has no captions in French." in said(client.post(address, {"action": "publish"}, follow=True))
    french.refresh_from_db()
    assert not french.live
    make_captions(video=french.video, language="fr")
    untranslated = french.lacking()
    assert [(one.lack, one.words) for one in untranslated] == [
        (Lack.TRANSLATION, "Texts that are not translated yet: 4. Translate them first.")
    ]
    translate_all(french, "fr")
    client.post(address, {"action": "publish"})
    french.refresh_from_db()
    # Wagtail Localize publishes after commit, which a test's transaction never does: it got past the gate.
    assert not GuidePage.objects.get(pk=french.pk).lacking()


def test_taking_changes_over_says_of_each_what_keeps_it_from_being_published(client, french, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        *settings.LANGUAGES,
        ("de", "German"),
        ("it", "Italian"),
    ]
    english = GuidePage.objects.get(translation_key=french.translation_key, locale__language_code="en")
    # Between two that are refused, one that lacks nothing.
    for code in ("de", "it"):
        translate_object(english, [Locale.objects.create(language_code=code)])
    make_captions(video=french.video, language="de")
    english.last_checked = date(2026, 3, 3)
    english.save_revision().publish()
    translate_all(english, "de")
    client.force_login(person(roles=[EDITORS]))
    source = TranslationSource.objects.get(object_id=french.translation_key)
    words = said(client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True))
    for code, language, is_live in (("fr", "French", False), ("de", "German", True), ("it", "Italian", False)):
        page = GuidePage.objects.get(translation_key=english.translation_key, locale__language_code=code)
        assert page.live is is_live
        assert (f"The film has no captions in {language}." in words) is not is_live
        assert (f"taken over as a draft in {language}" in words) is not is_live
        assert page.get_latest_revision_as_object().last_checked == english.last_checked


@pytest.mark.parametrize("name", ["service", "video", "last_checked", "check_every", "check_due", "review_owner"])
def test_what_is_the_same_in_every_language_is_not_editable(french, name):
    source = TranslationSource.objects.get(object_id=french.translation_key)
    assert not source.overridablesegment_set.filter(context__path=name).exists()
    assert Translation.objects.filter(source=source, enabled=True).exists()
