from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from pipeline.files.forms.forms import FORMS
from pipeline.files.guide.coverage_workbook import coverage_workbook
from pipeline.method.guide.guide import Block, Guide
from pipeline.method.review.edits import Edit, Edits
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import study

GUIDE = Guide(
    "g", {"en": "Guide", "de": "Leitfaden"}, (1, 2),
    (
        Block("trigger", {"en": "Trigger", "de": "Auslöser"}, 5, {"en": "What changed?"}, codes=("trigger",),
              listen={"en": ("what changed",)}),
        Block("contacts", {"en": "Contacts", "de": "Kontakte"}, 5, {"en": "Where?"}, codes=("touchpoint",)),
    ),
)  # fmt: skip
TALKS = {
    "s01": "I: So what changed?\nB: We had grown so fast in those years.\n"
    "I: That was hard, wasn't it?\nB: We met them at a fair.",
    "s02": "I: Good morning, all well?\nB: Thank you, all is fine with us here.",
}


def covered(language: str = "en") -> Study:
    return replace(study(TALKS, settings=Settings(language=language)), guide=GUIDE)


def sheet(of: Study, name: str) -> list[list[object]]:
    return [list(row) for row in load_workbook(io.BytesIO(coverage_workbook(of)))[name].iter_rows(values_only=True)]


def test_the_matrix_tells_asked_from_answered_and_leads_to_the_quotes() -> None:
    book = load_workbook(io.BytesIO(coverage_workbook(covered())))
    rows = [[cell.value for cell in row] for row in book["Coverage"].iter_rows(min_row=4)]
    assert rows == [
        ["interview", "Trigger", "Contacts", "blocks asked"],
        ["s01", "● asked, answered°", "◐ answered unasked°", "1 of 2"],
        ["s02", "– neither", "– neither", "0 of 2"],
        ["asked in", "1 of 2", "0 of 2", None],
        ["answered in", "1 of 2", "1 of 2", None],
    ]
    link = book["Coverage"]["C5"].hyperlink
    assert link is not None
    assert link.location == "'Answers'!A3"
    assert [cell.value for cell in book["Answers"][3]][:5] == ["s01", "Contacts", "B", None, "We met them at a fair."]


def test_questions_stand_with_what_they_were_recognised_by_and_those_for_no_block_too() -> None:
    rows = sheet(covered(), "Questions")[1:]
    assert [(row[0], row[1], row[4], row[5]) for row in rows] == [
        ("s01", "Trigger", "So what changed?", "what changed"),
        ("s01", "no block", "That was hard, wasn't it?", None),
        ("s02", "no block", "Good morning, all well?", None),
    ]


def test_leading_questions_stand_with_rule_and_reply() -> None:
    (row,) = sheet(covered(), "Leading questions")[1:]
    assert row[3:8] == [
        "That was hard, wasn't it?", "asks for agreement (tag)", ", wasn't it?", "We met them at a fair.", "yes",
    ]  # fmt: skip
    assert str(row[10]).startswith("leading:s01 tag ")


def test_a_person_dismisses_a_finding_and_what_was_typed_comes_back() -> None:
    of = covered()
    (hit,) = of.coverage.leading
    edits = Edits((Edit("leading", hit.key, "verdict", "no"), Edit("leading", hit.key, "note", "an honest check")))
    done = replace(of, edits=edits)
    (row,) = sheet(done, "Leading questions")[1:]
    assert row[7:10] == ["no", "no", "an honest check"]
    assert [row[-1] for row in sheet(of, "Conduct")[1:]] == [1, 0]
    assert [row[-1] for row in sheet(done, "Conduct")[1:]] == [0, 0]


def test_the_form_is_declared_and_its_fields_stand_in_the_sheet() -> None:
    form = FORMS["leading"]
    assert (form.workbook, tuple(form.fields)) == ("2-coverage.xlsx", ("verdict", "note"))
    assert form.read("verdict", "nein") == "no"


def test_seldom_asked_blocks_with_where_and_the_guides_question() -> None:
    assert sheet(covered(), "Seldom asked")[1:] == [["Contacts", "0 of 2", "s01, s02", "1 of 2", "Where?"]]


def test_length_against_the_guide_is_marked_as_an_estimate() -> None:
    rows = sheet(covered(), "Conduct")[1:]
    assert [row[2:4] for row in rows] == [["≈ estimated from words", "shorter than 1 min"]] * 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_same_study_gives_the_same_bytes(language: str) -> None:
    assert coverage_workbook(covered(language)) == coverage_workbook(covered(language))
    assert "Selten gefragt" in load_workbook(io.BytesIO(coverage_workbook(covered("de")))).sheetnames
