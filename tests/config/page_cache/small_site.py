"""A site of three addresses, for the cache on real servers: a form, its answer, and what a reader is to it."""

import itertools

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from wagtail.admin import urls as admin_urls

renders = itertools.count(1)


def form(request: HttpRequest) -> HttpResponse:
    """A page with a form, and the number of its render."""
    if request.method == "POST":
        return HttpResponse(f"stored {request.POST['words']}")
    page = engines["django"].from_string('<p id="render">{{ n }}</p><form method="post">{% csrf_token %}</form>')
    return HttpResponse(page.render({"n": next(renders)}, request))


def reader(request: HttpRequest) -> HttpResponse:
    """Says who is there."""
    visits = request.session.get("visits", 0) + 1
    if "begin" in request.GET or visits > 1:
        request.session["visits"] = visits
    return HttpResponse(f"visit {visits} from {request.META['REMOTE_ADDR']} by {request.headers.get('User-Agent')}")


# The middleware that guards the CMS knows it by name.
urlpatterns = [path("admin/", include(admin_urls)), path("en/form/", form), path("en/reader/", reader)]
