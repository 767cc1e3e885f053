"""The tidy tables: one row one thing, in the columns that DESIGN promises, readable by Excel and by any CSV reader."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.tables import clock, codings_table, jobs_table, passages_table, table, touchpoints_table
from pipeline.method.review.decisions import Verdict
from pipeline.method.touchpoints.quality import qualities
from pipeline.study import Study
from tests.conftest import decide, study

WORDS = """
    Mia: How did it begin?
    Herr Jäger: We had grown, "a lot", over the years; really.
    Mia: Where did you look?
    Herr Jäger: We went to the fair, in Cologne. Our purchasing wanted to save time.
"""
PASSAGES = "interview passage speaker role turn start end char_start char_end question text language"
CODINGS = "interview passage speaker start end text family code phase valence score coder evidence status reviewer comment"
JOBS = "job label statement interview share main roles forces stability terms codings unreviewed key base evidence"
TOUCHPOINTS = "interview passage touchpoint label epoms phase valence job speaker start text status quality rated_by"


def read(data: bytes) -> list[dict[str, str]]:
    """As any reader of CSV does; a row with more or fewer cells than columns is a mistake."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def all_tables(of: Study) -> dict[str, bytes]:
    return {
        PASSAGES: passages_table(of.passages.values()),
        CODINGS: codings_table(of.codings, of.passages),
        JOBS: jobs_table(of.jobs, of.job_shares),
        TOUCHPOINTS: touchpoints_table(of.touchpoints, of.passages, of.codebook, "en", of.qualities),
    }


def test_the_columns_are_those_of_the_design() -> None:
    for columns, data in all_tables(study(WORDS)).items():
        assert data.decode("utf-8-sig").split("\r\n", 1)[0].split(",") == columns.split()
        assert read(data)


def test_excel_sees_umlauts_because_every_table_begins_with_a_mark() -> None:
    for data in all_tables(study(WORDS)).values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\xef\xbb\xbf") == 1


def test_a_study_without_findings_has_tables_with_headings_only() -> None:
    empty = study("I: Hm?\nB: Hm.")
    assert [len(read(data)) for data in all_tables(empty).values()] == [2, 0, 0, 0]


def test_a_passage_has_its_words_verbatim_and_the_question_that_led_to_it() -> None:
    rows = read(passages_table(study(WORDS).passages.values()))
    assert rows[1]["text"] == 'We had grown, "a lot", over the years; really.'
    assert (rows[1]["question"], rows[1]["speaker"], rows[1]["role"]) == ("How did it begin?", "Herr Jäger", "interviewee")
    text = "\n".join(turn for turn in ("How did it begin?", rows[1]["text"]))
    assert text[int(rows[1]["char_start"]) : int(rows[1]["char_end"])] == rows[1]["text"]


def test_a_coding_says_who_reviewed_it_and_what_they_noted() -> None:
    monday = study(WORDS)
    log = [decide(monday, "fair", "touchpoint.fair", Verdict.REJECT)]
    rows = read(codings_table(study(WORDS, decisions=log).codings, monday.passages))
    (fair,) = [row for row in rows if row["code"] == "touchpoint.fair"]
    assert (fair["status"], fair["reviewer"], fair["family"]) == ("rejected", "Mia", "touchpoint")


def test_a_touchpoint_has_its_class_and_label() -> None:
    of = study(WORDS)
    (row,) = read(touchpoints_table(of.touchpoints, of.passages, of.codebook, "de", of.qualities))
    assert (row["touchpoint"], row["label"], row["epoms"], row["job"]) == ("fair", "Messe", "paid", "job1")


def test_a_touchpoint_has_the_quality_of_its_phase_and_says_whose_it_is() -> None:
    of = study(WORDS)
    (key,) = of.qualities
    (row,) = read(touchpoints_table(of.touchpoints, of.passages, of.codebook, "en", of.qualities))
    assert (row["quality"], row["rated_by"]) == ("", "")
    form = {"/".join(key): {"quality": "-1.5"}}
    rated = qualities(of.touchpoints, of.passages, form)
    (row,) = read(touchpoints_table(of.touchpoints, of.passages, of.codebook, "en", rated))
    assert (row["quality"], row["rated_by"]) == ("-1.5", "person")


def test_the_shares_of_a_job_name_its_roles_and_forces() -> None:
    (row,) = read(jobs_table(study(WORDS).jobs, study(WORDS).job_shares))
    assert (row["share"], row["main"], row["roles"], row["forces"]) == ("1.0", "yes", "role.buyer", "push, pull")


def test_the_same_study_gives_the_same_bytes() -> None:
    assert all_tables(study(WORDS)) == all_tables(study(WORDS))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (0.0, "0:00:00"), (59.9, "0:00:59"), (61, "0:01:01"), (3600, "1:00:00"), (36_610, "10:10:10")],
)
def test_times_are_clock_times(seconds: float | None, text: str) -> None:
    assert clock(seconds) == text


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), st.text("ab,;\"'\n\r\t=+-@ "))
    )
)
def test_whatever_is_in_a_cell_comes_back(rows: list[tuple[str, str]]) -> None:
    back = list(csv.reader(io.StringIO(table(("a", "b"), rows).decode("utf-8-sig"), newline="")))
    assert back == [["a", "b"], *map(list, rows)]
