"""What may be read of the directory. All of it is public; the viewer is asked for as everywhere."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from .models import Membership, PublicBody, PublicBodyText, Service


def services(viewer: Any) -> QuerySet[Service]:
    """Every service with its office, in words; two queries for all the words."""
    return Service.objects.select_related("body").prefetch_related("texts", "body__texts")


def services_by_body(viewer: Any) -> list[tuple[PublicBody, list[Service]]]:
    """Offices that run something, by name, each with its services by name, in the reader's language."""
    gathered: dict[int, tuple[PublicBody, list[Service]]] = {}
    for service in services(viewer):
        gathered.setdefault(service.body_id, (service.body, []))[1].append(service)
    for _body, run in gathered.values():
        run.sort(key=lambda service: service.name.casefold())
    return sorted(gathered.values(), key=lambda pair: pair[0].name.casefold())


def service(viewer: Any, slug: str) -> Service:
    """One service by the name in its address; 404 where there is none."""
    found = services(viewer).filter(slug=slug).first()
    if found is None:
        raise Http404(f"no service {slug}")
    return found


def bodies_of(person: Any) -> QuerySet[PublicBody]:
    """The offices a person may speak for."""
    if not getattr(person, "is_authenticated", False):
        return PublicBody.objects.none()
    return PublicBody.objects.filter(memberships__person=person).prefetch_related("texts")


def speaks_for(person: Any, body: PublicBody) -> bool:
    """Whether the person may answer in the office's name."""
    if not getattr(person, "is_authenticated", False):
        return False
    return Membership.objects.filter(person=person, body=body).exists()


def names_of_offices() -> list[str]:
    """What every office is called, in every language."""
    return list(PublicBodyText.objects.values_list("name", flat=True))
