"""Step 3: the learned coder: what it makes of a talk, and how it suggests.

It judges the families first, then which code of the family it is, and keeps silent below a family's threshold. A cue that is
heard adds to the log-odds of its family; one that is heard but denied, supposed or told of somebody else takes away. So a cue
alone, against all that was learned, makes no suggestion, and neither does a faint likeness. A suggestion's score is the
calibrated probability of its code, its evidence the words heard and the examples it is most like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.language.scope import HYPOTHETICAL, Scope
from pipeline.method.codebook import TOUCHPOINT, Codebook, fingerprint
from pipeline.method.coding import Suggestion
from pipeline.method.cue_coder import CueCoder
from pipeline.method.hearing import CODE, Heard
from pipeline.method.learning import Basis
from pipeline.method.likeness import Rows, likeness
from pipeline.method.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LEARNED_VERSION", "Judgement", "LearnedCoder", "Learned", "fitted", "judged", "nearest"]

CUE = "cue"  #: the name of the cue coder
LEARNED_VERSION = "1"  #: part of the fingerprint; raise it when the same examples and cues lead to other suggestions
HEARD, ALONE, DENIED = 2.0, 4.0, 2.0  #: log-odds that a cue adds, beside words alone, and that a denied one takes away
ADAPTED, LONG = 0.5, 50  #: how far an interview of so many passages sets its own thresholds
LEAST = -1.8  #: log-odds (a chance of 1 in 7) below which nothing is suggested, however seldom a talk says anything clearly
SURE = 0.35  #: value from which a family is suggested of which there are too few examples to set a threshold
IMAGINED = frozenset(("fear", "need", "criterion"))  #: families that people speak of in conditionals
HEARD_CODE = 0.2  #: what a cue adds to its code within the family
ALSO, ENOUGH = 0.6, 0.25  #: a second code of a family needs this share of the first's value, and this value
CLEAR, CLEARER, BETTER = 0.15, 0.2, 0.5  #: score that a code without a cue needs, and from words alone; the better half of them needs none, in whatever talk
NAMED = 0.3  #: score that a touchpoint without a cue needs: a contact is mostly named, and a wrong one is a wrong cell of the matrix
LIKE, FAINT, QUOTE = 2, 0.12, 90  #: examples named as evidence; likeness that is none; characters shown of one


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
    for column, name in enumerate(found.names):
        for new in codebook.successors(name) if "." in name else [name]:
            if new in places:
                votes[:, places[new]] += found.votes[:, column]
                usual[places[new]] += found.usual[column]

    def of(known: Mapping[str, float]) -> Floats:
        return np.array([known.get(family, np.nan) for family in families], dtype=np.float32)

    calibration = (of(found.slopes), of(found.offsets), of(found.thresholds), of(found.shares))
    return Learned(made_from, tuple(families), tuple(codes), votes, usual, *calibration, meaning)


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
    """

    passages: Sequence[int]
    values: Floats
    near: NDArray[np.int32]
    texts: Sequence[str]


@dataclass(frozen=True)
class LearnedCoder:
    """Suggests what it has learned, together with the cues where there are any.

    Attributes:
        learned: what was learned.
        cues: the cue coder to listen to; None to go by what was learned alone.
        judgement: what was made of the talk that suggestions are wanted for.
    """

    learned: Learned
    cues: CueCoder | None
    judgement: Judgement | None = None
    name: str = "learned"

    @property
    def fingerprint(self) -> str:
        """Of what was learned and of the cues."""
        return fingerprint(LEARNED_VERSION, self.learned.fingerprint, self.cues.fingerprint if self.cues else "")

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:
        """Suggestions for the interviewees' passages, in the order of the talk.

        Raises:
            ValueError: nothing was made of the talk yet.
        """
        if self.judgement is None:
            raise ValueError("a judgement of the talk is needed first")
        cues = self.cues.suggest(transcript, heard) if self.cues else []
        denied = _denied(heard, self.judgement.passages) if self.cues else {}
        told = _told(transcript, self.judgement.passages)
        found = _clear(list(_combined(self.judgement, self.learned, cues, denied, told)), CLEAR if self.learned.meaning else CLEARER)
        return sorted(found, key=lambda s: (s.passage, s.code))


def _clear(found: Sequence[Suggestion], enough: float) -> list[Suggestion]:
    """Those with a cue, and of those without one the clear ones: in a talk that says everything less directly, the clearer half."""
    silent = [s.score for s in found if s.coder != CUE and not s.code.startswith(TOUCHPOINT)]
    limit = min(enough, float(np.quantile(silent, 1 - BETTER))) if silent else enough
    return [s for s in found if s.coder == CUE or s.score >= (NAMED if s.code.startswith(TOUCHPOINT) else limit)]


