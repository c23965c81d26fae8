"""What the CMS says and offers about accounts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .admin import DeletePeople, GivePeopleRole, SetPeopleActive

# After Wagtail's own, in whose place they come.
for act in (DeletePeople, GivePeopleRole, SetPeopleActive):
    hooks.register("register_bulk_action", act, order=10)


class RelaxedNotice(Component):
    """Says to staff that this installation lets them in without a second factor."""

    name = "second_factor_relaxed"
    template_name = "people/admin/relaxed.html"
    order = 10


@hooks.register("construct_homepage_panels")
def say_when_relaxed(request: HttpRequest, panels: list[Any]) -> None:
    """Nobody should take the demo's lightness for the rule."""
    if not settings.STAFF_SECOND_FACTOR_REQUIRED:
        panels.append(RelaxedNotice())


@hooks.register("register_account_menu_item")
def account_page(request: HttpRequest) -> dict[str, Any]:
    """Lead from the CMS's preferences to the account itself."""
    return {
        "url": reverse("people_account"),
        "label": _("Name, address and password"),
        "help_text": _("These belong to your account on the site."),
    }
