"""Step 3: likeness. How much what one person says is like what another says: in words, in meaning, and in its place in a talk.

Likeness is a sum of kernels, so that whatever is learned from it is a weighted vote of examples which can be named. Each part
fades by itself where nothing alike was seen: a question unlike any in the examples says nothing, rather than something random.
Without an encoder meaning is left out, and the words of question and neighbours take the places of their vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from pipeline.language.terms import TERMS_VERSION, terms
from pipeline.method.coding.examples import Said

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LIKENESS_VERSION", "Encoder", "Lexis", "Rows", "lexis_of", "likeness", "rows_of"]

LIKENESS_VERSION = f"1.{TERMS_VERSION}"
#: weights of the kernels beside 1 for what is said itself, chosen in cross-validation by talk on the shipped examples
WORDS, QUESTION, AROUND, BARE_BEFORE = 0.5, 0.6, 0.2, 0.3
#: how narrow likeness of meaning is: exp(-width * squared distance)
SAID_WIDTH, ASKED_WIDTH, AROUND_WIDTH = 1.0, 2.0, 0.5
FADING = 2.0  #: passages after which a question counts half
LEAST = 2  #: a term that fewer examples hold tells nothing


class Encoder(Protocol):
    """Whatever turns a text into a vector."""

    @property
    def fingerprint(self) -> str:
        """Names the model and its version."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text; all rows of the same length."""


@dataclass(frozen=True)
class Lexis:
    """The terms that are known, with a number and how rare each is."""

    numbers: dict[str, int]
    rarity: Floats


def lexis_of(texts: Iterable[str]) -> Lexis:
    """The terms of these texts, with inverse document frequencies (Spärck Jones 1972, doi 10.1108/eb026526)."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(terms(text)))
        total += 1
    known = [term for term, count in counts.items() if count >= LEAST]
    rarity = [np.log((1 + total) / (1 + counts[term])) + 1 for term in known]
    return Lexis({term: number for number, term in enumerate(known)}, np.array(rarity, dtype=np.float32))


@dataclass(frozen=True)
class Rows:
    """What is compared, one row each.

    Attributes:
        words: sparse term weights of what is said.
        fading: how much the question still counts, 0 where there is none.
        around: of question, before and after: sparse term weights, or vectors where there is an encoder.
        vectors: of what is said; None without an encoder.
    """

    words: Any
    fading: Floats
    around: tuple[Any, Any, Any]
    vectors: Floats | None

    def __len__(self) -> int:
        return int(self.words.shape[0])


def rows_of(said: Sequence[Said], lexis: Lexis, encoder: Encoder | None) -> Rows:
    """The rows of what was said; every text is encoded once."""
    fading = np.array([0.5 ** (s.since / FADING) if s.question else 0.0 for s in said], dtype=np.float32)
    groups: list[list[tuple[str, ...]]] = [[(s.question,) for s in said], [s.before for s in said], [(s.after,) for s in said]]
    own = [s.text for s in said]
    words = _term_weights([(text,) for text in own], lexis)
    if encoder is None:
        return Rows(words, fading, tuple(_term_weights(group, lexis) for group in groups), None)
    texts = list(dict.fromkeys(text for text in chain(own, *(chain(*group) for group in groups)) if text))
    found = encoder.encode(texts)
    place = {text: number for number, text in enumerate(texts)}
    size = found.shape[1] if texts else 0

    def mean(group: Sequence[Sequence[str]]) -> Floats:
        rows = np.zeros((len(group), size), dtype=np.float32)
        wanted = [[place[text] for text in some if text] for some in group]
        for turn in range(max(map(len, wanted), default=0)):
            there = [row for row, numbers in enumerate(wanted) if len(numbers) > turn]
            rows[there] += found[[wanted[row][turn] for row in there]]
        return rows / np.array([max(1, len(numbers)) for numbers in wanted], dtype=np.float32)[:, None]

    return Rows(words, fading, (mean(groups[0]), mean(groups[1]), mean(groups[2])), mean([(text,) for text in own]))


def _term_weights(groups: Sequence[Sequence[str]], lexis: Lexis) -> Any:
    """Sparse rows of length 1, one a group: the sum of its texts' rows."""
    from scipy.sparse import csr_matrix

    wanted = [[text for text in group if text] for group in groups]
    texts = {text: number for number, text in enumerate(dict.fromkeys(chain.from_iterable(wanted)))}
    rows = _weights(texts, lexis)
    ends = np.cumsum([0, *map(len, wanted)])
    chosen = np.array([texts[text] for text in chain.from_iterable(wanted)], dtype=np.int32)
    picking = csr_matrix((np.ones(len(chosen), dtype=np.float32), chosen, ends), shape=(len(groups), len(texts)))
    return _of_length_one(picking @ rows)


def _weights(texts: Iterable[str], lexis: Lexis) -> Any:
    """Sparse rows of length 1, one a text: for each term (1 + log of how often) times its rarity."""
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns += [number for term in terms(text) if (number := lexis.numbers.get(term)) is not None]
        ends.append(len(columns))
    shape = (len(ends) - 1, len(lexis.numbers))
    rows = csr_matrix((np.ones(len(columns), dtype=np.float32), np.array(columns, dtype=np.int32), ends), shape=shape)
    rows.sum_duplicates()
    rows.data = (1 + np.log(rows.data)) * lexis.rarity[rows.indices]
    return _of_length_one(rows)


def _of_length_one(rows: Any) -> Any:
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1), dtype=np.float32).ravel())
    return (diags(1 / np.where(lengths > 0, lengths, 1)).astype(np.float32) @ rows).tocsr()


def likeness(one: Rows, other: Rows) -> Floats:
    """How much each row of `one` is like each row of `other`; 0 for nothing in common."""
    words = _shared(one.words, other.words)
    asked = np.outer(one.fading, other.fading).astype(np.float32)
    if one.vectors is None or other.vectors is None:
        question, before, after = (_shared(mine, theirs) for mine, theirs in zip(one.around, other.around, strict=True))
        asked *= question
        return np.asarray(words * (1 + QUESTION * asked) + QUESTION * asked + BARE_BEFORE * before + AROUND * after)
    asked *= _near(one.around[0], other.around[0], ASKED_WIDTH)
    total = _near(one.vectors, other.vectors, SAID_WIDTH)
    total *= 1 + np.float32(QUESTION) * asked
    total += np.float32(QUESTION) * asked + np.float32(WORDS) * words
    for mine, theirs in zip(one.around[1:], other.around[1:], strict=True):
        there = np.outer(mine.any(axis=1), theirs.any(axis=1)).astype(np.float32)
        total += np.float32(AROUND) * there * _near(mine, theirs, AROUND_WIDTH)
    return total


def _shared(one: Any, other: Any) -> Floats:
    return np.asarray((one @ other.T).toarray(), dtype=np.float32)


def _near(one: Floats, other: Floats, width: float) -> Floats:
    """exp(-width * squared distance) (Gaussian kernel)."""
    distances = (one * one).sum(axis=1)[:, None] + (other * other).sum(axis=1)[None] - 2 * (one @ other.T)
    np.exp(np.float32(-width) * distances, out=distances)
    return np.asarray(distances, dtype=np.float32)
