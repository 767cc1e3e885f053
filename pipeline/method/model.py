"""Step 3: what the learned coder has learned, and what it makes of a talk. Numbers and words; numpy and scipy are enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pipeline.method.features import PLACES, Lexis, rows_of, terms, vectors_of, wide
from pipeline.method.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = [
    "VALENCES",
    "Anchors",
    "Encoder",
    "Judgement",
    "Model",
    "VectorPart",
    "around",
    "blended",
    "code_columns",
    "code_vectors",
    "judge",
    "present",
]

VALENCES = (-1, 0, 1)
VECTORS = 6.0  #: weight of vectors beside words in the first pass
#: weights for codes: of words alone, of words beside vectors, of vectors
WORDS_ALONE, WORDS_BESIDE, CODE_VECTORS = 0.1, 0.055, 10.0
VALENCE_VECTORS = 2.0  #: weight of vectors beside words for valences


class Encoder(Protocol):
    """Whatever turns a text into a vector."""

    @property
    def fingerprint(self) -> str:
        """Names the model and its version."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""


@dataclass(frozen=True)
class VectorPart:
    """What was learned on vectors: weights for families, how often each is marked, weights for codes and for valences."""

    weights: Floats
    prior: Floats
    codes: Floats
    valences: Floats


@dataclass(frozen=True)
class Anchors:
    """Example passages to liken others to: texts, sparse rows of their words, and pairs (number of a text, of a code)."""

    texts: tuple[str, ...]
    rows: Any
    text_of: NDArray[np.int64]
    code_of: NDArray[np.int64]


@dataclass(frozen=True)
class Model:
    """What was learned: numbers and words only.

    Attributes:
        fingerprint: of what it was learned from.
        lexis: the words it knows.
        families: in the order of the codebook; "" for one with too few examples to be learned.
        codes, phases: ids.
        first, first_constant: first pass: families, phases, valences.
        second, second_constant: second pass: families.
        thresholds: log-odds from which a family is suggested.
        shares: which share of passages ought to be marked with a family; a talk that says everything less directly than the
            examples would otherwise get next to nothing.
        code: which code it is, given the family.
        vectors: None without an encoder.
        anchors: to name as evidence.
    """

    fingerprint: str
    lexis: Lexis
    families: tuple[str, ...]
    codes: tuple[str, ...]
    phases: tuple[str, ...]
    first: Floats
    first_constant: Floats
    second: Floats
    second_constant: Floats
    thresholds: Floats
    shares: Floats
    code: Floats
    vectors: VectorPart | None
    anchors: Anchors


@dataclass(frozen=True)
class Judgement:
    """What a model makes of a talk, one row a passage of an interviewee.

    Attributes:
        passages: numbers of the passages.
        families: log-odds.
        codes: how much speaks for each code, given its family; comparable within a family.
        phases, valences: log-evidence.
        words: the rows' words, to liken them to examples.
    """

    passages: NDArray[np.int64]
    families: Floats
    codes: Floats
    phases: Floats
    valences: Floats
    words: Any


def judge(model: Model, talk: Transcript, encoder: Encoder | None = None) -> Judgement:
    """What the model makes of a talk."""
    rows = rows_of(talk)
    size, known = len(model.families), len(model.lexis.words)
    columns = wide(terms(talk), rows, model.lexis)
    first = columns @ model.first + model.first_constant
    odds = first[:, :size]
    of_codes = present(code_columns(columns, known)) @ model.code * np.float32(WORDS_ALONE)
    dense = None
    if model.vectors is not None and encoder is not None:
        dense = vectors_of(encoder.encode([p.text for p in talk.passages]), rows)
        odds = blended(odds, dense @ model.vectors.weights, model.vectors.prior)
        of_codes *= np.float32(WORDS_BESIDE / WORDS_ALONE)
        of_codes += np.float32(CODE_VECTORS) * (code_vectors(dense) @ model.vectors.codes)
    second = around(odds, rows.place) @ model.second + model.second_constant
    end = size + len(model.phases)
    phases, valences = np.log(_logistic(first[:, size:end]) + 1e-6), np.log(_logistic(first[:, end:]) + 1e-6)
    if dense is not None and model.vectors is not None:
        valences += np.float32(VALENCE_VECTORS) * (code_vectors(dense) @ model.vectors.valences)
    return Judgement(rows.passages, second, of_codes, phases, valences, columns[:, :known])


def code_columns(columns: Any, words: int) -> Any:
    """The columns that tell codes apart: the passage's words and the question's."""
    return columns[:, : 2 * words]


def code_vectors(dense: Floats) -> Floats:
    """The dense columns that tell codes apart: the passage's vector and the question's."""
    return dense[:, : (dense.shape[1] - PLACES - 1) // 2]


def present(columns: Any) -> Any:
    """Which words are there at all."""
    return columns.sign()


def blended(odds: Floats, answers: Floats, prior: Floats) -> Floats:
    """The first pass with vectors: log-odds from words, and how much more the vectors speak for it than usual."""
    return odds + np.float32(VECTORS) * (answers - prior)


def around(odds: Floats, place: Floats) -> Floats:
    """What the second pass sees of each row: all families' log-odds here, their probabilities up to two rows away, the place."""
    likely = _logistic(odds)
    empty = np.zeros((2, odds.shape[1]), dtype=np.float32)
    padded = np.vstack([empty, likely, empty])
    count = len(odds)
    near = [padded[2 + step : 2 + step + count] for step in (-1, 1, -2, 2)]
    return np.hstack([odds, *near, place])


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=np.float32)
