"""Everything we write for people exists in both languages."""

from __future__ import annotations

import ast
import inspect
import string
from collections import Counter
from pathlib import Path

import pytest

from pipeline.files import wording as module
from pipeline.files.texts import MODULES, TEXTS
from pipeline.files.wording import wording
from pipeline.method.review.decisions import Verdict
from pipeline.method.review.review import Outcome, Reason

PIPELINE = Path(module.__file__).parents[1]
KEYS = sorted(TEXTS)


def blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_every_text_is_there_in_both_languages_with_the_same_blanks(key: str) -> None:
    english, german = TEXTS[key]
    assert english.strip()
    assert german.strip()
    assert blanks(english) == blanks(german)
    assert english.count("\n") == german.count("\n")


def test_no_key_stands_twice() -> None:
    keys: Counter[object] = Counter()
    for texts in MODULES:
        (found,) = [
            node.value
            for node in ast.walk(ast.parse(inspect.getsource(texts)))
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "TEXTS"
        ]
        assert isinstance(found, ast.Dict)
        keys += Counter(key.value for key in found.keys if isinstance(key, ast.Constant))
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_that_is_asked_for_exists() -> None:
    asked = set()
    for path in PIPELINE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                asked |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    assert asked <= set(KEYS)
    assert len(asked) > 20


def test_verdicts_statuses_and_reasons_have_words() -> None:
    shown = {"accept", "reject", "recode", "unsure", "suggested", "accepted", "rejected", "recoded", "added", "recheck"}
    assert shown <= set(KEYS)
    assert {f"reason_{reason}" for reason in Reason if reason} <= set(KEYS)
    assert {Verdict.ACCEPT, Verdict.NOTE, Verdict.ADD} <= set(KEYS)
    assert Outcome.RECHECK in KEYS


def test_sheet_names_fit_excel() -> None:
    for key in KEYS:
        for text in TEXTS[key] if key.startswith("sheet_") else ():
            assert len(text) <= 31
            assert not set(text) & set("[]:*?/\\'")


@pytest.mark.parametrize("place", [0, 1])
def test_no_two_sheets_of_a_language_have_the_same_name(place: int) -> None:
    names = Counter(TEXTS[key][place].casefold() for key in KEYS if key.startswith("sheet_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_verdicts_typed_by_people_lead_to_verdicts() -> None:
    assert set(module.ADDITIONAL_VERDICTS.values()) <= set(module.VERDICT_KEYS)
    assert all(word == word.casefold() for word in module.ADDITIONAL_VERDICTS)


def test_texts_are_filled_in_and_an_unknown_language_is_english() -> None:
    assert wording("de")("n_of_base", n=7, base=12) == "7 von 12"
    assert wording("fr")("n_of_base", n=7, base=12) == "7 of 12"
    assert len(wording("de").howto) == len(wording("en").howto)
