"""Step 3: rows into groups, the same on every run and every machine.

Consensus clustering (Monti et al. 2003, doi 10.1023/A:1023949509487): the rows are grouped again and again with the codes
weighted at random (Bayesian bootstrap, Rubin 1981, over the codes), each time by Ward's method (Ward 1963); how often two rows
meet is their likeness, and average linkage of these likenesses gives the groups. Their number is the one with the best
mean silhouette (Rousseeuw 1987, doi 10.1016/0377-0427(87)90125-7) in the rows themselves; where several are nearly as good,
the one nearest to three rows a group.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

__all__ = ["MOST_GROUPS", "Cut", "grouped", "linked", "silhouette", "stability", "ward"]

Matrix = NDArray[np.float64]
#: how far a joined pair is from each other group: rows of distances, how far apart the two are, their sizes, all sizes
_Away = Callable[[Matrix, Matrix, float, tuple[float, float], Matrix], Matrix]
MOST_GROUPS, LEAST_BASE = 5, 2  #: groups at most; rows that a group should hold, on average
FEWEST = 5  #: rows below which no groups are told apart, unless a person wants them
DRAWS, FEWEST_DRAWS, EFFORT = 40, 10, 2_000  #: bootstrap draws; fewer where rows are many: about EFFORT rows in all
USUAL, LEANING = 3.0, 0.03  #: rows that a group usually has; what each group more or fewer than that takes from the silhouette
LONE = 0.02  #: what a group of a single row takes from the silhouette
LEFT_OUT = 40  #: rows that are left out in turn, at most


@dataclass(frozen=True)
class Cut:
    """The rows in a number of groups.

    Attributes:
        groups: how many.
        labels: group of each row, from 0.
        silhouette: mean, -1 to 1.
        agreement: 0 to 1, how often two rows that share a group share one in the bootstrap, less how often others do.
    """

    groups: int
    labels: tuple[int, ...]
    silhouette: float
    agreement: float


def grouped(rows: Matrix, columns: Sequence[str], number: int = 0) -> tuple[Cut, tuple[Cut, ...]]:
    """The best cut and all that were considered.

    Args:
        rows: of length 1 each, one a thing.
        columns: names of the columns; a column is weighted by its name, so that a new one changes no other's weight.
        number: of groups that a person wants; 0 to choose.
    """
    count = len(rows)
    alone = Cut(1, (0,) * count, 0.0, 1.0)
    most = min(max(MOST_GROUPS, number), count if number else count // LEAST_BASE)
    if most < 2 or number == 1 or count < (3 if number else FEWEST):
        return alone, (alone,)
    distances = _distances(rows)
    if not distances.any():
        return alone, (alone,)
    meeting = _meeting(rows, columns, min(most, count - 1))
    cuts = [alone]
    for labels in linked(1 - meeting, most):
        value = silhouette(distances, labels) - LONE * sum(labels.count(label) == 1 for label in set(labels))
        cuts.append(Cut(len(set(labels)), tuple(labels), round(value, 4), _agreement(meeting, labels)))
    if number:
        return next((cut for cut in cuts if cut.groups == number), cuts[-1]), tuple(cuts)
    usual = max(2.0, min(MOST_GROUPS, count / USUAL))
    worth = {cut.groups: round(cut.silhouette - LEANING * abs(cut.groups - usual), 3) for cut in cuts if cut.silhouette > 0}
    return max(cuts, key=lambda cut: (worth.get(cut.groups, -float(cut.groups > 1)), -cut.groups)), tuple(cuts)


def stability(rows: Matrix, columns: Sequence[str], labels: Sequence[int]) -> dict[int, float]:
    """Group -> mean Jaccard overlap with its best match when codes are drawn again and rows are left out (Hennig 2007)."""
    groups, count = len(set(labels)), len(labels)
    if groups < 2 or count < FEWEST:
        return dict.fromkeys(set(labels), 1.0 if count >= FEWEST else 0.0)
    overlaps: dict[int, list[float]] = {label: [] for label in set(labels)}
    everyone = list(range(count))
    step = max(1, count // LEFT_OUT)
    trials = [(everyone, ward(_drawn(rows, columns, draw), groups)) for draw in range(_draws(count))]
    for left_out in range(0, count, step) if count <= EFFORT // 10 else ():
        rest = [row for row in everyone if row != left_out]
        trials.append((rest, ward(rows[rest], groups)))
    for rest, cuts in trials:
        again = dict(zip(rest, cuts[groups], strict=True)) if groups in cuts else dict.fromkeys(rest, 0)
        parts = [{row for row in rest if again[row] == other} for other in set(again.values())]
        for label, found in overlaps.items():
            mine = {row for row in rest if labels[row] == label}
            if mine:
                found.append(max(len(mine & part) / len(mine | part) for part in parts))
    return {label: round(float(np.mean(found)), 2) if found else 0.0 for label, found in overlaps.items()}


def ward(rows: Matrix, most: int) -> dict[int, list[int]]:
    """Number of groups -> labels, for 2 to `most` groups, by Ward's method; of equal pairs the first is joined."""
    squares = (rows**2).sum(axis=1)
    between = (squares[:, None] + squares[None] - 2 * rows @ rows.T).clip(0).round(9)  # equal ones are equal everywhere
    return {len(set(labels)): labels for labels in _joined(between, most, _ward)}


