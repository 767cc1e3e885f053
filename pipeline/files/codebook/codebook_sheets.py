"""A codebook as an Excel workbook, one row a code or family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.files.codebook.codebook_form import LISTS, SLOTS, Entry, Slot, heading_of, in_cells
from pipeline.files.codebook.codebook_text import CodebookText
from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.wording import wording
from pipeline.method.codebook.codebook import EPOMS
from pipeline.problems import Problem

__all__ = ["export_codebook"]

_WIDTHS = {"id": 28, "family": 12, "epoms": 17, "label": 18, "replaces": 20, "remove": 11}


def export_codebook(data: bytes, name: str, language: str) -> tuple[bytes | None, list[Problem]]:
    """The codebook as a workbook, or None and every problem of the codebook.

    Args:
        data: the codebook file.
        name: how problem lines name it.
        language: of headings, "en" or "de".
    """
    codebook, problems = read_codebook(data, name)
    if codebook is None:
        return None, problems
    say = wording(language)
    book = Book(codebook.id)
    book.style("entries", text_wrap=True, num_format="@")
    text = CodebookText(data)
    for kind in ("codes", "families"):
        _export(book, kind, text.values(kind).values(), language)
    sheet = book.sheet(say("sheet_howto"))
    sheet.set_column(0, 0, 120)
    for row, line in enumerate(say("codebook_howto").split("\n")):
        book.put(sheet, row + (row > 0), 0, line, "passage" if row else "title")
    return book.finish(), []


def _export(book: Book, kind: str, things: Iterable[Mapping[Slot, Entry]], language: str) -> None:
    say = wording(language)
    cells = [{slot: in_cells(entry) for slot, entry in thing.items()} for thing in things]
    wide = {slot: max((len(row[slot]) for row in cells), default=1) for slot in SLOTS[kind]}
    columns = [_column(slot, n, language) for slot in SLOTS[kind] for n in range(1, wide[slot] + 1)]

    def value(row: Mapping[Slot, list[str]], slot: Slot, place: int) -> Value:
        shown = row[slot][place] if place < len(row[slot]) else ""
        if slot[0] == "family":
            return Styled(shown, f"family:{shown}")
        return say(shown) if slot[0] == "epoms" and shown else shown

    rows = [[value(row, slot, n) for slot in SLOTS[kind] for n in range(wide[slot])] for row in cells]
    book.table(say(f"sheet_{kind}"), columns, rows).freeze_panes(1, 1)


def _column(slot: Slot, number: int, language: str) -> Column:
    say, (key, _) = wording(language), slot
    choices = {"epoms": tuple(map(say, EPOMS)), "remove": (say("yes"),)}.get(key, ())
    style = {"id": "strong", "remove": "fill"}.get(key, "entries" if key in LISTS else "text")
    return Column(heading_of(slot, number, language), _WIDTHS.get(key, 48), style, choices)
