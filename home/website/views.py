"""The site's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import HomePage, StandardPage


def front(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front page."""
    return render(request, "website/front.html", {"page": page})


def standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """A page of text."""
    return render(request, "website/standard.html", {"page": page})
