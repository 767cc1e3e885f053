"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.sample import figures


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("140", (140, 140)),
        ("140.0", (140, 140)),
        ("1.200", (1200, 1200)),
        ("1,200", (1200, 1200)),
        ("1 200", (1200, 1200)),
        ("1'200", (1200, 1200)),
        ("12.345.678", (12345678, 12345678)),
        ("3.5", (3.5, 3.5)),
        ("50-100", (50, 100)),
        ("50 – 100", (50, 100)),
        ("50 bis 100", (50, 100)),
        ("1.000-5.000 MA", (1000, 5000)),
        ("ca. 200", (200, 200)),
        ("~ 80 Mitarbeiter", (80, 80)),
        (">500", (500, None)),
        ("> 1.000", (1000, None)),
        ("500+", (500, None)),
        ("über 250", (250, None)),
        ("mehr als 250", (250, None)),
        ("<50", (1, 49)),
        ("unter 50", (1, 49)),
        ("bis zu 50", (1, 50)),
        ("2k", (2000, 2000)),
        ("1,2 Tsd.", (1200, 1200)),
        ("KMU", (10, 249)),
        ("Mittelstand", (50, 249)),
        ("Großunternehmen", (250, None)),
        ("Enterprise", (250, None)),
        ("", None),
        ("-", None),
        ("viele", None),
    ],
)
def test_size(text: str, span: tuple[float, float | None] | None) -> None:
    assert figures.size(text) == span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.000 €", 12_000),
        ("€12,000.50", 12_000.5),
        ("EUR 30.000,00", 30_000),
        ("1,2 Mio. €", 1_200_000),
        ("$1.2M", 1_200_000),
        ("45k", 45_000),
        ("£27k", 27_000),
        ("410 TEUR", 410_000),
        ("0,750", 0.75),
        ("10-20", 15),
        ("n/a", None),
        ("siehe Vertrag", None),
    ],
)
def test_amount(text: str, value: float | None) -> None:
    assert figures.amount(text) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("9 Monate", "d", 273.6),
        ("9 months", "d", 273.6),
        ("9m", "d", 273.6),
        ("2 Wochen", "m", 14),
        ("180 Tage", "m", 180),
        ("1 Jahr", "m", 365.25),
        ("6", "m", 182.4),
        ("180", "d", 180),
        ("lang", "d", None),
    ],
)
def test_days(text: str, unit: str, value: float | None) -> None:
    assert figures.days(text, unit) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "value"), [("4", 4), ("3-5", 4), ("SAP, Oracle und Infor", 3), ("CFO; IT", 2), ("keine", 0), ("", None), ("SAP", 1)]
)
def test_names_or_number(text: str, value: float | None) -> None:
    assert figures.names_or_number(text) == value


@pytest.mark.parametrize(("text", "value"), [("hoch", 1), ("Medium", 0.5), ("low", 0), ("4", 4), ("", None), ("rot", None)])
def test_rating(text: str, value: float | None) -> None:
    assert figures.rating(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("x", True), ("Ja", True), ("TRUE", True), ("nein", False), ("0", False), ("", None), ("vielleicht", None)],
)
def test_yes_or_no(text: str, value: bool | None) -> None:
    assert figures.yes_or_no(text) is value


@given(st.text(max_size=40))
def test_nothing_that_is_typed_stops_the_reading(text: str) -> None:
    for read in (figures.size, figures.amount, figures.names_or_number, figures.rating, figures.yes_or_no):
        read(text)
    figures.days(text, "d")


@given(st.integers(0, 10**9))
def test_every_number_comes_back_from_every_spelling(number: int) -> None:
    german = f"{number:,}".replace(",", ".")
    assert {figures.amount(text) for text in (str(number), f"{number:,}", german, f"{german} €", f"{number}.0")} == {number}
