"""How ideas are put in a fair order: by what was shown of their support, cautiously, not by how long they were there."""

from math import sqrt

#: Ninety-five per cent confidence: the usual caution.
Z = 1.96


def wilson_lower_bound(favourable: int, chances: int, z: float = Z) -> float:
    """Give the least share of support that is still believable after so many chances, between 0 and 1.

    Two of two is less certain than eighty of a hundred, so it ranks below it. No chances at all gives 0. More
    favourable cases than chances (a chance may be taken back later) count as every chance taken.
    """
    if chances <= 0 and favourable <= 0:
        return 0.0
    n = max(chances, favourable)
    share = favourable / n
    squared = z * z
    centre = share + squared / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return max((centre - spread) / (1 + squared / n), 0.0)


def since_published(supports_now: int, supports_when_published: int, own: int) -> int:
    """Count an idea's chances: every support given in its stage since it appeared, to it or to another.

    A new idea is measured against what happened since it was there; one that has stood for weeks has to have kept up.
    """
    return max(supports_now - supports_when_published, own)
