"""The codebook as a workbook and back: what a researcher changes in Excel changes in the YAML, and nothing else does."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.files.codebook.codebook_reading import import_codebook
from pipeline.files.codebook.codebook_sheets import export_codebook
from pipeline.files.codebook.codebook_text import rendered
from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.folders import shipped
from pipeline.language.cues import CueError, parse_cue

BOOK = """\
# Our codebook.
id: tiny
version: "1"

families:
  - id: need   # the main one
    label: {en: "Need", de: 'Bedarf'}
    questions:
      en: ["what for"]
  - id: touchpoint
    label: Touchpoint

codes:

  # ---------- needs
  - id: need.time
    label: {en: "Save time", de: "Zeit sparen"}
    definition:
      en: "Less work."   # short on purpose
      de: "Weniger Arbeit."
    when_to_use: >
      Folded
      over lines.
    cues:
      en:
        # by hand
        - "by hand"
        - '=IT'
        # speed
        - faster ?
      de: []

  - {id: need.quiet, label: Quiet, definition: {en: Silence.}, cues: {en: [silence]}}

  # ---------- touchpoints
  - id: touchpoint.site
    label: {en: "Site"}
    epoms: owned
    definition: {en: "The site."}
# the end
"""
EDITS = Callable[[Any], None]


def workbook(text: str = BOOK, language: str = "en") -> bytes:
    data, problems = export_codebook(text.encode(), "tiny.yaml", language)
    assert data is not None, problems
    return data


def edited(data: bytes, change: EDITS) -> bytes:
    """The workbook as Excel would save it after a person's changes."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(book: Any, id: str, column: str, value: Any, sheet: str = "Codes") -> None:
    """Type into a cell; an id that is not there gets a new row."""
    page = book[sheet]
    headings = [cell.value for cell in page[1]]
    place = headings.index("id") + 1
    row = next((r for r in range(2, page.max_row + 1) if page.cell(r, place).value == id), page.max_row + 1)
    page.cell(row, place).value = id
    cell = page.cell(row, headings.index(column) + 1)
    cell.value = value
    cell.data_type = "s" if isinstance(value, str) else cell.data_type


def imported(change: EDITS, text: str = BOOK) -> str:
    new, problems = import_codebook(edited(workbook(text), change), "c.xlsx", text.encode())
    assert new is not None, [str(problem) for problem in problems]
    return new.decode()


def refused(change: EDITS, text: str = BOOK) -> list[str]:
    new, problems = import_codebook(edited(workbook(text), change), "c.xlsx", text.encode())
    assert new is None
    return [str(problem) for problem in problems]


def delete(book: Any, id: str) -> None:
    page = book["Codes"]
    page.delete_rows(next(row[0].row for row in page.iter_rows() if row[0].value == id))


@pytest.mark.parametrize("language", ["en", "de"])
def test_there_and_back_is_the_same_file_byte_for_byte(language: str) -> None:
    data = shipped("b2b_buying_journey.yaml").read_bytes()
    sheet, _ = export_codebook(data, "book.yaml", language)
    assert sheet is not None
    assert import_codebook(sheet, "c.xlsx", data) == (data, [])
    if language == "en":
        assert import_codebook(edited(sheet, lambda _: None), "c.xlsx", data) == (data, [])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_saves_a_workbook_that_says_the_same(tmp_path: Path) -> None:
    data = shipped("b2b_buying_journey.yaml").read_bytes()
    sheet, _ = export_codebook(data, "book.yaml", "de")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "c.xlsx").write_bytes(sheet or b"")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "in" / "c.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert import_codebook((tmp_path / "c.xlsx").read_bytes(), "c.xlsx", data) == (data, [])


@pytest.mark.parametrize("text", [BOOK, BOOK.replace("\n", "\r\n"), "\ufeff" + BOOK, BOOK.removesuffix("# the end\n").rstrip()])
def test_line_ends_marks_and_comments_stay(text: str) -> None:
    assert import_codebook(workbook(text), "c.xlsx", text.encode()) == (text.encode(), [])


def test_a_changed_text_changes_only_itself() -> None:
    new = imported(lambda b: put(b, "need.time", "definition en", 'Less "work": at all.'))
    assert new == BOOK.replace('"Less work."', '"Less \\"work\\": at all."')


def test_a_value_keeps_the_quotes_of_the_one_it_replaces() -> None:
    def change(book: Any) -> None:
        put(book, "need", "label de", "Was man braucht's", "Families")
        put(book, "touchpoint.site", "EPOMS class", "Paid")

    new = imported(change)
    assert new == BOOK.replace("'Bedarf'", "'Was man braucht''s'").replace("epoms: owned", "epoms: paid")


def test_a_text_for_both_languages_becomes_one_for_each() -> None:
    new = imported(lambda b: put(b, "touchpoint", "label de", "Berührungspunkt", "Families"))
    assert new == BOOK.replace("label: Touchpoint", 'label: {en: "Touchpoint", de: "Berührungspunkt"}')


