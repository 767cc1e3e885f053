"""Step 3: how the learned coder learns. scikit-learn is needed here and nowhere else; using what was learned needs numpy only.

Two passes. The first reads a passage with its question and neighbours (logistic regression on words; where there is an
encoder, ridge regression on vectors as well). The second sees what the first thinks of the passage and of its neighbours: a
story has an order. So that it learns how far to trust the first, it is taught with judgements of talks which that one had
not seen (five-fold, whole talks: "stacking", Wolpert 1992, doi 10.1016/S0893-6080(05)80023-1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.method.codebook import Codebook, fingerprint
from pipeline.method.estimators import FOLDS, dual_ridge, naive_bayes, primal_ridge, regressions, ridge_by_fold
from pipeline.method.examples import Lesson
from pipeline.method.features import FEATURES_VERSION, Lexis, Rows, lexis_of, rows_of, side_by_side, terms, vectors_of, wide
from pipeline.method.model import (
    VALENCES,
    Anchors,
    Encoder,
    Model,
    VectorPart,
    around,
    blended,
    code_columns,
    code_vectors,
    present,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LEARNING_VERSION", "learn", "learned_from"]

LEARNING_VERSION = "2"  #: part of the model's fingerprint; raise it when the same examples teach something else
LOOSE, TIGHT = 4.0, 0.3  #: inverse regularisation of the first and of the second pass
SHARE = 1.15  #: passages marked, of those marked in the examples. Held-out talk is more indirect: 1.0 to 1.3 did best there
BARE = 0.5  #: weight of a passage without its question and neighbours, beside 1 with them
ENOUGH = 25  #: marked passages of example talk from which a family is learned


@dataclass(frozen=True)
class _Class:
    """All lessons side by side.

    Attributes:
        talks: for each row the number of its lesson.
        folds: for each row which fold leaves it out; -1 for none.
        families, codes: for each row and family or code: the share of coders who see it, and how much that counts.
    """

    rows: tuple[Rows, ...]
    wide: Any
    dense: Floats | None
    talks: NDArray[np.int64]
    folds: NDArray[np.int64]
    families: tuple[Floats, Floats]
    codes: tuple[Floats, Floats]
    phases: tuple[Floats, Floats]
    valences: tuple[Floats, Floats]


def learned_from(codebook: Codebook, phases: Sequence[str], examples: str, decisions: str, encoder: Encoder | None = None) -> str:
    """Fingerprint of what would be learned, to find a model that was kept.

    Args:
        codebook: its codes; whether cues changed makes no difference to the model.
        phases: ids of the phases.
        examples, decisions: hashes of the example files and of the log.
        encoder: who makes vectors, if anyone.
    """
    taught = [(c.id, sorted((k, tuple(v)) for k, v in c.examples.items()), c.replaces) for c in codebook.codes]
    versions = (LEARNING_VERSION, FEATURES_VERSION)
    return fingerprint(versions, taught, tuple(phases), examples, decisions, encoder.fingerprint if encoder else "")


def learn(
    lessons: Sequence[Lesson], codebook: Codebook, phases: Sequence[str], made_from: str, encoder: Encoder | None = None
) -> Model:
    """A model of what the lessons teach; the same lessons teach the same.

    Args:
        lessons: example talk, the codebook's example sentences, decisions (see `pipeline.method.examples`).
        codebook: the codes.
        phases: ids of the phases.
        made_from: the fingerprint from `learned_from`.
        encoder: adds vectors.
    """
    said = [terms(lesson.talk) for lesson in lessons]
    lexis = lexis_of(found for talk in said for found in talk)
    room = _seated(lessons, said, lexis, codebook, phases, encoder)
    talk = room.folds >= 0
    counted = room.families[0][talk].sum(axis=0)
    families = tuple(f.id if counted[n] >= ENOUGH else "" for n, f in enumerate(codebook.families))
    fit = regressions(room.wide, LOOSE)
    taught = _taught(room, len(lexis.words))
    heads = [regressions(taught.wide, LOOSE)(*taught.families), *(fit(*part) for part in (room.phases, room.valences))]
    unseen = _unseen(room, taught)
    of_code, of_code_vectors = _codes(room, codebook, len(lexis.words))
    vectors = None
    if room.dense is not None and taught.dense is not None and of_code_vectors is not None:
        weights, of_fold = ridge_by_fold(taught.dense, taught.answers, taught.folds)
        judged = room.valences[1].any(axis=1)
        of_valences = primal_ridge(code_vectors(room.dense[judged]), room.valences[0][judged])
        vectors = VectorPart(weights, room.families[0].mean(axis=0), of_code_vectors, of_valences)
        unseen = blended(unseen, of_fold[: len(unseen)], vectors.prior)
    second_x = np.vstack([around(unseen[room.talks == n], room.rows[n].place) for n in np.unique(room.talks[talk])])
    second = regressions(second_x, TIGHT)(room.families[0][talk], room.families[1][talk])
    odds = second_x @ second[0] + second[1]
    shares = np.minimum(1, SHARE * room.families[0][talk].mean(axis=0))
    thresholds = [_threshold(odds[:, n], float(share)) for n, share in enumerate(shares)]
    return Model(
        made_from,
        lexis,
        families,
        tuple(code.id for code in codebook.codes),
        tuple(phases),
        _rounded(np.hstack([w for w, _ in heads])),
        np.concatenate([b for _, b in heads]),
        *second,
        np.array(thresholds, dtype=np.float32),
        shares.astype(np.float32),
        _rounded(of_code),
        vectors,
        _anchors(lessons, room, len(lexis.words)),
    )


def _seated(
    lessons: Sequence[Lesson],
    said: Sequence[Sequence[tuple[str, ...]]],
    lexis: Lexis,
    codebook: Codebook,
    phases: Sequence[str],
    encoder: Encoder | None,
) -> _Class:
    rows = tuple(rows_of(lesson.talk, lesson.whole) for lesson in lessons)
    together = side_by_side(rows, [len(lesson.marks) for lesson in lessons])
    sizes = [len(r.passages) for r in rows]
    talks = np.repeat(np.arange(len(lessons)), sizes)
    order = np.cumsum([lesson.whole for lesson in lessons]) - 1  # of whole talks
    folds = np.repeat([int(order[n]) % FOLDS if lesson.whole else -1 for n, lesson in enumerate(lessons)], sizes)
    dense = None
    if encoder is not None:
        texts = list(dict.fromkeys(p.text for lesson in lessons for p in lesson.talk.passages))
        at = {text: number for number, text in enumerate(texts)}
        vectors = encoder.encode(texts)
        numbers = [[at[p.text] for p in lesson.talk.passages] for lesson in lessons]
        dense = vectors_of(vectors[[n for talk in numbers for n in talk]], together)
    marks = [lesson.marks[number] for lesson, r in zip(lessons, rows, strict=True) for number in r.passages]
    families = [family.id for family in codebook.families]
    ids = [code.id for code in codebook.codes]
    by_code = np.zeros((2, len(marks), len(ids)), dtype=np.float32)
    by_family = np.zeros((2, len(marks), len(families)), dtype=np.float32)
    placed = np.zeros((2, len(marks), len(phases)), dtype=np.float32)
    judged = np.zeros((2, len(marks), len(VALENCES)), dtype=np.float32)
    code_at, family_at = {c: n for n, c in enumerate(ids)}, {f: n for n, f in enumerate(families)}
    for row, mark in enumerate(marks):
        if mark is None:
            continue
        if mark.whole:
            by_code[1, row], by_family[1, row] = mark.weight, mark.weight
        for code, share in mark.codes.items():
            family = code.split(".", 1)[0]
            by_code[:, row, code_at[code]] = share, mark.weight
            by_family[0, row, family_at[family]] = max(share, by_family[0, row, family_at[family]])
            by_family[1, row, family_at[family]] = mark.weight
        if mark.phase:
            placed[1, row], placed[0, row, list(phases).index(mark.phase)] = mark.weight, 1
        if mark.valence is not None:
            judged[1, row], judged[0, row, VALENCES.index(mark.valence)] = mark.weight, 1
    columns = wide([found for talk in said for found in talk], together, lexis)
    parts = [(part[0], part[1]) for part in (by_family, by_code, placed, judged)]
    return _Class(rows, columns, dense, talks, folds, *parts)


@dataclass(frozen=True)
class _Taught:
    """What the first pass is taught with: every row, and those of whole talks once more without question and neighbours."""

    wide: Any
    dense: Floats | None
    families: tuple[Floats, Floats]
    answers: Floats
    folds: NDArray[np.int64]


def _taught(room: _Class, words: int) -> _Taught:
    """Talk of another kind is asked and ordered otherwise: the words of a passage have to be understood alone too."""
    from scipy.sparse import csr_matrix, hstack, vstack

    talk = np.flatnonzero(room.folds >= 0)
    shares, weights = room.families
    own = room.wide[talk][:, :words]
    bare = hstack([own, csr_matrix((len(talk), room.wide.shape[1] - words), dtype=np.float32)])
    dense, root = None, np.float32(np.sqrt(BARE))  # rows and answers times the root: weighted least squares
    if room.dense is not None:
        alone = room.dense[talk]
        alone[:, code_vectors(room.dense).shape[1] // 2 : -1] = 0
        dense = np.vstack([room.dense, root * alone])
    both = (np.vstack([shares, shares[talk]]), np.vstack([weights, np.float32(BARE) * weights[talk]]))
    answers = np.vstack([shares, root * shares[talk]])
    return _Taught(vstack([room.wide, bare], format="csr"), dense, both, answers, np.concatenate([room.folds, room.folds[talk]]))


def _unseen(room: _Class, taught: _Taught) -> Floats:
    """The first pass's log-odds for every row of a whole talk, from regressions that had not seen the talk."""
    shares, weights = taught.families
    odds = np.zeros(room.families[0].shape, dtype=np.float32)
    for fold in range(FOLDS):
        there, out = taught.folds != fold, room.folds == fold
        coefficients, constants = regressions(taught.wide[there], LOOSE)(shares[there], weights[there])
        odds[out] = room.wide[out] @ coefficients + constants
    return odds


