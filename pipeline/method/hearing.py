"""Step 3: what the cues hear. All cues of a study (codes, phases, questions, valence) run over a transcript in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.analysis import Sentence, Vocabulary
from pipeline.language.cues import Cue, Fit, Matcher, parse_cue
from pipeline.language.scope import Scope
from pipeline.language.words import LANGUAGES
from pipeline.method.codebook import Codebook, Words
from pipeline.method.phases import PhaseModel
from pipeline.method.transcripts import Transcript

__all__ = ["CueBook", "Heard", "Valences"]

CODE, UNLESS, ASKS, PHASE, PHASE_ASKED, GOOD, BAD, STRONG, DAMPED = (
    "code",
    "unless",
    "asks",
    "phase",
    "phase asked",
    "good",
    "bad",
    "strong",
    "damped",
)
_JUDGED = frozenset((CODE, PHASE))


@dataclass(frozen=True)
class Valences:
    """Words that judge, by language: good, bad, strengthening, weakening; in cue syntax."""

    good: Words
    bad: Words
    strong: Words
    damper: Words


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


class CueBook:
    """Every cue of a codebook, a phase model and a valence lexicon, compiled once a run.

    Args:
        codebook: the codes and families.
        phases: the phase model.
        valences: the words that judge.
    """

    def __init__(self, codebook: Codebook, phases: PhaseModel, valences: Valences) -> None:
        self._labels: dict[str, list[tuple[str, str]]] = {}
        self._matchers: dict[str, Matcher] = {}
        self._fits: dict[str, dict[str, Fit]] = {language: {} for language in LANGUAGES}
        for language in LANGUAGES:
            labelled = list(_labelled(codebook, phases, valences, language))
            self._labels[language] = [label for label, _ in labelled]
            self._matchers[language] = Matcher([cue for _, cue in labelled])

    def hear(self, transcript: Transcript) -> list[list[Heard]]:
        """For each passage of the transcript everything the cues hear in it; the interviewer's passages included."""
        vocabulary = transcript.vocabulary
        fits = [self._word(vocabulary, number) for number in range(len(vocabulary.words))]
        scope = Scope(vocabulary)
        return [
            [heard for place, sentence in enumerate(analysed) for heard in self._sentence(sentence, place, fits, scope)]
            for analysed in transcript.analysis
        ]

    def _word(self, vocabulary: Vocabulary, number: int) -> Fit:
        language, word = vocabulary.languages[number], vocabulary.words[number]
        known = self._fits[language]
        if word not in known:
            known[word] = self._matchers[language].fit(word, vocabulary.keys[number])
        return known[word]

    def _sentence(self, sentence: Sentence, place: int, fits: Sequence[Fit], scope: Scope) -> Iterable[Heard]:
        matcher, labels = self._matchers[sentence.language], self._labels[sentence.language]
        words = [fits[w] for w in sentence.words]
        for verb, key in sentence.joined:
            more = matcher.fit(key, (key,))
            words[verb] = Fit(words[verb].slots | more.slots, words[verb].anchors | more.anchors)
        hits = matcher.find(words)
        if not hits:
            return
        judging = frozenset(p for h in hits if labels[h.cue][0] in (GOOD, BAD) for p in h.places)
        blocked = {labels[h.cue][1] for h in hits if labels[h.cue][0] == UNLESS}
        for hit in hits:
            kind, target = labels[hit.cue]
            if kind == UNLESS or (kind == CODE and target in blocked):
                continue
            cue = matcher.cues[hit.cue]
            reason = ""
            if kind in _JUDGED:
                reason = scope.judge(sentence, hit.places, judging)
            elif kind in (GOOD, BAD) and scope.negated(sentence, hit.places):
                reason = "negated"
            yield Heard(kind, target, cue.source, cue.weak, place, hit.places, reason)


def _labelled(
    codebook: Codebook, phases: PhaseModel, valences: Valences, language: str
) -> Iterable[tuple[tuple[str, str], Cue]]:
    def cues(
        words: Words | Mapping[str, Sequence[str]], kind: str, target: str
    ) -> Iterable[tuple[tuple[str, str], Cue]]:
        for source in words.get(language, ()):
            for cue in parse_cue(source):
                yield (kind, target), cue

    for code in codebook.codes:
        yield from cues(code.cues, CODE, code.id)
        yield from cues(code.unless, UNLESS, code.id)
    for family in codebook.families:
        yield from cues(family.questions, ASKS, family.id)
    for phase in phases.phases:
        yield from cues(phase.cues, PHASE, phase.id)
        yield from cues(phase.questions, PHASE_ASKED, phase.id)
    for kind, words in (
        (GOOD, valences.good),
        (BAD, valences.bad),
        (STRONG, valences.strong),
        (DAMPED, valences.damper),
    ):
        yield from cues(words, kind, "")
