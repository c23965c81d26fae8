"""Deeds on consultations: telling those who follow them that a stage has opened."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.notifications import kinds
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.notifications.kinds import Kind
from commons.notifications.words import Words

from .models import StagePage
from .selectors import consultation_above, services_of

CONSULTATION = "consultations.consultation"
OPENED = Kind(
    "consultations.opened", _("Consultations you follow, or about what you follow, that you can take part in")
)
#: For so long after a stage opened it is still news.
NEWS_FOR = timedelta(days=2)


def register_news() -> None:
    """Make the kind of news known."""
    kinds.register(OPENED)


def tell_of_openings() -> None:
    """Tell of every stage that opened lately, once each, who follows its consultation, its office or its services."""
    now = timezone.now()
    for model in apps.get_models():
        if not issubclass(model, StagePage):
            continue
        rows: Any = model.objects.on_show().filter(opens_at__gt=now - NEWS_FOR, opens_at__lte=now, closes_at__gt=now)
        for stage in {row.translation_key: row for row in rows.order_by("-pk")}.values():
            # The dates of the page it was translated from count.
            if now - NEWS_FOR < stage.dates.opens_at <= now < stage.dates.closes_at:
                _tell_of_opening(stage)


def _tell_of_opening(stage: StagePage) -> None:
    found = consultation_above(stage)
    if found is None:
        return
    page = type(found).objects.get(path=found.path)
    notifications.tell_followers(
        of=[
            Thing(CONSULTATION, str(page.translation_key)),
            Thing("directory.body", str(page.body_id)),
            *(Thing("directory.service", str(service.pk)) for service in services_of(page)),
        ],
        kind=OPENED.name,
        line=Words(_("You can take part in “%(about)s” now")),
        event=str(stage.translation_key),
        thing=f"consultation.{page.translation_key}",
        office=page.body,
        address=stage.get_url() or "",
    )
