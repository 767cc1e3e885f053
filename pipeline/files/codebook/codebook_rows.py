"""The rows of a codebook's workbook as they were typed, however the sheets were sorted, extended or renamed."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.files.codebook.codebook_form import ASIDE, LANGUAGES, LISTS, SLOTS, Entry, Slot, heading_of, one_line
from pipeline.files.sheets import UNSEEN
from pipeline.files.wording import wording
from pipeline.method.codebook.codebook import EPOMS
from pipeline.problems import Problem

__all__ = ["Row", "read_rows"]

_HEADINGS = {heading_of(slot, 1, lang).casefold(): slot for slots in SLOTS.values() for slot in slots for lang in LANGUAGES}
_CLASSES = {wording(language)(name).casefold(): name for name in EPOMS for language in LANGUAGES}
_ERRORS = ("#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
MOST_BYTES = 200_000_000  #: of an unpacked workbook


@dataclass(frozen=True)
class Row:
    """A row as typed.

    Attributes:
        where: file, sheet and row, for problem lines.
        values: of the slots that have a column.
        widths: how many columns a slot has; a long list may have several.
    """

    where: str
    values: dict[Slot, Entry]
    widths: Mapping[Slot, int]

    @property
    def id(self) -> str:
        """The id, in small letters."""
        return str(self.values["id", ""])

    @property
    def replaces(self) -> list[str]:
        """The ids of former codes that this one takes over."""
        return list(self.values.get(("replaces", ""), ()))

    @property
    def remove(self) -> str:
        """What is typed into the column "remove"."""
        return str(self.values.get(("remove", ""), "")).casefold()

    @property
    def written(self) -> dict[Slot, Entry]:
        """The values that stand in the codebook itself."""
        return {slot: entry for slot, entry in self.values.items() if slot[0] not in ASIDE}

    def problem(self, what: str, remedy: str) -> Problem:
        """A problem of this row."""
        return Problem(self.where, what, remedy)


def read_rows(workbook: bytes, where: str) -> tuple[dict[str, list[Row]], list[Problem]]:
    """The rows of each kind of sheet, which is recognised by its headings."""
    import openpyxl

    found: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                return {}, [Problem(where, "unpacks to more than 200 MB.", "Check that it is the workbook you mean.")]
        book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
        sheets = [(s.title, list(_every_row(s))) for s in book.worksheets]
    except Exception as error:
        return {}, [Problem(where, f"cannot be read as a workbook ({type(error).__name__}).", "Save it again as .xlsx.")]
    for title, rows in sheets:
        top, columns = _columns(rows)
        keys = {key for key, _ in columns.values()}
        kind = "families" if "questions" in keys else "codes" if {"cues", "definition"} & keys else ""
        if "id" not in keys or not kind:
            continue
        place = f"{where}, sheet '{title}'"
        if twice := [heading for heading, n in Counter(map(_plain, rows[top - 1])).items() if n > 1 and _known(heading)]:
            problems.append(Problem(place, f"has two columns '{twice[0]}'.", "Keep one; rename or delete the other."))
            continue
        if kind in found:
            problems.append(Problem(place, f"is a second sheet of {kind}.", "Keep one; delete the other."))
            continue
        typed = [_row(f"{place}, row {n}", row, columns, problems) for n, row in enumerate(rows[top:], start=top + 1)]
        found[kind] = [row for row in typed if row]
    return found, problems


def _every_row(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _plain(heading: Any) -> str:
    return " ".join(str(heading or "").split()).casefold()


def _known(heading: str) -> tuple[int, Slot] | None:
    """What a heading stands for: "cues en (2)" is the second column of the English cues."""
    name, more = re.fullmatch(r"(.*?)(?: ?\((\d+)\))?", heading).groups()  # type: ignore[union-attr]
    found = _HEADINGS.get(name)
    return (int(more or 1), found) if found else None


def _columns(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[int, Slot]]:
    """How many rows are above the first row of data, and which column holds what; continued columns in their order."""
    for number, row in enumerate(rows[:10], start=1):
        places = sorted((known[0], place, known[1]) for place, cell in enumerate(row) if (known := _known(_plain(cell))))
        if any(slot == ("id", "") for _, _, slot in places):
            return number, {place: slot for _, place, slot in places}
    return 0, {}


def _row(where: str, row: Sequence[Any], columns: Mapping[int, Slot], problems: list[Problem]) -> Row | None:
    typed: dict[Slot, list[str]] = defaultdict(list)
    for place, slot in columns.items():
        try:
            typed[slot].append(_typed(row[place] if place < len(row) else None))
        except ValueError as error:
            what = f"column '{heading_of(slot)}' {error}."
            problems.append(Problem(where, what, "Format the cell as text and type it again."))
            typed[slot].append("")
    if not any(cell for slot, cells in typed.items() for cell in cells if slot[0] not in ASIDE):
        return None
    values: dict[Slot, Entry] = {}
    for slot, cells in typed.items():
        text = "\n".join(cells).strip()
        text = text.lower() if slot[0] in ("id", "replaces") else text
        if slot[0] == "replaces":
            values[slot] = re.findall(r"[^\s,;]+", text)
        else:
            values[slot] = [s for s in map(one_line, text.split("\n")) if s] if slot[0] in LISTS else text
    if epoms := str(values.get(("epoms", ""), "")).casefold():
        values["epoms", ""] = _CLASSES.get(epoms, epoms if epoms in EPOMS else f"?{epoms}")
    return Row(where, values, Counter(columns.values()))


def _typed(value: Any) -> str:
    """A cell as text.

    Raises:
        ValueError: it holds a date, or an error that a program made of what was typed.
    """
    value = getattr(value, "text", value)  # an array formula
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, (str, int, float)):
        raise ValueError("holds a date or time, not text")
    text = re.sub(r"(?<!_x005F)_x000D_\n", "\n", str(value).replace("\r\n", "\n"))
    text = re.sub(r"_x005F_(x[0-9A-Fa-f]{4}_)", r"_\1", text)
    if text.strip() in _ERRORS:
        raise ValueError(f"holds the error {text.strip()}")
    return UNSEEN.sub("", text)
