"""What each role comes to the CMS for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS, roles_of
from commons.ui.addresses import address
from guides.walkthroughs.models import GuideIndexPage

from .waiting import Waiting, cases_to_decide, ideas_to_decide, sessions_to_run, steps_to_answer

#: Where a guide is begun: below the list of guides.
GUIDE = "guide"
#: Where pages are listed: below the front page, where one can make some.
PAGES = "pages"


@dataclass(frozen=True)
class Duty:
    """One kind of work: whose it is, what it is called, and how it is done.

    `begins` names the view it begins at, or is an address of the site below the language: one that ends in a slash.
    `waits` lists what waits for a viewer.
    """

    roles: frozenset[str]
    label: Promise
    how: Promise
    begins: str
    waits: Callable[[Any], list[Waiting]] | None = None


@dataclass(frozen=True)
class Way:
    """A duty with the address where it begins, and what of it waits for somebody."""

    label: Promise
    how: Promise
    address: str
    waits: list[Waiting]


DUTIES = (
    Duty(
        frozenset({EDITORS, LEADS}),
        _("Make a guide"),
        _("Begin with the facts and the steps. A film may come with it: upload that first."),
        GUIDE,
    ),
    Duty(
        frozenset({EDITORS, LEADS}),
        _("Guides and pages"),
        _("Write and publish guides, consultations and pages of text, and translate them."),
        PAGES,
    ),
    Duty(
        frozenset({EDITORS, LEADS}),
        _("Films"),
        _("Upload a film, add its captions and check them. A guide then takes it."),
        "wagtailmedia:index",
    ),
    Duty(
        frozenset({OFFICIALS}),
        _("Ideas"),
        _("Decide on the ideas your office asked for, and answer them in its name."),
        "idea_decisions:index",
        ideas_to_decide,
    ),
    Duty(
        frozenset({EDITORS, OFFICIALS, AGENTS, LEADS}),
        _("Where people get stuck"),
        _("Read at which steps people get stuck, and what they wrote."),
        "stuck_points",
        steps_to_answer,
    ),
    Duty(
        frozenset({HOSTS, LEADS}),
        _("Live sessions"),
        _("Announce a session, and run it from the hosts' view."),
        "wagtailsnippets_live_qa_livesession:list",
        sessions_to_run,
    ),
    Duty(
        frozenset({MODERATORS}),
        _("Moderation"),
        _("Read what people report, decide by the published rules, and take a second look at what others decided."),
        "moderation_queue",
        cases_to_decide,
    ),
    Duty(
        frozenset({AGENTS}),
        _("Search everything"),
        _("Find the guide, the second of the film or the official answer that somebody needs."),
        "search/",
    ),
    Duty(
        frozenset({AGENTS, EDITORS, LEADS}),
        _("Services"),
        _("See what each office does, where it is done online, and how it is reached."),
        "wagtailsnippets_directory_service:list",
    ),
    Duty(
        frozenset({LEADS}),
        _("People"),
        _("Make accounts for colleagues, and give them their roles."),
        "wagtailusers_users:index",
    ),
)


def duties_of(viewer: Any) -> list[Way]:
    """The work of who is looking, in the order of the list."""
    held = roles_of(viewer)
    ways = [
        Way(duty.label, duty.how, _address(duty.begins), duty.waits(viewer) if duty.waits else [])
        for duty in DUTIES
        if duty.roles & held
    ]
    return [way for way in ways if way.address]


def _guides() -> int | None:
    """The list of guides below the front page, in its language; none on a site without guides."""
    front = Page.objects.filter(sites_rooted_here__is_default_site=True).first()
    found = GuideIndexPage.objects.descendant_of(front).values_list("pk", flat=True) if front else []
    return next(iter(found), None)


def _address(begins: str) -> str:
    if begins == PAGES:
        front = Site.objects.filter(is_default_site=True).values_list("root_page", flat=True).first()
        return reverse("wagtailadmin_explore", args=[front]) if front else reverse("wagtailadmin_explore_root")
    if begins == GUIDE:
        index = _guides()
        return reverse("wagtailadmin_pages:add", args=["guides_walkthroughs", "guidepage", index]) if index else ""
    return address(begins) if begins.endswith("/") else reverse(begins)
