"""The sheet "Least sure": what is decided there becomes a decision, and never contradicts another sheet in silence."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from pipeline.files.forms.form_reading import read_fills
from pipeline.files.forms.typed import sheets
from pipeline.files.review.review_deciding import Context, Import, decided
from pipeline.files.review.review_reading import Mark, read_marks
from pipeline.files.review.review_workbook import Copy, review_workbook
from pipeline.files.wording import wording
from pipeline.method.coding.coding import Doubt
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.problems import Problem
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import passage, study

WORDS = """
    I: What happened?
    B: We grew fast in those years.
    B: The auditor was with us for a week.
    B: We went to the fair after that.
"""
GREW, AUDITOR, FAIR = "We grew", "The auditor", "the fair"
GROWTH, AUDIT, SEEN = "trigger.growth", "trigger.audit", "touchpoint.fair"
Typed = Sequence[tuple[str, str, str, dict[str, str]]]  #: sheet, code, words of the passage, what is typed


def doubtful(decisions: Sequence[Decision] = (), language: str = "en") -> Study:
    """A study in which trigger.audit just missed the passage on the auditor, and trigger.growth only just passed."""
    found = study(WORDS, decisions=decisions, settings=Settings(language=language))
    missed, passed = passage(found, AUDITOR).id, passage(found, GREW).id
    doubts = (Doubt(passed, GROWTH, 0.4, 0.05, True, "~ like this"), Doubt(missed, AUDIT, 0.2, -0.1, False, ""))
    return replace(found, interviews=(replace(found.interviews[0], doubts=doubts),))


def book(of: Study, copy: Copy | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(review_workbook(of, copy)))


def rows(sheet: Any, language: str = "en") -> list[dict[str, Any]]:
    """The rows below the headings, cell by heading."""
    key = wording(language)("key")
    cells = list(sheet.iter_rows())
    top = next((place for place, row in enumerate(cells) if row[0].value == key), None)
    assert top is not None
    head = [cell.value for cell in cells[top]]
    return [dict(zip(head, row, strict=True)) for row in cells[top + 1 :] if row[0].value]


def typed(of: Study, entries: Typed, log: Sequence[Decision] = ()) -> Import:
    """What comes of typing into rows of the workbook."""
    made = book(of)
    for sheet, code, words, values in entries:
        (row,) = [r for r in rows(made[sheet]) if str(r["code"].value or "").startswith(code) and words in r["passage"].value]
        for heading, value in values.items():
            row[heading].value = value
    buffer = io.BytesIO()
    made.save(buffer)
    problems: list[Problem] = []
    marks: list[Mark] = []
    for read in sheets(buffer.getvalue(), "3-review.xlsx", problems):
        if read_fills(read, problems, {}) is None:
            marks += read_marks(read, problems) or ()
    found = decided(marks, Context(of.codebook, of.passages, log, "2", "Mia"))
    return replace(found, problems=(*problems, *found.problems))


def test_the_sheet_tells_what_was_missed_and_what_only_just_passed() -> None:
    found = [(r["code"].value, r["status"].value, r["why"].value) for r in rows(book(doubtful())["Least sure"])]
    assert found == [
        (f"{GROWTH} · Growth", "just suggested", "a cue speaks for it, the examples against it; ~ like this"),
        (f"{AUDIT} · Audit", "just missed", "no cue, and no example is much alike"),
    ]
    german = [r["Status"].value for r in rows(book(doubtful(language="de"))["Zweifelsfälle"], "de")]
    assert german == ["knapp vorgeschlagen", "knapp verfehlt"]


def test_accepting_what_was_missed_adds_the_code_and_rejecting_it_is_remembered() -> None:
    for verdict, kept, status in (("accept", Verdict.ADD, "added"), ("reject", Verdict.REJECT, None)):
        found = typed(doubtful(), [("Least sure", AUDIT, AUDITOR, {"verdict": verdict, "comment": "seen"})])
        assert [(d.code, d.verdict, d.comment, d.reviewer) for d in found.decisions] == [(AUDIT, kept, "seen", "Mia")]
        after = doubtful(found.decisions)
        statuses = {c.code: c.status for c in after.codings}
        assert statuses.get(AUDIT) == status
        assert statuses[GROWTH] == "suggested"
        assert [d.code for _, d in after.least_sure] == [GROWTH], "what is decided is not offered again"


def test_accepting_what_was_suggested_accepts_it() -> None:
    found = typed(doubtful(), [("Least sure", GROWTH, GREW, {"verdict": "accept"})])
    assert [(d.code, d.verdict) for d in found.decisions] == [(GROWTH, Verdict.ACCEPT)]
    assert {c.code: c.status for c in doubtful(found.decisions).codings}[GROWTH] == "accepted"


def test_recoding_what_was_missed_takes_the_new_code_only() -> None:
    found = typed(doubtful(), [("Least sure", AUDIT, AUDITOR, {"verdict": "recode", "new code": "fear.price"})])
    assert {c.code: c.status for c in doubtful(found.decisions).codings if c.code != GROWTH} == {
        "fear.price": "recoded",
        SEEN: "suggested",
    }


def test_the_same_verdict_on_both_sheets_is_one_decision_with_both_comments() -> None:
    both: Typed = [
        ("Review", GROWTH, GREW, {"verdict": "accept", "comment": "one"}),
        ("Least sure", GROWTH, GREW, {"verdict": "accept", "comment": "two"}),
    ]
    found = typed(doubtful(), both)
    assert [(d.verdict, d.comment) for d in found.decisions] == [(Verdict.ACCEPT, "one / two")]
    assert found.problems == ()


def test_different_verdicts_on_both_sheets_are_told_and_neither_is_taken() -> None:
    both: Typed = [
        ("Review", GROWTH, GREW, {"verdict": "accept"}),
        ("Least sure", GROWTH, GREW, {"verdict": "reject"}),
        ("Review", SEEN, FAIR, {"verdict": "accept"}),
    ]
    found = typed(doubtful(), both)
    assert [d.code for d in found.decisions] == [SEEN]
    (problem,) = found.problems
    assert "sheet 'Review'" in problem.what
    assert "sheet 'Least sure'" in problem.what


def test_a_code_added_in_the_review_and_rejected_as_least_sure_is_told() -> None:
    both: Typed = [
        ("Review", "", AUDITOR, {"verdict": "accept", "new code": AUDIT}),
        ("Least sure", AUDIT, AUDITOR, {"verdict": "reject"}),
    ]
    found = typed(doubtful(), both)
    assert found.decisions == ()
    assert len(found.problems) == 1
    same = typed(doubtful(), [both[0], ("Least sure", AUDIT, AUDITOR, {"verdict": "accept"})])
    assert {(d.code, d.verdict) for d in same.decisions} == {(AUDIT, Verdict.ADD)}
    assert same.problems == ()


def test_what_is_left_open_stays_on_the_sheet_and_can_be_cleared() -> None:
    opened = typed(doubtful(), [("Least sure", AUDIT, AUDITOR, {"verdict": "unsure", "comment": "ask Ben"})]).decisions
    assert [d.verdict for d in opened] == [Verdict.UNSURE]
    again = doubtful(opened)
    (row,) = [r for r in rows(book(again)["Least sure"]) if r["code"].value.startswith(AUDIT)]
    assert (row["verdict"].value, row["comment"].value, row["status"].value) == ("unsure", "ask Ben", "left open earlier")
    nothing = {"verdict": "", "comment": "", "reviewer": ""}
    cleared = typed(again, [("Least sure", AUDIT, AUDITOR, nothing)], opened)
    assert [d.verdict for d in cleared.decisions] == [Verdict.WITHDRAW]


def test_an_untouched_workbook_decides_nothing() -> None:
    assert typed(doubtful(), []) == Import()


@pytest.mark.parametrize(("coders", "words"), [(("cue",), "only cues"), (("cue", "learned"), "is decided")])
def test_an_empty_sheet_says_why(coders: tuple[str, ...], words: str) -> None:
    sheet = book(study(WORDS, settings=Settings(coders=coders)))["Least sure"]
    assert words in " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_the_review_shows_what_to_look_at_first() -> None:
    shown = {r["code"].value.split(" ")[0]: r["priority"].value for r in rows(book(doubtful())["Review"]) if r["code"].value}
    assert shown == {GROWTH: 1, SEEN: 2}
    assert all(r["priority"].value is None for r in rows(book(doubtful(), Copy("Ben"))["Review"]))


def test_a_reviewers_copy_has_no_such_sheet() -> None:
    assert "Least sure" not in book(doubtful(), Copy("Ben")).sheetnames


def test_the_same_study_gives_the_same_bytes() -> None:
    made: Callable[[], bytes] = lambda: review_workbook(doubtful())  # noqa: E731 - said once
    assert made() == made()
