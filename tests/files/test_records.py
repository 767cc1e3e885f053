"""outputs/run.json: by it the next run knows what is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.changes import Inputs
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.records import Output, Record, read_record
from pipeline.problems import Problem

RECORD = Record(
    files={"codebooks/study.yaml": "a1"},
    inputs=Inputs("p1", {"s01": "t1"}, {"fear.price": "c1"}, "l", "ph", "s", "d"),
    outputs={"3-jobs.csv": Output("d1", "m1")},
    counts={"interviews": 1, "jobs": [{"id": "job1"}]},
    problems=(Problem("s01.txt:3", "is odd: “hm”.", "Look."),),
    timings={"tables": 0.5},
    versions={"journey": "1"},
)


@pytest.fixture
def folder(tmp_path: Path) -> StudyFolder:
    (tmp_path / "outputs").mkdir()
    return StudyFolder(tmp_path)


def test_a_record_comes_back_as_it_was(folder: StudyFolder) -> None:
    folder.record.write_bytes(RECORD.data())
    assert read_record(folder) == RECORD


def test_the_same_record_gives_the_same_bytes_and_a_readable_diff() -> None:
    assert RECORD.data() == RECORD.data()
    assert RECORD.data().endswith(b"\n")
    assert RECORD.data().count(b"\n") > 20


@pytest.mark.parametrize(
    "damage", [None, b"", b"{", b"[]", b"null", b"7", b"{}", b"\xff", RECORD.data()[:-40], b'{"files": {}, "inputs": {"x": 1}}']
)
def test_without_a_readable_record_the_next_run_is_a_first_run(folder: StudyFolder, damage: bytes | None) -> None:
    if damage is not None:
        folder.record.write_bytes(damage)
    assert read_record(folder) == Record()


def test_outputs_are_intact_while_nobody_touches_them(folder: StudyFolder) -> None:
    (folder.outputs / "3-jobs.csv").write_bytes(b"jobs")
    assert RECORD.intact(folder, ("3-jobs.csv", "gone.csv")) == {"3-jobs.csv": digest(b"jobs"), "gone.csv": ""}
