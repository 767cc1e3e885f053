"""Workbooks that people typed into: opened with care, their sheets row by row, their cells as text.

What wrote the file does not matter (Excel, LibreOffice, a script): no styles, names or dimensions are trusted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain, islice
from typing import Any

from pipeline.problems import Problem

__all__ = ["DAMAGED", "LANGUAGES", "TypedSheet", "heading", "sheets", "text_of", "torn"]

LANGUAGES = ("en", "de")
MOST_BYTES = 200_000_000  #: of an unpacked workbook
TOP = 40  #: rows that are looked at to see what a sheet is
DAMAGED = (SyntaxError, ValueError, KeyError)  #: what openpyxl raises on XML that was cut off or edited


@dataclass(frozen=True)
class TypedSheet:
    """One sheet.

    Attributes:
        place: file and sheet, for problem lines.
        top: its first rows.
        rows: all rows, `top` included; they can be gone through once.
    """

    place: str
    top: Sequence[Sequence[Any]]
    rows: Iterator[Sequence[Any]]


def sheets(data: bytes, where: str, problems: list[Problem]) -> Iterator[TypedSheet]:
    """The sheets of a workbook, each to be read before the next; what cannot be read goes to `problems`.

    Args:
        data: the workbook's bytes.
        where: how problem lines name it.
        problems: gets what cannot be read.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                remedy = "Check that it is a workbook of this study."
                problems.append(Problem(where, "unpacks to more than 200 MB.", remedy))
                return
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        what = f"cannot be read as an Excel workbook ({type(error).__name__})."
        problems.append(Problem(where, what, "Save it again as .xlsx. Nothing in it was lost or overwritten."))
        return
    for sheet in book.worksheets:
        place = f"{where}, sheet '{sheet.title}'"
        try:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
            top = list(islice(rows, TOP))
        except DAMAGED as error:
            problems.append(torn(place, error))
            continue
        yield TypedSheet(place, top, chain(top, rows))
    book.close()


def torn(place: str, error: Exception) -> Problem:
    """The problem of a sheet whose XML is damaged."""
    what = f"cannot be read to its end ({type(error).__name__})."
    return Problem(place, what, "Open it in Excel or LibreOffice, let it be repaired, save, and run again.")


def text_of(value: Any) -> str:
    """A cell as text, whatever Excel or LibreOffice made of it: ISO dates, whole numbers without ".0"."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\u00a0", " ").replace("\r\n", "\n").strip()
        if "_x" in text:  # how a workbook writes characters that XML cannot hold
            text = re.sub(r"(?<!_x005F)_x000D_(\n|$)", r"\1", text)
            text = re.sub(r"_x005F_(x[0-9A-Fa-f]{4}_)", r"_\1", text)
        return text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value.isoformat(" ", "minutes"))
    return str(value).strip()  # a date, a time, a duration


def heading(value: Any) -> str:
    """A heading as it is compared: small letters, single spaces."""
    return " ".join(text_of(value).split()).casefold()
