"""Scope: whether the words of a cue are asserted, or negated, merely imagined, or about somebody else.

Rules over clauses, after the idea of NegEx (Chapman et al. 2001, doi 10.1006/jbin.2001.1029): a trigger word opens a scope
in its clause; here the scope also looks backwards in German, where the negation follows ("Angst hatten wir keine").
A cue that contains the trigger itself means it that way ("kein Budget") and is never out of scope.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.analysis import Sentence, Vocabulary

__all__ = ["HYPOTHETICAL", "NEGATED", "OTHERS", "Scope"]

NEGATED, HYPOTHETICAL, OTHERS = "negated", "hypothetical", "others"

_NEGATIONS = {
    "de": frozenset("nicht nichts kein keine keinen keinem keiner keines keinerlei nie niemals niemand ohne weder".split()),
    "en": frozenset("not no never none nobody without neither nor nothing hardly".split()),
}
_NO_NEGATION = {  # (word, the word after it): phrases in which the word negates nothing
    "de": {("nicht", w) for w in ("nur", "bloss", "zuletzt", "wahr", "umsonst")} | {("kein", "wunder"), ("keine", "frage"),
           ("kein", "scherz"), ("kein", "witz"), ("keine", "ahnung"), ("nichts", "anderes"), ("kein", "problem")},
    "en": {("not", w) for w in ("only", "just", "least", "to", "sure", "long", "until", "till")}
           | {("no", w) for w in ("doubt", "wonder", "question", "problem", "sooner", "longer")} | {("nothing", "but"), ("nothing", "like")},
}
_HYPOTHETICAL = {
    "de": frozenset("wuerde wuerden wuerdest wuerdet haette haetten waere waeren koennte koennten muesste muessten".split()),
    "en": frozenset("would 'd might".split()),
}
_SAYING = {  # conditional in form, plain statement in meaning
    "de": frozenset("sagen behaupten meinen schaetzen wuenschen gern gerne lieber moegen".split()),
    "en": frozenset("say like love call guess think argue prefer rather".split()),
}
_NARRATIVE_WOULD = frozenset("always usually often every everybody everyone they he she ring sit come".split())
_IF = {"de": frozenset(("wenn", "falls")), "en": frozenset(("if", "unless"))}
_OTHERS = {
    "de": frozenset("konkurrenz mitbewerber wettbewerber konkurrent neffe nichte schwager schwaegerin tante onkel cousin nachbar".split()),
    "en": frozenset("competitor nephew niece cousin uncle aunt neighbour neighbor brother-in-law".split()),
}


class Scope:
    """Judges cue hits in the sentences of one transcript.

    Args:
        vocabulary: the words the sentences refer to.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = [keys[0] for keys in vocabulary.keys]
        self._keys = [frozenset(keys) for keys in vocabulary.keys]

    def judge(self, sentence: Sentence, places: Sequence[int], local: frozenset[int] = frozenset()) -> str:
        """"" where the words at `places` are asserted, else `NEGATED`, `HYPOTHETICAL` or `OTHERS`.

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
        words = _NEGATIONS[sentence.language]
        if sentence.language == "en":
            forms = ["not" if f == "n't" else f for f in forms]
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
        if (forms[place], follow) in _NO_NEGATION[sentence.language]:
            return False
        clause = sentence.clauses[place]
        targets = [p for p in places if sentence.clauses[p] == clause]
        if not targets:
            return self._raised(sentence, forms, place, places)
        if {place + 1, place + 2, place + 3} & local and not {place + 1, place + 2, place + 3} & set(places):
            return False  # "war nicht besonders gut": the negation belongs to the evaluation
        after = [p for p in targets if p > place]
        if sentence.language == "en":
            return bool(after) and min(after) - place <= 7
        if after and min(after) - place <= 6:
            return True
        # German: "Angst hatten wir keine", "das war nicht der Preis", "auf der Messe waren wir nicht"
        before = [p for p in targets if p < place]
        at_end = place + 2 >= len(forms) or sentence.clauses[min(place + 2, len(forms) - 1)] != clause
        return bool(before) and at_end

    def _raised(self, sentence: Sentence, forms: list[str], place: int, places: Sequence[int]) -> bool:
        """ "I don't think it was the price": the negation of thinking or being so reaches the next clause."""
        clause = sentence.clauses[place]
        believing = {"de": {"glauben", "denken", "sagen"}, "en": {"think", "believe", "say"}}[sentence.language]
        near = range(max(0, place - 2), min(len(forms), place + 3))
        if not any(self._keys[sentence.words[p]] & believing for p in near if sentence.clauses[p] == clause):
            return False
        return any(sentence.clauses[p] == clause + 1 for p in places)

    def _no_answer(self, sentence: Sentence, forms: list[str], places: Sequence[int]) -> bool:
        """ "Messe nein", "Preis? Nee": a cue of one or two words closed by a no, or opened by "no" alone."""
        refusals = {"de": {"nein", "nee", "noe"}, "en": {"no", "nope", "nah"}}[sentence.language]
        last = max(places)
        near = forms[last + 1 : last + 3]
        return bool(refusals & set(near)) and last <= 4 and sentence.language == "de"

    def _hypothetical(self, sentence: Sentence, places: Sequence[int]) -> bool:
        forms = [self._forms[w] for w in sentence.words]
        language = sentence.language
        clauses = {sentence.clauses[p] for p in places}
        moods = [p for p, form in enumerate(forms) if form in _HYPOTHETICAL[language] and p not in places]
        moods = [p for p in moods if sentence.clauses[p] in clauses]
        if not moods:
            return False
        spoken = {key for p in range(len(forms)) if sentence.clauses[p] in clauses for key in self._keys[sentence.words[p]]}
        if spoken & _SAYING[language]:
            return False
        conditional = any(form in _IF[language] for form in forms)
        if language == "en":  # "they would always ring" tells a habit; "would have" and "if ... would" imagine
            perfect = any(p + 1 < len(forms) and forms[p + 1] in {"have", "'ve", "not"} for p in moods)
            return perfect or conditional
        return conditional or any(forms[p].startswith(("wuerde", "haette", "koennte")) for p in moods)

    def _others(self, sentence: Sentence, places: Sequence[int]) -> bool:
        clauses = {sentence.clauses[p] for p in places}
        return any(
            self._keys[w] & _OTHERS[sentence.language] and sentence.clauses[p] in clauses and p not in places
            for p, w in enumerate(sentence.words)
        )
