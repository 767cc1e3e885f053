"""How the tests of this folder ask: which cues are found in a text, on which words, and under which scope."""

from __future__ import annotations

from pipeline.language.analysis import Analyst, Vocabulary
from pipeline.language.cues import Fit, Matcher, parse_cue
from pipeline.language.scope import Scope

FACT = "fact"


def found(text: str, *cues: str, language: str = "de") -> list[tuple[str, list[str], str]]:
    """Each cue found: as written, the words it stands on, and `FACT` or why it does not count."""
    vocabulary = Vocabulary()
    matcher = Matcher([cue for source in cues for cue in parse_cue(source)])
    answers = []
    for sentence in Analyst().sentences(text, language, vocabulary):
        words = [matcher.fit(vocabulary.words[w], vocabulary.keys[w]) for w in sentence.words]
        for place, key in sentence.joined:
            more = matcher.fit(key, (key,))
            words[place] = Fit(words[place].slots | more.slots, words[place].anchors | more.anchors)
        for hit in matcher.find(words):
            spoken = [vocabulary.words[sentence.words[place]] for place in hit.places]
            reason = Scope(vocabulary).judge(sentence, hit.places)
            answers.append((matcher.cues[hit.cue].source, spoken, reason or FACT))
    return answers


def hears(text: str, cue: str, language: str = "de") -> bool:
    """Whether the cue is found at all."""
    return bool(found(text, cue, language=language))


def scope(text: str, cue: str, language: str = "de") -> str:
    """What the first match of the cue counts as."""
    return found(text, cue, language=language)[0][2]
