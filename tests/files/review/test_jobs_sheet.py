"""The sheets on jobs: what people typed stands in their fields, figures have a base, quotes are verbatim."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from pipeline.files.forms.form_reading import read_fills
from pipeline.files.forms.forms import FormKey
from pipeline.files.forms.typed import TypedSheet
from pipeline.files.review.jobs_sheet import jobs_sheet
from pipeline.files.sheets import Book
from pipeline.files.texts.jobs import TEXTS
from pipeline.files.wording import wording
from pipeline.method.review.edits import Edit, Edits
from pipeline.problems import Problem
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import study

GROWN = "I: What happened?\nB: Our company had grown a lot. We wanted to save time in the warehouse, {}."
TOLD = "I: What happened?\nB: The audit was terrible for us. I was afraid of the costs, {}."
TALKS = {f"g{n}": GROWN.format("every day" * n) for n in range(3)} | {f"a{n}": TOLD.format("really" * n) for n in range(3)}


def edited(*what: tuple[str, str, str, str], language: str = "en") -> Study:
    of = study(TALKS, settings=Settings(language=language))
    return replace(of, edits=Edits(tuple(Edit(*one, shown="", time=str(n)) for n, one in enumerate(what))))


def sheets(of: Study) -> Any:
    book = Book("jobs")
    jobs_sheet(book, of, wording(of.settings.language))
    return openpyxl.load_workbook(io.BytesIO(book.finish()))


def rows(of: Study, sheet: str) -> list[Mapping[str, Any]]:
    head, *body = sheets(of)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body if row[0]]


def test_a_job_shows_what_it_rests_on_and_leaves_the_fields_to_people() -> None:
    of = edited()
    found = rows(of, "Jobs")
    assert [row["known as"] for row in found] == [f"{job.key} · {job.label}" for job in of.jobs]
    assert [row["rests on"] for row in found] == ["3 of 6°: a0, a1, a2", "3 of 6°: g0, g1, g2"]
    assert all(row["your label"] is row["merge into"] is row["your statement"] is None for row in found)
    assert "Growth · 3 of 3°" in found[1]["triggers"]


def test_what_was_typed_stands_and_takes_effect() -> None:
    key = next(job.key for job in edited().jobs if "g0" in job.interviews)
    of = edited(("jobs", key, "label", "Keep up"), ("job_interviews", "a0", "job", "Keep up"))
    jobs = {row["known as"]: row for row in rows(of, "Jobs")}
    assert jobs[f"{key} · Keep up"]["your label"] == "Keep up"
    assert jobs[f"{key} · Keep up"]["rests on"] == "4 of 6°: a0, g0, g1, g2"
    (moved,) = [row for row in rows(of, "Jobs by interview") if row["interview"] == "a0"]
    assert moved["your main job"] == "Keep up"
    assert moved["main job"] == f"{key} · Keep up"
    assert moved["note"] == "put there by you"


def test_a_merged_job_and_one_that_is_gone_can_still_be_edited() -> None:
    one, other = edited().jobs
    of = edited(("jobs", one.key, "merge_into", other.key), ("jobs", "z9", "label", "Old"))
    found = rows(of, "Jobs")
    assert len(found) == 3
    assert found[1]["merge into"] == other.key
    assert found[1]["note"].startswith("merged into")
    assert found[2]["your label"] == "Old"
    assert "no longer exists" in found[2]["note"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_untouched_workbook_holds_no_new_edit_and_a_typed_one_does(language: str) -> None:
    of = edited(("jobs", "g0", "label", "Keep up"), language=language)
    book, say = sheets(of), wording(language)

    def fills(name: str) -> list[tuple[str, str, str, str]]:
        told = tuple(book[name].iter_rows(values_only=True))
        problems: list[Problem] = []
        read = read_fills(TypedSheet("3-review.xlsx", told[:10], iter(told)), problems) or []
        assert problems == []
        return [(fill.form, fill.key, fill.field, fill.value) for fill in read]

    jobs, interviews = say("sheet_jobs"), say("sheet_job_interviews")
    assert fills(jobs) == fills(interviews) == []
    column = [cell.value for cell in book[interviews][1]].index(say("jobs_job")) + 1
    book[interviews].cell(2, column, "New ground")
    (typed,) = fills(interviews)
    assert typed[0] == "job_interviews"
    assert typed[2:] == ("job", "New ground")


def test_every_quote_is_verbatim_and_says_who_and_where() -> None:
    of = edited()
    found = [dict(zip(head, row, strict=True)) for head, *body in [sheets(of)["Forces"].values] for row in body]
    assert found
    for row in found:
        assert of.passages[row["passage"]].text == row["quote"]
        assert row["interview"] == of.passages[row["passage"]].interview
    parts = {row["part"] for row in found if row["what"]}
    assert {"push: away from the old", "pull: towards the new", "anxiety: fear of the new", "trigger"} <= parts


def test_a_claim_on_one_interview_is_marked() -> None:
    of = study({**TALKS, "g0": TALKS["g0"] + " Everybody was afraid."})
    found = [dict(zip(head, row, strict=True)) for head, *body in [sheets(of)["Forces"].values] for row in body]
    lone = [row for row in found if row["interviews"] and row["interviews"].startswith("1 of")]
    assert lone
    assert all("rests on one interview" in row["note"] for row in lone)


def test_the_keys_are_those_of_the_forms() -> None:
    keys = [FormKey.parse(row["key"]) for row in rows(edited(), "Jobs")]
    assert all(key is not None and key.form.id == "jobs" for key in keys)


def test_a_study_without_codings_says_so() -> None:
    (row,) = rows(study("I: Hello?\nB: Nothing to say about it."), "Jobs")
    assert row["key"] == wording("en")("jobs_none")


def test_every_text_differs_by_language_or_is_a_term() -> None:
    same = {key for key, (en, de) in TEXTS.items() if en == de}
    assert same == {"sheet_jobs"}


def test_the_same_study_gives_the_same_bytes() -> None:
    made = []
    for _ in range(2):
        book = Book("jobs")
        jobs_sheet(book, edited(), wording("en"))
        made.append(book.finish())
    assert made[0] == made[1]
