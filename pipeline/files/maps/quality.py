"""The sheets "Quality", "Weak points" and "EPOMS classes" of the touchpoint workbook; the first and last are forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.files.forms.forms import form_key
from pipeline.files.maps.quotes import Quotes, counted, points
from pipeline.files.quoting import quoted
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.touchpoints.quality import FORM, Quality
from pipeline.method.touchpoints.touchpoints import CLASSES_FORM, Mention

__all__ = ["classes_sheet", "quality_sheet", "weak_sheet"]


def quality_sheet(book: Book, quotes: Quotes) -> None:
    """A row a touchpoint and phase, with the fields in which people rate."""
    say = quotes.say
    columns = [
        Column(say("key"), 9, "key", locked=True),
        Column(say("touchpoint"), 30, "strong"),
        Column(say("epoms"), 17, "line"),
        Column(say("phase"), 18, "line"),
        Column(say("interviews"), 13, "centre"),
        Column(say("touchpoints_statements"), 11, "count"),
        Column(say("touchpoints_judged"), 11, "count"),
        Column(say("touchpoints_machine"), 16, "points"),
        Column(say("touchpoints_quality"), 12, "fill"),
        Column(say("touchpoints_comment"), 34, "fill"),
        Column(say("touchpoints_counts"), 12, "points"),
        Column(say("touchpoints_strongest"), 90),
    ]
    _styles(book)
    above = (say("touchpoints_quality_rule"), say("touchpoints_quality_fill"), say("touchpoints_marks"))
    name = say("sheet_touchpoints_quality")
    book.table(name, columns, _quality_rows(quotes), say("touchpoints_no_contacts"), above)


def _quality_rows(quotes: Quotes) -> Iterator[Sequence[Value]]:
    order = {phase: place for place, phase in enumerate(quotes.study.phase_model.ids)}
    rows = {name: place for place, (name, _) in enumerate(quotes.study.matrices[0].touchpoints)}
    rated = quotes.study.qualities.values()
    for q in sorted(rated, key=lambda q: (rows.get(q.touchpoint, len(rows)), q.touchpoint, order.get(q.phase, 99), q.phase)):
        yield _quality_row(q, quotes)


def _quality_row(q: Quality, quotes: Quotes) -> Sequence[Value]:
    say = quotes.say
    told = counted(q.interviews, quotes.base, q.unreviewed, say)
    typed: Value = q.value if q.overridden else q.typed
    return (
        form_key(FORM, q.key, {"quality": q.typed, "comment": q.comment}),
        quotes.label(q.touchpoint),
        quotes.epoms(q.touchpoint),
        quotes.phases.get(q.phase, q.phase),
        quotes.link(told, q.touchpoint, q.phase, style="centre link") if q.statements else told,
        q.statements,
        q.judged,
        q.machine,
        typed,
        q.comment,
        None if q.value is None else Styled(q.value, "points strong"),
        quoted(quotes.study.passages[q.passages[0]]) if q.passages else None,
    )


def _styles(book: Book) -> None:
    look = {"num_format": "+0.0;−0.0;±0", "align": "center"}
    book.style("points", **look)
    book.style("points strong", **look, bold=True)
    book.style("centre link", align="center", font_color="#0B5394", underline=1)


def weak_sheet(book: Book, quotes: Quotes) -> None:
    """The weak points, worst first."""
    say = quotes.say
    columns = [
        Column(say("no"), 5, "count"),
        Column(say("touchpoint"), 30, "strong"),
        Column(say("epoms"), 17, "line"),
        Column(say("phase"), 18, "line"),
        Column(say("touchpoints_severity"), 10, "number"),
        Column(say("touchpoints_value"), 10, "centre"),
        Column(say("interviews"), 13, "centre"),
        Column(say("touchpoints_why"), 30),
        Column(say("touchpoints_quotes"), 100),
        Column(say("passages"), 14, "key"),
    ]
    _styles(book)

    def rows() -> Iterator[Sequence[Value]]:
        for number, point in enumerate(quotes.study.weak_points, start=1):
            told = counted(len(point.interviews), quotes.base, point.unreviewed, say)
            yield (
                number,
                quotes.label(point.touchpoint),
                quotes.epoms(point.touchpoint),
                quotes.phases.get(point.phase, point.phase),
                point.severity,
                points(point.value, say),
                quotes.link(told, point.touchpoint, point.phase, style="centre link"),
                "\n".join(say(f"touchpoints_weak_{reason}") for reason in point.reasons),
                quotes.several(point.passages),
                " ".join(point.passages),
            )

    above = (
        say("touchpoints_weak_rule"),
        say("touchpoints_severity_rule", base=quotes.base),
        say("touchpoints_marks"),
    )
    book.table(say("sheet_touchpoints_weak"), columns, rows(), say("touchpoints_no_weak"), above)


def classes_sheet(book: Book, quotes: Quotes) -> None:
    """A row a touchpoint of the codebook, with the field in which people set its class."""
    say, study = quotes.say, quotes.study
    columns = [
        Column(say("key"), 9, "key", locked=True),
        Column(say("touchpoint"), 30, "strong"),
        Column(say("touchpoints_codebook_epoms"), 24, "line"),
        Column(say("touchpoints_epoms"), 24, "fill", choices=tuple(say(epoms) for epoms in EPOMS)),
        Column(say("interviews"), 13, "centre"),
        Column(say("mentions"), 12, "count"),
    ]
    told: dict[str, list[Mention]] = {name: [] for name in study.epoms}
    for mention in study.touchpoints:
        told.get(mention.touchpoint, []).append(mention)
    typed = study.edits.of(CLASSES_FORM)

    def rows() -> Iterator[Sequence[Value]]:
        for name, found in told.items():
            own = typed.get(name, {}).get("epoms", "")
            shown = say(own) if own in EPOMS else own
            known = study.codebook.by_id[f"touchpoint.{name}"].epoms
            interviews = len({m.interview for m in found})
            text = counted(interviews, quotes.base, sum(m.status == "suggested" for m in found), say)
            yield (
                form_key(CLASSES_FORM, name, {"epoms": shown}),
                quotes.label(name),
                say(known) if known else None,
                shown,
                quotes.link(text, name, style="centre link"),
                len(found),
            )

    above = (say("touchpoints_classes_fill"), say("touchpoints_marks"))
    book.table(say("sheet_touchpoints_classes"), columns, rows(), "", above)
