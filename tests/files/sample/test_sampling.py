"""`journey select` from the list to plan and workbook, and again after people wrote into them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.files.coding.interviews import find
from pipeline.files.folders import StudyFolder
from pipeline.files.sample.sampling import Asked, Chosen, choose
from pipeline.files.wording import wording
from pipeline.problems import StudyError

SEGMENTS = ("Lifts", "Pumps", "Doors")
SIZES = ("20", "120", "900")
SEPTEMBER = Asked(date="2026-09-15")


def row(number: int, **cells: str) -> str:
    plain = {
        "id": f"K-{number}",
        "company": f"Firma {number} GmbH",
        "contact": f"Anna Name{number}",
        "email": f"a@firma{number}.example",
        "industry": SEGMENTS[number % 3],
        "employees": SIZES[number // 3 % 3],
        "decision date": f"2026-0{4 + number % 2}-{10 + number % 9}",
        "stakeholders": str(number % 7),
    }
    return ",".join({**plain, **cells}.values())


HEADER = "id,company,contact,email,industry,employees,decision date,stakeholders"


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    (tmp_path / "interviews").mkdir()
    return StudyFolder(tmp_path)


def select(folder: StudyFolder, *rows: str, asked: Asked = SEPTEMBER) -> Chosen:
    path = folder.interviews / "customers.csv"
    path.write_text("\n".join([HEADER, *(rows or map(row, range(30)))]) + "\n", encoding="utf-8")
    return choose(folder, path, asked)


def book(folder: StudyFolder) -> Any:
    return openpyxl.load_workbook(io.BytesIO((folder.outputs / "1-sample.xlsx").read_bytes()))


def fill(folder: StudyFolder, name: str, heading: str, text: str) -> None:
    """Type into the workbook as a person would."""
    workbook = book(folder)
    for sheet in workbook.worksheets[:3]:
        heads = [cell.value for cell in sheet[1]]
        for cells in sheet.iter_rows(min_row=2):
            if cells[heads.index("customer id")].value == name:
                cells[heads.index(heading)].value = text
    workbook.save(folder.outputs / "1-sample.xlsx")


def column(folder: StudyFolder, sheet: str, heading: str) -> list[Any]:
    rows = list(book(folder)[sheet].iter_rows(values_only=True))
    return [cells[rows[0].index(heading)] for cells in rows[1:]]


def test_nine_cells_take_nine_people_each_with_a_reason(folder: StudyFolder) -> None:
    chosen = select(folder)
    assert chosen.problems == ()
    assert len(chosen.selected) == 9
    assert chosen.written == ("outputs/1-sample.xlsx", "codebooks/sample.csv")
    assert column(folder, "Selected", "customer id") == list(chosen.selected)
    assert all("the only one from" in why for why in column(folder, "Selected", "why"))
    assert len(column(folder, "Reserve", "customer id")) == 21
    grid = list(book(folder)["Grid"].iter_rows(min_row=4, values_only=True))
    assert grid[0] == ("segment", "<50", "50–249", "250+", "all")
    assert grid[-1] == ("all", "3 of 12", "3 of 9", "3 of 9", "9 of 30")


def test_twice_the_same_is_the_same_byte_for_byte(folder: StudyFolder) -> None:
    select(folder)
    before = [path.read_bytes() for path in (folder.outputs / "1-sample.xlsx", folder.plan)]
    again = select(folder)
    assert again.written == ()
    assert len(again.selected) == len(again.former) == 9
    assert before == [path.read_bytes() for path in (folder.outputs / "1-sample.xlsx", folder.plan)]


def test_everybody_on_the_list_stands_in_one_of_the_sheets(folder: StudyFolder) -> None:
    chosen = select(folder, *map(row, range(12)), row(12, email=""), row(13, **{"decision date": "2019-01-01"}))
    found = [name for sheet in ("Selected", "Reserve", "Excluded") for name in column(folder, sheet, "customer id")]
    assert sorted(found) == sorted(f"K-{n}" for n in range(14))
    assert chosen.excluded == {"no contact": 1, "decided too long ago": 1}


def test_wishes_are_heard_kept_and_shown(folder: StudyFolder) -> None:
    first = select(folder)
    unwanted = first.selected[0]
    wanted = next(choice.candidate.id for choice in first.sample.selection.reserve)
    fill(folder, unwanted, "wish", "never")
    fill(folder, wanted, "wish", "must")
    fill(folder, wanted, "note on the person", "knows the founder")
    second = select(folder)
    assert second.filled == 3
    assert unwanted not in second.selected
    assert wanted in second.selected
    assert second.dropped[unwanted] == "never"
    assert set(first.selected) - {unwanted} <= set(second.selected)
    place = column(folder, "Selected", "customer id").index(wanted)
    assert column(folder, "Selected", "wish")[place] == "must"
    assert column(folder, "Selected", "note on the person")[place] == "knows the founder"
    assert column(folder, "Excluded", "wish") == ["never"]
    (folder.outputs / "1-sample.xlsx").unlink()
    assert select(folder).selected == second.selected
    assert column(folder, "Excluded", "wish") == ["never"]


def test_a_wish_can_be_taken_back(folder: StudyFolder) -> None:
    unwanted = select(folder).selected[0]
    fill(folder, unwanted, "wish", "never")
    select(folder)
    fill(folder, unwanted, "wish", "")
    select(folder)
    assert column(folder, "Excluded", "customer id") == [None]


def test_a_wish_that_must_not_be_granted_is_a_problem(folder: StudyFolder) -> None:
    select(folder)
    fill(folder, "K-12", "wish", "must")
    path = folder.interviews / "customers.csv"
    rows = [f"{row(n)},{'x' if n == 12 else ''}" for n in range(30)]
    path.write_text("\n".join([f"{HEADER},do not contact", *rows]), encoding="utf-8")
    chosen = choose(folder, path, SEPTEMBER)
    (problem,) = chosen.problems
    assert problem.where == "interviews/customers.csv: row 14"
    assert "K-12" not in chosen.selected


def test_what_stands_under_wish_and_is_none_holds_the_workbook(folder: StudyFolder) -> None:
    name = select(folder).selected[0]
    fill(folder, name, "wish", "perhaps")
    before = (folder.outputs / "1-sample.xlsx").read_bytes()
    chosen = select(folder)
    assert len(chosen.problems) == 2
    assert (folder.outputs / "1-sample.xlsx").read_bytes() == before
    assert "outputs/1-sample.new.xlsx" in chosen.written


def test_too_few_are_all_taken_and_what_would_help_is_said(folder: StudyFolder) -> None:
    rows = [row(0), row(1), row(2, **{"decision date": ""}), row(3, **{"decision date": "2025-01-01"}), row(4, company="Firma 0")]
    chosen = select(folder, *rows)
    (problem,) = chosen.problems
    assert chosen.exit == 1
    assert len(chosen.selected) == 2
    assert "only 2 of at least 8" in problem.what
    for way in ("'months' (1 more)", "date in the list (1 more)", "'max_per_company' (1 more)"):
        assert way in problem.remedy


def test_nobody_eligible_still_tells_why(folder: StudyFolder) -> None:
    chosen = select(folder, row(0, **{"decision date": "2019-01-01"}))
    assert chosen.selected == ()
    assert column(folder, "Excluded", "reason") == ["decided too long ago"]


def test_who_was_interviewed_stays_when_the_months_have_passed(folder: StudyFolder) -> None:
    first = select(folder)
    name = first.selected[0]
    (folder.interviews / f"{name}.txt").write_text("I: a?\nB: b.\n", encoding="utf-8")
    later = select(folder, asked=Asked(date="2027-09-15"))
    assert later.selected == (name,)
    assert set(later.dropped.values()) == {"decided too long ago"}
    assert "was interviewed already" in column(folder, "Selected", "why")[0]


def test_a_fresh_choice_does_not_look_at_the_plan(folder: StudyFolder) -> None:
    select(folder, *map(row, range(9)))
    bound = select(folder)
    free = select(folder, asked=Asked(date="2026-09-15", fresh=True))
    assert len(set(bound.selected) & {f"K-{n}" for n in range(9)}) == 9
    assert free.selected != bound.selected


def test_the_command_line_outweighs_the_settings(folder: StudyFolder) -> None:
    folder.codebooks.mkdir()
    folder.settings.write_text("language: de\nsample: {count: 3, seed: 4, date: 2026-09-15}\n", encoding="utf-8")
    assert len(select(folder, asked=Asked()).selected) == 3
    assert book(folder).sheetnames[0] == "Auswahl"
    chosen = select(folder, asked=Asked(count=(4, 4), months=(0, 12), seed=9, fresh=True))
    assert len(chosen.selected) == 4
    assert chosen.sample.rules.seed == 9


def test_without_a_date_it_is_the_day_of_today(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1789430400")  # 2026-09-15
    chosen = select(folder, asked=Asked())
    assert chosen.counts["date"] == "2026-09-15"
    assert "2026-09-15" in folder.plan.read_text(encoding="utf-8-sig")


def test_a_list_that_cannot_be_used_changes_nothing(folder: StudyFolder) -> None:
    select(folder)
    before = folder.plan.read_bytes()
    path = folder.interviews / "customers.csv"
    path.write_text("a,b\nc,d\n", encoding="utf-8")
    with pytest.raises(StudyError):
        choose(folder, path, SEPTEMBER)
    assert folder.plan.read_bytes() == before


def test_the_customer_list_is_no_transcript(folder: StudyFolder) -> None:
    for name in ("customers.csv", "Customers.xlsx", "s01.txt"):
        (folder.interviews / name).write_text("I: a?\n", encoding="utf-8")
    sources, problems = find(folder.interviews)
    assert [source.interview for source in sources] == ["s01"]
    assert problems == []


def test_the_plan_names_no_person(folder: StudyFolder) -> None:
    select(folder)
    assert "Anna" not in folder.plan.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_sheet_in_both_languages(folder: StudyFolder, language: str) -> None:
    folder.codebooks.mkdir()
    folder.settings.write_text(f"language: {language}\ntitle: Test\n", encoding="utf-8")
    rows = [*map(row, range(12)), row(13, **{"decision date": "March 2026"}), row(14, **{"decision date": "03/04/2026"})]
    select(folder, *rows)
    say = wording(language)
    expected = [say(f"sample_sheet_{name}") for name in ("selected", "reserve", "excluded", "grid", "how")]
    assert book(folder).sheetnames == expected
