"""Taking verdicts out of review workbooks, before anything is rewritten."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.files.decisions import append_decisions
from pipeline.files.desk import Desk
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.records import Record
from pipeline.files.review_deciding import Context, decided
from pipeline.files.review_reading import read_marks
from pipeline.method.codebook import Codebook
from pipeline.method.decisions import Decision
from pipeline.method.passages import Passage
from pipeline.problems import Problem

__all__ = ["BESIDE", "REVIEW", "Imported", "import_verdicts", "now", "touched"]

REVIEW, BESIDE = "3-review.xlsx", "3-review.new.xlsx"


@dataclass(frozen=True)
class Imported:
    """What came out of the workbooks.

    Attributes:
        log: all decisions, the new ones last.
        new: how many are new.
        problems: rows that could not be used.
        held: workbooks in outputs/ that still hold verdicts which could not be imported; they must not be overwritten.
        desk: with decisions.csv as it is now.
        read: workbook in outputs/ -> hash of the bytes that were read; what is there now may be newer.
    """

    log: tuple[Decision, ...]
    new: int
    problems: tuple[Problem, ...]
    held: frozenset[str]
    desk: Desk
    read: Mapping[str, str]


def now() -> str:
    """The time of an import, ISO 8601 in UTC; SOURCE_DATE_EPOCH fixes it for reproducible runs."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")


def import_verdicts(
    folder: StudyFolder,
    desk: Desk,
    record: Record,
    log: Sequence[Decision],
    codebook: Codebook,
    passages: Mapping[str, Passage],
    files: Sequence[Path] = (),
) -> Imported:
    """Add what people decided in the study's workbook, and in `files`, to decisions.csv.

    Raises:
        StudyError: decisions.csv cannot be written; the workbooks stay as they are.
    """
    time = now()
    problems: list[Problem] = []
    new: list[Decision] = []
    held: set[str] = set()
    read = {name: output.digest for name, output in record.outputs.items() if name in (REVIEW, BESIDE)}
    own = [folder.outputs / name for name in (REVIEW, BESIDE)]
    for path in [*(path for path in own if touched(path, record)), *files]:
        context = Context(codebook, passages, [*log, *new], time, desk.settings.reviewer, desk.settings.arbiter)
        where = folder.named(path)
        try:
            typed = path.read_bytes()
            read[path.name] = digest(typed)
            marks, unreadable = read_marks(typed, where)
        except OSError as error:
            marks, unreadable = [], [Problem(where, f"cannot be read ({error.strerror}).", "Check the name and try again.")]
        result = decided(marks, context)
        new.extend(result.decisions)
        problems += [*unreadable, *result.problems]
        if path in own and (unreadable or result.problems):
            held.add(path.name)
    name = folder.named(folder.decisions)
    data = append_decisions(folder.decisions, desk.texts.get(name, b""), new)
    after = desk.with_text(name, data) if new else desk
    return Imported((*log, *new), len(new), tuple(problems), frozenset(held), after, read)


def touched(path: Path, record: Record) -> bool:
    """Whether a workbook in outputs/ is not as we wrote it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it may hold verdicts: reading it again will say what is wrong
    written = record.outputs.get(path.name)
    return written is None or written.digest != digest(data)
