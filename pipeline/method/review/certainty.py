"""Step 3: how sure suggestions are beside others. Coders score on scales of their own, so a score is read within its family."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from pipeline.method.coding.coding import REVIEWED, Coding

__all__ = ["surest"]

SUREST = 0.95  #: of a family's unreviewed suggestions this share scores no more than the surest


def surest(codings: Iterable[Coding]) -> dict[str, float]:
    """Family -> the score that a twentieth of its unreviewed suggestions reach."""
    scores: dict[str, list[float]] = defaultdict(list)
    for coding in codings:
        if coding.status not in REVIEWED:
            scores[coding.code.split(".", 1)[0]].append(coding.score)
    return {family: sorted(own)[math.ceil(SUREST * len(own)) - 1] for family, own in scores.items()}
