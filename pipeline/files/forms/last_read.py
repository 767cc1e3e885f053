"""What workbooks said when they were last read, where they were not rewritten since.

A workbook that is open in Excel, or that holds something wrong, is read but not rewritten: its keys still say what it showed
before. Somebody who then takes back what was imported leaves a row that looks untouched by its key. What it said when it was
last read tells. Kept in the cache: without it, such a row counts as untouched. What is published is forgotten.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.files.folders import StudyFolder, write_atomically

__all__ = ["forget_last_read", "keep_last_read", "last_read"]


def last_read(folder: StudyFolder, workbook: str) -> dict[str, str]:
    """Key of a row (for a form: and field) -> hash of what stood there; only rows that somebody had touched."""
    try:
        found = json.loads(_path(folder, workbook).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(said) for key, said in found.items()} if isinstance(found, dict) else {}


def keep_last_read(folder: StudyFolder, workbook: str, said: Mapping[str, str]) -> None:
    """Remember what a workbook said."""
    with contextlib.suppress(OSError):
        write_atomically(_path(folder, workbook), json.dumps(dict(sorted(said.items()))).encode(), durable=False)


def forget_last_read(folder: StudyFolder, workbook: str) -> None:
    """The workbook was rewritten: its keys say what it shows."""
    with contextlib.suppress(OSError):
        _path(folder, workbook).unlink(missing_ok=True)


def _path(folder: StudyFolder, workbook: str) -> Path:
    return folder.cache / "typed" / f"{workbook}.json"
