"""Where a film stands and what may follow, as tables."""

import pytest

from guides.videos import rules


@pytest.mark.parametrize("state", list(rules.State))
def test_what_may_follow_what(state):
    allowed = {
        "new": {"preparing", "ready"},
        "preparing": {"preparing", "ready", "failed", "unusable"},
        "ready": {"preparing", "ready"},
        "failed": {"preparing", "ready"},
        "unusable": {"preparing", "ready"},
    }
    assert {other.value for other in rules.State if rules.may_become(state, other)} == allowed[state.value]


@pytest.mark.parametrize(
    "needed, made, whole",
    [
        (["480p"], ["480p"], True),
        (["480p", "poster"], ["480p"], False),
        ([], ["480p"], False),
        (["480p"], ["480p", "720p"], True),
    ],
)
def test_is_whole(needed, made, whole):
    assert rules.is_whole(needed, made) is whole


@pytest.mark.parametrize(
    "need, has_described, answered",
    [
        ("unanswered", False, False),
        ("unanswered", True, False),
        ("not_needed", False, True),
        ("described", True, True),
        ("described", False, False),
    ],
)
def test_whether_the_question_of_audio_description_is_answered(need, has_described, answered):
    assert rules.description_is_answered(rules.DescriptionNeed(need), has_described=has_described) is answered
