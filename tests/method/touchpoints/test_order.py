"""Step 4: the order of contacts, one interview at a time; contradictions are shown, nothing is averaged."""

from __future__ import annotations

from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.order import FIRST, PHASES, Stop, stops
from pipeline.method.touchpoints.touchpoints import Mention
from tests.conftest import phase_model


def order(*told: tuple[str, str, str, str], question: str = "", **companies: str) -> tuple[Stop, ...]:
    """Stops of contacts told in this order: (interview, touchpoint, phase, words)."""
    mentions, passages = [], {}
    for n, (name, touchpoint, phase, words) in enumerate(told):
        passages[f"p{n}"] = Passage(name, f"p{n}", "B", "interviewee", 1, None, None, n, n, question, words, "en", 0)
        mentions.append(Mention(name, f"p{n}", touchpoint, "", phase, 0, "", "suggested"))
    return stops(mentions, passages, phase_model(), companies)


def test_contacts_are_ordered_by_phase_and_then_as_told() -> None:
    found = order(("s01", "demo", "using", "x"), ("s01", "site", "looking", "x"), ("s01", "fair", "looking", "x"))
    assert [(stop.place, stop.mention.touchpoint) for stop in found] == [(1, "site"), (2, "fair"), (3, "demo")]


def test_interviews_are_kept_apart() -> None:
    found = order(("s02", "demo", "looking", "x"), ("s01", "demo", "using", "x"))
    assert [(stop.interview, stop.place) for stop in found] == [("s01", 1), ("s02", 1)]


def test_a_contact_in_two_distant_phases_is_a_contradiction_in_neighbouring_ones_it_is_none() -> None:
    found = order(
        ("s01", "fair", "before", "x"),
        ("s01", "fair", "using", "x"),
        ("s01", "demo", "looking", "x"),
        ("s01", "demo", "using", "x"),
    )
    kinds = {(stop.mention.touchpoint, stop.mention.phase): [(c.kind, c.passage) for c in stop.conflicts] for stop in found}
    assert kinds == {
        ("fair", "before"): [(PHASES, "p1")],
        ("fair", "using"): [(PHASES, "p0")],
        ("demo", "looking"): [],
        ("demo", "using"): [],
    }


FAIR = ("s01", "fair", "looking", "We first heard of them at a fair.")
DEMO = ("s01", "demo", "looking", "Zum ersten Mal habe ich sie in einer Demo gesehen.")


def test_two_first_contacts_in_one_interview_contradict() -> None:
    found = order(FAIR, DEMO)
    assert [(stop.first, [(c.kind, c.passage) for c in stop.conflicts]) for stop in found] == [
        (True, [(FIRST, "p1")]),
        (True, [(FIRST, "p0")]),
    ]


def test_people_of_one_buying_centre_may_contradict_each_other_those_of_two_may_not() -> None:
    other = ("s02", *DEMO[1:])
    assert [len(stop.conflicts) for stop in order(FAIR, other)] == [0, 0]
    assert [len(stop.conflicts) for stop in order(FAIR, other, s01="Prohl GmbH", s02="prohl  GmbH")] == [1, 1]
    assert [len(stop.conflicts) for stop in order(FAIR, other, s01="Prohl GmbH", s02="Brandl")] == [0, 0]


def test_the_same_first_contact_twice_is_no_contradiction() -> None:
    assert [stop.conflicts for stop in order(FAIR, FAIR)] == [(), ()]


def test_an_answer_to_the_question_for_the_first_contact_opens_with_it() -> None:
    found = order(
        ("s01", "fair", "looking", "At a fair."),
        ("s01", "demo", "looking", "And a demo."),
        question="What was your first contact?",
    )
    assert [stop.first for stop in found] == [True, False]


def test_a_first_time_of_something_else_or_late_is_no_first_contact() -> None:
    late = ("s01", "fair", "using", "We first saw the new one at a fair.")
    thought = ("s01", "demo", "looking", "In der Demo habe ich zum ersten Mal gedacht, das könnte ich.")
    assert [stop.first for stop in order(late, thought)] == [False, False]
