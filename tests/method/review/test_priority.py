"""What a reviewer should look at first, and which doubts people are asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.coding import Coding, Doubt, Interview
from pipeline.method.review.priority import BARE, EACH, FIRST, LATER, MOST, SOON, UNSURE, least_sure, priorities

FAIR, GROWTH = "touchpoint.fair", "trigger.growth"


def coding(passage: str, code: str = GROWTH, interview: str = "s01", status: str = "suggested", score: float = 0.9) -> Coding:
    return Coding(interview, passage, code, "looking", 0, score, "cue", "", status)


def doubt(passage: str, margin: float, code: str = GROWTH, apart: bool = False) -> Doubt:
    return Doubt(passage, code, 0.3, margin, apart, "")


def test_what_decides_a_claim_and_is_unsure_comes_first() -> None:
    codings = [coding("a"), coding("b", interview="s02"), coding("c", interview="s02"), coding("d", interview="s02")]
    found = priorities(codings, [doubt("a", UNSURE / 2), doubt("b", UNSURE / 2), doubt("c", UNSURE * 2)])
    assert found == {("a", GROWTH): FIRST, ("b", GROWTH): SOON, ("c", GROWTH): LATER, ("d", GROWTH): LATER}


def test_a_cue_against_the_examples_is_unsure_however_loud() -> None:
    assert priorities([coding("a")], [doubt("a", 3.0, apart=True)]) == {("a", GROWTH): FIRST}


def test_the_only_mention_in_a_cell_decides_a_claim() -> None:
    both = [coding("a", FAIR), coding("b", FAIR), coding("c", FAIR, "s02"), coding("d", FAIR, "s02")]
    assert set(priorities(both, [doubt("x", 0.9)]).values()) == {LATER}
    alone = [both[0], Coding(**{name: getattr(both[1], name) for name in Coding.__slots__} | {"phase": "using"})]
    assert priorities(alone, [doubt("x", 0.9)]) == {("a", FAIR): SOON, ("b", FAIR): SOON}


def test_reviewed_codings_have_no_priority_and_rejected_ones_support_nothing() -> None:
    codings = [coding("a"), coding("b", status="accepted"), coding("c", status="rejected")]
    assert priorities(codings, [doubt("x", 0.9)]) == {("a", GROWTH): LATER}
    assert priorities([codings[0], codings[2]], [doubt("x", 0.9)]) == {("a", GROWTH): SOON}


def test_where_only_cues_suggest_a_weak_one_is_unsure() -> None:
    assert priorities([coding("a", score=BARE - 0.01)], []) == {("a", GROWTH): FIRST}
    assert priorities([coding("a", score=BARE)], []) == {("a", GROWTH): SOON}


def interview(name: str, doubts: list[Doubt]) -> Interview:
    return Interview(name, "en", None, 0, (), (), (), (), tuple(doubts))


def test_doubts_come_nearest_first_and_every_family_before_a_second_of_any() -> None:
    doubts = [doubt("a", -0.1), doubt("b", -0.2), doubt("c", -0.9, FAIR), *(doubt(f"d{n}", -0.3 - n / 100) for n in range(5))]
    found = [(d.passage, d.code) for _, d in least_sure([interview("s01", doubts)], {}, ())]
    assert found == [("a", GROWTH), ("b", GROWTH), ("d0", GROWTH), ("d1", GROWTH), ("c", FAIR)]
    assert len(found) == EACH


def test_what_is_decided_or_suggested_by_somebody_else_is_not_asked() -> None:
    doubts = [doubt("a", -0.1), doubt("b", -0.2), doubt("c", 0.1), doubt("d", 0.2)]
    suggested = {("b", GROWTH): coding("b"), ("c", GROWTH): coding("c"), ("d", GROWTH): coding("d")}
    found = least_sure([interview("s01", doubts)], suggested, {("a", GROWTH), ("d", GROWTH)})
    assert [d.passage for _, d in found] == ["c"]


DOUBTS = st.tuples(st.floats(-1, 1, allow_nan=False), st.sampled_from([GROWTH, FAIR]))


@given(st.lists(st.lists(DOUBTS, max_size=30), max_size=40))
def test_nobody_is_asked_too_much_and_everybody_has_a_turn(talks: list[list[tuple[float, str]]]) -> None:
    interviews = [
        interview(f"s{n:02d}", [doubt(f"{n}-{place}", margin, code) for place, (margin, code) in enumerate(talk)])
        for n, talk in enumerate(talks)
    ]
    suggested = {(d.passage, d.code): coding(d.passage, d.code) for i in interviews for d in i.doubts if d.margin >= 0}
    found = least_sure(interviews, suggested, ())
    for passed in (False, True):
        side = [(name, d) for name, d in found if (d.margin >= 0) is passed]
        assert len(side) <= MOST
        assert all(sum(name == i.id for name, _ in side) <= EACH for i in interviews)
        having = {i.id for i in interviews if any((d.margin >= 0) is passed for d in i.doubts)}
        assert len({name for name, _ in side}) == min(MOST, len(having))
    assert [abs(d.margin) for _, d in found] == sorted(abs(d.margin) for _, d in found)
