"""Codes and codebooks: what the coder reads, what a person reads, and what becomes of a code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.method.codebook.codebook import Code, Codebook, fingerprint, said
from tests.conftest import CODES, codebook

CODE = Code(
    "fear.price",
    {"en": "Price", "de": "Preis"},
    {"en": "Afraid of the costs."},
    {"en": "When costs frighten."},
    {"en": "Not for prices as such."},
    {"en": ("We feared the bill.",)},
    {"en": ("afraid", "fear"), "de": ("Angst",)},
    {"en": ("afraid not",)},
)


@pytest.mark.parametrize("change", [{"label": {"en": "Cost"}}, {"epoms": "paid"}, {"replaces": ("fear.costs",)}])
def test_the_fingerprint_ignores_what_the_coder_does_not_read(change: dict[str, object]) -> None:
    assert replace(CODE, **change).fingerprint == CODE.fingerprint  # type: ignore[arg-type]  # any field
    assert replace(CODE, **change).meaning == CODE.meaning  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"cues": {"en": ("afraid",)}}, {"examples": {}}, {"unless": {}}])
def test_cues_and_examples_change_the_fingerprint_but_not_the_meaning(change: dict[str, object]) -> None:
    assert replace(CODE, **change).fingerprint != CODE.fingerprint  # type: ignore[arg-type]
    assert replace(CODE, **change).meaning == CODE.meaning  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["definition", "when_to_use", "when_not_to_use"])
def test_what_a_person_reads_to_decide_changes_both(field: str) -> None:
    changed = replace(CODE, **{field: {"en": "Something else."}})  # type: ignore[arg-type]
    assert changed.fingerprint != CODE.fingerprint
    assert changed.meaning != CODE.meaning


def test_a_text_moved_from_one_note_to_another_changes_the_meaning() -> None:
    moved = replace(CODE, when_to_use=CODE.when_not_to_use, when_not_to_use=CODE.when_to_use)
    assert moved.meaning != CODE.meaning


def test_the_order_of_languages_does_not_matter() -> None:
    turned = replace(CODE, cues=dict(reversed(list(CODE.cues.items()))), label=dict(reversed(list(CODE.label.items()))))
    assert turned.fingerprint == CODE.fingerprint


def test_a_codebooks_fingerprint_ignores_the_order_of_codes_and_all_labels() -> None:
    book = codebook()
    assert Codebook("other", book.families[::-1], book.codes[::-1]).fingerprint == book.fingerprint
    assert codebook(CODES.replace("{en: Growth, de: Wachstum}", "Expansion")).fingerprint == book.fingerprint
    assert codebook(CODES.replace("[audit]", "[audit, auditor]")).fingerprint != book.fingerprint
    assert codebook(CODES.replace("what happened", "what was it")).fingerprint != book.fingerprint


def test_fingerprints_are_the_same_in_every_process() -> None:
    assert fingerprint("a", 1, ("b",)) == "1a42e921b79b6438"


@pytest.mark.parametrize(
    ("new", "old", "became"),
    [
        ({"a.x": ()}, "a.x", ("a.x",)),  # unchanged
        ({"a.y": ("a.x",)}, "a.x", ("a.y",)),  # renamed
        ({"a.y": ("a.x", "a.z")}, "a.z", ("a.y",)),  # merged
        ({"a.y": ("a.x",), "a.z": ("a.x",)}, "a.x", ("a.y", "a.z")),  # split
        ({"a.y": ()}, "a.x", ()),  # removed
        ({"a.x": (), "a.y": ("a.x",)}, "a.x", ("a.x",)),  # brought back beside its successor
    ],
)
def test_what_became_of_a_code(new: dict[str, tuple[str, ...]], old: str, became: tuple[str, ...]) -> None:
    book = Codebook("b", (), tuple(Code(name, {}, {}, replaces=replaces) for name, replaces in new.items()))
    assert book.successors(old) == became


def test_labels_in_the_language_of_the_study_or_the_one_there_is() -> None:
    book = codebook()
    assert (book.label("touchpoint.fair", "de"), book.label("touchpoint.demo", "de")) == ("Messe", "Demo")
    assert book.label("touchpoint.gone", "de") == "touchpoint.gone"
    assert (book.family_label("fear", "de"), book.family_label("gone", "de")) == ("Angst", "gone")
    assert (said({"de": "Messe"}, "en"), said({}, "en")) == ("Messe", "")


def test_the_family_is_what_stands_before_the_dot() -> None:
    assert Code("fear.price.high", {}, {}).family == "fear"
