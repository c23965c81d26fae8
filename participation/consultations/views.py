"""Consultations as people read them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import selectors
from .models import ConsultationIndexPage, ConsultationPage
from .rules import StageState

PER_PAGE = 15


def index(request: HttpRequest, page: ConsultationIndexPage) -> HttpResponse:
    """All consultations, what is open first."""
    cards = selectors.consultations(request.user, page.locale.language_code)
    listed = Paginator(cards, PER_PAGE).get_page(request.GET.get("page"))
    groups = [(state, [card for card in listed.object_list if card.state == state]) for state in selectors.ORDER]
    context = {"page": page, "groups": [group for group in groups if group[1]], "listed": listed}
    return render(request, "consultations/index.html", context)


def consultation(request: HttpRequest, page: ConsultationPage) -> HttpResponse:
    """One consultation: who asks what, how to take part now, what happens with it."""
    card = selectors.consultation_card(request.user, page)
    open_now = [stage for stage in card.stages if stage.state == StageState.OPEN]
    above = page.get_parent()
    context = {
        "page": page,
        "card": card,
        "open_now": open_now,
        "services": selectors.services_of(page),
        "crumbs": [{"label": above.title, "href": above.get_url(request) or ""}],
    }
    return render(request, "consultations/consultation.html", context)
