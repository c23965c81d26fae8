"""The review before publishing, which lets no guide through that lacks something."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from ..admin_forms import ChangesForm, CommentForm
from .pages import GuidePage

REFUSED = "refused"
"""Part of the address that tells the page editor that publishing was refused just now."""


class GatedApprovalTask(AbstractGroupApprovalTask):
    """People of the chosen groups review a page; a guide is approved when nothing is lacking."""

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Approve or send back. Approving a guide that lacks something leads to its editor, where the list stands."""
        if action_name == "reject" and not str(kwargs.get("comment") or "").strip():
            raise BadRequest("A page is sent back with words")
        page = task_state.revision.as_object()
        latest = page.get_latest_revision_as_object() if isinstance(page, GuidePage) else None
        if action_name == "approve" and latest and latest.lacking():
            return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{REFUSED}=1"
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Ask for words: whoever sends a page back must say why."""
        return ChangesForm if action == "reject" else CommentForm

    @classmethod
    def get_description(cls) -> str:
        """What it does, for whoever puts a workflow together."""
        return str(_("Members of the chosen groups approve a page; a guide only when nothing is missing"))

    class Meta:
        verbose_name = _("Review, with the check of guides")
        verbose_name_plural = _("Reviews, with the check of guides")
