"""Step 5: the journey map as values: lanes, counts of interviews, feelings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.journey.journey import LANES, Item, Journey, Statement, feeling, journey, lane_of, told
from pipeline.method.review.decisions import Verdict
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import decide, study

TALKS = {
    "s01": """
        I: What happened back then?
        B: Back then we had grown and an audit was terrible for us.
        I: Where did you compare vendors?
        B: We compared them at the fair, the fair was terrible.
        B: I was afraid of the price, and purchasing had to agree.
        I: And after you bought it?
        B: Since then we save time every day, and the website is great and helpful.
        """,
    "s02": """
        I: What happened back then?
        B: Back then we had grown a lot in two years.
        I: Where did you compare vendors?
        B: We compared them at the fair and the demo was great.
        B: We had always done it with paper.
        """,
}


def stage_of(one: Journey, phase: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    (stage,) = [stage for stage in one.stages if stage.phase == phase]
    return {lane: [(item.code, item.interviews) for item in items] for lane, items in stage.lanes.items()}


def all_items(of: Study, lane: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for stage in of.whole_journey.stages:
        for item in stage.lanes[lane]:
            found.setdefault(item.code, set()).update(item.interviews)
    return found


def said(interview: str, valence: int, code: str = "fear.price", passage: str = "p") -> Statement:
    return Statement(interview, passage, code, "looking", valence, "suggested")


def test_every_phase_has_a_stage_with_every_lane_even_where_nothing_is_said() -> None:
    for one in (*study(TALKS).journeys, study(TALKS).whole_journey, study("I: Hello?\nB: Nothing of the kind.").whole_journey):
        assert [stage.phase for stage in one.stages] == ["before", "looking", "using"]
        assert all(tuple(stage.lanes) == LANES for stage in one.stages)


def test_codes_stand_in_the_lane_of_their_family_with_the_interviews_that_report_them() -> None:
    of = study(TALKS)
    assert all_items(of, "steps") == {"trigger.growth": {"s01", "s02"}, "trigger.audit": {"s01"}}
    assert all_items(of, "touchpoints").keys() == {"touchpoint.fair", "touchpoint.demo", "touchpoint.site"}
    assert all_items(of, "roles") == {"role.buyer": {"s01"}}
    assert all_items(of, "information") == {"need.time": {"s01"}}
    assert all_items(of, "pains").keys() >= {"fear.price", "obstacle.habit"}


@pytest.mark.parametrize(
    ("code", "lane"),
    [("obstacle.knowledge", "information"), ("obstacle.information_overload", "information"), ("obstacle.budget", "pains"),
     ("criterion.price", "criteria"), ("source.events", "steps"), ("own_family.thing", "steps")],
)  # fmt: skip
def test_lanes_of_single_codes(code: str, lane: str) -> None:
    assert lane_of(code) == lane


def test_a_contact_that_was_bad_is_a_pain_too_and_one_that_was_good_is_not() -> None:
    of = study(TALKS)
    bad = [m for m in of.touchpoints if m.valence < 0]
    assert bad
    pains = {s for stage in of.whole_journey.stages for item in stage.lanes["pains"] for s in item.statements}
    assert {s.passage for s in pains if s.code.startswith("touchpoint.")} == {m.passage for m in bad}
    assert all(s.valence < 0 for s in pains if s.code.startswith("touchpoint."))


def test_statements_are_the_counted_codings_each_once_touchpoints_as_step_4_counts_them() -> None:
    of = study(TALKS)
    counted = Counter((c.passage, c.code) for c in of.counted)
    assert Counter((s.passage, s.code) for s in of.whole_journey.statements) == counted
    cells = of.matrices[0].cells
    for stage in of.whole_journey.stages:
        for item in stage.lanes["touchpoints"]:
            assert len(item.interviews) == cells[item.code.removeprefix("touchpoint."), stage.phase].interviews


def test_a_map_per_job_rests_on_its_interviews_only() -> None:
    of = study(TALKS)
    assert [one.job for one in of.journeys] == [job.id for job in of.jobs]
    for one, job in zip(of.journeys, of.jobs, strict=True):
        assert one.base == len(job.interviews)
        assert {s.interview for s in one.statements} <= set(job.interviews)
        assert (one.label, one.statement, one.forces) == (job.label, job.statement, job.forces)
    assert of.whole_journey.base == 2


def test_rejected_codings_are_not_on_the_map_and_confirmed_ones_are_not_marked() -> None:
    before = study(TALKS)
    no = decide(before, "afraid of the price", "fear.price", Verdict.REJECT)
    yes = decide(before, "grown a lot", "trigger.growth", Verdict.ACCEPT)
    after = study(TALKS, decisions=[no, yes])
    assert "fear.price" not in all_items(after, "pains")
    assert after.whole_journey.unreviewed == before.whole_journey.unreviewed - 2
    assert len(after.whole_journey.statements) == len(before.whole_journey.statements) - 1


def test_without_unreviewed_codings_only_what_people_confirmed_is_shown() -> None:
    before = study(TALKS)
    yes = decide(before, "grown a lot", "trigger.growth", Verdict.ACCEPT)
    after = study(TALKS, decisions=[yes], settings=Settings(count_unreviewed=False))
    assert [(s.code, s.interview) for s in after.whole_journey.statements] == [("trigger.growth", "s02")]
    assert after.whole_journey.unreviewed == 0


def test_items_that_more_interviews_report_come_first() -> None:
    for stage in study(TALKS).whole_journey.stages:
        for items in stage.lanes.values():
            assert [len(item.interviews) for item in items] == sorted((len(item.interviews) for item in items), reverse=True)


def test_quotes_of_a_stage_are_of_different_interviews_and_confirmed_ones_first() -> None:
    before = study(TALKS)
    yes = decide(before, "grown a lot", "trigger.growth", Verdict.ACCEPT)
    for stage in study(TALKS, decisions=[yes]).whole_journey.stages:
        assert len({s.interview for s in stage.quotes}) == len(stage.quotes)
        assert [s.status == "suggested" for s in stage.quotes] == sorted(s.status == "suggested" for s in stage.quotes)


def test_one_remark_counts_half_and_interviews_weigh_alike() -> None:
    assert feeling([said("a", 1)]).value == 1.0
    many = [said("a", 1)] * 19
    assert feeling(many).value == pytest.approx(1.9)
    assert feeling([*many, said("b", -1)]).value == pytest.approx(0.45)
    assert feeling([*many, said("b", -1)]).by_interview == (("a", 1.9), ("b", -1.0))


def test_what_judges_nothing_is_no_feeling() -> None:
    assert feeling([]).value is None
    assert feeling([said("a", 0)]).value is None
    assert feeling([said("a", 0), said("a", -1)]).value == -1.0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-1, 1)), max_size=40))
def test_feelings_stay_on_the_scale_turn_with_the_sign_and_ignore_order(rows: list[tuple[str, int]]) -> None:
    found = feeling(said(name, valence) for name, valence in rows)
    assert found == feeling(said(name, valence) for name, valence in reversed(rows))
    turned = feeling(said(name, -valence) for name, valence in rows)
    if found.value is None:
        assert turned.value is None
        return
    assert -2 < found.low <= found.high < 2
    assert found.low - 0.01 <= found.value <= found.high + 0.01
    assert turned.value == pytest.approx(-found.value, abs=0.011)


@given(st.permutations([said("a", 1, passage="p1"), said("b", -1, passage="p1"), said("a", 0, passage="p2")]))
def test_an_item_counts_interviews_not_mentions(rows: list[Statement]) -> None:
    item = Item("fear.price", tuple(rows))
    assert item.interviews == ("a", "b")
    assert item.unreviewed == 3


def test_a_phase_that_the_model_does_not_know_and_a_passage_that_is_gone_are_left_out() -> None:
    of = study(TALKS)
    ground = told(of.counted, of.touchpoints, of.passages, ["looking"])
    assert {s.phase for s in journey(ground, ["s01", "s02"]).statements} <= {"looking"}
    assert journey(told(of.counted, of.touchpoints, {}, ["looking"]), ["s01"]).statements == ()
