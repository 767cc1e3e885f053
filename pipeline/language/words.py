"""Words and their keys: what a cue can match.

A word's *keys* are its folded form, its lemma and, in German, the heads of a compound ("Fachmesse" has the keys
"fachmesse" and "messe"). Lemmas come from simplemma's dictionaries (MIT), or from a trained spaCy model where the
study's settings name one. Keys do not depend on any codebook, so they are computed once a transcript and cached.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.language.english import ENGLISH
from pipeline.language.german import GERMAN

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LANGUAGES", "Lexicon", "fold", "split_word", "tokenise"]

LANGUAGES = {language.code: language for language in (GERMAN, ENGLISH)}

_FOLDS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "’": "'", "‘": "'", "ʼ": "'"})
_INNER = re.compile(r"[-‐‑–/]")
_CONTRACTION = re.compile(
    r"""(?i)^(\w+)(n['’]t)$|^(\w+)(['’](?:s|re|ve|ll|d|m|em|n|ne|nen|nem|ner)?)$|^(can)(not)$|^(gon)(na)$|^(got)(ta)$"""
)
_UNDIVIDED = frozenset(("cannot", "gonna", "gotta"))  #: contractions without an apostrophe
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
_PROPER = {"ss": "ß", "ae": "ä", "oe": "ö", "ue": "ü", "Ae": "Ä", "Oe": "Ö", "Ue": "Ü"}
_RESPELLED = re.compile("ae|oe|ue|Ae|Oe|Ue")
_TAKE_S = ("ung", "heit", "keit", "schaft", "ion", "tät")  #: a modifier that ends so is linked with an s
_VOWELS = frozenset("aeiouyäöü")
_MIN_HEAD, _MIN_MODIFIER = 4, 3
_SURE_HEAD = 6  #: a head this long is believed after a modifier that no dictionary knows ("Onboardingtermin")


def fold(text: str) -> str:
    """Spelling without capitals and with ä, ö, ü, ß written as ae, oe, ue, ss."""
    return text.casefold().translate(_FOLDS)


@lru_cache(maxsize=len(LANGUAGES))
def _tokeniser(language: str) -> Any:
    """spaCy's rule-based tokeniser; imported late because the import costs half a second."""
    import spacy

    return spacy.blank(language).tokenizer


def split_word(word: str) -> list[str]:
    """The parts of a hyphenated or contracted word: "ERP-System" -> ERP, System; "didn't" -> did, n't."""
    if word.isalnum() and word.lower() not in _UNDIVIDED:
        return [word]
    parts: list[str] = []
    for piece in _INNER.split(word) if len(word) > 1 else [word]:
        match = _CONTRACTION.match(piece)
        parts.extend(p for p in (match.groups() if match else (piece,)) if p)
    return parts


def tokenise(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """Each token of a sentence with whether it is a word (True) or punctuation (False)."""
    for piece in text.split():
        yield from _tokens(piece, language)


@lru_cache(maxsize=200_000)
def _tokens(piece: str, language: str) -> tuple[tuple[str, bool], ...]:
    """The tokens of what stands between two blanks; talk repeats itself, so most of it is looked up."""
    parts = (part for token in _tokeniser(language)(piece) for part in split_word(token.text))
    return tuple((part, any(map(str.isalnum, part))) for part in parts)


class Lexicon:
    """Keys of words in one language, remembered: a word is looked up once.

    Args:
        language: "de" or "en".
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no lexicon for language {language!r}; known: {', '.join(LANGUAGES)}")
        self.language = LANGUAGES[language]
        self._keys: dict[str, tuple[str, ...]] = {}

    def keys(self, word: str) -> tuple[str, ...]:
        """The folded keys of `word`, its own form first, no repeats."""
        found = self._keys.get(word)
        if found is None:
            found = self._keys[word] = tuple(dict.fromkeys(self._find(word)))
        return found

    def _find(self, word: str) -> Iterator[str]:
        form = fold(word)
        yield form
        short = self.language.short_forms.get(form)
        if short:
            yield short
        if (irregular := self.language.irregular.get(form)) and not (self.language.compounds and word[0].isupper()):
            yield irregular
        if not word[0].isalpha():
            return
        nouns = self.language.compounds and word[0].isupper()
        for lemma in self._lemmas(word):
            yield fold(lemma)
            if nouns and len(word) >= _MIN_HEAD + _MIN_MODIFIER:
                yield from (fold(head) for head in self._heads(lemma))

    def lemma(self, word: str) -> str:
        """The dictionary form; spellings with ss, ae, oe, ue for ß and umlauts are tried where the word is unknown."""
        return next(iter(self._lemmas(word)))

    def _lemmas(self, word: str) -> Iterator[str]:
        """The dictionary form of `word`, and of the words it may stand for: "Strassen" is a plural of "Straße" too."""
        import simplemma

        spellings = [word]
        if self.language.compounds:
            respelled = _RESPELLED.sub(lambda two: _PROPER[two.group()], word)
            spellings += [s for s in dict.fromkeys((word.replace("ss", "ß"), respelled)) if s != word and self._known(s)]
        if len(spellings) > 1 and not self._known(word):
            del spellings[0]
        for spelling in spellings:
            yield str(simplemma.lemmatize(spelling, lang=self.language.code))

    def verb(self, particle: str, lemma: str) -> str | None:
        """The separable verb of a particle and a verb ("an", "schauen" -> "anschauen"), if there is one."""
        joined = particle + lemma
        return joined if self._known(joined) else None

    def _heads(self, noun: str) -> Iterator[str]:
        """The heads of a German compound: the longest known noun at its end after a known modifier, then that one's head.

        A noun derived from another by a prefix ("Abteilung" from "Teilung") has only the other's heads.
        """
        if derived := self._derived(noun):
            yield from self._heads(derived)
            return
        strange = not self._known(noun)
        for cut in range(_MIN_MODIFIER, len(noun) - _MIN_HEAD + 1):
            head = noun[cut:].capitalize()
            if not self._known(head) or fold(head) in self.language.suffixes or noun[:cut].endswith(_TAKE_S):
                continue
            lemma = self.lemma(head)
            sure = strange and len(head) >= _SURE_HEAD and cut > _MIN_MODIFIER
            if lemma[0].isupper() and (sure or self._modifier(noun[:cut])):
                yield from (head, lemma)
                yield from self._heads(lemma)
                return

    def _derived(self, noun: str) -> str:
        """What `noun` is derived from by a prefix, or ""."""
        for cut in range(2, min(7, len(noun) - _MIN_MODIFIER + 1)):
            if noun[:cut].lower() in self.language.prefixes and self._known(base := noun[cut:].capitalize()):
                return base
        return ""

    def _modifier(self, part: str) -> bool:
        """Whether `part` can begin a compound: a word, a noun with a linking sound ("Einkaufs"), or a verb's stem."""
        for link in _LINKS:
            stem = part[: len(part) - len(link)] if part.endswith(link) else ""
            if len(stem) < _MIN_MODIFIER or stem.lower() in self.language.prefixes or _VOWELS.isdisjoint(stem.lower()):
                continue
            if self._known(stem.capitalize()) or (not link and self._known(stem.lower())):
                return True
        return self._known(part.lower() + "en") and not _VOWELS.isdisjoint(part.lower())

    @lru_cache(maxsize=200_000)  # noqa: B019 - a lexicon lives as long as the process
    def _known(self, word: str) -> bool:
        import simplemma

        return bool(simplemma.is_known(word, lang=self.language.code))
