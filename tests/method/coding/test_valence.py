"""Valence: what the weights of a code, the words and the judging words add up to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.codebook.codebooks import read_weights
from pipeline.files.folders import shipped
from pipeline.method.coding.hearing import BAD, GOOD, Heard
from pipeline.method.coding.valence import Weights, balance, evidence
from tests.conftest import talk

SHIPPED = read_weights(shipped("valence_weights.tsv").read_bytes(), "valence_weights.tsv")[0] or Weights({})


def heard(kind: str, *places: int, scope: str = "", weak: bool = False) -> Heard:
    return Heard(kind, "", "cue", weak, 0, places, scope)


def test_judging_words_add_up_and_turn_round_under_a_negation() -> None:
    assert balance([heard(GOOD, 1)]) == 1
    assert balance([heard(GOOD, 1), heard(BAD, 4)]) == 0
    assert balance([heard(GOOD, 1, scope="negated")]) < 0
    assert balance([heard(BAD, 1, scope="negated")]) > 0
    assert 0 < balance([heard(GOOD, 1, weak=True)]) < 1


def test_of_overlapping_judging_words_the_longest_counts() -> None:
    assert balance([heard(GOOD, 2), heard(BAD, 1, 2, 3)]) == -1


def test_without_weights_only_judging_words_count() -> None:
    assert [Weights({}).valence(["family:fear"], judged) for judged in (-1.0, 0.0, 1.0)] == [-1, 0, 1]


def test_what_is_coded_counts() -> None:
    weights = Weights({"family:fear": (1.0, 0.0, 0.0)})
    assert weights.valence({"family:fear", "code:fear.price"}, 0.0) == -1
    assert weights.valence({"family:need"}, 0.0) == 0


@given(st.permutations([f"en:{word}" for word in "abcdefgh"]))
def test_features_have_no_order(features: list[str]) -> None:
    odds = (0.1, 0.2, 0.3, 0.7, -0.6, -0.7, 1e16, -1e16)  # added one after the other, their sum depends on the order
    weights = Weights({f"en:{word}": (value, 0.0, 0.3) for word, value in zip("abcdefgh", odds, strict=True)})
    assert weights.valence(features, 0.0) == weights.valence(sorted(features), 0.0)


def test_features_are_code_family_and_words_in_their_language() -> None:
    told = talk("I: How was it?\nB: The hotline was a real disappointment for us.")
    place = next(place for place, passage in enumerate(told.passages) if passage.role == "interviewee")
    found = evidence("touchpoint.hotline", told.analysis[place], told.vocabulary)
    assert {"code:touchpoint.hotline", "family:touchpoint", "en:hotline", "en:disappointment"} <= found


@pytest.mark.parametrize(
    ("code", "valence"), [("fear.lock_in", -1), ("obstacle.budget", -1), ("touchpoint.peer_recommendation", 1)]
)
def test_the_shipped_weights_know_how_people_speak_of_things(code: str, valence: int) -> None:
    family = code.split(".", maxsplit=1)[0]
    assert SHIPPED.valence({f"code:{code}", f"family:{family}"}, 0.0) == valence
    assert SHIPPED.valence({f"code:{code}", f"family:{family}"}, 3.0) >= SHIPPED.valence(set(), -3.0)


def test_a_broken_weights_file_is_a_problem_with_its_line() -> None:
    weights, problems = read_weights(b"# head\nbias\t0\t0\t0\nword\tmany\n", "w.tsv")
    assert weights is None
    assert [problem.where for problem in problems] == ["w.tsv:3"]


def test_a_study_may_bring_its_own_weights(tmp_path: Path) -> None:
    from pipeline.files.folders import StudyFolder

    (tmp_path / "codebooks").mkdir()
    (tmp_path / "codebooks/valence_weights.tsv").write_text("bias\t0\t0\t0\n", encoding="utf-8")
    assert StudyFolder(tmp_path).weights.parent == tmp_path / "codebooks"
