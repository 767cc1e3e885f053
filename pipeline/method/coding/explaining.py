"""Why a passage got, or did not get, a code: what the coders and the phase model heard in it, piece by piece."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from pipeline.language.cues import Cue, Matcher, parse_cue
from pipeline.language.words import LANGUAGES, fold
from pipeline.method.codebook.codebook import Code, Codebook
from pipeline.method.coding import hearing
from pipeline.method.coding.coding import MEMORY, Coder, Suggestion, phases_of
from pipeline.method.coding.cue_coder import ASKED, STRONG_CUE, THRESHOLD, WEAK_CUE
from pipeline.method.coding.hearing import CueBook, Heard, Hits, Valences
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["Explains", "NearCue", "PhaseReason", "SpokenCue", "Story", "Why", "story", "why"]

MOST_NEAR = 5  #: cues shown that are nearly there
LONG = 4  #: letters from which a word is worth telling of


@runtime_checkable
class Explains(Protocol):
    """A coder that can say why it suggests a code or does not, beyond the evidence of its suggestions."""

    def explain(self, transcript: Transcript, place: int, code: str) -> Sequence[str]:
        """Lines for people about `code` on the passage at `place`; none where it has nothing to say."""


@dataclass(frozen=True, slots=True)
class SpokenCue:
    """A cue that was heard.

    Attributes:
        target: the code, phase or "" it speaks for.
        cue: as written in the codebook.
        words: as spoken, "…" where words were skipped.
        weak: whether it is a weak cue.
        scope: "" where it counts, else why it does not: negated, hypothetical, others.
        kind: of the cue, see `pipeline.method.coding.hearing`.
    """

    target: str
    cue: str
    words: str
    weak: bool
    scope: str
    kind: str


@dataclass(frozen=True, slots=True)
class NearCue:
    """A cue of which some words are there and others are missing; none missing: they stand too far apart or in another order."""

    cue: str
    there: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseReason:
    """What speaks for a phase: its kind ("cue", "question", "code", "place"), the words or the code, and the phase."""

    kind: str
    what: str
    phase: str


@dataclass(frozen=True)
class Story:
    """What is heard in a passage.

    Attributes:
        place: number of the passage in the transcript.
        phases: phase -> probability after smoothing over the talk; empty for the interviewer's own words.
        reasons: what speaks for the phases in this passage.
        judging: the words that judge, with their scope.
        suggestions: of every coder, before they are merged.
        silent: code -> its cues that were heard without leading to a suggestion.
        asked: families that the interviewer's question asks for.
    """

    place: int
    phases: Mapping[str, float]
    reasons: tuple[PhaseReason, ...]
    judging: tuple[SpokenCue, ...]
    suggestions: tuple[Suggestion, ...]
    silent: Mapping[str, tuple[SpokenCue, ...]]
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """Why a passage has one code or has not.

    Attributes:
        code: its id.
        heard: its cues that were heard, those out of scope included.
        against: its cues under "unless" that were heard.
        asked: whether the question asks for its family.
        score, needed: what the cues amount to, and what a suggestion takes.
        near: cues that are nearly there, the nearest first.
        cues: how many cues it has in the passage's language.
        told: what coders that explain themselves say: coder -> lines.
    """

    code: str
    heard: tuple[SpokenCue, ...]
    against: tuple[SpokenCue, ...]
    asked: bool
    score: float
    needed: float
    near: tuple[NearCue, ...]
    cues: int
    told: Mapping[str, tuple[str, ...]]


def story(talk: Transcript, heard: Hits, place: int, coders: Sequence[Coder], model: PhaseModel) -> Story:
    """What is heard in the passage at `place`, and what every coder makes of it."""
    everything = [(coder, coder.suggest(talk, heard)) for coder in coders]
    mine = [s for _, found in everything for s in found if s.passage == place]
    merged = {(s.passage, s.code): s for _, found in everything for s in found}
    phases = phases_of(talk, heard, [merged[key] for key in sorted(merged)], model).get(place, [])
    suggested = {s.code for s in mine}
    silent: dict[str, list[SpokenCue]] = defaultdict(list)
    for hit in heard[place]:
        if hit.kind == hearing.CODE and hit.target not in suggested:
            silent[hit.target].append(_spoken(hit, talk, place))
    judging = tuple(_spoken(hit, talk, place) for hit in heard[place] if hit.kind in (hearing.GOOD, hearing.BAD))
    reasons = tuple(_phase_reasons(talk, heard, place, sorted(suggested), model)) if phases else ()
    known = {code: tuple(cues) for code, cues in silent.items()}
    return Story(
        place, dict(zip(model.ids, phases, strict=False)), reasons, judging, tuple(mine), known, _asked(talk, heard, place)
    )


def _phase_reasons(talk: Transcript, heard: Hits, place: int, codes: Sequence[str], model: PhaseModel) -> Iterator[PhaseReason]:
    for hit in heard[place]:
        if hit.kind == hearing.PHASE and not hit.scope:
            yield PhaseReason("cue", _spoken(hit, talk, place).words, hit.target)
    since = 0
    for before in range(place - 1, -1, -1):
        if talk.passages[before].role == INTERVIEWEE:
            since += 1
            continue
        opened = [hit for hit in heard[before] if hit.kind == hearing.PHASE_ASKED]
        if opened or since >= MEMORY:
            yield from (PhaseReason("question", _spoken(hit, talk, before).words, hit.target) for hit in opened if since < MEMORY)
            break
    for code in codes:
        yield from (PhaseReason("code", code, phase.id) for phase in model.phases if phase.weight(code) > 0)
    share = place / max(1, len(talk.passages) - 1)
    nearest = min(model.phases, key=lambda phase: abs(phase.place - share))
    yield PhaseReason("place", f"{share:.0%}", nearest.id)


def why(
    talk: Transcript, heard: Hits, place: int, code: Code, coders: Sequence[Coder], model: PhaseModel, valences: Valences
) -> Why:
    """Why the passage at `place` has `code` or has not."""
    unless = replace(code, id=f"{code.id}.unless", cues=code.unless, unless={})
    book = CueBook(Codebook("one code", (), (replace(code, unless={}), unless)), model, valences)
    hits = [hit for hit in book.hear(_only(talk, place))[place] if hit.kind == hearing.CODE]
    found = [_spoken(hit, talk, place) for hit in hits if hit.target == code.id]
    against = tuple(_spoken(hit, talk, place) for hit in hits if hit.target == unless.id)
    blocked = {hit.sentence for hit in hits if hit.target == unless.id}
    counted = {hit.cue: hit for hit in hits if hit.target == code.id and not hit.scope and hit.sentence not in blocked}
    asked = code.family in _asked(talk, heard, place)
    doubt = math.prod(1 - (WEAK_CUE if cue.weak else STRONG_CUE) for cue in counted.values())
    score = 1 - doubt * (1 - ASKED if asked else 1) if counted else 0.0
    language = talk.passages[place].language
    told = {c.name: tuple(c.explain(talk, place, code.id)) for c in coders if isinstance(c, Explains)}
    near = tuple(_near(talk, place, code, {cue.cue for cue in found}))[:MOST_NEAR]
    cues = len(code.cues.get(language, ()))
    return Why(code.id, tuple(found), against, asked, round(score, 3), THRESHOLD, near, cues, told)


def _only(talk: Transcript, place: int) -> Transcript:
    """The talk with nothing to hear but the passage at `place`."""
    return replace(talk, analysis=tuple(a if number == place else () for number, a in enumerate(talk.analysis)))


def _near(talk: Transcript, place: int, code: Code, heard: set[str]) -> list[NearCue]:
    """Cues of several words of which at least half are in one sentence, the nearest first."""
    found: dict[str, tuple[float, NearCue]] = {}
    for sentence in talk.analysis[place]:
        cues = [cue for source in code.cues.get(sentence.language, ()) if source not in heard for cue in parse_cue(source)]
        common = LANGUAGES[sentence.language].common | LANGUAGES[sentence.language].negations
        slots = [atoms for cue in cues for part in cue.parts for _, atoms in part]
        matcher = Matcher([Cue(str(number), (((0, atoms),),), False) for number, atoms in enumerate(slots)])
        vocabulary = talk.vocabulary
        fits = [matcher.fit(vocabulary.words[word], vocabulary.keys[word]) for word in sentence.words]
        present = {hit.cue: vocabulary.words[sentence.words[hit.places[0]]] for hit in matcher.find(fits)}
        number = 0
        for cue in cues:
            own = range(number, number := number + sum(len(part) for part in cue.parts))
            there = [present[slot] for slot in own if slot in present]
            if (
                len(own) > 1
                and 2 * len(there) >= len(own)
                and any(len(word) >= LONG and fold(word) not in common for word in there)
            ):
                missing = tuple("|".join(atom.text for atom in slots[slot]) for slot in own if slot not in present)
                near = NearCue(cue.source, tuple(there), missing)
                found[cue.source] = max(found.get(cue.source, (0.0, near)), (len(there) / len(own), near), key=lambda f: f[0])
    return [near for _, near in sorted(found.values(), key=lambda f: (-f[0], f[1].cue))]


def _asked(talk: Transcript, heard: Hits, place: int) -> tuple[str, ...]:
    """The families that the question before the passage asks for."""
    turn = talk.passages[place].asked
    return tuple(
        sorted(
            {
                hit.target
                for passage, hits in zip(talk.passages, heard, strict=True)
                if passage.turn == turn
                for hit in hits
                if hit.kind == hearing.ASKS
            }
        )
    )


def _spoken(hit: Heard, talk: Transcript, place: int) -> SpokenCue:
    sentence = talk.analysis[place][hit.sentence]
    words: list[str] = []
    for at, before in zip(hit.places, (hit.places[0] - 1, *hit.places), strict=False):
        words += ["…"] * (at > before + 1) + [talk.vocabulary.words[sentence.words[at]]]
    return SpokenCue(hit.target, hit.cue, " ".join(words), hit.weak, hit.scope, hit.kind)
