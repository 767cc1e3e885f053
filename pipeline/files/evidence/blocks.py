"""Several small tables on one sheet: header rows, rows, shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from pipeline.files.sheets import LINE_POINTS, Book, Value
from pipeline.files.wording import Wording

__all__ = ["head", "row", "share", "title"]


def share(value: float, say: Wording) -> str:
    """A share as people write it: 5%, in German 5 %."""
    return f"{value:.0%}" if say.language == "en" else f"{value:.0%}".replace("%", " %")


def title(book: Book, sheet: Any, at: int, text: str) -> None:
    """Write what the table below is about."""
    sheet.set_row(at, 26)
    book.put(sheet, at, 0, text, "title")


def head(book: Book, sheet: Any, at: int, headings: Iterable[str]) -> None:
    """Write a header row."""
    sheet.set_row(at, 30)
    for place, heading in enumerate(headings):
        sheet.write_string(at, place, heading, book.style("head"))


def row(book: Book, sheet: Any, at: int, values: Sequence[Value], styles: Sequence[str], last: float = 0) -> None:
    """Write a row, each value in its style; what is empty needs no cell.

    Args:
        book, sheet, at: where.
        values, styles: cell by cell.
        last: width in characters of the last column, where its text is wrapped; the row is made high enough for it.
    """
    book.style("percent", num_format="0 %", align="center")
    book.style("mean", num_format="0.0", align="center")
    if last and isinstance(values[-1], str):
        sheet.set_row(at, 4 + LINE_POINTS * max(1, ceil(len(values[-1]) * 1.08 / last)))
    for place, (value, style) in enumerate(zip(values, styles, strict=True)):
        if value is not None and value != "":
            book.put(sheet, at, place, value, style)
