"""4-touchpoints.xlsx: touchpoints by phase. All interviews first, then a sheet a job; a cell leads to its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.files.review_workbook import sign
from pipeline.files.sheets import Book, Column, Link, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording, wording
from pipeline.method.codebook import EPOMS, said
from pipeline.method.jobs import Job
from pipeline.method.touchpoints import Cell, Matrix, Mention
from pipeline.study import Study

__all__ = ["matrix_workbook"]

TOP = 5  #: rows above the matrix
# Blue for good, orange for bad, grey between: told apart with any colour vision, and in print by the sign.
_SHADES = ((-1.01, "#E08A3C"), (-0.6, "#F2B98A"), (-0.2, "#ECECEC"), (0.2, "#A9CCE8"), (0.6, "#5BA3D0"))
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
    ordered = sorted(study.touchpoints, key=lambda m: _order(study, m))
    rows = {key: 2 + place for place, key in _firsts(ordered)}
    titles = {job.id: job for job in study.jobs}
    for matrix in study.matrices:
        _matrix_sheet(book, study, matrix, titles.get(matrix.job), rows, say)
    _quotes(book, study, ordered, say)
    _gaps(book, study, say)
    return book.finish()


def _order(study: Study, mention: Mention) -> tuple[Any, ...]:
    phases = {phase: place for place, phase in enumerate(study.phase_model.ids)}
    return (
        mention.touchpoint,
        phases.get(mention.phase, 99),
        mention.job,
        mention.interview,
        study.passages[mention.passage].char_start,
    )


def _firsts(ordered: Sequence[Mention]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Place of the first quote of each (touchpoint, phase, job), and of each (touchpoint, phase, any job)."""
    seen: set[tuple[str, str, str]] = set()
    for place, mention in enumerate(ordered):
        for job in ("", mention.job):
            key = (mention.touchpoint, mention.phase, job)
            if key not in seen:
                seen.add(key)
                yield place, key


