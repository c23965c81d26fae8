"""“Guides to check”, among the reports of Wagtail's admin."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from commons.people.models import User
from commons.ui.dates import day_in_words

from .. import selectors
from ..models import GuidePage


def _people(request: Any) -> QuerySet[User]:
    keepers = GuidePage.objects.filter(live=True).values("review_owner")
    return User.objects.filter(pk__in=keepers).order_by("display_name")


class GuidesToCheckFilters(WagtailFilterSet):
    """By when a guide is due, and by who keeps it right."""

    due = django_filters.ChoiceFilter(
        label=gettext_lazy("To be checked"),
        method="by_day",
        choices=[
            ("overdue", gettext_lazy("now, or before")),
            ("soon", gettext_lazy("within 30 days")),
            ("later", gettext_lazy("later")),
        ],
    )
    review_owner = django_filters.ModelChoiceFilter(label=gettext_lazy("Who keeps it right"), queryset=_people)

    class Meta:
        model = GuidePage
        fields: tuple[str, ...] = ()

    def by_day(self, guides: QuerySet[GuidePage], name: str, value: str) -> QuerySet[GuidePage]:
        """The guides that are due now, soon or later."""
        today = timezone.localdate()
        soon = today + selectors.SOON
        return {
            "overdue": guides.filter(check_due__lte=today),
            "soon": guides.filter(check_due__gt=today, check_due__lte=soon),
            "later": guides.filter(check_due__gt=soon),
        }[value]


class GuidesToCheckView(ReportView):
    """Every published guide, the most urgent first: when it is due, who keeps it right, and what it lacks."""

    model = GuidePage
    page_title = gettext_lazy("Guides to check")
    header_icon = "history"
    index_url_name = "guides_to_check"
    index_results_url_name = "guides_to_check_results"
    filterset_class = GuidesToCheckFilters
    default_ordering = None
    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False

    def get_base_queryset(self) -> QuerySet[GuidePage]:
        """The guides this person may edit."""
        return selectors.guides_to_check(self.request.user)

    def get_queryset(self) -> QuerySet[GuidePage]:
        """The same, in the order of their days."""
        return self.get_base_queryset()

    @property
    def columns(self) -> list[Column]:
        """What is told of each guide."""
        return [
            TitleColumn("title", label=_("Guide"), get_url=_editor),
            Column("office", label=_("Office"), accessor=lambda guide: guide.service.body.name),
            Column(
                "last_checked", label=_("Last checked"), accessor=lambda guide: _day(guide.last_checked) or _("never")
            ),
            Column("check_due", label=_("Check again on"), accessor=_due),
            Column(
                "review_owner", label=_("Who keeps it right"), accessor=lambda guide: guide.review_owner or _("nobody")
            ),
            Column("lacking", label=_("Missing"), accessor=_missing),
        ]


def _editor(guide: GuidePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[guide.pk])


def _day(day: Any) -> str:
    return day_in_words(day) if day else ""


def _due(guide: GuidePage) -> str:
    """The day, and whether it has passed."""
    if guide.check_due and guide.check_due <= timezone.localdate():
        return _("%(day)s: now due") % {"day": _day(guide.check_due)}
    return _day(guide.check_due)


def _missing(guide: GuidePage) -> str:
    """How much the guide lacks that it needed to be published: captions may have been taken off since."""
    count = len(guide.lacking())
    return ngettext("%(count)d thing", "%(count)d things", count) % {"count": count} if count else ""
