"""What people are told of guides they follow: that a step was put right."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.notifications import kinds
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.notifications.kinds import Kind
from commons.notifications.words import Words
from commons.pages.selectors import place_of

from ..models import GuidePage, StuckPoint

GUIDE = "guides.guide"
MENDED = Kind("guides.mended", _("Steps put right in guides you follow"))


def register() -> None:
    """Make the kind of news known."""
    kinds.register(MENDED)


def of_mended(*, by: Any, point: StuckPoint) -> None:
    """Tell who follows the guide or its service that the step at which people got stuck was mended."""
    place = place_of(by, point.anchor)
    page = place.page.specific if place else None
    if place is None or not isinstance(page, GuidePage):
        return
    notifications.tell_followers(
        of=[Thing(GUIDE, str(page.translation_key)), Thing("directory.service", str(page.service_id))],
        kind=MENDED.name,
        line=Words(_("A step of “%(about)s” at which people got stuck was put right")),
        event=f"{point.pk}.{point.fixed_at:%Y%m%d%H%M%S}",
        thing=f"guide.{page.translation_key}",
        by=by,
        office=page.service.body,
        address=place.address,
    )