def test_cues_come_and_go_and_the_others_keep_their_lines_and_comments() -> None:
    new = imported(lambda b: put(b, "need.time", "cues en", "=IT\n=OT\nfaster ?"))
    assert new == BOOK.replace('        # by hand\n        - "by hand"\n', "        # by hand\n").replace(
        "- '=IT'\n", "- '=IT'\n        - \"=OT\"\n"
    )


def test_all_cues_go() -> None:
    new = imported(lambda b: put(b, "need.time", "cues en", None))
    assert "en: []\n        # by hand\n        # speed\n      de: []" in new


def test_what_was_missing_is_put_in_its_place() -> None:
    def change(book: Any) -> None:
        put(book, "need.time", "when not to use en", "Not for hobbies.")
        put(book, "need.time", "cues de", "von Hand\nschneller")
        put(book, "need.quiet", "definition de", "Stille.")
        put(book, "need.quiet", "not where en", "deathly")
        put(book, "touchpoint", "questions en", "where did you look", "Families")

    new = imported(change)
    assert 'cues: {en: [silence]}, unless: {en: ["deathly"]}}' in new
    assert '{en: Silence., de: "Stille."}' in new
    assert 'de: ["von Hand", "schneller"]' in new
    assert '    label: Touchpoint\n    questions:\n      en:\n        - "where did you look"\n' in new
    codes, _ = read_codebook(new.encode(), "new.yaml")
    assert codes is not None
    assert codes.by_id["need.time"].when_not_to_use == {"en": "Not for hobbies."}
    assert codes.by_id["need.time"].when_to_use["de"].startswith("Folded")


def test_a_new_row_is_a_new_block_at_the_end_of_its_family() -> None:
    def change(book: Any) -> None:
        for column, value in (("label en", "Trust"), ("definition en", "To rely on it."), ("cues en", "=OK\nrely on")):
            put(book, "need.trust", column, value)

    added = '\n  - id: need.trust\n    label: {en: "Trust"}\n    definition:\n      en: "To rely on it."\n'
    added += '    cues:\n      en:\n        - "=OK"\n        - "rely on"\n'
    assert imported(change) == BOOK.replace("[silence]}}\n", "[silence]}}\n" + added)


def test_a_new_family_with_its_first_code() -> None:
    def change(book: Any) -> None:
        put(book, "fear", "label en", "Fear", "Families")
        put(book, "fear.price", "label en", "Price")
        put(book, "fear.price", "definition en", "Too dear.")

    codes, _ = read_codebook(imported(change).encode(), "new.yaml")
    assert codes is not None
    assert [code.id for code in codes.codes][-1] == "fear.price"


def test_a_missing_row_removes_nothing() -> None:
    (problem,) = refused(lambda b: delete(b, "need.time"))
    assert "need.time" in problem
    assert "'remove'" in problem


def test_a_code_is_removed_on_request() -> None:
    new = imported(lambda b: put(b, "need.time", "remove", "Yes "))
    assert "need.time" not in new
    assert "# ---------- needs\n" in new
    assert "\n\n\n" not in new


def test_a_code_is_renamed_in_place() -> None:
    def change(book: Any) -> None:
        put(book, "need.time", "replaces", "need.time")
        page = book["Codes"]
        next(row[0] for row in page.iter_rows() if row[0].value == "need.time").value = "need.speed"

    new = imported(change)
    assert new.startswith(BOOK[: BOOK.index("need.time")] + "need.speed\n")
    assert "      de: []\n    replaces: [need.time]\n" in new


@pytest.mark.parametrize("moved", [True, False], ids=["its family is typed too", "its family still stands there"])
def test_a_code_moves_to_another_family(moved: bool) -> None:
    def change(book: Any) -> None:
        put(book, "touchpoint.site", "replaces", "touchpoint.site")
        put(book, "touchpoint.site", "EPOMS class", None)
        if moved:
            put(book, "touchpoint.site", "family", "need")
        page = book["Codes"]
        next(row[0] for row in page.iter_rows() if row[0].value == "touchpoint.site").value = "need.site"

    codes, _ = read_codebook(imported(change).encode(), "new.yaml")
    assert codes is not None
    assert codes.by_id["need.site"].family == "need"
    assert codes.successors("touchpoint.site") == ("need.site",)


def test_codes_are_merged_and_split() -> None:
    def merge(book: Any) -> None:
        put(book, "need.time", "replaces", "need.quiet")
        delete(book, "need.quiet")

    assert "need.quiet, label" not in imported(merge)

    def split(book: Any) -> None:
        for name in ("need.money", "need.nerves"):
            for column, value in (("label en", name), ("definition en", name), ("replaces", "need.quiet")):
                put(book, name, column, value)
        delete(book, "need.quiet")

    codes, _ = read_codebook(imported(split).encode(), "new.yaml")
    assert codes is not None
    assert codes.successors("need.quiet") == ("need.money", "need.nerves")


