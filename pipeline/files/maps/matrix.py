"""4-touchpoints.xlsx: touchpoints by phase. All interviews first, then a sheet a job; a cell leads to its quotes.

Behind the matrices: quality, weak points, EPOMS classes, order, roles, research gaps and, where there is one, the inventory.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from pipeline.files.maps.gaps import gaps_sheet
from pipeline.files.maps.inventory import inventory_sheet
from pipeline.files.maps.order import order_sheet
from pipeline.files.maps.quality import classes_sheet, quality_sheet, weak_sheet
from pipeline.files.maps.quotes import Quotes, counted, points
from pipeline.files.maps.roles import Roles
from pipeline.files.sheets import Book
from pipeline.files.wording import Wording, wording
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.jobs.jobs import Job
from pipeline.method.touchpoints.quality import Quality, qualities
from pipeline.method.touchpoints.touchpoints import Cell, Matrix
from pipeline.study import Study

__all__ = ["matrix_workbook", "shade_colour"]

TOP = 5  #: rows above the matrix
# Blue for good, orange for bad, grey between: told apart with any colour vision, and in print by the sign.
_SHADES = ((-2.01, "#E08A3C"), (-1.2, "#F2B98A"), (-0.4, "#ECECEC"), (0.4, "#A9CCE8"), (1.2, "#5BA3D0"))
_CELL = {
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": "#FFFFFF",
    "font_size": 10,
}


def matrix_workbook(study: Study) -> bytes:
    """The whole workbook."""
    say = wording(study.settings.language)
    book = Book(say("matrix_title"))
    quotes = Quotes(study, say)
    titles = {job.id: job for job in study.jobs}
    for matrix in study.matrices:
        _Sheet(book, quotes, matrix, titles.get(matrix.job)).write()
    quality_sheet(book, quotes)
    weak_sheet(book, quotes)
    quotes.sheet(book)
    order_sheet(book, quotes)
    roles = Roles(quotes)
    roles.sheet(book)
    roles.quotes_sheet(book)
    gaps_sheet(book, quotes)
    if study.inventory:
        inventory_sheet(book, quotes)
    classes_sheet(book, quotes)
    return book.finish()


class _Sheet:
    """The matrix of all interviews or of a job.

    Args:
        book: to write into.
        quotes: where its cells lead.
        matrix: the counts.
        job: whose interviews it counts, None for all.
    """

    def __init__(self, book: Book, quotes: Quotes, matrix: Matrix, job: Job | None) -> None:
        self.book, self.quotes, self.matrix, self.job = book, quotes, matrix, job
        self.study, self.say = quotes.study, quotes.say
        self.sheet = book.sheet(_sheet_name(job, self.say))
        self.rated = _rated(self.study, matrix)
        self.met = _met(self.study, matrix)
        self.waiting = {asked.touchpoint: asked.suggestions for asked in self.study.asked if asked.finding == "not counted"}

    def write(self) -> None:
        """All of it."""
        sheet, matrix, last = self.sheet, self.matrix, len(self.matrix.phases) + 1
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, last - 1, 21)
        sheet.set_column(last, last, 14)
        self._heading()
        self._head()
        row = TOP
        for epoms, group in groupby(sorted(matrix.touchpoints, key=lambda t: _class_place(t[1])), key=lambda t: t[1]):
            sheet.set_row(row, 20)
            band = self.book.style("band", bold=True, bg_color="#DCE3EA", valign="vcenter")
            sheet.write_string(row, 0, self.say(epoms) if epoms else self.say("unclassed"), band)
            for place in range(1, last + 1):
                sheet.write_blank(row, place, None, band)
            row += 1
            for touchpoint, _ in group:
                self._touchpoint(row, touchpoint)
                row += 1
        sheet.freeze_panes(TOP, 1)
        sheet.repeat_rows(TOP - 1)

    def _head(self) -> None:
        head = self.book.style(
            "phase",
            bold=True,
            font_color="#FFFFFF",
            bg_color="#1F3A5F",
            align="center",
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
            font_size=11,
            text_wrap=True,
        )
        corner = self.book.style("corner", bold=True, font_color="#FFFFFF", bg_color="#1F3A5F", valign="vcenter")
        self.sheet.set_row(TOP - 1, 34)
        self.sheet.write_string(TOP - 1, 0, self.say("touchpoint"), corner)
        for place, phase in enumerate(self.matrix.phases, start=1):
            gap = f"\n{self.say('gap_phase')}" if phase in self.matrix.empty_phases else ""
            self.sheet.write_string(TOP - 1, place, self.quotes.phases[phase] + gap, head)
        self.sheet.write_string(TOP - 1, len(self.matrix.phases) + 1, self.say("any_phase"), head)

    def _heading(self) -> None:
        for row, height in enumerate((26, 16, 16, 18)):
            self.sheet.set_row(row, height)
        say, job, matrix = self.say, self.job, self.matrix
        title = say("matrix_title") if job is None else f"{say('matrix_title')}: {job.label}"
        name = self.study.settings.title
        self.book.put(self.sheet, 0, 0, f"{name} – {title}" if name else title, "title")
        if job is None:
            base = say("touchpoints_base", base=matrix.base)
        else:
            base = say("base_job", base=matrix.base, names=", ".join(job.interviews[:30]))
        self.book.put(self.sheet, 1, 0, base, "note")
        total = sum(cell.mentions for cell in matrix.cells.values())
        unreviewed = sum(cell.unreviewed for cell in matrix.cells.values())
        note = say("unreviewed", n=unreviewed, total=total)
        left_out = sum(asked.left_out for asked in self.study.asked) if job is None else 0
        if left_out:
            note = say("touchpoints_excluded", n=left_out)
        self.book.put(self.sheet, 2, 0, f"{note} {say('touchpoints_matrix_marks')}", "note")
        self.book.put(self.sheet, 3, 0, say("touchpoints_scale"), "note")
        for place, value in enumerate((-2.0, -1.0, 0.0, 1.0, 2.0), start=1):
            look, colour = _shade(value)
            self.sheet.write_string(3, place, points(value, say), self.book.style(look, **colour))

    def _touchpoint(self, row: int, touchpoint: str) -> None:
        book, sheet, matrix, say = self.book, self.sheet, self.matrix, self.say
        label = self.quotes.label(touchpoint)
        last = len(matrix.phases) + 1
        if touchpoint not in self.met:
            sheet.set_row(row, 16)
            book.style("gap label", font_color="#9AA5B1", italic=True, valign="vcenter", indent=1)
            book.style("gap", font_color="#8A94A0", italic=True, align="center", valign="vcenter", font_size=9)
            book.put(sheet, row, 0, label, "gap label")
            waiting = self.waiting.get(touchpoint, 0)
            book.put(sheet, row, last, say("touchpoints_waiting", n=waiting) if waiting else say("gap_row"), "gap")
            return
        sheet.set_row(row, 26)
        book.style("label", bold=True, valign="vcenter", text_wrap=True, indent=1)
        book.put(sheet, row, 0, label, "label")
        for place, phase in enumerate(matrix.phases, start=1):
            cell = matrix.cells.get((touchpoint, phase))
            if cell is None:
                book.put(sheet, row, place, None, "empty")
                continue
            quality = self.rated[touchpoint, phase]
            name, look = _shade(quality.value or 0.0)
            book.style(name, **look)
            text = _cell_text(cell, quality, matrix.base, say)
            book.put(sheet, row, place, self.quotes.link(text, touchpoint, phase, matrix.job, name), name)
        everyone = len(self.met[touchpoint])
        book.style("sum", **_CELL, bg_color="#F5F7FA", bold=True)
        book.put(sheet, row, last, say("n_of_base", n=everyone, base=matrix.base), "sum")


def _rated(study: Study, matrix: Matrix) -> Mapping[tuple[str, str], Quality]:
    """The qualities by all interviews, people's included; those by the interviews of a job say what the statements say."""
    if not matrix.job:
        return study.qualities
    return qualities((m for m in study.touchpoints if m.job == matrix.job), study.passages)


