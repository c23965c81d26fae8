"""The floor for pages: 20 kB of fixed HTML from a Django view without middleware, under gunicorn's sync workers."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"<!doctype html><title>floor</title>" + b"<p>twenty thousand bytes of fixed HTML</p>" * 480


def page(request: HttpRequest) -> HttpResponse:
    """Always the same."""
    return HttpResponse(PAGE[:20_000])


urlpatterns = [path("", page)]
settings.configure(DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], SECRET_KEY="floor")
application = get_wsgi_application()
