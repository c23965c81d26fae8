"""What the directory holds about a person: for whom they may speak."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Record, Row

from .models import Membership


class SpeakersRecord(Record):
    """The offices a person may speak for."""

    name = "offices"
    title = _("Offices you speak for")
    covers = ("directory.Membership.person",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each office."""
        for membership in Membership.objects.filter(person=person).select_related("body").order_by("body__slug"):
            yield Row("office", _("Office"), membership.body.name)

    def give_back(self, person: Any) -> None:
        """Speak for none any more."""
        Membership.objects.filter(person=person).delete()
