"""Excel sheets: text stays text, whatever people said; the same content gives the same bytes. Read back with openpyxl."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.files.sheets import CELL_LIMIT, Book, Column, Link, Styled, Value, cell_text


def workbook(*rows: list[Value], columns: tuple[Column, ...] = (Column("a", 10), Column("b", 20)), empty: str = "") -> bytes:
    book = Book("Title")
    book.table("Sheet", columns, rows, empty)
    return book.finish()


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def back(text: str) -> Any:
    return sheet(workbook([text, 1]))["A2"].value


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 221",
        "-5 Prozent",
        "@home",
        "=cmd|' /C calc'!A0",
        "{=1}",
        "http://example.org",
        "mailto:a@b.de",
        "007",
        "1e5",
        "TRUE",
        "01.02.2026",
    ],
)
def test_text_stays_text(text: str) -> None:
    cell = sheet(workbook([text, 1]))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None) or (cell.value, cell.data_type) == (
        text,
        "inlineStr",
    )


@pytest.mark.parametrize(
    "text", ["ä ö ü ß €", "„Ja“ – sagte er", "<b>&amp;</b>", " blanks around ", "two\nlines", "tab\there", "😀"]
)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert back(text) == text


def test_what_looks_like_an_escape_code_of_excel_is_text_too() -> None:
    """Excel reads _x0041_ in a file as "A" unless it is escaped, once."""
    data = workbook(["_x0041_ and _x000D_", 1])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_ and _x005F_x000D_" in xml
    assert "_x005F_x005F_" not in xml


def test_control_characters_are_cleaned() -> None:
    assert back("a\x00b\x08c\x1fd\x7fe\ufffef") == "abcdef"


@pytest.mark.parametrize("length", [CELL_LIMIT, CELL_LIMIT + 1, 100_000])
def test_a_cell_holds_what_excel_allows(length: int) -> None:
    value = back("x" * length)
    assert len(value) <= CELL_LIMIT
    assert value == "x" * length if length <= CELL_LIMIT else value.endswith(" […]")


def test_excel_counts_characters_outside_the_basic_plane_twice() -> None:
    value = back("😀" * CELL_LIMIT)
    assert len(value.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert value.endswith("😀 […]")


def test_numbers_links_and_styled_values_come_back() -> None:
    found = sheet(workbook([Styled(0.25, "number"), Link("there", "internal:'Sheet'!A1")], [None, Styled("pale", "pale")]))
    assert found["A2"].value == 0.25
    assert (found["B2"].value, found["B2"].hyperlink.location) == ("there", "'Sheet'!A1")
    assert (found["A3"].value, found["B3"].value) == (None, "pale")


def test_a_table_has_a_frozen_filtered_header_and_drop_downs() -> None:
    columns = (Column("verdict", 10, "fill", choices=("accept", "reject")), Column("key", 10, locked=True))
    found = sheet(workbook(["", "k1"], ["", "k2"], columns=columns))
    assert [cell.value for cell in found[1]] == ["verdict", "key"]
    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:B3")
    rules = {str(rule.sqref): rule for rule in found.data_validations.dataValidation}
    assert (rules["A2:A3"].type, rules["A2:A3"].formula1) == ("list", '"accept,reject"')
    assert rules["B2:B3"].type == "custom"


def test_an_empty_table_says_so() -> None:
    assert sheet(workbook(empty="Nothing yet."))["A2"].value == "Nothing yet."


def test_the_same_content_gives_the_same_bytes() -> None:
    assert workbook(["a", 1], ["b", 2]) == workbook(["a", 1], ["b", 2])


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=80))
def test_any_text_of_printable_characters_comes_back(text: str) -> None:
    assert (back(text) or "") == text


@given(st.text(max_size=80))
def test_a_cell_text_is_stable(text: str) -> None:
    assert cell_text(cell_text(text)) == cell_text(text)
