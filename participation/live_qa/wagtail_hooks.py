"""Live sessions in the CMS."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from commons.pages.copying import FreshCopyView

from .forms import LiveSessionForm
from .models import LiveSession


class LinksPanel(HelpPanel):
    """Where the session is joined, run and shown; nothing while it has no address."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Makes the links for one session."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.content = links_of(self.instance) if self.instance.pk else _("Save it first.")


def links_of(session: LiveSession) -> SafeString:
    """The session's three addresses."""
    return format_html(
        '<p><a href="{}">{}</a> · <a href="{}">{}</a> · <a href="{}">{}</a></p>',
        session.get_absolute_url(),
        _("Room"),
        reverse("live_qa:host", args=[session.code]),
        _("Hosts' view"),
        reverse("live_qa:stage", args=[session.code]),
        _("Stage"),
    )


class LiveSessionViewSet(SnippetViewSet):
    """The list of sessions, the latest first, and their form."""

    model = LiveSession
    copy_view_class = FreshCopyView
    icon = "help"
    menu_label = _("Live sessions")
    menu_name = "live-sessions"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["__str__", "body", "state", "starts_at"]
    list_filter = ["state", "body"]
    search_fields = ["code", "texts__title"]
    ordering = ["-starts_at", "-pk"]
    edit_handler = ObjectList(
        [
            LinksPanel(heading=_("Its pages")),
            InlinePanel("texts", heading=_("Its words"), label=_("language"), min_num=1, max_num=2),
            MultiFieldPanel(
                [FieldPanel("code"), FieldPanel("state"), FieldPanel("starts_at")], heading=_("When and how")
            ),
            MultiFieldPanel([FieldPanel("body"), FieldPanel("service"), FieldPanel("about")], heading=_("About")),
            MultiFieldPanel(
                [FieldPanel("moderated"), FieldPanel("hosts", widget=CheckboxSelectMultiple)], heading=_("Who runs it")
            ),
            FieldPanel("watch_url"),
        ],
        base_form_class=LiveSessionForm,
    )


register_snippet(LiveSessionViewSet)


@hooks.register("register_snippet_listing_buttons")
def listing_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """The way from the list to the room and the hosts' view."""
    if not isinstance(snippet, LiveSession):
        return []
    return [
        Button(_("Room"), snippet.get_absolute_url(), priority=50, icon_name="view"),
        Button(_("Hosts' view"), reverse("live_qa:host", args=[snippet.code]), priority=51, icon_name="user"),
    ]
