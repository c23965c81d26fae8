"""Who may answer in the name of an office. Imports no models."""

from commons.people.refusals import Refused

#: Characters of an answer, at most.
LONGEST_ANSWER = 10_000


class AnswerRefused(Refused):
    """An official answer can't be given like this."""

    code = "answer"


def may_answer(*, is_official: bool, speaks_for_body: bool) -> bool:
    """Tell whether a person may answer: they hold the role, and this office has named them."""
    return is_official and speaks_for_body
