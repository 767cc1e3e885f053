"""Step 3: the learned coder: what it makes of a talk, and how it suggests.

It judges the families first, then which code of the family it is, and keeps silent below a family's threshold. A cue that is
heard adds to the log-odds of its family; one that is heard but denied, supposed or told of somebody else takes away. So a cue
alone, against all that was learned, makes no suggestion, and neither does a faint likeness; but a strong cue that a researcher
added is meant, and heeded. A suggestion's score is the calibrated probability of its code (of a heeded cue: the cue coder's),
its evidence the words heard and the examples it is most like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from pipeline.language.scope import HYPOTHETICAL, Scope
from pipeline.method.codebook.codebook import TOUCHPOINT, fingerprint
from pipeline.method.coding.coding import Doubt, Suggestion
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.hearing import CODE, Heard
from pipeline.method.coding.lessons import Judgement, Learned, Reasons, fitted, judged, nearest
from pipeline.method.talk.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LEARNED_VERSION", "Judgement", "Learned", "LearnedCoder", "cue_key", "fitted", "judged", "nearest"]

CUE = "cue"  #: the name of the cue coder
LEARNED_VERSION = "2"  #: part of the fingerprint; raise it when the same examples and cues lead to other suggestions
HEARD, ALONE, DENIED = 2.0, 4.0, 2.0  #: log-odds that a cue adds, beside words alone, and that a denied one takes away
ADAPTED, LONG = 0.75, 50  #: how far an interview of so many passages sets its own thresholds
LEAST = -3.0  #: log-odds (a chance of 1 in 20) below which nothing is suggested, however seldom a talk says anything clearly
SURE = 0.35  #: value from which a family is suggested of which there are too few examples to set a threshold
IMAGINED = frozenset(("fear", "need", "criterion"))  #: families that people speak of in conditionals
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
        denied = _denied(heard, self.judgement.passages) if self.cues else {}
        told = _told(transcript, self.judgement.passages)
        self._last[:] = [(transcript, heard, _weighed(self.judgement, self.learned, cues, denied, told))]
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


@dataclass(frozen=True)
class Weighed:
    """What speaks for each family in each row of a judgement.

    Attributes:
        odds: log-odds of the families, cues included.
        learned: the same without the cues.
        limits: the log-odds that each family takes.
        heard: (passage, family) -> code -> what the cue coder suggests.
        denied: passage -> codes whose cues are heard, but nowhere asserted.
        inside: for each family the numbers of its codes.
    """

    odds: Floats
    learned: Floats
    limits: Floats
    heard: Mapping[tuple[int, str], Mapping[str, Suggestion]]
    denied: Mapping[int, frozenset[str]]
    inside: Sequence[Sequence[int]]


def _weighed(
    judgement: Judgement,
    learned: Learned,
    cues: Sequence[Suggestion],
    denied: Mapping[int, frozenset[str]],
    told: Mapping[int, str],
) -> Weighed:
    heard: dict[tuple[int, str], dict[str, Suggestion]] = {}
    for cue in cues:
        heard.setdefault((cue.passage, cue.code.split(".", 1)[0]), {})[cue.code] = cue
    alone = family_odds(judgement, learned)
    odds = alone.copy()
    louder = HEARD if learned.meaning else ALONE  # words alone know less of what is not meant
    for row, passage in enumerate(judgement.passages):
        silent = {code.split(".", 1)[0] for code in denied.get(passage, ())}
        for column, family in enumerate(learned.families):
            if (passage, family) in heard:
                odds[row, column] += louder
            elif family in silent or (told.get(passage) and not (told[passage] == HYPOTHETICAL and family in IMAGINED)):
                odds[row, column] -= DENIED
    inside = [[n for n, c in enumerate(learned.codes) if c.split(".", 1)[0] == family] for family in learned.families]
    return Weighed(odds, alone, _limits(odds, learned), heard, denied, inside)


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
