"""What the style guide shows the components with: ordinary, long and empty content."""

from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator

LONG = (
    "Let everybody who moves into the old harbour quarter before the end of the year pay the resident parking permit "
    "by the month, by direct debit, at the desk or by telephone, without Donaudampfschifffahrtsgesellschaftskapitän"
)
TEXT = (
    "€ 48 at once is a lot in the month one moves house. The **bus card** can be paid by the month:\n\n"
    "- at the desk\n- by direct debit\n\nSee https://example.org/a-very-long-address/that/has/to/break/somewhere/or/it/leaves/the/page"
)


def everything() -> dict[str, Any]:
    """The context of the style guide."""
    return {
        "LONG": LONG,
        "TEXT": TEXT,
        "when": datetime(2026, 11, 19, 17, 30, tzinfo=UTC),
        "crumbs": [{"label": "Have your say", "href": "#"}, {"label": "Make the parking permit simpler", "href": "#"}],
        "facts": [
            {"term": "Costs", "text": "€ 48 a year"},
            {"term": "Takes", "text": "10 minutes, then 3 days"},
            {"term": "Bring", "text": "Vehicle papers, proof of address"},
            {"term": "Where", "text": "Online, or Town Hall desk 4", "href": "#"},
        ],
        "tabs": [
            {"label": "Most supported", "href": "#", "current": True, "count": 84},
            {"label": "Newest", "href": "#"},
            {"label": "Answered", "href": "#", "count": 6},
        ],
        "counts": ["84 support", "12 posts", "about step 5, Pay"],
        "page": Paginator(range(200), 10).page(7),
        **_journeys(),
        **_figures(),
    }


def _journeys() -> dict[str, Any]:
    """How far two ideas have come."""
    day = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    return {
        "journey": [
            {"label": "Published", "state": "done", "date": day},
            {"label": "Considered", "state": "done", "date": day},
            {"label": "Accepted", "state": "now", "date": day},
            {"label": "Being delivered", "state": "todo"},
            {"label": "Delivered", "state": "todo"},
        ],
        "stopped": [
            {"label": "Published", "state": "done", "date": day},
            {"label": "Considered", "state": "done", "date": day},
            {"label": "Not taken up", "state": "stopped", "date": day, "note": "with reasons"},
        ],
    }


def _figures() -> dict[str, Any]:
    """A table and a chart."""
    return {
        "headers": ["Step", "Got stuck", "Share"],
        "rows": [["Check your zone", 12, "3 %"], ["Show where you live", 1143, "41 %"], ["Pay", 208, "9 %"]],
        "points": [
            {"label": "Show where you live", "value": 1143},
            {"label": "Pay", "value": 208},
            {"label": "Check your zone", "value": 12},
            {"label": "Sign in", "value": 0},
        ],
    }
