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
        coordinating: conjunctions at which one begins only before a `starters`.
        short_forms: spoken or contracted form -> what it stands for.
        irregular: form -> lemma, where a dictionary takes the form for a word of its own.
        particles: of separable verbs.
        prefixes: that begin a derived noun without making it a compound.
        suffixes: endings of nouns that are words too, but no heads ("Wirtschaft").
        starters: words that begin a clause after "and" or "or" ("und wir", "and then").
        resumers: words that take up what was named before the comma ("Angst, die hatten wir nicht").
        negations: words that negate.
        no_negation: negation -> next words with which it negates nothing ("nicht nur").
        without: negations that presuppose, where they stand with another one or with a conditional ("ohne die ... wäre").
        negates_back: negations that, at the end of a clause, reach back ("auf der Messe waren wir nicht").
        negates_nouns: those of them that belong to a noun before ("Angst hatten wir keine").
        pronouns: subjects that show that a noun before the negation is none.
        alternatives: words before a negation that only asks back ("oder nicht?").
        issues: with a negation they deny that something mattered ("das Budget war nicht das Thema").
        refusals: answers that say no.
        believing: verbs whose negation reaches the next clause ("I don't think it was the price").
        conditionals: verb forms of what is only imagined.
        imagined: conditional forms that imagine even without an "if".
        perfects: words after a conditional that tell what did not happen ("would have").
        wishing: words that with a conditional make a wish ("wäre schön gewesen").
        general: (subject, conditional) that speaks of anybody ("you could").
        past: words that show that a sentence tells what happened ("you could try it and it was good").
        saying: words that make a conditional a plain statement ("würde ich sagen", "würde ich wieder kaufen").
        habits: words that make a conditional a habit ("that would always break").
        conditions: words that open a condition.
        asking: words after which an "if" means "whether".
        verb_first: whether a conditional that opens a sentence is a condition ("Hätten wir das gewusst, ...").
        others: people whose affairs are not the interviewee's.
        rivals: the same, of competitors: their offers are the interviewee's affair, their doings are not.
        places: words before people at whose place something happens ("bei einem Bekannten").
        genitives: articles that make a noun the owner of what stands before it ("das Angebot der Konkurrenz").
        many, groups: quantifiers and nouns that together are other people ("viele Firmen").
        first_persons: words that show that the interviewee takes part ("mir", "we").
        telling: verbs by which other people's affairs reach the interviewee ("empfehlen").
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
    coordinating: frozenset[str]
    short_forms: Mapping[str, str]
    irregular: Mapping[str, str]
    particles: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    starters: frozenset[str]
    resumers: frozenset[str]
    negations: frozenset[str]
    no_negation: Mapping[str, frozenset[str]]
    without: frozenset[str]
    negates_back: frozenset[str]
    negates_nouns: frozenset[str]
    pronouns: frozenset[str]
    alternatives: frozenset[str]
    issues: frozenset[str]
    refusals: frozenset[str]
    believing: frozenset[str]
    conditionals: frozenset[str]
    imagined: frozenset[str]
    perfects: frozenset[str]
    wishing: frozenset[str]
    general: frozenset[tuple[str, str]]
    past: frozenset[str]
    saying: frozenset[str]
    habits: frozenset[str]
    conditions: frozenset[str]
    asking: frozenset[str]
    others: frozenset[str]
    rivals: frozenset[str]
    places: frozenset[str]
    genitives: frozenset[str]
    many: frozenset[str]
    groups: frozenset[str]
    first_persons: frozenset[str]
    telling: frozenset[str]
    verb_first: bool = False
    compounds: bool = False
