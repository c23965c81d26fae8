"""What films add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from .views import captions, desk, translating


class FilmChecker(ContentCheckerItem):
    """Wagtail's check of a page, with films without captions among what is wrong."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, "video-caption"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "video-caption": {
            "error_name": _("The film has no captions"),
            "help_text": _("Add captions to the film, or check those that are drafts"),
        },
    }


@hooks.register("construct_wagtail_userbar")
def check_films_too(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put our check in the place of Wagtail's."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = FilmChecker(in_editor=item.in_editor)


@hooks.register("register_admin_urls", order=-1)
def instead_of_wagtailmedia() -> list[URLPattern]:
    """Addresses that stand before wagtailmedia's own: its views delete files before they know that they may."""
    return [
        path("media/video/add/", desk.add, name="films_add"),
        path("media/edit/<int:media_id>/", desk.edit, name="films_edit"),
        path("media/delete/<int:media_id>/", desk.delete, name="films_delete"),
    ]


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    """The addresses of the editors' desk."""
    return [
        path("films/<int:pk>/status/", desk.status, name="films_status"),
        path("films/<int:pk>/prepare/", desk.prepare, name="films_prepare"),
        path("films/<int:pk>/poster/", desk.poster, name="films_poster"),
        path("films/<int:pk>/captions/", captions.tracks, name="films_captions"),
        path("films/<int:pk>/captions/drafting/", captions.drafting, name="films_drafting"),
        path("films/<int:pk>/captions/write/", captions.write, name="films_write"),
        path("films/<int:pk>/captions/<slug:language>/", captions.edit, name="films_captions_edit"),
        path("films/<int:pk>/captions/<slug:language>/check/", captions.review, name="films_captions_review"),
        path("films/<int:pk>/captions/<slug:language>/remove/", captions.remove, name="films_captions_remove"),
        path(
            "films/<int:pk>/captions/<slug:source>/in/<slug:language>/", translating.translate, name="films_translate"
        ),
        path(
            "films/<int:pk>/captions/<slug:source>/in/<slug:language>/follow/", translating.follow, name="films_follow"
        ),
    ]
