"""Coded example talk on disk: where it is looked for, what is read, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.codebooks import read_codebook, read_phases
from pipeline.files.examples import example_files, examples_digest, read_examples
from pipeline.files.folders import StudyFolder, shipped
from pipeline.method.examples import Line
from pipeline.problems import Problem
from tests.conftest import CODES


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "codebooks" / "tiny" / "examples").mkdir(parents=True)
    return tmp_path


def written(study: Path, text: str, name: str = "one.tsv") -> tuple[Path, ...]:
    (study / "codebooks" / "tiny" / "examples" / name).write_text(text, encoding="utf-8")
    return example_files(StudyFolder(study), "tiny")


def reading(files: tuple[Path, ...]) -> tuple[list[Line], list[Problem]]:
    codebook, _ = read_codebook(CODES.encode(), "tiny.yaml")
    assert codebook is not None
    examples, problems = read_examples(files, codebook, ("before", "looking", "using"))
    return [line for example in examples for line in example.lines], problems


def test_a_line_has_speaker_sentence_codes_phase_valence_and_the_second_coders_codes(study: Path) -> None:
    lines, problems = reading(written(study, "I\tWhat happened?\nB\tWe grew.\ttrigger.growth\tbefore\t-1\ttrigger.audit\n"))
    assert problems == []
    assert lines[0] == Line("I", "What happened?", True)
    assert lines[1] == Line("B", "We grew.", False, ("trigger.growth",), ("trigger.audit",), "before", -1)


def test_without_a_second_coder_the_first_one_stands_for_both(study: Path) -> None:
    lines, _ = reading(written(study, "B\tWe grew.\ttrigger.growth"))
    assert lines[0].second == ("trigger.growth",)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("B\tWe grew.\ttrigger.grwth", "Did you mean trigger.growth?"),
        ("B\tWe grew.\ttrigger.growth\t\tbad", "'bad'"),
        ("B", "1 fields"),
        ("I\tYou grew?\ttrigger.growth", "what the interviewer says"),
    ],
)
def test_a_mistake_is_reported_with_file_and_line_and_the_rest_is_read(study: Path, line: str, part: str) -> None:
    lines, problems = reading(written(study, f"B\tFine.\n{line}\nB\tFine too.\n"))
    assert [said.text for said in lines] == ["Fine.", "Fine too."]
    assert [problem.where for problem in problems] == ["tiny/examples/one.tsv:2"]
    assert part in str(problems[0])


def test_a_file_wrong_in_every_line_does_not_flood_the_screen(study: Path) -> None:
    _, problems = reading(written(study, "B\n" * 100))
    assert len(problems) < 30
    assert "more problems" in problems[-1].what


def test_a_studys_own_examples_come_before_the_shipped_ones(study: Path) -> None:
    assert example_files(StudyFolder(study), "b2b_buying_journey")[0].is_relative_to(shipped())
    own = study / "codebooks" / "b2b_buying_journey" / "examples"
    own.mkdir(parents=True)
    (own / "mine.tsv").write_text("B\tWe grew.\n", encoding="utf-8")
    assert example_files(StudyFolder(study), "b2b_buying_journey") == (own / "mine.tsv",)


def test_the_hash_of_examples_follows_their_words_not_their_place(study: Path) -> None:
    first = examples_digest(written(study, "B\tWe grew.\n"))
    assert examples_digest(written(study, "B\tWe grew.\n")) == first
    assert examples_digest(written(study, "B\tWe shrank.\n")) != first


def test_the_shipped_examples_fit_the_shipped_codebook() -> None:
    codebook, _ = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "codebook")
    phases, _ = read_phases(shipped("phases", "five_phases.yaml").read_bytes(), "phases")
    assert codebook is not None
    assert phases is not None
    files = example_files(StudyFolder(Path("nowhere")), "b2b_buying_journey")
    examples, problems = read_examples(files, codebook, phases.ids)
    assert problems == []
    named = {code for example in examples for line in example.lines for code in (*line.codes, *line.second)}
    raw = {code.strip() for path in files for line in path.read_text(encoding="utf-8").splitlines() for code in codes_in(line)}
    assert named == raw == {code.id for code in codebook.codes}


def codes_in(line: str) -> list[str]:
    fields = line.split("\t")
    return [code for field in (fields[2], fields[5]) for code in field.split(",") if code.strip()]


def test_phases_of_another_model_are_passed_over(study: Path) -> None:
    lines, problems = reading(written(study, "B\tWe grew.\ttrigger.growth\tconsideration\t0\n"))
    assert problems == []
    assert lines[0].phase == ""
