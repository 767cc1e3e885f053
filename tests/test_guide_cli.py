from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main


def journey(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert journey("init", str(tmp_path / "new"), "--language", "de")[0] == 0
    return tmp_path / "new"


def test_a_new_study_has_a_guide_to_edit_and_writes_it(folder: Path) -> None:
    assert (folder / "codebooks" / "guide.yaml").is_file()
    assert journey("guide", str(folder)) == (0, "wrote 2-guide.docx, 2-guide.md\n")
    assert "Interviewleitfaden" in (folder / "outputs" / "2-guide.md").read_text(encoding="utf-8")
    assert journey("guide", str(folder)) == (0, "wrote nothing: the guide is as it was\n")


def test_language_and_length_can_be_asked_for(folder: Path) -> None:
    assert journey("guide", str(folder), "--language", "en", "--minutes", "20-25")[0] == 0
    assert "20–25 minutes · planned 25 minutes" in (folder / "outputs" / "2-guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["45-30", "long", "0", "30-"])
def test_a_length_that_is_none_is_wrong_usage(folder: Path, wrong: str) -> None:
    code, said = journey("guide", str(folder), "--minutes", wrong)
    assert code == 2
    assert "e.g. 30-45" in said


def test_an_edited_guide_is_a_problem_and_stays(folder: Path) -> None:
    journey("guide", str(folder))
    (folder / "outputs" / "2-guide.md").write_text("mine", encoding="utf-8")
    code, said = journey("guide", str(folder), "--minutes", "60")
    assert code == 1
    assert "2-guide.new.md" in said
    assert (folder / "outputs" / "2-guide.md").read_text(encoding="utf-8") == "mine"


def test_a_broken_guide_is_told_with_its_line(folder: Path) -> None:
    (folder / "codebooks" / "guide.yaml").write_text("id: x\ntitle: [\n", encoding="utf-8")
    code, said = journey("guide", str(folder))
    assert code == 3
    assert "codebooks/guide.yaml:" in said
