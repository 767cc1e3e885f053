"""Outputs appear together: staged, then moved into place; a run killed half-way is completed or undone by the next one."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.files.folders import StudyFolder, digest, write_atomically
from pipeline.files.forms.last_read import forget_last_read
from pipeline.problems import Problem

__all__ = ["is_open_elsewhere", "publish", "recover"]

_STAGE, _PROMISE = ".staged", "promise.json"


def publish(
    folder: StudyFolder, files: Mapping[str, bytes], expected: Mapping[str, str] | None = None
) -> tuple[list[str], list[Problem]]:
    """Write the files whose content differs from what is there.

    Args:
        folder: the study.
        files: name in outputs/ -> content; the last one is moved into place last.
        expected: name -> hash of what was read there; a file that is another one now was changed meanwhile and stays.

    Returns:
        the names written, and a problem for each that could not be.
    """
    changed = {name: data for name, data in files.items() if _differs(folder.outputs / name, data)}
    found = {name: (expected or {}).get(name, _digest_of(folder.outputs / name)) for name in changed}
    problems = [_open_problem(name) for name in changed if is_open_elsewhere(folder.outputs / name)]
    blocked = {problem.where.removeprefix("outputs/") for problem in problems}
    ready = {name: data for name, data in changed.items() if name not in blocked}
    for name in files.keys() - changed.keys():
        forget_last_read(folder, name)
    if not ready:
        return [], problems
    stage = folder.outputs / _STAGE
    try:
        shutil.rmtree(stage, ignore_errors=True)
        for name, data in ready.items():
            write_atomically(stage / name, data)
        promise = {name: {"new": digest(data), "old": found[name]} for name, data in ready.items()}
        write_atomically(stage / _PROMISE, json.dumps(promise).encode())
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        remedy = "Free space or make the folder writable, then run again; the outputs are those of before."
        return [], [*problems, Problem("outputs/", f"cannot be written ({error.strerror or error}).", remedy)]
    written, failed = _move(folder, {name: found[name] for name in ready})
    return written, problems + failed


def recover(folder: StudyFolder) -> None:
    """Complete what a killed run had promised, or throw away what it had only begun."""
    stage = folder.outputs / _STAGE
    if not stage.is_dir():
        return
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        promise: dict[str, dict[str, str]] = json.loads((stage / _PROMISE).read_bytes())
        waiting = {name: told for name, told in promise.items() if (stage / name).is_file()}
        if all(digest((stage / name).read_bytes()) == told["new"] for name, told in waiting.items()):
            _move(folder, {name: told["old"] for name, told in waiting.items()})
    shutil.rmtree(stage, ignore_errors=True)


def is_open_elsewhere(path: Path) -> bool:
    """Whether Excel or LibreOffice shows, by the lock file they put beside it, that somebody has the file open."""
    return any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def _move(folder: StudyFolder, names: Mapping[str, str]) -> tuple[list[str], list[Problem]]:
    """Move staged files into place where what is there is still what was there (`names`: name -> its hash)."""
    stage = folder.outputs / _STAGE
    written: list[str] = []
    problems: list[Problem] = []
    for name, old in names.items():
        if _digest_of(folder.outputs / name) != old:
            what = "was changed while journey worked and was not rewritten."
            problems.append(Problem(f"outputs/{name}", what, "Run again; what was typed into it is imported then."))
            continue
        try:
            (stage / name).replace(folder.outputs / name)
            forget_last_read(folder, name)
            written.append(name)
        except OSError:
            problems.append(_open_problem(name))
    shutil.rmtree(stage, ignore_errors=True)
    return written, problems


def _digest_of(path: Path) -> str:
    """The hash of a file, "" where there is none or it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def _open_problem(name: str) -> Problem:
    what = "is open in another program and was not rewritten; all other outputs are up to date."
    return Problem(f"outputs/{name}", what, "Save and close it, then run again.")


def _differs(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size != len(data) or path.read_bytes() != data
    except OSError:
        return True
