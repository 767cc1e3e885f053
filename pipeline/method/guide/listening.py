"""Step 2: hearing the guide's questions in what an interviewer says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.language.analysis import without_noise
from pipeline.language.cues import Fit, Matcher, parse_cue
from pipeline.language.words import LANGUAGES, fold, split_word
from pipeline.method.guide.guide import Guide
from pipeline.method.talk.passages import Passage

__all__ = ["WORD", "Ear"]

ALIKE, LEAST_ALIKE = 0.7, 3  #: share and number of content words in which a question is one of the guide's
WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LONG = 4  #: letters of a content word


class Ear:
    """The guide's cues and wordings, ready to be listened for.

    Words match in the form in which they are written in the guide: an interviewer's turns are many enough that looking up
    their dictionary forms on each run would cost more than everything else here.
    """

    def __init__(self, guide: Guide) -> None:
        self._labels: dict[str, list[str]] = {}
        self._matchers: dict[str, Matcher] = {}
        self._wordings: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for language in LANGUAGES:
            labelled = [
                (block.id, cue)
                for block in guide.blocks
                for source in block.listen.get(language, ())
                for cue in parse_cue(source)
            ]
            self._labels[language] = [block for block, _ in labelled]
            self._matchers[language] = Matcher([cue for _, cue in labelled])
            self._wordings[language] = [
                (block.id, content)
                for block in guide.blocks
                for text in (block.question.get(language, ""), *block.probes.get(language, ()))
                if len(content := _content(text)) >= LEAST_ALIKE
            ]
        self._fit = lru_cache(maxsize=50_000)(self._look_up)

    def hear(self, passage: Passage) -> dict[str, str]:
        """Block -> why, of an interviewer's passage."""
        plain = without_noise(passage.text)
        found: dict[str, str] = {}
        labels = self._labels[passage.language]
        for sentence in re.split(r"(?<=[.?!])\s+", plain):
            words = [part for word in WORD.findall(sentence) for part in split_word(word)]
            fits = [self._fit(word, passage.language) for word in words]
            for hit in self._matchers[passage.language].find(fits) if fits else ():
                found.setdefault(labels[hit.cue], _heard(words, hit.places))
        content = _content(plain)
        for block, wording in self._wordings[passage.language] if len(content) >= LEAST_ALIKE else ():
            if len(content & wording) >= max(LEAST_ALIKE, ALIKE * len(wording)):
                found[block] = ""
        return found

    def _look_up(self, word: str, language: str) -> Fit:
        return self._matchers[language].fit(word, (fold(word),))


def _heard(words: Sequence[str], places: Sequence[int]) -> str:
    """The words on which a cue stands, with "…" for what lies between."""
    heard = [words[places[0]]]
    for before, place in pairwise(places):
        heard += [words[place]] if place == before + 1 else ["…", words[place]]
    return " ".join(heard)


def _content(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in WORD.findall(text) if len(word) >= _LONG)
