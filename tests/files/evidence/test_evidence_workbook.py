"""3-evidence.xlsx and 3-codes-by-interview.csv: how well the findings are backed."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.files.evidence.evidence_workbook import codes_by_interview, evidence_workbook
from pipeline.files.wording import wording
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import decide, study

FAIR, DEMO, GROWTH = "touchpoint.fair", "touchpoint.demo", "trigger.growth"
TALKS = {
    f"s{number:02}": "I: Where did you look?\n"
    + "\n".join(f"B: In the year {place} we went to the fair number {number}, as we do." for place in range(10, 14))
    + ("\nB: =1+1 is how we saw the demo, and it was great." if number == 7 else "")
    for number in range(1, 8)
}
LANGUAGES = ("en", "de")


@lru_cache
def of(language: str = "en", reviewed: bool = False, interviews: int = 7) -> Study:
    talks = dict(list(TALKS.items())[:interviews])
    before = study(talks)
    return study(talks, decisions=verdicts(before) if reviewed else (), settings=Settings(language=language, title="Fairs"))


def verdicts(before: Study) -> list[Decision]:
    """Ann accepts every fair, Bob rejects the first two."""
    made = []
    fairs = [before.passages[coding.passage].text for coding in before.suggestions if coding.code == FAIR]
    for number, words in enumerate(fairs):
        made.append(decide(before, words, FAIR, Verdict.ACCEPT, reviewer="Ann"))
        made.append(decide(before, words, FAIR, Verdict.REJECT if number < 2 else Verdict.ACCEPT, reviewer="Bob"))
    return made


@lru_cache
def book(language: str = "en", reviewed: bool = False, interviews: int = 7) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(evidence_workbook(of(language, reviewed, interviews))))


def cells(sheet: str, language: str = "en", reviewed: bool = False, interviews: int = 7) -> list[list[object]]:
    found = book(language, reviewed, interviews)[wording(language)(sheet)]
    return [list(row) for row in found.iter_rows(values_only=True)]


def charts(of_book: Workbook) -> list[Any]:
    """The charts of the first sheet as openpyxl reads them."""
    found: list[Any] = cast(Any, of_book["Saturation"])._charts
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_is_there_in_the_studys_language(language: str) -> None:
    say = wording(language)
    keys = ("sheet_evidence_saturation", "sheet_evidence_codes", "sheet_disagreements", "sheet_evidence_agreement",
            "sheet_evidence_base", "sheet_quotes")  # fmt: skip
    assert book(language).sheetnames == [say(key) for key in keys]


def test_the_same_study_gives_the_same_bytes() -> None:
    assert evidence_workbook(of(reviewed=True)) == evidence_workbook(of(reviewed=True))


def test_saturation_is_told_in_words_figures_and_a_chart() -> None:
    rows = cells("sheet_evidence_saturation")
    assert rows[1][0] == (
        "7 interviews in the order of their ids (not all have a date); 29 codings count, "
        "29 of them suggestions that nobody has reviewed yet."
    )
    assert rows[2][0] == "In this order saturation is reached after 4 interviews (4+2)."
    head = next(number for number, row in enumerate(rows) if row[1] == "interview")
    assert [row[1:4] for row in rows[head + 1 : head + 8]] == [
        ["s01", 1, 1],
        *([f"s0{n}", 0, 1] for n in range(2, 7)),
        ["s07", 1, 2],
    ]
    assert rows[head + 7][6] == "Demo"
    (chart,) = charts(book())
    assert len(chart.series) == 3


def test_too_few_interviews_are_refused_with_a_reason() -> None:
    rows = cells("sheet_evidence_saturation", interviews=5)
    assert str(rows[2][0]).startswith("5 interviews are too few to speak of saturation: at least 6 are needed (4 as the base")
    (chart,) = charts(book(interviews=5))
    assert len(chart.series) == 2, "nothing about random orders"


def test_codes_by_interview_lead_to_quotes() -> None:
    sheet = book()["Codes by interview"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(rows) if row[0] == "family")
    (fair,) = [number for number, row in enumerate(rows) if row[1] == f"{FAIR} · Fair"]
    assert rows[fair][2:5] == ["7 of 7", 28, 28]
    assert rows[fair][5:12] == [1] * 7
    assert rows[fair][12:19] == [4] * 7
    assert rows[head][5:7] == ["s01", "s02"]
    link = sheet.cell(fair + 1, 2).hyperlink
    assert link is not None
    quotes = book()["Quotes"]
    target = quotes[str(link.location).split("!")[1]]
    assert target.value == f"{FAIR} · Fair"
    words = quotes.cell(target.row, 6).value
    assert words in {passage.text for passage in of().passages.values()}, "verbatim"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    (quote,) = [row for row in cells("sheet_quotes") if row[0] == f"{DEMO} · Demo"]
    assert str(quote[5]).startswith("=1+1")
    found = book()["Quotes"]
    assert {cell.data_type for row in found.iter_rows() for cell in row} <= {"s", "n"}


def test_disagreements_come_with_their_passage() -> None:
    rows = cells("sheet_disagreements", reviewed=True)[1:]
    assert [(row[1], row[5], row[6]) for row in rows] == [("s01", "Ann", "Bob")] * 2
    assert all(row[4] in {p.text for p in of().passages.values()} for row in rows)


def test_figures_of_agreement_and_their_refusal() -> None:
    head, *rows = cells("sheet_evidence_agreement", reviewed=True)
    everything = dict(zip(head, rows[0], strict=True))
    assert (everything["items"], everything["differ"]) == (28, 2)
    assert everything["agreement"] == pytest.approx(26 / 28, abs=1e-4)
    few = cells("sheet_evidence_agreement", reviewed=True, interviews=3)[1]
    assert "12 items: no figure under 20" in few
    (none,) = [row[0] for row in cells("sheet_evidence_agreement")[1:]]
    assert str(none).startswith("No two reviewers have decided on the same codings")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_reviewed_and_what_rests_on_one_interview(language: str) -> None:
    rows = cells("sheet_evidence_base", language, reviewed=True)
    (family,) = [row for row in rows if row[0] == "Touchpoint"]
    assert family[1] == ("28 of 29 (97%)" if language == "en" else "28 von 29 (97 %)")
    (demo,) = [row for row in rows if row[0] == f"{DEMO} · Demo"]
    assert demo[2] == "s07"
    assert str(demo[7]).startswith("=1+1")
    assert not any(row[0] == f"{FAIR} · Fair" for row in rows)


def test_the_table_for_other_programs() -> None:
    text = codes_by_interview(of()).decode("utf-8-sig")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == {code.id for code in of().codebook.codes}
    assert (rows[DEMO]["s01"], rows[DEMO]["s07"], rows[DEMO]["interviews"], rows[DEMO]["mentions"]) == ("0", "1", "1", "1")
    assert (rows[FAIR]["s01"], rows[FAIR]["s01_mentions"], rows[FAIR]["unreviewed"]) == ("1", "4", "28")
    assert rows[GROWTH]["interviews"] == "0"


def test_an_empty_study_has_a_workbook_too() -> None:
    empty = study({"s01": "I: And?\nB: Nothing of interest was said here at all."})
    assert openpyxl.load_workbook(io.BytesIO(evidence_workbook(empty))).sheetnames[0] == "Saturation"
    assert codes_by_interview(empty)
