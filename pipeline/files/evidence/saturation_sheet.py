"""The sheet of 3-evidence.xlsx about saturation: in words, as a chart, interview by interview, family by family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.files.evidence.blocks import head, row, share
from pipeline.files.sheets import Book, Styled, Value
from pipeline.files.wording import Wording
from pipeline.method.review.saturation import BASE, LEAST, ORDERS, RUN, THRESHOLD, Curve, Saturation
from pipeline.study import Study

__all__ = ["saturation_sheet"]

CHART_ROWS = 17
FIRST = 80  #: characters of the column of new codes
COLOURS = {"new": "#D55E00", "known": "#0072B2", "mean": "#9AA5B1"}  # Okabe-Ito


def saturation_sheet(book: Book, study: Study, say: Wording) -> None:
    """Write the sheet."""
    found = study.saturation
    sheet = book.sheet(say("sheet_evidence_saturation"))
    for place, width in enumerate((20, 16, 15, 17, 19, 19, FIRST)):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 26)
    book.put(
        sheet,
        0,
        0,
        f"{study.settings.title} – {say('evidence_title')}" if study.settings.title else say("evidence_title"),
        "title",
    )
    for at, sentence in enumerate(_sentences(found, say), start=1):
        book.put(sheet, at, 0, sentence, "line" if at < 4 else "note")
    top = 6 + (CHART_ROWS if found.interviews else 0)
    curve = found.curves[0]
    heads = [say(f"evidence_{key}") for key in ("n", "new", "known", "mean", "share", "first")]
    head(book, sheet, top, (heads[0], say("interview"), *heads[1:]))
    known, last = 0, len(found.interviews) - RUN
    for place, interview in enumerate(found.interviews):
        known += curve.new[place]
        labels = ", ".join(study.codebook.label(code, say.language) for code in curve.first[place])
        mean = curve.known[place] if curve.known else None
        saturated = curve.shares[place] if curve.shares and BASE <= place + 1 <= last else None
        cells = (
            place + 1,
            interview,
            curve.new[place],
            known,
            mean,
            saturated if saturated is None else Styled(saturated, "percent"),
            labels,
        )
        row(book, sheet, top + 1 + place, cells, ("count", "line", "count", "count", "mean", "percent", "text"), FIRST)
    if found.interviews:
        _chart(book, sheet, found, top, say)
    _families(book, sheet, top + len(found.interviews) + 3, study, say)


def _sentences(found: Saturation, say: Wording) -> Iterator[str]:
    """What the figures say, in words."""
    n = len(found.interviews)
    order = "evidence_order_date" if found.dated else "evidence_order_id"
    yield say(order, n=n, codings=found.codings, unreviewed=found.unreviewed)
    if not found.enough:
        yield say("evidence_too_few", n=n, least=LEAST, base=BASE, run=RUN)
        yield ""
    else:
        curve, last = found.curves[0], n - RUN
        yield say("evidence_reached", n=curve.reached, run=RUN) if curve.reached else say("evidence_not_reached")
        told = {"orders": f"{ORDERS:,}" if say.language == "en" else f"{ORDERS:,}".replace(",", "."), "last": last}
        reached = share(curve.shares[last - 1], say)
        if curve.median is None:
            yield say("evidence_orders_few", share=reached, **told)
        else:
            yield say("evidence_orders", n=curve.median, share=reached, **told)
    yield say("evidence_method", base=BASE, run=RUN, share=share(THRESHOLD, say))


def _chart(book: Book, sheet: Any, found: Saturation, top: int, say: Wording) -> None:
    """New and known codes, interview by interview, as a chart of the program's own."""
    name, last = say("sheet_evidence_saturation"), top + len(found.interviews)
    chart = book.chart("line")
    columns = (("new", 2), ("known", 3), ("mean", 4)) if found.enough else (("new", 2), ("known", 3))
    for key, column in columns:
        dash = "dash" if key == "mean" else "solid"
        series = {
            "name": [name, top, column],
            "categories": [name, top + 1, 1, last, 1],
            "values": [name, top + 1, column, last, column],
            "line": {"color": COLOURS[key], "width": 2.25, "dash_type": dash},
        }
        if key != "mean":
            series["marker"] = {"type": "circle", "size": 5, "fill": {"color": COLOURS[key]}, "border": {"color": COLOURS[key]}}
        chart.add_series(series)
    chart.set_x_axis({"name": say("interview")})
    chart.set_y_axis(
        {"name": say("evidence_codes"), "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E5E7E9"}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 20 * (CHART_ROWS - 1)})
    sheet.insert_chart(6, 0, chart)


def _families(book: Book, sheet: Any, top: int, study: Study, say: Wording) -> None:
    found = study.saturation
    book.put(sheet, top, 0, say("evidence_by_family"), "strong")
    keys = ("in_order", "median", "share")
    heads = [say("evidence_codes"), say("evidence_last", run=RUN), *(say(f"evidence_{key}") for key in keys)]
    head(book, sheet, top + 1, (say("family"), *heads))
    for number, curve in enumerate(found.curves[1:]):
        reached: Sequence[Value] = (None, None, None)
        if found.enough:
            saturated = curve.shares[len(found.interviews) - RUN - 1]
            reached = (
                curve.reached or say("evidence_not_yet"),
                curve.median or say("evidence_not_yet"),
                Styled(saturated, "percent"),
            )
        label = Styled(study.codebook.family_label(curve.family, say.language), f"family:{curve.family}")
        cells = (label, curve.codes, _recent(curve) if found.enough else None, *reached)
        row(book, sheet, top + 2 + number, cells, ("line", "count", "count", "centre", "centre", "percent"))


def _recent(curve: Curve) -> int:
    return sum(curve.new[-RUN:])
