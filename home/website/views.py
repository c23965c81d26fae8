"""The site's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import selectors
from .models import HomePage, StandardPage
from .selectors.rights import tables


def front(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The front page: what can be done here, what is open now, what changed because people spoke up."""
    return render(request, "website/front.html", {"page": page, "front": selectors.front(request.user, page)})


def standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """A page of text."""
    return render(request, "website/standard.html", {"page": page})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers are not wanted, and where they find everything else."""
    context = {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "website/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, for all of the staff."""
    return render(request, "website/admin/rights.html", {"tables": tables(request.user)})
