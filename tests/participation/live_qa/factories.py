"""Live sessions with people in them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from commons.directory.models import Membership, PublicBody, PublicBodyText
from commons.people.models import User
from commons.people.participants import Participant
from commons.people.roles import HOSTS, OFFICIALS
from participation.live_qa import codes, services
from participation.live_qa.models import LiveSession, Question
from participation.live_qa.rules import QuestionState, SessionState

_numbers = count(1)
STARTS = datetime(2026, 11, 3, 18, 30, tzinfo=UTC)


def person(*, name="ana", roles=()) -> User:
    made = User.objects.create_user(f"{name}{next(_numbers)}@example.org", "correct horse", display_name=name)
    for role in roles:
        made.groups.add(Group.objects.get_or_create(name=role)[0])
    return made


def host() -> User:
    return person(name="host", roles=[HOSTS])


def body(*, name="Housing") -> PublicBody:
    made = PublicBody.objects.create(slug=f"body-{next(_numbers)}")
    PublicBodyText.objects.create(body=made, language="en", name=name)
    PublicBodyText.objects.create(body=made, language="fr", name=f"{name} (fr)")
    return made


def official(*, body: PublicBody) -> User:
    made = person(name="official", roles=[OFFICIALS])
    Membership.objects.create(body=body, person=made)
    return made


def session(*, state=SessionState.OPEN, code=None, title="Ask the housing team", **fields) -> LiveSession:
    coming = timezone.now() + timedelta(days=1)
    made = services.create_session(
        code=code or codes.make(),
        body=fields.pop("body", None) or body(),
        starts_at=fields.pop("starts_at", coming if state == SessionState.SCHEDULED else STARTS),
        texts={"en": (title, "Bring your questions."), "fr": (f"{title} (fr)", "Vos questions.")},
        **fields,
    )
    times = {"opened_at": timezone.now()} if state in (SessionState.OPEN, SessionState.CLOSED) else {}
    if state == SessionState.CLOSED:
        times["closed_at"] = timezone.now()
    LiveSession.objects.filter(pk=made.pk).update(state=state, **times)
    return LiveSession.objects.get(pk=made.pk)


def participant(name="", person=None) -> Participant:
    return Participant(secret=name or f"device-{next(_numbers)}", person=person)


def question(*, session: LiveSession, by=None, text=None, name="", state=QuestionState.SHOWN, supports=0) -> Question:
    """A question brought to its state by the services that bring questions there."""
    before, session.state = session.state, SessionState.OPEN
    LiveSession.objects.filter(pk=session.pk).update(state=SessionState.OPEN)
    asker, runs = by or participant(), host()
    done = services.ask(by=asker, session=session, text=text or f"Question {next(_numbers)}?", name=name)
    row = Question.objects.get(pk=done.question)
    if state == QuestionState.WITHDRAWN:
        services.withdraw(by=asker, question=row)
    elif state != QuestionState.WAITING:
        if row.state == QuestionState.WAITING:
            services.approve(by=runs, question=row)
        for _ in range(supports):
            services.support(by=participant(), question=row)
        if state == QuestionState.DECLINED:
            services.decline(by=runs, question=row, reason="Asked already")
        if state in (QuestionState.ANSWERING, QuestionState.ANSWERED):
            services.start_answering(by=runs, question=row)
        if state == QuestionState.ANSWERED:
            services.mark_answered(by=runs, question=row)
    LiveSession.objects.filter(pk=session.pk).update(state=before)
    session.state = before
    return Question.objects.get(pk=row.pk)
