"""What may be read of live sessions, by whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from commons.directory.models import Membership, Service
from commons.people.participants import Participant
from commons.people.roles import HOSTS, LEADS, OFFICIALS, has_role
from commons.realtime.rooms import Snapshot

from . import codes
from .models import Change, LiveSession, LiveSessionText, Question, Support
from .rules import FOR_HOSTS, PUBLIC, QuestionState, Role, SessionState, offered
from .wire import own_data, question_data, session_data

#: The orders a room's list can be read in.
ORDERS = {
    "support": ("-supports", "asked_at", "pk"),
    "newest": ("-asked_at", "-pk"),
    "answered": ("-answered_at", "-pk"),
}
#: A reader that missed changes of more questions than this is given the whole state.
LONGEST_CATCH_UP = 200
#: How long after its time an announced session may still be opened without looking forgotten.
STILL_COMING = timedelta(days=1)


def is_host(viewer: Any, session: LiveSession) -> bool:
    """Whether the viewer may run the session: by role, or named on it."""
    if not getattr(viewer, "is_authenticated", False) or not viewer.is_active:
        return False
    return (
        has_role(viewer, HOSTS)
        or LiveSession.hosts.through.objects.filter(livesession_id=session.pk, user_id=viewer.pk).exists()
    )


def speaks_for(viewer: Any, session: LiveSession) -> bool:
    """Whether the viewer may answer in the name of the session's public body."""
    return has_role(viewer, OFFICIALS) and Membership.objects.filter(person=viewer, body_id=session.body_id).exists()


def roles_in(viewer: Any, session: LiveSession) -> frozenset[Role]:
    """What a viewer with an account is to the session."""
    roles = {Role.ANYONE}
    if is_host(viewer, session):
        roles.add(Role.HOST)
    if speaks_for(viewer, session):
        roles.add(Role.OFFICIAL)
    return frozenset(roles)


def session_for(viewer: Any, code: str) -> LiveSession | None:
    """The session of a code, however it was typed; drafts only for those who run or edit it."""
    session = LiveSession.objects.with_words().filter(code=codes.normalise(code)).first()
    if session is None:
        return None
    if session.state == SessionState.DRAFT and not (has_role(viewer, LEADS) or is_host(viewer, session)):
        return None
    return session


def open_and_coming(viewer: Any) -> dict[str, list[LiveSession]]:
    """Sessions under way and announced ones, the next first; both in one query and its words.

    One that nobody opened within a day of its time is not coming any more, though nobody said so.
    """
    coming = Q(state=SessionState.SCHEDULED, starts_at__gt=timezone.now() - STILL_COMING)
    found = LiveSession.objects.with_words().filter(Q(state=SessionState.OPEN) | coming)
    sessions: dict[str, list[LiveSession]] = {"open": [], "coming": []}
    for session in found.order_by("starts_at", "pk"):
        sessions["open" if session.state == SessionState.OPEN else "coming"].append(session)
    return sessions


def sessions_hosted(viewer: Any) -> list[LiveSession]:
    """The open sessions a host runs, each with how many of its questions wait."""
    if not has_role(viewer, HOSTS):
        return []
    waiting = Count("questions", filter=Q(questions__state=QuestionState.WAITING))
    found = LiveSession.objects.with_words().filter(state=SessionState.OPEN).annotate(waiting=waiting)
    return list(found.order_by("starts_at", "pk"))


def past(viewer: Any, limit: int = 50) -> list[LiveSession]:
    """Sessions that are over, the latest first."""
    return list(
        LiveSession.objects.with_words().filter(state=SessionState.CLOSED).order_by("-closed_at", "-pk")[:limit]
    )


def sessions_for_service(viewer: Any, service: Service) -> list[LiveSession]:
    """Sessions about a service, the latest first."""
    return list(LiveSession.objects.announced().with_words().filter(service=service))


def announced_texts(viewer: Any, language: str) -> QuerySet[LiveSessionText]:
    """The words, in one language, of sessions that anybody may find: to come, open or over; never drafts."""
    rows = LiveSessionText.objects.filter(language=language, session__in=LiveSession.objects.announced())
    return rows.select_related("session__body").prefetch_related("session__body__texts")


@dataclass(frozen=True, slots=True)
class RoomView:
    """What one reader sees of a session's page."""

    number: int
    answering: Question | None
    questions: list[Question]
    counts: dict[str, int]
    own: list[Question]
    supported: frozenset[int]


