"""Serves pages, and pictures where no other server does; and the CMS's dialog of who may see a page."""

from typing import Any

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.static import serve
from wagtail import hooks
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.views import serve_chain

from commons.people.roles import role_in_words

from . import restrictions, selectors


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at an address, as Wagtail serves it: its hooks, who may read it among them, stand around."""
    above = selectors.front_page(request)
    found = selectors.page_at(above, path) if above else None
    if found is None:
        raise Http404
    answer = serve_chain
    for around in reversed(hooks.get_hooks("on_serve_page")):
        answer = around(answer)
    for before in hooks.get_hooks("before_serve_page"):
        instead = before(found, request, [], {})
        if isinstance(instead, HttpResponse):
            return instead
    return answer(found, request, [], {})


def kept_out(request: HttpRequest) -> HttpResponse:
    """Lead whom a page or a document is kept from to the site's sign-in; who is signed in is told that it isn't theirs.

    Signing in would lead these straight back, round and round.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME, ""), reverse("account_login"))


class PrivacyView(SetPrivacyView):
    """Wagtail's own dialog; what it sets holds for the page in all its languages."""

    def get_form(self, form_class: Any = None) -> Any:
        """Name the roles as they are named elsewhere."""
        form = super().get_form(form_class)
        form.fields["groups"].label_from_instance = lambda group: role_in_words(group.name)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Store it, for each translation too."""
        with transaction.atomic():
            response = super().form_valid(form)
            restrictions.share(page=self.page, by=self.request.user)
        return response


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture among the media, read whole: Django's own view would send it by an iterator that ASGI refuses.

    An upload has at most WAGTAILIMAGES_MAX_UPLOAD_SIZE bytes.
    """
    found = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if not found.streaming:
        return found
    body = b"".join(found)  # type: ignore[call-overload]
    found.close()
    return HttpResponse(body, headers={**found.headers, "Cache-Control": "public, max-age=86400"})
