"""The report in a run: made with it, up to date by it, and kept when somebody has edited it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder
from pipeline.files.report.report_writing import ASIDE, REPORT
from pipeline.files.runs import run
from pipeline.problems import Exit
from tests.on_disk import on_disk

TALK = "I: What happened?\nB: We had grown so much. The fair was terrible, I walked away from it.\nI: And?\nB: I was afraid.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study after its first run."""
    folder = on_disk(tmp_path_factory.mktemp("study") / "study", TALK)
    assert REPORT in run(folder).written
    return folder.root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> StudyFolder:
    """A copy of that study."""
    return StudyFolder(shutil.copytree(made, tmp_path / "study"))


def edit(path: Path, words: str = "My conclusion") -> bytes:
    """What a person does in Word; returns the bytes."""
    from docx import Document

    document = Document(io.BytesIO(path.read_bytes()))
    document.add_paragraph(words)
    document.save(path)  # type: ignore[arg-type]
    return path.read_bytes()


def retitle(folder: StudyFolder, title: str) -> None:
    settings = folder.settings.read_text(encoding="utf-8")
    folder.settings.write_text(settings.replace("title: Fairs", f"title: {title}"), encoding="utf-8")


def test_a_second_run_touches_nothing(folder: StudyFolder) -> None:
    assert run(folder).written == ()


def test_a_report_that_was_deleted_comes_back_the_same(folder: StudyFolder) -> None:
    before = (folder.outputs / REPORT).read_bytes()
    (folder.outputs / REPORT).unlink()
    assert run(folder, ("report",)).written == (REPORT,)
    assert (folder.outputs / REPORT).read_bytes() == before


def test_an_edited_report_is_kept_and_the_new_one_lies_beside_it(folder: StudyFolder) -> None:
    mine = edit(folder.outputs / REPORT)
    retitle(folder, "Shows")
    account = run(folder)
    assert (folder.outputs / REPORT).read_bytes() == mine
    assert ASIDE in account.written
    assert account.exit is Exit.PROBLEMS
    (problem,) = account.problems
    assert "has been edited, so it was not rewritten" in problem.what
    assert run(folder).changes == (), "until something changes again nothing is done"
    assert (folder.outputs / REPORT).read_bytes() == mine


def test_an_edited_report_is_kept_even_if_the_record_of_the_run_is_lost(folder: StudyFolder) -> None:
    mine = edit(folder.outputs / REPORT)
    folder.record.unlink()
    run(folder)
    assert (folder.outputs / REPORT).read_bytes() == mine


def test_where_both_were_edited_neither_is_rewritten(folder: StudyFolder) -> None:
    mine = edit(folder.outputs / REPORT)
    run(folder)
    also = edit(folder.outputs / ASIDE, "Another")
    retitle(folder, "Shows")
    (problem,) = run(folder).problems
    assert "have both been edited" in problem.what
    assert [(folder.outputs / name).read_bytes() for name in (REPORT, ASIDE)] == [mine, also]


def test_once_the_edited_report_is_moved_the_new_one_takes_its_place(folder: StudyFolder) -> None:
    edit(folder.outputs / REPORT)
    run(folder)
    (folder.outputs / REPORT).rename(folder.root / "mine.docx")
    account = run(folder)
    assert account.problems == ()
    assert (folder.outputs / REPORT).exists()
    assert not (folder.outputs / ASIDE).exists()


def test_a_template_of_the_study_makes_the_report_anew(folder: StudyFolder) -> None:
    from docx import Document
    from docx.shared import Pt

    document = Document(io.BytesIO((folder.outputs / REPORT).read_bytes()))
    document.styles["Heading 1"].font.size = Pt(31)
    document.save(str(folder.codebooks / "report_template.docx"))
    account = run(folder)
    assert account.problems == ()
    assert REPORT in account.written
    assert Document(str(folder.outputs / REPORT)).styles["Heading 1"].font.size == Pt(31)


def test_a_broken_template_is_a_problem_and_costs_nothing(folder: StudyFolder) -> None:
    before = (folder.outputs / REPORT).read_bytes()
    (folder.codebooks / "report_template.docx").write_bytes(b"broken")
    account = run(folder)
    (problem,) = account.problems
    assert problem.where == "codebooks/report_template.docx"
    assert (folder.outputs / REPORT).read_bytes() == before


def test_a_template_that_opens_but_cannot_be_filled_is_a_problem_too(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document

    before = (folder.outputs / REPORT).read_bytes()
    own = Document(io.BytesIO(before))
    style = own.styles["Quote"].element
    style.getparent().remove(style)
    own.save(str(folder.codebooks / "report_template.docx"))
    monkeypatch.setattr("pipeline.files.report.report_template._complete", lambda *_: [])  # so that the style stays missing
    account = run(folder)
    (problem,) = account.problems
    assert "cannot be used" in problem.what
    assert (folder.outputs / REPORT).read_bytes() == before


def test_maps_that_did_not_change_are_not_drawn_again(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("drawn again")

    kept = sorted((folder.cache / "pictures").glob("*.png"))
    assert kept
    monkeypatch.setattr("pipeline.files.report.report_writing.journey_png", refuse)
    (folder.outputs / REPORT).unlink()
    assert run(folder, ("report",)).written == (REPORT,)
    assert sorted((folder.cache / "pictures").glob("*.png")) == kept


def test_where_no_process_can_be_forked_maps_are_drawn_in_this_one(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder.outputs / REPORT).read_bytes()
    shutil.rmtree(folder.cache / "pictures")
    (folder.outputs / REPORT).unlink()
    monkeypatch.setattr("pipeline.files.report.report_writing.sys.platform", "win32")
    run(folder, ("report",))
    assert (folder.outputs / REPORT).read_bytes() == before


def test_other_steps_do_not_make_it(folder: StudyFolder) -> None:
    (folder.outputs / REPORT).unlink()
    run(folder, ("touchpoints",))
    assert not (folder.outputs / REPORT).exists()
    assert "report.docx" in json.loads(folder.record.read_text(encoding="utf-8"))["outputs"]
