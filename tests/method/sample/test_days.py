"""Days: compared, subtracted, counted back in months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.sample.days import Day


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_the_number_of_a_day_is_that_of_the_calendar(day: date) -> None:
    ours = Day(day.year, day.month, day.day)
    assert ours.is_real
    assert date(1970, 1, 1) + timedelta(days=ours.number) == day
    assert str(ours) == day.isoformat()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (Day(2026, 7, 29), 3, Day(2026, 4, 29)),
        (Day(2026, 5, 31), 3, Day(2026, 2, 28)),
        (Day(2024, 5, 31), 3, Day(2024, 2, 29)),
        (Day(2026, 1, 15), 1, Day(2025, 12, 15)),
        (Day(2026, 3, 31), 6, Day(2025, 9, 30)),
        (Day(2026, 3, 31), 0, Day(2026, 3, 31)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_months_last(day: Day, months: int, then: Day) -> None:
    assert day.months_before(months) == then


@pytest.mark.parametrize(
    "day", [Day(2026, 2, 29), Day(2026, 13, 1), Day(2026, 0, 1), Day(2026, 4, 31), Day(1900, 2, 29), Day(206, 1, 1)]
)
def test_what_no_calendar_has_is_no_day(day: Day) -> None:
    assert not day.is_real
