"""Puts the moderators' desk into the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from commons.people.roles import MODERATORS, has_role

from .views import desk


class ForModerators(MenuItem):
    """A line of the menu that only moderators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from whoever would be turned away."""
        return has_role(request.user, MODERATORS)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The queue and one case."""
    return [
        path("moderation/", desk.moderation, name="moderation_queue"),
        path("moderation/<slug:kind>/<int:pk>/", desk.case, name="moderation_case"),
    ]


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    """The queue, in the menu."""
    return ForModerators(_("Moderation"), reverse("moderation_queue"), icon_name="warning", order=220)
