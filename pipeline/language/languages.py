"""What the engine must know of a language. A new language is one new module that fills in this form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Language", "words"]


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """One language. Words are folded (small letters, ae, oe, ue, ss) unless said otherwise.

    Attributes:
        code: ISO 639-1.
        small_words: frequent function words, small letters but not folded; they tell the language of a text.
        common: words so frequent that they say little of a text.
        abbreviations: whose dot ends no sentence, small letters, without the last dot; single letters need no entry.
        numbered: abbreviations only before a number ("Nr. 5", "No. 5"); they are words of their own, or names, elsewhere.
        closing: abbreviations that often stand last ("usw."): a capital after them begins a sentence.
        openers: words that begin a sentence when written with a capital, besides the small words.
        before_ordinals, after_ordinals: words before or after a number whose dot makes it an ordinal ("am 3.", "3. März").
        conjunctions: at which a clause begins.
        short_forms: spoken or contracted form -> what it stands for.
        irregular: form -> lemma, where a dictionary takes the form for a word of its own.
        particles: of separable verbs.
        prefixes: that begin a derived noun without making it a compound.
        suffixes: endings of nouns that are words too, but no heads ("Wirtschaft").
        negations: words that negate.
        no_negation: (negation, next word) that negate nothing ("nicht nur").
        negates_back: whether a negation at the end of a clause reaches back ("Angst hatten wir keine").
        refusals: answers that say no.
        believing: verbs whose negation reaches the next clause ("I don't think it was the price").
        conditionals: verb forms of what is only imagined.
        imagined: conditional forms that imagine even without an "if".
        saying: verbs that make a conditional a plain statement ("würde ich sagen").
        conditions: words that open a condition.
        others: people whose affairs are not the interviewee's.
        compounds: whether nouns are compounded ("Fachmesse") and written with a capital.
    """

    code: str
    small_words: frozenset[str]
    common: frozenset[str]
    abbreviations: frozenset[str]
    numbered: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    before_ordinals: frozenset[str]
    after_ordinals: frozenset[str]
    conjunctions: frozenset[str]
    short_forms: Mapping[str, str]
    irregular: Mapping[str, str]
    particles: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    negations: frozenset[str]
    no_negation: Mapping[str, frozenset[str]]
    negates_back: bool
    refusals: frozenset[str]
    believing: frozenset[str]
    conditionals: frozenset[str]
    imagined: frozenset[str]
    saying: frozenset[str]
    conditions: frozenset[str]
    others: frozenset[str]
    compounds: bool = False
