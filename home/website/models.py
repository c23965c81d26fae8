"""The site's own pages and settings."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from commons.pages.blocks import BodyBlock
from commons.pages.models import BasePage

from .rules import check_accent


class HomePage(BasePage):
    """The front page of one language; its title is the site's name there, shown at the top of every page."""

    view = "home.website.views.front"
    question = models.CharField(
        _("question above the search box"),
        max_length=80,
        blank=True,
        help_text=_("When empty: “What do you need to get done?”"),
    )
    often_wanted = models.CharField(
        _("often looked for"),
        max_length=300,
        blank=True,
        help_text=_("Words offered below the search box, with commas between them."),
    )

    # Front pages are neighbours: each needs an address of its own.
    override_translatable_fields: ClassVar = []
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("often_wanted"),
    ]

    class Meta:
        verbose_name = _("front page")

    @property
    def often_wanted_words(self) -> list[str]:
        """The words to offer, each a search of its own."""
        return [words.strip() for words in self.often_wanted.split(",") if words.strip()]


class StandardPage(BasePage):
    """A page of text: privacy, accessibility, how we moderate, contact."""

    view = "home.website.views.standard"
    introduction = models.CharField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences: what the page tells.")
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Headings, text, pictures and notes, in the order people read them."),
    )
    shows_contact = models.BooleanField(
        _("shows how to reach us"), default=False, help_text=_("Adds the contact details of the site's settings.")
    )

    parent_page_types: ClassVar = ["home_website.HomePage", "home_website.StandardPage"]
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("shows_contact"),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.override_translatable_fields,
        SynchronizedField("shows_contact"),
    ]

    class Meta:
        verbose_name = _("page of text")

    def search_texts(self) -> Iterable[str]:
        """The page's own words."""
        return [*super().search_texts(), self.introduction, *self.body.stream_block.get_searchable_content(self.body)]


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """What makes the site this town's: its name, mark, colour, and how to reach its people."""

    name = models.CharField(
        _("name of the site"),
        max_length=80,
        default="Folkmoot",
        help_text=_("In mails and feeds. Pages show the title of the front page in their language."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[check_accent],
        help_text=_("As #rrggbb, dark enough to be read on our paper. The shade for dark screens is made from it."),
    )
    logo = models.ForeignKey(
        "commons_pages.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Shown 40 pixels high beside the name; decoration, so it needs no words."),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Read on working days by somebody who answers."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("With the area code, as it is dialled.")
    )
    address = models.TextField(_("postal address"), blank=True, help_text=_("As on an envelope, a line each."))

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("logo"), FieldPanel("accent")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]), FieldPanel("address")],
            heading=_("How people reach those behind the site"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")

    @property
    def contact(self) -> str:
        """How to reach us, a line each."""
        return "\n".join(filter(None, [self.address, self.phone, self.email]))
