"""What may be read of reports, decisions and appeals, by whom."""

from .desk import (
    Case,
    Load,
    Row,
    appeals_waiting,
    case,
    load,
    moderates,
    moderators_of,
    queue,
    rows,
    why_no_second_look,
    why_not,
)
from .own import Own, appeal_for, asked_to_edit, own_decision, paused_until, thanks_for
from .policy import Rule, policy, policy_address, rule_of, rules
from .public import Entry, HiddenUnder, Year, entries, hidden_under, lines, years

__all__ = [
    "Case",
    "Entry",
    "HiddenUnder",
    "Load",
    "Own",
    "Row",
    "Rule",
    "Year",
    "appeal_for",
    "appeals_waiting",
    "asked_to_edit",
    "case",
    "entries",
    "hidden_under",
    "lines",
    "load",
    "moderates",
    "moderators_of",
    "own_decision",
    "paused_until",
    "policy",
    "policy_address",
    "queue",
    "rows",
    "rule_of",
    "rules",
    "thanks_for",
    "why_no_second_look",
    "why_not",
    "years",
]
