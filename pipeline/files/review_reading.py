"""Reading a review workbook back: the rows that people touched, however the sheets were sorted, cut or renamed."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.files.review_keys import Key, shown
from pipeline.files.wording import ADDITIONAL_VERDICTS, VERDICT_KEYS, wording
from pipeline.problems import Problem

__all__ = ["Mark", "read_marks", "verdict_name"]

LANGUAGES = ("en", "de")
_FIELDS = ("key", "interview", "speaker", "before", "passage", "after", "code", "verdict", "new_code", "comment", "reviewer")
SIDE = 120  #: characters of context kept with a decision
_TYPED = ("verdict", "new_code", "comment", "reviewer")
MOST_BYTES = 200_000_000  #: of an unpacked workbook


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person left in a row that was touched.

    Attributes:
        where: file, sheet and row, for problem lines.
        key: of the row.
        verdict: as typed.
        new_codes: ids as chosen, from one or more columns.
        comment, reviewer: as typed.
        seen: the row's other cells as they stand (interview, speaker, before, passage, after, code).
    """

    where: str
    key: Key
    verdict: str
    new_codes: tuple[str, ...]
    comment: str
    reviewer: str
    seen: Mapping[str, str]


def read_marks(data: bytes, where: str) -> tuple[list[Mark], list[Problem]]:
    """Every row that a person touched, on every sheet that has keys.

    Args:
        data: the workbook's bytes.
        where: how problem lines name it.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                return [], [Problem(where, "unpacks to more than 200 MB.", "Check that it is a review workbook.")]
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        what = f"cannot be read as an Excel workbook ({type(error).__name__})."
        return [], [Problem(where, what, "Save it again as .xlsx. Nothing in it was lost or overwritten.")]
    marks: list[Mark] = []
    problems: list[Problem] = []
    keyed = False
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        place = f"{where}, sheet '{sheet.title}'"
        columns, skipped = _columns(rows)
        if "key" not in columns:
            continue
        keyed = True
        if lacking := [name for name in _TYPED if name not in columns]:
            headings = ", ".join(f"'{wording('en')(name)}'" for name in lacking)
            problems.append(Problem(place, f"has keys but no column {headings}.", "Give the column its heading back."))
            continue
        try:
            for number, row in enumerate(rows, start=skipped + 1):
                _read_row(f"{place}, row {number}", row, columns, marks, problems)
        except (SyntaxError, ValueError, KeyError) as error:  # damaged XML
            what = f"cannot be read to its end ({type(error).__name__})."
            problems.append(Problem(place, what, "Open it in Excel or LibreOffice, let it be repaired, save, and run again."))
    book.close()
    if not keyed:
        problems.append(Problem(where, "has no sheet with a column 'key'.", "Check that it is a review workbook."))
    return marks, problems


def _columns(rows: Iterator[tuple[Any, ...]]) -> tuple[dict[str, list[int]], int]:
    """Field -> its columns, from the first of the top rows that has the heading of the key; and the rows read."""
    headings = {wording(language)(name).casefold(): name for name in _FIELDS for language in LANGUAGES}
    for number, row in enumerate(rows, start=1):
        found: dict[str, list[int]] = defaultdict(list)
        for place, value in enumerate(row):
            heading = _text(value).casefold()
            name = headings.get(heading) or headings.get(heading.rstrip(" 0123456789"))
            if name:
                found[name].append(place)
        if "key" in found:
            return dict(found), number
        if number >= 10:
            break
    return {}, 0


def _read_row(
    where: str, row: Sequence[Any], columns: Mapping[str, list[int]], marks: list[Mark], problems: list[Problem]
) -> None:
    def cells(name: str) -> list[str]:
        return [_text(row[place]) if place < len(row) else "" for place in columns.get(name, ())]

    def cell(name: str) -> str:
        return next((text for text in cells(name) if text), "")

    verdict, comment, written = cell("verdict"), cell("comment"), cell("key")
    new_codes = tuple(code.split("·")[0].strip() for code in cells("new_code") if code)
    key = Key.parse(written)
    if key is None:
        if verdict or comment or new_codes:
            what = "has a verdict, but its key was edited or is missing." if written else "has a verdict but no key."
            remedy = "Copy the key from the row of that passage, or enter the verdict there."
            problems.append(Problem(where, what, remedy))
        return
    if shown(verdict_name(verdict), new_codes, comment, cell("reviewer")) != key.shown:
        seen = {name: cell(name) for name in ("interview", "speaker", "before", "passage", "after", "code")}
        marks.append(Mark(where, key, verdict, new_codes, comment, cell("reviewer"), seen))


def _text(value: Any) -> str:
    """A cell as text, whatever Excel or LibreOffice made of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\u00a0", " ").strip()


_WORDS = {wording(language)(name).casefold(): name for name in VERDICT_KEYS for language in LANGUAGES} | ADDITIONAL_VERDICTS


def verdict_name(text: str) -> str:
    """The verdict meant by a word in either language, the word itself where it is none."""
    plain = " ".join(text.casefold().split()).strip(".!,;: ")
    return _WORDS.get(plain, plain)
