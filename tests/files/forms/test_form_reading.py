"""Forms come back however the sheet was sorted, cut, extended, renamed or saved; old copies undo nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.files.forms.form_reading import Fill, new_edits, read_fills
from pipeline.files.forms.forms import FORMS, form_key
from pipeline.files.forms.typed import sheets
from pipeline.files.sheets import Book, Column
from pipeline.files.wording import wording
from pipeline.method.review.edits import Edit, Edits
from pipeline.problems import Problem

FORM = "strategies"
FIELDS = FORMS[FORM].fields
Rows = Mapping[str, Mapping[str, str]]
Change = Callable[[openpyxl.Workbook], None]


def workbook(rows: Rows, language: str = "en", form: str = FORM, keys: bool = True) -> bytes:
    """A workbook as we write it: a form with what its fields show."""
    say = wording(language)
    book = Book("test")
    columns = [Column(say("key"), 9, "key"), Column(say("touchpoint"), 20)]
    columns += [Column(say(text), 20, "fill") for text in FORMS[form].fields.values()]
    book.table("Sheet", columns, (_row(form, key, shown, keys) for key, shown in rows.items()))
    return book.finish()


def _row(form: str, key: str, shown: Mapping[str, str], signed: bool) -> list[str | None]:
    written = form_key(form, key, shown) if signed else f"{form}:{key}"
    return [written, f"about {key}", *(shown.get(name) for name in FORMS[form].fields)]


def edited(data: bytes, change: Change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typing(key: str, value: Any, name: str = "owner", language: str = "en", form: str = FORM) -> Change:
    """Type into a field."""

    def change(book: openpyxl.Workbook) -> None:
        page = book["Sheet"]
        head = [cell.value for cell in page[1]]
        column = head.index(wording(language)(FORMS[form].fields[name]))
        row = next(row for row in page.iter_rows(min_row=2) if str(row[0].value).startswith(f"{form}:{key}"))
        row[column].value = value

    return change


def read(data: bytes, before: Mapping[str, str] | None = None) -> tuple[list[Fill], list[Problem]]:
    problems: list[Problem] = []
    found = [fill for sheet in sheets(data, "x.xlsx", problems) for fill in read_fills(sheet, problems, before) or ()]
    return found, problems


def taken(data: bytes, log: Iterable[Edit] = ()) -> tuple[dict[tuple[str, str], str], list[Problem]]:
    """(key, field) -> the new value, and problems."""
    fills, problems = read(data)
    edits = new_edits(fills, Edits(tuple(log)), "2", "Mia", problems)
    return {(edit.key, edit.field): edit.value for edit in edits}, problems


def standing(rows: Rows, form: str = FORM) -> list[Edit]:
    return [Edit(form, key, name, value, time="1") for key, fields in rows.items() for name, value in fields.items()]


SHOWN = {"repair.site": {"owner": "Tom", "note": "first\nsecond"}, "inform.price": {}}


# What was typed


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("form", sorted(form for form in FORMS))
def test_a_workbook_that_nobody_touched_says_nothing(language: str, form: str) -> None:
    shown = {name: "2" for name in FORMS[form].fields if name not in FORMS[form].allowed}
    assert read(workbook({"a": shown, "b": {}}, language, form)) == ([], [])


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_was_typed_is_read_with_what_the_row_is_about(language: str) -> None:
    data = edited(workbook(SHOWN, language), typing("inform.price", "Ann\u00a0Lee ", language=language))
    (fill,), problems = read(data)
    assert problems == []
    assert (fill.key, fill.field, fill.value, fill.about) == ("inform.price", "owner", "Ann Lee", "about inform.price")
    assert fill.where == "x.xlsx, sheet 'Sheet', row 3"


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("due", datetime(2026, 12, 31), "2026-12-31"),
        ("due", "31.12.2026", "2026-12-31"),
        ("effort", 2.0, "2"),
        ("effort", "3", "3"),
        ("decision", "Umsetzen", "do"),
        ("channel", "Content, our own fair", "content, our own fair"),
        ("note", "one\r\ntwo", "one\ntwo"),
        ("note", "=1+1 is text", "=1+1 is text"),
        ("note", 0.25, "0.25"),
        ("note", True, "true"),
        ("note", "_x000D_", ""),
        ("note", "a literal _x0041_", "a literal _x0041_"),
    ],
)
def test_what_a_cell_holds_is_kept_in_one_spelling(name: str, typed: object, kept: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        typing("inform.price", typed, name)(book)
        for row in book["Sheet"].iter_rows():
            for cell in row:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type

    found, problems = taken(edited(workbook(SHOWN), change))
    assert problems == []
    assert found == ({("inform.price", name): kept} if kept else {})


def test_a_plain_key_says_that_nothing_was_shown() -> None:
    rows = {"a": {"owner": "Tom"}, "b": {}}
    assert taken(workbook(rows, keys=False))[0] == {("a", "owner"): "Tom"}
    assert taken(workbook(rows, keys=False), standing(rows))[0] == {}


def test_an_emptied_field_is_emptied_and_one_that_was_always_empty_says_nothing() -> None:
    data = edited(workbook(SHOWN), typing("repair.site", None))
    assert taken(data, standing(SHOWN))[0] == {("repair.site", "owner"): ""}
    assert taken(workbook({key: {} for key in SHOWN}), standing(SHOWN))[0] == {}, "written before anything was typed"


def test_an_emptied_field_whose_value_came_from_another_row_is_emptied_too() -> None:
    data = edited(workbook(SHOWN), typing("repair.site", None))
    assert taken(data)[0] == {("repair.site", "owner"): ""}
    assert taken(data, [Edit(FORM, "repair.site", "owner", "")])[0] == {}


def test_what_a_row_is_about_is_kept_whole_where_the_form_says_so() -> None:
    names = ", ".join(f"s{n:03}" for n in range(200))
    say = wording("de")
    book = Book("test")
    columns = [Column(say("key"), 9), Column(say("jobs_draft"), 9), Column(say("jobs_rests_on"), 9)]
    columns += [Column(say(text), 9, "fill") for text in FORMS["jobs"].fields.values()]
    book.table("Sheet", columns, [[form_key("jobs", "a", {}), "x" * 900, names, "Neu", None, None]])
    (fill,), problems = read(book.finish())
    assert problems == []
    assert (fill.form, fill.field, fill.value) == ("jobs", "label", "Neu")
    assert fill.about == f"{names} | {'x' * 160}"


# Old copies


def test_the_same_workbook_twice_says_nothing_new() -> None:
    data = edited(workbook(SHOWN), typing("inform.price", "Ann"))
    log = standing(SHOWN)
    assert taken(data, log)[0] == {("inform.price", "owner"): "Ann"}
    assert taken(data, [*log, Edit(FORM, "inform.price", "owner", "Ann")])[0] == {}


def test_an_old_copy_undoes_nothing_newer() -> None:
    old = edited(workbook(SHOWN), typing("inform.price", "Ann"))
    log = [*standing(SHOWN), Edit(FORM, "inform.price", "owner", "Ann"), Edit(FORM, "inform.price", "owner", "Ben")]
    assert taken(old, log)[0] == {}, "Ann was typed, taken in, and replaced since"
    emptied = [*log, Edit(FORM, "inform.price", "owner", "")]
    assert taken(old, emptied)[0] == {("inform.price", "owner"): "Ann"}, "it cannot be told from typing Ann once more"
    cleared = edited(workbook(SHOWN), typing("repair.site", None))
    assert taken(cleared, [*log, Edit(FORM, "repair.site", "owner", "Zoe")])[0] == {}, "who emptied it never saw Zoe"


def test_somebody_who_sees_the_latest_may_go_back_to_an_earlier_value() -> None:
    log = [Edit(FORM, "a", "owner", "Ann"), Edit(FORM, "a", "owner", "Ben")]
    assert taken(edited(workbook({"a": {"owner": "Ben"}}), typing("a", "Ann")), log)[0] == {("a", "owner"): "Ann"}


def test_something_new_in_an_old_copy_is_taken() -> None:
    log = [Edit(FORM, "a", "owner", "Ann"), Edit(FORM, "a", "owner", "Ben")]
    assert taken(edited(workbook({"a": {"owner": "Ann"}}), typing("a", "Cem")), log)[0] == {("a", "owner"): "Cem"}


def test_taking_back_what_was_read_from_a_workbook_that_was_not_rewritten() -> None:
    """Ann was typed and taken in while the workbook was open; then somebody cleared the field and saved again."""
    untouched = workbook(SHOWN)
    (fill,), _ = read(edited(untouched, typing("inform.price", "Ann")))
    said = {fill.cell: form_key(FORM, "x", {"owner": "Ann"}).split("#")[1].split(".")[1]}
    fills, problems = read(untouched, said)
    log = Edits((*standing(SHOWN), Edit(FORM, "inform.price", "owner", "Ann")))
    assert [(edit.key, edit.value) for edit in new_edits(fills, log, "2", "", problems)] == [("inform.price", "")]
    again, _ = read(edited(untouched, typing("inform.price", "Ann")), said)
    assert new_edits(again, log, "2", "", problems) == []


words = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
values = st.dictionaries(st.sampled_from(["owner", "note"]), words, max_size=2)


@given(st.lists(values, min_size=1, max_size=4), st.dictionaries(st.integers(0, 3), values, max_size=4))
@settings(max_examples=25, deadline=None)
def test_after_an_import_the_log_says_what_the_workbook_says(
    shown: list[dict[str, str]], typed: dict[int, dict[str, str]]
) -> None:
    rows = {f"row{n}": {k: v.strip() for k, v in fields.items() if v.strip()} for n, fields in enumerate(shown)}
    log = standing(rows)

    def change(book: openpyxl.Workbook) -> None:
        for number, fields in typed.items():
            for name, value in fields.items() if number < len(shown) else ():
                typing(f"row{number}#", value or None, name)(book)
        for row in book["Sheet"].iter_rows():
            for cell in row:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type

    fills, problems = read(edited(workbook(rows), change))
    assert problems == []
    edits = Edits(tuple(log)).and_then(new_edits(fills, Edits(tuple(log)), "2", "", problems))
    for number, fields in enumerate(shown):
        for name in ("owner", "note"):
            wanted = typed.get(number, {}).get(name, fields.get(name, ""))
            assert edits.of(FORM).get(f"row{number}", {}).get(name, "") == FORMS[FORM].read(name, wanted)


# However the sheet was changed


@given(st.permutations(range(3)), st.permutations(range(8)), st.integers(0, 3), st.sampled_from(["en", "de"]), st.booleans())
@settings(max_examples=25, deadline=None)
def test_rows_and_columns_may_be_moved(rows: list[int], columns: list[int], above: int, language: str, renamed: bool) -> None:
    shown = {"a": {"owner": "Ann"}, "b": {}, "c": {"note": "n"}}

    def change(book: openpyxl.Workbook) -> None:
        typing("b", "Ben", language=language)(book)
        page = book["Sheet"]
        table: list[list[Any]] = [[cell.value for cell in row] for row in page.iter_rows()]
        head, body = table[0], [table[1 + place] for place in rows]
        page.delete_rows(1, page.max_row)
        headline: list[Any] = ["Strategies, discussed in May"]
        for line in [headline] * above + [head, *body]:
            cells = [line[place] if place < len(line) else None for place in columns]
            page.append([*cells[:4], "inserted", *cells[4:]])
        page.title = "Renamed" if renamed else page.title

    assert taken(edited(workbook(shown, language), change), standing(shown)) == ({("b", "owner"): "Ben"}, [])


def test_missing_rows_columns_and_sheets_say_nothing() -> None:
    def change(book: openpyxl.Workbook) -> None:
        page = book["Sheet"]
        page.delete_cols([cell.value for cell in page[1]].index("owner") + 1)
        page.delete_rows(3)

    assert taken(edited(workbook(SHOWN), change), standing(SHOWN)) == ({}, [])
    assert read(edited(workbook(SHOWN), lambda book: book.remove(book.create_sheet("x")))) == ([], [])


def test_two_tables_may_stand_below_each_other() -> None:
    def change(book: openpyxl.Workbook) -> None:
        other = openpyxl.load_workbook(io.BytesIO(workbook({"site/use": {}}, "de", "touchpoints")))
        typing("site/use", "-1,5", "quality", "de", "touchpoints")(other)
        book["Sheet"].append([])
        for row in other["Sheet"].iter_rows(values_only=True):
            book["Sheet"].append(row)
        typing("inform.price", "Ann")(book)

    found, problems = taken(edited(workbook(SHOWN), change), standing(SHOWN))
    assert problems == []
    assert found == {("inform.price", "owner"): "Ann", ("site/use", "quality"): "-1.5"}


# What cannot be used


def test_something_that_cannot_stand_there_is_named_with_what_can_and_the_rest_is_taken() -> None:
    def change(book: openpyxl.Workbook) -> None:
        typing("repair.site", "maybe our secret plan", "decision", "de")(book)
        typing("inform.price", "Ann", language="de")(book)

    found, (problem,) = taken(edited(workbook(SHOWN, "de"), change), standing(SHOWN))
    assert found == {("inform.price", "owner"): "Ann"}
    assert str(problem) == (
        "x.xlsx, sheet 'Sheet', row 2: has something under 'Entscheidung' that cannot stand there. "
        "Choose one of umsetzen, später, verwerfen."
    )


def test_an_error_that_a_program_made_of_what_was_typed_is_no_value() -> None:
    found, (problem,) = taken(edited(workbook(SHOWN), typing("repair.site", "#NAME?", "note")), standing(SHOWN))
    assert found == {}
    assert "has the error #NAME? under 'strategy note'" in str(problem)


@pytest.mark.parametrize(("key", "said"), [("strategies:repair.site#-", "was edited or is missing"), (None, "has no key")])
def test_a_damaged_key_beside_something_filled_in_is_a_problem(key: str | None, said: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        typing("inform.price", "Ann")(book)
        book["Sheet"]["A2"].value = key

    found, (problem,) = taken(edited(workbook(SHOWN), change), standing(SHOWN))
    assert found == {("inform.price", "owner"): "Ann"}
    assert said in problem.what
    assert problem.where.endswith("row 2")


def test_a_damaged_key_beside_empty_fields_is_none() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Sheet"]["A3"].value = "strategies:"

    assert taken(edited(workbook(SHOWN), change), standing(SHOWN)) == ({}, [])


def test_a_sheet_that_lost_its_keys_is_noticed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        typing("inform.price", "Ann")(book)
        book["Sheet"].delete_cols(1)

    found, problems = taken(edited(workbook(SHOWN), change), standing(SHOWN))
    assert found == {}
    assert [problem.where[-5:] for problem in problems] == ["row 2", "row 3"]


def test_a_column_whose_heading_was_overwritten_is_noticed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        next(cell for cell in book["Sheet"][1] if cell.value == "owner").value = "who does it"

    _, (problem,) = taken(edited(workbook(SHOWN), change), standing(SHOWN))
    assert problem.what == "has keys but no column 'owner'."


def test_the_heading_of_the_key_may_be_overwritten() -> None:
    def change(book: openpyxl.Workbook) -> None:
        typing("inform.price", "Ann")(book)
        book["Sheet"]["A1"].value = "x"

    assert taken(edited(workbook(SHOWN), change), standing(SHOWN)) == ({("inform.price", "owner"): "Ann"}, [])


def test_a_row_copied_and_filled_in_differently_is_a_problem_and_the_same_twice_is_none() -> None:
    def twice(value: str) -> Change:
        def change(book: openpyxl.Workbook) -> None:
            typing("inform.price", "Ann")(book)
            book["Sheet"].append([cell.value for cell in book["Sheet"][3]])
            column = [cell.value for cell in book["Sheet"][1]].index("owner")
            book["Sheet"][4][column].value = value

        return change

    assert taken(edited(workbook(SHOWN), twice("Ann")), standing(SHOWN)) == ({("inform.price", "owner"): "Ann"}, [])
    found, (problem,) = taken(edited(workbook(SHOWN), twice("Ben")), standing(SHOWN))
    assert found == {}
    assert "(row 3 and row 4)" in problem.what


def test_a_sheet_without_a_form_is_none() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["quote", "owner"])
    page.append(["sample: a talk about strategies:", "Ann"])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()) == ([], [])
