"""Judging the coder: precision, recall and F1 of the suggestions, as the coder made them, against what people say.

*Precision*: of the suggestions that people judged, the share that is right. *Recall*: of the codings that should be there, the
share that was suggested; only of interviews in which passages without a suggestion were read too, for elsewhere nobody knows
what is missing. *F1*: the harmonic mean of both, in those interviews. A family counts as found on a passage whichever of its
codes was suggested. Intervals: Wilson (1927, doi 10.1080/01621459.1927.10502953) for precision and recall, 95 % percentiles
of a bootstrap over interviews for F1. Under `LEAST` items no figure is given.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.method.coding.coding import Coding, Interview
from pipeline.method.review.votes import Votes

__all__ = ["LEAST", "Evaluation", "Rate", "Reference", "Score", "evaluate", "reviewed", "wilson"]

LEAST = 20  #: items under which no figure is given
LEAST_INTERVIEWS = 5  #: under which F1 has no interval
SAMPLES, SEED, Z = 1_000, 1_927, 1.959964
Coded = tuple[str, str]  #: (passage, code)


@dataclass(frozen=True)
class Reference:
    """What people say should be coded.

    Attributes:
        truth: (passage, code) -> whether it should be there.
        families: (passage, family) that should be there where only the family is known.
        read: passages that were read as a whole: what is not in `truth` should not be there.
        complete: interviews in which passages without a suggestion were read too.
        disputed: codings left out because reviewers differ.
    """

    truth: Mapping[Coded, bool]
    families: frozenset[Coded] = frozenset()
    read: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval; no value where `base` is under `LEAST` or nothing was found.

    Attributes:
        base: how many items it rests on.
        value, low, high: 0 to 1; None where refused.
    """

    base: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Score:
    """How good the suggestions of some codes are.

    Attributes:
        level: "all" (all codes), "family" or "code".
        scope: the family's or code's id, "" for all codes.
        right, wrong: judged suggestions that should be there, and that should not.
        found, missed: codings that should be there, suggested and not, in the interviews for which that is known.
        interviews: in which something of it was judged.
        precision, recall, f1: the figures; the base of `f1` is the smaller of the other two.
    """

    level: str
    scope: str
    right: int
    wrong: int
    found: int
    missed: int
    interviews: int
    precision: Rate
    recall: Rate
    f1: Rate


@dataclass(frozen=True)
class Evaluation:
    """How good the suggestions of a study are.

    Attributes:
        scores: all codes, families, codes; in the codebook's order.
        macro_f1: mean F1 of the families that have one, and how many these are.
        suggestions, judged, disputed: how many there are, were judged, and were left out because reviewers differ.
        interviews, complete: ids of those judged, and of those whose recall is known.
    """

    scores: tuple[Score, ...]
    macro_f1: tuple[float | None, int]
    suggestions: int
    judged: int
    disputed: int
    interviews: tuple[str, ...]
    complete: tuple[str, ...]


def reviewed(votes: Votes) -> Reference:
    """What the reviewers of a study say: the arbiter's word, else their verdicts where they agree, else silence from scratch."""
    truth = dict(votes.settled)
    disputed = 0
    for coded, given in votes.explicit.items():
        if coded not in truth:
            if len(set(given.values())) == 1:
                truth[coded] = next(iter(given.values()))
            else:
                disputed += 1
    differing = {coded for coded, given in votes.explicit.items() if len(set(given.values())) > 1} - truth.keys()
    for passage, code in votes.suggested:
        if passage in votes.scratch and (passage, code) not in differing:
            truth.setdefault((passage, code), False)
    with_suggestion = {passage for passage, _ in votes.suggested}
    added = {votes.interview[p] for (p, _), yes in truth.items() if yes and p not in with_suggestion}
    scratch = {votes.interview[passage] for passage in votes.scratch}
    return Reference(truth, complete=frozenset(added | scratch), disputed=disputed)


