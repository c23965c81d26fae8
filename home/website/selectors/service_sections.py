"""What gathers around a service: offered to the directory's page, which knows none of it."""

from commons.pages.asides import Aside, AsideRequest
from participation.consultations import selectors as consultations
from participation.live_qa import selectors as live

from .front import OpenNow, consultation_row, session_row

SLOT = "service.sections"
MOST_SESSIONS = 3


def consultations_about(request: AsideRequest) -> Aside | None:
    """The consultations about the service, open ones first, in the reader's language."""
    keys = set(
        consultations.consultations_about(request.viewer, request.page).values_list("translation_key", flat=True)
    )
    if not keys:
        return None
    cards = [card for card in consultations.consultations(request.viewer) if card.page.translation_key in keys]
    rows: list[OpenNow] = [consultation_row(card) for card in cards]
    return Aside("website/service_consultations.html", {"rows": rows}) if rows else None


def sessions_about(request: AsideRequest) -> Aside | None:
    """Live sessions about the service: now, soon, or over."""
    sessions = live.sessions_for_service(request.viewer, request.page)[:MOST_SESSIONS]
    if not sessions:
        return None
    return Aside("website/service_sessions.html", {"rows": [session_row(session) for session in sessions]})
