"""Workbooks that hold what could not be imported stay as they are; their new state lies beside them until that is corrected."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.changes import Change, Reason
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.forms.last_read import forget_last_read
from pipeline.files.records import Output
from pipeline.problems import Problem

__all__ = ["REVIEW", "and_beside", "beside", "clear_beside", "held_problem", "set_aside", "waits"]

REVIEW = "3-review.xlsx"


def beside(workbook: str) -> str:
    """Where the new state of a workbook lies while the workbook itself must not be rewritten."""
    return workbook.removesuffix(".xlsx") + ".new.xlsx"


def and_beside(workbooks: Iterable[str]) -> list[str]:
    """The workbooks, each followed by where its new state would lie."""
    return [name for workbook in workbooks for name in (workbook, beside(workbook))]


def held_problem(name: str, workbook: str) -> Problem:
    """That `name`, the workbook or the state beside it, was not rewritten."""
    what = "was not rewritten because it holds entries that could not be imported (see above)."
    lies = f"; the new state lies beside it in {beside(name)}" if name == workbook else ""
    return Problem(f"outputs/{name}", what, f"Correct them there and run again{lies}.")


def set_aside(workbook: str, held: Iterable[str], made: dict[str, bytes], outputs: dict[str, Output]) -> list[Problem]:
    """Send the new state of a held workbook beside it; of one that is held there too, nowhere.

    Args:
        workbook: its name.
        held: names of what is held.
        made: the outputs to write.
        outputs: what run.json will say of them.
    """
    which = [name for name in (workbook, beside(workbook)) if name in held]
    if which and workbook in made:
        new, output = made.pop(workbook), outputs.pop(workbook)
        if beside(workbook) not in which:
            made[beside(workbook)], outputs[beside(workbook)] = new, output
    return [held_problem(name, workbook) for name in which]


def clear_beside(folder: StudyFolder, workbook: str, read: str) -> bool:
    """Delete the state beside a workbook that was written anew, unless it was saved since it was read; tells whether."""
    path = folder.outputs / beside(workbook)
    try:
        if digest(path.read_bytes()) != read:
            return False
        path.unlink()
    except OSError:
        return False
    forget_last_read(folder, path.name)
    return True


def waits(name: str) -> Change:
    """That a workbook was saved and the next run will import what was typed into it."""
    if name in and_beside([REVIEW]):
        return Change(Reason.DECISION_CHANGED, f"{name} was saved; its verdicts wait to be imported")
    return Change(Reason.FILLED_IN, f"{name} was saved; what was filled in waits to be imported")
