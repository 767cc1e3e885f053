from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder
from pipeline.files.guide.guide_writing import plan_guide, write_guide
from pipeline.problems import StudyError


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "codebooks" / "study.yaml").write_text("title: Pumpen\nlanguage: de\n", encoding="utf-8")
    (tmp_path / "outputs").mkdir()
    return StudyFolder(tmp_path)


def test_a_study_without_interviews_has_a_guide_in_its_language(folder: StudyFolder) -> None:
    written, problems = write_guide(folder, plan_guide(folder))
    assert (written, problems) == (["2-guide.docx", "2-guide.md"], [])
    text = (folder.outputs / "2-guide.md").read_text(encoding="utf-8")
    assert text.startswith("# Interviewleitfaden: Pumpen\n")
    assert plan_guide(folder, "en").language == "en"


def test_a_second_time_nothing_is_touched(folder: StudyFolder) -> None:
    write_guide(folder, plan_guide(folder))
    before = {path.name: path.stat().st_mtime_ns for path in folder.outputs.iterdir()}
    assert write_guide(folder, plan_guide(folder)) == ([], [])
    assert {path.name: path.stat().st_mtime_ns for path in folder.outputs.iterdir()} == before


def test_a_changed_plan_rewrites_what_nobody_edited(folder: StudyFolder) -> None:
    write_guide(folder, plan_guide(folder))
    assert write_guide(folder, plan_guide(folder, "en"))[0] == ["2-guide.docx", "2-guide.md"]


def test_an_edited_guide_stays_and_the_new_one_lies_beside_it(folder: StudyFolder) -> None:
    write_guide(folder, plan_guide(folder))
    mine = folder.outputs / "2-guide.md"
    mine.write_text("my guide", encoding="utf-8")
    written, problems = write_guide(folder, plan_guide(folder, "en"))
    assert written == ["2-guide.docx", "2-guide.new.md"]
    assert [problem.where for problem in problems] == ["outputs/2-guide.md"]
    assert mine.read_text(encoding="utf-8") == "my guide"
    (folder.outputs / "2-guide.new.md").write_text("mine too", encoding="utf-8")
    written, problems = write_guide(folder, plan_guide(folder))
    assert written == ["2-guide.docx"]
    assert "both been edited" in problems[0].what


def test_the_studys_own_guide_and_all_its_mistakes(folder: StudyFolder) -> None:
    (folder.codebooks / "guide.yaml").write_text("id: x\ntitle: y\nblocks: []\nblock: 1\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        plan_guide(folder)
    assert [problem.where for problem in caught.value.problems] == ["codebooks/guide.yaml:3", "codebooks/guide.yaml:4"]


def test_a_codebook_that_does_not_exist_is_a_problem(folder: StudyFolder) -> None:
    folder.settings.write_text("codebook: nowhere\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"nowhere\.yaml"):
        plan_guide(folder)
