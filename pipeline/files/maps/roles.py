"""The sheets "Roles" and "Role quotes": roles and functions by criteria and fears; a cell leads to its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.files.maps.quotes import Quotes, counted
from pipeline.files.sheets import Book, Column, Link, Value
from pipeline.files.tables import clock
from pipeline.method.touchpoints.crossing import Meeting

__all__ = ["Roles"]

TOP = 4  #: rows above the table


class Roles:
    """Both sheets.

    Args:
        quotes: the study and its texts.
    """

    def __init__(self, quotes: Quotes) -> None:
        self.quotes, self.say = quotes, quotes.say
        self.crossing = quotes.study.crossing
        self.rows = (*self.crossing.roles, *self.crossing.functions)
        self.meetings: tuple[Meeting, ...] = tuple(
            meeting
            for row in self.rows
            for code in self.crossing.columns
            for meeting in self.crossing.meetings.get((row, code), ())
        )

    def _label(self, row: str) -> str:
        codebook = self.quotes.study.codebook
        return codebook.label(row, self.say.language) if row in codebook.by_id else row

    def sheet(self, book: Book) -> None:
        """The cross table."""
        say = self.say
        sheet = book.sheet(say("sheet_touchpoints_roles"))
        sheet.set_column(0, 0, 38)
        sheet.set_column(1, 1, 10)
        sheet.set_column(2, max(2, len(self.crossing.columns) + 1), 14)
        sheet.set_row(0, 26)
        book.put(sheet, 0, 0, say("touchpoints_roles_title"), "title")
        book.put(sheet, 1, 0, say("touchpoints_roles_rule"), "note")
        book.put(sheet, 2, 0, say("touchpoints_marks"), "note")
        if not self.rows:
            book.put(sheet, TOP, 0, say("touchpoints_no_roles"), "note")
            return
        self._head(book, sheet)
        firsts: dict[tuple[str, str], int] = {}
        for place, meeting in enumerate(self.meetings, start=2):
            firsts.setdefault((meeting.row, meeting.code), place)
        row = TOP + 1
        bands = (("touchpoints_roles_band", self.crossing.roles), ("touchpoints_functions_band", self.crossing.functions))
        for band, rows in bands:
            if rows:
                look = book.style("band", bold=True, bg_color="#DCE3EA", valign="vcenter")
                for place in range(1, len(self.crossing.columns) + 2):
                    sheet.write_blank(row, place, None, look)
                sheet.write_string(row, 0, say(band), look)
                row += 1
            for name in rows:
                self._row(book, sheet, row, name, firsts)
                row += 1
        sheet.freeze_panes(TOP + 1, 2)

    def _head(self, book: Book, sheet: Any) -> None:
        sheet.set_row(TOP - 1, 16)
        sheet.set_row(TOP, 44)
        before = ""
        for place, code in enumerate(self.crossing.columns, start=2):
            family = code.split(".", 1)[0]
            name = self.quotes.study.codebook.family_label(family, self.say.language) if family != before else ""
            before = family
            book.put(sheet, TOP - 1, place, name, f"family:{family}")
        book.put(sheet, TOP, 0, self.say("touchpoints_role"), "head")
        book.put(sheet, TOP, 1, self.say("interviews"), "head")
        for place, code in enumerate(self.crossing.columns, start=2):
            book.put(sheet, TOP, place, self._label(code), "head")

    def _row(self, book: Book, sheet: Any, row: int, name: str, firsts: dict[tuple[str, str], int]) -> None:
        base = self.crossing.base[name]
        book.put(sheet, row, 0, self._label(name), "strong")
        book.put(sheet, row, 1, self.say("n_of_base", n=base, base=self.quotes.base), "centre")
        most = max((self.crossing.interviews(name, code) for code in self.crossing.columns), default=0)
        for place, code in enumerate(self.crossing.columns, start=2):
            met = self.crossing.meetings.get((name, code), ())
            if not met:
                continue
            interviews = self.crossing.interviews(name, code)
            text = counted(interviews, base, sum(m.unreviewed for m in met), self.say)
            style = "crossed often" if interviews == most and interviews > 1 else "crossed"
            colour = "#A9CCE8" if style == "crossed often" else "#E3EEF7"
            book.style(style, align="center", bg_color=colour, border=1, border_color="#FFFFFF")
            target = f"internal:'{self.say('sheet_touchpoints_role_quotes')}'!A{firsts[name, code]}"
            book.put(sheet, row, place, Link(text, target, style), style)

    def quotes_sheet(self, book: Book) -> None:
        """What stands behind each cell."""
        say = self.say
        columns = [
            Column(say("touchpoints_role"), 32, "strong"),
            Column(say("touchpoints_about"), 24),
            Column(say("interview"), 10, "line"),
            Column(say("speaker"), 14, "line"),
            Column(say("time"), 9, "line"),
            Column(say("quote"), 80, "passage"),
            Column(say("touchpoints_role_quote"), 60),
            Column(say("status"), 14, "line"),
            Column(say("passage"), 13, "key"),
        ]
        book.table(say("sheet_touchpoints_role_quotes"), columns, self._lines(), say("touchpoints_no_roles"))

    def _lines(self) -> Iterator[Sequence[Value]]:
        for meeting in self.meetings:
            passage = self.quotes.study.passages[meeting.passage]
            near = self.quotes.study.passages[meeting.role_passage]
            yield (
                self._label(meeting.row),
                self._label(meeting.code),
                meeting.interview,
                passage.speaker,
                clock(passage.start),
                passage.text,
                near.text if near is not passage else None,
                self.say("suggested") if meeting.unreviewed else self.say("reviewed"),
                meeting.passage,
            )
