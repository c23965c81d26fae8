"""Somebody who has done a bit of everything, and somebody else beside them."""

from types import SimpleNamespace

from commons.answers.services import answer
from commons.people.participants import Participant, secret_of_account
from guides.walkthroughs.models import GuidePage
from guides.walkthroughs.services import record_outcome, report_stuck
from participation.ideas import services as ideas
from participation.live_qa.models import Question
from tests.guides.walkthroughs import factories as guides
from tests.participation import factories as town
from tests.participation.live_qa import factories as live


def life(*, name: str, **fields) -> SimpleNamespace:
    """A person who proposed, said, supported, asked and marked something, and what they left where."""
    person = town.person(name=name, **fields)
    stage = town.stage()
    own = town.idea(on=stage, by=person, title=f"The idea of {name}")
    liked = town.idea(on=stage, title=f"Somebody’s idea that {name} likes")
    ideas.support(by=person, idea=liked)
    post = town.post(on=liked, by=person, text=f"Said by {name}.")
    reply = town.post(on=liked, parent=post, text=f"An answer to {name[0]}.")
    room = live.session()
    device = live.participant(person=person)
    asked = live.question(session=room, by=device, text=f"{name} asks?", name=name)
    unnamed = live.question(session=room, by=device, text="Asked without a name?")
    guide = GuidePage.objects.first() or guides.make_guide()
    who = Participant(secret_of_account(person), person)
    step = guide.steps.first()
    report = report_stuck(
        by=who, page=guide, step_key=step.translation_key, reason="unclear", words=f"{name} got stuck."
    )
    outcome = record_outcome(by=who, page=guide, answer="yes", words=f"{name} got it done.")
    return SimpleNamespace(**{key: value for key, value in locals().items() if key not in {"fields", "name"}})


def official(*, name: str) -> SimpleNamespace:
    """Somebody who answered an idea, decided on it and runs a session, for an office."""
    office = town.body()
    person = town.official(body=office, name=name)
    idea = town.idea(on=town.stage(under=town.consultation(asked_by=office)))
    given = answer(by=person, answerable=idea.answerable, body=office, text=f"{name} answers.")
    room = live.session()
    room.hosts.add(person)
    room.save()
    return SimpleNamespace(person=person, office=office, idea=idea, answer=given, room=room)


def questions() -> list[tuple[str, str]]:
    """What is asked, by whom, as the room sees it."""
    return list(Question.objects.order_by("pk").values_list("text", "name"))
