"""What each role comes to the CMS for."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS, MODERATORS, OFFICIALS, roles_of
from commons.ui.templatetags.ui import address


@dataclass(frozen=True)
class Duty:
    """One kind of work: whose it is, what it is called, and how it is done.

    `begins` names the view it begins at, or is an address of the site below the language: one that ends in a slash.
    """

    roles: frozenset[str]
    label: Promise
    how: Promise
    begins: str


@dataclass(frozen=True)
class Way:
    """A duty with the address where it begins."""

    label: Promise
    how: Promise
    address: str


DUTIES = (
    Duty(
        frozenset({EDITORS, LEADS}),
        _("Guides and pages"),
        _("Write and publish guides, consultations and pages of text, and translate them."),
        "wagtailadmin_explore_root",
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
    ),
    Duty(
        frozenset({EDITORS, OFFICIALS, AGENTS, LEADS}),
        _("Where people get stuck"),
        _("Read at which steps people get stuck, and what they wrote."),
        "stuck_points",
    ),
    Duty(
        frozenset({HOSTS, LEADS}),
        _("Live sessions"),
        _("Announce a session, and run it from the hosts' view."),
        "wagtailsnippets_live_qa_livesession:list",
    ),
    Duty(
        frozenset({MODERATORS}),
        _("Discussions"),
        _("Each idea has a discussion. “Hide” below a post takes it off the page; “Show it again” brings it back."),
        "consultations/",
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
    return [Way(duty.label, duty.how, _address(duty.begins)) for duty in DUTIES if duty.roles & held]


def _address(begins: str) -> str:
    return address(begins) if begins.endswith("/") else reverse(begins)
