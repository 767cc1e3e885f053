"""What people fill into workbooks survives every run: stories of a small study and its touchpoint workbook."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.files.folders import StudyFolder
from pipeline.files.forms.forms import FORMS, form_key
from pipeline.files.forms.importing import import_edits, rewrite
from pipeline.files.review.review_workbook import Copy, review_workbook
from pipeline.files.runs import open_study, run, status
from pipeline.files.sheets import Book, Column
from pipeline.files.wording import wording
from pipeline.problems import Exit, StudyError
from tests.files.test_runs import CODEBOOK, decide, decisions, review, state, statuses, study, table

__all__ = ["study"]
FILE = "4-touchpoints.xlsx"
REVIEW = "3-review.xlsx"


def fill(
    value: Any, name: str = "quality", form: str = "touchpoints", file: str = FILE, language: str = "en"
) -> Callable[[Path], None]:
    """Type into the field of the form's first row, wherever it stands, and save."""

    def save(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        field = wording(language)(FORMS[form].fields[name])
        for sheet in book.worksheets:
            place = next(((c.row, c.column) for row in sheet.iter_rows(max_row=10) for c in row if c.value == field), None)
            keys = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(f"{form}:")]
            if place and place[1] and keys:
                sheet.cell(keys[0].row or 1, place[1]).value = value
                book.save(path)
                return
        raise AssertionError(f"{file} has no row of the form {form}")

    return save


def type_in(folder: StudyFolder, value: Any, name: str = "quality", **more: str) -> None:
    fill(value, name, **more)(folder.outputs / more.get("file", FILE))


def edits(folder: StudyFolder) -> list[tuple[str, str, str]]:
    if not folder.edits.exists():
        return []
    with folder.edits.open(encoding="utf-8-sig", newline="") as file:
        return [(row["form"], row["field"], row["value"]) for row in csv.DictReader(file)]


def shown(folder: StudyFolder, name: str, form: str = "touchpoints", file: str = FILE) -> Any:
    """What the field of the form's first row shows."""
    heading = wording("en")(FORMS[form].fields[name])
    for sheet in openpyxl.load_workbook(folder.outputs / file).worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        head = next((row for row in rows[:10] if heading in row), None)
        row = next((row for row in rows if any(str(cell or "").startswith(f"{form}:") for cell in row)), None)
        if head and row:
            return row[head.index(heading)]
    raise AssertionError("no such form")


def test_what_is_filled_in_is_kept_counted_and_shown_again(study: StudyFolder) -> None:
    run(study)
    type_in(study, "-1,5")
    type_in(study, "they wait too long", "comment")
    account = run(study)
    assert (account.exit, account.filled, account.imported) == (Exit.OK, 2, 0)
    assert [str(change) for change in account.changes] == ["filled in"]
    assert edits(study) == [("touchpoints", "quality", "-1.5"), ("touchpoints", "comment", "they wait too long")]
    assert shown(study, "comment") == "they wait too long"
    (quality,) = [q for q in open_study(study).qualities.values() if q.overridden]
    assert quality.value == -1.5
    assert run(study).redone == "nothing"


def test_status_tells_of_a_workbook_that_waits(study: StudyFolder) -> None:
    run(study)
    type_in(study, "2")
    assert [str(change) for change in status(study).changes] == [
        "filled in: 4-touchpoints.xlsx was saved; what was filled in waits to be imported"
    ]
    assert edits(study) == []


def test_every_step_takes_it_out_before_anything_is_rewritten(study: StudyFolder) -> None:
    run(study)
    type_in(study, "1")
    account = run(study, steps=("read",))
    assert account.filled == 1
    assert FILE not in account.written
    assert edits(study) == [("touchpoints", "quality", "1")]
    assert run(study).filled == 0
    assert shown(study, "quality") in (1, "1")


def test_deleting_outputs_loses_nothing_that_was_imported(study: StudyFolder) -> None:
    run(study)
    type_in(study, "1.5")
    run(study)
    before = {name: data for name, (_, data) in state(study).items() if name.endswith((".csv", ".xlsx"))}
    shutil.rmtree(study.outputs)
    run(study)
    assert {name: data for name, (_, data) in state(study).items() if name.endswith((".csv", ".xlsx"))} == before


def test_an_emptied_field_is_emptied(study: StudyFolder) -> None:
    run(study)
    type_in(study, "1.5")
    run(study)
    type_in(study, None)
    assert run(study).filled == 1
    assert edits(study)[-1] == ("touchpoints", "quality", "")
    assert shown(study, "quality") is None


