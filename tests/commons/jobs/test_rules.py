"""The states of a job and the pauses between its tries, as tables."""

from datetime import timedelta

import pytest

from commons.jobs.rules import LONGEST_PAUSE, MAX_ATTEMPTS, State, may_become, pause_before, tried_enough

W, R, D, F, C = State.WAITING, State.RUNNING, State.DONE, State.FAILED, State.CANCELLED
ALLOWED = {
    # from: to
    W: {R, C},
    R: {W, R, D, F, C},
    D: set(),
    F: {W},
    C: {W},
}


@pytest.mark.parametrize("state", list(State))
def test_what_may_follow_what(state):
    assert {following for following in State if may_become(state, following)} == ALLOWED[state]


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(2, 10), (3, 20), (4, 40), (5, 80), (12, LONGEST_PAUSE.total_seconds()), (10**6, 3600)]
)
def test_pauses_double_up_to_an_hour(attempt, seconds):
    assert pause_before(attempt) == timedelta(seconds=seconds)


def test_a_job_is_left_to_a_person_after_its_last_try():
    assert [tried_enough(n) for n in (0, MAX_ATTEMPTS - 1, MAX_ATTEMPTS, MAX_ATTEMPTS + 1)] == [
        False,
        False,
        True,
        True,
    ]
