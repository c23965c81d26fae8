"""How ideas are put in a fair order: by their share of support, cautiously, not by how long they were there."""

from math import sqrt

#: Ninety-five per cent confidence: the usual caution.
Z = 1.96


def wilson_lower_bound(favourable: int, chances: int) -> float:
    """Give the least share of support that is still believable after so many chances, between 0 and 1.

    Two of two is less certain than eighty of a hundred, so it ranks below it. No chances at all gives 0. More
    favourable cases than chances (a chance may be taken back later) count as every chance taken.
    """
    n = max(chances, favourable)
    if n <= 0:
        return 0.0
    spread = Z * sqrt(favourable * (n - favourable) / n + Z * Z / 4)
    return max((favourable + Z * Z / 2 - spread) / (n + Z * Z), 0.0)


def chances(supports_now: int, supports_when_published: int) -> int:
    """Count an idea's chances: every support given in its stage since it appeared, to it or to another.

    A new idea is measured against what happened since it was there; one that has stood for weeks has to have kept up.
    """
    return max(supports_now - supports_when_published, 0)
