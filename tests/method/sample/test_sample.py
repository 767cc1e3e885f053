"""Planned and done."""

from __future__ import annotations

from pipeline.method.sample.sample import DROPPED, Fieldwork, Participant, Planned, fieldwork


def someone(interview: str, **facts: str) -> Participant:
    return Participant(interview, "", (), (), tuple(facts.items()))


def compared(plan: list[Planned], *people: Participant) -> Fieldwork:
    return fieldwork(plan, [p.interview for p in people], {p.interview: p for p in people})


def test_an_interview_is_known_by_plan_id_customer_or_company() -> None:
    plan = [
        Planned("K-1", interview="x9"),
        Planned("s02"),
        Planned("K-3"),
        Planned("K-4", "Prohl Aufzüge GmbH"),
        Planned("K-5", "Nord"),
    ]
    found = compared(
        plan,
        someone("X9"),
        someone("S02"),
        someone("s03", customer="k-3"),
        someone("s04", company="Prohl Aufzüge"),
        someone("s05", company="Süd AG"),
    )
    assert found.done == {"K-1": "X9", "s02": "S02", "K-3": "s03", "K-4": "s04"}
    assert (found.missing, found.unplanned) == (("K-5",), ("s05",))


def test_every_interview_counts_once() -> None:
    plan = [Planned("K-1", "Nord"), Planned("K-2", "Nord GmbH")]
    assert compared(plan, someone("s01", company="Nord")).missing == ("K-2",)
    assert compared(plan, someone("s01", company="Nord"), someone("s02", company="Nord")).missing == ()


def test_what_is_surer_goes_first() -> None:
    plan = [Planned("K-1", "Nord"), Planned("K-2", "Nord", interview="s01")]
    assert compared(plan, someone("s01", company="Nord"), someone("s02", company="Nord")).done == {"K-1": "s02", "K-2": "s01"}


def test_whoever_was_dropped_is_not_missing() -> None:
    assert compared([Planned("K-1", status=DROPPED)]) == Fieldwork({}, (), ())


def test_companies_that_nobody_named_are_not_alike() -> None:
    assert compared([Planned("K-1")], someone("s01")).done == {}
