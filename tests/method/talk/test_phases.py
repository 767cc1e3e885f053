"""Phases: evidence is smoothed, not forced into an order; models of any size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.talk.phases import Phase, PhaseModel, place_evidence, smooth
from tests.conftest import phase_model

weights = st.floats(-800, 800)
evidence = st.integers(1, 9).flatmap(lambda phases: st.lists(st.lists(weights, min_size=phases, max_size=phases), max_size=30))


def likeliest(rows: Sequence[Sequence[float]]) -> list[int]:
    return [max(range(len(row)), key=row.__getitem__) for row in smooth(rows)]


@given(evidence)
def test_every_passage_has_probabilities_that_sum_to_one(rows: list[list[float]]) -> None:
    found = smooth(rows)
    assert [len(row) for row in found] == [len(row) for row in rows]
    for row in found:
        assert math.isclose(sum(row), 1)
        assert all(0 <= probability <= 1 for probability in row)


@given(evidence, st.floats(-50, 50))
def test_only_differences_of_evidence_count(rows: list[list[float]], shift: float) -> None:
    for one, other in zip(smooth(rows), smooth([[w + shift for w in row] for row in rows]), strict=True):
        assert one == pytest.approx(other, abs=1e-6)


@given(evidence)
def test_told_backwards_the_phases_are_the_same_backwards(rows: list[list[float]]) -> None:
    for one, other in zip(smooth(rows), smooth(rows[::-1])[::-1], strict=True):
        assert one == pytest.approx(other, abs=1e-6)


def test_a_passage_without_evidence_is_in_the_phase_of_its_neighbours() -> None:
    assert likeliest([[3, 0, 0], [0, 0, 0], [0, 0, 0], [3, 0, 0]]) == [0, 0, 0, 0]


def test_a_little_evidence_does_not_outweigh_all_neighbours_but_a_lot_does() -> None:
    assert likeliest([[2, 0], [2, 0], [0, 1], [2, 0], [2, 0]]) == [0, 0, 0, 0, 0]
    assert likeliest([[2, 0], [2, 0], [0, 9], [2, 0], [2, 0]]) == [0, 0, 1, 0, 0]


def test_people_jump_forth_and_back_in_any_order() -> None:
    rows = [[0, 0, 6], [6, 0, 0], [0, 0, 6], [0, 6, 0], [6, 0, 0]]
    assert likeliest(rows) == [2, 0, 2, 1, 0]


def test_nothing_said_and_a_single_phase() -> None:
    assert smooth([]) == []
    assert smooth([[0.0], [5.0]]) == [[1.0], [1.0]]


def test_a_phase_is_most_likely_told_at_its_typical_place() -> None:
    model = phase_model()
    for place in range(11):
        row = place_evidence(model, place / 10)
        best = model.phases[row.index(max(row))]
        assert best.place == min((phase.place for phase in model.phases), key=lambda p: abs(p - place / 10))


def test_a_code_speaks_for_a_phase_by_itself_or_by_its_family() -> None:
    phase = Phase("a", {}, codes={"trigger": 2, "trigger.growth": 0, "need.time": 1})
    assert [phase.weight(code) for code in ("trigger.audit", "trigger.growth", "need.time", "need.other")] == [2, 0, 1, 0]


def test_labels_do_not_change_a_models_fingerprint_and_everything_else_does() -> None:
    model = phase_model()
    first, *rest = model.phases

    def changed(**values: object) -> PhaseModel:
        return replace(model, phases=(replace(first, **values), *rest))  # type: ignore[arg-type]  # any field

    assert changed(label={"en": "Other"}).fingerprint == model.fingerprint
    edits: list[dict[str, object]] = [{"place": 0.2}, {"cues": {}}, {"codes": {}}, {"questions": {"en": ("x",)}}, {"id": "other"}]
    for values in edits:
        assert changed(**values).fingerprint != model.fingerprint
    assert replace(model, default="using").fingerprint != model.fingerprint
