"""Lists as people keep them: CSV or Excel, any usual separator and encoding, headlines above the header, columns in any order."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.language.words import fold

__all__ = ["Sheet", "header_place", "matches", "places", "plain", "read_sheets"]

SEPARATORS = ";,\t|"
LOOKED_AT = 30  #: rows among which the header is looked for
CLOSE = 0.87  #: likeness from which a heading counts as a misspelling of a known one
Synonyms = Mapping[str, tuple[str, ...]]
#: words that make another thing of a heading: "customer since", "company id"
_TURNING = frozenset(
    "seit since id nr no nummer number date datum am owner email mail telefon phone url website link besitzer betreuer last "
    "letzter letzte letztes count von by in kw jahr year quarter quartal source quelle vorheriger previous bisheriger".split()
)


@dataclass(frozen=True)
class Sheet:
    """A table as text: rows may be shorter or longer than others; blank ones are kept, so that rows can be numbered."""

    name: str
    rows: list[list[str]]


def read_sheets(path: Path, data: bytes) -> list[Sheet]:
    """Every table of a file. Raises whatever the libraries raise where it cannot be read."""
    from pipeline.files.readers.decode import decode

    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _excel(data)
    return [Sheet("", _text(decode(data)))]


def plain(heading: str) -> str:
    """A heading in small letters, without umlauts and punctuation: "Anzahl_MA (ca.)" -> "anzahl ma ca"."""
    return " ".join(re.findall(r"[^\W_]+", fold(heading)))


def places(header: Sequence[str], columns: Synonyms) -> dict[str, int]:
    """Column -> place, for headings that are exactly known; of several the one named first in `columns`."""
    known = [plain(name) for name in header]
    found: dict[str, int] = {}
    for column, names in columns.items():
        for name in names:
            if name in known and column not in found:
                found[column] = known.index(name)
    return found


def matches(header: Sequence[str], columns: Synonyms) -> dict[str, int]:
    """Column -> place, for headings that are known, hold a known one ("Mitarbeiter gesamt"), or misspell one.

    A heading serves one column; the better match wins, then the synonym named first.
    """
    wanted = []
    for place, heading in enumerate(map(plain, header)):
        for rank, (column, names) in enumerate(columns.items()):
            for order, name in enumerate(names):
                if heading and (quality := _likeness(heading, name)) is not None:
                    wanted.append((*quality, order, rank, place, column))
    found: dict[str, int] = {}
    for *_, place, column in sorted(wanted):
        if column not in found and place not in found.values():
            found[column] = place
    return found


def _likeness(heading: str, name: str) -> tuple[int, int] | None:
    """How well a heading fits (smaller is better); None where it does not."""
    if heading == name:
        return (0, 0)
    words, known = heading.split(), name.split()
    extra = [word for word in words if word not in known]
    if len(name) > 4 and f" {name} " in f" {heading} " and not _TURNING.intersection(extra) and len(extra) <= 3:
        return (1, len(extra))
    if len(name) > 6 and abs(len(name) - len(heading)) <= 2 and not set(words) & set(known):
        matcher = difflib.SequenceMatcher(None, heading, name, autojunk=False)
        if matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE:
            return (2, 0)
    return None


def header_place(rows: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """The row, among the first ones, that holds most known headings; 0 where none holds any."""
    counts = [len({plain(cell) for cell in row} & set(known)) for row in rows[:LOOKED_AT]]
    return counts.index(max(counts)) if counts else 0


def _excel(data: bytes) -> list[Sheet]:
    import pandas as pd

    frames = pd.read_excel(io.BytesIO(data), sheet_name=None, dtype=str, header=None, keep_default_na=False)
    return [Sheet(str(name), _rows(frame)) for name, frame in frames.items()]


def _text(text: str) -> list[list[str]]:
    import pandas as pd

    text = text.lstrip("\r\n")
    told = re.match(r"sep=(.)\n", text)
    text = text[told.end() :] if told else text
    if not text.strip():
        return []
    lines = text.splitlines()
    separator = told[1] if told else _separator(lines)
    try:
        frame = _frame(text, separator, csv.QUOTE_MINIMAL)
    except pd.errors.ParserError:  # a quotation mark that nobody closed
        frame = _frame(text, separator, csv.QUOTE_NONE)
    return ([[]] if told else []) + _rows(frame)


def _frame(text: str, separator: str, quoting: Literal[0, 3]) -> object:
    import pandas as pd

    columns = range(max(line.count(separator) for line in text.splitlines()) + 1)
    return pd.read_csv(
        io.StringIO(text),
        dtype=str,
        sep=separator,
        names=columns,
        index_col=False,
        keep_default_na=False,
        skip_blank_lines=False,
        quoting=quoting,
    )


def _separator(lines: Sequence[str]) -> str:
    """The sign that most of the first lines hold outside quotes, then the one they hold most often."""
    first = [re.sub(r'"[^"]*"', "", line) for line in lines[:LOOKED_AT]]

    def use(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in first]
        return sum(map(bool, counts)), sum(counts)

    return max(SEPARATORS, key=use)


def _rows(frame: object) -> list[list[str]]:
    tuples = frame.itertuples(index=False, name=None)  # type: ignore[attr-defined]
    return [[value if isinstance(value, str) else "" for value in row] for row in tuples]
