"""Where officials see the ideas their offices asked for, decide on them and answer them.

There is no form that writes an idea's fields: each button is one of the services, and so one line of history.
"""

import re
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from commons.answers import services as answers
from commons.answers.models import Answer
from commons.people.refusals import Refused
from commons.people.roles import OFFICIALS, has_role

from . import selectors, services
from .forms import DecisionForm, OfficialAnswerForm
from .models import Idea
from .rules import IdeaState

#: A row's key as forms send it; Python reads no number of thousands of figures.
KEY = re.compile(r"[0-9]{1,18}")


class OfficialsOnly(View):
    """A view of the admin that only officials see; what they see in it depends on their offices."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Turn everyone else away."""
        if not has_role(request.user, OFFICIALS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class IdeaFilters(WagtailFilterSet):
    """By state, and by whether the office has answered."""

    answered = django_filters.BooleanFilter(
        field_name="answered_at", lookup_expr="isnull", exclude=True, label=gettext_lazy("Answered")
    )

    class Meta:
        model = Idea
        fields = ["state"]


class IdeaList(OfficialsOnly, generic.IndexView):
    """The ideas of the consultations an official's offices ask."""

    model = Idea
    page_title = gettext_lazy("Ideas")
    header_icon = "edit"
    index_url_name = "idea_decisions:index"
    index_results_url_name = "idea_decisions:index_results"
    filterset_class = IdeaFilters
    search_fields = ["title", "text"]
    search_backend_name = None
    # Rights come from the office one works for, not from permissions on the model.
    permission_policy = None
    default_ordering = "-created_at"
    paginate_by = 30

    def get_base_queryset(self) -> QuerySet[Idea]:
        """Only what this official decides on."""
        return selectors.ideas_of_offices(self.request.user)

    @property
    def columns(self) -> list[Column]:
        """What is to be known of each before opening it."""
        return [
            TitleColumn("title", label=_("Idea"), get_url=lambda idea: reverse("idea_decisions:edit", args=[idea.pk])),
            Column("get_state_display", label=_("State"), sort_key="state"),
            Column("support_count", label=pgettext("how many", "Support"), sort_key="support_count"),
            DateColumn("created_at", label=_("Proposed"), sort_key="created_at"),
            DateColumn("answered_at", label=_("Answered"), sort_key="answered_at"),
        ]


class Decision(OfficialsOnly, WagtailAdminTemplateMixin, View):
    """One idea with what an official can do about it."""

    template_name = "ideas/admin/decision.html"
    header_icon = "edit"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self._show(self._idea(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change its state, answer it, or revise an answer, through the service of that name."""
        idea = self._idea(pk)
        deeds = {"state": self._change_state, "answer": self._answer, "revise": self._revise}
        deed = deeds.get(request.POST.get("deed", ""))
        if deed is None:
            raise Http404
        form = deed(idea)
        if form.is_bound and not form.is_valid():
            messages.error(request, _("Nothing was changed. Look at what is marked below."))
            return self._show(idea, **{request.POST["deed"]: form})
        return redirect("idea_decisions:edit", idea.pk)

    def get_page_title(self) -> str:
        """Name the idea."""
        return self.idea.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the list."""
        above = {"url": reverse("idea_decisions:index"), "label": _("Ideas")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.idea.title}]

    def _idea(self, pk: int) -> Idea:
        found = selectors.ideas_of_offices(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        self.idea = found
        return found

    def _change_state(self, idea: Idea) -> DecisionForm:
        form = DecisionForm(self.request.POST, state=IdeaState(idea.state), prefix="state")
        if form.is_valid():
            new, note = IdeaState(form.cleaned_data["new"]), form.cleaned_data["note"]
            self._do(form, services.change_state, _("The state is changed."), idea=idea, new=new, note=note)
        return form

    def _answer(self, idea: Idea) -> OfficialAnswerForm:
        form = OfficialAnswerForm(self.request.POST, prefix="answer")
        if form.is_valid():
            self._do(form, services.answer, _("The answer is published."), idea=idea, text=form.cleaned_data["text"])
        return form

    def _revise(self, idea: Idea) -> OfficialAnswerForm:
        given = self._given(idea)
        if given is None:
            raise Http404
        form = OfficialAnswerForm(self.request.POST, prefix=f"revise-{given.pk}")
        if form.is_valid():
            self._do(form, answers.revise, _("The answer is revised."), answer=given, text=form.cleaned_data["text"])
        return form

    def _given(self, idea: Idea) -> Answer | None:
        key = self.request.POST.get("answer_pk", "")
        return idea.answerable.answers.filter(pk=int(key)).first() if KEY.fullmatch(key) else None

    def _do(self, form: Any, service: Any, done: str, **given: Any) -> None:
        """Call the service; put its refusal beside the field."""
        try:
            service(by=self.request.user, **given)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(self.request, done)

    def _show(self, idea: Idea, **bound: Any) -> HttpResponse:
        state = IdeaState(idea.state)
        given = list(idea.answerable.answers.select_related("body", "author").prefetch_related("body__texts"))
        revising = bound.get("revise")
        forms = [(one, OfficialAnswerForm(prefix=f"revise-{one.pk}", initial={"text": one.text})) for one in given]
        return self.render_to_response(
            self.get_context_data(
                idea=idea,
                stage=selectors.stage_for_change(idea),
                changes=selectors.changes_of(self.request.user, idea),
                decision=bound.get("state") or DecisionForm(state=state, prefix="state"),
                answer=bound.get("answer") or OfficialAnswerForm(prefix="answer"),
                given=[(one, revising if revising and revising.prefix == form.prefix else form) for one, form in forms],
            )
        )


class ForOfficials(MenuItem):
    """A line of the menu that only officials see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from whoever would be turned away."""
        return has_role(request.user, OFFICIALS)


class IdeaDecisions(ViewSet):
    """The pages of the admin about ideas, and their place in the menu."""

    name = "idea_decisions"
    url_prefix = "ideas"
    icon = "edit"
    menu_label = gettext_lazy("Ideas")
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = ForOfficials

    def get_urlpatterns(self) -> list[Any]:
        """List, the list's results alone, and one idea."""
        return [
            path("", IdeaList.as_view(), name="index"),
            path("results/", IdeaList.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", Decision.as_view(), name="edit"),
        ]
