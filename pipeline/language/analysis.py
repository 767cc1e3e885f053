"""A text as the coder sees it: sentences of words with keys, clause by clause. Depends on no codebook, so it is cached."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.language.languages import Language, words
from pipeline.language.sentences import sentences
from pipeline.language.words import Lexicon, fold, tokenise

__all__ = ["ANALYSIS_VERSION", "Analyst", "Sentence", "Vocabulary"]

ANALYSIS_VERSION = "4"  #: part of the cache key; raise it when a sentence, key or clause comes out differently

NOISE = re.compile(
    r"[\[(*]{1,2}\s*[^\W\d][^\[\]()*\n]{0,40}?[\])*]{1,2}|\(\s*(?:\.{2,3}|…|-+)\s*\)|\[\s*(?:\.{2,3}|…)\s*\]"
    r"|[\[(#]\s*\d{1,2}(?::\d{2}){1,2}(?:[.,-]\d+)?\s*[\])#]"  # a time: (00:12:33), #00:01:23-4#
)
_KNOWN_NOISE = re.compile(
    r"(?i)lach|laugh|seufz|sigh|räusper|hust|cough|schmunzel|grins|smil|chuckl|pause|unverständlich|unv\b|inaudible|unclear|"
    r"crosstalk|atme|breath|schluck|trink|klopf|zeigt|nickt|nods|musik|music|applau|telefon|phone|klingel|überleg|think|zustimm|"
    r"silence|stille|noise|geräusch|points|shrug|zuck|flüster|whisper|imitier|background|hintergrund|lacht|beep|piep|clears"
)
_FILLERS = words("aeh aehm oeh oehm ehm hm hmm mhm mh um uh uhm er erm em eh tja")
_BREAKS = frozenset(',;:()[]–—…"„“”»«-')
_AFTER_PARTICLE = words("und oder als wie bei beim wegen für mit von vom zum zur im")  #: "die riefen an wegen ..."
_SINCE = words("anfang beginn da dort hier jetzt nun vornherein")
_TAKEN_UP = 5  #: words that may be named before they are taken up
_VERB_REACH = 16  #: words between the parts of a separable verb


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
        at = (lexicon.language.code, word)
        number = self._numbers.get(at)
        if number is None:
            number = self._numbers[at] = len(self.words)
            self.words.append(word)
            self.languages.append(lexicon.language.code)
            self.keys.append(lexicon.keys(word))
        return number

    def entries(self) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        """Each word with its language and keys, in the order of their numbers."""
        return zip(self.words, self.languages, self.keys, strict=True)


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
        return tuple(self._sentence(plain[start:end], language, vocabulary) for start, end in sentences(plain, language))

    def _sentence(self, text: str, language: str, vocabulary: Vocabulary) -> Sentence:
        lexicon = _lexicon(language)
        spoken: list[str] = []
        breaks: set[int] = set()  # the words before which punctuation stands
        for token, is_word in tokenise(text, language):
            if not is_word:
                if token[0] in _BREAKS:
                    breaks.add(len(spoken))
            elif fold(token) not in _FILLERS:
                spoken.append(token)
        forms = [fold(word) for word in spoken]
        numbers = tuple([vocabulary.number(word, lexicon) for word in spoken])
        clauses = _clauses(spoken, forms, breaks, lexicon.language)
        joined = [*_separated(spoken, clauses, lexicon), *self._modelled(text, language, spoken)]
        return Sentence(numbers, clauses, tuple(joined), text.rstrip("\"'”“»«)]* ").endswith("?"), language)

    def _modelled(self, text: str, language: str, spoken: Sequence[str]) -> list[tuple[int, str]]:
        """Lemmas of the spaCy pipeline that the settings name, laid on the words in order."""
        if language not in self.models:
            return []
        if language not in self._pipelines:
            import spacy

            self._pipelines[language] = spacy.load(self.models[language], exclude=["ner", "parser"])
        found: list[tuple[int, str]] = []
        place = 0
        for token in self._pipelines[language](text):
            if place < len(spoken) and token.text == spoken[place]:
                if token.lemma_:
                    found.append((place, fold(token.lemma_)))
                place += 1
            elif token.text in spoken[place:]:
                place = spoken.index(token.text, place) + 1
        return found


def _clauses(spoken: Sequence[str], forms: Sequence[str], breaks: Collection[int], language: Language) -> tuple[int, ...]:
    """The clause of each word. A clause begins after punctuation, at a conjunction, and at "und wir", "and then".

    What is named and taken up again ("Angst, die hatten wir nicht") is one clause.
    """
    clauses: list[int] = []
    clause = 0
    for place, form in enumerate(forms):
        if place and (place in breaks or _opens(forms, place, form, language)):
            clause += 1
        clauses.append(clause)
    first = clauses.index(1) if clause else 0
    taken_up = 0 < first <= _TAKEN_UP and first in breaks and forms[first] in language.resumers
    if taken_up and first + 1 < len(spoken) and spoken[first + 1][0].islower():  # not "nicht billig, das Angebot"
        clauses = [max(0, number - 1) for number in clauses]
    return tuple(clauses)


def _opens(forms: Sequence[str], place: int, form: str, language: Language) -> bool:
    follow = forms[place + 1] if place + 1 < len(forms) else ""
    if form in language.coordinating:
        return follow in language.starters
    if form == "that":  # neither "that quote" nor "not that expensive"
        return follow in language.small_words and forms[place - 1] not in language.negations
    return form in language.conjunctions


def _separated(spoken: Sequence[str], clauses: Sequence[int], lexicon: Lexicon) -> Iterable[tuple[int, str]]:
    """Separable verbs: a particle at the end of a clause belongs to a verb before it ("schauten wir uns das an")."""
    particles = lexicon.language.particles
    for place, word in enumerate(spoken):
        if word not in particles or _adverbial(spoken, place, lexicon.language):
            continue
        follow = place + 1
        if follow < len(spoken) and clauses[follow] == clauses[place] and spoken[follow] not in _AFTER_PARTICLE:
            continue
        for verb in range(place - 1, max(-1, place - _VERB_REACH), -1):
            if spoken[verb][0].isupper() and verb > 0:
                continue
            lemma = lexicon.lemma(spoken[verb].lower())
            if lemma.endswith("n") and (whole := lexicon.verb(word, lemma)):
                yield verb, fold(whole)
                break


def _adverbial(spoken: Sequence[str], place: int, language: Language) -> bool:
    """Whether a particle is part of "nach wie vor", "ab und zu", "hin und wieder" or "von Anfang an"."""
    before, after = spoken[max(0, place - 2) : place], spoken[place + 1 : place + 3]
    pairs = [pair for pair in (before[::-1], after) if len(pair) > 1]
    if any(link in {"und", "wie"} and (far in language.particles or far == "wieder") for link, far in pairs):
        return True
    return len(before) > 1 and before[0].lower() == "von" and before[1].lower() in _SINCE


def without_noise(text: str) -> str:
    """`text` with transcription notes ("(lacht)", "**atmet**", "[laughs]", "(...)") blanked, every offset unchanged."""

    def blank(match: re.Match[str]) -> str:
        note = match.group()
        starred = note.startswith("*")
        empty = not any(map(str.isalpha, note))
        return " " * len(note) if starred or empty or _KNOWN_NOISE.search(note) else note

    return NOISE.sub(blank, text)