def linked(distances: Matrix, most: int) -> list[list[int]]:
    """Labels of 2 to `most` groups by average linkage (Sokal & Michener 1958); of equal pairs the first is joined.

    (Written out because importing scipy.cluster takes a fifth of the time a whole re-run may take; a test compares the two.)
    """
    return _joined(distances.round(9), most, _average)


def silhouette(distances: Matrix, labels: Sequence[int]) -> float:
    """Mean over rows of how much nearer its own group is than the nearest other, -1 to 1; 0 for a row alone in its group."""
    groups, own = np.unique(np.array(labels), return_inverse=True)
    member = np.eye(len(groups))[own]
    sizes = member.sum(axis=0)
    sums = distances @ member
    rows = np.arange(len(own))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    values = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(sizes[own] > 1, values, 0.0).mean())


def _distances(rows: Matrix) -> Matrix:
    distances: Matrix = (1 - rows @ rows.T).clip(0, 2).round(9)
    np.fill_diagonal(distances, 0)
    return distances


def _draws(count: int) -> int:
    return max(FEWEST_DRAWS, min(DRAWS, EFFORT // count))


def _drawn(rows: Matrix, columns: Sequence[str], draw: int) -> Matrix:
    """The rows with their columns weighted at random, again of length 1; no generator whose stream a release may change."""
    shares = [int.from_bytes(blake2b(f"{draw}:{name}".encode(), digest_size=4).digest(), "big") for name in columns]
    weights = np.sqrt([-math.log((share + 1) / (2**32 + 1)) for share in shares])
    drawn = rows * weights
    lengths = np.linalg.norm(drawn, axis=1, keepdims=True)
    scaled: Matrix = drawn / np.where(lengths > 0, lengths, 1.0)
    return scaled


def _meeting(rows: Matrix, columns: Sequence[str], most: int) -> Matrix:
    """How often two rows are in the same group, 0 to 1, over draws and over 2 to `most` groups."""
    together = np.zeros((len(rows), len(rows)))
    trials = 0
    for draw in range(_draws(len(rows))):
        for labels in ward(_drawn(rows, columns, draw), most).values():
            own = np.array(labels)
            together += own[:, None] == own[None]
            trials += 1
    return together / max(1, trials)


def _agreement(meeting: Matrix, labels: Sequence[int]) -> float:
    own = np.array(labels)
    same = (own[:, None] == own[None]) & ~np.eye(len(own), dtype=bool)
    other = own[:, None] != own[None]
    inside = float(meeting[same].mean()) if same.any() else 0.0
    return round(inside - (float(meeting[other].mean()) if other.any() else 0.0), 4)


def _joined(between: Matrix, most: int, away: _Away) -> list[list[int]]:
    """Labels of 2 to `most` groups: the two nearest groups are joined, the first of equals first, until two are left."""
    count = len(between)
    between = between + np.diag(np.full(count, np.inf))
    sizes = np.ones(count)
    groups = {row: [row] for row in range(count)}
    cuts = [_labels(list(groups.values()), count)] if 2 <= count <= most else []
    while len(groups) > 2:
        one, other = sorted(int(place) for place in np.unravel_index(np.argmin(between), between.shape))
        apart = float(between[one, other])
        merged = away(between[one], between[other], apart, (sizes[one], sizes[other]), sizes)
        between[one], between[:, one] = merged, merged
        between[other], between[:, other] = np.inf, np.inf
        between[one, one] = np.inf
        sizes[one] += sizes[other]
        groups[one] += groups.pop(other)
        if len(groups) <= most:
            cuts.append(_labels(list(groups.values()), count))
    return cuts[::-1]


def _labels(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    labels = [0] * count
    for label, rows in enumerate(groups):
        for row in rows:
            labels[row] = label
    return labels


def _average(one: Matrix, other: Matrix, _: float, sizes: tuple[float, float], __: Matrix) -> Matrix:
    joined: Matrix = (sizes[0] * one + sizes[1] * other) / sum(sizes)
    return joined


def _ward(one: Matrix, other: Matrix, apart: float, sizes: tuple[float, float], rest: Matrix) -> Matrix:
    whole = sum(sizes) + rest
    joined: Matrix = ((sizes[0] + rest) * one + (sizes[1] + rest) * other - rest * apart) / whole
    return joined
