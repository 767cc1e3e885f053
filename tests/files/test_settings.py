"""codebooks/study.yaml: what a researcher decides once a study."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder, shipped
from pipeline.files.settings import SettingsForm, read_settings
from pipeline.settings import Settings


def write(folder: Path, text: str) -> StudyFolder:
    (folder / "codebooks").mkdir(exist_ok=True)
    (folder / "codebooks" / "study.yaml").write_text(text, encoding="utf-8")
    return StudyFolder(folder)


def settings(folder: Path, text: str) -> Settings:
    found, problems = read_settings(write(folder, text))
    assert problems == []
    assert found is not None
    return found


def test_a_study_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(StudyFolder(tmp_path)) == (Settings(), [])


def test_every_setting_can_be_written(tmp_path: Path) -> None:
    text = """
title: "Versand"
language: de
codebook: own
phases: aida
interviewers: [Mia]
interview_speakers: {s03: ["Speaker 2"]}
list_uncoded: no
count_unreviewed: no
spacy_models: {de: de_core_news_md}
workers: 2
reviewer: Mia
arbiter: Eva
"""
    expected = Settings(
        title="Versand", language="de", codebook="own", phases="aida", interviewers=("Mia",),
        interview_speakers={"s03": ("Speaker 2",)}, list_uncoded=False, count_unreviewed=False, reviewer="Mia", arbiter="Eva",
        spacy_models={"de": "de_core_news_md"}, workers=2,
    )  # fmt: skip
    assert settings(tmp_path, text) == expected
    assert set(SettingsForm.model_fields) == set(Settings.__dataclass_fields__)


def test_one_label_needs_no_brackets_and_an_empty_value_is_none(tmp_path: Path) -> None:
    found = settings(tmp_path, "interviewers: Mia\ninterview_speakers:\nspacy_models:\n")
    assert (found.interviewers, found.interview_speakers, found.spacy_models) == (("Mia",), {}, {})


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("titel: x", "codebooks/study.yaml:1", "Did you mean 'title'?"),
        ("title: x\nlanguage: fr", "codebooks/study.yaml:2", "language"),
        ("workers: -1", "codebooks/study.yaml:1", "workers"),
        ("spacy_models: {fr: x}", "codebooks/study.yaml:1", "spacy_models"),
        ("title: a: b", "codebooks/study.yaml:1", "YAML"),
        ("title: a\ntitle: b", "codebooks/study.yaml:2", "twice"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, where: str, what: str) -> None:
    found, (problem, *_) = read_settings(write(tmp_path, text))
    assert found is None
    assert problem.where == where
    assert what in str(problem)


def test_the_shipped_settings_are_the_defaults_but_for_title_and_language(tmp_path: Path) -> None:
    found = settings(tmp_path, shipped("study.yaml").read_text(encoding="utf-8"))
    assert Settings(found.title, found.language) == found


def test_what_changes_an_output_changes_the_fingerprint() -> None:
    assert Settings(workers=1).fingerprint == Settings(workers=8).fingerprint
    assert Settings(title="a").fingerprint != Settings(title="b").fingerprint


def test_what_changes_the_reading_of_one_transcript() -> None:
    asked = Settings(interview_speakers={"s03": ("Mia",)})
    assert asked.reading("s01") == Settings().reading("s01")
    assert asked.reading("s03") != Settings().reading("s03")