def test_rows_and_columns_may_be_shuffled_and_inserted() -> None:
    def change(book: Any) -> None:
        for page in (book["Codes"], book["Families"]):
            rows = [[cell.value for cell in row] for row in page.iter_rows()]
            order = random.Random(7).sample(range(len(rows[0])), len(rows[0]))
            header, *others = [[row[place] for place in order] for row in rows]
            page.delete_rows(1, page.max_row)
            page.append(["Status: draft"])
            page.append(["my notes", *header])
            for row in reversed(others):
                page.append(["=1+1", *row])
            page.title += " (copy)"

    assert imported(change) == BOOK


def test_a_deleted_column_changes_nothing() -> None:
    def change(book: Any) -> None:
        page = book["Codes"]
        page.delete_cols([cell.value for cell in page[1]].index("cues en") + 1)

    assert imported(change) == BOOK


def test_long_lists_continue_in_further_columns() -> None:
    cues = [f"word{n} & {'x' * 40}" for n in range(700)]
    text = BOOK.replace("      de: []\n", "\n".join(rendered("de", cues, 6)) + "\n")
    page = openpyxl.load_workbook(io.BytesIO(workbook(text)))["Codes"]
    headings = [cell.value for cell in page[1]]
    assert [h for h in headings if str(h).startswith("cues de")] == ["cues de", "cues de (2)", "cues de (3)"]
    assert imported(lambda _: None, text) == text
    assert imported(lambda b: put(b, "need.time", "cues de (3)", "last"), text).count("word") == 500
    (lost,) = refused(lambda b: b["Codes"].delete_cols(headings.index("cues de (2)") + 1), text)
    assert "lacks the column 'cues de (3)'" in lost


@pytest.mark.parametrize(
    ("id", "column", "value", "said"),
    [
        ("need.time", "EPOMS class", "bought", "'bought', which is none. Use one of earned"),
        ("need.time", "EPOMS class", "paid", "must not have an EPOMS class"),
        ("touchpoint.site", "EPOMS class", None, "needs an EPOMS class"),
        ("need.time", "cues en", "by (hand", "'cues en': the cue 'by (hand' has a bracket"),
        ("need.time", "not where de", "a*b", "'not where de': the cue"),
        ("touchpoint.site", "definition en", " ", "empty definition"),
        ("need.time", "remove", "maybe", "'maybe' in the column 'remove'"),
        ("need.time", "family", "touchpoint", "stands in the family 'touchpoint'"),
        ("need.time", "cues en", "#NAME?", "holds the error #NAME?"),
        ("Need time", "label en", "x", "the id 'need time', which is none"),
        ("fear.new", "label en", "x", "'fear', which is not defined"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(id: str, column: str, value: str | None, said: str) -> None:
    problems = refused(lambda b: put(b, id, column, value))
    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("c.xlsx, sheet 'Codes', row ") for problem in problems)


def test_every_problem_is_told_at_once() -> None:
    def change(book: Any) -> None:
        put(book, "need.time", "cues en", "a ...")
        put(book, "touchpoint.site", "EPOMS class", "none")
        page = book["Codes"]
        page.append([cell.value for cell in page[2]])

    problems = refused(change)
    assert len(problems) == 4
    assert any("which a row above has too" in problem for problem in problems)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id;label"])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    new, problems = import_codebook(data, "c.xlsx", BOOK.encode())
    assert new is None
    assert len(problems) == 1


def test_a_workbook_of_something_else_is_a_problem() -> None:
    (problem,) = refused(lambda b: b.remove(b["Codes"]))
    assert "has no sheet" in problem


def test_what_yaml_says_in_a_roundabout_way_is_never_written_wrongly() -> None:
    text = BOOK.replace("definition: {en: Silence.}", "definition: &it {en: Silence.}").replace(
        'definition: {en: "The site."}', "definition: *it"
    )
    (problem,) = refused(lambda b: put(b, "touchpoint.site", "definition en", "The site."), text)
    assert "cannot write" in problem


def is_cue(text: str) -> bool:
    try:
        parse_cue(text)
    except CueError:
        return False
    return True


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.lists(st.text("abÄß=+-@'\"#:{}\\,*&_x004 \u2028\U0001f600", max_size=12).filter(is_cue), max_size=6),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1).filter(str.strip),
)
def test_whatever_is_typed_arrives_and_stays(cues: list[str], definition: str) -> None:
    def change(book: Any) -> None:
        put(book, "need.time", "cues en", "\n".join(cues) or None)
        put(book, "need.time", "definition de", definition)

    new = imported(change)
    codes, _ = read_codebook(new.encode(), "new.yaml")
    assert codes is not None
    code = codes.by_id["need.time"]
    assert list(code.cues["en"]) == [" ".join(cue.split()) for cue in cues]
    assert code.definition["de"].split() == definition.split()
    assert imported(lambda _: None, new) == new
