"""Which thread belongs to which step: one for all languages of its guide, made with its first post."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Discussion(models.Model):
    """That a step of a page is discussed in a thread: one each, by the database."""

    KIND = "place"
    """The name by which threads and those who follow know it."""

    anchor = models.OneToOneField("commons_pages.Anchor", on_delete=models.PROTECT, related_name="+")
    """The step, whatever its wording and the language of its page."""
    thread = models.OneToOneField("deliberation.Thread", on_delete=models.PROTECT, related_name="discussion")
    title = models.CharField(_("title"), max_length=255)
    """What the step was called when the first post was written, for when it can't be read any more."""

    class Meta:
        verbose_name = _("discussion of a step")
        verbose_name_plural = _("discussions of steps")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the discussion in the active language."""
        return reverse("place_discussion", args=[self.anchor.page_key, self.anchor.step_key])
