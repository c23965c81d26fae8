"""Background work in the CMS: to be looked at, and to be run again when it failed."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import Job
from .rules import State, may_become
from .views import RUN_AGAIN, run_again


class LookOnly(ModelPermissionPolicy):
    """Nobody writes a job by hand: services do."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action`, which is at most looking."""
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether looking is among `actions` and allowed."""
        return "view" in actions and self.user_has_permission(user, "view")


register_permission_policy(Job, LookOnly(Job))


class JobList(generic.IndexView):
    """The jobs, the newest first."""

    def get_list_buttons(self, instance: Job) -> list[Button]:
        """What can be done with one."""
        buttons = super().get_list_buttons(instance)
        armable = State(instance.state) is not State.RUNNING and may_become(State(instance.state), State.WAITING)
        if armable and self.request.user.has_perm(RUN_AGAIN):
            buttons.append(Button(_("Run again"), url=reverse("jobs_run_again", args=[instance.pk])))
        return buttons


class JobViewSet(ModelViewSet):
    """The list and one job."""

    model = Job
    name = "jobs"
    icon = "cogs"
    menu_label = _("Background work")
    add_to_settings_menu = True
    add_to_reference_index = False
    index_view_class = JobList
    inspect_view_enabled = True
    form_fields = ["key"]
    list_display = ["key", "state", Column("attempts"), Column("words"), DateColumn("created_at")]
    list_filter = ["state", "lane"]
    search_fields = ["key", "task"]
    inspect_view_fields = [
        "key", "task", "lane", "state", "attempts", "progress", "words", "error", "run_after", "created_at",
        "started_at", "heartbeat_at", "finished_at",
    ]  # fmt: skip


@hooks.register("register_admin_viewset")
def register_jobs() -> JobViewSet:
    """Put the list into the settings menu."""
    return JobViewSet()


@hooks.register("register_admin_urls")
def register_run_again() -> list[Any]:
    """The address of the button."""
    return [path("jobs/<int:pk>/run-again/", run_again, name="jobs_run_again")]
