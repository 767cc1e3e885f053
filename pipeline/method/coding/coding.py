"""Step 3: codings. A coding is a code on a passage, with the evidence for it.

A *coder* is one joint: a transcript and a codebook in, suggestions with score and evidence out. The cue coder ships
(`pipeline.method.coding.cue_coder`); any other joins by offering the same call, and `code` merges what they suggest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.coding import hearing
from pipeline.method.coding.hearing import Heard
from pipeline.method.coding.valence import Weights, balance, evidence
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import CODE_WEIGHT, CUE, QUESTION, PhaseModel, place_evidence, smooth
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["CODER_VERSION", "REVIEWED", "Coder", "Coding", "Doubt", "Doubting", "Interview", "Suggestion", "code"]

CODER_VERSION = "6"  #: part of the cache key; raise it when the same codebook leads to other codings

REVIEWED = ("accepted", "recoded", "added")  #: statuses of what a person decided to count
ASKED_FOR = "asked for"  #: in the evidence: the interviewer's question asked for the code's family
FOLLOWING = 0.6  #: what a judging word of the next sentence counts for a touchpoint
MEMORY = 6  #: passages after a question over which its topic fades


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """A code of which a coder is not sure, whether it suggested it or not.

    Attributes:
        passage: id of the passage.
        code: the code's id.
        chance: of the code, 0 to 1, as a suggestion's score.
        margin: log-odds above what a suggestion takes; below 0 the code was not suggested.
        apart: whether a cue speaks for it and all that was learned against.
        evidence: why, for people to read.
    """

    passage: str
    code: str
    chance: float
    margin: float
    apart: bool
    evidence: str


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


@runtime_checkable
class Doubting(Protocol):
    """A coder that knows how sure it is."""

    def doubts(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Doubt]:
        """What it nearly suggested, or nearly did not."""


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
        questions: interviewer's passage -> the codes it names and the families it asks for (`pipeline.method.guide.asked`).
        doubts: where the coders are not sure, in the order of the talk.
    """

    id: str
    language: str
    seconds: float | None
    words: int
    passages: tuple[Passage, ...]
    suggestions: tuple[Coding, ...]
    moods: tuple[tuple[str, int], ...] = ()
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    doubts: tuple[Doubt, ...] = ()


def code(
    transcript: Transcript, heard: hearing.Hits, coders: Sequence[Coder], phases: PhaseModel, weights: Weights
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
                _valence(suggestion, transcript, heard, contacts, weights),
                suggestion.score,
                suggestion.coder,
                "; ".join(suggestion.evidence),
            )
        )
    moods = tuple(
        (
            _phase(likely[number], "", phases) if number in likely else phases.default,
            weights.valence(evidence("", transcript.analysis[number], transcript.vocabulary), balance(hits)),
        )
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


def _valence(
    suggestion: Suggestion, transcript: Transcript, heard: Sequence[Sequence[Heard]], contacts: frozenset[int], weights: Weights
) -> int:
    features = evidence(suggestion.code, transcript.analysis[suggestion.passage], transcript.vocabulary)
    return weights.valence(features, _judged(suggestion, transcript, heard, contacts))


def _judged(suggestion: Suggestion, transcript: Transcript, heard: Sequence[Sequence[Heard]], contacts: frozenset[int]) -> float:
    """Good minus bad words about what is coded.

    For a touchpoint those of the next sentence of the same turn count too, unless it names another one ("And the hotline.
    That was nothing."); `contacts` are the numbers of the passages that carry a touchpoint.
    """
    words = balance(heard[suggestion.passage])
    following = suggestion.passage + 1
    if suggestion.code.startswith(TOUCHPOINT) and following < len(transcript.passages) and following not in contacts:
        here, there = transcript.passages[suggestion.passage], transcript.passages[following]
        if here.turn == there.turn:
            words += FOLLOWING * balance(heard[following])
    return words
