"""Scope: whether the words of a cue are asserted, or negated, merely imagined, or about somebody else.

Rules over clauses, after the idea of NegEx (Chapman et al. 2001, doi 10.1006/jbin.2001.1029): a trigger word opens a scope
in its clause; here the scope also looks backwards in German, where the negation follows ("Angst hatten wir keine").
A cue that contains the trigger itself means it that way ("kein Budget") and is never out of scope. The words of each
rule are in the language's module; `pipeline.language.languages` says what each list is for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from pipeline.language.analysis import Sentence, Vocabulary
from pipeline.language.languages import Language
from pipeline.language.words import LANGUAGES

__all__ = ["HYPOTHETICAL", "NEGATED", "OTHERS", "Scope"]

NEGATED, HYPOTHETICAL, OTHERS = "negated", "hypothetical", "others"
REACH = 7  #: words that a negation reaches ahead in its clause
NEAR = 3  #: words between two that belong closely together ("nicht besonders gut", "would really have")


class Scope:
    """Judges cue hits in the sentences of one transcript.

    Args:
        vocabulary: the words the sentences refer to.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = [keys[0] for keys in vocabulary.keys]
        self._keys = [frozenset(keys) for keys in vocabulary.keys]
        self._capital = [word[0].isupper() for word in vocabulary.words]
        self._triggers = frozenset(
            n for n, (_, code, keys) in enumerate(vocabulary.entries()) if _triggers(keys, LANGUAGES[code])
        )
        self._last: _Reading | None = None

    def judge(self, sentence: Sentence, places: Sequence[int], local: frozenset[int] = frozenset()) -> str:
        """ "" where the words at `places` are asserted, else `NEGATED`, `HYPOTHETICAL` or `OTHERS`.

        Args:
            sentence: the sentence.
            places: the words of the cue.
            local: places of evaluating words: a "nicht" right before one negates that word alone ("war nicht gut").
        """
        if self._triggers.isdisjoint(sentence.words):
            return ""  # nothing in the sentence can open a scope: most are so
        reading = self._read(sentence)
        if reading.negated(places, local):
            return NEGATED
        if reading.hypothetical(places):
            return HYPOTHETICAL
        if reading.of_others(places):
            return OTHERS
        return ""

    def negated(self, sentence: Sentence, places: Sequence[int], local: frozenset[int] = frozenset()) -> bool:
        """Whether a negation outside the cue reaches it."""
        return not self._triggers.isdisjoint(sentence.words) and self._read(sentence).negated(places, local)

    def told_as(self, sentences: Sequence[Sentence]) -> str:
        """What sentences as a whole are told as: `HYPOTHETICAL` or `OTHERS` where every clause is, else ""."""
        found: set[str] = set()
        for sentence in sentences:
            if self._triggers.isdisjoint(sentence.words):
                return ""
            for clause in sorted(set(sentence.clauses)):
                first, last = bisect_left(sentence.clauses, clause), bisect_right(sentence.clauses, clause)
                plain = [place for place in range(first, last) if sentence.words[place] not in self._triggers]
                found.add(self.judge(sentence, [plain[len(plain) // 2]]) if plain else "")
                if len(found) > 1 or not found <= {HYPOTHETICAL, OTHERS}:
                    return ""  # one clause that is plainly told is enough
        return found.pop() if found else ""

    def _read(self, sentence: Sentence) -> _Reading:
        """The sentence with its words' forms and keys; kept, because a sentence is judged once a cue."""
        if self._last is None or self._last.sentence is not sentence:
            words = sentence.words
            self._last = _Reading(
                sentence,
                [self._forms[w] for w in words],
                [self._keys[w] for w in words],
                [self._capital[w] for w in words],
            )
        return self._last


def _triggers(keys: Sequence[str], language: Language) -> bool:
    """Whether a word can open a scope: no word outside these lists makes one of the rules below begin."""
    opening = language.negations | language.refusals | language.conditionals
    about = language.rivals | language.others | language.groups
    return keys[0] in opening or not about.isdisjoint(keys)


class _Reading:
    """A sentence, word by word: its folded forms, its keys, whether it has a capital; and where its triggers are."""

    def __init__(self, sentence: Sentence, forms: list[str], keys: list[frozenset[str]], capital: list[bool]) -> None:
        self.sentence, self.forms, self.keys, self.capital = sentence, forms, keys, capital
        self.clauses = sentence.clauses
        self.language = language = LANGUAGES[sentence.language]
        self.negations = [place for place, form in enumerate(forms) if form in language.negations]
        self.moods = [place for place, form in enumerate(forms) if form in language.conditionals]
        self.conditional = {self.clauses[place] for place in range(len(forms)) if self._is_condition(place)}

    def negated(self, places: Sequence[int], local: frozenset[int]) -> bool:
        """Whether a negation in the same clause or, as in "I don't think it was the price", in the one before reaches it."""
        if any(place in self.negations for place in places):
            return False
        reaching = {clause - back for clause in self._clauses(places) for back in (0, 1)}
        near = [place for place in self.negations if self.clauses[place] in reaching]
        within = any(self._negates(place, places, local) for place in near)
        before = any(self._raised(place, places) for place in near)
        return within != before or self._answered_no(places)

    def hypothetical(self, places: Sequence[int]) -> bool:
        """Conditional forms imagine; not so where they only soften ("würde ich sagen") or tell a habit ("would always")."""
        language, forms = self.language, self.forms
        moods = [place for place in self.moods if place not in places]
        if not moods or self._lacked(places):
            return False
        clauses, inside = self._clauses(places), self._inside(places)
        conditional = clauses & self.conditional
        if conditional and any(self.clauses[place] in conditional for place in self.negations):
            return False  # "if he hadn't told us": he did
        if any(self.keys[p] & language.saying or forms[p] in language.habits for p in inside):
            return False
        here = [place for place in moods if self.clauses[place] in clauses]
        if conditional or (here and self.conditional):
            return True
        return any(forms[mood] in language.imagined or self._unreal(mood, inside) for mood in here)

    def of_others(self, places: Sequence[int]) -> bool:
        """Other people do or have it, and the interviewee takes no part ("mein Schwager hat mir ... empfohlen")."""
        language, inside = self.language, self._inside(places)
        if not any(self._is_other(place) for place in inside if place not in places):
            return False
        takes_part = any(self.forms[p] in language.first_persons and not self._nearby(p, 1, language.believing) for p in inside)
        return not takes_part and not any(self.keys[p] & language.telling for p in inside)

    def _negates(self, place: int, places: Sequence[int], local: frozenset[int]) -> bool:
        """Whether the negation at `place` reaches the cue in its own clause."""
        clauses, forms, language = self.clauses, self.forms, self.language
        targets = [p for p in places if clauses[p] == clauses[place]]
        if not targets or self._empty(place) or clauses[place] in self.conditional:
            return False
        judged = {place + 1, place + 2, place + 3} & local
        if judged and not judged & set(places):
            return False  # "war nicht besonders gut": the negation belongs to the evaluation
        ahead = [p - place for p in targets if p > place]
        if ahead and min(ahead) <= REACH:
            if any(forms[p] in language.without for p in range(place + 1, place + min(ahead))):
                return False  # "we never buy without a trial": there is a trial
            return forms[place] not in language.without or self._lacks(place)
        if any(self.keys[p] & language.issues for p in self._following(place, NEAR)):
            return True  # "Das Budget war nicht das Thema"
        return not ahead and self._reaches_back(place, targets)

    def _reaches_back(self, place: int, targets: Sequence[int]) -> bool:
        """German, at the end of a clause: "Angst hatten wir keine", "auf der Messe waren wir nicht".

        What the negation then reaches is not the subject: "die Schulung hat nicht funktioniert" tells of a training.
        """
        forms, language = self.forms, self.language
        follow = self._following(place, NEAR)
        if forms[place] not in language.negates_back or len(follow) > 1 or any(self.capital[p] for p in follow):
            return False
        if place + 1 == len(forms) and (self.sentence.asks or forms[place - 1] in language.alternatives):
            return False  # "..., oder nicht?"
        clause = self._inside([place])
        if forms[place] in language.negates_nouns or len(clause) <= NEAR:
            return True
        return any(forms[p] in language.pronouns for p in clause if p not in targets)

    def _empty(self, place: int) -> bool:
        """Whether a negation negates nothing: "nicht nur", "no doubt", or another negation beside it ("nicht ohne")."""
        clauses = self.clauses
        follow = self.forms[place + 1] if place + 1 < len(self.forms) else ""
        beside = any(p in self.negations and clauses[p] == clauses[place] for p in (place - 1, place + 1))
        return beside or follow in self.language.no_negation.get(self.forms[place], ())

    def _raised(self, place: int, places: Sequence[int]) -> bool:
        """ "I don't think it was the price", "nicht, dass der Preis hoch war": a negation that is meant for the next clause."""
        clause = self.clauses[place]
        targets = [p for p in places if self.clauses[p] == clause + 1]
        if not targets or clause in self._clauses(places):
            return False
        first = bisect_left(self.clauses, clause + 1)
        last = place + 1 == first or (place + 2 == first and self.forms[place + 1] == "so")
        return self._nearby(place, 2, self.language.believing) or (last and self.forms[first] in {"dass", "that"})

    def _answered_no(self, places: Sequence[int]) -> bool:
        """ "Messe nein", "the show, no, ...": a cue that opens the sentence, and a no as its own clause or last word."""
        clauses, last = self.clauses, max(places)
        for place in range(last + 1, min(last + NEAR, len(self.forms))):
            if self.forms[place] in self.language.refusals and last <= REACH // 2:
                alone = clauses[place] != clauses[last] and len(self._inside([place])) == 1
                return alone or place + 1 == len(self.forms)
        return False

    def _lacks(self, place: int) -> bool:
        """Whether a "without" tells of a lack; "ohne die Schulung wäre es nichts geworden" tells of a training."""
        return not self.moods and self.negations == [place]

    def _lacked(self, places: Sequence[int]) -> bool:
        """Whether the cue stands under a "without": what one imagines to be without is there."""
        return any(self.forms[p] in self.language.without for p in range(max(0, min(places) - NEAR), min(places)))

    def _is_condition(self, place: int) -> bool:
        """An "if" that means no "whether", or a German conditional that opens the sentence ("Hätten wir ...")."""
        language, form = self.language, self.forms[place]
        if form in language.conditions:
            return place == 0 or not self.keys[place - 1] & language.asking
        return place == 0 and language.verb_first and form in language.conditionals

    def _unreal(self, mood: int, inside: Collection[int]) -> bool:
        """ "would really have", "you could", "eine Schulung wäre schön gewesen"."""
        language, forms = self.language, self.forms
        if any(forms[p] in language.perfects for p in range(mood + 1, min(mood + NEAR, len(forms)))):
            return True
        if mood and (forms[mood - 1], forms[mood]) in language.general:
            return not any(
                form in language.past or form.endswith("ed") for form in forms
            )  # else it tells what one was able to do
        return any(forms[p] in language.wishing for p in inside)

    def _is_other(self, place: int) -> bool:
        """A relative, a competitor or "viele Firmen", as a subject or after "bei"."""
        language, clauses = self.language, self.clauses
        keys = frozenset(key for key in self.keys[place] if self.forms[place].startswith(key[:3]))  # no heads of compounds
        at = any(self.forms[p] in language.places for p in range(max(0, place - NEAR), place))
        if not at and place - bisect_left(clauses, clauses[place]) > NEAR:
            return False
        if keys & language.rivals:  # not "das Angebot der Konkurrenz", "the competitor's quote"
            return not self._following(place, 1, ("'s",)) and not (place >= NEAR and self.forms[place - 1] in language.genitives)
        many = any(self.forms[p] in language.many for p in range(max(0, place - 2), place))
        return bool(keys & language.others) or (many and bool(keys & language.groups))

    def _following(self, place: int, number: int, among: Collection[str] = ()) -> list[int]:
        """The next `number` words in the clause of `place`, or those of them that are `among` some forms."""
        clauses = self.clauses
        ahead = [p for p in range(place + 1, min(place + 1 + number, len(clauses))) if clauses[p] == clauses[place]]
        return [p for p in ahead if not among or self.forms[p] in among]

    def _nearby(self, place: int, distance: int, words: frozenset[str]) -> bool:
        clauses = self.clauses
        near = range(max(0, place - distance), min(len(clauses), place + distance + 1))
        return any(self.keys[p] & words for p in near if clauses[p] == clauses[place])

    def _inside(self, places: Sequence[int]) -> list[int]:
        """Every word of the clauses of `places`."""
        spans = ((bisect_left(self.clauses, c), bisect_right(self.clauses, c)) for c in sorted(self._clauses(places)))
        return [place for first, last in spans for place in range(first, last)]

    def _clauses(self, places: Sequence[int]) -> set[int]:
        return {self.clauses[p] for p in places}
