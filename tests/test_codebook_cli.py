"""`journey codebook`: a researcher edits the codebook in Excel, sees what that means, and nothing is lost on the way."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.codebook_cli import codebook, last_codebook
from pipeline.files.folders import StudyFolder
from pipeline.files.review.decisions import append_decisions
from pipeline.files.tables import table
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.problems import Exit

BOOK = """\
# ours
id: tiny
families:
  - {id: need, label: Need}
codes:
  - id: need.time
    label: {en: "Save time"}
    definition: {en: "Less work."}
    cues: {en: ["by hand"]}
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name in ("interviews", "codebooks", "outputs/.cache"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "codebooks/study.yaml").write_text("codebook: tiny\nlanguage: de\n")
    (tmp_path / "codebooks/tiny.yaml").write_text(BOOK)
    (tmp_path / "outputs/.cache/codebook.yaml").write_text(BOOK)
    codings = [("s01", "p1", "need.time"), ("s01", "p2", "need.time")]
    (tmp_path / "outputs/3-codings.csv").write_bytes(table(("interview", "passage", "code"), codings))
    append_decisions(tmp_path / "codebooks/decisions.csv", b"", [Decision("s01", "p1", "need.time", Verdict.ACCEPT)])
    return tmp_path


def call(study: Path, *arguments: str) -> Result:
    return CliRunner().invoke(codebook, [*arguments, "--study", str(study)])


def type_in(workbook: Path, column: str, value: str) -> None:
    """Excel: type into the first code's row, save."""
    book = openpyxl.load_workbook(workbook)
    page = book["Codes"]
    page.cell(2, [cell.value for cell in page[1]].index(column) + 1).value = value
    book.save(workbook)


def test_export_edit_import(study: Path) -> None:
    book, sheet = study / "codebooks/tiny.yaml", study / "codebooks/tiny.xlsx"
    assert call(study, "export").exit_code == Exit.OK
    assert call(study, "import", str(sheet)).output == "nothing changed\n"
    assert book.read_text() == BOOK
    type_in(sheet, "Definition en", "Less work by hand.")
    result = call(study, "import", str(sheet))
    assert result.exit_code == Exit.OK
    assert "need.time: definition changed (definition); its 1 decision will be on the recheck sheet" in result.output
    assert book.read_text() == BOOK.replace("Less work.", "Less work by hand.")
    assert call(study, "export").exit_code == Exit.OK


def test_a_workbook_with_edits_is_not_written_over(study: Path) -> None:
    sheet = study / "codebooks/tiny.xlsx"
    call(study, "export")
    type_in(sheet, "Bezeichnung de", "Zeit")
    before = sheet.read_bytes()
    result = call(study, "export")
    assert result.exit_code == Exit.UNUSABLE
    assert "Import it, delete it" in result.output
    assert sheet.read_bytes() == before
    assert call(study, "export", str(study / "other.xlsx")).exit_code == Exit.OK


def test_with_problems_nothing_is_written_and_all_are_told(study: Path) -> None:
    sheet = study / "codebooks/tiny.xlsx"
    call(study, "export")
    type_in(sheet, "Hinweiswörter en", "a ...\n(b")
    type_in(sheet, "EPOMS-Klasse", "gekauft")
    result = call(study, "import", str(sheet))
    assert result.exit_code == Exit.UNUSABLE
    assert result.output.count("problem: ") == 3
    assert "codebooks/tiny.xlsx, sheet 'Codes', row 2" in result.output
    assert (study / "codebooks/tiny.yaml").read_text() == BOOK


def test_a_workbook_open_elsewhere_is_left_alone(study: Path) -> None:
    (study / "codebooks/~$tiny.xlsx").touch()
    assert "is open in another program" in call(study, "export").output


def test_a_list_of_codes_makes_a_new_codebook_and_replaces_none(study: Path) -> None:
    tags = study / "tags.csv"
    tags.write_text("tag,description\nneed.calm,Peace\nneed.time,x\n")
    result = call(study, "import", str(tags))
    assert result.exit_code == Exit.OK
    assert "tags.yaml: 2 codes in 1 family" in result.output
    assert "codebook: tags" in result.output
    tags.rename(study / "tiny.csv")
    assert call(study, "import", str(study / "tiny.csv")).exit_code == Exit.UNUSABLE
    assert (study / "codebooks/tiny.yaml").read_text() == BOOK


def test_diff_since_the_last_run_and_since_a_file(study: Path) -> None:
    assert call(study, "diff").output == "no differences\n"
    new = BOOK.replace("id: need.time", "id: need.speed\n    replaces: [need.time]")
    (study / "codebooks/tiny.yaml").write_text(new)
    result = call(study, "diff")
    assert result.exit_code == Exit.OK
    assert "need.time: renamed to need.speed; 2 codings and 1 decision follow" in result.output
    assert "The next 'journey run' codes again" in result.output
    (study / "labels.yaml").write_text(new.replace("Save time", "Speed"))
    assert "No interview is coded again" in call(study, "diff", str(study / "labels.yaml")).output


def test_diff_before_the_first_run(study: Path) -> None:
    (study / "outputs/.cache/codebook.yaml").unlink()
    assert last_codebook(StudyFolder(study)) is None
    result = call(study, "diff")
    assert result.exit_code == Exit.UNUSABLE
    assert "journey codebook diff OLD.yaml" in result.output
    assert "cannot be read" in call(study, "diff", str(study / "nothing.yaml")).output


def test_check(study: Path) -> None:
    assert call(study, "check").output == "no problems: 1 code in 1 family\n"
    (study / "codebooks/tiny.yaml").write_text(BOOK.replace("by hand", "by ..."))
    result = call(study, "check")
    assert result.exit_code == Exit.UNUSABLE
    assert "codebooks/tiny.yaml:9" in result.output


def test_no_study_is_a_problem(tmp_path: Path) -> None:
    for arguments in (["check"], ["diff"], ["export"], ["import", "x.xlsx"]):
        assert call(tmp_path, *arguments).exit_code == Exit.UNUSABLE


def test_help_imports_nothing_heavy() -> None:
    script = "import sys, pipeline.codebook_cli; print(*{'yaml', 'pydantic', 'openpyxl', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"


def test_the_german_workbook_has_german_headings(study: Path) -> None:
    call(study, "export")
    book = openpyxl.load_workbook(io.BytesIO((study / "codebooks/tiny.xlsx").read_bytes()))
    assert book.sheetnames == ["Codes", "Familien", "Anleitung"]
    assert "wann nicht vergeben de" in [cell.value for cell in book["Codes"][1]]
    assert book["Codes"].freeze_panes == "B2"
    assert book["Codes"].auto_filter.ref
