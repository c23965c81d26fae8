"""The film itself."""

from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia


class GuideVideo(AbstractMedia):
    """A film of a guide, as it was uploaded."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
