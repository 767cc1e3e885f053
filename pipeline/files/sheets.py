"""Excel sheets: safe text, named styles, columns with drop-downs. Writing uses XlsxWriter, reading openpyxl.

XlsxWriter streams (constant memory) and writes two to three times as fast as openpyxl; see DECISIONS.md.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any

__all__ = ["UNSEEN", "Book", "Column", "Link", "Styled", "cell_text"]

CELL_LIMIT = 32_767  #: characters that Excel allows in a cell, those outside the basic plane counted twice
CUT = " […]"
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  #: characters that no workbook or document can hold

# Tints of the Okabe-Ito palette, which colour-blind readers can tell apart.
TINTS = {
    "trigger": "#FBE3C8",
    "source": "#D6EAF8",
    "role": "#E8DAEF",
    "criterion": "#D5F0E3",
    "fear": "#F9D9D2",
    "need": "#FCF6CF",
    "obstacle": "#E5E7E9",
    "touchpoint": "#D0E4F0",
}
INK, PALE, LINE, HEAD, FILL_IN = "#1F2933", "#7B8794", "#D3D9E0", "#1F3A5F", "#FFFBE6"

_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top", "font_color": INK}
_STYLES: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "line": {},
    "pale": {"text_wrap": True, "font_color": PALE},
    "key": {"font_color": "#AAB2BD", "font_size": 8},
    "passage": {"text_wrap": True, "font_size": 11},
    "centre": {"align": "center"},
    "number": {"num_format": "0.00", "align": "center"},
    "count": {"num_format": "0", "align": "center"},
    "fill": {"text_wrap": True, "left": 1, "left_color": LINE},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": HEAD,
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": HEAD,
    },
    "head_fill": {
        "bold": True,
        "font_color": INK,
        "bg_color": "#F2D675",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": HEAD,
    },
    "title": {"bold": True, "font_size": 16, "font_color": HEAD},
    "note": {"font_color": PALE, "italic": True},
    "strong": {"bold": True},
    "link": {"font_color": "#0B5394", "underline": 1},
}

_WRAPPED = frozenset(name for name, look in _STYLES.items() if look.get("text_wrap"))
LINE_POINTS, MOST_POINTS = 13.0, 409.0  #: height of a line, and the most Excel allows a row


def cell_text(text: str) -> str:
    """`text` as a cell can hold it: no control characters, at most 32,767 characters. (XlsxWriter escapes "_x0041_" itself.)"""
    clean = UNSEEN.sub("", text)
    if len(clean) <= CELL_LIMIT // 2:
        return clean
    units = clean.encode("utf-16-le", "replace")
    if len(units) <= 2 * CELL_LIMIT:
        return clean
    return units[: 2 * (CELL_LIMIT - len(CUT))].decode("utf-16-le", "ignore") + CUT


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table sheet.

    Attributes:
        heading: what stands above it.
        width: in characters.
        style: name of the cells' style.
        choices: a drop-down: the words, or a range such as "=Codebook!$A$2:$A$99".
        locked: typing into its cells is refused (sorting and filtering still work, unlike with sheet protection).
        strict: whether the drop-down refuses other words.
    """

    heading: str
    width: float
    style: str = "text"
    choices: tuple[str, ...] | str = ()
    locked: bool = False
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to another place of the workbook, e.g. "internal:'Quotes'!A7"."""

    text: str
    target: str
    style: str = "link"


@dataclass(frozen=True, slots=True)
class Styled:
    """A value in another style than its column's."""

    value: str | float | int
    style: str


Value = str | float | int | None | Link | Styled


def _height(columns: Sequence[Column], row: Sequence[Value]) -> float:
    """Points that the row's wrapped texts need; programs disagree on fitting rows by themselves, so it is set."""
    lines = 1.0
    for column, value in zip(columns, row, strict=True):
        text = value.value if isinstance(value, Styled) else value.text if isinstance(value, Link) else value
        if isinstance(text, str) and column.style in _WRAPPED and len(text) > column.width * 0.9:
            larger = _STYLES[column.style].get("font_size", 10) / 10
            needed = sum(ceil(len(part) * 1.08 * larger / column.width) or 1 for part in text.split("\n"))
            lines = max(lines, needed * larger)
    return min(MOST_POINTS, 4 + LINE_POINTS * lines)


