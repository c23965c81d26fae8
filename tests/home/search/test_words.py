import pytest

from home.search import words


@pytest.mark.parametrize(
    "query, expected",
    [
        ("How do I get a parking permit?", ("parking", "permit")),
        ("Comment faire pour les déchets", ("dechets",)),
        ("the to", ("the", "to")),
        ("permit Permit PERMIT", ("permit",)),
        ("l’attestation", ("attestation",)),
        ("  '\" OR (*) -- ", ("or",)),
        ("", ()),
        ("?!", ()),
        ("a1 b2 c3 d4 e5 f6 g7 h8 i9 j10", ("a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8")),
    ],
)
def test_only_telling_words_are_looked_for(query, expected):
    assert words.terms(query) == expected


@pytest.mark.parametrize(
    "word, expected",
    [
        ("permits", ("permit",)),
        ("permit", ("permit",)),
        ("parties", ("parties", "party")),
        ("party", ("party", "parties")),
        ("boxes", ("box",)),
        ("journaux", ("journaux", "journal")),
        ("journal", ("journal", "journaux")),
        ("eaux", ("eau",)),
        ("bus", ("bus",)),
        ("address", ("address",)),
        ("gas", ("gas",)),
        ("2026", ("2026",)),
    ],
)
def test_a_word_stands_for_both_its_numbers(word, expected):
    assert words.beginnings(word) == expected


def test_a_long_query_stays_cheap():
    many = words.alternatives([f"part{letter}ies" for letter in "abcdefgh"])
    assert len(many) == 8
    assert {len(forms) for forms in many} == {8}


def found(text, *asked):
    return [piece.text for piece in words.pieces(text, asked) if piece.found]


def test_words_are_marked_whatever_their_accents_case_and_ending():
    text = "Les DÉCHETS, déchèterie: no permit permits permitted; landlord-permit"
    assert found(text, "dechets") == ["DÉCHETS", "déchèterie"]
    assert found(text, "permits") == ["permit", "permits", "permitted", "permit"]
    assert "".join(piece.text for piece in words.pieces(text, ["permits", "dechets"])) == text


def test_nothing_is_marked_inside_a_word_or_for_no_word():
    assert found("impermissible", "permit") == []
    assert found("anything", *[]) == []


def test_an_excerpt_shows_the_word_with_what_stands_around_it():
    text = "start " * 60 + "the permit is here " + "end " * 60
    shown = words.excerpt(text, ["permit"], 100)
    assert "the permit is here" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= 110


def test_a_short_text_is_shown_whole():
    assert words.excerpt("A short one.", ["short"]) == "A short one."


def test_an_excerpt_without_the_word_begins_at_the_start():
    assert words.excerpt("word " * 100, ["permit"], 20) == "word word word word …"


def test_one_endless_word_is_cut_too():
    assert len(words.excerpt("x" * 1000, ["permit"], 100)) <= 104
