"""The questions one asks of live sessions in the database's words."""

from collections.abc import Collection

from django.db import models

from .rules import PUBLIC, QuestionState, SessionState


class LiveSessionQuerySet(models.QuerySet):
    """Sessions."""

    def announced(self) -> "LiveSessionQuerySet":
        """All that anybody may find."""
        return self.exclude(state=SessionState.DRAFT)

    def with_words(self) -> "LiveSessionQuerySet":
        """With all that a list shows, in a constant number of queries."""
        return self.select_related("body", "service", "anchor").prefetch_related(
            "texts", "body__texts", "service__texts"
        )


class QuestionQuerySet(models.QuerySet):
    """Questions."""

    def public(self) -> "QuestionQuerySet":
        """Those everyone in the room sees."""
        return self.filter(state__in=PUBLIC)

    def asked_by(self, participants: Collection[str]) -> "QuestionQuerySet":
        """Those of some participants that were not taken back, in the order they were asked."""
        return (
            self.filter(participant__in=participants).exclude(state=QuestionState.WITHDRAWN).order_by("asked_at", "pk")
        )

    def with_answers(self) -> "QuestionQuerySet":
        """With their official answers."""
        return self.select_related("answerable").prefetch_related("answerable__answers__body__texts")
