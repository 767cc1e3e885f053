"""Coded example talk on disk: what is read, and every line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.coding.examples import example_files, examples_digest, read_examples
from pipeline.files.folders import StudyFolder
from pipeline.method.coding.examples import Line
from tests.conftest import CODES, codebook


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    (tmp_path / "codebooks/tiny/examples").mkdir(parents=True)
    return StudyFolder(tmp_path)


def write(folder: StudyFolder, text: str | bytes, name: str = "mine.tsv") -> Path:
    path = folder.codebooks / "tiny/examples" / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_talk_is_read_line_by_line(folder: StudyFolder) -> None:
    path = write(
        folder,
        "\ufeff# a comment\nI\tWhat happened?\r\nB\tWe grew.\ttrigger.growth, need.time\tbefore\t-1\tneed.time\n\nB\tYes.\n",
    )
    (talk,), problems = read_examples([path], codebook(), checked=True)
    assert problems == []
    assert talk.name == "mine"
    assert talk.lines == (
        Line("I", "What happened?", True),
        Line("B", "We grew.", False, ("trigger.growth", "need.time"), ("need.time",), "before", -1),
        Line("B", "Yes.", False),
    )


def test_without_a_second_coder_the_first_counts_for_both(folder: StudyFolder) -> None:
    (talk,), _ = read_examples([write(folder, "B\tWe grew.\ttrigger.growth\n")], codebook())
    assert talk.lines[0].second == ("trigger.growth",)


def test_every_wrong_line_is_a_problem_and_the_rest_counts(folder: StudyFolder) -> None:
    lines = [
        "no tabs at all", "B\tWe grew.\ttrigger.grwth", "I\tDid you grow?\ttrigger.growth", "B\tFine.\t\t\tgood",
        "B\t \ttrigger.growth", "B\tWe grew.\ttrigger.growth",
    ]  # fmt: skip
    (talk,), problems = read_examples([write(folder, "\n".join(lines))], codebook(), checked=True)
    assert [line.text for line in talk.lines] == ["We grew."]
    assert [problem.where for problem in problems] == [f"tiny/examples/mine.tsv:{n}" for n in (1, 2, 3, 4, 5)]
    assert "Did you mean trigger.growth?" in problems[1].remedy
    assert not any("grow?" in str(problem) or "Fine" in str(problem) for problem in problems), "nothing is quoted"


def test_old_ids_are_read_as_written(folder: StudyFolder) -> None:
    book = codebook(CODES.replace("{id: fear.price,", "{id: fear.cost, replaces: [fear.price],"))
    (talk,), problems = read_examples([write(folder, "B\tToo dear.\tfear.price\n")], book, checked=True)
    assert (talk.lines[0].codes, problems) == (("fear.price",), [])


def test_shipped_talk_may_hold_what_a_study_took_out(folder: StudyFolder) -> None:
    (talk,), problems = read_examples([write(folder, "B\tHm.\tgone.code\n")], codebook())
    assert (talk.lines[0].codes, problems) == (("gone.code",), [])


def test_a_file_of_another_kind_is_not_a_flood(folder: StudyFolder) -> None:
    _, problems = read_examples([write(folder, "speaker;sentence\n" * 500)], codebook(), checked=True)
    assert len(problems) == 21
    assert "480 more" in problems[-1].what


def test_other_encodings_and_folders_are_problems_and_other_files_count(folder: StudyFolder) -> None:
    bad = write(folder, "B\tWir wuchsen.\ttrigger.growth\nB\tJa, schön.\n".encode("latin-1"), "bad.tsv")
    nothing = folder.codebooks / "tiny/examples/odd.tsv"
    nothing.mkdir()
    good = write(folder, "B\tWe grew.\ttrigger.growth\n")
    talks, problems = read_examples([bad, nothing, good], codebook(), checked=True)
    assert [talk.name for talk in talks] == ["mine"]
    assert [problem.where for problem in problems] == ["tiny/examples/bad.tsv:2", "tiny/examples/odd.tsv"]


def test_own_files_are_told_from_the_shipped_ones(folder: StudyFolder) -> None:
    given, own = example_files(folder, "tiny")
    assert len(given) == 60
    assert own == ()
    same = write(folder, given[0].read_bytes(), given[0].name)
    assert example_files(folder, "tiny")[1] == ()
    same.write_bytes(given[0].read_bytes() + b"B\tMore.\n")
    mine = write(folder, "B\tWe grew.\n")
    assert example_files(folder, "tiny")[1] == (mine, same)


def test_the_digest_is_of_names_and_contents_not_of_places(folder: StudyFolder) -> None:
    path = write(folder, "B\tWe grew.\n")
    other = folder.root / path.name
    other.write_bytes(path.read_bytes())
    assert examples_digest([path]) == examples_digest([other])
    other.write_bytes(b"B\tWe shrank.\n")
    assert examples_digest([path]) != examples_digest([other])
