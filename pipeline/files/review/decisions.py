"""codebooks/decisions.csv: every decision ever made, one a line, appended and never rewritten by a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from pipeline.files.forms.logs import Log
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.problems import Problem

__all__ = ["append_decisions", "read_decisions"]

LOG = Log(
    tuple(field.name for field in fields(Decision)),
    ("interview", "passage", "code", "verdict"),
    "decisions",
    "the verdicts stay",
)


def read_decisions(data: bytes, where: str) -> tuple[list[Decision], list[Problem]]:
    """The decisions in the order they were made, and a problem for each line that cannot be used (it stays in the file).

    Args:
        data: the file's bytes.
        where: how problem lines name it.

    Raises:
        StudyError: the file is damaged as a whole.
    """
    found: list[Decision] = []
    problems: list[Problem] = []
    for line in LOG.lines(data, where):
        try:
            if line.values is None:
                raise ValueError(line.where)
            verdict = Verdict(line.values["verdict"].strip().lower())
            found.append(Decision(**{**line.values, "verdict": verdict}))  # type: ignore[arg-type]
        except (ValueError, TypeError, KeyError):
            what = "holds no decision that can be read; it is kept in the file but has no effect."
            remedy = f"It needs {line.fields} fields, and a verdict that is one of {', '.join(Verdict)}."
            problems.append(Problem(line.where, what, remedy))
    return found, problems


def append_decisions(path: Path, before: bytes, new: Sequence[Decision]) -> bytes:
    """Add decisions at the end of the file, whole or not at all; returns its new bytes.

    Args:
        path: the file; made where it is missing.
        before: what was read from it; the file must still hold that.
        new: the decisions.

    Raises:
        StudyError: the file changed since it was read, or cannot be written.
    """
    return LOG.append(path, before, [[str(getattr(decision, name)) for name in LOG.columns] for decision in new])
