"""What guides hold about a person: what they said of them signed in, and what they do for them as staff."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.pages import selectors as pages
from commons.pages.models import Anchor
from commons.people.participants import Participant, secret_of_account
from commons.people.personal_data import Record, Row, Touched

from .models import Outcome, StuckReport


class FeedbackRecord(Record):
    """What a person said of guides while signed in. Rows hold no account, only a name made from it for each place."""

    name = "guide-feedback"
    title = _("What you said about guides")

    def rows(self, person: Any) -> Iterable[Row]:
        """Where they got stuck, and whether they got it done."""
        stuck, outcomes = _stuck(person), _outcomes(person)
        places = _addresses(person, [report.point.anchor for report in stuck] + [told.anchor for told in outcomes])
        for report in stuck:
            words = report.words or report.step_title
            details = {"reason": report.reason, "step": report.step_title}
            label = report.get_reason_display()
            yield Row("stuck", label, words, report.changed_at, places[report.point.anchor_id], details)
        for outcome in outcomes:
            words = outcome.words or outcome.get_answer_display()
            details = {"answer": outcome.answer, "step": outcome.step_title}
            address = places[outcome.anchor_id]
            yield Row("outcome", _("Did you get it done?"), words, outcome.changed_at, address, details)

    def erase(self, person: Any) -> None:
        """Leave the counts, which say nothing of anybody; take the words, and the name that could be made again."""
        for said in (*_stuck(person), *_outcomes(person)):
            said.words, said.participant = "", secrets.token_hex(16)
            said.save(update_fields=["words", "participant"])


def staff_record() -> Record:
    """What staff do for guides."""
    return Touched(
        "guide-work",
        _("Your work on guides"),
        "guides_walkthroughs.GuidePage.review_owner",
        "guides_walkthroughs.StuckReport.struck_by",
        "guides_walkthroughs.Outcome.struck_by",
    )


def _stuck(person: Any) -> list[StuckReport]:
    """Their reports: the name a person has at a step is made again for each step that has reports."""
    who = Participant(secret_of_account(person))
    anchors = StuckReport.objects.order_by().values_list("point__anchor", flat=True).distinct()
    keys = [who.key_in(f"stuck:{anchor}") for anchor in anchors]
    found = StuckReport.objects.filter(participant__in=keys).select_related("point__anchor")
    return list(found)


def _outcomes(person: Any) -> list[Outcome]:
    who = Participant(secret_of_account(person))
    anchors = Outcome.objects.order_by().values_list("anchor", flat=True).distinct()
    keys = [who.key_in(f"outcome:{anchor}") for anchor in anchors]
    return list(Outcome.objects.filter(participant__in=keys).select_related("anchor"))


def _addresses(person: Any, anchors: Iterable[Anchor]) -> dict[int, str]:
    """The address of each place, by its key: asked once a place, however much was said there."""
    named = {anchor.pk: anchor for anchor in anchors}
    found = {key: pages.place_of(person, anchor) for key, anchor in named.items()}
    return {key: place.address if place else "" for key, place in found.items()}
