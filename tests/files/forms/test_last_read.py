"""What a workbook said when it was last read, kept in the cache while it is not rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.files.folders import StudyFolder
from pipeline.files.forms.last_read import forget_last_read, keep_last_read, last_read


def test_it_comes_back_until_it_is_forgotten(tmp_path: Path) -> None:
    folder = StudyFolder(tmp_path)
    assert last_read(folder, "x.xlsx") == {}
    keep_last_read(folder, "x.xlsx", {"b": "2", "a": "1"})
    assert last_read(folder, "x.xlsx") == {"a": "1", "b": "2"}
    assert last_read(folder, "y.xlsx") == {}
    forget_last_read(folder, "x.xlsx")
    forget_last_read(folder, "x.xlsx")
    assert last_read(folder, "x.xlsx") == {}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b"7"])
def test_what_is_damaged_says_nothing(tmp_path: Path, damage: bytes) -> None:
    folder = StudyFolder(tmp_path)
    keep_last_read(folder, "x.xlsx", {"a": "1"})
    (folder.cache / "typed" / "x.xlsx.json").write_bytes(damage)
    assert last_read(folder, "x.xlsx") == {}


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file")
    keep_last_read(StudyFolder(tmp_path), "x.xlsx", {"a": "1"})
    assert last_read(StudyFolder(tmp_path), "x.xlsx") == {}