def room_for(
    viewer: Participant | None,
    session: LiveSession,
    order: str = "support",
    roles: frozenset[Role] = frozenset({Role.ANYONE}),
) -> RoomView:
    """The page of the room for a participant who is also these to the session, in one of ORDERS."""
    number = LiveSession.objects.values_list("last_number", flat=True).get(pk=session.pk)
    shown = list(
        Question.objects.filter(session=session).public().with_answers().order_by(*ORDERS.get(order, ORDERS["support"]))
    )
    for question in shown:
        question.session = session
        question.offers = offered(roles, session.state, question.state)
    answered = [question for question in shown if question.state == QuestionState.ANSWERED]
    still = [question for question in shown if question.state == QuestionState.SHOWN]
    own, supported = [], frozenset[int]()
    if viewer is not None:
        key = viewer.key_in(session.pk)
        own = list(Question.objects.filter(session=session).asked_by([key]))
        for question in own:
            question.offers = offered(roles | {Role.ASKER}, session.state, question.state)
        supported = frozenset(
            Support.objects.filter(participant=key, question__session=session).values_list("question", flat=True)
        )
    return RoomView(
        number=number,
        answering=next((one for one in shown if one.state == QuestionState.ANSWERING), None),
        questions=answered if order == "answered" else still,
        counts={"open": len(still), "answered": len(answered)},
        own=own,
        supported=supported,
    )


def queue_for(viewer: Any, session: LiveSession) -> dict[str, list[Question]] | None:
    """A host's queue: questions by state, waiting ones the longest first; None for whoever is no host."""
    if not is_host(viewer, session):
        return None
    queue: dict[str, list[Question]] = {state: [] for state in FOR_HOSTS}
    found = Question.objects.filter(session=session, state__in=FOR_HOSTS).with_answers().order_by(*ORDERS["support"])
    roles = roles_in(viewer, session)
    for question in found:
        question.session = session
        question.offers = offered(roles, session.state, question.state)
        queue[question.state].append(question)
    queue[QuestionState.WAITING].sort(key=lambda question: (question.asked_at, question.pk))
    queue[QuestionState.ANSWERED].sort(key=lambda question: (question.answered_at, question.pk), reverse=True)
    return queue


def question_in(viewer: Any, session: LiveSession, question_id: int) -> Question | None:
    """A question of a session, to do something with; services decide what. None when it is another session's."""
    return Question.objects.filter(session=session, pk=question_id).first()


def frame(*, for_hosts: bool, code: str, since: int | None) -> Snapshot | None:
    """What everyone or the hosts are to be sent; None when the session is gone or hidden again.

    The number is read first: what changes between the reads has a later one and is sent once more.
    """
    session = LiveSession.objects.filter(code=code).first()
    if session is None or (session.state == SessionState.DRAFT and not for_hosts):
        return None
    visible = FOR_HOSTS if for_hosts else PUBLIC
    number = session.last_number
    if since is None or since > number:
        return _whole(session, visible, for_hosts)
    changes = list(
        Change.objects.filter(session=session, number__gt=since, number__lte=number).values_list("event", "question")
    )
    if len(changes) < number - since:
        # Some are gone, with a question that was deleted or with the log of a session that is long over.
        return _whole(session, visible, for_hosts)
    touched = {question for _event, question in changes if question is not None}
    if len(touched) > LONGEST_CATCH_UP:
        return _whole(session, visible, for_hosts)
    rows = list(Question.objects.filter(pk__in=touched).with_answers().order_by("pk")) if touched else []
    body: dict[str, Any] = {
        "questions": [question_data(row, for_hosts=for_hosts) for row in rows if row.state in visible],
        # Only what this audience once saw can be gone for it: a waiting question leaves no trace.
        "gone": [row.pk for row in rows if row.state not in visible and (for_hosts or row.shown_at)],
    }
    if any(question is None for _event, question in changes):
        body["session"] = session_data(session)
    stirred = {question for event, question in changes if event != "SupportChanged"}
    return Snapshot(
        number=number,
        since=since,
        body=body,
        empty=not (body["questions"] or body["gone"] or "session" in body),
        owners=frozenset(row.participant for row in rows if row.pk in stirred),
    )


def _whole(session: LiveSession, visible: Collection[str], for_hosts: bool) -> Snapshot:
    rows = Question.objects.filter(session=session, state__in=visible).with_answers().order_by("pk")
    return Snapshot(
        number=session.last_number,
        body={
            "session": session_data(session),
            "questions": [question_data(row, for_hosts=for_hosts) for row in rows],
        },
    )


def own_parts(*, code: str, participants: Collection[str]) -> dict[str, dict[str, Any]]:
    """What each of some participants alone is shown, in two queries for all of them."""
    questions: dict[str, list[Question]] = defaultdict(list)
    for row in Question.objects.filter(session__code=code).asked_by(participants):
        questions[row.participant].append(row)
    supported: dict[str, list[int]] = defaultdict(list)
    rows = Support.objects.filter(question__session__code=code, participant__in=participants)
    for participant, question in rows.values_list("participant", "question"):
        supported[participant].append(question)
    return {one: own_data(questions[one], supported[one]) for one in participants}
