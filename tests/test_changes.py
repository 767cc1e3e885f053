"""What differs since the last run, and why: a closed vocabulary of reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes import Change, Inputs, Reason, changes, redone

BEFORE = Inputs("p1", {"s01": "a", "s02": "b"}, {"fear.price": "c", "need.time": "d"}, "l", "ph", "s", "de")


def test_the_first_run() -> None:
    assert changes(None, BEFORE) == (Change(Reason.FIRST_RUN),)
    assert str(Change(Reason.FIRST_RUN)) == "first run"


def test_nothing_changed() -> None:
    assert changes(BEFORE, BEFORE) == ()
    assert redone((), 2) == "nothing"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"program": "p2"}, "program changed"),
        ({"transcripts": {"s01": "a", "s02": "b", "s03": "x"}}, "transcript added: s03"),
        ({"transcripts": {"s01": "a"}}, "transcript removed: s02"),
        ({"transcripts": {"s01": "A", "s02": "b"}}, "transcript changed: s01"),
        ({"codes": {"fear.price": "c", "need.time": "d", "need.rest": "e"}}, "code added: need.rest"),
        ({"codes": {"fear.price": "c"}}, "code removed: need.time"),
        ({"codes": {"fear.price": "c", "need.time": "D"}}, "definition changed: need.time"),
        ({"labels": "L"}, "label changed"),
        ({"phases": "PH"}, "phases changed"),
        ({"settings": "S"}, "settings changed"),
        ({"decisions": "DE"}, "decision changed"),
        ({"edits": "ED"}, "filled in"),
    ],
)
def test_every_difference_is_named(edit: dict[str, object], told: str) -> None:
    assert [str(change) for change in changes(BEFORE, replace(BEFORE, **edit))] == [told]  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ([Reason.DEFINITION_CHANGED, Reason.LABEL_CHANGED], "all 7 interviews were coded again"),
        ([Reason.FIRST_RUN], "all 7 interviews were coded again"),
        ([Reason.PHASES_CHANGED, Reason.TRANSCRIPT_CHANGED], "all 7 interviews were coded again"),
        ([Reason.TRANSCRIPT_CHANGED, Reason.TRANSCRIPT_ADDED], "2 of 7 interviews were read and coded again"),
        ([Reason.LABEL_CHANGED, Reason.DECISION_CHANGED], "no interview was coded again; tables and workbooks were"),
        ([Reason.OUTPUT_MISSING], "no interview was coded again; tables and workbooks were"),
    ],
)
def test_what_changes_make_stale(reasons: list[Reason], told: str) -> None:
    assert redone([Change(reason, f"x{n}") for n, reason in enumerate(reasons)], 7) == told


hashes = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(["1", "2"]))
inputs = st.builds(Inputs, st.just("p"), hashes, hashes, *[st.sampled_from(["1", "2"])] * 4)


@given(inputs, inputs)
def test_each_difference_is_told_once_and_in_the_order_of_reasons(old: Inputs, new: Inputs) -> None:
    found = changes(old, new)
    assert (found == ()) == (old == new)
    assert len(found) == len(set(found))
    order = list(Reason)
    places = [order.index(change.reason) for change in found]
    assert places == sorted(places)
