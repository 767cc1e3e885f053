"""Step 3: codings. A coding is a code on a passage, with the evidence for it.

A *coder* is one joint: a transcript and a codebook in, suggestions with score and evidence out. The cue coder ships
(`pipeline.method.cue_coder`); any other joins by offering the same call, and `code` merges what they suggest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.method import hearing
from pipeline.method.codebook import TOUCHPOINT
from pipeline.method.hearing import Heard
from pipeline.method.passages import Passage
from pipeline.method.phases import CODE_WEIGHT, CUE, QUESTION, PhaseModel, place_evidence, smooth
from pipeline.method.transcripts import Transcript
from pipeline.method.turns import INTERVIEWEE

__all__ = ["CODER_VERSION", "Coder", "Coding", "Interview", "Suggestion", "code"]

CODER_VERSION = "4"  #: part of the cache key; raise it when the same codebook leads to other codings

CLEAR_BALANCE = 0.5  #: good minus bad words from which a passage judges
ASKED_FOR = "asked for"  #: in the evidence: the interviewer's question asked for the code's family
MEMORY = 6  #: passages after a question over which its topic fades

#: how people judge what a family is about when they use no judging word
TENDENCY: Mapping[str, int] = {"trigger": -1, "fear": -1, "obstacle": -1}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A coder's proposal.

    Attributes:
        passage: number of the passage in the transcript.
        code: the code's id.
        score: how convinced the coder is, 0 to 1.
        coder: who suggests ("cue", "learned").
        evidence: why, for people to read.
    """

    passage: int
    code: str
    score: float
    coder: str
    evidence: tuple[str, ...]


class Coder(Protocol):
    """Whatever suggests codings."""

    @property
    def name(self) -> str:
        """What stands in the column "coder"."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same transcript would get other suggestions; part of the cache key."""

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:
        """Suggestions for the interviewee's passages; `heard` are the cue hits, passage by passage."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a passage.

    Attributes:
        interview, passage: ids.
        code: the code's id.
        phase: id of the phase of the journey.
        valence: -1 bad, 0 neutral or mixed, 1 good.
        score: 0 to 1; 1 for a person's.
        coder: "cue", "learned" or "human".
        evidence: why.
        status: suggested, accepted, rejected, recoded, added or recheck.
        reviewer, comment: of the decision that stands.
    """

    interview: str
    passage: str
    code: str
    phase: str
    valence: int
    score: float
    coder: str
    evidence: str
    status: str = "suggested"
    reviewer: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview with what the coders suggest for it: all that the later steps need of it.

    Attributes:
        id: the transcript's file name without suffix.
        language: the language most of it is in.
        seconds: its length, None in a transcript without times.
        words: how many words it holds.
        passages: in the order of the talk, the interviewer's included.
        suggestions: in the order of the talk.
        moods: for each passage the phase it stands in and its valence, for codings that only a person makes.
    """

    id: str
    language: str
    seconds: float | None
    words: int
    passages: tuple[Passage, ...]
    suggestions: tuple[Coding, ...]
    moods: tuple[tuple[str, int], ...] = ()


def code(
    transcript: Transcript, heard: hearing.Hits, coders: Sequence[Coder], phases: PhaseModel
) -> tuple[tuple[Coding, ...], tuple[tuple[str, int], ...]]:
    """The codings that coders suggest for one interview, with phase and valence, in the order of the talk.

    Where several coders suggest the same code for a passage their evidence is joined and the higher score stands.

    Returns:
        the codings; and for every passage its phase and valence.
    """
    merged: dict[tuple[int, str], Suggestion] = {}
    for coder in coders:
        for new in coder.suggest(transcript, heard):
            old = merged.get((new.passage, new.code))
            merged[new.passage, new.code] = new if old is None else _join(old, new)
    suggestions = [merged[key] for key in sorted(merged)]
    likely = phases_of(transcript, heard, suggestions, phases)
    contacts = frozenset(s.passage for s in suggestions if s.code.startswith(TOUCHPOINT))
    codings = []
    for suggestion in suggestions:
        passage = transcript.passages[suggestion.passage]
        codings.append(
            Coding(
                passage.interview,
                passage.id,
                suggestion.code,
                _phase(likely[suggestion.passage], suggestion.code, phases),
                valence_of(suggestion, transcript, heard, contacts),
                suggestion.score,
                suggestion.coder,
                "; ".join(suggestion.evidence),
            )
        )
    moods = tuple(
        (_phase(likely[number], "", phases) if number in likely else phases.default, _sign(_balance(hits)))
        for number, hits in enumerate(heard)
    )
    return tuple(codings), moods


def _join(old: Suggestion, new: Suggestion) -> Suggestion:
    best = max(old, new, key=lambda s: s.score)
    evidence = tuple(dict.fromkeys((*old.evidence, *new.evidence)))
    return Suggestion(best.passage, best.code, best.score, best.coder, evidence)


def phases_of(
    transcript: Transcript, heard: Sequence[Sequence[Heard]], suggestions: Sequence[Suggestion], model: PhaseModel
) -> dict[int, list[float]]:
    """Probabilities of the phases for each of the interviewee's passages."""
    index = {phase: place for place, phase in enumerate(model.ids)}
    codes: dict[int, list[str]] = defaultdict(list)
    for suggestion in suggestions:
        codes[suggestion.passage].append(suggestion.code)
    rows: list[list[float]] = []
    numbers: list[int] = []
    opened: list[float] = [0.0] * len(index)
    since = 0
    last = max(1, len(transcript.passages) - 1)
    for number, passage in enumerate(transcript.passages):
        if passage.role != INTERVIEWEE:
            fresh = [0.0] * len(index)
            for hit in heard[number]:
                if hit.kind == hearing.PHASE_ASKED:
                    fresh[index[hit.target]] = QUESTION
            if any(fresh) or since >= MEMORY:
                opened, since = fresh, 0
            continue
        row = place_evidence(model, number / last)
        row[index[model.default]] += 0.15
        fading = max(0.0, 1 - since / MEMORY)
        since += 1
        row = [weight + fading * question for weight, question in zip(row, opened, strict=True)]
        for hit in heard[number]:
            if hit.kind == hearing.PHASE and not hit.scope:
                row[index[hit.target]] += CUE * (0.6 if hit.weak else 1)
        for code_id in codes[number]:
            for place, phase in enumerate(model.phases):
                row[place] += CODE_WEIGHT * phase.weight(code_id)
        rows.append(row)
        numbers.append(number)
    return dict(zip(numbers, smooth(rows), strict=True))


