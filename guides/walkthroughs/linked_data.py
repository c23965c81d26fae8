"""A guide in schema.org's words: a HowTo with its film, a Clip for each step, and the service it is about."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from commons.directory.linked_data import government_service
from commons.pages.searchable import plain

if TYPE_CHECKING:
    from .selectors import FilmPart, ShownGuide


def how_to(
    guide: "ShownGuide", parts: "list[FilmPart]", *, address: str, embed: str, absolute: Callable[[str], str]
) -> dict[str, Any]:
    """The guide with what the reader sees of it; what nobody filled in is left out.

    `address` is its page, `embed` its page for other sites, and `absolute` makes an address of ours a whole one.
    """
    page = guide.page
    service = government_service(page.service, absolute(page.service.get_absolute_url()))
    service.pop("@context")
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "HowTo",
            "@id": address,
            "url": address,
            "name": page.title,
            "description": page.summary,
            "inLanguage": page.locale.language_code,
            "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
            "audience": {"@type": "Audience", "audienceType": page.who_for} if page.who_for else None,
            "estimatedCost": page.cost,
            "supply": [{"@type": "HowToSupply", "name": name} for name in page.documents_list],
            "step": [_step(shown, address) for shown in guide.steps],
            "video": _film(guide, parts, address, embed, absolute),
            "about": service,
        }
    )


def _step(shown: Any, address: str) -> dict[str, Any]:
    return {
        "@type": "HowToStep",
        "position": shown.number,
        "name": shown.step.title,
        "text": plain(shown.step.text) or shown.step.title,
        "url": f"{address}#{shown.fragment}",
    }


def _film(
    guide: "ShownGuide", parts: "list[FilmPart]", address: str, embed: str, absolute: Callable[[str], str]
) -> dict[str, Any] | None:
    """The film; nothing without a picture of it, which every reader of such data asks for."""
    film = guide.film
    if film is None or not film.poster:
        return None
    return _filled(
        {
            "@type": "VideoObject",
            "@id": f"{address}#film",
            "name": guide.page.title,
            "description": guide.page.summary,
            "thumbnailUrl": absolute(film.poster),
            "uploadDate": film.video.created_at.isoformat(),
            "duration": f"PT{film.seconds}S",
            "contentUrl": absolute(film.sources[0]["src"]),
            "embedUrl": embed,
            "width": film.width,
            "height": film.height,
            "caption": [
                {
                    "@type": "MediaObject",
                    "contentUrl": absolute(reverse("guides_videos:captions", args=[film.video.pk, track.language])),
                    "encodingFormat": "text/vtt",
                    "inLanguage": track.language,
                }
                for track in film.tracks
            ],
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": part.title,
                    "startOffset": part.start,
                    "endOffset": part.end,
                    "url": f"{address}?t={part.start}",
                }
                for part in parts
            ],
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}
