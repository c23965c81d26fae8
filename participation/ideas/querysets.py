"""Questions put to the rows of ideas."""

import re
from typing import Any

from django.db.models import Case, F, FloatField, Func, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Greatest

from .ranking import Z
from .rules import SHOWN, UNDECIDED

#: What makes an idea one that is on show to everyone, whatever its stage.
IS_SHOWN = Q(state__in=sorted(state.value for state in SHOWN))


class WilsonLowerBound(Func):
    """`ranking.wilson_lower_bound` of favourable cases and chances (at least one), worked out by the database."""

    arity = 2
    output_field = FloatField()
    FORMULA = f"({{k}} + {Z * Z / 2} - {Z} * SQRT({{k}} * ({{n}} - {{k}}) / {{n}} + {Z * Z / 4})) / ({{n}} + {Z * Z})"

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        """Write the two arguments into the formula as often as it names them, each time with its values."""
        (k, of_k), (n, of_n) = (compiler.compile(argument) for argument in self.get_source_expressions())
        values = [value for name in re.findall(r"{(k|n)}", self.FORMULA) for value in (of_k if name == "k" else of_n)]
        return self.FORMULA.format(k=k, n=n), values


class IdeaQuerySet(QuerySet):
    """Ideas, narrowed and put in order."""

    def shown(self) -> "IdeaQuerySet":
        """Keep those on show to everyone, whatever their stage."""
        return self.filter(IS_SHOWN)

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
        chances = Greatest(Value(supports_now) - F("supports_before"), F("support_count"), Value(1))
        fairness = WilsonLowerBound(Cast("support_count", FloatField()), Cast(chances, FloatField()))
        return self.annotate(fairness=fairness).order_by(decided, "-fairness", "-pk")