def _matrix_sheet(
    book: Book, study: Study, matrix: Matrix, job: Job | None, quotes: dict[tuple[str, str, str], int], say: Wording
) -> None:
    sheet = book.sheet(_sheet_name(job, say))
    phases = {phase.id: said(phase.label, say.language) for phase in study.phase_model.phases}
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(matrix.phases), 21)
    sheet.set_column(len(matrix.phases) + 1, len(matrix.phases) + 1, 14)
    _heading(book, sheet, study, matrix, job, say)
    head = book.style(
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
    sheet.set_row(TOP - 1, 34)
    sheet.write_string(
        TOP - 1,
        0,
        say("touchpoint"),
        book.style("corner", bold=True, font_color="#FFFFFF", bg_color="#1F3A5F", valign="vcenter"),
    )
    for place, phase in enumerate(matrix.phases, start=1):
        gap = f"\n{say('gap_phase')}" if phase in matrix.empty_phases else ""
        sheet.write_string(TOP - 1, place, phases[phase] + gap, head)
    sheet.write_string(TOP - 1, len(matrix.phases) + 1, say("any_phase"), head)
    row = TOP
    for epoms, group in groupby(sorted(matrix.touchpoints, key=lambda t: _class_place(t[1])), key=lambda t: t[1]):
        sheet.set_row(row, 20)
        band = book.style("band", bold=True, bg_color="#DCE3EA", valign="vcenter")
        sheet.write_string(row, 0, say(epoms) if epoms else say("unclassed"), band)
        for place in range(1, len(matrix.phases) + 2):
            sheet.write_blank(row, place, None, band)
        row += 1
        for touchpoint, _ in group:
            _touchpoint_row(book, sheet, row, study, matrix, touchpoint, quotes, say)
            row += 1
    sheet.freeze_panes(TOP, 1)
    sheet.repeat_rows(TOP - 1)


def _class_place(epoms: str) -> int:
    return EPOMS.index(epoms) if epoms in EPOMS else len(EPOMS)


def _sheet_name(job: Job | None, say: Wording) -> str:
    if job is None:
        return say("sheet_all")
    label = "".join(c for c in job.label if c not in "[]:*?/\\'")
    return f"{job.id.replace('job', 'Job ')} {label}"[:31].strip()


def _heading(book: Book, sheet: Any, study: Study, matrix: Matrix, job: Job | None, say: Wording) -> None:
    for row, height in enumerate((26, 16, 16, 18)):
        sheet.set_row(row, height)
    title = say("matrix_title") if job is None else f"{say('matrix_title')}: {job.label}"
    book.put(sheet, 0, 0, f"{study.settings.title} – {title}" if study.settings.title else title, "title")
    if job is None:
        base = say("base_all", base=matrix.base)
    else:
        base = say("base_job", base=matrix.base, names=", ".join(job.interviews[:30]))
    book.put(sheet, 1, 0, base, "note")
    total = sum(cell.mentions for cell in matrix.cells.values())
    waiting = sum(cell.unreviewed for cell in matrix.cells.values())
    book.put(sheet, 2, 0, say("unreviewed", n=waiting, total=total), "note")
    book.put(sheet, 3, 0, say("scale"), "note")
    for place, mean in enumerate((-1.0, -0.5, 0.0, 0.5, 1.0), start=1):
        name, look = _shade(mean)
        sheet.write_string(3, place, _mean(mean, say), book.style(name, **look))


def _touchpoint_row(
    book: Book,
    sheet: Any,
    row: int,
    study: Study,
    matrix: Matrix,
    touchpoint: str,
    quotes: dict[tuple[str, str, str], int],
    say: Wording,
) -> None:
    label = study.codebook.label(f"touchpoint.{touchpoint}", say.language)
    met = any(t == touchpoint for t, _ in matrix.cells)
    if not met:
        sheet.set_row(row, 16)
        book.style("gap label", font_color="#9AA5B1", italic=True, valign="vcenter", indent=1)
        book.style("gap", font_color="#B8C2CC", italic=True, align="center", valign="vcenter", font_size=9)
        book.put(sheet, row, 0, label, "gap label")
        book.put(sheet, row, len(matrix.phases) + 1, say("gap_row"), "gap")
        return
    sheet.set_row(row, 26)
    book.style("label", bold=True, valign="vcenter", text_wrap=True, indent=1)
    book.put(sheet, row, 0, label, "label")
    for place, phase in enumerate(matrix.phases, start=1):
        cell = matrix.cells.get((touchpoint, phase))
        if cell is None:
            book.put(sheet, row, place, None, "empty")
            continue
        name, look = _shade(cell.valence)
        book.style(name, **look)
        target = f"internal:'{say('sheet_quotes')}'!A{quotes[touchpoint, phase, matrix.job]}"
        book.put(sheet, row, place, Link(_cell_text(cell, matrix.base, say), target, name), name)
    everyone = _anywhere(study, matrix, touchpoint)
    book.style("sum", **_CELL, bg_color="#F5F7FA", bold=True)
    book.put(sheet, row, len(matrix.phases) + 1, say("n_of_base", n=everyone, base=matrix.base), "sum")


def _anywhere(study: Study, matrix: Matrix, touchpoint: str) -> int:
    """Interviews that report a contact in any phase: less than the sum over phases where one reports it in several."""
    return len({m.interview for m in study.touchpoints if m.touchpoint == touchpoint and matrix.job in ("", m.job)})


def _cell_text(cell: Cell, base: int, say: Wording) -> str:
    mark = "°" if cell.unreviewed else ""
    return f"{say('n_of_base', n=cell.interviews, base=base)}{mark} · {cell.mentions}× · {_mean(cell.valence, say)}"


def _mean(valence: float, say: Wording) -> str:
    text = "±0" if abs(valence) < 0.05 else f"{valence:+.1f}".replace("-", "−")
    return text.replace(".", ",") if say.language == "de" else text


def _shade(valence: float) -> tuple[str, dict[str, Any]]:
    colour = next(colour for floor, colour in reversed(_SHADES) if valence > floor)
    return f"cell {colour}", {**_CELL, "bg_color": colour, "font_color": "#1F2933"}


def _quotes(book: Book, study: Study, ordered: Sequence[Mention], say: Wording) -> None:
    columns = [
        Column(say("touchpoint"), 24, "strong"),
        Column(say("epoms"), 16, "line"),
        Column(say("phase"), 18, "line"),
        Column(say("job"), 8, "line"),
        Column(say("interview"), 11, "line"),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("valence"), 9, "centre"),
        Column(say("quote"), 90, "passage"),
        Column(say("question"), 50, "pale"),
        Column(say("status"), 14, "line"),
        Column(say("passage"), 13, "key"),
    ]
    phases = {phase.id: said(phase.label, say.language) for phase in study.phase_model.phases}

    def rows() -> Iterator[Sequence[Value]]:
        before = ""
        for m in ordered:
            passage = study.passages[m.passage]
            label = study.codebook.label(f"touchpoint.{m.touchpoint}", say.language)
            back = Link(label, f"internal:'{say('sheet_all')}'!A1", "strong")  # Excel takes 65,530 links a sheet
            first, before = m.touchpoint != before, m.touchpoint
            yield (
                back if first else label,
                say(m.epoms) if m.epoms else None,
                phases.get(m.phase, m.phase),
                m.job,
                m.interview,
                passage.speaker,
                clock(passage.start),
                sign(m.valence),
                passage.text,
                passage.question[-250:],
                say(m.status),
                m.passage,
            )

    book.table(say("sheet_quotes"), columns, rows())


def _gaps(book: Book, study: Study, say: Wording) -> None:
    """What nobody reported: touchpoints, and phases without any, for all interviews and each job."""
    columns = [
        Column(say("job"), 44),
        Column(say("touchpoint") + " / " + say("phase"), 44, "strong"),
        Column(say("epoms"), 22, "line"),
    ]
    phases = {phase.id: said(phase.label, say.language) for phase in study.phase_model.phases}
    labels = {job.id: f"{job.id}: {job.label}" for job in study.jobs}

    def rows() -> Iterator[Sequence[Value]]:
        for matrix in study.matrices:
            name = labels.get(matrix.job, say("sheet_all"))
            classes = dict(matrix.touchpoints)
            yield from ((name, phases[phase], say("gap_phase")) for phase in matrix.empty_phases)
            if not matrix.job:
                for touchpoint in matrix.gaps:
                    label = study.codebook.label(f"touchpoint.{touchpoint}", say.language)
                    yield (name, label, say(classes[touchpoint]) if classes[touchpoint] else None)

    book.table(say("sheet_gaps"), columns, rows())
