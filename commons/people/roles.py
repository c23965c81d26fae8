"""The roles a person may hold: Django groups with fixed names."""

from typing import Any

from django.utils.translation import gettext_lazy as _

EDITORS = "Editors"
OFFICIALS = "Officials"
MODERATORS = "Moderators"
HOSTS = "Hosts"
AGENTS = "Agents"
LEADS = "Leads"
ROLES = (EDITORS, OFFICIALS, MODERATORS, HOSTS, AGENTS, LEADS)
#: What people read; the names themselves stand in the database, the same in every language.
LABELS = {
    EDITORS: _("Editors"),
    OFFICIALS: _("Officials"),
    MODERATORS: _("Moderators"),
    HOSTS: _("Hosts"),
    AGENTS: _("Agents"),
    LEADS: _("Leads"),
}


def role_in_words(name: str) -> str:
    """The name of a role in the reader's language; any other group's as it is."""
    return str(LABELS.get(name, name))


def roles_of(person: Any) -> frozenset[str]:
    """The roles `person` holds, read once per object; superusers hold all, strangers none."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return frozenset()
    if person.is_superuser:
        return frozenset(ROLES)
    if not hasattr(person, "_roles"):
        person._roles = frozenset(person.groups.values_list("name", flat=True)) & frozenset(ROLES)
    return person._roles


def has_role(person: Any, role: str) -> bool:
    """Whether `person` holds `role`."""
    return role in roles_of(person)
