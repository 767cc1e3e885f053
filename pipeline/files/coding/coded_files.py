"""Coded files: passages with the codes that people gave them, made with other programs or by hand.

A table (.csv, .tsv, .xlsx) with the columns interview, text or passage (the id), and codes; one row a passage or one a
code. Columns are found by their headings: exports of Taguette ("document", "content", "tag"), MAXQDA ("Document name",
"Segment", "Code") and journey's own 3-codings.csv are read as they are. Or coded talk without a heading: speaker, sentence,
codes, phase, valence, parted by tabs, one sentence a line; the file's name is the interview's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.files.readers.decode import decode
from pipeline.files.readers.faults import Unreadable
from pipeline.language.words import fold
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.talk.turns import Utterance
from pipeline.problems import Problem

__all__ = ["CodedFile", "CodedRow", "Names", "read_coded"]

_HEADINGS = {
    "interview": ("interview", "document", "document name", "file", "transcript", "source", "dokument", "dokumentname",
                  "datei", "transkript", "case", "fall"),
    "text": ("text", "content", "segment", "coded segment", "quote", "quotation", "highlight", "zitat", "textstelle", "inhalt"),
    "passage": ("passage", "passage id"),
    "codes": ("codes", "code", "tag", "tags", "code name", "kode", "kodes", "codename"),
    "status": ("status",),
}  # fmt: skip
_ID = re.compile(r"[0-9a-f]{12}")
_PARTS = re.compile(r"[;,|\n]")
_STEPS = re.compile(r"\s*(?:::|[.:/\\>])\s*")
_SPEAKER = re.compile(r"[A-Za-z]\w{0,11}")
_DROPPED = {"rejected", "abgelehnt", "reject"}


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row: where it stands, the interview as named ("" for none), passage id or text, and its codes as written."""

    where: str
    interview: str
    passage: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CodedFile:
    """What a coded file holds.

    Attributes:
        name: of the file without suffix.
        rows: those of interviewees.
        talk: who said what, where the file is coded talk; () in a table.
        whole: whether rows without codes are listed too, so that what is not listed was not read.
    """

    name: str
    rows: tuple[CodedRow, ...]
    talk: tuple[Utterance, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it lists passages without a code too."""
        return any(not row.codes for row in self.rows)


def read_coded(path: Path) -> tuple[CodedFile | None, list[Problem]]:
    """The rows of a coded file; None with a problem where it cannot be read."""
    where = path.name
    try:
        table = _excel(path) if path.suffix.lower() == ".xlsx" else _text(path)
    except Unreadable as error:
        return None, [error.fault.problem(where)]
    except Exception as error:
        what = f"cannot be read as a table ({type(error).__name__})."
        return None, [Problem(where, what, "Save it again as .csv (UTF-8), .tsv or .xlsx.")]
    for number, row in enumerate(table[:10]):
        places = _places(row)
        if "codes" in places and ("text" in places or "passage" in places):
            rows = tuple(_rows(table[number + 1 :], places, where, number + 2))
            return CodedFile(path.stem, rows), []
    talk = [row for row in table if len(row) > 2 and _SPEAKER.fullmatch(row[0].strip())]
    if talk and len(talk) >= 0.9 * sum(any(row) for row in table):
        return _talk(path, table), []
    remedy = "Name the columns interview, text (or passage, with ids) and codes in the first line."
    return None, [Problem(where, "has no columns that say which text has which codes.", remedy)]


def _talk(path: Path, table: Sequence[Sequence[str]]) -> CodedFile:
    spoken = [(number, row) for number, row in enumerate(table, start=1) if len(row) > 1 and row[0].strip()]
    rows = tuple(
        CodedRow(f"{path.name}:{number}", path.stem, "", row[1].strip(), _codes(row[2] if len(row) > 2 else ""))
        for number, row in spoken
        if not _asks(row[0])
    )
    talk = tuple(Utterance(row[0].strip(), row[1].strip(), question=_asks(row[0])) for _, row in spoken)
    return CodedFile(path.stem, rows, talk)


def _asks(speaker: str) -> bool:
    return speaker.strip().rstrip("0123456789").upper() in {"I", "INT", "INTERVIEWER"}


def _rows(table: Iterable[Sequence[str]], places: Mapping[str, int], where: str, first: int) -> Iterator[CodedRow]:
    for number, row in enumerate(table, start=first):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if cells.get("status", "").casefold() in _DROPPED or not any(cells.values()):
            continue
        passage = cells.get("passage", "")
        text = cells.get("text", "") or ("" if _ID.fullmatch(passage) else passage)
        named = cells.get("interview", "")
        known = passage if _ID.fullmatch(passage) else ""
        if known or text:
            yield CodedRow(f"{where}:{number}", Path(named).name, known, text, _codes(cells.get("codes", "")))


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for part in _PARTS.split(cell) if (code := part.split("·")[0].strip()))


def _places(header: Sequence[str]) -> dict[str, int]:
    plain = [" ".join(fold(name).replace("_", " ").split()) for name in header]
    return {key: plain.index(name) for key, names in _HEADINGS.items() for name in reversed(names) if name in plain}


def _text(path: Path) -> list[list[str]]:
    text = decode(path.read_bytes())
    first = text.lstrip("\n").split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    if separator == "\t" and "codes" not in _places(first.split("\t")):
        return [line.split("\t") for line in text.split("\n")]  # a quotation mark in a sentence is no mark of the format
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _excel(path: Path) -> list[list[str]]:
    """The first sheet that has the columns, else the first."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheets = [[["" if v is None else str(v) for v in row] for row in s.iter_rows(values_only=True)] for s in book.worksheets]
    book.close()
    return next((rows for rows in sheets if any("codes" in _places(row) for row in rows[:10])), sheets[0])


class Names:
    """Codes by whatever people call them: id, former id, label in any language, the path of a tag; families likewise.

    Args:
        codebook: the study's.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._known: dict[str, tuple[str, ...]] = {}
        for family in codebook.families:
            for name in (family.id, *family.label.values()):
                self._known.setdefault(_plain(name), (family.id,))
        for code in codebook.codes:
            for label in code.label.values():
                self._known.setdefault(_plain(label), (code.id,))
        for code in codebook.codes:
            self._known[_plain(code.id)] = (code.id,)
            for old in code.replaces:
                self._known.setdefault(_plain(old), codebook.successors(old))

    def find(self, name: str) -> tuple[str, ...]:
        """The ids of codes or of a family (an id without a dot) that `name` means; () where it is none."""
        plain = _plain(name)
        return self._known.get(plain) or self._known.get(".".join(plain.split(".")[-2:])) or ()


def _plain(name: str) -> str:
    steps = (re.sub(r"[\W_]+", " ", fold(step)).strip() for step in _STEPS.split(name))
    return ".".join(step for step in steps if step)
