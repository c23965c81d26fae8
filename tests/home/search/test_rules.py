import pytest

from commons.people.roles import ROLES
from home.search import rules


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Dog licence", "dog licence"),
        ("  bulky   waste ", "bulky waste"),
        ("Déchets verts", "déchets verts"),
        ("PERMIT", "permit"),
        ("ana@example.org", ""),
        ("permit 12", ""),
        ("06 12 34 56 78", ""),
        ("AB-123-CD", ""),
        ("١٢٣ permit", ""),  # digits of any script
        ("www.example.org", ""),
        ("https://example.org/ana", ""),
        ("Jean Dupont", ""),
        ("permit of Jean Dupont", ""),
        ("Élodie Martin", ""),
        ("jean dupont", "jean dupont"),  # nothing tells it from other words: forgotten after a time like all
        ("my husband left and I do not know", ""),  # a story
        ("x" * 81, ""),
        ("a b", "a b"),
        ("ab", ""),
        ("?!", ""),
        ("", ""),
    ],
)
def test_only_words_are_kept_never_who(typed, kept):
    assert rules.recordable(typed) == kept


@pytest.mark.parametrize("role, may", [*((role, role in {"Editors", "Leads"}) for role in ROLES), ("", False)])
def test_who_may_read_what_was_not_found(role, may):
    assert rules.may_mend({role}) is may


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("tip\n recycling  centre \n\nTip\n!!", ["tip", "recycling centre"]),
        ("déchèterie\ndecheterie", ["déchèterie"]),
        ("", []),
    ],
)
def test_a_group_holds_each_word_once(typed, expected):
    assert rules.entries(typed) == expected
