"""Dates as people type them; what can be read in two ways is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.sample.dates import Dated, read_dates
from pipeline.method.sample.days import Day


def one(text: str, order: str = "") -> Dated:
    (found,) = read_dates([text], order).dates
    return found


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-17", "2026-03-17 00:00:00", "2026-03-17T10:11:12Z", "2026-03-17T10:11:12.123+01:00", "2026/03/17", "20260317",
        "17.03.2026", "17.3.26", "17. 3. 2026", "Di, 17.03.2026", "Dienstag, 17.03.2026", "17.03.2026 14:05 Uhr", "17. März 2026",
        "17. Mär. 2026", "17 Mar 2026", "17-Mar-26", "March 17, 2026", "Mar 17th, 2026", "17/03/2026", "3/17/2026", "03-17-2026",
        "3/17/26 2:05 PM", "46098", "46098.0", "am 17.03.2026", "Tue, 17 Mar 2026",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(text: str) -> None:
    assert one(text) == Dated(Day(2026, 3, 17))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("März 2026", Day(2026, 3, 15)),
        ("Mrz. 26", Day(2026, 3, 15)),
        ("Maerz 2026", Day(2026, 3, 15)),
        ("December 2025", Day(2025, 12, 15)),
        ("Ende Mai 2026", Day(2026, 5, 15)),
        ("03/2026", Day(2026, 3, 15)),
        ("3.2026", Day(2026, 3, 15)),
        ("2026-03", Day(2026, 3, 15)),
        ("Q2 2026", Day(2026, 5, 15)),
        ("2026 Q2", Day(2026, 5, 15)),
        ("2. Quartal 2026", Day(2026, 5, 15)),
    ],
)
def test_month_and_quarter_are_rough(text: str, day: Day) -> None:
    assert one(text) == Dated(day, rough=True)


@pytest.mark.parametrize("text", ["", " ", "-", "n/a", "k.A.", "unbekannt", "NULL", "#N/A", "00.00.0000", "tbd"])
def test_nothing_is_missing(text: str) -> None:
    assert one(text).fault == "missing"


@pytest.mark.parametrize(
    "text", ["demnächst", "31.02.2026", "2026-13-01", "13/13/2026", "17.03.", "KW 12", "12", "1.1.0206", "99999"]
)
def test_what_is_no_date_is_unreadable(text: str) -> None:
    assert one(text) == Dated(fault="unreadable")


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026", "03/04/26"])
def test_two_ways_are_not_guessed(text: str) -> None:
    assert one(text) == Dated(fault="ambiguous")
    assert one(text, "dmy").day == Day(2026, 4, 3)
    assert one(text, "mdy").day == Day(2026, 3, 4)


def test_the_same_day_both_ways_is_no_question() -> None:
    assert one("05/05/2026").day == Day(2026, 5, 5)


def test_the_columns_other_dates_settle_the_order_and_that_is_told() -> None:
    found = read_dates(["03/04/2026", "12/31/2025", "1/15/2026", "17.03.2026"])
    assert found.dates[0].day == Day(2026, 3, 4)
    assert (found.order, found.settled, found.evidence) == ("mdy", 1, 2)


def test_dates_that_contradict_each_other_settle_nothing() -> None:
    found = read_dates(["03/04/2026", "12/31/2025", "31/12/2025"])
    assert found.dates[0].fault == "ambiguous"
    assert found.order == ""


def test_german_dates_with_dots_settle_nothing_for_slashes() -> None:
    assert read_dates(["03/04/2026", "31.12.2025"]).dates[0].fault == "ambiguous"


@given(st.dates(date(1991, 1, 1), date(2069, 12, 31)))
def test_every_day_comes_back_from_every_unmistakable_spelling(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    texts = [day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day:%B %d, %Y}", f"{day:%d.%m.%y}", str(serial)]
    assert {found.day for found in read_dates(texts).dates} == {Day(day.year, day.month, day.day)}


@given(st.text(max_size=30))
def test_nothing_that_is_typed_stops_the_reading(text: str) -> None:
    found = one(text)
    assert (found.day is None) == bool(found.fault)
