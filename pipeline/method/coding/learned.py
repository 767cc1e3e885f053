"""Step 3: the learned coder: what it makes of a talk, and how it suggests.

It judges the families first, then which code of the family it is, and keeps silent below a family's threshold. A cue that is
heard adds to the log-odds of its family; one that is heard but denied, supposed or told of somebody else takes away. So a cue
alone, against all that was learned, makes no suggestion, and neither does a faint likeness; but a strong cue that a researcher
added is meant, and heeded. A suggestion's score is the calibrated probability of its code (of a heeded cue: the cue coder's),
its evidence the words heard and the examples it is most like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from pipeline.method.codebook.codebook import TOUCHPOINT, fingerprint
from pipeline.method.coding.coding import Doubt, Suggestion
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.hearing import CODE, Heard
from pipeline.method.coding.lessons import Judgement, Learned, Reasons, fitted, judged, nearest
from pipeline.method.coding.weighing import Weighed, denied_in, told_in, weigh
from pipeline.method.talk.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LEARNED_VERSION", "Judgement", "Learned", "LearnedCoder", "cue_key", "fitted", "judged", "nearest"]

CUE = "cue"  #: the name of the cue coder
LEARNED_VERSION = "2"  #: part of the fingerprint; raise it when the same examples and cues lead to other suggestions
HEARD_CODE = 0.2  #: what a cue adds to its code within the family
ALSO, ENOUGH = 0.6, 0.25  #: a second code of a family needs this share of the first's value, and this value
CLEAR, CLEARER = 0.15, 0.2  #: score that a code without a cue needs, and from words alone
BETTER = 0.5  #: the better half of a talk's codes without a cue stands with less: some talk says everything less directly
NAMED = 0.3  #: score that a touchpoint without a cue needs: a contact is mostly named, and a wrong one is a wrong cell
NEAR = 1.0  #: log-odds from what a suggestion takes within which the coder is not sure
QUOTE = 90  #: characters shown of an example as evidence


@dataclass(frozen=True)
class LearnedCoder:
    """Suggests what it has learned, together with the cues where there are any.

    Attributes:
        learned: what was learned.
        cues: the cue coder to listen to; None to go by what was learned alone.
        judgement: what was made of the talk that suggestions are wanted for.
        given: keys of the cues that came with the examples (see `cue_key`); every other one a researcher added, and is heeded
            whatever the examples think. None where that is not known.
    """

    learned: Learned
    cues: CueCoder | None
    judgement: Judgement | None = None
    given: frozenset[int] | None = None
    name: str = "learned"
    _last: list[tuple[Transcript, Sequence[Sequence[Heard]], Weighed]] = field(init=False, default_factory=list, compare=False)

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
        weighed = self.weighed(transcript, heard)
        found = list(_combined(weighed, self.judgement, self.learned))
        limit = _clear(found, self.learned)
        kept = [s for s in found if s.score >= _least(s, limit)]
        return sorted([*kept, *self._insisted(weighed, kept, heard)], key=lambda s: (s.passage, s.code))

    def _insisted(self, weighed: Weighed, kept: Sequence[Suggestion], heard: Sequence[Sequence[Heard]]) -> Iterator[Suggestion]:
        """What the cues say that a researcher added: these are meant, whatever the examples think."""
        if self.given is None:
            return
        there = {(s.passage, s.code) for s in kept}
        for found in weighed.heard.values():
            for code, cue in found.items():
                hits = [h for h in heard[cue.passage] if h.kind == CODE and h.target == code and not h.scope and not h.weak]
                if (cue.passage, code) not in there and any(cue_key(code, hit.cue) not in self.given for hit in hits):
                    yield cue

    def weighed(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> Weighed:
        """What speaks for each family in each passage, and what it takes.

        Raises:
            ValueError: nothing was made of the talk yet.
        """
        if self.judgement is None:
            raise ValueError("a judgement of the talk is needed first")
        for known, hits, weighed in self._last:  # suggestions and doubts are asked for one after the other
            if known is transcript and hits is heard:
                return weighed
        cues = self.cues.suggest(transcript, heard) if self.cues else []
        denied = denied_in(heard, self.judgement.passages) if self.cues else {}
        told = told_in(transcript, self.judgement.passages)
        self._last[:] = [(transcript, heard, weigh(self.judgement, self.learned, cues, denied, told))]
        return self._last[0][2]

    def reasons(self, transcript: Transcript, heard: Sequence[Sequence[Heard]], place: int, code: str) -> Reasons | None:
        """What speaks for `code` on the passage at `place`, and what it takes; None where nothing was learned of it."""
        weighed = self.weighed(transcript, heard)
        family = code.split(".", 1)[0]
        if self.judgement is None or place not in self.judgement.passages or code not in self.learned.codes:
            return None
        row, column = list(self.judgement.passages).index(place), self.learned.families.index(family)
        if np.isnan(self.learned.slopes[column]):
            return None
        number = self.learned.codes.index(code)
        values = values_of(weighed, self.judgement, self.learned, row, column)
        best = max(values, key=lambda n: (values[n], -n))
        total = sum(max(value, 0.0) for value in values.values()) or 1.0
        odds = (float(weighed.odds[row, column]), float(weighed.limits[column]), float(weighed.learned[row, column]))
        found = list(_combined(weighed, self.judgement, self.learned))
        cue = code in weighed.heard.get((place, family), {})
        score = _chance(odds[0]) * max(values[number], 0.0) / total
        asked = Suggestion(place, code, score, CUE if cue else self.name, ())
        near = [n for n in self.judgement.near[row, number].tolist() if n >= 0]
        like = tuple((self.judgement.talks[n], self.judgement.texts[n]) for n in near)
        needed = _least(asked, _clear(found, self.learned))
        return Reasons(family, *odds, values[number], self.learned.codes[best], values[best], score, needed, like)

    def doubts(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Doubt]:
        """Where it nearly suggested a code, nearly did not, or would not have without the cue; in the order of the talk.

        Of a family that just misses its threshold the likeliest code is told.
        """
        weighed = self.weighed(transcript, heard)
        assert self.judgement is not None
        found = list(_doubtful(weighed, self.judgement, self.learned))
        return [Doubt(transcript.passages[s.passage].id, s.code, s.score, round(margin, 3), apart, "; ".join(s.evidence))
                for s, margin, apart in sorted(found, key=lambda f: (f[0].passage, f[0].code))]  # fmt: skip


def cue_key(code: str, cue: str) -> int:
    """By what a cue of a family is known, whichever of its codes has it."""
    return int.from_bytes(blake2b(f"{code.split('.', 1)[0]}\n{cue}".encode(), digest_size=8).digest(), "big")


def _clear(found: Sequence[Suggestion], learned: Learned) -> float:
    """The score that a suggestion without a cue needs: in a talk that says everything less directly, that of the clearer half."""
    enough = CLEAR if learned.meaning else CLEARER
    silent = [s.score for s in found if s.coder != CUE and not s.code.startswith(TOUCHPOINT)]
    return min(enough, float(np.quantile(silent, 1 - BETTER))) if silent else enough


def _least(suggestion: Suggestion, limit: float) -> float:
    """The score that a suggestion needs; nothing more where a cue is heard."""
    return 0.0 if suggestion.coder == CUE else NAMED if suggestion.code.startswith(TOUCHPOINT) else limit


def _combined(weighed: Weighed, judgement: Judgement, learned: Learned) -> Iterator[Suggestion]:
    for column, family in enumerate(learned.families):
        for row, passage in enumerate(judgement.passages):
            here = weighed.heard.get((passage, family), {})
            if np.isnan(learned.slopes[column]) and here:
                yield from here.values()  # too few examples to overrule a cue
            elif weighed.odds[row, column] >= weighed.limits[column] and weighed.inside[column]:
                yield from _codes(weighed, judgement, learned, row, column)


def _doubtful(weighed: Weighed, judgement: Judgement, learned: Learned) -> Iterator[tuple[Suggestion, float, bool]]:
    """What was nearly suggested or nearly not: with its log-odds above what it takes, and whether only a cue carried it."""
    found = list(_combined(weighed, judgement, learned))
    limit = _clear(found, learned)
    rows = {passage: row for row, passage in enumerate(judgement.passages)}
    columns = {family: column for column, family in enumerate(learned.families)}
    for suggestion in found:
        at = rows[suggestion.passage], columns[suggestion.code.split(".", 1)[0]]
        if np.isnan(learned.slopes[at[1]]):
            continue
        margin = float(weighed.odds[at] - weighed.limits[at[1]])
        if suggestion.coder != CUE:
            margin = min(margin, _log_odds(suggestion.score) - _log_odds(_least(suggestion, limit)))
        apart = suggestion.coder == CUE and bool(weighed.learned[at] < weighed.limits[at[1]])
        if abs(margin) < NEAR or apart:
            yield suggestion, margin, apart
    missed = weighed.odds - weighed.limits
    for row, column in np.argwhere((missed < 0) & (missed > -NEAR) & ~np.isnan(learned.slopes)):
        if weighed.inside[column]:
            best = max(_codes(weighed, judgement, learned, row, column), key=lambda s: s.score, default=None)
            if best is not None:
                yield best, float(missed[row, column]), False


def _chance(odds: float) -> float:
    return float(1 / (1 + np.exp(-odds)))


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-3), 1 - 1e-3)
    return float(np.log(kept / (1 - kept)))


def values_of(weighed: Weighed, judgement: Judgement, learned: Learned, row: int, column: int) -> dict[int, float]:
    """The values of one family's codes on a passage, cues included, by the codes' numbers."""
    passage, family = judgement.passages[row], learned.families[column]
    heard, denied = weighed.heard.get((passage, family), {}), weighed.denied.get(passage, frozenset())
    values: dict[int, float] = {}
    for number in weighed.inside[column]:
        code = learned.codes[number]
        value = max(0.0, float(judgement.values[row, len(learned.families) + number]))
        value += HEARD_CODE * heard[code].score if code in heard else 0.0
        values[number] = value - (HEARD_CODE if code in denied else 0.0)
    return values


def _codes(weighed: Weighed, judgement: Judgement, learned: Learned, row: int, column: int) -> Iterator[Suggestion]:
    """The codes of one family on a passage that carries it: the likeliest, and others likely enough."""
    passage = judgement.passages[row]
    heard = weighed.heard.get((passage, learned.families[column]), {})
    chance = _chance(float(weighed.odds[row, column]))
    values = values_of(weighed, judgement, learned, row, column)
    best = max(values, key=lambda number: (values[number], -number))
    total = sum(max(value, 0.0) for value in values.values()) or 1.0
    denied = weighed.denied.get(passage, frozenset())
    for number, value in values.items():
        if learned.codes[number] in denied:
            continue  # heard, and said not to be so
        if number == best or (value >= ALSO * values[best] and value >= ENOUGH):
            code = learned.codes[number]
            share = max(value, 0.0) / total
            name, evidence = (CUE, heard[code].evidence) if code in heard else ("learned", ())
            reasons = (*evidence, *_likened(judgement, row, number))
            yield Suggestion(passage, code, round(min(0.99, chance * share), 3), name, reasons)


def _likened(judgement: Judgement, row: int, code: int) -> tuple[str, ...]:
    """The examples of the code that the passage is most like, shortened."""
    found = [judgement.texts[number] for number in judgement.near[row, code].tolist() if number >= 0]
    return tuple(f"~ {_short(text)}" for text in found)


def _short(text: str) -> str:
    return text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + " …"
