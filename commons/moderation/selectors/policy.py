"""The rules of the policy, numbered, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commons.pages.kept import kept

from ..models import Decision, PolicyPage, PolicyRule


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it reads now, or as it read where the policy no longer has it."""

    key: UUID
    number: int | None
    title: str
    text: str = ""
    address: str = ""

    @property
    def label(self) -> str:
        """The rule in a line."""
        return _("Rule %(number)s: %(title)s") % {"number": self.number, "title": self.title}


def policy() -> PolicyPage | None:
    """The published policy in the reader's language, else in the site's first one."""
    pages = {page.locale.language_code: page for page in PolicyPage.objects.live().public().select_related("locale")}
    return pages.get(get_language()) or pages.get(settings.LANGUAGE_CODE) or next(iter(pages.values()), None)


@kept(get_language)
def rules() -> list[Rule]:
    """The rules in the order of the policy; none where there is no policy."""
    page = policy()
    if page is None:
        return []
    address = page.get_url() or ""
    rows = PolicyRule.objects.filter(page=page).order_by("sort_order", "pk")
    return [
        Rule(row.translation_key, number, row.title, row.text, f"{address}#rule-{number}")
        for number, row in enumerate(rows, start=1)
    ]


def policy_address() -> str:
    """Where the policy is read; empty where there is none."""
    found = rules()
    return found[0].address.partition("#")[0] if found else ""


def rule_of(decision: Decision, known: Sequence[Rule] | None = None) -> Rule | None:
    """The rule a decision names: as it reads now, else as it read then. `known` are the rules, read once for many."""
    if decision.rule_key is None:
        return None
    current = next((rule for rule in (rules() if known is None else known) if rule.key == decision.rule_key), None)
    return current or Rule(decision.rule_key, decision.rule_number, decision.rule_title)
