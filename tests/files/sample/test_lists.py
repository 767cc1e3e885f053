"""Messy lists: separators, encodings, headlines, headings in any words."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from pipeline.files.sample.customer_columns import COLUMNS
from pipeline.files.sample.lists import header_place, matches, plain, read_sheets

KNOWN = {name for names in COLUMNS.values() for name in names}


def rows(text: str) -> list[list[str]]:
    (sheet,) = read_sheets(Path("list.csv"), text.encode())
    return sheet.rows


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_most_lines_hold(separator: str) -> None:
    text = "\n".join(["Export; of, the year", *(separator.join(["a", '"x; y, z"', str(n)]) for n in range(5))])
    assert rows(text)[3][:3] == ["a", "x; y, z", "2"]


def test_excels_own_word_for_the_separator_is_believed_and_counted_as_a_row() -> None:
    assert rows("sep=;\na,b;c\n1,2;3\n") == [[], ["a,b", "c"], ["1,2", "3"]]


def test_decimal_commas_do_not_separate() -> None:
    assert rows("Firma;Wert\nA;1,5\nB;2,5\n")[1] == ["A", "1,5"]


def test_a_quotation_mark_that_nobody_closed_costs_no_row() -> None:
    assert [row[0] for row in rows('Firma,Ort\n"Stern,Ulm\nMond,Bonn\n')] == ["Firma", '"Stern', "Mond"]


def test_the_header_may_stand_below_headlines() -> None:
    found = rows("Kundenexport 2026;;\n;;\nFirma;E-Mail;Abschlussdatum\nA;a@b.example;1.2.2026\n")
    assert header_place(found, KNOWN) == 2


def test_every_sheet_of_a_workbook_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Read me"])  # type: ignore[union-attr]
    book.create_sheet("Kunden").append(["Firma", 12, None])
    out = io.BytesIO()
    book.save(out)
    assert [(s.name, s.rows) for s in read_sheets(Path("x.xlsx"), out.getvalue())] == [
        ("Sheet", [["Read me"]]),
        ("Kunden", [["Firma", "12"]]),
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kunde", "company"),
        ("FIRMA", "company"),
        ("Kunden-Nr.", "id"),
        ("Kundennummer", "id"),
        ("Abschlussdatum", "decided_on"),
        ("Abschlusdatum", "decided_on"),
        ("Decision date", "decided_on"),
        ("decision_date (UTC)", "decided_on"),
        ("Mitarbeiter", "employees"),
        ("Mitarbeiter gesamt", "employees"),
        ("Anzahl der Mitarbeiter", "employees"),
        ("Mitabeiter", "employees"),
        ("Branche", "industry"),
        ("Umsatz (Mio. €)", "revenue"),
        ("E-Mail", "email"),
        ("E-mail address", "email"),
        ("Status", "outcome"),
        ("Sales cycle (days)", "duration"),
        ("deal_complexity", "rating"),
        ("Do Not Contact", "barred"),
        ("Größe", "employees"),
    ],
)
def test_headings_are_recognised(heading: str, column: str) -> None:
    assert matches(["Wetter", heading], COLUMNS) == {column: 1}


@pytest.mark.parametrize(
    "heading", ["Wetter", "Kunde seit", "Ansprechpartner E-Mail Datum", "", "Betreuer", "Account owner", "x"]
)
def test_what_means_something_else_is_left_alone(heading: str) -> None:
    assert matches([heading], COLUMNS) == {}


def test_the_better_heading_wins_and_each_serves_one_column() -> None:
    found = matches(["Account ID", "Account Name", "Account", "Name", "Close Date", "Created Date"], COLUMNS)
    assert found == {"id": 0, "company": 1, "contact": 3, "decided_on": 4, "started_on": 5}


def test_a_heading_in_small_letters_without_signs() -> None:
    assert plain(" Anzahl_MA (ca.)\nGröße ") == "anzahl ma ca groesse"
