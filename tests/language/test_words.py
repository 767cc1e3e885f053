"""What a word answers to."""

from __future__ import annotations

import pytest

from pipeline.language.words import Lexicon, fold, split_word, tokenise

DE, EN = Lexicon("de"), Lexicon("en")


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Fachmesse", "messe"),
        ("Fachzeitschriften", "zeitschrift"),
        ("Werksleiter", "leiter"),
        ("Umweltmesse", "messe"),
        ("Onboardingtermin", "termin"),
        ("Liefertermin", "termin"),
        ("Verträge", "vertrag"),
        ("kündigten", "kuendigen"),
        ("Massnahmen", "massnahme"),
        ("Strassen", "strasse"),
        ("Geschaeftsfuehrers", "geschaeftsfuehrer"),
        ("anrief", "anrufen"),
        ("auszuprobieren", "ausprobieren"),
        ("nix", "nichts"),
    ],
)
def test_a_german_word_has_its_lemma_and_its_heads(word: str, key: str) -> None:
    assert key in DE.keys(word)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Messestand", "messe"),
        ("Werksleiterin", "leiter"),
        ("Abteilung", "eilung"),
        ("Vorstand", "tand"),
        ("Zeitschrift", "rift"),
        ("Wirtschaft", "schaft"),
        ("Software", "ware"),
        ("Tabelle", "elle"),
        ("Kollege", "legen"),
        ("Maßnahme", "ahmen"),
    ],
)
def test_no_modifier_and_no_nonsense_is_a_head(word: str, key: str) -> None:
    assert key not in DE.keys(word)


@pytest.mark.parametrize(("word", "key"), [("bought", "buy"), ("companies", "company"), ("left", "leave"), ("n't", "not")])
def test_english_lemmas(word: str, key: str) -> None:
    assert key in EN.keys(word)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ERP-System", ["ERP", "System"]),
        ("didn't", ["did", "n't"]),
        ("cannot", ["can", "not"]),
        ("gonna", ["gon", "na"]),
        ("geht's", ["geht", "'s"]),
        ("is'n", ["is", "'n"]),
    ],
)
def test_a_cue_is_split_as_the_text_is(word: str, parts: list[str]) -> None:
    assert split_word(word) == parts
    assert [part for part, is_word in tokenise(word, "en") if is_word] == parts


def test_spellings_fold() -> None:
    assert fold("Größe") == fold("GRÖSSE") == fold("Groesse")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="known: de, en"):
        Lexicon("fr")
