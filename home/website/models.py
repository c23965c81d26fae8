"""The site's own pages and settings."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField

from commons.pages.models import BasePage


class HomePage(BasePage):
    """The front page of one language."""

    view = "home.website.views.front"
    welcome = models.CharField(_("welcome"), max_length=120, blank=True)

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("welcome")]

    class Meta:
        verbose_name = _("front page")


class StandardPage(BasePage):
    """A page of text: privacy, accessibility, how we moderate, contact."""

    view = "home.website.views.standard"
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "document-link"])

    parent_page_types: ClassVar = ["home_website.HomePage", "home_website.StandardPage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")


@register_setting
class SiteSettings(BaseSiteSetting):
    """What makes the site this town's: its name, mark and colour."""

    name = models.CharField(_("name of the site"), max_length=80, default="Folkmoot")
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, help_text=_("As #rrggbb."))
    logo = models.ForeignKey(
        "commons_pages.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("site settings")
