"""Taking verdicts and filled-in fields out of workbooks, before anything is rewritten."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.files.desk import Desk
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.forms.edits import append_edits, read_edits
from pipeline.files.forms.form_reading import Fill, new_edits, read_fills
from pipeline.files.forms.forms import FORMS, mark
from pipeline.files.forms.holding import REVIEW, and_beside, beside, clear_beside, held_problem
from pipeline.files.forms.last_read import keep_last_read, last_read
from pipeline.files.forms.typed import sheets
from pipeline.files.publish import publish
from pipeline.files.records import Record
from pipeline.files.review.decisions import append_decisions
from pipeline.files.review.review_deciding import Context, decided
from pipeline.files.review.review_reading import Mark, read_marks
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.review.decisions import Decision
from pipeline.method.review.edits import Edit, Edits
from pipeline.method.talk.passages import Passage
from pipeline.problems import Problem, StudyError

__all__ = ["Filled", "Imported", "beside", "import_edits", "import_typed", "now", "rewrite", "touched", "typed_into"]


@dataclass(frozen=True)
class Imported:
    """What came out of the workbooks.

    Attributes:
        log: all decisions, the new ones last.
        new: how many are new.
        edits: everything filled in, the new ones last.
        filled: how many of these are new.
        problems: rows that could not be used.
        held: workbooks in outputs/ that still hold what could not be imported; they must not be overwritten.
        desk: with decisions.csv and edits.csv as they are now.
        read: workbook in outputs/ -> hash of the bytes that were read, "" where there was none; what is there now may be newer.
    """

    log: tuple[Decision, ...]
    new: int
    edits: Edits
    filled: int
    problems: tuple[Problem, ...]
    held: frozenset[str]
    desk: Desk
    read: Mapping[str, str]


@dataclass(frozen=True)
class Filled:
    """What came out of one workbook.

    Attributes:
        edits: everything filled in, the new ones last.
        new: how many are new.
        problems: rows that could not be used.
        held: whether the workbook still holds what could not be imported and must not be overwritten.
        read: hash of the bytes that were read, "" where there is no such workbook.
        aside: the same of the state beside it.
    """

    edits: Edits
    new: int
    problems: tuple[Problem, ...]
    held: bool
    read: str
    aside: str = ""


@dataclass
class _Found:
    """What people typed into one workbook."""

    marks: list[Mark] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def said(self) -> dict[str, str]:
        """Key of a row -> hash of what it says; rows that could not be used left out."""
        unused = {problem.where for problem in self.problems}
        rows = {row.written: row.says for row in self.marks if row.where not in unused}
        return rows | {fill.cell: mark(fill.value) for fill in self.fills}


def now() -> str:
    """The time of an import, ISO 8601 in UTC; SOURCE_DATE_EPOCH fixes it for reproducible runs."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.isoformat(timespec="seconds")


def import_typed(
    folder: StudyFolder,
    desk: Desk,
    record: Record,
    log: Sequence[Decision],
    edits: Edits,
    codebook: Codebook,
    passages: Mapping[str, Passage],
    own: Sequence[str],
    files: Sequence[Path] = (),
) -> Imported:
    """Add what people typed into workbooks to decisions.csv and edits.csv.

    Args:
        folder, desk, record: the study.
        log, edits: everything decided and filled in so far.
        codebook: the codebook now.
        passages: by id.
        own: the workbooks in outputs/ that people type into; read where they are not as we wrote them.
        files: further workbooks, such as reviewers' copies.

    Raises:
        StudyError: a log cannot be written; the workbooks stay as they are.
    """
    time = now()
    problems: list[Problem] = []
    new: list[Decision] = []
    filled: list[Edit] = []
    held: set[str] = set()
    read: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    paths = [folder.outputs / name for name in and_beside(own)]
    for path in [*paths, *files]:
        data, unreadable = _bytes(path, folder.named(path))
        if path in paths:
            read[path.name] = digest(data) if data is not None else ""
            written = record.outputs.get(path.name)
            if (data is None and not unreadable) or (written is not None and read[path.name] == written.digest):
                continue
        before = last_read(folder, path.name) if path in paths else {}
        found = _found(data, folder.named(path), before, path.name == REVIEW or path in files)
        context = Context(codebook, passages, [*log, *new], time, desk.settings.reviewer, desk.settings.arbiter)
        result = decided(found.marks, context)
        new += result.decisions
        found.problems += [*unreadable, *result.problems]
        filled += new_edits(found.fills, edits.and_then(filled), time, desk.settings.reviewer, found.problems)
        problems += found.problems
        if path in paths:
            said[path.name] = found.said
            held |= {path.name} if found.problems else set()
    after = _kept(folder, desk, new, filled)
    for name, rows in said.items():
        keep_last_read(folder, name, rows)
    everything = (*log, *new)
    return Imported(everything, len(new), edits.and_then(filled), len(filled), tuple(problems), frozenset(held), after, read)


