"""Who may do what, read off the tables that decide it: nothing here is written a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.people.roles import LABELS
from participation.deliberation import rules as threads
from participation.ideas import rules as ideas
from participation.live_qa import rules as live

from ..services.roles import ADMIN, GRANTS, TRANSLATE

ACTS: Mapping[str, str | Promise] = {
    "view": pgettext_lazy("right", "see"),
    "add": pgettext_lazy("right", "add"),
    "change": pgettext_lazy("right", "change"),
    "delete": pgettext_lazy("right", "delete"),
    "publish": pgettext_lazy("right", "publish"),
    "lock": pgettext_lazy("right", "lock"),
    "unlock": pgettext_lazy("right", "unlock"),
    "bulk_delete": pgettext_lazy("right", "delete with what is below"),
    "choose": pgettext_lazy("right", "choose"),
}
LONE = {**dict.fromkeys(ADMIN, _("Enter the staff area")), **dict.fromkeys(TRANSLATE, _("Send pages to be translated"))}


@dataclass(frozen=True)
class Table:
    """One table: what it is about, its columns, and rows whose first cell names the row."""

    title: str
    headers: list[str]
    rows: list[list[str]]


def tables(viewer: Any) -> list[Table]:
    """What each role may do in the staff area, then what people may do with each thing and when."""
    return [_staff(), _ideas(), _threads(), _live()]


def _staff() -> Table:
    things: dict[str, dict[str, list[str]]] = {}
    for role, grant in GRANTS.items():
        _note(things, str(_("Pages")), role, grant.pages)
        _note(things, str(_("Pictures, documents and films")), role, grant.files)
        for right in grant.others:
            if right in LONE:
                things.setdefault(str(LONE[right]), {})[role] = [str(_("Yes"))]
            else:
                app, _dot, codename = right.partition(".")
                act, _underscore, model = codename.partition("_")
                _note(things, capfirst(apps.get_model(app, model)._meta.verbose_name_plural), role, [act])
    rows = [[thing, *(", ".join(by_role.get(role, ["–"])) for role in GRANTS)] for thing, by_role in things.items()]
    headers = [str(_("In the staff area")), *(str(LABELS[role]) for role in GRANTS)]
    return Table(str(_("What each role may do in the staff area")), headers, rows)


def _note(things: dict[str, dict[str, list[str]]], thing: str, role: str, acts: Iterable[str]) -> None:
    words = [str(ACTS[act]) for act in acts]
    if words:
        things.setdefault(thing, {}).setdefault(role, []).extend(words)


def _ideas() -> Table:
    rows = []
    for deed, grant in ideas.GRANTS.items():
        who = str(grant.role.label)
        if grant.never:
            who = str(_("%(who)s, but not: %(never)s") % {"who": who, "never": grant.never.label})
        rows.append([str(deed.label), who, _states(grant.stages), _states(grant.ideas)])
    headers = [_("Deed"), _("Who"), _("While the stage is"), _("On an idea that is")]
    return Table(str(_("Ideas")), list(map(str, headers)), rows)


def _threads() -> Table:
    rows = [
        [str(deed.label), str(grant.role.label), _states(grant.threads), _states(grant.posts)]
        for deed, grant in threads.GRANTS.items()
    ]
    headers = [_("Deed"), _("Who"), _("While the discussion is"), _("On a post that is")]
    return Table(str(_("Discussions")), list(map(str, headers)), rows)


def _live() -> Table:
    rows = []
    for deed, right in live.RIGHTS.items():
        who = ", ".join(sorted(str(role.label) for role in right.who))
        rows.append([str(deed.label), who, _states(right.session), _states(right.question or ())])
    headers = [_("Deed"), _("Who"), _("While the session is"), _("On a question that is")]
    return Table(str(_("Live sessions")), list(map(str, headers)), rows)


def _states(states: Iterable[Any]) -> str:
    """States in the order they are declared in; a dash where none is asked for."""
    found = set(states)
    if not found:
        return "–"
    return ", ".join(str(state.label) for state in type(next(iter(found))) if state in found)
