"""Workbooks that people saved: opened with care, cells as text."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from pipeline.files.forms import typed as module
from pipeline.files.forms.typed import heading, sheets, text_of
from pipeline.problems import Problem


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (True, "true"), (3, "3"), (3.0, "3"), (0.1 + 0.2, "0.3"), (-1.5, "-1.5"), (1e20, "100000000000000000000"),
        (datetime(2026, 12, 31), "2026-12-31"), (datetime(2026, 12, 31, 9, 5), "2026-12-31 09:05"),
        (date(2026, 1, 2), "2026-01-02"), (time(9, 30), "09:30:00"), (timedelta(hours=30), "1 day, 6:00:00"),
        (" a\u00a0b\r\nc ", "a b\nc"), ("x_x000D_\ny", "x\ny"), ("_x005F_x0041_", "_x0041_"), ("_x0041_", "_x0041_"),
    ],
)  # fmt: skip
def test_a_cell_as_text(cell: Any, text: str) -> None:
    assert text_of(cell) == text


def test_a_heading_is_compared_without_case_and_line_breaks() -> None:
    assert heading("  Your\n Quality ") == "your quality"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number in range(60):
        page.append([f"row {number}"])
    book.create_sheet("Empty")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_row_is_gone_through_once_whatever_was_looked_at_before() -> None:
    problems: list[Problem] = []
    found = {sheet.place: [row[0] for row in sheet.rows] for sheet in sheets(workbook(), "x.xlsx", problems)}
    assert found == {"x.xlsx, sheet 'Sheet'": [f"row {n}" for n in range(60)], "x.xlsx, sheet 'Empty'": []}
    assert problems == []


@pytest.mark.parametrize("data", [b"", b"PK damaged", workbook()[:-600]])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    problems: list[Problem] = []
    assert list(sheets(data, "x.xlsx", problems)) == []
    assert [problem.where for problem in problems] == ["x.xlsx"]


def test_what_unpacks_to_a_flood_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    problems: list[Problem] = []
    assert list(sheets(workbook(), "x.xlsx", problems)) == []
    assert "200 MB" in problems[0].what


def test_a_sheet_that_is_cut_off_is_a_problem_and_the_others_are_read() -> None:
    data, out = workbook(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part[: len(part) // 3] if name.endswith("sheet1.xml") else part)
    problems: list[Problem] = []
    places = [sheet.place for sheet in sheets(out.getvalue(), "x.xlsx", problems)]
    assert places == ["x.xlsx, sheet 'Empty'"]
    assert [problem.where for problem in problems] == ["x.xlsx, sheet 'Sheet'"]
