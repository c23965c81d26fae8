"""Public bodies and services in the CMS."""

from typing import ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from commons.pages.copying import FreshCopyView

from .models import PublicBody, Service
from .widgets import ChooserViewSet

LANGUAGES = len(settings.LANGUAGES)


class PublicBodyViewSet(SnippetViewSet):
    """Offices and partners: how to reach them, what they are called, who speaks for them."""

    model = PublicBody
    copy_view_class = FreshCopyView
    chooser_viewset_class = ChooserViewSet
    icon = "group"
    menu_label = _("Public bodies")
    list_display: ClassVar = ["name", "email", "phone", "reply_days"]
    search_fields: ClassVar = ["slug", "texts__name"]
    panels: ClassVar = [
        FieldPanel("slug"),
        InlinePanel(
            "texts",
            heading=_("Name and words"),
            label=_("language"),
            min_num=1,
            max_num=LANGUAGES,
            help_text=_("One for each language. Readers of a language without one see the first."),
            panels=[FieldPanel("language"), FieldPanel("name"), FieldPanel("summary")],
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("address"),
                FieldPanel("website"),
                FieldPanel("reply_days"),
            ],
            heading=_("How people reach it"),
        ),
        InlinePanel(
            "memberships",
            heading=_("Who may speak for it"),
            label=_("person"),
            help_text=_("Their answers carry the star and this office's name."),
            panels=[FieldPanel("person")],
        ),
    ]


class ServiceViewSet(SnippetViewSet):
    """What the offices do for people; guides, ideas and sessions gather below each."""

    model = Service
    copy_view_class = FreshCopyView
    chooser_viewset_class = ChooserViewSet
    icon = "tasks"
    menu_label = _("Services")
    list_display: ClassVar = ["name", "body", "online_url"]
    list_filter: ClassVar = ["body"]
    search_fields: ClassVar = ["slug", "texts__name"]
    panels: ClassVar = [
        FieldRowPanel([FieldPanel("slug"), FieldPanel("body")]),
        InlinePanel(
            "texts",
            heading=_("Name and words"),
            label=_("language"),
            min_num=1,
            max_num=LANGUAGES,
            help_text=_("One for each language. Readers of a language without one see the first."),
            panels=[
                FieldPanel("language"),
                FieldPanel("name"),
                FieldPanel("summary"),
                FieldPanel("description"),
                FieldPanel("counter"),
            ],
        ),
        MultiFieldPanel(
            [FieldPanel("online_url"), FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])],
            heading=_("Where to get it done"),
            help_text=_("What is left empty is taken from the public body."),
        ),
    ]


class DirectoryViewSetGroup(SnippetViewSetGroup):
    """One place in the menu for both."""

    items: ClassVar = [ServiceViewSet, PublicBodyViewSet]
    menu_label = _("Directory")
    menu_icon = "home"
    menu_order = 250


register_snippet(DirectoryViewSetGroup)
