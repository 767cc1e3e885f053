"""Step 3: agreement. How far reviewers who decided on the same codings agree, code by code.

An *item* is a passage and a code on which at least two reviewers have a vote, yes or no (see `pipeline.method.review.votes`).
Decisions of the arbiter settle disagreements and are no independent vote.

Where most text is uncoded kappa misleads; so every row gives several figures beside each other:
percent agreement; Cohen's kappa (1960, doi 10.1177/001316446002000104; the mean over pairs where there are more than two,
Light 1971); Krippendorff's alpha, nominal (2011, "Computing Krippendorff's Alpha-Reliability"); Gwet's AC1 (2008,
doi 10.1348/000711006X126600); PABAK (Byrt et al. 1993, doi 10.1016/0895-4356(93)90018-V); prevalence (share of yes); and
coded only: of the pairs of votes with at least one yes, the share where both are yes.
Intervals are 95 % percentiles of a bootstrap over passages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from pipeline.method.review.decisions import Decision
from pipeline.method.review.votes import Votes, affirms, is_firm

__all__ = ["LEAST", "MEASURES", "Agreed", "Agreement", "Difference", "Figure", "Repeat", "agreement", "measures"]

LEAST = 20  #: items under which no figure is given
SAMPLES, SEED = 1_000, 1_960
MEASURES = ("percent", "kappa", "alpha", "ac1", "pabak", "prevalence", "coded_only")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with its 95 % interval; None where it is not defined (all votes are the same, for instance)."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Agreed:
    """The agreement of some reviewers on some codes.

    Attributes:
        scope: a code's id, a family's id, or "" for all codes.
        reviewers: who.
        items, passages, interviews: on how many they vote together.
        differing: items on which they do not all say the same.
        figures: measure -> figure; empty where there are fewer than `LEAST` items.
    """

    scope: str
    reviewers: tuple[str, ...]
    items: int
    passages: int
    interviews: int
    differing: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Difference:
    """A coding on which reviewers differ.

    Attributes:
        passage, code: ids.
        yes, no: who says so by a verdict.
        silent: who said no by not choosing the code.
        settled: what the arbiter decided: "yes", "no", or "" where nothing is settled.
    """

    passage: str
    code: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    silent: tuple[str, ...]
    settled: str = ""


@dataclass(frozen=True)
class Repeat:
    """A reviewer over time. The log holds a second verdict only where something changed, so this counts changes of mind.

    Attributes:
        reviewer: who.
        decided: codings the reviewer has ever given a verdict on.
        repeated: those with more than one verdict in the log.
        changed: those whose verdict turned from yes to no or back.
    """

    reviewer: str
    decided: int
    repeated: int
    changed: int


@dataclass(frozen=True)
class Agreement:
    """The agreement of a study's reviewers; without rows where no two vote on the same coding.

    Attributes:
        reviewers: all who decided something.
        rows: all codes (all reviewers, then each pair where there are more than two), families, codes.
        differences: what reviewers differ on, unsettled first, in the order of the talk.
        repeats: each reviewer over time.
    """

    reviewers: tuple[str, ...]
    rows: tuple[Agreed, ...]
    differences: tuple[Difference, ...]
    repeats: tuple[Repeat, ...]


def agreement(said: Votes, log: Sequence[Decision], codes: Sequence[str]) -> Agreement:
    """How far the reviewers of a study agree.

    Args:
        said: their votes.
        log: every decision ever made, oldest first.
        codes: ids in the order of the codebook.
    """
    repeats = tuple(_repeats(log))
    if len(said.reviewers) < 2:
        return Agreement(said.reviewers, (), (), repeats)
    used = [code for code in codes if code in said.codes]
    families = list(dict.fromkeys(code.split(".", 1)[0] for code in used))
    rows = [_agreed("", used, said, said.reviewers)]
    if len(said.reviewers) > 2:
        rows += [_agreed("", used, said, pair) for pair in combinations(said.reviewers, 2)]
    rows += [_agreed(f, [c for c in used if c.split(".", 1)[0] == f], said, said.reviewers) for f in families]
    rows += [_agreed(code, [code], said, said.reviewers) for code in used]
    return Agreement(said.reviewers, tuple(row for row in rows if row.items), tuple(_differences(said, used)), repeats)


def _agreed(scope: str, codes: Sequence[str], said: Votes, reviewers: tuple[str, ...]) -> Agreed:
    clusters: Counter[tuple[float, ...]] = Counter()  # passages by what they add to the sums: most are alike
    interviews: set[str] = set()
    items = differing = 0
    for group in said.shared(codes, reviewers):
        rows = [_sums(given, times, reviewers) for given, times in group.items]
        if rows:
            clusters[tuple(map(sum, zip(*rows, strict=True)))] += group.passages
            items += group.passages * sum(times for _, times in group.items)
            differing += group.passages * sum(times for given, times in group.items if len(set(given.values())) > 1)
            interviews |= group.interviews
    figures = _figures(clusters, len(reviewers)) if items >= LEAST else {}
    return Agreed(scope, reviewers, items, clusters.total(), len(interviews), differing, figures)


def _sums(given: Mapping[str, bool], times: int, reviewers: Sequence[str]) -> tuple[float, ...]:
    """What `times` items with these votes add to the sums from which every measure is made."""
    r, yes = len(given), sum(given.values())
    no = r - yes
    pairs = r * (r - 1) / 2
    both = yes * (yes - 1) / 2
    row = [1, (both + no * (no - 1) / 2) / pairs, yes / r, r, yes, 2 * yes * no / (r - 1), both, pairs - no * (no - 1) / 2]
    for one, other in combinations(reviewers, 2):
        a, b = given.get(one), given.get(other)
        there = a is not None and b is not None
        row += [
            there and bool(a) and bool(b),
            there and bool(a) and not b,
            there and not a and bool(b),
            there and not a and not b,
        ]
    return tuple(float(value) * times for value in row)


def _figures(clusters: Mapping[tuple[float, ...], int], reviewers: int) -> dict[str, Figure]:
    """Every measure with its interval; passages that add the same are drawn together, which is the same bootstrap."""
    import numpy as np

    kinds = sorted(clusters)
    rows = np.array(kinds, dtype=float)
    times = np.array([clusters[kind] for kind in kinds])
    drawn = np.random.RandomState(SEED).multinomial(int(times.sum()), times / times.sum(), size=SAMPLES)
    values = measures(times[None, :] @ rows, reviewers)
    samples = measures(drawn @ rows, reviewers)
    found = {}
    for name in MEASURES:
        value, sample = float(values[name][0]), samples[name]
        kept = sample[np.isfinite(sample)]
        if not np.isfinite(value):
            found[name] = Figure(None)
        elif len(kept) < 0.95 * SAMPLES:
            found[name] = Figure(round(value, 4))
        else:
            low, high = np.percentile(kept, [2.5, 97.5])
            found[name] = Figure(round(value, 4), round(float(low), 4), round(float(high), 4))
    return found


def measures(sums: Any, reviewers: int) -> dict[str, Any]:
    """The measures from rows of sums (see `_sums`), row by row; not-a-number where a measure is not defined."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        items, same, share, given, yes, apart, both, some = sums[:, :8].T
        percent, prevalence = same / items, share / items
        chance = 2 * prevalence * (1 - prevalence)
        alpha = 1 - (given - 1) * apart / (2 * yes * (given - yes))
        kappas = [_kappa(*sums[:, 8 + 4 * pair : 12 + 4 * pair].T) for pair in range(reviewers * (reviewers - 1) // 2)]
        defined = [np.isfinite(kappa) for kappa in kappas]
        total = sum(np.where(there, kappa, 0) for there, kappa in zip(defined, kappas, strict=True))
        return {
            "percent": percent,
            "kappa": total / sum(there.astype(float) for there in defined),
            "alpha": alpha,
            "ac1": (percent - chance) / (1 - chance),
            "pabak": 2 * percent - 1,
            "prevalence": prevalence,
            "coded_only": both / some,
        }


def _kappa(both: Any, first: Any, second: Any, neither: Any) -> Any:
    """Cohen's kappa of a 2 x 2 table."""
    import numpy as np

    n = both + first + second + neither
    chance = ((both + first) * (both + second) + (second + neither) * (first + neither)) / n**2
    return np.where(chance < 1 - 1e-12, ((both + neither) / n - chance) / (1 - chance), np.nan)


def _differences(said: Votes, codes: Sequence[str]) -> list[Difference]:
    found = []
    for (passage, code), given in said.explicit.items():
        everyone = said.on(passage, code)
        if code in codes and len(set(everyone.values())) > 1:
            settled = said.settled.get((passage, code))
            found.append(
                Difference(
                    passage,
                    code,
                    tuple(sorted(name for name, yes in given.items() if yes)),
                    tuple(sorted(name for name, yes in given.items() if not yes)),
                    tuple(sorted(everyone.keys() - given.keys())),
                    "" if settled is None else "yes" if settled else "no",
                )
            )
    rank = {code: place for place, code in enumerate(codes)}
    return sorted(found, key=lambda d: (bool(d.settled), said.order[d.passage], rank[d.code]))


def _repeats(log: Sequence[Decision]) -> Iterator[Repeat]:
    told: dict[str, dict[tuple[str, str], list[bool]]] = defaultdict(lambda: defaultdict(list))
    for decision in log:
        if is_firm(decision) and not decision.arbiter:
            told[decision.reviewer][decision.passage, decision.code].append(affirms(decision))
    for reviewer, codings in sorted(told.items()):
        changed = sum(any(a != b for a, b in pairwise(v)) for v in codings.values())
        yield Repeat(reviewer, len(codings), sum(len(v) > 1 for v in codings.values()), changed)
