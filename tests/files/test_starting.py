"""`journey init`: a new study with explained, ready-to-edit files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.codebook.codebooks import read_codebook, read_phases
from pipeline.files.folders import StudyFolder
from pipeline.files.sample.participants import read_participants
from pipeline.files.settings import read_settings
from pipeline.files.starting import start_study
from pipeline.problems import StudyError
from pipeline.settings import Settings


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_a_study_needs_is_made_and_can_be_read(tmp_path: Path, language: str) -> None:
    made, kept = start_study(tmp_path / "new" / "study", language, "My study")
    folder = StudyFolder(tmp_path / "new" / "study")
    assert kept == []
    assert sorted(made) == sorted(p.relative_to(folder.root).as_posix() for p in folder.root.rglob("*") if p.is_file())
    folder.check()
    assert read_settings(folder) == (Settings(title="My study", language=language), [])
    for name in ("b2b_buying_journey",):
        assert folder.codebook(name).is_relative_to(folder.root)
        assert read_codebook(folder.codebook(name).read_bytes(), name)[1] == []
    for path in sorted((folder.codebooks / "phases").glob("*.yaml")):
        assert read_phases(path.read_bytes(), path.name)[1] == []
    assert folder.valences.is_relative_to(folder.root)
    assert folder.participants is not None
    assert read_participants(folder.participants, folder.participants.read_bytes(), "p") == ((), [])


def test_files_that_are_there_are_never_touched(tmp_path: Path) -> None:
    start_study(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in files:
        path.write_bytes(b"mine")
    files[0].unlink()
    made, kept = start_study(tmp_path, "de", "Other")
    assert (len(made), len(kept)) == (1, len(files) - 1)
    assert all(path.read_bytes() == b"mine" for path in files[1:])


def test_comments_explain_every_setting(tmp_path: Path) -> None:
    start_study(tmp_path)
    text = (tmp_path / "codebooks" / "study.yaml").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if not all(line.startswith("#") for line in block.strip().split("\n"))]
    assert all(block.strip().startswith("#") for block in blocks)


@pytest.mark.parametrize(
    "title", ['The "big" one', "back\\slash", "a: b # c", "Überblick 2026", "\\1", "'single'", "{x}", "tab\there"]
)
def test_any_title_is_written_so_that_it_can_be_read(tmp_path: Path, title: str) -> None:
    start_study(tmp_path, "en", title)
    found, problems = read_settings(StudyFolder(tmp_path))
    assert problems == []
    assert found is not None
    assert found.title == title.replace("\\", "").replace('"', "'")


def test_a_study_without_a_title_is_called_as_its_folder(tmp_path: Path) -> None:
    start_study(tmp_path / "Versand 2026")
    found, _ = read_settings(StudyFolder(tmp_path / "Versand 2026"))
    assert found is not None
    assert found.title == "Versand 2026"


def test_where_no_folder_can_be_made_the_problem_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StudyError) as stopped:
        start_study(tmp_path / "file" / "study")
    assert "cannot be written" in str(stopped.value)


def test_what_people_said_is_kept_out_of_version_control(tmp_path: Path) -> None:
    start_study(tmp_path)
    assert "/interviews/*" in (tmp_path / ".gitignore").read_text(encoding="utf-8")