@dataclass
class _Tally:
    """Right, wrong and missed by interview."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, interview: str, kind: int) -> None:
        self.counts[interview][kind] += 1


RIGHT, WRONG, MISSED = 0, 1, 2


def evaluate(
    reference: Reference, suggestions: Iterable[Coding], interviews: Sequence[Interview], codes: Sequence[str]
) -> Evaluation:
    """Measure suggestions against a reference.

    Args:
        reference: what people say.
        suggestions: as the coders made them.
        interviews: those of the suggestions and the reference.
        codes: ids in the order of the codebook.
    """
    place = {passage.id: talk.id for talk in interviews for passage in talk.passages}
    made = {(c.passage, c.code) for c in suggestions if c.passage in place}
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    judged = _by_code(reference, made, place, tallies)
    _by_family(reference, made, place, tallies)
    rank = {code: number for number, code in enumerate(codes)}
    order = {family: number for number, family in enumerate(dict.fromkeys(code.split(".", 1)[0] for code in codes))}
    levels = ("all", "family", "code")
    keys = sorted(tallies, key=lambda k: (levels.index(k[0]), (order if k[0] == "family" else rank).get(k[1], 999), k[1]))
    names = sorted(reference.complete & {name for tally in tallies.values() for name in tally.counts})
    weights = _weights(len(names))
    scores = tuple(_score(*key, tallies[key].counts, names, weights) for key in keys)
    known = [score.f1.value for score in scores if score.level == "family" and score.f1.value is not None]
    macro = round(sum(known) / len(known), 4) if known else None
    met = sorted({name for tally in tallies.values() for name in tally.counts})
    return Evaluation(scores, (macro, len(known)), len(made), judged, reference.disputed, tuple(met), tuple(names))


def _by_code(reference: Reference, made: set[Coded], place: Mapping[str, str], tallies: dict[tuple[str, str], _Tally]) -> int:
    """Tally code by code; returns how many suggestions were judged."""
    judged = 0
    for passage, code in made:
        right = reference.truth.get((passage, code))
        if right is None and (passage not in reference.read or (passage, code.split(".", 1)[0]) in reference.families):
            continue  # nobody judged it, or only the family is known
        judged += 1
        for key in (("all", ""), ("code", code)):
            tallies[key].add(place[passage], RIGHT if right else WRONG)
    for (passage, code), yes in reference.truth.items():
        if yes and passage in place and (passage, code) not in made:
            for key in (("all", ""), ("code", code)):
                tallies[key].add(place[passage], MISSED)
    return judged


def _by_family(reference: Reference, made: set[Coded], place: Mapping[str, str], tallies: dict[tuple[str, str], _Tally]) -> None:
    """Tally passage by passage whether a family is there, whichever of its codes."""
    should = {(p, code.split(".", 1)[0]) for (p, code), yes in reference.truth.items() if yes and p in place}
    should |= {(passage, family) for passage, family in reference.families if passage in place}
    there: dict[Coded, list[str]] = defaultdict(list)
    for passage, code in made:
        there[passage, code.split(".", 1)[0]].append(code)
    for passage, family in should:
        tallies["family", family].add(place[passage], RIGHT if (passage, family) in there else MISSED)
    for (passage, family), suggested in there.items():
        denied = passage in reference.read or all(reference.truth.get((passage, code)) is False for code in suggested)
        if (passage, family) not in should and denied:
            tallies["family", family].add(place[passage], WRONG)


def _score(level: str, scope: str, counts: Mapping[str, Sequence[int]], complete: Sequence[str], weights: Any) -> Score:
    right = sum(row[RIGHT] for row in counts.values())
    wrong = sum(row[WRONG] for row in counts.values())
    rows = [counts.get(name, (0, 0, 0)) for name in complete]
    found, missed = sum(row[RIGHT] for row in rows), sum(row[MISSED] for row in rows)
    precision, recall = wilson(right, right + wrong), wilson(found, found + missed)
    base = min(found + sum(row[WRONG] for row in rows), found + missed)
    f1 = _f1(rows, weights) if base >= LEAST else Rate(base)
    return Score(level, scope, right, wrong, found, missed, len(counts), precision, recall, f1)


def wilson(hits: int, base: int) -> Rate:
    """A share with its Wilson score interval; refused under `LEAST` items."""
    if base < LEAST:
        return Rate(base)
    share, z = hits / base, Z * Z / base
    middle, spread = share + z / 2, Z * math.sqrt(share * (1 - share) / base + z / (4 * base))
    low, high = (middle - spread) / (1 + z), (middle + spread) / (1 + z)
    return Rate(base, round(share, 4), round(max(0.0, low), 4), round(min(1.0, high), 4))


def _weights(interviews: int) -> Any:
    """How often each interview is drawn in each bootstrap sample; None where there are too few."""
    if interviews < LEAST_INTERVIEWS:
        return None
    import numpy as np

    return np.random.RandomState(SEED).multinomial(interviews, [1 / interviews] * interviews, size=SAMPLES)


def _f1(rows: Sequence[Sequence[int]], weights: Any) -> Rate:
    right, wrong, missed = (sum(row[kind] for row in rows) for kind in (RIGHT, WRONG, MISSED))
    base = min(right + wrong, right + missed)
    value = round(2 * right / (2 * right + wrong + missed), 4)
    if weights is None:
        return Rate(base, value)
    import numpy as np

    hits, false, lost = (weights @ np.array(rows)).T
    drawn = 2 * hits / np.maximum(2 * hits + false + lost, 1)
    low, high = np.percentile(drawn[2 * hits + false + lost > 0], [2.5, 97.5])
    return Rate(base, value, round(float(low), 4), round(float(high), 4))
