"""A study's folders; writes that are whole or not at all; one run at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder, digest, shipped, write_atomically
from pipeline.problems import Exit, StudyError


def test_the_three_folders_and_what_lies_in_them(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path)
    assert (folder.interviews.name, folder.codebooks.name, folder.outputs.name) == ("interviews", "codebooks", "outputs")
    assert folder.settings == tmp_path / "codebooks" / "study.yaml"
    assert folder.cache.is_relative_to(folder.outputs)


def test_a_studys_own_codebook_comes_before_the_shipped_one(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path)
    for path in (folder.codebook("b2b_buying_journey"), folder.phase_model("aida"), folder.valences):
        assert path.is_file()
        assert not path.is_relative_to(tmp_path)
    own = tmp_path / "codebooks" / "phases" / "aida.yaml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert folder.phase_model("aida") == own


def test_participants_are_csv_or_excel_or_missing(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path)
    folder.interviews.mkdir()
    assert folder.participants is None
    (folder.interviews / "participants.xlsx").touch()
    assert folder.participants == folder.interviews / "participants.xlsx"
    (folder.interviews / "participants.csv").touch()
    assert folder.participants == folder.interviews / "participants.csv"


def test_problem_lines_name_files_within_the_study(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path)
    assert folder.named(tmp_path / "interviews" / "s01.txt") == "interviews/s01.txt"
    assert folder.named(shipped("valence.yaml")) == "valence.yaml"


def test_a_folder_without_interviews_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="journey init") as stopped:
        StudyFolder(tmp_path).check()
    assert stopped.value.code is Exit.UNUSABLE
    (tmp_path / "interviews").mkdir()
    StudyFolder(tmp_path).check()


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "c.txt", b"new")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c.txt"]


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "c.txt"
    target.write_bytes(b"old")

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path if step == "replace" else os, step, failing)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_stay_as_they_are_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "old").touch()
    (tmp_path / "old").chmod(0o640)
    umask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "old", b"x")
        write_atomically(tmp_path / "new", b"x")
    finally:
        os.umask(umask)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "new")] == [0o640, 0o644]


def test_equal_content_has_equal_digests() -> None:
    assert digest(b"a") == digest(b"a")
    assert digest(b"a") != digest(b"b")


def test_two_runs_at_once_the_second_waits_and_then_says_so(tmp_path: Path) -> None:
    holding = f"""
from pathlib import Path
from pipeline.files.folders import StudyFolder
with StudyFolder(Path({str(tmp_path)!r})).locked():
    print("held", flush=True)
    input()
"""
    with subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StudyError, match="another run") as stopped, StudyFolder(tmp_path).locked(wait=0.1):
            pass
        other.communicate("\n")
    assert stopped.value.code is Exit.BUSY
    with StudyFolder(tmp_path).locked(wait=0.1):
        pass


def test_a_lock_left_by_a_killed_run_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / ".lock").touch()
    with StudyFolder(tmp_path).locked(wait=0.1):
        pass


def test_outputs_that_cannot_be_written_stop_a_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file", encoding="utf-8")
    with pytest.raises(StudyError, match="cannot be written"), StudyFolder(tmp_path).locked():
        pass
