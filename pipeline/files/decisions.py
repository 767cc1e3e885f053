"""codebooks/decisions.csv: every decision ever made, one a line, appended and never rewritten by a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from pipeline.files.folders import write_atomically
from pipeline.files.tables import table
from pipeline.method.decisions import Decision, Verdict
from pipeline.problems import Exit, Problem, StudyError

__all__ = ["append_decisions", "read_decisions"]

COLUMNS = tuple(field.name for field in fields(Decision))
NEEDED = ("interview", "passage", "code", "verdict")


def read_decisions(data: bytes, where: str) -> tuple[list[Decision], list[Problem]]:
    """The decisions in the order they were made, and a problem for each line that cannot be used (it stays in the file).

    Args:
        data: the file's bytes; a file that Excel saved with semicolons is read too.
        where: how problem lines name it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = "Save it as CSV UTF-8, or restore it from your version control; no decision was changed."
        return [], [Problem(where, "is not UTF-8 text.", remedy)]
    if not text.strip():
        return [], []
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [name.strip() for name in next(rows)]
    if missing := [name for name in NEEDED if name not in header]:
        what = f"lacks the columns {', '.join(missing)}."
        return [], [Problem(f"{where}:1", what, "Restore the first line; no decision was changed.")]
    found: list[Decision] = []
    problems: list[Problem] = []
    for row in rows:
        values = {name: value for name, value in zip(header, row, strict=False) if name in COLUMNS}
        if not any(row):
            continue
        try:
            found.append(Decision(**{**values, "verdict": Verdict(values.get("verdict", "").strip().lower())}))  # type: ignore[arg-type]
        except (ValueError, TypeError):
            what = "holds no decision that can be read; it is kept in the file but has no effect."
            remedy = f"The verdict must be one of {', '.join(Verdict)}."
            problems.append(Problem(f"{where}:{rows.line_num}", what, remedy))
    return found, problems


def append_decisions(path: Path, before: bytes, new: Sequence[Decision]) -> bytes:
    """Add decisions at the end of the file, whole or not at all.

    Args:
        path: the file; made where it is missing.
        before: what was read from it; the file must still hold that.
        new: the decisions.

    Returns:
        the file's new bytes.

    Raises:
        StudyError: the file changed since it was read, or cannot be written.
    """
    if not new:
        return before
    try:
        now = path.read_bytes() if path.exists() else b""
        if now != before:
            what = "was changed by somebody else while this run read it; nothing was imported."
            raise StudyError([Problem(f"codebooks/{path.name}", what, "Run again.")], Exit.BUSY)
        data = _extended(before, new)
        write_atomically(path, data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error}); the verdicts stay in the workbook."
        raise StudyError([Problem(f"codebooks/{path.name}", what, "Make it writable, then run again.")]) from error
    return data


def _extended(before: bytes, new: Iterable[Decision]) -> bytes:
    rows = [[str(getattr(decision, name)) for name in COLUMNS] for decision in new]
    if not before.strip():
        return table(COLUMNS, rows)
    text = before.decode("utf-8-sig")
    first = text.split("\n", 1)[0].strip()
    separator = ";" if first.count(";") > first.count(",") else ","
    header = [name.strip() for name in first.split(separator)]
    if absent := [name for name in COLUMNS if name not in header]:
        what = f"lacks the columns {', '.join(absent)}."
        raise StudyError([Problem("codebooks/decisions.csv:1", what, "Restore the first line; nothing was imported.")])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        values = dict(zip(COLUMNS, row, strict=True))
        writer.writerow([values.get(name, "") for name in header])
    gap = b"" if before.endswith(b"\n") else b"\r\n"
    return before + gap + out.getvalue().encode()
