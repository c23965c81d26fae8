"""What guides add to Wagtail's admin: the report on where people get stuck."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from commons.people.roles import roles_of

from . import rules
from .models import GuidePage
from .views import desk, step_times


class StuckPointsItem(MenuItem):
    """The report's place in the menu, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may read what people wrote."""
        return rules.may_read_reports(roles_of(request.user))


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    """The addresses of the staff's desk."""
    return [
        path("stuck-points/", desk.stuck_points, name="stuck_points"),
        path("stuck-points/<int:pk>/", desk.stuck_point, name="stuck_point"),
        path("guides/<int:pk>/step-times/", step_times.step_times, name="step_times"),
    ]


@hooks.register("register_page_header_buttons")
def step_times_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way from a guide to its steps' times, for those who may change it."""
    if isinstance(page.specific_deferred, GuidePage) and page.permissions_for_user(user).can_edit():
        address = reverse("step_times", args=[page.pk])
        yield Button(_("Times of the steps"), address, icon_name="time", priority=12)


@hooks.register("register_reports_menu_item")
def stuck_points_item() -> MenuItem:
    """Where people get stuck, among the reports."""
    return StuckPointsItem(_("Where people get stuck"), reverse("stuck_points"), icon_name="help", order=100)
