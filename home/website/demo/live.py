"""Two live sessions: one that is open, and one that is over with its answers."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from commons.people.participants import Participant
from participation.live_qa import services as live
from participation.live_qa.models import LiveSession, Question

from .clock import Schedule, at, on_day
from .people import People
from .texts import LANGUAGES, read
from .town import Town

ANNOUNCED = timedelta(days=7)
"""How long before it a session is announced."""
FIRST_ANSWER, NEXT_ANSWER = timedelta(minutes=3), timedelta(minutes=6)
MOST_SUPPORT = 20


class Meeting:
    """One session and everything that happens in it, played in the order of its times."""

    def __init__(self, town: Town, people: People, told: Mapping[str, Any]) -> None:
        self.town, self.people, self.told, self.now = town, people, told, timezone.now()
        self.zero = on_day(told["day"], told["hour"]) if "day" in told else self.now
        self.host, self.official = people[told["hosts"][0]], people["official"]
        self.room = [Participant(secrets.token_urlsafe(16)) for _person in range(MOST_SUPPORT)]
        self.questions: dict[int, Question] = {}
        self.session: LiveSession
        self._schedule = Schedule()

    def hold(self) -> LiveSession:
        """Announce it, let people ask, open it, answer, and close it if it is over."""
        opens = self._minute("opens")
        with at(self._start() - ANNOUNCED):
            self.session = self._announce()
        self._then(opens, lambda: live.open_session(by=self.host, session=self.session))
        for number, row in enumerate(self.told["questions"]):
            self._plan_question(number, row)
        answered = [number for number, row in enumerate(self.told["questions"]) if row["to"].startswith("answer")]
        for place, number in enumerate(answered):
            moment = max(opens, self._asked(number)) + FIRST_ANSWER
            self._plan_answer(number, max(moment, opens + FIRST_ANSWER + place * NEXT_ANSWER))
        if "closes" in self.told:
            self._then(self._minute("closes"), lambda: live.close_session(by=self.host, session=self.session))
        self._schedule.play()
        self.session.refresh_from_db()
        return self.session

    def _announce(self) -> LiveSession:
        return live.create_session(
            code=self.told["code"],
            body=self.town.bodies[self.told["body"]],
            service=self.town.services[self.told["service"]],
            starts_at=self._start(),
            texts={code: (self.told[code]["title"], self.told[code]["description"]) for code in LANGUAGES},
            hosts=[self.people[name] for name in self.told["hosts"]],
        )

    def _plan_question(self, number: int, row: Mapping[str, Any]) -> None:
        """It is asked, shown by the host, and supported by some who are in the room."""
        asked, asker = self._asked(number), Participant(secrets.token_urlsafe(16))

        def ask() -> None:
            with override(row.get("language", LANGUAGES[0])):
                live.ask(by=asker, session=self.session, text=row["text"], name=row.get("name", ""))
            self.questions[number] = Question.objects.get(session=self.session, text=row["text"])

        self._then(asked, ask)
        if row["to"] == "waiting":
            return
        self._later(asked + timedelta(seconds=40), number, live.approve, by=self.host)
        for place, person in enumerate(self.room[: row["supports"]], start=1):
            self._later(asked + timedelta(seconds=45 + 9 * place), number, live.support, by=person)

    def _plan_answer(self, number: int, moment: datetime) -> None:
        """The host puts it before the room; when it has been answered the office may write the answer down."""
        row = self.told["questions"][number]
        self._later(moment, number, live.start_answering, by=self.host)
        if row["to"] == "answering":
            return
        by, text = (self.official, row["answer"]) if "answer" in row else (self.host, "")
        done = moment + NEXT_ANSWER - timedelta(minutes=1)
        self._later(done, number, live.mark_answered, by=by, text=text)

    def _later(self, moment: datetime, number: int, deed: Callable[..., object], **given: Any) -> None:
        """Plan a deed on a question that will have been asked by then."""
        self._then(moment, lambda: deed(question=self.questions[number], **given))

    def _then(self, moment: datetime, deed: Callable[[], object]) -> None:
        self._schedule.then(min(moment, self.now), deed)

    def _minute(self, name: str) -> datetime:
        return self.zero + timedelta(minutes=self.told[name])

    def _asked(self, number: int) -> datetime:
        return self.zero + timedelta(minutes=self.told["questions"][number]["asked"])

    def _start(self) -> datetime:
        """The announced time: a quarter of an hour like any."""
        start = self._minute("starts")
        return start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)


def meet(town: Town, people: People) -> list[LiveSession]:
    """Hold the sessions of the texts; gives them in that order."""
    return [Meeting(town, people, told).hold() for told in read("live")["sessions"]]
