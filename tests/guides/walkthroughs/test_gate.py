"""What a guide lacks before it may be published, as a table; then every door it could be published by."""

import pytest

from guides.videos.selectors import FilmReadiness
from guides.walkthroughs.gate import GuideFacts, Lack, StepFacts, lacking, lacks_words_for_a_picture

WRITTEN = StepFacts("Pay", "<p>By card.</p>", 5)
PICTURE = '<p>Here:</p><embed embedtype="image" id="4" format="fullwidth" alt="{}"/>'


def film(**facts):
    given = {
        "video_id": 1,
        "is_playable": True,
        "has_sound": True,
        "seconds": 60,
        "checked": frozenset({"en"}),
        "drafts": frozenset(),
        "description_answered": True,
    }
    return FilmReadiness(**{**given, **facts})


def guide(*steps, of=None, language="en", **texts):
    return GuideFacts(language, steps, of, tuple(texts.items()))


TABLE = [
    # A guide of text
    (guide(WRITTEN), []),
    (guide(), [(Lack.STEPS, None)]),
    (guide(StepFacts("Pay", "")), [(Lack.STEP_TEXT, 1)]),
    (guide(WRITTEN, StepFacts("Wait", "<p> </p><p>&nbsp;</p>")), [(Lack.STEP_TEXT, 2)]),
    # Its pictures
    (guide(StepFacts("Pay", PICTURE.format("The button is at the top"))), []),
    (guide(StepFacts("Pay", PICTURE.format(""))), [(Lack.PICTURE_WORDS, 1)]),
    (guide(StepFacts("Pay", PICTURE.format("  "))), [(Lack.PICTURE_WORDS, 1)]),
    (guide(WRITTEN, body=PICTURE.format("")), [(Lack.PICTURE_WORDS, None)]),
    (guide(WRITTEN, body=PICTURE.format("A map"), next_steps="<p>Wait.</p>"), []),
    # Its film
    (guide(WRITTEN, of=film()), []),
    (guide(WRITTEN, of=film(is_playable=False)), [(Lack.FILM_READY, None)]),
    (guide(WRITTEN, of=film(checked=frozenset())), [(Lack.CAPTIONS, None)]),
    (guide(WRITTEN, of=film(checked=frozenset(), drafts=frozenset({"en"}))), [(Lack.CAPTIONS_CHECKED, None)]),
    (guide(WRITTEN, of=film(checked=frozenset(), has_sound=False)), []),
    (guide(WRITTEN, of=film(), language="fr"), [(Lack.CAPTIONS, None)]),
    (guide(WRITTEN, of=film(checked=frozenset({"en", "fr"})), language="fr"), []),
    (guide(WRITTEN, of=film(description_answered=False)), [(Lack.DESCRIPTION, None)]),
    # Its chapters
    (guide(StepFacts("Pay", "<p>Now.</p>", 59), of=film()), []),
    (guide(StepFacts("Pay", "<p>Now.</p>", 60), of=film()), [(Lack.STEP_AFTER_FILM, 1)]),
    (guide(StepFacts("Pay", "<p>Now.</p>", None), of=film()), []),
    # Its translation
    (GuideFacts("fr", (WRITTEN,), untranslated=3), [(Lack.TRANSLATION, None)]),
    # Everything at once, in order
    (
        guide(StepFacts("Pay", "", 90), of=film(checked=frozenset(), description_answered=False)),
        [(Lack.CAPTIONS, None), (Lack.DESCRIPTION, None), (Lack.STEP_TEXT, 1), (Lack.STEP_AFTER_FILM, 1)],
    ),
]


@pytest.mark.parametrize(("facts", "missing"), TABLE)
def test_what_is_lacking(facts, missing):
    assert [(one.lack, one.step) for one in lacking(facts)] == missing


def test_each_lack_is_said_in_words():
    said = [one.words for facts, _missing in TABLE for one in lacking(facts)]
    assert all(words and "%" not in words for words in said)
    assert "The film has no captions in French. Add them and check them." in said


@pytest.mark.parametrize(
    ("markup", "lacks"),
    [
        ("", False),
        ('<embed embedtype="media" url="x"/>', False),
        ('<embed alt="" embedtype="image" id="1"/>', True),
        ('<embed embedtype="image" id="1"/>', True),
        (PICTURE.format("a") + PICTURE.format(""), True),
    ],
)
def test_pictures_without_words(markup, lacks):
    assert lacks_words_for_a_picture(markup) is lacks
