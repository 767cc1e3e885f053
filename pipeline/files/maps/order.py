"""The sheet "Order": each interview's contacts one after the other, and what contradicts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.files.maps.quotes import Quotes
from pipeline.files.review.review_workbook import sign
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.tables import clock
from pipeline.method.touchpoints.order import FIRST, Conflict, Stop

__all__ = ["order_sheet"]


def order_sheet(book: Book, quotes: Quotes) -> None:
    """A row a contact, by interview."""
    say = quotes.say
    columns = [
        Column(say("interview"), 10, "strong"),
        Column(say("company"), 26, "line"),
        Column(say("no"), 5, "count"),
        Column(say("phase"), 16, "line"),
        Column(say("touchpoint"), 28),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("valence"), 9, "centre"),
        Column(say("touchpoints_first"), 14, "centre"),
        Column(say("touchpoints_conflict"), 40),
        Column(say("quote"), 90, "passage"),
        Column(say("status"), 14, "line"),
        Column(say("passage"), 13, "key"),
    ]
    book.style("warning", text_wrap=True, bold=True, font_color="#B4540A")
    above = (say("touchpoints_order_rule"),)
    name = say("sheet_touchpoints_order")
    book.table(name, columns, _rows(quotes), say("touchpoints_no_contacts"), above)


def _rows(quotes: Quotes) -> Iterator[Sequence[Value]]:
    study, say = quotes.study, quotes.say
    companies = {name: dict(person.facts).get("company", "") for name, person in study.participants.items()}
    told: dict[str, list[Stop]] = {}
    for stop in study.order:
        told.setdefault(stop.mention.passage, []).append(stop)
    before = ""
    for stop in study.order:
        mention = stop.mention
        passage = study.passages[mention.passage]
        conflicts = "\n".join(dict.fromkeys(_conflict(c, stop, told, quotes) for c in stop.conflicts))
        opens, before = stop.interview != before, stop.interview
        yield (
            stop.interview if opens else Styled(stop.interview, "line"),
            companies.get(stop.interview, ""),
            stop.place,
            quotes.phases.get(mention.phase, mention.phase),
            quotes.label(mention.touchpoint),
            passage.speaker,
            clock(passage.start),
            sign(mention.valence),
            say("yes") if stop.first else None,
            Styled(conflicts, "warning") if conflicts else None,
            passage.text,
            say(mention.status),
            mention.passage,
        )


def _conflict(conflict: Conflict, stop: Stop, told: Mapping[str, Sequence[Stop]], quotes: Quotes) -> str:
    there = told[conflict.passage]
    if conflict.kind == FIRST:
        other = next(s for s in there if s.first and s.mention.touchpoint != stop.mention.touchpoint)
        label = quotes.label(other.mention.touchpoint)
        return quotes.say("touchpoints_conflict_first", touchpoint=label, interview=other.interview, place=other.place)
    other = next(s for s in there if s.mention.touchpoint == stop.mention.touchpoint)
    phase = quotes.phases.get(other.mention.phase, other.mention.phase)
    return quotes.say("touchpoints_conflict_phases", phase=phase, place=other.place)
