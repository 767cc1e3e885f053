"""Customer lists: real exports, in German and English, as candidates."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.files.sample.customer_columns import COLUMNS
from pipeline.files.sample.customers import Customers, band, bands, read_customers
from pipeline.files.texts import TEXTS
from pipeline.method.sample.candidates import Candidate, SampleRules
from pipeline.method.sample.days import Day
from pipeline.problems import Problem

RULES = SampleRules()


def read(data: str | bytes, name: str = "c.csv", rules: SampleRules = RULES) -> tuple[Customers | None, list[Problem]]:
    return read_customers(Path(name), data if isinstance(data, bytes) else data.encode(), name, rules)


def customers(data: str | bytes, name: str = "c.csv", **rules: Any) -> tuple[Candidate, ...]:
    found, problems = read(data, name, replace(RULES, **rules))
    assert problems == []
    assert found is not None
    return found.candidates


def one(**cells: str) -> Candidate:
    cells = {"Firma": "Prohl GmbH", "Abschlussdatum": "2026-03-17", **cells}
    (found,) = customers(";".join(cells) + "\n" + ";".join(cells.values()) + "\n")
    return found


def test_a_german_export_with_headlines_in_an_old_encoding() -> None:
    text = (
        "Kundenexport;;;;;\r\nStand: 1.7.2026;;;;;\r\n\r\n"
        "Kunden-Nr.;Firma;Ansprechpartner;E-Mail;Branche;Anzahl Mitarbeiter;Abschlussdatum;Status;Auftragswert\r\n"
        "4711;Prohl Aufzüge GmbH;Torsten Wiegand;T.Wiegand@prohl.example;Aufzüge;ca. 140;17.03.2026;gewonnen;48.000 €\r\n"
    )
    found, problems = read(text.encode("cp1252"))
    assert problems == []
    assert found is not None
    assert found.header == 4
    assert found.candidates == (
        Candidate(
            5, "4711", "Prohl Aufzüge GmbH", "Torsten Wiegand", "Aufzüge", "ca. 140", "50–249", Day(2026, 3, 17), outcome="won",
            mailbox="t.wiegand@prohl.example", domain="prohl.example", measures={"value": 48_000.0},
        ),
    )  # fmt: skip


def test_an_american_export_whose_dates_settle_their_order() -> None:
    text = (
        "Opportunity ID,Account Name,Contact Name,Employees,Close Date,Stage\n"
        '1,"Acme, Inc.",Ann Bee,1200,12/31/2025,Closed Won\n2,Beta LLC,Bob Cee,12,3/4/2026,Closed Lost\n'
    )
    first, second = customers(text)
    assert (first.company, first.decided, first.outcome, first.band) == ("Acme, Inc.", Day(2025, 12, 31), "won", "250+")
    assert (second.decided, second.outcome, second.band) == (Day(2026, 3, 4), "lost", "<50")


def test_excel_with_real_dates_numbers_and_a_cover_sheet() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Please do not share"])
    sheet = book.create_sheet("Export")
    sheet.append(["All customers"])
    sheet.append([None])
    sheet.append(["Company", "Decision date", "Employees", "First name", "Last name"])
    sheet.append(["Prohl", datetime(2026, 3, 17), 140, "Ann", "Bee"])
    sheet.append(["Nord", 46098, 12.0, None, "Cee"])
    out = io.BytesIO()
    book.save(out)
    found, problems = read(out.getvalue(), "c.xlsx")
    assert (found is not None, problems) == (True, [])
    assert found is not None
    assert (found.sheet, found.header) == ("Export", 3)
    assert [(c.row, c.decided, c.band, c.contact) for c in found.candidates] == [
        (4, Day(2026, 3, 17), "50–249", "Ann Bee"),
        (5, Day(2026, 3, 17), "<50", "Cee"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"Werbesperre": "x"},
        {"Werbesperre": "ja, seit 2024"},
        {"Do not contact": "TRUE"},
        {"Opt out": "1"},
        {"Einwilligung": "nein"},
        {"Einwilligung": "widerrufen"},
        {"Status": "gesperrt"},
        {"Bemerkung": "Bitte nicht mehr anrufen!"},
        {"Notes": "opted out by mail"},
    ],
)
def test_an_objection_is_heard_wherever_it_stands(cells: dict[str, str]) -> None:
    assert one(**cells).barred


@pytest.mark.parametrize(
    "cells",
    [{"Werbesperre": "nein"}, {"Werbesperre": ""}, {"Einwilligung": "ja"}, {"Einwilligung": ""}, {"Bemerkung": "ruft gern an"}],
)
def test_no_objection(cells: dict[str, str]) -> None:
    assert not one(**cells).barred


@pytest.mark.parametrize(
    "cells",
    [
        {"Firma": "Test GmbH"},
        {"Firma": "Testkunde"},
        {"Firma": "asdf"},
        {"Ansprechpartner": "Max Mustermann"},
        {"Typ": "intern"},
        {"Typ": "Partner"},
        {"E-Mail": "anna@taktwerk.example"},
        {"E-Mail": "anna@mail.taktwerk.example"},
        {"Bemerkung": "bitte löschen"},
    ],
)
def test_records_that_are_no_customers(cells: dict[str, str]) -> None:
    whole = {"Firma": "Prohl GmbH", "Abschlussdatum": "2026-03-17", **cells}
    (found,) = customers(";".join(whole) + "\n" + ";".join(whole.values()), own_domains=("taktwerk.example",))
    assert found.internal


@pytest.mark.parametrize("company", ["Testo SE", "Intertest Labor GmbH", "Beispielhaft Reisen", "Musterring GmbH", "Demonta AG"])
def test_companies_that_only_sound_like_tests(company: str) -> None:
    assert not one(Firma=company).internal


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Closed Won", "won"),
        ("gewonnen", "won"),
        ("Bestandskunde", "won"),
        ("Closed Lost", "lost"),
        ("verloren an Wettbewerb", "lost"),
        ("Lost – no decision", "open"),
        ("In Verhandlung", "open"),
        ("Angebot verschickt", "open"),
        ("Proposal", "open"),
        ("", ""),
        ("A", ""),
    ],
)
def test_outcomes(text: str, outcome: str) -> None:
    assert one(Status=text).outcome == outcome


def test_without_an_address_nobody_can_be_asked_but_a_list_without_such_columns_tells_nothing() -> None:
    assert one().reachable
    assert not one(**{"E-Mail": "", "Telefon": "-"}).reachable
    assert not one(**{"E-Mail": "folgt"}).reachable
    assert one(**{"E-Mail": "", "Telefon": "+49 30 1234567"}).reachable


@pytest.mark.parametrize(
    "cells",
    [
        {"Ansprechpartner": "Anna Öz"},
        {"Vorname": "Anna", "Nachname": "Öz"},
        {"Vorname": "Anna", "Name": "Öz"},
        {"Nachname": "Anna Öz"},
    ],
)
def test_a_name_in_one_column_or_two(cells: dict[str, str]) -> None:
    assert one(**cells).contact == "Anna Öz"


def test_shared_mailboxes_name_no_person_and_free_ones_no_company() -> None:
    shared, free = one(**{"E-Mail": "info@prohl.example"}), one(**{"E-Mail": "anna@gmx.de"})
    assert (shared.mailbox, shared.domain) == ("", "prohl.example")
    assert (free.mailbox, free.domain) == ("anna@gmx.de", "")


def test_a_segment_has_one_spelling_the_usual_one() -> None:
    rows = "\n".join(f"F{n};2026-03-17;{name}" for n, name in enumerate(["HVAC", "hvac", "HVAC ", "", "k.A."]))
    found = customers(f"Firma;Abschlussdatum;Branche\n{rows}\n")
    assert [c.segment for c in found] == ["HVAC", "HVAC", "HVAC", "", ""]


def test_revenue_tells_the_size_where_the_employees_are_not_known() -> None:
    text = (
        "Firma;Abschlussdatum;Mitarbeiter;Jahresumsatz\n"
        "A;2026-03-17;20;900 Mio. €\nB;2026-03-17;;900 Mio. €\nC;2026-03-17;;3.000.000\n"
    )
    assert [c.band for c in customers(text)] == ["<50", "250+", "<50"]
    text = "Firma;Abschlussdatum;Umsatz (Mio. €)\nA;2026-03-17;20\nB;2026-03-17;1.200\n"
    assert [c.band for c in customers(text)] == ["50–249", "250+"]


@pytest.mark.parametrize(
    ("span", "place"), [((49, 49), 0), ((50, 50), 1), ((249, 249), 1), ((250, None), 2), ((10, 249), 0), ((50, 400), 1)]
)
def test_bands(span: tuple[float, float | None], place: int) -> None:
    assert band(span, (50, 250)) == place
    assert bands((50, 250)) == ("<50", "50–249", "250+")


def test_measures_of_complexity() -> None:
    cells = {
        "Dauer (Monate)": "9", "Beteiligte": "CFO, IT, Einkauf", "Verglichene Anbieter": "3", "Auftragswert": "45k",
        "Vorheriger Anbieter": "SAP", "Komplexität": "hoch",
    }  # fmt: skip
    expected = {"duration": 273.6, "people": 3.0, "alternatives": 3.0, "value": 45_000.0, "switch": 1.0, "rating": 1.0}
    assert one(**cells).measures == pytest.approx(expected)
    assert one(**{"Vorheriger Anbieter": "keiner"}).measures == {"switch": 0.0}
    assert one(Erstkontakt="2025-12-17").measures == {"duration": 90.0}
    assert one(Erstkontakt="2026-12-17").measures == {}


def test_customers_without_an_id_have_one_that_lasts() -> None:
    text = "Firma;Ansprechpartner;Abschlussdatum\nNord;Anna B;2026-03-17\nSüd;Bea C;2026-03-18\n"
    turned = "Firma;Ansprechpartner;Abschlussdatum\nSüd;Bea C;2026-03-18\nNord;Anna B;2026-03-19\n"
    first, second = customers(text)
    assert {c.id for c in customers(turned)} == {first.id, second.id}


def test_people_who_share_an_id_are_told_apart_and_a_copy_is_numbered() -> None:
    text = (
        "Account ID;Firma;Name;Abschlussdatum\n7;Nord;Anna B;2026-03-17\n"
        "7;Nord;Bea C;2026-03-17\n7;Nord;Bea C;2026-03-17\n8;Süd;C D;2026-03-17\n"
    )
    ids = [c.id for c in customers(text)]
    assert len(set(ids)) == 4
    assert ids[2] == f"{ids[1]}/2"
    assert ids[3] == "8"


def test_a_column_named_by_a_person_outweighs_what_is_recognised() -> None:
    text = "Firma;Abschlussdatum;Stichtag\nNord;2020-01-01;2026-03-17\n"
    (found,) = customers(text, columns={"decided_on": "stichtag"})
    assert found.decided == Day(2026, 3, 17)
    _, (problem,) = read(text, rules=replace(RULES, columns={"segment": "Sparte"}))
    assert "'segment'" in problem.what


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "c.csv", "holds no customers"),
        (b"Firma;Abschlussdatum\n", "c.csv", "holds no customers"),
        (b"Firma;Ort\nNord;Ulm\n", "c.csv", "no column recognised as: decided on"),
        (b"Abschlussdatum;Ort\n2026-01-01;Ulm\n", "c.csv", "no column recognised as: company or contact"),
        (b"Anna Geheim;Nord AG\nBea Geheim;Sued AG\n", "c.csv", "no column recognised as: decided on, company or contact"),
        (b"no workbook", "c.xlsx", "cannot be read as a table"),
    ],
)
def test_a_list_that_cannot_be_used_says_why_and_quotes_nobody(data: bytes, name: str, what: str) -> None:
    found, (problem,) = read(data, name)
    assert found is None
    assert what in problem.what
    assert "Geheim" not in str(problem)


def test_what_a_person_has_to_put_right_is_named_by_row() -> None:
    text = (
        "Firma;Abschlussdatum;Mitarbeiter;Status\nA Geheim;03/04/2026;;\nB;demnächst;;\nC;2026-03-17;viele;\nD;demnächst;;offen\n"
    )
    found, problems = read(text)
    assert found is not None
    assert [problem.what.rpartition("(")[2] for problem in problems] == ["row 2).", "row 3).", "row 4)."]
    assert not any("Geheim" in str(problem) for problem in problems)


def test_blank_rows_are_passed_over_and_counted() -> None:
    assert [c.row for c in customers("Firma;Abschlussdatum\n\nA;2026-03-17\n;\nB;2026-03-17;;;\n")] == [3, 5]


def test_every_column_has_a_name_for_people() -> None:
    own, shared = {"contact", "segment", "outcome"}, {"company", "industry", "employees", "role", "decided_on", "note"}
    for column in COLUMNS:
        assert (f"sample_{column}" if column in own else column if column in shared else f"sample_c_{column}") in TEXTS
