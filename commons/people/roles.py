"""The roles a person may hold: Django groups with fixed names."""

from typing import Any

EDITORS = "Editors"
OFFICIALS = "Officials"
MODERATORS = "Moderators"
HOSTS = "Hosts"
AGENTS = "Agents"
LEADS = "Leads"
ROLES = (EDITORS, OFFICIALS, MODERATORS, HOSTS, AGENTS, LEADS)


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
