"""Dates as people type them, in German, British and American lists. What can be read in two ways is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language.words import fold
from pipeline.method.sample.days import Day

__all__ = ["MISSING", "Dated", "Dates", "read_dates"]

#: what people write where they know nothing, folded
MISSING = frozenset(
    ("", "-", "--", "–", "—", "?", "??", "n/a", "na", "n.a.", "#n/a", "#nv", "k.a.", "k. a.", "keine angabe", "unbekannt",
     "unknown", "null", "none", "nan", "nat", "tbd", "offen", "open", "00.00.0000", "0000-00-00", "00/00/0000",
     "not set", "nicht gesetzt")
)  # fmt: skip
_MONTHS = ("jan", "feb", "maerz mrz mar maer", "apr", "mai may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dez dec")
_NAMES = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_LONG = (
    "januar january februar february march april juni june juli july august september sept oktober october november "
    "dezember december"
)
_NAMES |= {name: _NAMES[name[:3]] for name in _LONG.split()}
_LEADING = re.compile(
    r"^(?:(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]\s*|ca\.?\s+|circa\s+|am\s+|on\s+|approx\.?\s+)"
)
_VAGUE = re.compile(r"^(?:anfang|mitte|ende|early|mid|late|end of|beginning of)[\s-]+")
_CLOCK = re.compile(r"(?:t|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*(?:am|pm|uhr))?(?:z|\s*[+-]\d{2}:?\d{2})?$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})$")
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$")
_DAY_NAME = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*([a-z]+)\.?,?[\s-]*(\d{4}|\d{2})$")
_NAME_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_NAME_YEAR = re.compile(r"([a-z]+)\.?[\s/-]*'?(\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})$")
_YEAR_MONTH = re.compile(r"(\d{4})[./-](\d{1,2})$")
_QUARTER = re.compile(r"(?:q([1-4])[\s/.-]*(\d{4})|(\d{4})[\s/-]*q([1-4])|([1-4])\.\s*quartal\s*(\d{4}))$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
SERIALS = range(32_874, 73_051)  #: Excel's numbers of the days 1990-01-01 to 2099-12-31
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that was read.

    Attributes:
        day: None where there is none.
        rough: only month or quarter are known; `day` is the middle.
        fault: "missing", "unreadable", "ambiguous" or "".
    """

    day: Day | None = None
    rough: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Dates:
    """A column of dates.

    Attributes:
        dates: one a cell.
        order: "dmy" or "mdy" where the column, or the settings, say how to read 03/04/2026.
        settled: how many dates were read by that order alone.
        evidence: how many dates of the column can only be read in that order.
    """

    dates: tuple[Dated, ...]
    order: str
    settled: int
    evidence: int


def read_dates(cells: Sequence[str], order: str = "") -> Dates:
    """Read a column.

    Args:
        cells: as typed.
        order: "dmy" or "mdy" if a person has said so; otherwise the column's unmistakable dates decide, if they agree.
    """
    readings = [_read(cell) for cell in cells]
    shown = [next(iter(found)) for found in readings if isinstance(found, dict) and len(found) == 1]
    evidence = {kind: shown.count(kind) for kind in (DAY_FIRST, MONTH_FIRST)}
    if not order and sum(map(bool, evidence.values())) == 1:
        order = max(evidence, key=lambda kind: evidence[kind])
    settled = 0
    dates: list[Dated] = []
    for found in readings:
        if isinstance(found, Dated):
            dates.append(found)
        elif len(found) == 1 or len(set(found.values())) == 1:
            dates.append(Dated(next(iter(found.values()))))
        elif order:
            settled += 1
            dates.append(Dated(found[order]))
        else:
            dates.append(Dated(fault="ambiguous"))
    return Dates(tuple(dates), order, settled, evidence.get(order, 0))


def _read(cell: str) -> Dated | dict[str, Day]:
    """A date, or its readings by order of day and month where it is written with slashes or dashes."""
    text = " ".join(fold(cell).split())
    if text in MISSING:
        return Dated(fault="missing")
    text = _CLOCK.sub("", text).strip()
    text = _LEADING.sub("", text)
    vague = _VAGUE.match(text)
    text = _VAGUE.sub("", text)
    if match := _EITHER.match(text):
        one, two, year = int(match[1]), int(match[3]), _year(match[4])
        both = {DAY_FIRST: Day(year, two, one), MONTH_FIRST: Day(year, one, two)}
        real = {kind: day for kind, day in both.items() if day.is_real}
        return real or Dated(fault="unreadable")
    for day, rough in _readings(text):
        if day.is_real:
            return Dated(day, rough or bool(vague))
    return Dated(fault="unreadable")


def _readings(text: str) -> Iterator[tuple[Day, bool]]:
    if (match := _ISO.match(text)) or (match := _COMPACT.match(text)):
        yield Day(int(match[1]), int(match[2]), int(match[3])), False
    if match := _GERMAN.match(text):
        yield Day(_year(match[3]), int(match[2]), int(match[1])), False
    if (match := _DAY_NAME.match(text)) and match[2] in _NAMES:
        yield Day(_year(match[3]), _NAMES[match[2]], int(match[1])), False
    if (match := _NAME_DAY.match(text)) and match[1] in _NAMES:
        yield Day(int(match[3]), _NAMES[match[1]], int(match[2])), False
    if (match := _NAME_YEAR.match(text)) and match[1] in _NAMES:
        yield Day(_year(match[2]), _NAMES[match[1]], 15), True
    if match := _MONTH_YEAR.match(text):
        yield Day(int(match[2]), int(match[1]), 15), True
    if match := _YEAR_MONTH.match(text):
        yield Day(int(match[1]), int(match[2]), 15), True
    if match := _QUARTER.match(text):
        quarter, year = int(match[1] or match[4] or match[5]), int(match[2] or match[3] or match[6])
        yield Day(year, 3 * quarter - 1, 15), True
    if (match := _SERIAL.match(text)) and int(match[1]) in SERIALS:
        yield _of_serial(int(match[1])), False


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _of_serial(serial: int) -> Day:
    from datetime import date, timedelta

    day = date(1899, 12, 30) + timedelta(days=serial)
    return Day(day.year, day.month, day.day)
