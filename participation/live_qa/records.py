"""What live sessions hold about a person: what they asked by name, and what they run."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Record, Row

from . import services
from .models import LiveSession, Question


class QuestionsRecord(Record):
    """Questions asked by name; others are known to the device that asked them, not to the account."""

    name = "questions"
    title = _("What you asked in live sessions")
    covers = ("live_qa.Question.author",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each question with its place in the room."""
        for question in Question.objects.filter(author=person).select_related("session").order_by("-pk"):
            yield Row(
                kind="question",
                label=_("Question"),
                words=question.text,
                at=question.asked_at,
                address=f"{question.session.get_absolute_url()}#question-{question.pk}",
                details={"name": question.name, "state": question.state, "supports": question.supports},
            )

    def erase(self, person: Any) -> None:
        """Make them anonymous; the words stay for the room."""
        services.forget_asker(person=person)


class HostsRecord(Record):
    """Sessions the person runs."""

    name = "hosted-sessions"
    title = _("Live sessions you run")
    covers = ("live_qa.LiveSession_hosts.user", "live_qa.LiveSession.hosts")

    def rows(self, person: Any) -> Iterable[Row]:
        """Each session."""
        for session in LiveSession.objects.filter(hosts=person).prefetch_related("texts").order_by("-starts_at"):
            yield Row("session", _("Live session"), session.title, session.starts_at, session.get_absolute_url())

    def give_back(self, person: Any) -> None:
        """Run none any more."""
        LiveSession.hosts.through.objects.filter(user_id=person.pk).delete()
