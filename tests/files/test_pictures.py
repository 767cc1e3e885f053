"""Drawings, whose names depend on the study: they come and go with the jobs, and nobody's own file is deleted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.files.folders import StudyFolder
from pipeline.files.pictures import clear, draw_pngs, drawings
from pipeline.files.records import read_record
from pipeline.files.runs import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two interviews of the sample study, mapped; the cache makes every later run quick."""
    root = tmp_path_factory.mktemp("study")
    shutil.copytree(ROOT / "codebooks", root / "codebooks")
    (root / "codebooks" / "decisions.csv").unlink(missing_ok=True)
    (root / "interviews").mkdir()
    for name in ("s03.txt", "s04.txt"):
        shutil.copy(ROOT / "interviews" / name, root / "interviews" / name)
    assert "5-journey-job1.svg" in run(StudyFolder(root), ("journey",)).written
    return root


@pytest.fixture
def folder(mapped: Path, tmp_path: Path) -> StudyFolder:
    """A copy of that study."""
    return StudyFolder(shutil.copytree(mapped, tmp_path / "study"))


def names(folder: StudyFolder) -> list[str]:
    return sorted(path.name for path in folder.outputs.glob("5-*"))


def test_a_run_writes_a_page_and_a_drawing_a_job_and_a_second_run_touches_nothing(folder: StudyFolder) -> None:
    assert names(folder) == ["5-journey-job1.svg", "5-journey.html"]
    assert run(folder, ("journey",)).written == ()


def test_a_drawing_that_was_deleted_comes_back(folder: StudyFolder) -> None:
    (folder.outputs / "5-journey-job1.svg").unlink()
    assert run(folder, ("journey",)).written == ("5-journey-job1.svg",)


def test_drawings_of_jobs_that_are_gone_are_deleted_unless_somebody_changed_them(folder: StudyFolder) -> None:
    ours = (folder.outputs / "5-journey-job1.svg").read_bytes()
    record = json.loads(folder.record.read_bytes())
    for name, data in (("5-journey-job7.svg", ours), ("5-journey-job8.svg", ours)):
        (folder.outputs / name).write_bytes(data)
        record["outputs"][name] = record["outputs"]["5-journey-job1.svg"]
    (folder.outputs / "5-journey-job8.svg").write_bytes(ours + b"<!-- mine -->")
    (folder.outputs / "5-journey-of-my-own.svg").write_bytes(b"<svg/>")
    folder.record.write_bytes(json.dumps(record).encode())
    (folder.codebooks / "study.yaml").write_text("title: Other\n", encoding="utf-8")
    run(folder, ("journey",))
    assert names(folder) == ["5-journey-job1.svg", "5-journey-job8.svg", "5-journey-of-my-own.svg", "5-journey.html"]
    assert "5-journey-job8.svg" not in read_record(folder).outputs


def test_a_run_of_another_step_leaves_drawings_alone(folder: StudyFolder) -> None:
    (folder.codebooks / "study.yaml").write_text("title: Other\n", encoding="utf-8")
    run(folder, ("read",))
    assert names(folder) == ["5-journey-job1.svg", "5-journey.html"]


def test_pngs_are_made_when_asked_for_and_then_kept_up_to_date_until_somebody_deletes_them(folder: StudyFolder) -> None:
    png = folder.outputs / "5-journey-job1.png"
    assert draw_pngs(folder) == (("5-journey-job1.png",), ())
    before = png.read_bytes()
    assert run(folder, ("journey",)).written == ()
    (folder.codebooks / "study.yaml").write_text("title: Quite another title\n", encoding="utf-8")
    assert "5-journey-job1.png" in run(folder, ("journey",)).written
    assert png.read_bytes() != before
    png.unlink()
    assert run(folder, ("journey",)).written == ()
    assert not png.exists()


def test_without_the_page_no_drawing_is_wanted(folder: StudyFolder) -> None:
    record = read_record(folder)
    assert drawings(folder, record, ("2-passages.csv",)) == ("2-passages.csv",)
    outputs = dict(record.outputs)
    clear(folder, outputs, ("2-passages.csv",))
    assert outputs == dict(record.outputs)


def test_the_command_draws_pngs_too(folder: StudyFolder) -> None:
    result = CliRunner().invoke(main, ["map", "--png", str(folder.root)])
    assert result.exit_code == 0, result.output
    assert "5-journey-job1.png" in result.output
    assert (folder.outputs / "5-journey-job1.png").read_bytes().startswith(b"\x89PNG")
