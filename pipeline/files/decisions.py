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

    Raises:
        StudyError: the file is damaged as a whole; going on without it would look as if nobody had decided anything.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _damaged(where, "is not UTF-8 text.", "Save it as 'CSV UTF-8', or restore it.") from error
    if not text.strip():
        return [], []
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    found: list[Decision] = []
    problems: list[Problem] = []
    try:
        header = [name.strip() for name in next(rows)]
        if missing := [name for name in NEEDED if name not in header]:
            raise _damaged(f"{where}:1", f"lacks the columns {', '.join(missing)}.", "Restore the first line.")
        before = rows.line_num
        for row in rows:
            if rows.line_num != before + 1:  # no decision has a line break in it: a quotation mark is missing or too many
                what = f"has a quotation mark that swallows the lines {before + 1} to {rows.line_num}."
                raise _damaged(f"{where}:{before + 1}", what, "Correct or restore that line.")
            before = rows.line_num
            _read(row, header, f"{where}:{before}", found, problems)
    except csv.Error as error:
        what = "has a quotation mark too many or too few."
        raise _damaged(f"{where}:{rows.line_num}", what, "Correct or restore that line.") from error
    return found, problems


def _read(row: list[str], header: list[str], where: str, found: list[Decision], problems: list[Problem]) -> None:
    if not any(row):
        return
    values = {name: value for name, value in zip(header, row, strict=False) if name in COLUMNS}
    try:
        if len(row) != len(header):
            raise ValueError(len(row))
        found.append(Decision(**{**values, "verdict": Verdict(values["verdict"].strip().lower())}))  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError):
        what = "holds no decision that can be read; it is kept in the file but has no effect."
        remedy = f"It needs {len(header)} fields, and a verdict that is one of {', '.join(Verdict)}."
        problems.append(Problem(where, what, remedy))


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _damaged(where: str, what: str, remedy: str) -> StudyError:
    return StudyError([Problem(where, what, f"{remedy} Nothing was changed; no decision is lost.")])


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
    separator = _separator(text)
    header = [name.strip() for name in next(csv.reader([text.split("\n", 1)[0].strip()], delimiter=separator))]
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
