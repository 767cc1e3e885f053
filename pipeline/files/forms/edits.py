"""codebooks/edits.csv: everything that people filled into workbooks, one field a line, appended and never rewritten by a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from pipeline.files.forms.form_values import BREAK
from pipeline.files.forms.logs import Log
from pipeline.method.review.edits import Edit
from pipeline.problems import Problem

__all__ = ["append_edits", "read_edits"]

LOG = Log(
    tuple(field.name for field in fields(Edit)),
    ("form", "key", "field", "value"),
    "fields filled in",
    "what was filled in stays",
)


def read_edits(data: bytes, where: str) -> tuple[list[Edit], list[Problem]]:
    """The edits in the order they were made, and a problem for each line that cannot be used (it stays in the file).

    Args:
        data: the file's bytes.
        where: how problem lines name it.

    Raises:
        StudyError: the file is damaged as a whole.
    """
    found: list[Edit] = []
    problems: list[Problem] = []
    for line in LOG.lines(data, where):
        values = {name: value.replace(BREAK, "\n") for name, value in (line.values or {}).items()}
        if all(values.get(name, "").strip() for name in ("form", "key", "field")):
            found.append(Edit(**values))
        else:
            what = "holds no edit that can be read; it is kept in the file but has no effect."
            remedy = f"It needs {line.fields} fields, with a form, a key and a field."
            problems.append(Problem(line.where, what, remedy))
    return found, problems


def append_edits(path: Path, before: bytes, new: Sequence[Edit]) -> bytes:
    """Add edits at the end of the file, whole or not at all; returns its new bytes.

    Args:
        path: the file; made where it is missing.
        before: what was read from it; the file must still hold that.
        new: the edits.

    Raises:
        StudyError: the file changed since it was read, or cannot be written.
    """
    return LOG.append(path, before, [[_line(getattr(edit, name)) for name in LOG.columns] for edit in new])


def _line(text: str) -> str:
    """A text in one line: a line break in a CSV file cannot be told from a lost quotation mark."""
    return text.replace("\r\n", BREAK).replace("\n", BREAK).replace("\r", BREAK)
