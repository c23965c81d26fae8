"""What may be read of official answers."""

from collections.abc import Iterable
from typing import Any

from commons.directory import selectors as directory
from commons.directory.models import PublicBody
from commons.people.roles import OFFICIALS, has_role

from .adapters import Described, adapter_for
from .models import Answer, Answerable
from .rules import may_answer


def answers_to(viewer: Any, answerable: Answerable) -> list[Answer]:
    """List the answers to one thing, the newest first; none where the viewer may not read the thing."""
    if not adapter_for(answerable).visible_to(viewer, answerable):
        return []
    return list(answerable.answers.select_related("body").prefetch_related("body__texts"))


def described(viewer: Any, answers: Iterable[Answer]) -> list[Described]:
    """Give the answers the viewer may read with the label and address of what they answer."""
    found = []
    for answer in answers:
        adapter = adapter_for(answer.answerable)
        if adapter.visible_to(viewer, answer.answerable):
            label, address = adapter.label(answer.answerable), adapter.address(answer.answerable)
            found.append(Described(answer=answer, label=label, address=address))
    return found


def offices(viewer: Any) -> list[PublicBody]:
    """List the offices the viewer speaks for; none for whoever is no official."""
    if not has_role(viewer, OFFICIALS):
        return []
    return list(directory.bodies_of(viewer))


def may_speak_for(viewer: Any, body: PublicBody) -> bool:
    """Tell whether the viewer may answer in the name of an office."""
    official = has_role(viewer, OFFICIALS)
    named = official and directory.speaks_for(viewer, body)
    return may_answer(is_official=official, speaks_for_body=named)
