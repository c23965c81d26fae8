"""The directory as people read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.pages.asides import Asides

from . import selectors
from .linked_data import government_service


def index(request: HttpRequest) -> HttpResponse:
    """All services, by the office that runs them."""
    return render(request, "directory/index.html", {"groups": selectors.services_by_body(request.user)})


def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: how to reach it, and what has gathered around it."""
    found = selectors.service(request.user, slug)
    sections = Asides(found, request.user).at("service.sections")
    crumbs = [{"label": _("Services"), "href": reverse("directory_services")}]
    data = government_service(found, request.build_absolute_uri(found.get_absolute_url()))
    context = {"service": found, "sections": sections, "crumbs": crumbs, "data": data}
    return render(request, "directory/service.html", context)
