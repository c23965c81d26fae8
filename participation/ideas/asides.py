"""What ideas offer to pages that know nothing of them: a way to suggest something better, and what was suggested."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from commons.directory.models import Service
from commons.pages import asides
from commons.pages.asides import Aside, AsideRequest

from . import selectors
from .models import Idea

#: Ideas listed beside a guide or a service.
LISTED = 5


@dataclass(frozen=True, slots=True)
class AboutPage:
    """All that is shown about one page, read once."""

    form: str = ""
    """Address of the form by which an idea about the page is proposed; none while nowhere takes ideas."""
    list: str = ""
    """Address of the list in which it would appear."""
    counts: Counter[UUID | None] = field(default_factory=Counter)
    ideas: Iterable[Idea] = ()
    """Those with most support; read where they are listed and not before."""


def prepare(page: Any, viewer: Any) -> AboutPage:
    """Read what the page and every step of it need."""
    key = page.translation_key
    places, stage = selectors.of_page(viewer, key, getattr(page, "service", None))
    counts: Counter[UUID | None] = Counter()
    for place in places:
        counts[place.step_key] += place.ideas
    return AboutPage(
        form=f"{reverse('ideas:new', args=[stage.translation_key])}?about={key}" if stage else "",
        list=f"{stage.get_url() or ''}?about={key}" if stage else "",
        counts=counts,
        ideas=selectors.ideas_about(viewer, key)[:LISTED] if places else (),
    )


def suggest_at_step(asked: AsideRequest) -> Aside | None:
    """Offer "Suggest a better way (3)" at a step: the form while ideas are taken, else the ideas there are."""
    about: AboutPage = asked.data
    if not about.form:
        return None
    context = {"href": f"{about.form}/{asked.step_key}", "shown": f"{about.list}/{asked.step_key}#ideas"}
    return Aside("ideas/asides/step.html", {**context, "count": about.counts[asked.step_key]})


def after_stuck(asked: AsideRequest) -> Aside | None:
    """Offer somebody who got stuck at a step to propose what would help, and to discuss what others proposed."""
    about: AboutPage = asked.data
    if not about.form:
        return None
    context = {"href": f"{about.form}/{asked.step_key}", "shown": f"{about.list}/{asked.step_key}#ideas"}
    return Aside("ideas/asides/stuck.html", {**context, "count": about.counts[asked.step_key]})


def beside_guide(asked: AsideRequest) -> Aside | None:
    """List the ideas about a guide, and offer the form while ideas are taken."""
    about: AboutPage = asked.data
    if not about.ideas and not about.form:
        return None
    return Aside("ideas/asides/guide.html", {"ideas": about.ideas, "form": about.form})


def beside_service(asked: AsideRequest) -> Aside | None:
    """List the ideas about a service."""
    if not isinstance(asked.page, Service):
        return None
    ideas = list(selectors.ideas_for_service(asked.viewer, asked.page)[:LISTED])
    return Aside("ideas/asides/service.html", {"ideas": ideas}) if ideas else None


def make_them() -> None:
    """Register the offers; called once, when the app is ready."""
    asides.register("step.acts", suggest_at_step, order=20, prepare=prepare)
    asides.register("stuck.ways", after_stuck, order=20, prepare=prepare)
    asides.register("guide.aside", beside_guide, order=20, prepare=prepare)
    asides.register("service.sections", beside_service, order=20)
