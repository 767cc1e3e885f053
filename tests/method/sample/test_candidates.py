"""Who can be interviewed, and every reason why somebody cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.method.sample.candidates import Candidate, Reason, SampleRules, Screened, house, screen
from pipeline.method.sample.days import Day

TODAY = Day(2026, 7, 29)
RULES = SampleRules()


def person(name: str = "c1", **more: Any) -> Candidate:
    plain: dict[str, Any] = {"company": f"{name} GmbH", "contact": f"Anna {name}", "decided": Day(2026, 3, 1), "row": 5}
    return Candidate(**{**plain, "id": name, **more})


def screened(*people: Candidate, rules: SampleRules = RULES, done: tuple[str, ...] = (), **wishes: str) -> Screened:
    return screen(people, TODAY, rules, wishes, done)


def reasons(*people: Candidate) -> dict[str, tuple[Reason, ...]]:
    return {e.candidate.id: e.reasons for e in screened(*people).excluded}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"barred": True}, Reason.OPTED_OUT),
        ({"internal": True}, Reason.INTERNAL),
        ({"company": "", "contact": ""}, Reason.NOBODY),
        ({"reachable": False}, Reason.UNREACHABLE),
        ({"outcome": "open"}, Reason.UNDECIDED),
        ({"decided": None, "date_fault": "missing"}, Reason.NO_DATE),
        ({"decided": None, "date_fault": "unreadable"}, Reason.UNREADABLE_DATE),
        ({"decided": None, "date_fault": "ambiguous"}, Reason.AMBIGUOUS_DATE),
        ({"decided": Day(2026, 7, 30)}, Reason.FUTURE),
        ({"decided": Day(2026, 4, 30)}, Reason.TOO_RECENT),
        ({"decided": Day(2026, 1, 28)}, Reason.TOO_LONG_AGO),
    ],
)
def test_every_reason(facts: dict[str, Any], reason: Reason) -> None:
    assert reasons(person(**facts)) == {"c1": (reason,)}


@pytest.mark.parametrize("day", [Day(2026, 1, 29), Day(2026, 4, 29)])
def test_both_ends_of_the_window_belong_to_it(day: Day) -> None:
    found = screened(person(decided=day))
    assert [c.id for c in found.eligible] == ["c1"]
    assert found.window == (Day(2026, 1, 29), Day(2026, 4, 29))


def test_all_reasons_are_told_the_weightiest_first() -> None:
    assert reasons(person(barred=True, reachable=False, decided=Day(2025, 1, 1))) == {
        "c1": (Reason.OPTED_OUT, Reason.UNREACHABLE, Reason.TOO_LONG_AGO)
    }


def test_lost_decisions_count_unless_the_settings_leave_them_out() -> None:
    lost = person(outcome="lost")
    assert [c.id for c in screened(lost).eligible] == ["c1"]
    (out,) = screened(lost, rules=replace(RULES, outcomes=("won",))).excluded
    assert out.reasons == (Reason.OUTCOME,)


def test_must_overrules_date_and_address_but_no_objection() -> None:
    late = person(decided=Day(2025, 1, 1), reachable=False, outcome="open")
    assert screened(late, c1="must").must == {"c1"}
    found = screened(replace(late, barred=True), c1="must")
    assert found.forbidden == ("c1",)
    assert found.eligible == ()


def test_never_holds_for_the_person_in_every_row() -> None:
    twice = (person("c1", mailbox="a@x.example"), person("c2", mailbox="a@x.example"))
    found = screened(*twice, c1="never")
    assert found.eligible == ()
    assert all(Reason.NEVER in e.reasons for e in found.excluded)


def test_who_was_interviewed_stays_whatever_became_of_the_date() -> None:
    found = screened(person(decided=Day(2025, 1, 1)), done=("c1",))
    assert [c.id for c in found.eligible] == ["c1"]
    assert found.must == {"c1"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"mailbox": "a@x.example"}, {"mailbox": "a@x.example", "contact": "A."}),
        (
            {"company": "Halvergate Medical Ltd", "contact": "Priya Raman"},
            {"company": "HALVERGATE MEDICAL LTD.", "contact": "Raman, Priya"},
        ),
        (
            {"company": "Kuhl & Co. KG", "contact": "Dr. Anselm Kuhl"},
            {"company": "Kuhl GmbH & Co KG", "contact": "Herr Anselm Kuhl"},
        ),
    ],
)
def test_one_person_in_two_rows_stands_once(one: dict[str, Any], two: dict[str, Any]) -> None:
    found = screened(person("c1", **one), person("c2", row=6, **two))
    assert [c.id for c in found.eligible] == ["c1"]
    assert [(e.candidate.id, e.reasons, e.twin) for e in found.excluded] == [("c2", (Reason.DUPLICATE,), "c1")]


def test_of_two_rows_the_one_that_can_be_chosen_stands() -> None:
    old = person("c1", mailbox="a@x.example", decided=Day(2024, 1, 1))
    found = screened(old, person("c2", mailbox="a@x.example"))
    assert [c.id for c in found.eligible] == ["c2"]


def test_an_objection_in_one_row_holds_for_all_rows_of_the_person() -> None:
    found = screened(person("c1", mailbox="a@x.example"), person("c2", mailbox="a@x.example", barred=True))
    assert found.eligible == ()
    assert all(Reason.OPTED_OUT in e.reasons for e in found.excluded)


def test_people_of_one_name_at_different_companies_are_two() -> None:
    found = screened(person("c1", contact="Anna Meier"), person("c2", contact="Anna Meier"))
    assert len(found.eligible) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nordlicht Aufzugsservice", "Nordlicht Aufzugsservice GmbH"),
        ("Tessner Verpackungsmaschinen GmbH & Co. KG", "Tessner Verpackungsmaschinen GmbH & Co KG"),
        ("Mahlberg Pumpenservice e.K.", "mahlberg pumpenservice"),
        ("Müller AG", "MUELLER AG"),
    ],
)
def test_spellings_of_one_company(one: str, two: str) -> None:
    assert house(one) == house(two)


def test_a_company_that_is_nothing_but_legal_forms_keeps_its_name() -> None:
    assert house("AG & Co.") == "ag co"
    assert house("Kühne AG") != house("Kühne Logistik AG")


def test_companies_are_one_by_name_or_by_the_domain_of_their_addresses() -> None:
    found = screened(
        person("c1", company="Nord GmbH", domain="nord.example"),
        person("c2", company="Nord", domain=""),
        person("c3", company="Nordlicht Service", domain="nord.example"),
        person("c4", company="Sued"),
    )
    names = found.companies
    assert names["c1"] == names["c2"] == names["c3"] != names["c4"]
