"""Questions put to the rows of ideas."""

from django.db.models import Case, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Greatest, Sqrt

from .ranking import Z
from .rules import SHOWN, UNDECIDED


class IdeaQuerySet(QuerySet):
    """Ideas, narrowed and put in order."""

    def shown(self) -> "IdeaQuerySet":
        """Keep those on show to everyone, whatever their stage."""
        return self.filter(state__in=[state.value for state in SHOWN])

    def with_people(self) -> "IdeaQuerySet":
        """Read with each who proposed it, in which stage and about what, and how much is said of it."""
        return self.select_related("author", "stage", "about", "thread")

    def supports(self) -> int:
        """Count every support these ideas have."""
        return self.aggregate(total=Sum("support_count"))["total"] or 0

    def fairest_first(self, supports_now: int) -> "IdeaQuerySet":
        """Order by `ranking.wilson_lower_bound` over `ranking.chances`, worked out by the database.

        What can still be supported comes first: the others need no chance any more.
        """
        undecided = [state.value for state in UNDECIDED]
        decided = Case(When(state__in=undecided, then=Value(0)), default=Value(1))
        given = Cast("support_count", FloatField())
        since = Value(supports_now) - F("supports_before")
        n = Cast(Greatest(since, F("support_count"), Value(1)), FloatField())
        square = Value(Z * Z)
        spread = Value(Z) * Sqrt(given * (n - given) / n + square / Value(4.0))
        score = (given + square / Value(2.0) - spread) / (n + square)
        return self.annotate(fairness=score).order_by(decided, "-fairness", "-pk")
