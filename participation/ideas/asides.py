"""What ideas offer to pages that know nothing of them: a way to suggest something better, and what was suggested."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from commons.directory.models import Service
from commons.pages import asides
from commons.pages.asides import Aside, AsideRequest

from . import selectors
from .models import Idea, IdeasStagePage

#: Ideas listed beside a guide or a service.
LISTED = 5


@dataclass(slots=True)
class AboutPage:
    """All that is shown about one page, read once."""

    stage: IdeasStagePage | None
    counts: dict[UUID | None, int] = field(default_factory=dict)
    ideas: list[Idea] = field(default_factory=list)


def prepare(page: Any, viewer: Any) -> AboutPage:
    """Read what the page and every step of it need."""
    key = page.translation_key
    return AboutPage(
        stage=selectors.open_stage_for(viewer, key, getattr(page, "service", None)),
        counts=selectors.ideas_by_step(viewer, key),
        ideas=list(selectors.ideas_about(viewer, key)[:LISTED]),
    )


def suggest_at_step(asked: AsideRequest) -> Aside | None:
    """Offer "Suggest a better way (3)" at a step: the form while ideas are taken, else the ideas there are."""
    stage, count = asked.data.stage, asked.data.counts.get(asked.step_key, 0)
    about = f"{asked.page.translation_key}/{asked.step_key}"
    if stage is None:
        return None
    address = reverse("ideas:new", args=[stage.translation_key])
    shown = f"{stage.get_url() or ''}?about={about}#ideas"
    return Aside("ideas/asides/step.html", {"href": f"{address}?about={about}", "shown": shown, "count": count})


def beside_guide(asked: AsideRequest) -> Aside | None:
    """List the ideas about a guide, and offer the form while ideas are taken."""
    about: AboutPage = asked.data
    if not about.ideas and about.stage is None:
        return None
    context = {"ideas": about.ideas, "stage": about.stage, "about": str(asked.page.translation_key)}
    return Aside("ideas/asides/guide.html", context)


def beside_service(asked: AsideRequest) -> Aside | None:
    """List the ideas about a service."""
    if not isinstance(asked.page, Service):
        return None
    ideas = list(selectors.ideas_for_service(asked.viewer, asked.page)[:LISTED])
    return Aside("ideas/asides/service.html", {"ideas": ideas}) if ideas else None


def make_them() -> None:
    """Register the offers; called once, when the app is ready."""
    asides.register("step.acts", suggest_at_step, order=20, prepare=prepare)
    asides.register("guide.aside", beside_guide, order=20, prepare=prepare)
    asides.register("service.sections", beside_service, order=20)
