"""Rows of a workbook that say different things about the same code on the same passage: none of them is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.files.review.review_keys import MISSED, PASSED, REVIEW
from pipeline.files.review.review_reading import Mark, verdict_name
from pipeline.method.review.decisions import Verdict
from pipeline.problems import Problem

__all__ = ["unambiguous"]

_LEAST_SURE = (MISSED, PASSED)


def unambiguous(marks: Sequence[Mark], reviewer: Callable[[Mark], str], problems: list[Problem]) -> Iterator[Mark]:
    """Marks that no other row of the same person contradicts, be it on another sheet.

    Rows that say the same become one mark, with the comments of all.

    Args:
        marks: of one workbook.
        reviewer: who decides in a row.
        problems: gets the rows that contradict each other.
    """
    rows: dict[tuple[str, str, str, str], list[Mark]] = defaultdict(list)
    crossed = _crossed(marks, reviewer)
    for mark in marks:
        kind = REVIEW if mark.key.reviews else mark.key.kind
        rows[kind + mark.key.origin, mark.key.passage, mark.key.code, reviewer(mark)].append(mark)
    told: set[str] = set()
    for group in rows.values():
        apart = crossed.get(group[0].where) or group
        if not group[0].key.code:
            clear = [mark for mark in group if mark.where not in crossed]
            yield from clear
            if len(clear) < len(group):
                _tell(next(crossed[mark.where] for mark in group if mark.where in crossed), problems, told)
        elif apart is not group or len({(verdict_name(mark.verdict), mark.new_codes) for mark in group}) > 1:
            _tell(apart, problems, told)
        else:
            comments = "\n".join(dict.fromkeys(mark.comment for mark in group if mark.comment))
            yield group[0] if len(group) == 1 else replace(group[0], comment=comments)


def _tell(group: Sequence[Mark], problems: list[Problem], told: set[str]) -> None:
    """One problem for rows that contradict each other."""
    if group[0].where not in told:
        parts = 2 if len({mark.where.rpartition(", ")[0] for mark in group}) > 1 else 1
        places = " and ".join(", ".join(mark.where.rsplit(", ", parts)[1:]) for mark in group[:3])
        problems.append(Problem(group[0].where, f"stands more than once with different verdicts ({places}).", "Keep one."))
    told.update(mark.where for mark in group)


def _crossed(marks: Sequence[Mark], reviewer: Callable[[Mark], str]) -> dict[str, list[Mark]]:
    """Rows by place with those that they contradict, where one of them stands on the sheet of the least sure."""
    claims: dict[tuple[str, str, str], list[tuple[str, Mark]]] = defaultdict(list)
    for mark in marks:
        for code, says in _claims(mark) if mark.key.reviews else ():
            claims[mark.key.passage, code, reviewer(mark)].append((says, mark))
    found: dict[str, list[Mark]] = {}
    for said in claims.values():
        if len({says for says, _ in said}) > 1 and any(mark.key.kind in _LEAST_SURE for _, mark in said):
            group = [mark for _, mark in said]
            found |= {mark.where: group for mark in group}
    return found


def _claims(mark: Mark) -> Iterator[tuple[str, str]]:
    """The codes that a row says something about, and what."""
    verdict = verdict_name(mark.verdict)
    if mark.key.code and verdict:
        yield mark.key.code, Verdict.REJECT if verdict == Verdict.RECODE else verdict
    yield from ((code, Verdict.ACCEPT) for code in mark.new_codes if code != mark.key.code)
