"""codebooks/inventory.csv or .xlsx: column names in both languages, and an input that makes outputs stale."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from pipeline.files.folders import StudyFolder
from pipeline.files.inventory import doubts, read_inventory
from pipeline.files.runs import run, status
from pipeline.method.touchpoints.inventory import Entry, Item

NAME = "codebooks/inventory.csv"
FAIR = Item(2, "Stand", "trade_fair", ("consideration", "Abwägen"), "Sales", "buyers", ("fear.lock_in", "Preis"))
ENGLISH = (
    "name,touchpoint,phase,owner,audience,answers\nStand,trade_fair,consideration; Abwägen,Sales,buyers,fear.lock_in;Preis\n"
)
GERMAN = (
    "Bezeichnung;Kontaktpunkt;Phasen;zuständig;Zielgruppe;Informationsbedarf\n"
    'Stand;trade_fair;"consideration, Abwägen";Sales;buyers;"fear.lock_in, Preis"\n'
)


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, "\ufeff" + GERMAN, ENGLISH.replace("\n", "\r\n")])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_both_languages_any_separator_any_encoding(text: str, encoding: str) -> None:
    if encoding == "cp1252":
        text = text.lstrip("\ufeff")
    assert read_inventory(NAME, text.encode(encoding)) == ((FAIR,), [])


def test_a_workbook_says_the_same() -> None:
    book = openpyxl.Workbook()
    for line in ENGLISH.splitlines():
        book.worksheets[0].append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    assert read_inventory("codebooks/inventory.xlsx", out.getvalue()) == ((FAIR,), [])


def test_rows_keep_their_number_and_empty_ones_are_passed_over() -> None:
    items, problems = read_inventory(NAME, b"name,phase\nBlog,\n,\n\nFilm,\n")
    assert ([(item.row, item.name) for item in items], problems) == ([(2, "Blog"), (5, "Film")], [])


def test_a_list_of_touchpoints_without_names_is_enough() -> None:
    ((item,), _) = read_inventory(NAME, b"touchpoint\nblog\n")
    assert (item.name, item.touchpoint) == ("blog", "blog")


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"PK\x03\x04nonsense"])
def test_what_is_no_inventory_is_one_problem(data: bytes) -> None:
    items, problems = read_inventory(NAME, data)
    assert items == ()
    assert len(problems) == 1


def test_an_empty_file_is_an_empty_list() -> None:
    assert read_inventory(NAME, b"") == ((), [])


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "s01.txt").write_text("I: Where did you look?\nB: We went to the trade fair in Hanover.\n")
    return StudyFolder(tmp_path)


def test_a_changed_list_makes_the_workbook_stale_and_unknown_names_are_told(folder: StudyFolder) -> None:
    assert run(folder).problems == ()
    (folder.codebooks).mkdir()
    (folder.root / NAME).write_text("name,touchpoint,phase\nOur stand,trade_fair,\n")
    assert status(folder).waiting != ()
    account = run(folder)
    assert account.problems == ()
    assert "4-touchpoints.xlsx" in account.written
    assert "Inventory" in openpyxl.load_workbook(folder.outputs / "4-touchpoints.xlsx").sheetnames
    assert run(folder).redone == "nothing"
    (folder.root / NAME).write_text("name,touchpoint,phase\nOur stand,trade_fair,some day\n")
    (problem,) = run(folder).problems
    assert problem.where == f"{NAME}:2"
    assert "some day" in problem.what
    (folder.root / NAME).unlink()
    assert run(folder).problems == ()
    assert "Inventory" not in openpyxl.load_workbook(folder.outputs / "4-touchpoints.xlsx").sheetnames


def test_a_name_that_many_rows_have_is_one_problem() -> None:
    """Another phase model must not drown everything else in a line for each row of the list."""
    unknown = {2: ("decision",), 3: ("decision", "decision"), 4: ("decision", "fear.x"), 5: ("fear.x",), 6: (), 7: ("sale",)}
    entries = [Entry(Item(row, "Stand"), "", (), (), names) for row, names in unknown.items()]
    found = [(problem.where, problem.what.partition(": ")[2]) for problem in doubts(NAME, entries)]
    assert found == [
        (f"{NAME}:2", "decision (so do 2 further rows)."),
        (f"{NAME}:4", "fear.x (so does row 5)."),
        (f"{NAME}:7", "sale."),
    ]