def _bytes(path: Path, where: str) -> tuple[bytes | None, list[Problem]]:
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, []
    except OSError as error:
        return None, [Problem(where, f"cannot be read ({error.strerror}).", "Check the name and try again.")]


def _found(data: bytes | None, where: str, before: Mapping[str, str], needed: bool = False) -> _Found:
    """What was typed; a workbook without any keys is a problem where it is needed, else somebody deleted the sheets."""
    found = _Found()
    if data is None:
        return found
    keyed = False
    for sheet in sheets(data, where, found.problems):
        fills = read_fills(sheet, found.problems, before)
        marks = read_marks(sheet, found.problems, before) if fills is None else None
        found.fills += fills or ()
        found.marks += marks or ()
        keyed = keyed or fills is not None or marks is not None
    if needed and not keyed and not found.problems:
        remedy = "Check that it is a workbook of this study."
        found.problems.append(Problem(where, "has no sheet with a column 'key'.", remedy))
    return found


def _kept(folder: StudyFolder, desk: Desk, decisions: Sequence[Decision], edits: Sequence[Edit]) -> Desk:
    """The desk after both logs were extended."""
    name = folder.named(folder.decisions)
    data = append_decisions(folder.decisions, desk.texts.get(name, b""), decisions)
    desk = desk.with_text(name, data) if decisions else desk
    name = folder.named(folder.edits)
    data = append_edits(folder.edits, desk.texts.get(name, b""), edits)
    return desk.with_text(name, data) if edits else desk


def import_edits(folder: StudyFolder, workbook: str, reviewer: str = "") -> Filled:
    """Take out what was filled into one workbook of outputs/, for commands that write it outside of a run.

    To be called while the study is locked, before the workbook is rewritten; write it then with `rewrite`.

    Args:
        folder: the study.
        workbook: its name, such as "1-sample.xlsx".
        reviewer: who filled it in.

    Raises:
        StudyError: edits.csv is damaged, or cannot be read or written.
    """
    name = folder.named(folder.edits)
    before, unread = _bytes(folder.edits, name)
    if unread:
        raise StudyError(unread)
    log, problems = read_edits(before or b"", name)
    edits, new, held = Edits(tuple(log)), list[Edit](), False
    read: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    for each in and_beside([workbook]):
        data, unreadable = _bytes(folder.outputs / each, f"outputs/{each}")
        found = _found(data, f"outputs/{each}", last_read(folder, each))
        found.problems += unreadable
        new += new_edits(found.fills, edits.and_then(new), now(), reviewer, found.problems)
        problems += found.problems
        held = held or bool(found.problems)
        read[each], said[each] = digest(data) if data is not None else "", found.said
    append_edits(folder.edits, before or b"", new)
    for each, rows in said.items():
        keep_last_read(folder, each, rows)
    return Filled(edits.and_then(new), len(new), tuple(problems), held, read[workbook], read[beside(workbook)])


def rewrite(folder: StudyFolder, workbook: str, data: bytes, filled: Filled) -> tuple[list[str], list[Problem]]:
    """Write a workbook that `import_edits` has read, or beside it where it is held; what was saved meanwhile stays.

    Returns:
        the names written, and problems.
    """
    name = beside(workbook) if filled.held else workbook
    written, problems = publish(folder, {name: data}, {workbook: filled.read, beside(workbook): filled.aside})
    if filled.held:
        problems.append(held_problem(workbook, workbook))
    elif not problems:
        clear_beside(folder, workbook, filled.aside)
    return written, problems


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


def typed_into(outputs: Sequence[str]) -> tuple[str, ...]:
    """Those outputs that people type into."""
    return tuple(name for name in outputs if name == REVIEW or any(form.workbook == name for form in FORMS.values()))