def _phase(likely: Sequence[float], code_id: str, model: PhaseModel) -> str:
    """The phase of one code on a passage: the passage's, unless the code itself speaks clearly for another."""
    weights = [math.log(p + 1e-9) + CODE_WEIGHT * phase.weight(code_id) for p, phase in zip(likely, model.phases, strict=True)]
    return model.ids[max(range(len(weights)), key=weights.__getitem__)]


def valence_of(
    suggestion: Suggestion,
    transcript: Transcript,
    heard: Sequence[Sequence[Heard]],
    contacts: frozenset[int],
) -> int:
    """-1, 0 or 1: how the interviewee judges what the coding is about.

    Judging words of the passage count; for a touchpoint also those of the next sentence of the same turn that names no
    other touchpoint ("And the hotline. That was nothing."). Without any, the family's tendency stands.
    `contacts` are the numbers of the passages that carry a touchpoint.
    """
    balance = _balance(heard[suggestion.passage])
    family = suggestion.code.split(".", 1)[0]
    following = suggestion.passage + 1
    if family == TOUCHPOINT and following < len(transcript.passages):
        here, there = transcript.passages[suggestion.passage], transcript.passages[following]
        if here.turn == there.turn and following not in contacts:
            balance += 0.6 * _balance(heard[following])
    return _sign(balance) if balance else TENDENCY.get(family, 0)


def _sign(balance: float) -> int:
    return 0 if abs(balance) < CLEAR_BALANCE else 1 if balance > 0 else -1


def _balance(hits: Sequence[Heard]) -> float:
    """Good words minus bad words, turned round under a negation; overlapping ones count once, the longest."""
    judged = [h for h in hits if h.kind in (hearing.GOOD, hearing.BAD)]
    judged.sort(key=lambda h: -len(h.places))
    used: set[tuple[int, int]] = set()
    total = 0.0
    for hit in judged:
        places = {(hit.sentence, place) for place in hit.places}
        if places & used:
            continue
        used |= places
        sign = 1 if hit.kind == hearing.GOOD else -1
        total += sign * (-0.7 if hit.scope else 1.0) * (0.6 if hit.weak else 1.0)
    return total
