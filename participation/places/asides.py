"""What is offered to pages that know nothing of discussions: at each step, the way to what is said of it."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.urls import reverse

from commons.pages import asides
from commons.pages.asides import Aside, AsideRequest

from . import selectors


def prepare(page: Any, viewer: Any) -> Counter[UUID] | None:
    """Count what was said at every step of the page; nothing where not everyone may read it."""
    return selectors.posts_on(viewer, page)


def discuss_step(asked: AsideRequest) -> Aside | None:
    """Offer "Discuss this step", with how many posts there are."""
    return _offer(asked, "places/asides/step.html")


def after_stuck(asked: AsideRequest) -> Aside | None:
    """Offer somebody who got stuck to ask those who got through."""
    return _offer(asked, "places/asides/stuck.html")


def _offer(asked: AsideRequest, template: str) -> Aside | None:
    if asked.data is None or asked.step_key is None:
        return None
    href = reverse("place_discussion", args=[asked.page.translation_key, asked.step_key])
    return Aside(template, {"href": href, "count": asked.data[asked.step_key]})


def make_them() -> None:
    """Register the offers; called once, when the app is ready."""
    asides.register("step.acts", discuss_step, order=30, prepare=prepare)
    asides.register("stuck.ways", after_stuck, order=30, prepare=prepare)
