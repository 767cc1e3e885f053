"""Step 3: what the cues hear. All cues of a study (codes, phases, questions, valence) run over a transcript in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.analysis import Sentence
from pipeline.language.cues import Fit, Matcher, parse_cue
from pipeline.language.scope import NEGATED, Scope
from pipeline.language.words import LANGUAGES
from pipeline.method.codebook.codebook import Codebook, Words, fingerprint
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.transcripts import Transcript

__all__ = ["CueBook", "Heard", "Hits", "Valences"]

CODE, UNLESS, ASKS, PHASE, PHASE_ASKED, GOOD, BAD = "code", "unless", "asks", "phase", "phase asked", "good", "bad"
_JUDGED = frozenset((CODE, PHASE))
JUDGING = "valence:"  #: the group of the judging words


@dataclass(frozen=True)
class Valences:
    """Words that judge, by language: good and bad; in cue syntax."""

    good: Words
    bad: Words


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue found in a passage.

    Attributes:
        kind: what the cue belongs to, one of this module's kinds.
        target: the code, family or phase it speaks for ("" for valence).
        cue: the cue as written.
        weak: whether it is a weak cue.
        sentence: number of the sentence within the passage.
        places: the words it stands on.
        scope: "" where it is asserted, else why it does not count (see `pipeline.language.scope`).
    """

    kind: str
    target: str
    cue: str
    weak: bool
    sentence: int
    places: tuple[int, ...]
    scope: str = ""

    @property
    def group(self) -> str:
        """The group its cue belongs to."""
        return _GROUPS[self.kind] + self.target


_GROUPS = {
    CODE: f"{CODE}:", UNLESS: f"{CODE}:", ASKS: f"{ASKS}:", PHASE: f"{PHASE}:", PHASE_ASKED: f"{PHASE}:",
    GOOD: JUDGING, BAD: JUDGING,
}  # fmt: skip


Hits = list[list[Heard]]  #: for each passage what is heard in it


class CueBook:
    """Every cue of a codebook, a phase model and a valence lexicon.

    Cues belong to *groups*: a code, a family's questions, a phase, the judging words. A group is compiled when it is first
    listened for, so that after a change only what changed is compiled and heard again.

    Args:
        codebook: the codes and families.
        phases: the phase model.
        valences: the words that judge.
    """

    def __init__(self, codebook: Codebook, phases: PhaseModel, valences: Valences) -> None:
        self._cues = dict(_grouped(codebook, phases, valences))
        self.groups = {name: fingerprint(kinds) for name, kinds in self._cues.items()}
        self._ears: dict[tuple[str, frozenset[str]], _Ear] = {}

    def hear(self, transcript: Transcript, known: Hits | None = None, heard_for: Mapping[str, str] | None = None) -> Hits:
        """For each passage of the transcript everything the cues hear in it; the interviewer's passages included.

        Args:
            transcript: the talk.
            known: what was heard in it before.
            heard_for: the groups that was heard for, with their fingerprints; those that are the same are not heard again.
        """
        stale = {name for name, print_ in self.groups.items() if (heard_for or {}).get(name) != print_}
        if known is None or JUDGING in stale:
            known, stale = [[] for _ in transcript.passages], set(self.groups)
        gone = stale | set(heard_for or {}) - self.groups.keys()
        kept = [[hit for hit in hits if hit.group not in gone] for hits in known] if gone else known
        if not stale:
            return kept
        scope = Scope(transcript.vocabulary)
        ears = {language: self._ear(language, frozenset(stale)) for language in LANGUAGES}
        fits = [ears[language].fit(word, keys) for word, language, keys in transcript.vocabulary.entries()]
        result: Hits = []
        for analysed, before in zip(transcript.analysis, kept, strict=True):
            new = [
                hit
                for place, sentence in enumerate(analysed)
                for hit in ears[sentence.language].hear(sentence, place, fits, scope, before)
            ]
            result.append(sorted([*before, *new], key=_told_at) if new else before)
        return result

    def _ear(self, language: str, groups: frozenset[str]) -> _Ear:
        key = (language, groups)
        if key not in self._ears:
            self._ears[key] = _Ear(language, {name: self._cues[name] for name in self._cues if name in groups})
        return self._ears[key]


def _told_at(hit: Heard) -> tuple[int, tuple[int, ...], str, str, str]:
    """The order of hits in a passage: as told, whichever was heard first."""
    return hit.sentence, hit.places, hit.kind, hit.target, hit.cue


class _Ear:
    """The cues of some groups in one language, compiled."""

    def __init__(self, language: str, groups: Mapping[str, Mapping[tuple[str, str], Words]]) -> None:
        labelled = [
            (label, cue)
            for kinds in groups.values()
            for label, words in kinds.items()
            for source in words.get(language, ())
            for cue in parse_cue(source)
        ]
        self._labels = [label for label, _ in labelled]
        self._matcher = Matcher([cue for _, cue in labelled])
        self._fits: dict[str, Fit] = {}

    def fit(self, word: str, keys: Sequence[str]) -> Fit:
        """What a word can do, looked up once."""
        if word not in self._fits:
            self._fits[word] = self._matcher.fit(word, keys)
        return self._fits[word]

    def hear(self, sentence: Sentence, place: int, fits: Sequence[Fit], scope: Scope, before: Sequence[Heard]) -> Iterable[Heard]:
        """What these cues hear in a sentence; `before` is what other cues have heard in the passage."""
        words = [fits[w] for w in sentence.words]
        for verb, key in sentence.joined:
            more = self._matcher.fit(key, (key,))
            words[verb] = Fit(words[verb].slots | more.slots, words[verb].anchors | more.anchors)
        hits = self._matcher.find(words)
        if not hits:
            return
        labels = self._labels
        judging = {p for h in hits if labels[h.cue][0] in (GOOD, BAD) for p in h.places}
        judging |= {p for h in before if h.sentence == place and h.kind in (GOOD, BAD) for p in h.places}
        blocked = {labels[h.cue][1] for h in hits if labels[h.cue][0] == UNLESS}
        for hit in hits:
            kind, target = labels[hit.cue]
            if kind == UNLESS or (kind == CODE and target in blocked):
                continue
            cue = self._matcher.cues[hit.cue]
            yield Heard(
                kind, target, cue.source, cue.weak, place, hit.places, _scope_of(kind, sentence, hit.places, scope, judging)
            )


def _scope_of(kind: str, sentence: Sentence, places: tuple[int, ...], scope: Scope, judging: set[int]) -> str:
    if kind in _JUDGED:
        return scope.judge(sentence, places, frozenset(judging))
    return NEGATED if kind in (GOOD, BAD) and scope.negated(sentence, places) else ""


Kinds = dict[tuple[str, str], Words]  #: (kind, target) -> cues by language


def _grouped(codebook: Codebook, phases: PhaseModel, valences: Valences) -> Iterable[tuple[str, Kinds]]:
    for code in codebook.codes:
        yield f"{CODE}:{code.id}", {(CODE, code.id): code.cues, (UNLESS, code.id): code.unless}
    for family in codebook.families:
        yield f"{ASKS}:{family.id}", {(ASKS, family.id): family.questions}
    for phase in phases.phases:
        yield f"{PHASE}:{phase.id}", {(PHASE, phase.id): phase.cues, (PHASE_ASKED, phase.id): phase.questions}
    yield JUDGING, {(GOOD, ""): valences.good, (BAD, ""): valences.bad}
