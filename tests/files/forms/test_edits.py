"""codebooks/edits.csv: what was filled in comes back as it was; damage stops a run, a bad line does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.forms.edits import append_edits, read_edits
from pipeline.files.forms.form_values import clean
from pipeline.method.review.edits import Edit
from pipeline.problems import Exit, StudyError

MIA = Edit("strategies", "repair.site", "owner", "Mia", "about it", "Tom", "2026-01-01T00:00:00+00:00")
EMPTIED = Edit("strategies", "repair.site", "owner", "", "about it", "Tom", "2026-01-02T00:00:00+00:00")

typed = st.text(st.characters(codec="utf-8"), max_size=20).map(clean)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(clean).filter(bool)


@given(st.lists(st.builds(Edit, names, names, names, typed, typed, typed, typed), max_size=5))
def test_whatever_was_typed_comes_back(tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]) -> None:
    path = tmp_path_factory.mktemp("edits") / "edits.csv"
    data = b""
    for edit in edits:
        data = append_edits(path, data, [edit])
    assert read_edits(data, "edits.csv") == (edits, [])
    assert data.count(b"\r\n") == (len(edits) + 1 if edits else 0), "one line each"


def test_lines_are_only_added(tmp_path: Path) -> None:
    path = tmp_path / "edits.csv"
    first = append_edits(path, b"", [MIA])
    second = append_edits(path, first, [EMPTIED])
    assert second.startswith(first)
    assert path.read_bytes() == second
    assert append_edits(path, second, []) == second


def test_a_file_that_excel_saved_with_semicolons_is_read_and_goes_on_so() -> None:
    data = "form;key;field;value\r\nsample;c1;wish;must\r\n".encode("utf-8-sig")
    assert read_edits(data, "edits.csv") == ([Edit("sample", "c1", "wish", "must")], [])


def test_a_line_that_holds_no_edit_is_named_and_the_others_are_read() -> None:
    data = b"form,key,field,value\r\nsample,c1,wish,must\r\nsample,,wish,must\r\nsample,c2\r\n\r\nsample,c3,note,x\r\n"
    edits, problems = read_edits(data, "codebooks/edits.csv")
    assert [edit.key for edit in edits] == ["c1", "c3"]
    assert [problem.where for problem in problems] == ["codebooks/edits.csv:3", "codebooks/edits.csv:4"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xe4\x00",
        b"form,key\r\nx,y\r\n",
        b'form,key,field,value\r\nsample,c1,note,"x\r\n',
        b'form,key,field,value\r\na,b,c,"d\r\ne"\r\n',
    ],
)
def test_a_damaged_file_stops_everything(data: bytes) -> None:
    with pytest.raises(StudyError, match=r"edits\.csv"):
        read_edits(data, "codebooks/edits.csv")


def test_a_file_that_somebody_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "edits.csv"
    append_edits(path, b"", [MIA])
    with pytest.raises(StudyError) as caught:
        append_edits(path, b"", [EMPTIED])
    assert caught.value.code is Exit.BUSY


def test_a_file_that_cannot_be_written_says_that_the_workbook_still_holds_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="stays in the workbook"):
        append_edits(tmp_path / "file" / "edits.csv", b"", [MIA])
