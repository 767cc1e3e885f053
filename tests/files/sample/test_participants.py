"""Who was interviewed: a list as researchers keep it, in CSV or Excel, in English or German."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from pipeline.files.sample.participants import read_participants
from pipeline.method.sample.sample import Participant

LIST = """interview,name,speaker,interviewer,company,employees
s01,Torsten Wiegand,TW,Mia; Tom,"Prohl, Aufzüge GmbH",140
s02,Priya Raman,,,Halvergate,420
"""


def people(data: str | bytes, name: str = "participants.csv") -> tuple[Participant, ...]:
    found, problems = read_participants(Path(name), data if isinstance(data, bytes) else data.encode(), name)
    assert problems == []
    return found


def excel(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_row_is_an_interviewee() -> None:
    torsten, priya = people(LIST)
    assert torsten == Participant(
        "s01",
        "Torsten Wiegand",
        ("TW", "Torsten Wiegand"),
        ("Mia", "Tom"),
        (("company", "Prohl, Aufzüge GmbH"), ("employees", "140")),
    )
    assert (priya.interviewers, dict(priya.facts)) == ((), {"company": "Halvergate", "employees": "420"})


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_usual_separator(separator: str) -> None:
    assert (
        people(LIST.replace('"Prohl, Aufzüge GmbH"', "Prohl").replace("Mia; Tom", "Mia").replace(",", separator))[0].name
        == "Torsten Wiegand"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding(encoding: str) -> None:
    assert dict(people(LIST.encode(encoding))[0].facts)["company"] == "Prohl, Aufzüge GmbH"


def test_windows_line_ends_and_blank_lines() -> None:
    assert len(people(LIST.replace("\n", "\r\n\r\n"))) == 2


def test_german_headings() -> None:
    (found,) = people(
        "Kürzel;Gesprächspartner;Sprecher-Kürzel;Firma;Größe;Entschieden am\ns01;Anna Öz;AÖ;Meier GmbH;40;März 2026\n"
    )
    assert (found.interview, found.name, found.speakers) == ("s01", "Anna Öz", ("AÖ", "Anna Öz"))
    assert dict(found.facts) == {"company": "Meier GmbH", "employees": "40", "decided_on": "März 2026"}


def test_several_interviewees_of_one_talk() -> None:
    (found,) = people('interview,name\ns01,"Mia Meier; Tom Müller"\n')
    assert found.speakers == ("Mia Meier", "Tom Müller")


def test_excel() -> None:
    found = people(
        excel(["Interview", "Name", "Employees", "Company"], ["s01", "Anna", 140, None], [7, "Ben", 3.5, "NA"]),
        "participants.xlsx",
    )
    assert [(p.interview, p.name, dict(p.facts)) for p in found] == [
        ("s01", "Anna", {"employees": "140"}),
        ("7", "Ben", {"employees": "3.5", "company": "NA"}),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "interview,name\n", "interview\n", "\ufeff"])
def test_a_list_without_rows_is_no_problem(text: str) -> None:
    assert people(text) == ()


def test_a_list_with_one_column() -> None:
    assert [p.interview for p in people("interview\ns01\ns02\n")] == ["s01", "s02"]


def test_rows_may_be_shorter_or_longer_than_the_header() -> None:
    assert [p.name for p in people("interview,name,company\ns01\ns02,Ben,X,,,\ns03,Cem,Y, a remark\n")] == ["", "Ben", "Cem"]


def test_further_columns_are_welcome_and_rows_without_an_interview_are_passed_over() -> None:
    assert [p.name for p in people("remark,interview,name\nhello,s01,Ann\n,,Nobody\n")] == ["Ann"]


def test_the_file_name_of_a_transcript_names_its_interview() -> None:
    assert [p.interview for p in people("Datei,Name\ninterviews/s01.docx,Ann\nDr. Meier,Ben\n")] == ["s01", "Dr. Meier"]


@pytest.mark.parametrize(
    ("data", "name", "where", "what"),
    [
        (b"name,company\nAnn,X\n", "p.csv", "p.csv", "has no column that says which interview"),
        (b"interview,name\ns01,Ann\n\nS01,Ben\n", "p.csv", "p.csv:4", "has a row already"),
        (b"not a workbook", "p.xlsx", "p.xlsx", "cannot be read as a table"),
    ],
)
def test_what_cannot_be_used_is_a_problem(data: bytes, name: str, where: str, what: str) -> None:
    _, (problem,) = read_participants(Path(name), data, name)
    assert problem.where == where
    assert what in problem.what


def test_dates_of_interviews_are_read_and_those_that_cannot_be_are_named(tmp_path: Path) -> None:
    data = "interview;interviewed on\ns01;31.12.2025\ns02;32.13.2026\ns03;3. März 2026\ns04;\n".encode()
    people, problems = read_participants(tmp_path / "participants.csv", data, "interviews/participants.csv")
    assert [dict(person.facts).get("interviewed_on", "") for person in people] == ["2025-12-31", "", "2026-03-03", ""]
    assert [(p.where, "32.13" in p.what) for p in problems] == [("interviews/participants.csv:3", False)]
