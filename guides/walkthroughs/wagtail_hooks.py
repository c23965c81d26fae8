"""What guides add to Wagtail's admin: reports, the gate at each door of publishing, and a panel of what is due."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from commons.people.roles import roles_of

from . import rules, selectors, services
from .models import GuidePage
from .views import desk, publishing, report, step_times, upkeep

AT_MOST = 5
"""Guides that the first page of the admin lists; the report has all."""


class StuckPointsItem(MenuItem):
    """The report's place in the menu, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may read what people wrote."""
        return rules.may_read_reports(roles_of(request.user))


class GuidesToCheckItem(MenuItem):
    """The report's place in the menu, for those who edit guides."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may edit any page."""
        policy = report.GuidesToCheckView.permission_policy
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])


class GuidesDue(Component):
    """The guides that wait for this person to check them, on the first page of the admin."""

    name = "guides_due"
    template_name = "walkthroughs/desk/due.html"
    order = 250

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The most urgent ones, and how many there are."""
        guides = selectors.overdue_for(parent_context["request"].user)
        return {"guides": guides[:AT_MOST], "count": guides.count()}


@hooks.register("register_admin_urls", order=-1)
def desk_addresses() -> list[URLPattern]:
    """The addresses of the staff's desk, before those of others that are taken over."""
    return [
        path("stuck-points/", desk.stuck_points, name="stuck_points"),
        path("stuck-points.csv", desk.stuck_points_file, name="stuck_points_file"),
        path("stuck-points/<int:pk>/", desk.stuck_point, name="stuck_point"),
        path("stuck-points/<int:pk>/state/", desk.stuck_point_state, name="stuck_point_state"),
        path("stuck-points/<int:pk>/words.csv", desk.stuck_words_file, name="stuck_words_file"),
        re_path(
            r"^stuck-points/(?P<pk>[0-9]+)/(?P<kind>report|outcome)/(?P<said>[0-9]+)/strike/$",
            desk.strike,
            name="stuck_strike",
        ),
        path("guides/<int:pk>/step-times/", step_times.step_times, name="step_times"),
        path("guides/to-check/", report.GuidesToCheckView.as_view(), name="guides_to_check"),
        path(
            "guides/to-check/results/",
            report.GuidesToCheckView.as_view(results_only=True),
            name="guides_to_check_results",
        ),
        path("guides/<int:pk>/gate/", upkeep.gate, name="guide_gate"),
        path("guides/<int:pk>/history/", upkeep.history, name="guide_history"),
        path("guides/<int:pk>/checked/", upkeep.checked, name="guide_checked"),
        path("localize/update/<int:translation_source_id>/", publishing.UpdateTranslations.as_view()),
    ]


class GuideViewSet(PageViewSet):
    """Wagtail's pages for guides, with our review."""

    model = GuidePage
    workflow_action_view_class = publishing.ReviewAction
    collect_workflow_action_data_view_class = publishing.ReviewWords


@hooks.register("register_admin_viewset")
def guides_in_wagtail() -> GuideViewSet:
    """Have Wagtail serve guides so."""
    return GuideViewSet()


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


@hooks.register("register_reports_menu_item")
def guides_to_check_item() -> MenuItem:
    """The guides to check, among the reports."""
    return GuidesToCheckItem(_("Guides to check"), reverse("guides_to_check"), icon_name="history", order=110)


@hooks.register("construct_homepage_panels")
def say_what_is_due(request: HttpRequest, panels: list[Any]) -> None:
    """Tell those who edit guides which are due."""
    if GuidesToCheckItem("", "").is_shown(request):
        panels.append(GuidesDue())


@hooks.register("register_page_header_buttons")
def history_button(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """The way to what changed step by step, in the menu above a guide."""
    if isinstance(page.specific_deferred, GuidePage) and page.permissions_for_user(user).can_edit():
        url = reverse("guide_history", args=[page.pk])
        yield Button(_("What changed, step by step"), url, icon_name="history", priority=55)


@hooks.register("before_bulk_action")
def gate_of_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Let no guide through that is published with others."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    return publishing.refuse_bulk(request, objects, action)


@hooks.register("before_copy_page")
def gate_of_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let no guide through that is published as a copy."""
    return publishing.refuse_copies(request, page)


@hooks.register("before_edit_page", order=-1)
def gate_of_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let no guide through that is published as a translation; before Wagtail Localize takes the page over."""
    return publishing.refuse_translation(request, page)


@hooks.register("before_edit_page")
def keep_what_is_refused(request: HttpRequest, page: Page) -> None:
    """Lose nothing of a guide that may not be published yet."""
    publishing.keep_as_draft(request, page)


@hooks.register("after_edit_page")
def say_what_is_kept(request: HttpRequest, page: Page) -> None:
    """Tell its editor so."""
    publishing.say_what_was_kept(request, page)


@hooks.register("register_log_actions")
def name_what_is_logged(actions: LogActionRegistry) -> None:
    """The words of our deeds in the history of a page."""
    actions.register_action(services.CHECKED, _("Checked"), _("Every step was tried"))
    actions.register_action(services.PUT_OFF, _("Not published"), _("Was to be published and lacked something"))
