"""Step 3: what the learned coder knows: what was learned, brought to a study's codebook, and what it makes of a talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.learning import Basis
from pipeline.method.coding.likeness import Rows, likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Judgement", "Learned", "Reasons", "fitted", "judged", "nearest"]

LIKE, FAINT = 2, 0.12  #: examples named as evidence; likeness that is none


@dataclass(frozen=True)
class Learned:
    """What was learned, brought to the families and codes of a study's codebook.

    Attributes:
        fingerprint: of all that it was learned from.
        families, codes: ids in the order of the codebook.
        votes: for each example and answer (families, then codes) what it adds.
        usual: for each answer how often it is given.
        slopes, offsets, thresholds, shares: of the families (see `Basis`); NaN where nothing was learned.
        meaning: whether an encoder was there; without one only words are compared.
    """

    fingerprint: str
    families: tuple[str, ...]
    codes: tuple[str, ...]
    votes: Floats
    usual: Floats
    slopes: Floats
    offsets: Floats
    thresholds: Floats
    shares: Floats
    meaning: bool = True


def fitted(found: Basis, codebook: Codebook, made_from: str, meaning: bool = True) -> Learned:
    """What example talk teaches for a codebook: answers of renamed, merged and split codes go to those that replace them."""
    families, codes = [f.id for f in codebook.families], [code.id for code in codebook.codes]
    places = {name: number for number, name in enumerate((*families, *codes))}
    votes = np.zeros((len(found.votes), len(places)), dtype=np.float32)
    usual = np.zeros(len(places), dtype=np.float32)
    moved = _moved(found.names, codebook)
    for column, name in enumerate(found.names):
        for new in codebook.successors(name) if "." in name else [moved.get(name, name)]:
            if new in places:
                votes[:, places[new]] += found.votes[:, column]
                usual[places[new]] += found.usual[column]

    def of(known: Mapping[str, float]) -> Floats:
        today = {moved.get(family, family): value for family, value in known.items()}
        return np.array([today.get(family, np.nan) for family in families], dtype=np.float32)

    calibration = (of(found.slopes), of(found.offsets), of(found.thresholds), of(found.shares))
    return Learned(made_from, tuple(families), tuple(codes), votes, usual, *calibration, meaning)


def _moved(names: Sequence[str], codebook: Codebook) -> dict[str, str]:
    """Families that have another id now: whose codes that are left all went to one family that the examples do not know."""
    now: dict[str, set[str]] = {}
    for name in names:
        for new in codebook.successors(name) if "." in name else ():
            now.setdefault(name.split(".", 1)[0], set()).add(new.split(".", 1)[0])
    went = {old: min(new) for old, new in now.items() if len(new) == 1 and not new & set(names)}
    return {old: new for old, new in went.items() if list(went.values()).count(new) == 1}


def judged(rows: Rows, examples: Rows, votes: Floats, usual: Floats | None = None) -> tuple[Floats, Floats]:
    """The answers for each row, and how like each example it is."""
    like = likeness(rows, examples)
    answers = like @ votes
    return (answers if usual is None else answers + usual), like


def nearest(like: Floats, shares: Floats) -> NDArray[np.int32]:
    """For each row and code the `LIKE` examples of the code it is most like, -1 where there is none.

    Args:
        like: likeness of rows and examples.
        shares: examples x codes, how many coders gave the code.
    """
    found = np.full((len(like), shares.shape[1], LIKE), -1, dtype=np.int32)
    for code in range(shares.shape[1]):
        own = np.flatnonzero(shares[:, code] >= 0.5)
        if not len(own):
            continue
        order = np.argsort(-like[:, own], axis=1, kind="stable")[:, :LIKE]
        best = np.take_along_axis(like[:, own], order, axis=1) >= FAINT
        found[:, code, : order.shape[1]] = np.where(best, own[order], -1)
    return found


@dataclass(frozen=True)
class Judgement:
    """What was made of a talk, one row a passage of an interviewee.

    Attributes:
        passages: numbers of the passages.
        values: 0 to 1 by and large: families, then codes.
        near: for each row and code numbers of texts in `texts`, -1 for none.
        texts: of examples.
        talks: of examples: the talk each comes from, or the code whose example sentence it is.
    """

    passages: Sequence[int]
    values: Floats
    near: NDArray[np.int32]
    texts: Sequence[str]
    talks: Sequence[str] = ()


@dataclass(frozen=True)
class Reasons:
    """What speaks for one code on one passage.

    Attributes:
        family: of the code.
        odds, needed: log-odds of the family, cues included, and what it takes in this talk.
        alone: its log-odds without the cues.
        value: of the code within the family, cues included.
        best, most: the family's code with the highest value, and that value.
        score: chance of the code, 0 to 1.
        enough: the score that it takes, 0 where a cue is heard.
        like: the examples of the code that the passage is most like: (talk, text).
    """

    family: str
    odds: float
    needed: float
    alone: float
    value: float
    best: str
    most: float
    score: float
    enough: float
    like: tuple[tuple[str, str], ...]