def _class_place(epoms: str) -> int:
    return EPOMS.index(epoms) if epoms in EPOMS else len(EPOMS)


def _sheet_name(job: Job | None, say: Wording) -> str:
    if job is None:
        return say("sheet_all")
    label = "".join(c for c in job.label if c not in "[]:*?/\\'")
    return f"{job.id.replace('job', 'Job ')} {label}"[:31].strip()


def _met(study: Study, matrix: Matrix) -> dict[str, set[str]]:
    """Touchpoint -> interviews that report it in any phase: fewer than the sum over phases where one reports it in several."""
    met: dict[str, set[str]] = {}
    for mention in study.touchpoints:
        if matrix.job in ("", mention.job):
            met.setdefault(mention.touchpoint, set()).add(mention.interview)
    return met


def _cell_text(cell: Cell, quality: Quality, base: int, say: Wording) -> str:
    own = " ✎" if quality.overridden else ""
    return f"{counted(cell.interviews, base, cell.unreviewed, say)} · {cell.mentions}× · {points(quality.value, say)}{own}"


def shade_colour(value: float) -> str:
    """The colour of a quality, "#RRGGBB"."""
    return next(colour for floor, colour in reversed(_SHADES) if value > floor)


def _shade(value: float) -> tuple[str, dict[str, Any]]:
    colour = shade_colour(value)
    return f"cell {colour}", {**_CELL, "bg_color": colour, "font_color": "#1F2933"}
