"""The sheet "Inventory": what the company has, what customers report, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.files.maps.quotes import Quotes, counted, points
from pipeline.files.sheets import Book, Column, Value
from pipeline.method.touchpoints.inventory import ABSENT, OPEN, UNCOVERED, Finding

__all__ = ["inventory_sheet"]


def inventory_sheet(book: Book, quotes: Quotes) -> None:
    """A row a finding, what calls for action first."""
    say = quotes.say
    columns = [
        Column(say("touchpoints_finding"), 40, "strong"),
        Column(say("touchpoints_item"), 34),
        Column(say("touchpoint"), 26),
        Column(say("epoms"), 17, "line"),
        Column(say("touchpoints_phases_listed"), 24),
        Column(say("touchpoints_phases_met"), 24),
        Column(say("touchpoints_owner"), 16),
        Column(say("touchpoints_audience"), 20),
        Column(say("touchpoints_answers"), 30),
        Column(say("interviews"), 12, "centre"),
        Column(say("touchpoints_value"), 14, "centre"),
        Column(say("touchpoints_quotes"), 90),
    ]
    book.style("centre link", align="center", font_color="#0B5394", underline=1)
    rule = say("touchpoints_inventory_rule", base=quotes.base)
    above = (rule, say("touchpoints_marks"))
    book.table(say("sheet_touchpoints_inventory"), columns, _rows(quotes), "", above)


def _rows(quotes: Quotes) -> Iterator[Sequence[Value]]:
    for found in quotes.study.inventoried:
        yield _row(found, quotes)


def _row(found: Finding, quotes: Quotes) -> Sequence[Value]:
    study, say, entry = quotes.study, quotes.say, found.entry
    contact = found.code if entry is not None or found.kind == ABSENT else ""
    told = counted(len(found.interviews), quotes.base, found.unreviewed, say)
    missing = study.codebook.label(found.code, say.language) if found.kind == UNCOVERED else None
    most = 1 if found.kind == OPEN else 2
    return (
        say(f"touchpoints_found_{found.kind}"),
        entry.item.name if entry else missing or (quotes.label(contact) if contact else None),
        quotes.label(contact) if contact else None,
        quotes.epoms(contact) if contact else None,
        quotes.named(entry.phases) if entry else None,
        quotes.named(found.phases) if found.interviews else None,
        entry.item.owner if entry else None,
        entry.item.audience if entry else None,
        ", ".join(study.codebook.label(code, say.language) for code in entry.answers) if entry else None,
        quotes.link(told, contact, style="centre link") if contact and found.interviews else told,
        _qualities(found, quotes) if contact else None,
        quotes.several(found.passages, most),
    )


def _qualities(found: Finding, quotes: Quotes) -> str | None:
    """The quality in each of the phases reported, in their order."""
    rated = [quotes.study.qualities.get((found.code, phase)) for phase in found.phases]
    return " / ".join(points(quality.value, quotes.say) for quality in rated if quality is not None) or None
