"""4-touchpoints.xlsx: every number leads to its quotes, and what nobody reported can be seen."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from pipeline.files.maps.matrix import matrix_workbook
from pipeline.study import Study
from tests.conftest import codebook, study

CODEBOOK = """
id: contacts
families:
  - {id: touchpoint, label: Touchpoints}
  - {id: trigger, label: Triggers}
codes:
  - {id: touchpoint.fair, label: Trade fair, epoms: managed, definition: d, cues: {en: [fair]}}
  - {id: touchpoint.hotline, label: Hotline, epoms: managed, definition: d, cues: {en: [hotline]}}
  - {id: touchpoint.podcast, label: Podcast, epoms: shared, definition: d, cues: {en: [podcast]}}
  - {id: trigger.growth, label: Growth, definition: d, cues: {en: [grow]}}
"""
ANNA = """
I: Where did you look for a supplier?
B: We went to the big fair in Hanover with the whole team. The fair was awful, far too loud for our engineers.
I: And today, how does it work for you?
B: I call the hotline about once a month with all my questions.
"""
BEN = """
I: Where did you look for a supplier?
B: My boss saw them at the fair last spring and liked them a lot.
"""


@pytest.fixture(scope="module")
def told() -> Study:
    return study({"anna": ANNA, "ben": BEN}, codebook(CODEBOOK))


@pytest.fixture(scope="module")
def book(told: Study) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(matrix_workbook(told)))


def cells(book: openpyxl.Workbook, label: str) -> dict[str, str]:
    """Column heading -> text of a touchpoint's row."""
    sheet = book["All interviews"]
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "touchpoint")
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == label)
    return {str(head).split("\n")[0]: str(text) for head, text in zip(heads, row, strict=True) if text}


def test_a_cell_counts_interviews_and_mentions(book: openpyxl.Workbook) -> None:
    fair = cells(book, "Trade fair")
    assert fair["any phase"] == "2 of 2"
    counted = [re.fullmatch(r"(\d) of 2°¹? · (\d)× · (–|±0|[+−]\d\.\d)", text) for text in list(fair.values())[1:-1]]
    assert sum(int(match[2]) for match in counted if match) == 3, fair
    assert cells(book, "Hotline")["any phase"] == "1 of 2"


def test_what_nobody_reported_is_a_visible_gap(book: openpyxl.Workbook, told: Study) -> None:
    assert cells(book, "Podcast") == {"touchpoint": "Podcast", "any phase": "not mentioned"}
    gaps = [row[1] for row in book["Research gaps"].iter_rows(min_row=2, values_only=True)]
    assert "Podcast" in gaps
    assert len([gap for gap in gaps if gap != "Podcast"]) >= len(told.matrices[0].empty_phases) >= 1


def test_every_cell_leads_to_a_quote_of_its_touchpoint_and_phase(book: openpyxl.Workbook, told: Study) -> None:
    sheet, quotes = book["All interviews"], book["Quotes"]
    heads: dict[object, str] = {}
    followed = 0
    for row in sheet.iter_rows():
        if row[0].value == "touchpoint":
            heads = {cell.column: str(cell.value).split("\n")[0] for cell in row}
        for cell in row:
            if cell.hyperlink is None:
                continue
            followed += 1
            match = re.fullmatch(r"'?Quotes'?!A(\d+)", cell.hyperlink.location or "")
            assert match is not None
            quote = [c.value for c in quotes[int(match[1])]]
            assert quote[0] == row[0].value
            assert quote[2] == heads[cell.column]
    assert followed == len(told.matrices[0].cells)


def test_quotes_are_verbatim(book: openpyxl.Workbook) -> None:
    said = {row[8] for row in book["Quotes"].iter_rows(min_row=2, values_only=True)}
    assert all(str(quote) in ANNA or str(quote) in BEN for quote in said)


def test_the_same_study_gives_the_same_bytes(told: Study) -> None:
    assert matrix_workbook(told) == matrix_workbook(told)
