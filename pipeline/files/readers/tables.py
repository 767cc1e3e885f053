"""A table's rows -> lines: which column says when, which says who, and which holds what was said. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.files.readers.clock import TIME, seconds
from pipeline.files.readers.front import Line
from pipeline.files.readers.heads import Form, Head
from pipeline.files.readers.names import Shape, key, shape

__all__ = ["Row", "rows_as_lines"]

Row = tuple[tuple[Line, ...], ...]

_TIME = re.compile(rf"[\[(#]?\s?(?P<start>{TIME})(?:-\d{{1,2}})?(?:\s?(?:-->|[-–—])\s?(?P<end>{TIME}))?\s?[\])#]?(?:-\d#)?")
_F4 = re.compile(r"#(?P<start>\d{1,2}:\d{2}:\d{2}(?:-\d)?)#(?P<end>)")
_WHO = re.compile(r"speaker|sprecher(?:in)?|name|person|wer|who|role|rolle", re.IGNORECASE)
_HEADER = re.compile(
    r"(?:speaker|sprecher(?:in)?|name|person|wer|who|time|zeit|zeitmarke|timestamp|timecode|start|text|transcript|transkript|inhalt"
    r"|aussage|content|nr\.?|no\.?|#|zeile|line)?",
    re.IGNORECASE,
)


def rows_as_lines(rows: Sequence[Row]) -> list[Line]:
    """The lines of a table, in order; heads are set where columns say who speaks or when."""
    texts = [[" ".join(" ".join(line.text for line in cell).split()) for cell in row] for row in rows]
    if texts and sum(map(bool, texts[0])) > 1 and all(_HEADER.fullmatch(text) for text in texts[0]):
        rows, texts = rows[1:], texts[1:]
    width = max(map(len, texts), default=0)
    columns = [[row[column] for row in texts if column < len(row) and row[column]] for column in range(width)]
    if width < 2 or not any(columns):
        return [line for row in rows for cell in row for line in cell]
    speech = max(range(width), key=lambda column: sum(map(len, columns[column])))
    when = next((c for c in range(width) if c != speech and _are_times(columns[c])), None)
    who = next((c for c in range(width) if c not in (speech, when) and _are_names(columns[c])), None)
    if who is None and when is None:
        return [line for row in texts for line in (Line(": ".join(filter(None, row))), Line(""))]
    found: list[Line] = []
    for row, text in zip(rows, texts, strict=True):
        found += _row(row, text, speech, when, who)
    return found


def _row(row: Row, texts: Sequence[str], speech: int, when: int | None, who: int | None) -> list[Line]:
    """One row: its head, and the lines of its speech."""
    label = texts[who].rstrip(": ") if who is not None and who < len(texts) else ""
    time = _time(texts[when]) if when is not None and when < len(texts) else None
    said = [line for line in row[speech] if line.text.strip()] if speech < len(row) else []
    others = [text for column, text in enumerate(texts) if column not in (speech, when, who) and text and not text.isdigit()]
    start = seconds(time["start"]) if time else None
    end = seconds(time["end"]) if time and time["end"] else None
    if not said and not others:
        return []
    if not label and start is None:
        return [*said, *map(Line, others), Line("")]
    first = said[0].text.strip() if said else ""
    head = Head(Form.COLON if label else Form.STAMP, label, first, start, end)
    return [Line(first or label, head=head), *said[1:], *map(Line, others), Line("")]


def _time(text: str) -> re.Match[str] | None:
    return _F4.fullmatch(text) or _TIME.fullmatch(text)


def _are_times(cells: Sequence[str]) -> bool:
    """True for a column of times, a few cells of other things allowed."""
    return bool(cells) and 5 * sum(_time(cell[:60]) is not None for cell in cells) > 4 * len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """True for a column of labels that recur; in a table of metadata each label stands once."""
    labels = [label for cell in cells if len(label := cell.rstrip(": ")) < 61 and shape(label) > Shape.NEVER]
    if 5 * len(labels) < 4 * len(cells) or not labels:
        return False
    different = len({key(label) for label in labels})
    known = sum(shape(label) is Shape.ROLE for label in labels)
    return 3 * different <= 2 * len(labels) or known == len(labels)