def test_a_workbook_from_a_backup_undoes_nothing(study: StudyFolder) -> None:
    run(study)
    first = (study.outputs / FILE).read_bytes()
    type_in(study, "1")
    filled = (study.outputs / FILE).read_bytes()
    run(study)
    type_in(study, "2")
    run(study)
    for backup in (first, filled):
        (study.outputs / FILE).write_bytes(backup)
        assert run(study).filled == 0
        assert shown(study, "quality") in (2, "2")


def test_what_cannot_stand_there_holds_the_workbook_and_nothing_else(study: StudyFolder) -> None:
    run(study)
    type_in(study, "great")
    type_in(study, "the rest is taken", "comment")
    typed = (study.outputs / FILE).read_bytes()
    account = run(study)
    assert account.exit is Exit.PROBLEMS
    places = [problem.where for problem in account.problems]
    assert places[0].startswith(f"outputs/{FILE}, sheet 'Quality', row ")
    assert places[1:] == [f"outputs/{FILE}"]
    assert account.problems[0].remedy == "Write a number from -2 to 2 in steps of 0.5."
    assert "4-touchpoints.new.xlsx" in account.problems[1].remedy
    assert (study.outputs / FILE).read_bytes() == typed
    assert shown(study, "comment", file="4-touchpoints.new.xlsx") == "the rest is taken"
    assert REVIEW not in [p.where for p in account.problems]
    type_in(study, 2)
    assert run(study).exit is Exit.OK
    assert not (study.outputs / "4-touchpoints.new.xlsx").exists()
    assert edits(study) == [("touchpoints", "comment", "the rest is taken"), ("touchpoints", "quality", "2")]


def test_what_is_taken_back_while_the_workbook_is_open_is_taken_back(study: StudyFolder) -> None:
    """Read while it was open, and so not rewritten: its keys still say that nothing was shown."""
    run(study)
    type_in(study, "1")
    (study.outputs / f"~${FILE}").write_bytes(b"")
    account = run(study)
    assert (account.filled, [p.where for p in account.problems]) == (1, [f"outputs/{FILE}"])
    type_in(study, None)
    assert run(study).filled == 1
    (study.outputs / f"~${FILE}").unlink()
    assert run(study).filled == 0
    assert shown(study, "quality") is None


