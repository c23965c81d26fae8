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
    made = draft(model, parents, slug=slug, words=words, **shared)
    for page in made.values():
        page.save_revision().publish()
    return made


def draft(
    model: type[AnyPage],
    parents: Mapping[str, Page],
    *,
    slug: str,
    words: Mapping[str, Mapping[str, Any]],
    **shared: Any,
) -> dict[str, AnyPage]:
    """The same, not yet published: for pages that are to be completed first."""
    key = uuid4()
    made = {}
    for language, parent in parents.items():
        fields = {**shared, **words[language]}
        made[language] = model(slug=slug, locale=parent.locale, translation_key=key, live=False, **fields)
        parent.refresh_from_db()
        parent.add_child(instance=made[language])
    return made


def add(parent: Page, page: AnyPage) -> AnyPage:
    """Put a page below another and publish it."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
