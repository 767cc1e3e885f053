"""Why a passage got a code, in lines for people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.files.coding.explanations import explain
from pipeline.files.folders import StudyFolder
from pipeline.files.runs import open_study
from pipeline.problems import StudyError
from tests.on_disk import on_disk

FAIR = "touchpoint.fair"
TALK = "I: Where did you look?\nB: We went to a trade fair in Hanover.\nI: And before?\nB: We had never been to any trade fair.\n"


@pytest.fixture(params=["en", "de"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> StudyFolder:
    return on_disk(tmp_path / "study", TALK, request.param)


def ids(folder: StudyFolder) -> list[str]:
    return list(open_study(folder).passages)


def told(folder: StudyFolder, passage: str, code: str = "") -> str:
    return "\n".join(f"{heading}: {text}" for heading, text in explain(folder, passage, code).lines())


def test_a_passage_is_told_with_its_question_suggestions_and_decisions(folder: StudyFolder) -> None:
    text = told(folder, ids(folder)[1])
    assert "We went to a trade fair in Hanover." in text
    assert "Where did you look?" in text
    assert f"{FAIR} · " in text
    assert text.splitlines()[-1].endswith((": none", ": keine"))


def test_a_code_is_explained_where_it_is_and_where_it_is_not(folder: StudyFolder) -> None:
    _, asserted, _, negated = ids(folder)
    german = "language: de" in folder.settings.read_text(encoding="utf-8")
    assert ("zählt" if german else "counts") in told(folder, asserted, FAIR)
    assert ("verneint" if german else "negated") in told(folder, negated, FAIR)


def test_an_interviewers_passage_is_not_coded(folder: StudyFolder) -> None:
    assert "interview" in told(folder, ids(folder)[0], FAIR).splitlines()[-1]


def test_the_beginning_of_an_id_is_enough_and_an_emptied_cache_does_no_harm(folder: StudyFolder) -> None:
    whole = ids(folder)[1]
    before = told(folder, whole, FAIR)
    shutil.rmtree(folder.cache)
    assert told(folder, whole[:6].upper(), FAIR) == before


@pytest.mark.parametrize("passage", ["zzzz", "ab", ""])
def test_an_unknown_passage_is_said_so(folder: StudyFolder, passage: str) -> None:
    with pytest.raises(StudyError, match="is no passage of this study"):
        explain(folder, passage)


def test_an_unknown_code_is_said_so(folder: StudyFolder) -> None:
    with pytest.raises(StudyError, match="is not in the codebook"):
        explain(folder, ids(folder)[1], "touchpoint.nonsense")
