"""Reading a review workbook back: the rows that people touched, however the sheets were sorted, cut or renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.files.forms.typed import DAMAGED, LANGUAGES, TypedSheet, heading, text_of, torn
from pipeline.files.review.review_keys import Key, shown
from pipeline.files.wording import ADDITIONAL_VERDICTS, VERDICT_KEYS, wording
from pipeline.problems import Problem

__all__ = ["Mark", "read_marks", "verdict_name"]

_FIELDS = ("key", "interview", "speaker", "before", "passage", "after", "code", "verdict", "new_code", "comment", "reviewer")
SIDE = 120  #: characters of context kept with a decision
_TYPED = ("verdict", "new_code", "comment", "reviewer")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person left in a row that was touched.

    Attributes:
        where: file, sheet and row, for problem lines.
        key: of the row; its `shown` is what the row said when it was last read, where that was after it was written.
        verdict: as typed.
        new_codes: ids as chosen, from one or more columns.
        comment, reviewer: as typed.
        seen: the row's other cells as they stand (interview, speaker, before, passage, after, code).
        language: of the headings.
        written: the key as it stands in the cell.
    """

    where: str
    key: Key
    verdict: str
    new_codes: tuple[str, ...]
    comment: str
    reviewer: str
    seen: Mapping[str, str]
    language: str = "en"
    written: str = ""

    @property
    def says(self) -> str:
        """Hash of what the row says now."""
        return shown(verdict_name(self.verdict), self.new_codes, self.comment, self.reviewer)


@dataclass(frozen=True)
class _Columns:
    places: Mapping[str, list[int]]
    language: str

    def cells(self, row: Sequence[Any], name: str) -> list[str]:
        return [text_of(row[place]) if place < len(row) else "" for place in self.places.get(name, ())]

    def cell(self, row: Sequence[Any], name: str) -> str:
        return next((text for text in self.cells(row, name) if text), "")


def read_marks(sheet: TypedSheet, problems: list[Problem], before: Mapping[str, str] | None = None) -> list[Mark] | None:
    """Every row that a person touched; None where the sheet has no keys.

    Args:
        sheet: of a workbook.
        problems: gets the rows that cannot be used.
        before: key -> hash of what the row said when the workbook was last read, where it was not rewritten since.
    """
    columns, skipped = _columns(sheet.top)
    if columns is None:
        return None
    say = wording(columns.language)
    if lacking := [name for name in _TYPED if name not in columns.places]:
        headings = ", ".join(f"'{say(name)}'" for name in lacking)
        problems.append(Problem(sheet.place, f"has keys but no column {headings}.", "Give the column its heading back."))
        return []
    marks: list[Mark] = []
    try:
        for number, row in enumerate(sheet.rows, start=1):
            if number > skipped:
                mark = _read_row(f"{sheet.place}, row {number}", row, columns, problems)
                if mark is not None and (mark.says != mark.key.shown or mark.written in (before or {})):
                    said = (before or {}).get(mark.written, mark.says)
                    marks.append(mark if said == mark.says else replace(mark, key=replace(mark.key, shown=said)))
    except DAMAGED as error:
        problems.append(torn(sheet.place, error))
    return marks


def _columns(top: Sequence[Sequence[Any]]) -> tuple[_Columns | None, int]:
    """The columns, from the first of the top rows that has the heading of the key; and how many rows that were."""
    headings = {language: {wording(language)(name).casefold(): name for name in _FIELDS} for language in LANGUAGES}
    for number, row in enumerate(top[:10], start=1):
        found: dict[str, list[int]] = defaultdict(list)
        votes = dict.fromkeys(LANGUAGES, 0)
        for place, text in enumerate(map(heading, row)):
            for language, known in headings.items():
                if name := known.get(text) or known.get(text.rstrip(" 0123456789")):
                    votes[language] += 1
                    if place not in found[name]:
                        found[name].append(place)
        if "key" in found:
            return _Columns(dict(found), max(LANGUAGES, key=votes.__getitem__)), number
    return None, 0


def _read_row(where: str, row: Sequence[Any], columns: _Columns, problems: list[Problem]) -> Mark | None:
    verdict, comment, written, reviewer = (columns.cell(row, name) for name in ("verdict", "comment", "key", "reviewer"))
    new_codes = tuple(code.split("·")[0].strip() for code in columns.cells(row, "new_code") if code)
    key = Key.parse(written)
    if key is None:
        if verdict or comment or new_codes:
            what = "has a verdict, but its key was edited or is missing." if written else "has a verdict but no key."
            remedy = "Copy the key from the row of that passage, or enter the verdict there."
            problems.append(Problem(where, what, remedy))
        return None
    seen = {name: columns.cell(row, name) for name in ("interview", "speaker", "before", "passage", "after", "code")}
    return Mark(where, key, verdict, new_codes, comment, reviewer, seen, columns.language, written)


_WORDS = {wording(language)(name).casefold(): name for name in VERDICT_KEYS for language in LANGUAGES} | ADDITIONAL_VERDICTS


def verdict_name(text: str) -> str:
    """The verdict meant by a word in either language, the word itself where it is none."""
    plain = " ".join(text.casefold().split()).strip(".!,;: ")
    return _WORDS.get(plain, plain)
