"""Codebooks, phase models and valence words: every problem at once, with its line; and the ones that are shipped."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pytest

from pipeline.files.codebook.codebooks import read_codebook, read_phases, read_valences
from pipeline.files.folders import shipped
from pipeline.method.codebook.codebook import EPOMS, Code, Codebook
from tests.conftest import CODES, PHASES, codebook

FAMILIES = {"trigger": 9, "source": 15, "role": 6, "criterion": 12, "fear": 9, "need": 3, "obstacle": 5, "touchpoint": 41}
MODELS = {"five_phases": 5, "acdra": 5, "aida": 4, "forget_the_funnel": 3, "circular_decision_journey": 0}


def problems(text: str) -> list[str]:
    found, faults = read_codebook(text.encode(), "book.yaml")
    assert (found is None) == bool(faults)
    return [str(fault) for fault in faults]


BOOK = """\
id: book
families:
  - id: fear
    label: Fear
  - id: touchpoint
    label: Touchpoint
codes:
  - id: fear.price
    label: Price
    definition: Afraid of costs.
    cues: [cost, "too (dear|expensive)"]
"""


def test_a_plain_text_or_list_counts_for_both_languages() -> None:
    found = codebook(BOOK)
    assert found.by_id["fear.price"].label == {"en": "Price", "de": "Price"}
    assert found.by_id["fear.price"].cues["de"] == ("cost", "too (dear|expensive)")


def test_numbers_are_words_too() -> None:
    assert codebook(BOOK.replace("[cost,", "[5010,")).by_id["fear.price"].cues["en"][0] == "5010"


def test_every_problem_of_a_codebook_is_reported_at_once_with_its_line() -> None:
    broken = BOOK + (
        "  - id: Fear.Boss\n    label: Boss\n    definition: x\n"
        "  - id: fear.late\n    lable: Late\n    definition: y\n    cues: {en: [\"... late\"], fr: [tard]}\n"
        "  - id: touchpoint.fair\n    label: Fair\n    definition: z\n    epoms: bought\n"
    )  # fmt: skip
    found = problems(broken)
    assert {line.split(": ", 1)[0] for line in found} == {f"book.yaml:{n}" for n in (12, 15, 16, 18, 22)}
    for part in (
        "'Fear.Boss' is no code id",
        "Did you mean 'label'?",
        "fr is no language we know",
        "the cue",
        "'earned', 'paid'",
    ):
        assert any(part in line for line in found), part


def test_problems_between_the_parts_of_a_codebook() -> None:
    broken = BOOK + (
        "  - {id: fear.price, label: Again, definition: a, epoms: paid}\n"
        "  - {id: hope.best, label: Best, definition: b}\n"
        "  - {id: touchpoint.fair, label: Fair, definition: c, replaces: [touchpoint.fair]}\n"
    )  # fmt: skip
    found = problems(broken)
    assert [line.split(": ", 1)[0] for line in found] == [
        "book.yaml:12",
        "book.yaml:12",
        "book.yaml:13",
        "book.yaml:14",
        "book.yaml:14",
    ]
    for part in (
        "stands twice (first in line 8)",
        "must not have an 'epoms:'",
        "family 'hope'",
        "needs an 'epoms:'",
        "replaces itself",
    ):
        assert any(part in line for line in found), part


@pytest.mark.parametrize("cue", ["", "...", "a ...", "... a", "(a|b", "a*b", " ?"])
def test_a_cue_that_cannot_be_read_is_named_with_its_line(cue: str) -> None:
    (line, *_) = problems(
        BOOK + f"  - id: fear.late\n    label: Late\n    definition: y\n    cues:\n      en:\n        - good\n        - '{cue}'\n"
    )
    assert line.startswith("book.yaml:18: the cue ")


def test_a_broken_cue_in_a_list_for_both_languages_is_one_problem() -> None:
    assert len(problems(BOOK.replace("[cost,", '["... cost",'))) == 1


def test_a_family_that_stands_twice() -> None:
    (line,) = problems(BOOK.replace("id: touchpoint", "id: fear"))
    assert line.startswith("book.yaml:5: the id 'fear' stands twice")


def test_the_tiny_codebook_of_these_tests_is_valid() -> None:
    assert problems(CODES) == []


@pytest.mark.parametrize(
    ("edit", "line", "what"),
    [
        (("default: looking", "default: lokking"), 4, "'lokking' is no phase of this model"),
        (("id: using", "id: before"), 8, "the phase 'before' stands twice"),
        (("place: 0.1", "place: 1.1"), 6, "less than or equal to 1"),
        (("[back then]", '["(back"]'), 6, "the cue"),
        (("questions:", "question:"), 8, "Did you mean 'questions'?"),
    ],
)
def test_problems_of_a_phase_model(edit: tuple[str, str], line: int, what: str) -> None:
    found, (fault, *_) = read_phases(PHASES.replace(*edit).encode(), "p.yaml")
    assert found is None
    assert str(fault).startswith(f"p.yaml:{line}: ")
    assert what in str(fault)


def test_a_model_needs_two_phases() -> None:
    found, faults = read_phases(b"id: a\nlabel: A\ndefault: x\nphases:\n  - {id: x, label: X}\n", "p.yaml")
    assert found is None
    assert len(faults) == 1


def test_problems_of_valence_words() -> None:
    found, faults = read_valences(b"en: {good: [great, '(bad'], bad: [bad]}\n", "v.yaml")
    assert found is None
    assert [str(fault).split(" ", 1)[0] for fault in faults] == ["v.yaml:1:"]


# What is shipped


@lru_cache
def default() -> Codebook:
    found, faults = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "b2b_buying_journey.yaml")
    assert faults == []
    assert found is not None
    return found


def test_all_families_and_codes_are_shipped() -> None:
    assert Counter(code.family for code in default().codes) == FAMILIES
    assert [family.id for family in default().families] == list(FAMILIES)
    assert len(default().codes) == 100


CODE_IDS = [code.id for code in default().codes]


@pytest.mark.parametrize("code_id", CODE_IDS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_has_all_it_needs_in_both_languages(code_id: str, language: str) -> None:
    code = default().by_id[code_id]
    for text in (code.label, code.definition, code.when_to_use, code.when_not_to_use):
        assert text[language].strip()
    assert len(code.examples[language]) >= 8
    assert code.cues[language]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_example_and_no_cue_stands_twice(language: str) -> None:
    examples = Counter(example.casefold() for code in default().codes for example in code.examples[language])
    assert [example for example, times in examples.items() if times > 1] == []
    for code in default().codes:
        assert [cue for cue, times in Counter(code.cues[language]).items() if times > 1] == [], code.id


@pytest.mark.parametrize("language", ["en", "de"])
def test_labels_are_unique_within_their_family(language: str) -> None:
    labels = Counter((code.family, code.label[language].casefold()) for code in default().codes)
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_family_is_explained_in_both_languages_and_can_be_asked_for(language: str) -> None:
    for family in default().families:
        assert family.label[language]
        assert family.definition[language]
        assert family.questions[language], family.id


def test_touchpoints_and_only_they_have_an_epoms_class() -> None:
    def classed(code: Code) -> bool:
        return code.epoms in EPOMS

    assert all(classed(code) == (code.family == "touchpoint") for code in default().codes)
    assert {code.epoms for code in default().codes} == {"", *EPOMS}


@pytest.mark.parametrize("name", MODELS)
def test_the_phase_models_are_valid_and_speak_both_languages(name: str) -> None:
    model, faults = read_phases(shipped("phases", f"{name}.yaml").read_bytes(), name)
    assert faults == []
    assert model is not None
    assert model.id == name
    assert not MODELS[name] or len(model.phases) == MODELS[name]
    known = {*CODE_IDS, *FAMILIES}
    for phase in model.phases:
        for language in ("en", "de"):
            assert phase.label[language]
            assert phase.definition[language]
            assert phase.cues[language]
        assert set(phase.codes) <= known, phase.id


def test_no_other_phase_models_are_shipped() -> None:
    assert {path.stem for path in shipped("phases").glob("*.yaml")} == set(MODELS)


def test_the_valence_words_are_valid() -> None:
    words, faults = read_valences(shipped("valence.yaml").read_bytes(), "valence.yaml")
    assert faults == []
    assert words is not None
    for kind in (words.good, words.bad):
        assert all(len(kind[language]) > 20 for language in ("en", "de"))
    for language in ("en", "de"):
        assert set(words.good[language]).isdisjoint(words.bad[language])
