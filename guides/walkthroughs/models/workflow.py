"""The review before publishing, which lets no guide through that lacks something."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from .pages import GuidePage

REFUSED = "refused"
"""Part of the address that tells the page editor that publishing was refused just now."""


class GatedApprovalTask(AbstractGroupApprovalTask):
    """People of the chosen groups review a page; a guide is approved when nothing is lacking."""

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Approve or send back. Approving a guide that lacks something leads to its editor, where the list stands."""
        page = task_state.revision.as_object()
        latest = page.get_latest_revision_as_object() if isinstance(page, GuidePage) else None
        if action_name == "approve" and latest and latest.lacking():
            return f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?{REFUSED}=1"
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """What it does, for whoever puts a workflow together."""
        return str(_("Members of the chosen groups approve a page; a guide only when nothing is missing"))

    class Meta:
        verbose_name = _("Review, with the check of guides")
        verbose_name_plural = _("Reviews, with the check of guides")
