"""Pages of a consultation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import ConsultationIndexPage, ConsultationPage


def index(request: HttpRequest, page: ConsultationIndexPage) -> HttpResponse:
    """All consultations."""
    return render(request, "consultations/index.html", {"page": page})


def consultation(request: HttpRequest, page: ConsultationPage) -> HttpResponse:
    """One consultation."""
    return render(request, "consultations/consultation.html", {"page": page})
