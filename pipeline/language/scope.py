"""Scope: whether the words of a cue are asserted, or negated, merely imagined, or about somebody else.

Rules over clauses, after the idea of NegEx (Chapman et al. 2001, doi 10.1006/jbin.2001.1029): a trigger word opens a scope
in its clause; here the scope also looks backwards in German, where the negation follows ("Angst hatten wir keine").
A cue that contains the trigger itself means it that way ("kein Budget") and is never out of scope.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.analysis import Sentence, Vocabulary
from pipeline.language.words import LANGUAGES

__all__ = ["HYPOTHETICAL", "NEGATED", "OTHERS", "Scope"]

NEGATED, HYPOTHETICAL, OTHERS = "negated", "hypothetical", "others"
REACH = 7  #: words that a negation reaches ahead in its clause
_PERFECT = frozenset(("have", "'ve", "not"))  #: after "would" they tell what did not happen


class Scope:
    """Judges cue hits in the sentences of one transcript.

    Args:
        vocabulary: the words the sentences refer to.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = [keys[0] for keys in vocabulary.keys]
        self._keys = [frozenset(keys) for keys in vocabulary.keys]

    def judge(self, sentence: Sentence, places: Sequence[int], local: frozenset[int] = frozenset()) -> str:
        """ "" where the words at `places` are asserted, else `NEGATED`, `HYPOTHETICAL` or `OTHERS`.

        Args:
            sentence: the sentence.
            places: the words of the cue.
            local: places of evaluating words: a "nicht" right before one negates that word alone ("war nicht gut").
        """
        if self.negated(sentence, places, local):
            return NEGATED
        if self._hypothetical(sentence, places):
            return HYPOTHETICAL
        if self._others(sentence, places):
            return OTHERS
        return ""

    def negated(self, sentence: Sentence, places: Sequence[int], local: frozenset[int] = frozenset()) -> bool:
        """Whether a negation outside the cue reaches it."""
        forms = [self._forms[w] for w in sentence.words]
        words = LANGUAGES[sentence.language].negations
        inside = set(places)
        if any(forms[p] in words for p in inside):
            return False
        for place, form in enumerate(forms):
            if form in words and self._negates(sentence, forms, place, places, local):
                return True
        return self._no_answer(sentence, forms, places)

    def _negates(
        self, sentence: Sentence, forms: list[str], place: int, places: Sequence[int], local: frozenset[int]
    ) -> bool:
        follow = forms[place + 1] if place + 1 < len(forms) else ""
        language = LANGUAGES[sentence.language]
        if follow in language.no_negation.get(forms[place], ()):
            return False
        clause = sentence.clauses[place]
        targets = [p for p in places if sentence.clauses[p] == clause]
        if not targets:
            return self._raised(sentence, forms, place, places)
        if {place + 1, place + 2, place + 3} & local and not {place + 1, place + 2, place + 3} & set(places):
            return False  # "war nicht besonders gut": the negation belongs to the evaluation
        after = [p for p in targets if p > place]
        if after and min(after) - place <= REACH:
            return True
        if not language.negates_back:
            return False
        # German: "Angst hatten wir keine", "das war nicht der Preis", "auf der Messe waren wir nicht"
        before = [p for p in targets if p < place]
        at_end = place + 2 >= len(forms) or sentence.clauses[min(place + 2, len(forms) - 1)] != clause
        return bool(before) and at_end

    def _raised(self, sentence: Sentence, forms: list[str], place: int, places: Sequence[int]) -> bool:
        """ "I don't think it was the price": the negation of thinking or being so reaches the next clause."""
        clause = sentence.clauses[place]
        believing = LANGUAGES[sentence.language].believing
        near = range(max(0, place - 2), min(len(forms), place + 3))
        if not any(self._keys[sentence.words[p]] & believing for p in near if sentence.clauses[p] == clause):
            return False
        return any(sentence.clauses[p] == clause + 1 for p in places)

    def _no_answer(self, sentence: Sentence, forms: list[str], places: Sequence[int]) -> bool:
        """ "Messe nein", "Preis? Nee": a cue of one or two words closed by a no, or opened by "no" alone."""
        language = LANGUAGES[sentence.language]
        last = max(places)
        return language.negates_back and last <= 4 and bool(language.refusals & set(forms[last + 1 : last + 3]))

    def _hypothetical(self, sentence: Sentence, places: Sequence[int]) -> bool:
        """Conditional forms imagine; not so where they only soften ("würde ich sagen") or tell a habit ("they'd ring")."""
        language = LANGUAGES[sentence.language]
        forms = [self._forms[w] for w in sentence.words]
        clauses = {sentence.clauses[p] for p in places}
        inside = [p for p in range(len(forms)) if sentence.clauses[p] in clauses]
        moods = [p for p in inside if forms[p] in language.conditionals and p not in places]
        if not moods or any(self._keys[sentence.words[p]] & language.saying for p in inside):
            return False
        if any(form in language.conditions for form in forms) or any(forms[p] in language.imagined for p in moods):
            return True
        return any(p + 1 < len(forms) and forms[p + 1] in _PERFECT for p in moods)

    def _others(self, sentence: Sentence, places: Sequence[int]) -> bool:
        others = LANGUAGES[sentence.language].others
        clauses = {sentence.clauses[p] for p in places}
        return any(
            self._keys[w] & others and sentence.clauses[p] in clauses and p not in places
            for p, w in enumerate(sentence.words)
        )
