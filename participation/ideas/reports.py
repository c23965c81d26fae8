"""Ideas as what people report and moderators decide on."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.moderation.adapters import Said, Thing
from commons.moderation.rules import Standing

from . import selectors, services
from .models import Idea
from .rules import Deed, IdeaState, Role, refusal

STANDINGS = {IdeaState.WITHDRAWN: Standing.GONE, IdeaState.HIDDEN: Standing.HIDDEN}


class IdeaReports:
    """Ideas of all stages."""

    kind = "idea"
    name = _("Idea")

    def thing(self, pk: int) -> Thing | None:
        """Give an idea with the office that is responsible."""
        idea = Idea.objects.select_related("author", "stage").filter(pk=pk).first()
        if idea is None:
            return None
        stage = selectors.stage_for_change(idea)
        edit = ""
        if stage is not None:
            able = {Role.ANYONE, Role.PERSON, Role.AUTHOR}
            if refusal(Deed.EDIT, able, stage.state, IdeaState(idea.state)) is None:
                edit = reverse("ideas:edit", args=[pk])
        return _thing(idea, edit=edit, body=stage.consultation.body_id if stage else None)

    def things(self, handles: Collection[int]) -> Mapping[int, Thing]:
        """Give the ideas of some handles."""
        rows = Idea.objects.select_related("author").filter(reportable__in=handles)
        return {idea.reportable_id or 0: _thing(idea, edit=reverse("ideas:edit", args=[idea.pk])) for idea in rows}

    def visible_to(self, viewer: Any, pk: int) -> bool:
        """Whoever may read it."""
        return selectors.visible_ideas(viewer).filter(pk=pk).exists()

    def own(self, pk: int, handle: int) -> bool:
        """Let an idea own its handle."""
        return Idea.objects.filter(pk=pk, reportable=None).update(reportable=handle) == 1

    def around(self, pk: int) -> list[Said]:
        """Nothing stands around an idea: it opens its own discussion."""
        return []

    def hide(self, *, by: Any, pk: int, why: str) -> None:
        """Hide it."""
        services.hide(by=by, idea=_idea(pk))

    def restore(self, *, by: Any, pk: int) -> None:
        """Show it again."""
        services.restore(by=by, idea=_idea(pk))


def _idea(pk: int) -> Idea:
    return Idea.objects.select_related("stage").get(pk=pk)


def _thing(idea: Idea, *, edit: str, body: int | None = None) -> Thing:
    return Thing(
        kind=IdeaReports.kind,
        pk=idea.pk,
        handle=idea.reportable_id,
        title=idea.title,
        text=idea.text,
        address=idea.get_absolute_url(),
        standing=STANDINGS.get(IdeaState(idea.state), Standing.SHOWN),
        author=idea.author,
        signed=idea.author.public_name if idea.author else "",
        language=idea.language,
        body=body,
        edit=edit,
    )
