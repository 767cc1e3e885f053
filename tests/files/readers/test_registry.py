"""The plug-in point: what can be read, and that reading never raises."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.files.readers import MAX_BYTES, READER_VERSION, docx, read, srt, suffixes, text, vtt
from pipeline.files.readers.faults import Unreadable

from .conftest import package, paragraph

LABELLED = b"I: Wie war es?\nB: Gut.\n"


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_formats_of_the_readme() -> None:
    assert suffixes() >= {".txt", ".md", ".docx", ".vtt", ".srt"}
    assert len(READER_VERSION) == 12


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.md"])
def test_a_good_file_has_no_problems(tmp_path: Path, name: str) -> None:
    reading = read(put(tmp_path, name, LABELLED))
    assert [u.speaker for u in reading.utterances] == ["I", "B"]
    assert reading.problems == ()


def test_a_file_without_speakers_is_read_with_a_warning(tmp_path: Path) -> None:
    reading = read(put(tmp_path, "a.txt", b"Wir haben gesucht.\n\nDann gekauft.\n"))
    assert len(reading.utterances) == 2
    assert ["no speaker labels" in problem.what for problem in reading.problems] == [True]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"Datum: 3.4.2024\n", "no speech"),
        ("a.txt", b"GIF89a\0\0\0", "no text"),
        ("a.docx", b"GIF89a\0\0\0", "no Word document"),
        ("a.docx", package(paragraph("")), "no speech"),
        ("a.vtt", b"WEBVTT\n", "no cues"),
        ("a.xyz", LABELLED, "cannot be read"),
        ("a.txt", b"I: " + b"a" * 20_000_000, "without a line break"),
    ],
)
def test_bad_content_gives_one_problem(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    reading = read(put(tmp_path, name, data))
    assert reading.utterances == ()
    (problem,) = reading.problems
    assert problem.where.startswith(name)
    assert what in problem.what
    assert problem.remedy


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("folder.txt", "missing.txt"):
        assert "cannot be opened" in read(tmp_path / name).problems[0].what


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "too large" in read(path).problems[0].what


def test_a_readers_own_mistake_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> None:
        raise ValueError(data.decode())

    monkeypatch.setattr(text, "read", fail)
    (problem,) = read(put(tmp_path, "a.txt", b"I: secret")).problems
    assert "ValueError" in problem.what
    assert "secret" not in str(problem)


@pytest.mark.parametrize("module", [text, docx, vtt, srt])
@given(data=st.one_of(st.binary(), st.text("aI:B \n[]()*_#<>v-0123./&;|\t{}\\?", max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(module: object, data: bytes) -> None:
    assert module in (text, docx, vtt, srt)
    for head in (b"", b"00:01 --> 00:02\n"):
        try:
            module.read(head + data)
        except Unreadable:
            continue


@given(
    body=st.lists(
        st.sampled_from(["<w:p>", "<w:r>", "<w:t>a: b</w:t>", "<w:br/>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:del>", "1:00"])
    )
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_nesting_of_a_document_is_read(body: list[str]) -> None:
    opened = [tag[1:-1] for tag in body if tag.endswith(">") and "/" not in tag]
    docx.read(package("".join(body) + "".join(f"</{tag}>" for tag in reversed(opened))))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ":",
        " ",
        "a: ",
        "**a",
        "[a] ",
        "<v a",
        "1:00 ",
        "- ",
        "&",
        "#00:00:01-1#",
        "\n",
        "I:\n",
        "a\n",
        "00:01 --> 00:02\n<",
    ],
)
@pytest.mark.parametrize("module", [text, srt])
def test_time_is_linear_in_hostile_text(module: object, unit: str) -> None:
    line = unit * (30_000 // len(unit)) + "\n"
    for data in (line, "00:01 --> 00:02\n" + line * 10, (unit * 5 + "\n") * (30_000 // len(unit))):
        begin = time.process_time()
        with contextlib.suppress(Unreadable):
            (text if module is text else srt).read(data.encode())
        assert time.process_time() - begin < 5  # quadratic time would take minutes


def test_an_hours_interview_takes_no_time(tmp_path: Path) -> None:
    chance = random.Random(7)
    turns = [
        f"{'IB'[n % 2]}: " + " ".join(chance.choices(["wir", "haben", "lange", "gesucht,", "und"], k=30)) + "."
        for n in range(300)
    ]
    for name, data in (("a.txt", "\n\n".join(turns).encode()), ("a.docx", package("".join(map(paragraph, turns))))):
        path = put(tmp_path, name, data)
        begin = time.process_time()
        assert len(read(path).utterances) == 300
        assert time.process_time() - begin < 1
