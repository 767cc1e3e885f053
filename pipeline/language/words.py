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
_CONTRACTION = re.compile(r"(?i)^(\w+)(n['’]t)$|^(\w+)(['’](?:s|re|ve|ll|d|m|em)?)$|^(can)(not)$")
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
_SPELLINGS = (("ss", "ß"), ("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_MIN_HEAD, _MIN_MODIFIER = 4, 3


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
    if word.isalnum() and word.lower() != "cannot":
        return [word]
    parts: list[str] = []
    for piece in _INNER.split(word) if len(word) > 1 else [word]:
        match = _CONTRACTION.match(piece)
        parts.extend(p for p in (match.groups() if match else (piece,)) if p)
    return parts


def tokenise(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """Each token of a sentence with whether it is a word (True) or punctuation (False)."""
    for token in _tokeniser(language)(text):
        if token.is_space:
            continue
        for part in split_word(token.text):
            yield part, any(map(str.isalnum, part))


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
        lemma = self.lemma(word)
        yield fold(lemma)
        if self.language.compounds and word[0].isupper() and len(word) >= _MIN_HEAD + _MIN_MODIFIER:
            yield from (fold(head) for head in self._heads(lemma))

    def lemma(self, word: str) -> str:
        """The dictionary form; spellings with ss, ae, oe, ue for ß and umlauts are tried where the word is unknown."""
        import simplemma

        lemma: str = simplemma.lemmatize(word, lang=self.language.code)
        if not self.language.compounds or lemma != word or self._known(word):
            return lemma
        for plain, proper in _SPELLINGS:
            if plain in word and self._known(variant := word.replace(plain, proper)):
                return str(simplemma.lemmatize(variant, lang=self.language.code))
        return lemma

    def verb(self, particle: str, lemma: str) -> str | None:
        """The separable verb of a particle and a verb ("an", "schauen" -> "anschauen"), if there is one."""
        joined = particle + lemma
        return joined if self._known(joined) else None

    def _heads(self, noun: str) -> Iterator[str]:
        """The heads of a German compound: the longest known word at its end after a known modifier, then that one's head."""
        for cut in range(_MIN_MODIFIER, len(noun) - _MIN_HEAD + 1):
            head = noun[cut:].capitalize()
            if self._known(head) and self._modifier(noun[:cut]):
                lemma = self.lemma(head)
                yield lemma
                yield from self._heads(lemma)
                return

    def _modifier(self, part: str) -> bool:
        if part.lower() in self.language.prefixes:
            return False
        for link in _LINKS:
            stem = part[: len(part) - len(link)] if part.endswith(link) else ""
            if len(stem) >= _MIN_MODIFIER and (self._known(stem.capitalize()) or self._known(stem.lower())):
                return True
        return False

    @lru_cache(maxsize=200_000)  # noqa: B019 - a lexicon lives as long as the process
    def _known(self, word: str) -> bool:
        import simplemma

        return bool(simplemma.is_known(word, lang=self.language.code))
