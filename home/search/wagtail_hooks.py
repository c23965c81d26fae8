"""What the search adds to Wagtail's admin: words that mean the same, and the list of what was not found."""

from typing import ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from commons.people.roles import roles_of

from . import rules
from .models import SynonymGroup
from .views import missed


class SynonymViewSet(SnippetViewSet):
    """Words that mean the same, a group of them in a row."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    menu_order = 260
    add_to_admin_menu = True
    list_display: ClassVar = ["__str__", "language", "changed_at"]
    list_filter: ClassVar = ["language"]
    search_fields: ClassVar = ["words"]
    panels: ClassVar = [
        HelpPanel(
            _(
                "People call things by other names than offices do. Whoever searches for one of these words finds what "
                "is written with any of the others, and is told so. What people searched for and did not find stands "
                "under Reports, “Searched for and not found”."
            )
        ),
        FieldPanel("language"),
        FieldPanel("words"),
    ]


register_snippet(SynonymViewSet)


class MissedItem(MenuItem):
    """The list's place in the menu, for those who may mend it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may read what was not found."""
        return rules.may_mend(roles_of(request.user))


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    """The addresses of the list and of what is done to its rows."""
    return [
        path("missed-searches/", missed.missed, name="search_missed"),
        path("missed-searches/<int:pk>/synonym/", missed.make_synonym, name="search_make_synonym"),
        path("missed-searches/<int:pk>/done/", missed.set_aside, name="search_set_aside"),
    ]


@hooks.register("register_reports_menu_item")
def missed_item() -> MenuItem:
    """What people searched for and did not find, among the reports."""
    return MissedItem(_("Searched for and not found"), reverse("search_missed"), icon_name="search", order=110)
