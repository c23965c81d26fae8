import pytest

from commons.pages.searchable import fold, plain


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Déchèterie, ouverte!", "decheterie ouverte"),
        ("L’œuvre d'art", "l oeuvre d art"),
        ("Straße ÆØ Łódź", "strasse aeo lodz"),
        ("  two\n\tlines—and_more ", "two lines and more"),
        ("", ""),
        ("…!?", ""),
    ],
)
def test_texts_are_indexed_without_accents_case_or_marks(text, folded):
    assert fold(text) == folded


def test_rich_text_is_indexed_as_its_words():
    assert plain("<h2>Fees</h2><p>12&nbsp;&euro; a&amp;b</p>") == "Fees 12 € a&b"