def _rounded(weights: Floats) -> Floats:
    """To the precision in which a model is kept, so that a kept model says exactly what a fresh one says."""
    return weights.astype(np.float16).astype(np.float32)


def _threshold(odds: Floats, share: float) -> float:
    """The log-odds that `share` of the rows exceed."""
    return float(np.quantile(odds, max(0.0, 1 - share))) if len(odds) else 9.0


def _codes(room: _Class, codebook: Codebook, words: int) -> tuple[Floats, Floats | None]:
    """Which code it is, given the family, from the passages that carry the family: weights of words, and of vectors.

    Naive Bayes on words: it learns from five examples, and a changed code costs next to nothing. Ridge on vectors.
    """
    features = present(code_columns(room.wide, words))
    dense = None if room.dense is None else code_vectors(room.dense)
    found = np.zeros((features.shape[1], len(codebook.codes)), dtype=np.float32)
    vectors = None if dense is None else np.zeros((dense.shape[1], len(codebook.codes)), dtype=np.float32)
    shares, counts = room.codes
    for family in codebook.families:
        own = [n for n, code in enumerate(codebook.codes) if code.family == family.id]
        inside = np.flatnonzero(shares[:, own].max(axis=1, initial=0) > 0)
        if not len(inside) or not own:
            continue
        targets = (shares * np.minimum(counts, 1))[inside][:, own]
        found[:, own] = naive_bayes(features[inside], targets)
        if vectors is not None and dense is not None:
            vectors[:, own] = dual_ridge(dense[inside], shares[inside][:, own])
    return found, vectors


def _anchors(lessons: Sequence[Lesson], room: _Class, words: int) -> Anchors:
    """The passages on which both coders, or a person, agree: what a suggestion can be likened to."""
    texts = [lesson.talk.passages[n].text for lesson, r in zip(lessons, room.rows, strict=True) for n in r.passages]
    sure = room.codes[0] >= 1
    kept = np.flatnonzero(sure.any(axis=1))
    pairs = np.argwhere(sure[kept])
    return Anchors(tuple(texts[n] for n in kept), room.wide[kept][:, :words].tocsr(), pairs[:, 0], pairs[:, 1])
