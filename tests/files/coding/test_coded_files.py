"""Coded files of other programs, as they write them."""

from __future__ import annotations

import inspect
from pathlib import Path

import openpyxl
import pytest

from pipeline.files.coding.coded_files import CodedFile, CodedRow, Names, read_coded
from tests.conftest import codebook


def written(folder: Path, name: str, text: str) -> CodedFile:
    (folder / name).write_text((text if "\t" in text else inspect.cleandoc(text)) + "\n", encoding="utf-8")
    found, problems = read_coded(folder / name)
    assert problems == []
    assert found is not None
    return found


def told(of: CodedFile) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.interview, row.passage or row.text, row.codes) for row in of.rows]


def test_a_taguette_export_of_highlights(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "highlights.csv",
        """
        id,document,tag,content
        1,s01.txt,touchpoint.fair,"We went to the fair, twice."
        2,s01.txt,"need.time, trigger.growth",It saved time.
        """,
    )
    assert told(found) == [
        ("s01.txt", "We went to the fair, twice.", ("touchpoint.fair",)),
        ("s01.txt", "It saved time.", ("need.time", "trigger.growth")),
    ]
    assert not found.whole, "it lists what is coded only"


def test_a_table_of_a_german_excel(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "kodiert.csv",
        """
        Dokumentname;Code;Segment
        s01;Messe;Wir waren auf der Messe.
        s01;;Das Wetter war gut.
        """,
    )
    assert told(found) == [("s01", "Wir waren auf der Messe.", ("Messe",)), ("s01", "Das Wetter war gut.", ())]
    assert found.whole, "what has no code is listed too"


def test_our_own_codings_without_the_rejected_ones(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "3-codings.csv",
        """
        interview,passage,text,family,code,status
        s01,0123456789ab,The fair.,touchpoint,touchpoint.fair,accepted
        s01,0123456789ac,The demo.,touchpoint,touchpoint.demo,rejected
        """,
    )
    assert found.rows == (CodedRow("3-codings.csv:2", "s01", "0123456789ab", "The fair.", ("touchpoint.fair",)),)


def test_a_workbook_whose_codes_stand_with_their_labels(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "How to"  # type: ignore[union-attr]
    sheet = book.create_sheet("Review")
    sheet.append(["interview", "passage", "code"])
    sheet.append(["s01", "We went to the fair.", "touchpoint.fair · Fair"])
    book.save(tmp_path / "review.xlsx")
    found, problems = read_coded(tmp_path / "review.xlsx")
    assert problems == []
    assert found is not None
    assert told(found) == [("s01", "We went to the fair.", ("touchpoint.fair",))]


def test_coded_talk_one_sentence_a_line(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "t01.tsv",
        'I\tWhere did you look?\t\t\t\nB\tAt the "fair", mostly.\ttouchpoint.fair,need.time\tlooking\t1\nB\tLunch.\t\t\t',
    )
    assert told(found) == [("t01", 'At the "fair", mostly.', ("touchpoint.fair", "need.time")), ("t01", "Lunch.", ())]
    assert [(u.speaker, u.question) for u in found.talk] == [("I", True), ("B", False), ("B", False)]
    assert found.whole


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("list.csv", b"name,colour\na,b\n", "has no columns that say which text has which codes."),
        ("broken.xlsx", b"no workbook", "cannot be read as a table (BadZipFile)."),
        ("empty.csv", b"", "has no columns that say which text has which codes."),
    ],
)
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, (problem,) = read_coded(tmp_path / name)
    assert found is None
    assert (problem.where, problem.what) == (name, what)
    assert problem.remedy


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("touchpoint.fair", ("touchpoint.fair",)),
        ("Touchpoint: Fair", ("touchpoint.fair",)),
        ("Buying journey/touchpoint/fair", ("touchpoint.fair",)),
        ("MESSE", ("touchpoint.fair",)),
        ("Save time", ("need.time",)),
        ("Auslöser", ("trigger",)),
        ("trigger", ("trigger",)),
        ("no such code", ()),
    ],
)
def test_codes_are_known_by_many_names(name: str, meant: tuple[str, ...]) -> None:
    assert Names(codebook()).find(name) == meant


def test_a_former_id_means_what_replaced_it() -> None:
    yaml = """
    id: tiny
    families: [{id: need, label: Need}]
    codes:
      - {id: need.one, label: One, definition: d, replaces: [need.old, need.split]}
      - {id: need.two, label: Two, definition: d, replaces: [need.split]}
    """
    names = Names(codebook(yaml))
    assert names.find("need.old") == ("need.one",)
    assert names.find("need.split") == ("need.one", "need.two")