def test_a_verdict_that_is_taken_back_while_the_workbook_is_open_is_taken_back(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    (study.outputs / f"~${REVIEW}").write_bytes(b"")
    run(study)
    assert statuses(study)["a", "source.events"] == "accepted"
    review(study, decide("source.events", ""))
    run(study)
    assert statuses(study)["a", "source.events"] == "suggested"
    review(study, decide("source.events", "reject"))
    review(study, decide("source.events", "banana"))
    run(study)
    assert statuses(study)["a", "source.events"] == "suggested"
    review(study, decide("source.events", "accept"))
    (study.outputs / f"~${REVIEW}").unlink()
    assert run(study).problems == ()
    assert statuses(study)["a", "source.events"] == "accepted"


def test_what_is_saved_while_a_run_works_is_not_overwritten(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.files.writing import contents

    run(study)
    (study.codebooks / "study.yaml").write_text("codebook: small\ncoders: [cue]\ntitle: New\n", encoding="utf-8")

    def meanwhile(*arguments: object) -> dict[str, bytes]:
        type_in(study, "2")
        return contents(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("pipeline.files.report.report_writing.contents", meanwhile)
    problems = run(study).problems
    assert [(p.where, p.what) for p in problems] == [
        (f"outputs/{FILE}", "was changed while journey worked and was not rewritten.")
    ]
    monkeypatch.setattr("pipeline.files.report.report_writing.contents", contents)
    assert run(study).filled == 1


def test_a_workbook_that_was_deleted_is_written_again(study: StudyFolder) -> None:
    run(study)
    for name in (FILE, REVIEW):
        (study.outputs / name).unlink()
    account = run(study)
    assert account.problems == ()
    assert set(account.written) >= {FILE, REVIEW}


def test_a_workbook_that_cannot_be_read_is_left_alone(study: StudyFolder) -> None:
    run(study)
    (study.outputs / FILE).write_bytes(b"PK damaged")
    account = run(study)
    assert [p.where for p in account.problems] == [f"outputs/{FILE}", f"outputs/{FILE}"]
    assert (study.outputs / FILE).read_bytes() == b"PK damaged"
    assert (study.outputs / "4-touchpoints.new.xlsx").exists()


def test_a_workbook_without_its_forms_says_nothing(study: StudyFolder) -> None:
    run(study)
    type_in(study, "1")
    run(study)

    def cut(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets[1:]:
            book.remove(sheet)

    review(study, cut, FILE)
    account = run(study)
    assert (account.problems, account.filled) == ((), 0)
    assert shown(study, "quality") in (1, "1")


def test_verdicts_and_fields_come_out_of_any_workbook(study: StudyFolder, tmp_path: Path) -> None:
    run(study)
    copy = tmp_path / "from Ben.xlsx"
    shutil.copy(study.outputs / FILE, copy)
    fill("-2")(copy)
    account = run(study, files=[copy])
    assert (account.filled, account.problems) == (1, ())
    shutil.copy(study.codebooks / "small.yaml", tmp_path / "no workbook.xlsx")
    assert [p.where for p in run(study, files=[tmp_path / "no workbook.xlsx"]).problems] == ["no workbook.xlsx"]


@pytest.mark.parametrize("damage", [b'"', "\u00e4".encode("cp1252")])
def test_damaged_edits_stop_the_run_and_nothing_is_changed(study: StudyFolder, damage: bytes) -> None:
    run(study)
    type_in(study, "because", "comment")
    run(study)
    good = study.edits.read_bytes()
    study.edits.write_bytes(good.replace(b"because", damage + b"because", 1))
    before = (study.outputs / FILE).read_bytes()
    with pytest.raises(StudyError, match=r"edits\.csv"):
        run(study)
    assert (study.outputs / FILE).read_bytes() == before


def test_a_line_typed_into_the_log_counts(study: StudyFolder) -> None:
    run(study)
    type_in(study, "1")
    run(study)
    with study.edits.open("ab") as file:
        file.write(study.edits.read_bytes().splitlines(keepends=True)[-1].replace(b",1,", b",-2,"))
    assert [str(change) for change in run(study).changes] == ["filled in"]
    assert shown(study, "quality") in (-2, "-2")


def test_a_crash_at_any_move_loses_nothing_that_was_typed(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(study)
    type_in(study, "1")
    review(study, decide("source.events", "accept"))
    typed = {name: (study.outputs / name).read_bytes() for name in (FILE, REVIEW)}
    real = Path.replace

    class Killed(BaseException):
        pass

    for survived in range(60):
        count = 0

        def replace(self: Path, target: Path, last: int = survived) -> Path:
            nonlocal count
            count += 1
            if count > last:
                raise Killed
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        try:
            run(study)
            break
        except Killed:
            monkeypatch.setattr(Path, "replace", real)
            assert edits(study) or (study.outputs / FILE).read_bytes() == typed[FILE], "it is in one of the two"
            decided = study.decisions.exists() and decisions(study)
            assert decided or (study.outputs / REVIEW).read_bytes() == typed[REVIEW]
    else:
        raise AssertionError("the run never ended")
    monkeypatch.setattr(Path, "replace", real)
    assert survived > 5
    run(study)
    assert edits(study) == [("touchpoints", "quality", "1")]
    assert [d["verdict"] for d in decisions(study)] == ["accept"]
    assert shown(study, "quality") in (1, "1")


# Outside of a run


def selection(fields: dict[str, str]) -> bytes:
    say = wording("en")
    book = Book("sample")
    columns = [Column(say("key"), 9, "key"), *(Column(say(text), 20, "fill") for text in FORMS["sample"].fields.values())]
    book.table("Selected", columns, [[form_key("sample", "c1", fields), *(fields.get(n) for n in FORMS["sample"].fields)]])
    return book.finish()


def test_a_workbook_that_is_written_outside_of_a_run(study: StudyFolder) -> None:
    name = "1-sample.xlsx"
    first = import_edits(study, name)
    assert (first.new, first.read, first.problems) == (0, "", ())
    assert rewrite(study, name, selection({}), first) == ([name], [])
    fill("must", "wish", "sample")(study.outputs / name)
    second = import_edits(study, name, "Mia")
    assert (second.new, second.edits.of("sample")) == (1, {"c1": {"wish": "must"}})
    assert rewrite(study, name, selection({"wish": "must"}), second) == ([name], [])
    third = import_edits(study, name)
    assert third.new == 0
    fill("never", "wish", "sample")(study.outputs / name)
    written, (problem,) = rewrite(study, name, selection({}), third)
    assert (written, problem.where) == ([], f"outputs/{name}"), "it was saved since it was read"
    fill("perhaps", "wish", "sample")(study.outputs / name)
    held = import_edits(study, name)
    assert held.held
    assert rewrite(study, name, selection({}), held)[0] == ["1-sample.new.xlsx"]


def test_a_run_leaves_a_workbook_that_is_not_its_own_alone(study: StudyFolder) -> None:
    study.outputs.mkdir()
    (study.outputs / "1-sample.xlsx").write_bytes(selection({}))
    fill("must", "wish", "sample")(study.outputs / "1-sample.xlsx")
    assert run(study).filled == 0
    assert run(study).redone == "nothing"


# The reviewer's name, and words in the workbook's language


def test_a_changed_name_alone_corrects_who_decided(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept", comment="why"))
    run(study)

    def rename(book: openpyxl.Workbook) -> None:
        page = book["Review"]
        head = [cell.value for cell in page[1]]
        row = next(row for row in page.iter_rows(min_row=2) if row[head.index("verdict")].value == "accept")
        row[head.index("reviewer")].value = "Ben"

    review(study, rename)
    assert run(study).counts["decisions"] == 1, "Anna's no longer counts"
    (ruling,) = open_study(study).reviewed.rulings
    assert (ruling.decision.reviewer, ruling.decision.comment, ruling.others) == ("Ben", "why", ())
    assert [(d["reviewer"], d["verdict"]) for d in decisions(study)] == [
        ("Anna", "accept"),
        ("Anna", "withdraw"),
        ("Ben", "accept"),
    ]


def test_an_emptied_name_changes_nothing(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    run(study)

    def forget(book: openpyxl.Workbook) -> None:
        page = book["Review"]
        head = [cell.value for cell in page[1]]
        row = next(row for row in page.iter_rows(min_row=2) if row[head.index("verdict")].value == "accept")
        row[head.index("reviewer")].value = None

    review(study, forget)
    assert run(study).imported == 0


def test_another_name_with_another_verdict_is_a_second_reviewer(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    run(study)

    def differ(book: openpyxl.Workbook) -> None:
        page = book["Review"]
        head = [cell.value for cell in page[1]]
        row = next(row for row in page.iter_rows(min_row=2) if row[head.index("verdict")].value == "accept")
        row[head.index("reviewer")].value, row[head.index("verdict")].value = "Ben", "reject"

    review(study, differ)
    assert run(study).counts["reasons"] == {"reviewers differ": 1}


def test_problems_name_the_words_of_the_workbook(study: StudyFolder) -> None:
    (study.codebooks / "study.yaml").write_text("codebook: small\ncoders: [cue]\nlanguage: de\n", encoding="utf-8")
    run(study)

    def change(book: openpyxl.Workbook) -> None:
        page = book["Prüfung"]
        head = [cell.value for cell in page[1]]
        codes = {str(row[head.index("Code")].value).split(" ")[0]: row for row in page.iter_rows(min_row=2)}
        codes["source.events"][head.index("Urteil")].value = "banane"
        codes["criterion.price"][head.index("Urteil")].value = "umkodieren"

    review(study, change)
    problems = run(study).problems
    assert [p.remedy for p in problems[:2]] == [
        "Choose one of annehmen, ablehnen, umkodieren, unsicher.",
        "Choose it under 'neuer Code'.",
    ]


def test_a_copy_for_a_reviewer_is_read_as_before(study: StudyFolder) -> None:
    (study.codebooks / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    run(study)
    path = study.outputs / "Ben.xlsx"
    path.write_bytes(review_workbook(open_study(study), Copy("Ben")))
    review(study, decide("source.events", "accept"), path.name)
    account = run(study, files=[path])
    assert (account.imported, account.problems) == (1, ())
    assert table(study, "3-codings.csv")[0]["status"] == "accepted"


def test_what_was_filled_in_follows_a_renamed_touchpoint_and_can_still_be_emptied(study: StudyFolder) -> None:
    run(study)
    type_in(study, "-1.5")
    run(study)
    path = study.codebooks / "small.yaml"
    text = path.read_text(encoding="utf-8")
    (touchpoint,) = {quality.touchpoint for quality in open_study(study).qualities.values() if quality.overridden}
    renamed = text.replace(
        f"- id: touchpoint.{touchpoint}\n", f"- id: touchpoint.other\n    replaces: [touchpoint.{touchpoint}]\n"
    )
    assert renamed != text
    path.write_text(renamed, encoding="utf-8")
    run(study)
    assert [q.touchpoint for q in open_study(study).qualities.values() if q.overridden] == ["other"]
    assert shown(study, "quality") == -1.5
    assert edits(study) == [("touchpoints", "quality", "-1.5")], "the log stays as it is"
    type_in(study, None)
    assert run(study).filled == 1
    assert not [q for q in open_study(study).qualities.values() if q.overridden]
