"""The first page of the CMS: what each role comes for, and nothing that is not theirs."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.permission_policies.pages import PagePermissionPolicy

from commons.people.roles import roles_of

from .names import TranslatedLog
from .selectors.duties import duties_of
from .views import rights


class YourWork(Component):
    """Says what somebody can do here, each with the way there."""

    name = "your_work"
    template_name = "website/admin/your_work.html"
    order = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The duties of who is looking."""
        return {"duties": duties_of(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def begin_with_the_work(request: HttpRequest, panels: list[Any]) -> None:
    """Nobody should stand before an empty page."""
    if roles_of(request.user):
        panels.append(YourWork())


@hooks.register("register_log_actions", order=100)
def name_the_review(actions: LogActionRegistry) -> None:
    """After Wagtail's own, whose lines keep the review's names in one language."""
    for action, formatter in actions.formatters.items():
        if action.startswith("wagtail.workflow."):
            actions.formatters[action] = TranslatedLog(formatter)


@hooks.register("construct_reports_menu")
def leave_out_translations(request: HttpRequest, items: list[Any]) -> None:
    """The report on translations is for those who may change a page."""
    if not PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change", "publish"}):
        items[:] = [item for item in items if item.name != "translations"]


@hooks.register("register_admin_urls")
def rights_address() -> list[URLPattern]:
    """Where it is said who may do what."""
    return [path("who-may-do-what/", rights, name="website_rights")]


@hooks.register("register_reports_menu_item")
def rights_item() -> MenuItem:
    """Who may do what, among the reports, for all of the staff."""
    return MenuItem(_("Who may do what"), reverse("website_rights"), icon_name="lock", order=900)
