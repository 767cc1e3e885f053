"""Step 3: what the learned coder learns from examples: Gaussian process regression on likeness.

(Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, ch. 2; the same as kernel ridge regression.) Each family
and each code gets a value between 0 and 1: a weighted vote of all examples by how like they are. Learning is in two parts.
What the coded example talk teaches takes seconds and is kept; what a study adds (people's decisions, the example sentences
of codes that the talk shows too seldom) corrects it where it says something, and is learned anew within a run. An answer
that is not known (another family of a passage on which one code was decided) stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.examples import Anchor
from pipeline.method.coding.likeness import LIKENESS_VERSION, Rows, likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["CORRECTION_VERSION", "LEARNING_VERSION", "Basis", "Correction", "Ground", "basis", "correction", "left_out", "named",
           "pillars"]  # fmt: skip

LEARNING_VERSION = f"1.{LIKENESS_VERSION}"  #: raise it when the same examples teach something else
CORRECTION_VERSION = "2"  #: raise it when the same decisions teach something else
NOISE = 1.2  #: variance of an example's answer beside likeness
SHARE = 1.15  #: passages marked, of those marked in the examples: held-out talk is more indirect
BLOCK = 1_000  #: rows compared at a time
PILLARS = 400  #: examples that stand for all of the example talk where a study adds to it


@dataclass(frozen=True)
class Basis:
    """What example talk teaches.

    Attributes:
        names: of the answers: family ids, then code ids, as written in the examples.
        votes: for each example and answer what it adds where something is just like it.
        usual: for each answer how often it is given.
        slopes, offsets: of each family: its value times the slope plus the offset are log-odds.
        thresholds: log-odds from which as many of the examples would be marked as `SHARE` of those that are.
        shares: share of passages to be marked.
    """

    names: tuple[str, ...]
    votes: Floats
    usual: Floats
    slopes: Mapping[str, float]
    offsets: Mapping[str, float]
    thresholds: Mapping[str, float]
    shares: Mapping[str, float]

    @cached_property
    def shown(self) -> dict[str, float]:
        """How many lines show each answer, counted by half a line a coder."""
        lines = zip(self.names, (self.usual * len(self.votes)).tolist(), strict=True)
        return {name: round(2 * shown) / 2 for name, shown in lines}


@dataclass(frozen=True)
class Correction:
    """What a study adds.

    Attributes:
        votes: for each of its anchors and each answer of the codebook what it adds.
        ground: the same for the examples of the `Ground`; no rows without one.
    """

    votes: Floats
    ground: Floats


@dataclass(frozen=True)
class Ground:
    """Examples that stand for the example talk: what it knows already is not learned anew.

    Attributes:
        rows: of a few of the examples.
        count: how many examples there are.
    """

    rows: Rows
    count: int


def pillars(count: int) -> list[int]:
    """The numbers of the examples that stand for all `count`: every n-th."""
    found: list[int] = np.linspace(0, count - 1, min(PILLARS, count)).astype(np.int64).tolist()
    return found


def named(anchors: Sequence[Anchor]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The families and the codes that examples name, sorted."""
    codes = sorted({code for anchor in anchors for code in anchor.codes})
    return tuple(sorted({code.split(".", 1)[0] for code in codes})), tuple(codes)


def basis(anchors: Sequence[Anchor], rows: Rows) -> Basis:
    """Learn from example talk (n examples take n^3 steps: 8,000 some seconds and 400 MB)."""
    families, codes = named(anchors)
    names = (*families, *codes)
    answers = np.array([_answers(anchor, names) for anchor in anchors], dtype=np.float32)
    usual = answers.mean(axis=0)
    talks = np.unique([anchor.talk for anchor in anchors], return_inverse=True)[1]
    votes, unseen = left_out(rows, answers, usual, talks)
    slopes, offsets, thresholds, shares = {}, {}, {}, {}
    for column, family in enumerate(families):
        slope, offset = _calibrated(unseen[:, column], answers[:, column])
        share = min(1.0, SHARE * float(usual[column]))
        slopes[family], offsets[family], shares[family] = slope, offset, share
        thresholds[family] = slope * float(np.quantile(unseen[:, column], 1 - share)) + offset
    return Basis(names, votes, usual, slopes, offsets, thresholds, shares)


def _answers(anchor: Anchor, names: Sequence[str]) -> list[float]:
    shares = dict(anchor.codes)
    for code, share in anchor.codes.items():
        family = code.split(".", 1)[0]
        shares[family] = max(shares.get(family, 0.0), share)
    return [shares.get(name, 0.0) for name in names]


