"""The section `sample:` of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder, shipped
from pipeline.files.settings import read_settings
from pipeline.method.sample.candidates import SampleRules
from pipeline.problems import Problem


def read(folder: Path, text: str) -> tuple[SampleRules | None, list[Problem]]:
    (folder / "codebooks").mkdir(exist_ok=True)
    (folder / "codebooks" / "study.yaml").write_text(text, encoding="utf-8")
    found, problems = read_settings(StudyFolder(folder))
    return found.sample if found else None, problems


def test_every_key(tmp_path: Path) -> None:
    text = """
sample:
  count: 10
  months: [2, 9]
  date: 2026-10-01
  max_per_company: 2
  sizes: [10, 100, 1000]
  revenue_sizes: [1, 10, 100]
  outcomes: won
  date_order: mdy
  own_domains: taktwerk.example
  columns: {decided_on: Stichtag}
  weights: {complexity: 6}
  seed: 7
"""
    assert read(tmp_path, text) == (
        SampleRules(
            (10, 10), (2, 9), "2026-10-01", 2, (10, 100, 1000), (1, 10, 100), ("won",), "mdy", ("taktwerk.example",),
            {"decided_on": "Stichtag"}, {"complexity": 6}, 7,
        ),
        [],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["title: x", "sample:", "sample: {}", "sample: {columns: , weights: , date: ''}"])
def test_what_is_not_said_has_its_default(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == (SampleRules(), [])


def test_the_shipped_settings_say_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, shipped("study.yaml").read_text(encoding="utf-8")) == (SampleRules(), [])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("count: 12-8", "smaller number first"),
        ("count: many", "count"),
        ("sizes: [250, 50]", "rising order"),
        ("outcomes: [stolen]", "outcomes"),
        ("columns: {decided: X}", "'decided' is not known"),
        ("date: soon", "date"),
        ("max_per_company: 0", "max_per_company"),
        ("wieghts: {}", "Did you mean 'weights'?"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, line: str, what: str) -> None:
    found, (problem, *_) = read(tmp_path, f"title: x\nsample:\n  {line}\n")
    assert found is None
    assert problem.where.startswith("codebooks/study.yaml:")
    assert what in str(problem)
