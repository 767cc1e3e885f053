"""codebooks/inventory.csv or .xlsx: the company's own touchpoints and content. Column names in English and German."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.files.sample.lists import header_place, matches
from pipeline.method.touchpoints.inventory import Entry, Item
from pipeline.problems import Problem

__all__ = ["doubts", "inventory_file", "read_inventory"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "title", "item", "content", "asset", "bezeichnung", "titel", "inhalt", "eintrag", "massnahme"),
    "touchpoint": ("touchpoint", "code", "touchpoint code", "channel", "kontaktpunkt", "kanal"),
    "phases": ("phase", "phases", "phasen", "stage", "stages"),
    "owner": ("owner", "responsible", "department", "verantwortlich", "zustaendig", "besitzer", "abteilung"),
    "audience": ("audience", "target group", "for whom", "role", "zielgruppe", "publikum", "fuer wen", "rolle"),
    "answers": (
        "answers", "information need", "information needs", "information need answered", "information", "question answered",
        "beantwortet", "informationsbedarf", "information die es gibt", "beantworteter informationsbedarf", "beantwortete fragen",
    ),
}  # fmt: skip
SEPARATORS = ";,\t|"
_SEVERAL = re.compile(r"[;/|\n]|,(?!\d)")


def inventory_file(codebooks: Path) -> Path | None:
    """The study's inventory, if it has one."""
    return next((p for name in ("inventory.csv", "inventory.xlsx") if (p := codebooks / name).is_file()), None)


def read_inventory(name: str, data: bytes) -> tuple[tuple[Item, ...], list[Problem]]:
    """Every row that names something, and a problem for what cannot be understood.

    Args:
        name: of the file, for its suffix and for problem lines.
        data: its bytes.
    """
    try:
        rows = _excel(data) if name.casefold().endswith(".xlsx") else _text(data)
    except Exception as error:
        what = f"cannot be read as a table ({type(error).__name__})."
        return (), [Problem(name, what, "Save it again as .csv (UTF-8) or .xlsx.")]
    top = header_place(rows, [synonym for synonyms in COLUMNS.values() for synonym in synonyms])
    places = matches(rows[top], COLUMNS) if rows else {}
    if not {"name", "touchpoint"} & places.keys():
        if not any(cell.strip() for row in rows for cell in row):
            return (), []
        remedy = "Name the column that says what a row is about 'name' or 'touchpoint'."
        return (), [Problem(name, "has no column 'name' and no column 'touchpoint'.", remedy)]
    items = [
        _item(number, {key: row[place].strip() for key, place in places.items() if place < len(row)})
        for number, row in enumerate(rows[top + 1 :], start=top + 2)
    ]
    return tuple(item for item in items if item.name), []


def _item(number: int, cells: dict[str, str]) -> Item:
    touchpoint = cells.get("touchpoint", "")
    return Item(
        number,
        cells.get("name", "") or touchpoint,
        touchpoint,
        _several(cells.get("phases", "")),
        cells.get("owner", ""),
        cells.get("audience", ""),
        _several(cells.get("answers", "")),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, _SEVERAL.split(text)) if part)


def doubts(name: str, entries: Iterable[Entry]) -> list[Problem]:
    """A problem for each name that neither the codebook nor the phase model has, with all its rows; what else they say counts."""
    rows: dict[str, list[int]] = {}
    for entry in entries:
        for unknown in dict.fromkeys(entry.unknown):
            rows.setdefault(unknown, []).append(entry.item.row)
    return [_doubt(name, unknown, where) for unknown, where in rows.items()]


def _doubt(name: str, unknown: str, rows: list[int]) -> Problem:
    others = f" (so does row {rows[1]})" if len(rows) == 2 else f" (so do {len(rows) - 1} further rows)"
    more = others if len(rows) > 1 else ""
    what = f"names what neither the codebook nor the phase model has: {unknown}{more}."
    remedy = "Write ids such as touchpoint.website, awareness or fear.lock_in, or their labels; several with semicolons."
    return Problem(f"{name}:{rows[0]}", what, remedy)


def _text(data: bytes) -> list[list[str]]:
    """With the standard library: it is read in every run, and pandas takes half a second to load."""
    from pipeline.files.readers.decode import decode

    text = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]


def _excel(data: bytes) -> list[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