def left_out(rows: Rows, answers: Floats, usual: Floats, talks: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The votes, and for each example the answers of all talks but its own: exact, from one matrix inverse.

    For a talk t they are y_t - G_tt^-1 (G (y - m))_t with G the inverse of likeness plus noise (Rasmussen & Williams
    2006, eq. 5.12, for blocks).
    """
    from scipy.linalg import lapack

    count = len(rows)
    matrix = np.empty((count, count), dtype=np.float32, order="F")
    for start in range(0, count, BLOCK):
        part = slice(start, min(count, start + BLOCK))
        matrix[:, part] = likeness(_some(rows, part), rows).T
    matrix[np.diag_indices(count)] += NOISE
    matrix, failed = lapack.spotrf(matrix, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("the examples contradict each other beyond what can be learned")
    votes, _ = lapack.spotrs(matrix, (answers - usual).astype(np.float32), lower=1)
    matrix, _ = lapack.spotri(matrix, lower=1, overwrite_c=1)
    unseen = np.zeros_like(answers)
    for talk in range(int(talks.max()) + 1):
        own = np.flatnonzero(talks == talk)
        block = np.tril(matrix[np.ix_(own, own)])
        block = block + np.tril(block, -1).T
        unseen[own] = answers[own] - np.linalg.solve(block, votes[own])
    return np.ascontiguousarray(votes, dtype=np.float32), unseen


def _some(rows: Rows, part: slice) -> Rows:
    question, before, after = (side[part] for side in rows.around)
    return Rows(
        rows.words[part], rows.fading[part], (question, before, after), None if rows.vectors is None else rows.vectors[part]
    )


def _calibrated(values: Floats, shares: Floats) -> tuple[float, float]:
    """Slope and offset that make log-odds of values: logistic regression with one feature (Platt 1999), half-labels as halves."""
    slope, offset = 4.0, -3.0
    x, y = values.astype(np.float64), shares.astype(np.float64)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(slope * x + offset)))
        weight = chance * (1 - chance) + 1e-9
        wrong = y - chance
        gradient = np.array([(wrong * x).sum() - 1e-3 * slope, wrong.sum()])
        curvature = np.array([[(weight * x * x).sum() + 1e-3, (weight * x).sum()], [(weight * x).sum(), weight.sum()]])
        step = np.linalg.solve(curvature, gradient)
        slope, offset = slope + float(step[0]), offset + float(step[1])
        if abs(step).max() < 1e-6:
            break
    return slope, offset


def correction(
    anchors: Sequence[Anchor],
    rows: Rows,
    judged: Floats,
    codebook: Codebook,
    unlikely: NDArray[np.bool_] | None = None,
    ground: Ground | None = None,
) -> Correction:
    """Learn what a study adds.

    People decide on what was suggested and on what they miss, so their decisions alone would say that everything is likelier
    than it is: what is unlikely and was not added on a passage that somebody read counts as a no. And what is like all of the
    example talk is known already: likeness is that which is left when the examples are known (Rasmussen & Williams 2006,
    eq. 2.24, with a subset of the examples for all of them, ch. 8.3).

    Args:
        anchors: people's decisions and the example sentences of thin codes.
        rows: of the anchors.
        judged: what the example talk says of them: one row an anchor, families of the codebook and then its codes.
        codebook: its families and codes.
        unlikely: for each anchor and family whether the example talk speaks against it.
        ground: what stands for the example talk.
    """
    wrong = _wrong(anchors, judged, codebook, unlikely)
    noise = np.diag(np.array([NOISE / anchor.weight for anchor in anchors], dtype=np.float32))
    square = likeness(rows, rows)
    if ground is None:
        return Correction(np.asarray(np.linalg.solve(square + noise, wrong), dtype=np.float32), wrong[:0])
    among = likeness(ground.rows, ground.rows)
    among[np.diag_indices(len(among))] += NOISE * len(among) / ground.count
    known = likeness(ground.rows, rows)
    through = np.linalg.solve(among, known)
    votes = np.linalg.solve(square - known.T @ through + noise, wrong)
    return Correction(np.asarray(votes, dtype=np.float32), np.asarray(-through @ votes, dtype=np.float32))


def _wrong(anchors: Sequence[Anchor], judged: Floats, codebook: Codebook, unlikely: NDArray[np.bool_] | None) -> Floats:
    """For each anchor and answer what is to be added; 0 where nothing is known."""
    families, codes = [family.id for family in codebook.families], [code.id for code in codebook.codes]
    names = [*families, *codes]
    wrong = np.zeros((len(anchors), len(names)), dtype=np.float32)
    places = {name: number for number, name in enumerate(names)}
    own = {family: [places[code] for code in codes if code.split(".", 1)[0] == family] for family in families}
    for row, anchor in enumerate(anchors):
        shares: dict[str, float] = {}
        for code, share in anchor.codes.items():
            family = code.split(".", 1)[0]
            if code in places:
                shares[family] = max(shares.get(family, 0.0), share)
        if anchor.whole:
            wrong[row] = -judged[row]
        elif anchor.read and unlikely is not None:
            for column, family in enumerate(families):
                if unlikely[row, column] or shares.get(family):
                    numbers = [column, *own[family]]
                    wrong[row, numbers] = -judged[row, numbers]
        for name, share in (*shares.items(), *anchor.codes.items()):
            if name in places:
                wrong[row, places[name]] = share - judged[row, places[name]]
    return wrong
