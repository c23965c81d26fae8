"""Deeds on the directory. Editors use the CMS; commands that set a town up come here."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from commons.people.models import User

from .models import Membership, PublicBody, PublicBodyText, Service, ServiceText

Words = Mapping[str, Mapping[str, str]]
"""Fields of a text row, by language."""


@transaction.atomic
def open_body(*, slug: str, words: Words, **contact: Any) -> PublicBody:
    """Enter a public body with its words; ValidationError where the CMS would refuse it."""
    body = PublicBody(slug=slug, **contact)
    body.texts = [PublicBodyText(language=language, **fields) for language, fields in words.items()]
    body.full_clean()
    body.save()
    return body


@transaction.atomic
def open_service(*, slug: str, body: PublicBody, words: Words, **contact: Any) -> Service:
    """Enter a service with its words; ValidationError where the CMS would refuse it."""
    service = Service(slug=slug, body=body, **contact)
    service.texts = [ServiceText(language=language, **fields) for language, fields in words.items()]
    service.full_clean()
    service.save()
    return service


def name_speaker(*, body: PublicBody, person: User) -> Membership:
    """Let a person speak for a public body, given that they hold the role of an official; twice is once."""
    return Membership.objects.get_or_create(body=body, person=person)[0]
