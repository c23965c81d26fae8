"""Pages in every language, published through Wagtail's tree and revisions, as the CMS does it."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import uuid4

from wagtail.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)


def publish(
    model: type[AnyPage],
    parents: Mapping[str, Page],
    *,
    slug: str,
    words: Mapping[str, Mapping[str, Any]],
    **shared: Any,
) -> dict[str, AnyPage]:
    """Publish a page below each language's parent, translations of each other; gives them by language.

    `words` are the fields that differ by language, `shared` those that don't. The first language is the source.
    """
    key = uuid4()
    made = {}
    for language, parent in parents.items():
        fields = {**shared, **words[language]}
        page = model(slug=slug, locale=parent.locale, translation_key=key, **fields)
        made[language] = add(parent, page)
    return made


def add(parent: Page, page: AnyPage) -> AnyPage:
    """Put a page below another and publish it."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
