"""Step 3: saturation. Whether further interviews would still bring new codes.

After Guest, Namey & Chen (2020, doi 10.1371/journal.pone.0232076): the codes of the first `BASE` interviews are the base;
saturation is reached after interview n where the next `RUN` interviews bring at most `THRESHOLD` of the base in new codes.
They write "6+2": reached at six, known after eight. An order is an accident, so the same is asked of `ORDERS` random
orders of the interviews (drawn without replacement: an interview drawn twice would bring nothing new by itself).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.method.coding.coding import Coding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BASE", "LEAST", "ORDERS", "RUN", "THRESHOLD", "Curve", "Saturation", "saturation"]

BASE, RUN, THRESHOLD = 4, 2, 0.05  #: interviews, interviews, share of the base's codes
LEAST = BASE + RUN  #: interviews; with fewer there is no run to look at
ORDERS, SEED = 1_000, 20_200_505
_ISO, _GERMAN = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


@dataclass(frozen=True)
class Curve:
    """How new codes thin out, for all codes or one family.

    Attributes:
        family: its id, "" for all codes.
        codes: how many distinct codes the interviews report.
        new: new codes of each interview, in the order the interviews came.
        first: for each interview the codes that it reports first.
        known: codes known after 1, 2, ... interviews, mean over the random orders; () where refused.
        reached: interviews after which saturation is reached in the order they came, None where it is not.
        shares: share of the random orders that have reached it by 1, 2, ... interviews; () where refused.
        median: interviews by which half of the random orders have reached it, None where fewer than half do.
    """

    family: str
    codes: int
    new: tuple[int, ...]
    first: tuple[tuple[str, ...], ...]
    known: tuple[float, ...] = ()
    reached: int | None = None
    shares: tuple[float, ...] = ()
    median: int | None = None


@dataclass(frozen=True)
class Saturation:
    """Saturation of a study.

    Attributes:
        interviews: in the order they came.
        dated: whether that order is by interview date; else it is by id.
        curves: all codes first, then each family that has a code, in the codebook's order.
        codings, unreviewed: counted codings, and how many of them nobody has reviewed.
    """

    interviews: tuple[str, ...]
    dated: bool
    curves: tuple[Curve, ...]
    codings: int
    unreviewed: int

    @property
    def enough(self) -> bool:
        """Whether there are interviews enough to say anything; where not, curves hold counts only."""
        return len(self.interviews) >= LEAST


def saturation(
    interviews: Sequence[str], counted: Iterable[Coding], families: Sequence[str], dates: Mapping[str, str] | None = None
) -> Saturation:
    """Saturation over all codes and each family.

    Args:
        interviews: ids.
        counted: the codings that count as findings.
        families: ids in the order of the codebook.
        dates: interview id -> date of the interview (2026-03-17 or 17.3.2026); used where every interview has one.
    """
    known = {name: _day(text) for name, text in (dates or {}).items()}
    dated = bool(interviews) and all(known.get(name) for name in interviews)
    order = sorted(interviews, key=lambda name: (known[name] if dated else "", name))
    codings = list(counted)
    reported: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        reported[coding.code].add(coding.interview)
    codes = sorted(reported)
    curves = _curves(order, {code: reported[code] for code in codes}, families)
    return Saturation(tuple(order), dated, curves, len(codings), sum(c.status == "suggested" for c in codings))


def _day(text: str) -> str:
    """A date as 2026-03-17, "" where it is none that can be told for sure."""
    if found := _ISO.match(text.strip()):
        return found[0]
    german = _GERMAN.match(text.strip())
    return f"{german[3]}-{int(german[2]):02}-{int(german[1]):02}" if german else ""


def _curves(order: Sequence[str], reported: Mapping[str, set[str]], families: Sequence[str]) -> tuple[Curve, ...]:
    place = {name: number for number, name in enumerate(order)}
    codes = list(reported)
    first = {code: min(place[name] for name in reported[code]) for code in codes}
    firsts = _firsts([sorted(place[name] for name in reported[code]) for code in codes], len(order))
    curves = []
    for family in ("", *families):
        chosen = [number for number, code in enumerate(codes) if not family or code.split(".", 1)[0] == family]
        if not chosen and family:
            continue
        told = tuple(
            tuple(codes[number] for number in chosen if first[codes[number]] == interview) for interview in range(len(order))
        )
        new = tuple(len(names) for names in told)
        curve = Curve(family, len(chosen), new, told)
        curves.append(curve if firsts is None else _reordered(curve, firsts[:, chosen], len(order)))
    return tuple(curves)


def _firsts(places: Sequence[Sequence[int]], interviews: int) -> NDArray[np.int64] | None:
    """For each random order and code the number of the interview (from 0) that reports the code first; None where refused."""
    if interviews < LEAST:
        return None
    import numpy as np

    # RandomState's stream is frozen for good, that of numpy's newer generators is not.
    ranks = np.argsort(np.random.RandomState(SEED).random_sample((ORDERS, interviews)), axis=1)
    firsts = np.empty((ORDERS, len(places)), dtype=np.int64)
    for number, held in enumerate(places):
        firsts[:, number] = ranks[:, held].min(axis=1)
    return firsts


def _reordered(curve: Curve, firsts: NDArray[np.int64], interviews: int) -> Curve:
    """The curve with what the random orders tell."""
    import numpy as np

    row = np.arange(ORDERS)[:, None] * interviews
    new = np.bincount((row + firsts).ravel(), minlength=ORDERS * interviews).reshape(ORDERS, interviews)
    reached = _reached(new)
    by = np.arange(1, interviews + 1)
    shares = (reached[:, None] <= by).mean(axis=0)
    half = np.flatnonzero(shares >= 0.5)
    own = int(_reached(np.array([curve.new]))[0])
    return Curve(
        curve.family,
        curve.codes,
        curve.new,
        curve.first,
        tuple(round(float(value), 3) for value in new.cumsum(axis=1).mean(axis=0)),
        own if own <= interviews else None,
        tuple(round(float(value), 3) for value in shares),
        int(by[half[0]]) if len(half) else None,
    )


def _reached(new: NDArray[Any]) -> NDArray[np.int64]:
    """Interviews after which each order is saturated; one more than there are where it is not."""
    import numpy as np

    known = new.cumsum(axis=1)
    interviews = new.shape[1]
    base = known[:, BASE - 1]
    run = known[:, LEAST - 1 :] - known[:, BASE - 1 : interviews - RUN]  # new codes of the interviews n+1 ... n+RUN
    enough = (run <= THRESHOLD * base[:, None]) & (base[:, None] > 0)
    reached: NDArray[np.int64] = np.where(enough.any(axis=1), enough.argmax(axis=1) + BASE, interviews + 1)
    return reached
