"""WordprocessingML -> lines. Pure.

expat directly, as one pass without a tree: the fastest way, and a document type (with it every entity bomb) is refused
by the parser itself, in whatever encoding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from pipeline.files.readers.faults import Unreadable, check_count, check_length
from pipeline.files.readers.front import Line
from pipeline.files.readers.tables import Row, rows_as_lines

__all__ = ["lines"]

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_GONE = frozenset(("del", "moveFrom"))  # tracked changes are accepted
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|berschrift|überschrift|titre)\s?(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:sub)?title|(?:unter)?titel", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_MAX_DEPTH = 500  #: elements within each other; Word writes some thirty


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while its runs are collected."""

    words: list[str] = field(default_factory=list)
    heading: int = 0
    bold: bool = True  #: until a run with words is not
    merges: bool = False  #: its mark is deleted, so that it goes on in the next paragraph


@dataclass(slots=True)
class _Table:
    """A table while its rows are collected."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Line]] = field(default_factory=list)
    gone: bool = False  #: the row is a tracked deletion


class _Body:
    """What the parser tells us, turned into lines in the document's order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.paragraphs: list[_Paragraph] = []
        self.tables: list[_Table] = []
        self.carried: list[str] = []
        self.path: list[str] = []
        self.skipping = 0
        self.bold = False
        self.count = 0
        self.opened: dict[str, Callable[[dict[str, str]], None]] = {
            "p": lambda _: self.paragraphs.append(_Paragraph(self._take_carried())),
            "r": lambda _: setattr(self, "bold", False),
            "tbl": lambda _: self.tables.append(_Table()),
            "tr": lambda _: self._row(),
            "tc": lambda _: self.tables[-1].cells.append([]) if self.tables else None,
            "pStyle": self._style,
            "b": self._bold,
        }
        self.closed: dict[str, Callable[[], None]] = {"p": self._end_p, "tr": self._end_tr, "tbl": self._end_tbl}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        word = space in _SPACES
        self.path.append(name if word else "")
        if len(self.path) > _MAX_DEPTH:
            raise Unreadable("has elements nested deeper than any document.", "Save it again in Word or LibreOffice.")
        if word and name in _GONE:
            self._gone()
        if self.skipping or tag == _FALLBACK or (word and name in _GONE):
            self.skipping += 1
        elif word and name in self.opened:
            self.opened[name](attributes)
        elif word and name in _BREAKS and self.paragraphs and "pPr" not in self.path[-3:]:
            self.paragraphs[-1].words.append(_BREAKS[name])

    def end(self, tag: str) -> None:
        name = self.path.pop()
        if self.skipping:
            self.skipping -= 1
        elif name in self.closed and tag.rpartition(" ")[0] in _SPACES:
            self.closed[name]()

    def characters(self, text: str) -> None:
        if self.skipping or not self.paragraphs or self.path[-1] != "t":
            return
        paragraph = self.paragraphs[-1]
        paragraph.words.append(text)
        if not self.bold and text.strip():
            paragraph.bold = False

    def _take_carried(self) -> list[str]:
        carried, self.carried = self.carried, []
        return carried

    def _gone(self) -> None:
        """A deletion that is a property: of a paragraph's mark, or of a table's row."""
        if self.path[-3:-1] == ["pPr", "rPr"] and self.paragraphs:
            self.paragraphs[-1].merges = True
        elif self.path[-2:-1] == ["trPr"] and self.tables:
            self.tables[-1].gone = True

    def _style(self, attributes: dict[str, str]) -> None:
        style = next((value for name, value in attributes.items() if name.endswith(" val")), "")
        if self.paragraphs and (match := _HEADING.search(style)):
            self.paragraphs[-1].heading = int(match[1]) or 1
        elif self.paragraphs and _TITLE.fullmatch(style):
            self.paragraphs[-1].heading = 1

    def _bold(self, attributes: dict[str, str]) -> None:
        if self.path[-3:-1] == ["r", "rPr"]:
            value = next((value for name, value in attributes.items() if name.endswith(" val")), "")
            self.bold = value not in _OFF

    def _row(self) -> None:
        if self.tables:
            self.tables[-1].cells, self.tables[-1].gone = [], False

    def _end_p(self) -> None:
        if not self.paragraphs:
            return
        paragraph = self.paragraphs.pop()
        if paragraph.merges:
            self.carried = paragraph.words
            return
        self.count += 1
        check_count(self.count, "paragraphs")
        text = "".join(paragraph.words)
        found: list[Line] = []
        for line in text.split("\n"):
            check_count(len(found), "lines in a paragraph")
            check_length(line, f"paragraph {self.count}")
            found.append(Line(line, paragraph.heading, paragraph.bold and bool(line.strip())))
        self._target().extend([*found, Line("")])

    def _target(self) -> list[Line]:
        """Where a finished paragraph goes: the cell it stands in, or the document."""
        return self.tables[-1].cells[-1] if self.tables and self.tables[-1].cells else self.lines

    def _end_tr(self) -> None:
        if self.tables and not self.tables[-1].gone:
            self.tables[-1].rows.append(tuple(tuple(cell) for cell in self.tables[-1].cells))
        if self.tables:
            self.tables[-1].cells = []

    def _end_tbl(self) -> None:
        if self.tables:
            found = rows_as_lines(self.tables.pop().rows)
            self._target().extend(found)


def lines(document: bytes) -> list[Line]:
    """The lines of a document's main text; each paragraph ends with an empty line, breaks within it are kept."""
    body = _Body()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = body.start
    parser.EndElementHandler = body.end
    parser.CharacterDataHandler = body.characters
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise Unreadable("is damaged: its text is no valid XML.", "Open it in Word and save it again.") from error
    if body.carried:
        body.lines.append(Line("".join(body.carried)))
    return body.lines


def _refuse(*_: object) -> NoReturn:
    raise Unreadable(
        "declares a document type or entities, which Word never does.",
        "Do not trust it; save it again in Word or LibreOffice.",
    )
