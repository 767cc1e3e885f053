"""The logs in codebooks/: what people decided and filled in, one a line of a CSV file, appended and never rewritten by a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.files.folders import write_atomically
from pipeline.files.tables import table
from pipeline.problems import Exit, Problem, StudyError

__all__ = ["Line", "Log", "logged", "shortened"]


def logged(texts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, int]:
    """Name of each log -> how many lines it has."""
    return {name: texts.get(name, b"").count(b"\n") for name in names}


def shortened(now: Mapping[str, int], before: Mapping[str, int]) -> list[Problem]:
    """A problem for each log that has lost lines since the last run, by a sync, a merge or an old copy: nobody shortens a log."""
    lost = {name: lines - now.get(name, 0) for name, lines in before.items() if lines > now.get(name, 0)}
    remedy = "Put the whole file back; nothing was changed. If that is on purpose, delete outputs/run.json and run again."
    return [Problem(name, f"has {count} lines fewer than at the last run.", remedy) for name, count in sorted(lost.items())]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a log.

    Attributes:
        where: file and line, for problem lines.
        values: by column; None where the line has not as many fields as the first one.
        fields: how many it should have.
    """

    where: str
    values: dict[str, str] | None
    fields: int


@dataclass(frozen=True)
class Log:
    """How a log looks.

    Attributes:
        columns: all of them, in the order they are written.
        needed: those without which a log cannot be read.
        things: what a line holds, in the plural ("decisions"), for problem lines.
        held: what stays in the workbook while the log cannot be written, for problem lines.
    """

    columns: Sequence[str]
    needed: Sequence[str]
    things: str
    held: str

    def lines(self, data: bytes, where: str) -> Iterator[Line]:
        """The lines in the order they were made, empty ones left out.

        Args:
            data: the file's bytes; a file that Excel saved with semicolons is read too.
            where: how problem lines name it.

        Raises:
            StudyError: the file is damaged as a whole; going on without it would look as if nobody had done anything.
        """
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self._damaged(where, "is not UTF-8 text.", "Save it as 'CSV UTF-8', or restore it.") from error
        if not text.strip():
            return
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        try:
            header = [name.strip() for name in next(rows)]
            if missing := [name for name in self.needed if name not in header]:
                raise self._damaged(f"{where}:1", f"lacks the columns {', '.join(missing)}.", "Restore the first line.")
            before = rows.line_num
            for row in rows:
                if rows.line_num != before + 1:  # no line has a line break in it: a quotation mark is missing or too many
                    what = f"has a quotation mark that swallows the lines {before + 1} to {rows.line_num}."
                    raise self._damaged(f"{where}:{before + 1}", what, "Correct or restore that line.")
                before = rows.line_num
                if any(row):
                    known = {name: value for name, value in zip(header, row, strict=False) if name in self.columns}
                    yield Line(f"{where}:{before}", known if len(row) == len(header) else None, len(header))
        except csv.Error as error:
            what = "has a quotation mark too many or too few."
            raise self._damaged(f"{where}:{rows.line_num}", what, "Correct or restore that line.") from error

    def _damaged(self, where: str, what: str, remedy: str) -> StudyError:
        return StudyError([Problem(where, what, f"{remedy} Nothing was changed; none of the {self.things} is lost.")])

    def append(self, path: Path, before: bytes, rows: Sequence[Sequence[str]]) -> bytes:
        """Add lines at the end of the file, whole or not at all.

        Args:
            path: the file; made where it is missing.
            before: what was read from it; the file must still hold that.
            rows: a value for each column.

        Returns:
            the file's new bytes.

        Raises:
            StudyError: the file changed since it was read, or cannot be written.
        """
        if not rows:
            return before
        try:
            now = path.read_bytes() if path.exists() else b""
            if now != before:
                what = "was changed by somebody else while this run read it; nothing was imported."
                raise StudyError([Problem(f"codebooks/{path.name}", what, "Run again.")], Exit.BUSY)
            data = self._extended(path.name, before, rows)
            write_atomically(path, data)
        except OSError as error:
            what = f"cannot be written ({error.strerror or error}); {self.held} in the workbook."
            raise StudyError([Problem(f"codebooks/{path.name}", what, "Make it writable, then run again.")]) from error
        return data

    def _extended(self, name: str, before: bytes, rows: Iterable[Sequence[str]]) -> bytes:
        if not before.strip():
            return table(self.columns, rows)
        text = before.decode("utf-8-sig")
        separator = _separator(text)
        header = [name.strip() for name in next(csv.reader([text.split("\n", 1)[0].strip()], delimiter=separator))]
        if absent := [column for column in self.columns if column not in header]:
            what = f"lacks the columns {', '.join(absent)}."
            raise StudyError([Problem(f"codebooks/{name}:1", what, "Restore the first line; nothing was imported.")])
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
        for row in rows:
            values = dict(zip(self.columns, row, strict=True))
            writer.writerow([values.get(column, "") for column in header])
        gap = b"" if before.endswith(b"\n") else b"\r\n"
        return before + gap + out.getvalue().encode()


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","
