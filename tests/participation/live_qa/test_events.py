import pytest

from participation.live_qa.events import QuestionChanged, SessionChanged, SupportChanged


@pytest.mark.parametrize(
    "event, ids",
    [
        (SessionChanged(code="ALDER42", number=3), {"code": "ALDER42", "number": 3}),
        (QuestionChanged(code="ALDER42", number=3, question_id=7), {"code": "ALDER42", "number": 3, "question_id": 7}),
        (SupportChanged(code="ALDER42", number=3, question_id=7), {"code": "ALDER42", "number": 3, "question_id": 7}),
    ],
)
def test_an_event_tells_ids_to_the_sessions_room(event, ids):
    message = event.as_message()
    assert (message["room"], message["event"], message["ids"]) == ("live.ALDER42", type(event).__name__, ids)