class Book:
    """A workbook in memory, written row by row.

    The same content gives the same bytes: no clock goes in.
    """

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        # In-memory streaming needs temporary files; sheets are written top to bottom.
        self._book = xlsxwriter.Workbook(self._out, {"constant_memory": True, "strings_to_urls": False})
        self._book.set_properties({"title": cell_text(title), "created": datetime(2026, 1, 1, tzinfo=UTC)})
        self._formats: dict[str, Any] = {}

    def style(self, name: str, **more: Any) -> Any:
        """The format of a named style; `more` defines a new one under `name`."""
        if name not in self._formats:
            family = name.removeprefix("family:")
            known = {"bg_color": TINTS.get(family, "#EEEEEE")} if name.startswith("family:") else _STYLES.get(name, {})
            self._formats[name] = self._book.add_format({**_BASE, **known, **more})
        return self._formats[name]

    def sheet(self, name: str) -> Any:
        """A new, empty sheet without grid lines, set to print on A4 landscape."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        return sheet

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str = "", above: Sequence[str] = ()
    ) -> Any:
        """A sheet with a frozen, filtered header and one row a thing.

        Args:
            name: of the sheet.
            columns: of the table.
            rows: its rows.
            empty: what is said where there is none.
            above: lines over the header, for what the reader must know of the table.
        """
        sheet = self.sheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, self.style(column.style) if column.style == "fill" else None)
        top = len(above)
        for line, text in enumerate(above):
            sheet.write_string(line, 0, text, self.style("note"))
        sheet.set_row(top, 30)
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.heading, self.style("head_fill" if column.style == "fill" else "head"))
        last = top
        for last, row in enumerate(rows, start=top + 1):
            sheet.set_row(last, _height(columns, row))
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is not None and value != "":  # what is not filled in needs no cell
                    self.put(sheet, last, place, value, column.style)
        if last == top and empty:
            sheet.write_string(top + 1, 0, empty, self.style("note"))
        first = top + 1
        sheet.freeze_panes(first, 0)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, max(last, first), len(columns) - 1)
        for place, column in enumerate(columns):
            self._validate(sheet, column, place, first, max(last, first))
            if column.style == "fill":  # yellow where there is still something to fill in
                look = {"type": "blanks", "format": self.style("to fill in", bg_color=FILL_IN)}
                sheet.conditional_format(first, place, max(last, first), place, look)
        return sheet

    def chart(self, kind: str) -> Any:
        """A chart of the spreadsheet program's own ("line", "column", ...), to be inserted into a sheet."""
        return self._book.add_chart({"type": kind})

    def put(self, sheet: Any, row: int, column: int, value: Value, style: str) -> None:
        """Write one cell; text is always text, never a formula or an address."""
        if isinstance(value, Styled):
            style = value.style
            value = value.value
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(style))
        elif isinstance(value, Link):
            sheet.write_url(row, column, value.target, self.style(value.style), cell_text(value.text))
        elif isinstance(value, str):
            sheet.write_string(row, column, cell_text(value), self.style(style))
        else:
            sheet.write_number(row, column, value, self.style(style))

    def finish(self) -> bytes:
        """The workbook's bytes."""
        self._book.close()
        return self._out.getvalue()

    def _validate(self, sheet: Any, column: Column, place: int, first: int, last: int) -> None:
        if column.locked:
            rule = {"validate": "custom", "value": "=FALSE", "error_title": column.heading, "error_message": "🔒"}
            sheet.data_validation(first, place, last, place, rule)
        elif column.choices:
            source = column.choices if isinstance(column.choices, str) else list(column.choices)
            error_type = "stop" if column.strict else "information"
            sheet.data_validation(first, place, last, place, {"validate": "list", "source": source, "error_type": error_type})
