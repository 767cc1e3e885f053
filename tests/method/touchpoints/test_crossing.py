"""Step 4: roles by criteria and fears; close in talk, counted by interviews."""

from __future__ import annotations

from pipeline.method.touchpoints.crossing import Crossing, crossing
from tests.conftest import codebook, study

ANSWER = (
    "Our purchasing was in it from the start of the whole thing. They were afraid of the costs that would come. "
    "We painted the walls in the meantime. Then I was afraid of the costs as well."
)
TALK = f"""
I: Who was in it?
B: {ANSWER}
I: Anybody else in there?
B: Purchasing again, they signed the papers in the end.
"""


def crossed(talk: str = TALK, functions: dict[str, str] | None = None) -> Crossing:
    of = study(talk)
    return crossing(of.interviews, of.counted, of.codebook, functions or {})


def test_a_role_meets_the_fear_of_the_next_passage_and_no_further() -> None:
    found = crossed()
    assert (found.roles, found.columns) == (("role.buyer",), ("fear.price",))
    (meeting,) = found.meetings["role.buyer", "fear.price"]
    of = study(TALK)
    assert of.passages[meeting.passage].text == "They were afraid of the costs that would come."
    assert "from the start" in of.passages[meeting.role_passage].text
    assert meeting.unreviewed


def test_neighbours_across_a_question_do_not_meet() -> None:
    found = crossed(
        "I: So?\nB: We were afraid of the costs that would come.\nI: Who?\nB: Our purchasing was in it from the start."
    )
    assert found.meetings == {}
    assert found.base == {"fear.price": 1, "role.buyer": 1}


def test_counts_are_of_interviews() -> None:
    of = study({"s01": TALK, "s02": TALK, "s03": "B: Our purchasing was in it from the start."})
    found = crossing(of.interviews, of.counted, of.codebook, {})
    assert (found.base["role.buyer"], found.interviews("role.buyer", "fear.price")) == (3, 2)


def test_the_interviewees_own_function_meets_all_they_fear() -> None:
    found = crossed(functions={"s01": "Head of  service"})
    assert found.functions == ("Head of service",)
    assert len(found.meetings["Head of service", "fear.price"]) == 2
    assert found.interviews("Head of service", "fear.price") == 1


def test_nobody_and_nothing() -> None:
    found = crossed("B: We painted the walls.")
    assert (found.roles, found.functions, found.columns, found.meetings) == ((), (), (), {})
    assert codebook().by_id.keys() & found.base.keys() == set()
