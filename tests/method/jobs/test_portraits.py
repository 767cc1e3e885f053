"""What a job looks like: every figure counts interviews and leads to passages."""

from __future__ import annotations

import pytest

from pipeline.method.jobs.forces import FORCES
from pipeline.method.jobs.portraits import Portrait
from tests.conftest import passage, study

FIRST = """
I: What happened?
B: Our company had grown a lot. We wanted to save time in the warehouse.
I: Who took part?
B: Purchasing was afraid of the costs, I tell you that.
I: And the fair?
B: The fair was great and helpful for all of us.
I: How long did it take?
B: The decision took us six months from the first call to the contract.
I: Anything else?
B: Well, we had always done it on paper, to be honest with you.
"""
SECOND = """
I: What happened?
B: We had grown very fast in those two years.
I: What else?
B: We wanted to save time in the office as well.
"""


@pytest.fixture(scope="module")
def portrait() -> Portrait:
    (found,) = study({"s01": FIRST, "s02": SECOND}).job_portraits
    return found


def test_triggers_and_outcomes_count_interviews(portrait: Portrait) -> None:
    assert [(one.code, one.interviews) for one in portrait.triggers] == [("trigger.growth", ("s01", "s02"))]
    assert [(one.code, len(one.passages), one.unreviewed) for one in portrait.outcomes] == [("need.time", 2, 2)]


def test_the_four_forces_have_shares(portrait: Portrait) -> None:
    assert tuple(force.name for force in portrait.forces) == FORCES
    assert {force.name: force.share for force in portrait.forces} == {"push": 1.0, "pull": 1.0, "anxiety": 0.5, "habit": 0.5}
    pull = portrait.forces[1]
    assert dict(pull.codes) == {"need.time": 2, "touchpoint.fair": 1}
    assert pull.mentions == 3


def test_what_nobody_asked_for_is_hidden(portrait: Portrait) -> None:
    hidden = {one.reported.code: one for one in portrait.hidden}
    assert hidden["obstacle.habit"].never_asked == ("s01",)
    assert hidden["obstacle.habit"].of == 1


def test_who_fears_is_named_beside_it(portrait: Portrait) -> None:
    assert [(one.role, one.reported.code) for one in portrait.feelings] == [("role.buyer", "fear.price")]


def test_roles_stand_in_the_order_of_the_talk_and_times_are_read(portrait: Portrait) -> None:
    assert [(step.reported.code, step.reported.interviews) for step in portrait.roles] == [("role.buyer", ("s01",))]
    assert 0 < portrait.roles[0].place < 1
    assert portrait.days == pytest.approx(182.4)
    of = study({"s01": FIRST, "s02": SECOND})
    assert [one.passage for one in portrait.durations] == [passage(of, "six months").id]


def test_a_talk_without_a_duration_has_none() -> None:
    (found,) = study(SECOND).job_portraits
    assert found.durations == ()
    assert found.days is None
