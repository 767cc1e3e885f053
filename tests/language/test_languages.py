"""The word lists are written the way they are looked up."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.language.languages import Language
from pipeline.language.words import LANGUAGES, fold

UNFOLDED = {
    "small_words", "common", "abbreviations", "numbered", "closing", "openers", "before_ordinals", "after_ordinals",
    "particles", "prefixes",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_lists_are_folded(language: Language) -> None:
    for field in fields(language):
        entries = getattr(language, field.name)
        if isinstance(entries, frozenset) and field.name not in UNFOLDED:
            words = [word for entry in entries for word in ([entry] if isinstance(entry, str) else entry)]
            assert [word for word in words if word != fold(word)] == [], field.name


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_what_has_exceptions_is_a_negation(language: Language) -> None:
    assert set(language.no_negation) <= language.negations
    assert language.negates_nouns <= language.negates_back <= language.negations
    assert language.without <= language.negations
    assert language.imagined <= language.conditionals


def test_every_list_is_explained() -> None:
    explained = Language.__doc__ or ""
    assert [field.name for field in fields(Language) if field.name not in explained] == []
