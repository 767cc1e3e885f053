"""A text as the coder sees it: sentences of words with keys, clause by clause. Depends on no codebook, so it is cached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.language.sentences import sentences
from pipeline.language.words import Lexicon, fold, tokenise

__all__ = ["ANALYSIS_VERSION", "Analyst", "Sentence", "Vocabulary"]

ANALYSIS_VERSION = "1"  #: part of the cache key; raise it when a sentence, key or clause comes out differently

NOISE = re.compile(r"[\[(*]{1,2}\s*[^\W\d][^\[\]()*\n]{0,40}?[\])*]{1,2}|\(\s*(?:\.{2,3}|…|-+)\s*\)|\[\s*(?:\.{2,3}|…)\s*\]")
_KNOWN_NOISE = re.compile(
    r"(?i)lach|laugh|seufz|sigh|räusper|hust|cough|schmunzel|grins|smil|chuckl|pause|unverständlich|unv\b|inaudible|unclear|"
    r"crosstalk|atme|breath|schluck|trink|klopf|zeigt|nickt|nods|musik|music|applau|telefon|phone|klingel|überleg|think|zustimm|"
    r"silence|stille|noise|geräusch|points|shrug|zuck|flüster|whisper|imitier|background|hintergrund|lacht|beep|piep|clears"
)
_FILLERS = frozenset("äh ähm öh öhm ehm hm hmm mhm mh um uh uhm er erm em eh tja".split())
_BREAKS = frozenset(",;:()[]–—…\"„“”»«")
_CONJUNCTIONS = {
    "de": frozenset("aber sondern weil dass daß wenn ob denn obwohl damit sodass während bevor nachdem".split()),
    "en": frozenset("but because that if although though while before after so when whereas unless".split()),
}
_PARTICLES = frozenset(
    "ab an auf aus bei ein fest her hin los mit nach statt teil um vor weg weiter zu zurück zusammen durch heraus herein hinaus "
    "hinein herum hoch runter raus rein rum dazu rüber nieder heim bereit kennen wahr".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as numbers.

    Attributes:
        words: for each word (punctuation and fillers left out) its number in the vocabulary.
        clauses: for each word the number of its clause, counting from 0.
        joined: separable verbs put together: (place of the verb, its key), e.g. (2, "anschauen").
        asks: whether it ends in a question mark.
        language: "de" or "en".
    """

    words: tuple[int, ...]
    clauses: tuple[int, ...]
    joined: tuple[tuple[int, str], ...]
    asks: bool
    language: str


@dataclass(slots=True)
class Vocabulary:
    """The distinct words of a transcript with their language and keys; a word's number is its place."""

    words: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, word: str, lexicon: Lexicon) -> int:
        """The number of `word`, added when it is new."""
        at = (lexicon.language, word)
        number = self._numbers.get(at)
        if number is None:
            number = self._numbers[at] = len(self.words)
            self.words.append(word)
            self.languages.append(lexicon.language)
            self.keys.append(lexicon.keys(word))
        return number


@lru_cache(maxsize=4)
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)


class Analyst:
    """Turns passages into sentences of numbered words.

    Args:
        model: the name or path of an installed spaCy pipeline whose lemmas are added to the keys, by language; {} for none.
    """

    def __init__(self, models: dict[str, str] | None = None) -> None:
        self.models = models or {}
        self._pipelines: dict[str, Any] = {}

    def sentences(self, text: str, language: str, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
        """The sentences of a passage; noises such as "(lacht)" take no part in matching."""
        plain = without_noise(text)
        return tuple(
            self._sentence(plain[start:end], language, vocabulary) for start, end in sentences(plain, language)
        )

    def _sentence(self, text: str, language: str, vocabulary: Vocabulary) -> Sentence:
        lexicon = _lexicon(language)
        words: list[str] = []
        clauses: list[int] = []
        ends: list[int] = []  # the places after which a clause ends
        clause = 0
        for token, is_word in tokenise(text, language):
            if not is_word:
                if token[0] in _BREAKS or token[0] == "-":
                    ends.append(len(words))
                    clause += bool(words) and clauses[-1] == clause
            elif fold(token) not in _FILLERS_FOLDED:
                if token.lower() in _CONJUNCTIONS[language] and words and clauses[-1] == clause:
                    clause += 1
                    ends.append(len(words))
                words.append(token)
                clauses.append(clause)
        numbers = tuple(vocabulary.number(word, lexicon) for word in words)
        joined = [*self._separated(words, clauses, numbers, vocabulary, lexicon)] if language == "de" else []
        joined += self._modelled(text, language, words)
        return Sentence(numbers, tuple(clauses), tuple(joined), text.rstrip("\"'”“»«)]* ").endswith("?"), language)

    def _separated(
        self, words: Sequence[str], clauses: Sequence[int], numbers: Sequence[int], vocabulary: Vocabulary, lexicon: Lexicon
    ) -> Iterable[tuple[int, str]]:
        """Separable verbs: a particle at the end of a clause belongs to a verb before it ("schauten wir uns das an")."""
        for place, word in enumerate(words):
            last = place + 1 == len(words) or clauses[place + 1] != clauses[place] or words[place + 1] in {"und", "oder"}
            if not last or word not in _PARTICLES:
                continue
            for verb in range(place - 1, max(-1, place - 16), -1):
                if words[verb][0].isupper() and verb > 0:
                    continue
                lemma = lexicon.lemma(words[verb].lower())
                if lemma.endswith("n") and (whole := lexicon.verb(word, lemma)):
                    yield verb, fold(whole)
                    break

    def _modelled(self, text: str, language: str, words: Sequence[str]) -> list[tuple[int, str]]:
        """Lemmas of the spaCy pipeline that the settings name, laid on the words in order."""
        if language not in self.models:
            return []
        if language not in self._pipelines:
            import spacy

            self._pipelines[language] = spacy.load(self.models[language], exclude=["ner", "parser"])
        found: list[tuple[int, str]] = []
        place = 0
        for token in self._pipelines[language](text):
            if place < len(words) and token.text == words[place]:
                if token.lemma_:
                    found.append((place, fold(token.lemma_)))
                place += 1
            elif token.text in words[place:]:
                place = words.index(token.text, place) + 1
        return found


_FILLERS_FOLDED = frozenset(fold(word) for word in _FILLERS)


def without_noise(text: str) -> str:
    """`text` with transcription notes ("(lacht)", "**atmet**", "[laughs]", "(...)") blanked, every offset unchanged."""

    def blank(match: re.Match[str]) -> str:
        note = match.group()
        starred = note.startswith("*")
        empty = not any(map(str.isalnum, note))
        return " " * len(note) if starred or empty or _KNOWN_NOISE.search(note) else note

    return NOISE.sub(blank, text)
