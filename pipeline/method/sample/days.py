"""Days of the calendar as plain values: compared, subtracted, counted back in months; no clock is ever asked."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Day"]

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    """A day of the Gregorian calendar; earlier days are smaller."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def is_real(self) -> bool:
        """Whether the calendar has this day, in the years that a decision can have been made in."""
        return 1950 <= self.year <= 2199 and 1 <= self.month <= 12 and 1 <= self.day <= _length(self.year, self.month)

    @property
    def number(self) -> int:
        """Days since 1970-01-01 (Howard Hinnant, "days_from_civil", chrono-Compatible Low-Level Date Algorithms)."""
        year = self.year - (self.month <= 2)
        era, of_era = divmod(year, 400)
        of_year = (153 * ((self.month + 9) % 12) + 2) // 5 + self.day - 1
        return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468

    def months_before(self, months: int) -> Day:
        """The same day so many months earlier; the month's last day where it has no such day."""
        year, month = divmod(self.year * 12 + self.month - 1 - months, 12)
        return Day(year, month + 1, min(self.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap
