"""Step 3: a talk as the learned coder sees it: rows of numbers, one for each passage of an interviewee.

What is said in the passage counts, what was asked, what is said before and after it, and where in talk and answer it
stands. Words are looked up by their keys (form, lemma, head of a compound), pairs of neighbouring words by their lemmas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.method.transcripts import Transcript
from pipeline.method.turns import INTERVIEWEE, INTERVIEWER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

__all__ = ["FEATURES_VERSION", "PLACES", "Lexis", "Rows", "lexis_of", "rows_of", "side_by_side", "terms", "vectors_of", "wide"]

FEATURES_VERSION = "1"  #: part of the model's fingerprint; raise it when the same talk gives other numbers
SELDOM = 2  #: passages in which a word must stand to be looked at
PAIRS, QUESTION, AROUND, PLACE = 0.7, 0.7, 0.4, 0.5  #: weights beside the passage's own words, chosen by cross-validation
THIRDS, LATEST = 6, 3  #: parts of the talk told apart; places in an answer told apart
PLACES = THIRDS + LATEST + 1  #: columns that say where a passage stands
VECTOR_AROUND, VECTOR_PLACE = 0.5, 0.2


@dataclass(frozen=True)
class Lexis:
    """The words and pairs of words that are looked at, with how telling each is (inverse document frequency).

    Attributes:
        words: word or pair -> its column; words come before pairs.
        telling: for each column.
    """

    words: Mapping[str, int]
    telling: Floats

    @cached_property
    def single(self) -> int:
        """How many are words."""
        return sum(" " not in word for word in self.words)


@dataclass(frozen=True)
class Rows:
    """The rows of a talk.

    Attributes:
        passages: for each row the number of its passage.
        before, after, asked: for each row the number of the passage before, after and that asked; -1 for none.
        place: where it stands: in which part of the talk, and how far into the answer; 0 or 1 each.
    """

    passages: Numbers
    before: Numbers
    after: Numbers
    asked: Numbers
    place: Floats


def terms(talk: Transcript) -> list[tuple[str, ...]]:
    """For each passage its words' keys and its pairs of neighbouring lemmas."""
    keys = talk.vocabulary.keys
    lemmas = [k[1] if len(k) > 1 else k[0] for k in keys]
    found: list[tuple[str, ...]] = []
    for sentences in talk.analysis:
        seen: dict[str, None] = {}
        for sentence in sentences:
            for word in sentence.words:
                seen.update(dict.fromkeys(keys[word]))
            seen.update((key, None) for _, key in sentence.joined)
            spoken = [lemmas[word] for word in sentence.words]
            seen.update((f"{a} {b}", None) for a, b in pairwise(spoken))
        found.append(tuple(seen))
    return found


def lexis_of(passages: Iterable[Iterable[str]]) -> Lexis:
    """The terms that stand in at least `SELDOM` passages, words before pairs, each in alphabetical order."""
    counted: Counter[str] = Counter()
    total = 0
    for found in passages:
        counted.update(found)
        total += 1
    kept = sorted((t for t, count in counted.items() if count >= SELDOM), key=lambda t: (" " in t, t))
    telling = np.log(total / np.array([counted[term] for term in kept], dtype=np.float32)).astype(np.float32)
    return Lexis({term: number for number, term in enumerate(kept)}, telling)


def rows_of(talk: Transcript, whole: bool = True) -> Rows:
    """Which passages are the interviewee's, and what stands around them; a talk that is not `whole` has no places.

    What another speaker says before or after counts in a whole talk only; in others he says it at another time.
    """
    passages = talk.passages
    own = [number for number, passage in enumerate(passages) if passage.role == INTERVIEWEE]
    questions = {p.turn: number for number, p in enumerate(passages) if p.role == INTERVIEWER}
    said = {*own}

    def near(number: int, to: int) -> bool:
        return number in said and (whole or passages[number].turn == passages[to].turn)

    place = np.zeros((len(own), PLACES), dtype=np.float32)
    far = 0
    for row, number in enumerate(own):
        far = far + 1 if number - 1 in said and passages[number - 1].turn == passages[number].turn else 0
        if whole:
            place[row, THIRDS * number // len(passages)] = 1
            place[row, THIRDS + min(LATEST, far)] = 1
    return Rows(
        np.array(own, dtype=np.int64),
        np.array([n - 1 if near(n - 1, n) else -1 for n in own], dtype=np.int64),
        np.array([n + 1 if near(n + 1, n) else -1 for n in own], dtype=np.int64),
        np.array([questions.get(passages[n].asked, -1) for n in own], dtype=np.int64),
        place,
    )


def side_by_side(rows: Sequence[Rows], sizes: Sequence[int]) -> Rows:
    """The rows of several talks as if they were one; `sizes` are their numbers of passages."""
    starts = np.cumsum([0, *sizes])[:-1]

    def shifted(name: str) -> Numbers:
        parts = [getattr(r, name) for r in rows]
        return np.concatenate([np.where(part >= 0, part + start, -1) for part, start in zip(parts, starts, strict=True)])

    place = np.vstack([r.place for r in rows])
    return Rows(shifted("passages"), shifted("before"), shifted("after"), shifted("asked"), place)


def _spoken(passages: Sequence[Iterable[str]], lexis: Lexis) -> Any:
    """One sparse row a passage, of length 1 for words and for pairs each."""
    from scipy.sparse import csr_matrix

    known = lexis.words
    numbers: list[int] = []
    ends = [0]
    values: list[Floats] = []
    for found in passages:
        for pairs in (False, True):
            columns = sorted(known[term] for term in found if term in known and (" " in term) == pairs)
            weights = lexis.telling[columns]
            length = float(np.sqrt(weights @ weights)) or 1.0
            values.append(weights * np.float32((PAIRS if pairs else 1.0) / length))
            numbers += columns
        ends.append(len(numbers))
    data = np.concatenate(values) if values else np.zeros(0, dtype=np.float32)
    return csr_matrix(
        (data, np.array(numbers, dtype=np.int32), np.array(ends)), shape=(len(passages), len(known)), dtype=np.float32
    )


def wide(passages: Sequence[Iterable[str]], rows: Rows, lexis: Lexis) -> Any:
    """The sparse rows of a talk: the passage, the question, before and after (words only), place."""
    from scipy.sparse import csr_matrix, hstack

    spoken = _spoken(passages, lexis)
    blocks = [_picked(spoken, rows.passages), _picked(spoken, rows.asked) * np.float32(QUESTION)]
    words = spoken[:, : lexis.single]
    blocks += [_picked(words, where) * np.float32(AROUND) for where in (rows.before, rows.after)]
    return hstack([*blocks, csr_matrix(rows.place * np.float32(PLACE))], format="csr", dtype=np.float32)


def _picked(matrix: Any, numbers: Numbers) -> Any:
    """Rows by number; an empty row for -1."""
    from scipy.sparse import csr_matrix

    there = np.flatnonzero(numbers >= 0)
    shape = (len(numbers), matrix.shape[0])
    return csr_matrix((np.ones(len(there), dtype=np.float32), (there, numbers[there])), shape=shape) @ matrix


def vectors_of(vectors: Floats, rows: Rows) -> Floats:
    """The dense rows of a talk, from one vector a passage: the passage, the question, before and after, place, a constant."""
    empty = np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])  # number -1 is the last row
    around = [empty[where] * np.float32(VECTOR_AROUND) for where in (rows.asked, rows.before, rows.after)]
    constant = np.full((len(rows.passages), 1), 3, dtype=np.float32)
    return np.hstack([empty[rows.passages], *around, rows.place * np.float32(VECTOR_PLACE), constant])
