"""Every output of a study as bytes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from pipeline.files.evidence.evidence_workbook import codes_by_interview, evidence_workbook
from pipeline.files.guide.coverage_workbook import coverage_workbook
from pipeline.files.maps.journey_page import journey_page
from pipeline.files.maps.matrix import matrix_workbook
from pipeline.files.pictures import draw
from pipeline.files.review.review_workbook import review_workbook
from pipeline.files.strategies.strategies_workbook import strategies_workbook
from pipeline.files.tables import codings_table, jobs_table, passages_table, touchpoints_table
from pipeline.method.review.decisions import current
from pipeline.study import Study

__all__ = ["OUTPUTS", "contents", "counts"]

REVIEW = "3-review.xlsx"
LARGE = 5_000  #: codings from which a second process pays
#: step -> the outputs it makes
OUTPUTS: dict[str, tuple[str, ...]] = {
    "read": ("2-passages.csv",),
    "code": ("3-codings.csv", "3-review.xlsx"),
    "coverage": ("2-coverage.xlsx",),
    "evidence": ("3-codes-by-interview.csv", "3-evidence.xlsx"),
    "jobs": ("3-jobs.csv",),
    "touchpoints": ("4-touchpoints.csv", "4-touchpoints.xlsx"),
    "journey": ("5-journey.html",),
    "strategies": ("6-strategies.xlsx",),
    "report": ("report.docx",),
}

_MAKERS: dict[str, Callable[[Study], bytes]] = {
    "2-passages.csv": lambda s: passages_table(s.passages.values()),
    "3-codings.csv": lambda s: codings_table(s.codings, s.passages),
    "3-review.xlsx": review_workbook,
    "2-coverage.xlsx": coverage_workbook,
    "3-codes-by-interview.csv": codes_by_interview,
    "3-evidence.xlsx": evidence_workbook,
    "3-jobs.csv": lambda s: jobs_table(s.jobs, s.job_shares),
    "4-touchpoints.csv": lambda s: touchpoints_table(s.touchpoints, s.passages, s.codebook, s.settings.language, s.qualities),
    "4-touchpoints.xlsx": matrix_workbook,
    "5-journey.html": journey_page,
    "6-strategies.xlsx": strategies_workbook,
}


def contents(study: Study, names: Iterable[str]) -> dict[str, bytes]:
    """The outputs of these names and the drawings that belong to them.

    In a large study the review workbook is made in a process of its own meanwhile.
    """
    named = tuple(names)
    wanted = [name for name in named if name in _MAKERS]
    if REVIEW not in wanted or len(study.codings) < LARGE or sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return {name: _MAKERS[name](study) for name in wanted} | draw(study, named)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _ = study.matrices  # what both need is computed once, before the fork
    with ProcessPoolExecutor(1, get_context("fork"), _begin, (study,)) as pool:
        review = pool.submit(_make, REVIEW)
        made = {name: _MAKERS[name](study) for name in wanted if name != REVIEW}
        made[REVIEW] = review.result()
    return {name: made[name] for name in wanted} | draw(study, named)


_studies: list[Study] = []  # of the forked process


def _begin(study: Study) -> None:
    _studies[:] = [study]


def _make(name: str) -> bytes:
    return _MAKERS[name](_studies[0])


def counts(study: Study) -> dict[str, Any]:
    """Figures for the account of a run."""
    families = Counter(coding.code.split(".", 1)[0] for coding in study.suggestions)
    everyone = study.matrices[0]
    ruled = {(ruling.passage, ruling.code) for ruling in study.reviewed.rulings}
    return {
        "interviews": len(study.interviews),
        "words": sum(interview.words for interview in study.interviews),
        "passages": len(study.passages),
        "suggestions": {f.id: families[f.id] for f in study.codebook.families if families[f.id]},
        "unreviewed": sum(c.status == "suggested" and (c.passage, c.code) not in ruled for c in study.codings),
        "statuses": dict(sorted(Counter(coding.status for coding in study.codings).items())),
        "decisions": len(current(study.decisions)),
        "outcomes": dict(sorted(Counter(str(ruling.outcome) for ruling in study.reviewed.rulings).items())),
        "moved": sum(ruling.moved for ruling in study.reviewed.rulings),
        "reasons": dict(sorted(Counter(str(r.reason) for r in study.reviewed.rulings if r.reason).items())),
        "jobs": [{"id": job.id, "label": job.label, "interviews": len(job.interviews)} for job in study.jobs],
        "touchpoints": len({touchpoint for touchpoint, _ in everyone.cells}),
        "mentions": len(study.touchpoints),
        "cells": len(everyone.cells),
        "phases": len(everyone.phases),
    }
