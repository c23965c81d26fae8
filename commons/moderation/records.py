"""What moderation holds about a person: decisions about their words, reports, appeals, and what they decided."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Record, Row

from .adapters import name_of
from .models import Decision, Report


class DecidedAbout(Record):
    """Decisions about a person's words, with their appeal. They stay when the person leaves, without the name."""

    name = "moderation"
    title = _("What moderators decided about what you wrote")
    covers = ("moderation.Decision.author", "moderation.Pause.person")

    def rows(self, person: Any) -> Iterable[Row]:
        """Each decision with its page."""
        found = Decision.objects.filter(author=person).select_related("reportable", "appeal", "pause")
        for decision in found:
            appeal, pause = getattr(decision, "appeal", None), getattr(decision, "pause", None)
            details = {
                "rule": decision.rule_title,
                "words": decision.words,
                "paused_until": pause.until.isoformat() if pause else None,
                "appeal": {"words": appeal.words, "verdict": appeal.verdict, "answer": appeal.answer}
                if appeal
                else None,
            }
            words = f"{name_of(decision.reportable.kind)}: {decision.get_outcome_display()}"
            address = reverse("moderation:decision", args=[decision.pk])
            yield Row("moderation-decision", _("Decision"), words, decision.at, address, details)


class Reported(Record):
    """Reports a person sent while signed in. They stay when the person leaves, without the name."""

    name = "reports"
    title = _("What you reported to the moderators")
    covers = ("moderation.Report.by",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each report, with what came of it."""
        found = Report.objects.filter(by=person).select_related("reportable", "decision").order_by("-pk")
        for report in found:
            outcome = report.decision.outcome if report.decision else ""
            details = {"rule": str(report.rule_key), "outcome": outcome}
            words = report.words or name_of(report.reportable.kind)
            yield Row("report", _("Report"), words, report.at, "", details)


class Decided(Record):
    """What a moderator decided. It stays when they leave, without the name."""

    name = "moderated"
    title = _("What you decided as a moderator")
    covers = ("moderation.Decision.by", "moderation.Appeal.by")

    def rows(self, person: Any) -> Iterable[Row]:
        """Each decision, those on appeals among them."""
        for decision in Decision.objects.filter(by=person).select_related("reportable"):
            words = f"{name_of(decision.reportable.kind)}: {decision.get_outcome_display()}"
            details = {"rule": decision.rule_title, "words": decision.words}
            yield Row("moderated", _("Decision"), words, decision.at, "", details)
        for decision in Decision.objects.filter(appeal__by=person).select_related("reportable", "appeal"):
            words = f"{name_of(decision.reportable.kind)}: {decision.appeal.get_verdict_display()}"
            details = {"words": decision.appeal.answer}
            yield Row("appeal-decided", _("Appeal"), words, decision.appeal.decided_at, "", details)
