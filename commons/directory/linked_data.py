"""A service in schema.org's words, so that search engines and other sites can read what people read."""

from typing import Any


def government_service(service: Any, address: str) -> dict[str, Any]:
    """A GovernmentService with its office and the ways to reach it; what nobody filled in is left out."""
    body = service.body
    office = {"@type": "GovernmentOrganization", "name": body.name, "url": body.website}
    channel = {
        "@type": "ServiceChannel",
        "serviceUrl": service.online_url,
        "servicePhone": _given({"@type": "ContactPoint", "telephone": service.contact_phone}, "telephone"),
    }
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": service.name,
            "description": service.summary,
            "url": address,
            "serviceOperator": _filled(office),
            "availableChannel": _given(_filled(channel), "serviceUrl", "servicePhone"),
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def _given(data: dict[str, Any], *wanted: str) -> dict[str, Any] | None:
    """The whole, when any of the wanted is filled in."""
    return data if any(data.get(name) for name in wanted) else None
