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
        ("parties", ("partie", "party")),
        ("decheteries", ("decheterie", "dechetery")),
        ("party", ("party", "parties")),
        ("boxes", ("box",)),
        ("journaux", ("journau", "journal")),
        ("tuyaux", ("tuyau", "tuyal")),
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


def ways(*asked, groups=()):
    return [" ".join(way) for way in words.alternatives(words.slots(asked, groups))]


def test_a_query_is_looked_for_in_both_numbers():
    assert ways("parties", "permit") == ["partie permit", "party permit"]


GROUPS = [["driving licence", "permit to drive"], ["tip", "Recycling centre", "déchèterie"]]


@pytest.mark.parametrize(
    "asked, expected",
    [
        (["tip"], ["tip", "recycling centre", "decheterie"]),
        (["tips"], ["tip", "recycling centre", "decheterie"]),
        (["decheteries"], ["decheterie", "dechetery", "tip", "recycling centre"]),
        (["driving", "licences", "lost"], ["driving licence lost", "permit drive lost"]),
        (["lost", "permit", "drive"], ["lost permit drive", "lost driving licence"]),
        (["licence", "driving"], ["licence driving"]),  # in another order they are other words
        (["driving"], ["driving"]),
        (["tipping"], ["tipping"]),
    ],
)
def test_synonyms_stand_for_each_other_in_both_directions(asked, expected):
    assert ways(*asked, groups=GROUPS) == expected


def test_synonyms_are_told_as_editors_wrote_them():
    [slot] = words.slots(["tip"], GROUPS)
    assert slot.also == ("Recycling centre", "déchèterie")
    assert slot.words == ("tip", "recycling", "centre", "decheterie")


def test_a_long_query_stays_cheap():
    many = words.alternatives(words.slots([f"part{letter}ies" for letter in "abcdefgh"]))
    assert len(many) == words.MOST_ALTERNATIVES
    assert {len(way) for way in many} == {8}
    group = [[f"word{letter}y" for letter in "abcdefghijklm"]]
    assert len(words.alternatives(words.slots(["worday"] * 8, group))) <= words.MOST_ALTERNATIVES


@pytest.mark.parametrize(
    "before, text, after, expected",
    [
        ("", "One sentence.", "Another.", "One sentence."),
        ("Over. Now you", "show the lantern", "to the clerk. Then wait.", "Now you show the lantern to the clerk."),
        ("Is it?", "Yes", "", "Yes"),
        ("a b", "c d", "e f", "a b c d e f"),
        ("It costs 4.50 euros", "a month.", "Good.", "It costs 4.50 euros a month."),
        ("« Oui. »", "Il faut", "payer. Fin.", "Il faut payer."),
    ],
)
def test_a_caption_is_completed_to_its_sentence(before, text, after, expected):
    assert words.sentence(before, text, after) == expected


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
