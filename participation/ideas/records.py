"""What ideas hold about a person: what they proposed, supported and decided."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.people.personal_data import Record, Row

from . import services
from .models import Idea, StateChange, Support

SUPPORT = pgettext_lazy("of one person", "Support")


class IdeasRecord(Record):
    """Proposals stay when their author leaves, without the name."""

    name = "ideas"
    title = _("What you proposed")
    covers = ("ideas.Idea.author",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each idea with its page; one that was taken back has none any more."""
        for idea in Idea.objects.filter(author=person).order_by("-pk"):
            details = {"text": idea.text, "state": idea.state, "language": idea.language, "support": idea.support_count}
            words, address = idea.title, idea.get_absolute_url()
            yield Row("idea", _("Idea"), words, idea.created_at, address, details)


class SupportsRecord(Record):
    """Support that may still be taken back goes with the person; where something was decided on it, the count stays."""

    name = "supports"
    title = _("What you supported")
    covers = ("ideas.Support.person",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each supported idea."""
        for support in Support.objects.filter(person=person).select_related("idea").order_by("-pk"):
            idea = support.idea
            yield Row("support", SUPPORT, idea.title, support.at, idea.get_absolute_url())

    def erase(self, person: Any) -> None:
        """Take back what may be taken back."""
        services.withdraw_all_support(person=person)


class DecisionsRecord(Record):
    """Decisions are the office's and stay, without the name of who took them."""

    name = "decisions"
    title = _("What you decided on ideas for an office")
    covers = ("ideas.StateChange.by",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each change of an idea's state."""
        for change in StateChange.objects.filter(by=person).select_related("idea").order_by("-pk"):
            words = f"{change.idea.title}: {change.get_new_display()}"
            details = {"old": change.old, "new": change.new, "note": change.note}
            yield Row("decision", _("Decision"), words, change.at, change.idea.get_absolute_url(), details)
