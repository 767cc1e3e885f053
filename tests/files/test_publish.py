"""Outputs appear together. A run that is killed at any moment leaves the old ones or the new ones, never a mixture."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.files import publish as module
from pipeline.files.folders import StudyFolder
from pipeline.files.publish import is_open_elsewhere, publish, recover

OLD = {"a.csv": b"old a", "b.xlsx": b"old b", "run.json": b"old record"}
NEW = {"a.csv": b"new a", "b.xlsx": b"new b", "c.csv": b"new c", "run.json": b"new record"}


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    """A study whose last run has written three outputs."""
    found = StudyFolder(tmp_path)
    assert publish(found, OLD) == (list(OLD), [])
    return found


def outputs(folder: StudyFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.outputs.iterdir() if path.is_file()}


def test_what_differs_is_written_and_what_is_the_same_is_not_touched(folder: StudyFolder) -> None:
    before = (folder.outputs / "a.csv").stat().st_mtime_ns
    assert publish(folder, OLD | {"b.xlsx": b"other"}) == (["b.xlsx"], [])
    assert (folder.outputs / "a.csv").stat().st_mtime_ns == before
    assert publish(folder, OLD | {"b.xlsx": b"other"}) == ([], [])


def test_a_finished_run_leaves_nothing_but_its_outputs(folder: StudyFolder) -> None:
    publish(folder, NEW)
    assert sorted(path.name for path in folder.outputs.iterdir()) == sorted(NEW)


class Killed(BaseException):
    """What kill -9 is to a test: nothing after it runs, no clean-up either."""


def _steps() -> Iterator[tuple[type[Any], str]]:
    yield Path, "replace"
    yield Path, "unlink"
    yield os, "fsync"  # type: ignore[misc]  # a module is patched like a class
    yield shutil, "rmtree"  # type: ignore[misc]


def kill_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process die at the n-th step that touches the disk, before it or, for every other one, right after it."""
    done = 0

    def deadly(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal done
            done += 1
            if done > number:
                raise Killed
            return real(*args, **kwargs)

        return step

    for owner, name in _steps():
        monkeypatch.setattr(owner, name, deadly(getattr(owner, name)))


@pytest.mark.parametrize("number", range(30))
def test_killed_at_any_step_the_next_run_finds_the_old_or_the_new_outputs(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        kill_at(number, patch)
        try:
            publish(folder, NEW)
        except Killed:
            pass
        else:
            assert number > 10, "the steps were counted"
    recover(folder)
    assert outputs(folder) in (OLD, NEW)
    assert not (folder.outputs / ".staged").exists()


@pytest.mark.parametrize("first", range(8, 16))
@pytest.mark.parametrize("second", range(8))
def test_killed_again_while_it_recovers(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch, first: int, second: int) -> None:
    for action, number in ((lambda: publish(folder, NEW), first), (lambda: recover(folder), second)):
        with monkeypatch.context() as patch:
            kill_at(number, patch)
            with contextlib.suppress(Killed):
                action()
    recover(folder)
    assert outputs(folder) in (OLD, NEW)


def test_a_damaged_stage_is_thrown_away(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "_move", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            publish(folder, NEW)
    (folder.outputs / ".staged" / "a.csv").write_bytes(b"half")
    recover(folder)
    assert outputs(folder) == OLD


@pytest.mark.parametrize("promise", [b"", b"[]", b'"x"', b"\xff", b'{"a.csv": 1}', b'{"a.csv"'])
def test_a_damaged_promise_is_no_promise(folder: StudyFolder, promise: bytes) -> None:
    stage = folder.outputs / ".staged"
    stage.mkdir()
    (stage / "a.csv").write_bytes(b"new a")
    (stage / "promise.json").write_bytes(promise)
    recover(folder)
    assert outputs(folder) == OLD
    assert not stage.exists()


def test_there_is_nothing_to_recover_in_a_new_study(tmp_path: Path) -> None:
    recover(StudyFolder(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lock", ["~$b.xlsx", ".~lock.b.xlsx#"])
def test_a_workbook_that_somebody_has_open_is_left_alone_and_all_others_are_written(folder: StudyFolder, lock: str) -> None:
    (folder.outputs / lock).touch()
    assert is_open_elsewhere(folder.outputs / "b.xlsx")
    written, (problem,) = publish(folder, NEW)
    assert written == ["a.csv", "c.csv", "run.json"]
    assert problem.where == "outputs/b.xlsx"
    assert (folder.outputs / "b.xlsx").read_bytes() == b"old b"
    (folder.outputs / lock).unlink()
    assert publish(folder, NEW) == (["b.xlsx"], [])


def test_a_workbook_that_windows_holds_open_is_a_problem_too(folder: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target) == folder.outputs / "b.xlsx":
            raise PermissionError(13, "in use")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refusing)
        written, (problem,) = publish(folder, NEW)
    assert written == ["a.csv", "c.csv", "run.json"]
    assert "open in another program" in problem.what
    assert outputs(folder) == NEW | {"b.xlsx": b"old b"}


def test_a_folder_that_cannot_be_written_is_one_problem_and_nothing_changes(
    folder: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_atomically", full)
        written, (problem,) = publish(folder, NEW)
    assert (written, problem.where) == ([], "outputs/")
    assert "No space left on device" in problem.what
    assert outputs(folder) == OLD
    assert not (folder.outputs / ".staged").exists()


def test_outputs_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("oops", encoding="utf-8")
    written, problems = publish(StudyFolder(tmp_path), NEW)
    assert (written, len(problems)) == ([], 1)
