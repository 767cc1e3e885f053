"""Judging the coder of a study on disk."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.files.coding.coded_files import CodedFile, CodedRow
from pipeline.files.coding.evaluations import OUTPUT, _known, judge
from pipeline.files.coding.interviews import Plan
from pipeline.files.folders import StudyFolder
from pipeline.files.runs import open_study, run
from pipeline.method.coding.evaluation import Score
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.problems import StudyError
from tests.on_disk import on_disk

FAIR = "touchpoint.fair"
TALK = "I: Where did you look?\n" + "\n".join(
    f"B: In the year {place} we went to the trade fair in hall {place}.\nI: And?\nB: After {place} days we had lunch."
    for place in range(10, 35)
)


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    return on_disk(tmp_path / "study", TALK)


def score(scores: tuple[Score, ...], scope: str) -> Score:
    (found,) = [s for s in scores if s.scope == scope]
    return found


def rows(folder: StudyFolder) -> list[dict[str, str]]:
    text = (folder.outputs / OUTPUT).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def accepted(folder: StudyFolder, number: int, verdict: Verdict = Verdict.ACCEPT) -> None:
    from pipeline.files.review.decisions import append_decisions

    of = open_study(folder)
    fairs = [c for c in of.suggestions if c.code == FAIR][:number]
    made = [Decision("anna", c.passage, FAIR, verdict, reviewer="Mia", quote=of.passages[c.passage].text) for c in fairs]
    append_decisions(folder.decisions, b"", made)


def test_without_a_verdict_there_is_nothing_to_measure(folder: StudyFolder) -> None:
    with pytest.raises(StudyError, match="holds no verdict to measure against"):
        judge(folder)
    assert not (folder.outputs / OUTPUT).exists()


def test_decisions_are_the_reference_and_the_table_says_why_a_figure_is_missing(folder: StudyFolder) -> None:
    accepted(folder, 22)
    judged = judge(folder)
    assert score(judged.result.scores, FAIR).precision.value == 1.0
    (row,) = [row for row in rows(folder) if row["scope"] == FAIR]
    assert (row["level"], row["right"], row["precision"], row["recall"]) == ("code", "22", "1.000", "")
    assert row["note"] == "recall: 0 items, at least 20 are needed"


def test_a_coded_file_is_laid_on_the_passages(folder: StudyFolder, tmp_path: Path) -> None:
    """Half a sentence, a sentence that stands in several rows, a code by its label; the rest of the talk counts as read."""
    lines = ["document,tag,content"]
    lines += [f"anna.txt,{FAIR},we went to the trade fair in hall {place}" for place in range(10, 20)]
    lines += [f"anna.txt,Fair,In the year {place} we went to the trade fair" for place in range(20, 34)]
    lines += ["anna.txt,touchpoint.site,After 20 days we had lunch.", "ben.txt,touchpoint.site,not here"]
    (tmp_path / "other.csv").write_text("\n".join(lines), encoding="utf-8")
    judged = judge(folder, [tmp_path / "other.csv"])
    row = score(judged.result.scores, FAIR)
    assert (row.right, row.wrong, row.missed) == (24, 1, 0)
    assert score(judged.result.scores, "touchpoint.site").missed == 1
    (problem,) = judged.problems
    assert "1 of 26 rows" in problem.what
    assert "other.csv:27" in problem.what
    assert "not here" not in str(problem), "problems quote nobody"


def test_where_uncoded_rows_are_listed_only_the_listed_passages_count(folder: StudyFolder, tmp_path: Path) -> None:
    lines = ["interview,text,codes", f"anna,In the year 10 we went to the trade fair in hall 10.,{FAIR}"]
    lines += ["anna,After 10 days we had lunch.,"]
    (tmp_path / "whole.csv").write_text("\n".join(lines), encoding="utf-8")
    judged = judge(folder, [tmp_path / "whole.csv"])
    assert judged.result.judged == 1


def test_unknown_codes_are_a_problem_once(folder: StudyFolder, tmp_path: Path) -> None:
    lines = ["interview,text,codes", *[f"anna,In the year {p} we went,Weather;{FAIR}" for p in range(10, 13)]]
    (tmp_path / "odd.csv").write_text("\n".join(lines), encoding="utf-8")
    (problem,) = judge(folder, [tmp_path / "odd.csv"]).problems
    assert "'Weather' (3x)" in problem.what


def test_coded_talk_that_is_no_interview_is_coded_for_the_occasion(folder: StudyFolder, tmp_path: Path) -> None:
    for number in range(5):
        lines = ["I\tWhere did you look?\t\t\t"]
        lines += [f"B\tIn the year {p} we went to the trade fair in Hanover.\t{FAIR}\tconsideration\t0" for p in range(10, 16)]
        lines += [f"B\tLunch was served to all of us at {p} on that day.\t\t\t" for p in range(10, 16)]
        (tmp_path / "talks").mkdir(exist_ok=True)
        (tmp_path / f"talks/t{number}.tsv").write_text("\n".join(lines), encoding="utf-8")
    judged = judge(folder, [tmp_path / "talks"])
    row = score(judged.result.scores, FAIR)
    assert judged.result.interviews == ("t0", "t1", "t2", "t3", "t4")
    assert (row.right, row.wrong, row.missed) == (30, 0, 0)
    assert (row.f1.value, row.f1.low, row.f1.high) == (1.0, 1.0, 1.0)


def test_a_file_about_other_interviews_measures_nothing(folder: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "else.csv").write_text(f"interview,text,codes\nzoe,something else,{FAIR}\n", encoding="utf-8")
    with pytest.raises(StudyError, match="holds no coded text of this study"):
        judge(folder, [tmp_path / "else.csv"])


def test_it_changes_no_other_output_and_the_next_run_has_nothing_to_do(folder: StudyFolder) -> None:
    accepted(folder, 22)
    run(folder)
    before = {p.name: p.read_bytes() for p in folder.outputs.iterdir() if p.is_file()}
    judge(folder)
    after = {p.name: p.read_bytes() for p in folder.outputs.iterdir() if p.is_file() and p.name != OUTPUT}
    assert after == before
    assert run(folder).written == ()


def test_talk_that_the_coder_has_learned_from_is_said_to_flatter_it() -> None:
    rows = tuple(CodedRow(f"t:{n}", "t", "", f"Sentence number {n}, as it was said.", ()) for n in range(10))
    pupil = SimpleNamespace(talk=[SimpleNamespace(said=SimpleNamespace(text=row.text.upper())) for row in rows[:3]], own=[])
    (problem,) = _known(CodedFile("t", rows), cast(Plan, SimpleNamespace(school=pupil)))
    assert "3 of 10 texts that the coder has learned from" in problem.what
    assert not list(_known(CodedFile("t", rows[2:]), cast(Plan, SimpleNamespace(school=pupil)))), "one of eight is a phrase"
    assert not list(_known(CodedFile("t", rows), cast(Plan, SimpleNamespace(school=None))))
