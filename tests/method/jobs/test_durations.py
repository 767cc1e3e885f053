"""Lengths of time as people say them, in both languages; times ago, ages and rates are none."""

from __future__ import annotations

import pytest

from pipeline.method.jobs.durations import process_days, spans


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Das hat ein halbes Jahr gedauert.", 182.5),
        ("Insgesamt anderthalb Jahre bis zum Vertrag.", 547.5),
        ("Von der Messe bis zur Unterschrift waren es vier Monate.", 121.6),
        ("Die Auswahl war in 14 Tagen durch.", 14),
        ("Ein Dreivierteljahr hat die Entscheidung gedauert.", 274),
        ("Fourteen months from my paper to the signature.", 425.6),
        ("The whole thing took a year and a half.", 547.5),
        ("We decided within 2.5 weeks.", 17.5),
        ("Half a year until the contract was signed.", 182.5),
    ],
)
def test_how_long_a_purchase_took(text: str, days: float) -> None:
    assert process_days(text) == pytest.approx(days)


@pytest.mark.parametrize(
    "text",
    [
        "Vor zwei Jahren haben wir entschieden.",
        "We decided three years ago.",
        "Seit gut einem Jahr läuft die Auswahl.",
        "I am forty years old and I decide.",
        "Alle zwei Monate gibt es eine Entscheidung.",
        "It took two days to install.",
        "Der Vertrag läuft.",
    ],
)
def test_what_is_no_length_of_a_purchase(text: str) -> None:
    assert process_days(text) is None


def test_a_span_says_where_it_stands() -> None:
    text = "It was six weeks, then three months."
    assert [text[start:end] for _, start, end in spans(text)] == ["six weeks", "three months"]
