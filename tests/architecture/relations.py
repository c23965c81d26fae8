"""Relations between models: what imports don't show, since a foreign key may name its model in a string."""

from collections.abc import Iterable

from django.db import models

from .apps import below


def pointing_up(every_model: Iterable[type[models.Model]]) -> list[str]:
    """Relations of our models that point to an app of ours which theirs may not use."""
    found = []
    for model in every_model:
        app = _app(model)
        if app is None:
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if field.auto_created or not isinstance(target, type):
                continue
            other = _app(target)
            if other not in {None, app} and other not in below()[app]:
                found.append(f"{app}: {model.__name__}.{field.name} points to {other}.{target.__name__}")
    return found


def _app(model: type[models.Model]) -> str | None:
    """Dotted name of the app of ours that `model` belongs to; None for others'."""
    name = model._meta.app_config.name
    return name if name in below() else None