def _denied(heard: Sequence[Sequence[Heard]], passages: Sequence[int]) -> dict[int, frozenset[str]]:
    """For each passage the codes whose cues are heard there, but nowhere asserted."""
    found: dict[int, frozenset[str]] = {}
    for passage in passages:
        hits = [hit for hit in heard[passage] if hit.kind == CODE]
        codes = {hit.target for hit in hits if hit.scope} - {hit.target for hit in hits if not hit.scope}
        if codes:
            found[passage] = frozenset(codes)
    return found


def _told(talk: Transcript, passages: Sequence[int]) -> dict[int, str]:
    """The passages that are supposed, or told of somebody else, from beginning to end."""
    scope = Scope(talk.vocabulary)
    found = {passage: scope.told_as(talk.analysis[passage]) for passage in passages}
    return {passage: told for passage, told in found.items() if told}


def _combined(
    judgement: Judgement,
    learned: Learned,
    cues: Sequence[Suggestion],
    denied: Mapping[int, frozenset[str]],
    told: Mapping[int, str],
) -> Iterator[Suggestion]:
    heard: dict[tuple[int, str], dict[str, Suggestion]] = {}
    for cue in cues:
        heard.setdefault((cue.passage, cue.code.split(".", 1)[0]), {})[cue.code] = cue
    odds = family_odds(judgement, learned)
    louder = HEARD if learned.meaning else ALONE  # words alone know less of what is not meant
    for row, passage in enumerate(judgement.passages):
        silent = {code.split(".", 1)[0] for code in denied.get(passage, ())}
        for column, family in enumerate(learned.families):
            if (passage, family) in heard:
                odds[row, column] += louder
            elif family in silent or (told.get(passage) and not (told[passage] == HYPOTHETICAL and family in IMAGINED)):
                odds[row, column] -= DENIED
    limits = _limits(odds, learned)
    inside = {family: [n for n, c in enumerate(learned.codes) if c.split(".", 1)[0] == family] for family in learned.families}
    for column, family in enumerate(learned.families):
        for row, passage in enumerate(judgement.passages):
            here = heard.get((passage, family), {})
            if np.isnan(learned.slopes[column]) and here:
                yield from here.values()  # too few examples to overrule a cue
            elif odds[row, column] >= limits[column] and inside[family]:
                chance = float(1 / (1 + np.exp(-odds[row, column])))
                yield from _codes(judgement, learned, row, inside[family], here, denied.get(passage, frozenset()), chance)


def family_odds(judgement: Judgement, learned: Learned) -> Floats:
    """Calibrated log-odds of the families for each row; where nothing was learned, how far the value is above `SURE`."""
    values = judgement.values[:, : len(learned.families)]
    plain = np.isnan(learned.slopes)
    return np.where(plain, 10 * (values - SURE), values * np.nan_to_num(learned.slopes) + np.nan_to_num(learned.offsets))


def _limits(odds: Floats, learned: Learned) -> Floats:
    """The thresholds of a talk: between those of the examples and those that mark as much of it as of the examples."""
    fixed = np.nan_to_num(learned.thresholds, nan=0.0)
    if not len(odds):
        return np.maximum(fixed, LEAST)
    own = [np.quantile(odds[:, n], 1 - share) if share == share else 0.0 for n, share in enumerate(learned.shares.tolist())]
    weight = ADAPTED * min(1.0, len(odds) / LONG)
    return np.maximum(weight * np.array(own) + (1 - weight) * fixed, LEAST)


def _codes(
    judgement: Judgement,
    learned: Learned,
    row: int,
    inside: Sequence[int],
    heard: Mapping[str, Suggestion],
    denied: frozenset[str],
    chance: float,
) -> Iterator[Suggestion]:
    """The codes of one family on a passage that carries it: the likeliest, and others likely enough."""
    size = len(learned.families)
    values: dict[int, float] = {}
    for number in inside:
        code = learned.codes[number]
        value = max(0.0, float(judgement.values[row, size + number]))
        value += HEARD_CODE * heard[code].score if code in heard else 0.0
        values[number] = value - (HEARD_CODE if code in denied else 0.0)
    best = max(values, key=lambda number: (values[number], -number))
    total = sum(max(value, 0.0) for value in values.values()) or 1.0
    for number, value in values.items():
        if number == best or (value >= ALSO * values[best] and value >= ENOUGH):
            code = learned.codes[number]
            share = max(value, 0.0) / total
            name, evidence = (CUE, heard[code].evidence) if code in heard else ("learned", ())
            reasons = (*evidence, *_likened(judgement, row, number))
            yield Suggestion(judgement.passages[row], code, round(min(0.99, chance * share), 3), name, reasons)


def _likened(judgement: Judgement, row: int, code: int) -> tuple[str, ...]:
    """The examples of the code that the passage is most like, shortened."""
    found = [judgement.texts[number] for number in judgement.near[row, code].tolist() if number >= 0]
    return tuple(f"~ {_short(text)}" for text in found)


def _short(text: str) -> str:
    return text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + " …"
