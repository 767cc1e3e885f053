"""Terms: what of a text is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.terms import terms


def test_a_word_is_compared_whole_and_by_its_ends() -> None:
    assert terms("Belastungstest") == ["belastungstest", "bela*", "belast*", "-test"]


def test_short_words_have_no_ends() -> None:
    assert terms("Wir sind da") == ["wir", "sind", "da", "wir sind", "sind da"]


def test_inflected_forms_and_compounds_meet() -> None:
    assert set(terms("verglichen")) & set(terms("vergleichen")) == {"verg*", "-chen"}
    assert "-test" in set(terms("Belastungstest")) & set(terms("Praxistest"))


def test_neighbours_count_in_their_order() -> None:
    assert "price war" in terms("The price war")
    assert not set(terms("war price")) & {"price war"}


def test_repetitions_stay() -> None:
    assert terms("ja, ja") == ["ja", "ja", "ja ja"]


@given(st.text(max_size=60))
def test_punctuation_alone_says_nothing_and_case_does_not_matter(text: str) -> None:
    assert terms(f"... {text} !") == terms(text)
    assert terms("?! …") == []
    assert all(" " in term or term.casefold() == term for term in terms(text))
