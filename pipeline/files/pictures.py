"""Outputs whose names depend on the study: drawings of the journey maps, one a job.

SVG drawings come with every run. PNG costs a third of a second a map and is made when somebody asks for it; from then on runs
keep the PNGs that still lie there up to date. Drawings of jobs that are gone are deleted, if they are as we wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.files.folders import StudyFolder, digest
from pipeline.files.maps.journey_picture import journey_png, pictures
from pipeline.files.publish import publish
from pipeline.files.records import Output, Record, read_record
from pipeline.problems import Problem

if TYPE_CHECKING:
    from pipeline.study import Study

__all__ = ["clear", "draw", "draw_pngs", "drawings"]

PAGE = "5-journey.html"  #: the output that the drawings come with
DRAWING = re.compile(r"5-journey-[\w.-]+\.(?:svg|png)")


def drawings(folder: StudyFolder, record: Record, wanted: Iterable[str]) -> tuple[str, ...]:
    """`wanted` and the drawings that belong to it; a PNG that somebody deleted is not wanted any more."""
    names = tuple(wanted)
    if PAGE not in names:
        return names
    known = (name for name in sorted(record.outputs) if DRAWING.fullmatch(name))
    return (*names, *(name for name in known if name.endswith(".svg") or (folder.outputs / name).exists()))


def draw(study: Study, wanted: Iterable[str]) -> dict[str, bytes]:
    """The drawings of a study, PNGs too where any is wanted; nothing where the page is not."""
    names = set(wanted)
    if PAGE not in names:
        return {}
    made = pictures(study)
    return made | _pngs(made) if any(DRAWING.fullmatch(name) and name.endswith(".png") for name in names) else made


def _pngs(drawn: Mapping[str, bytes]) -> dict[str, bytes]:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        return {
            name.removesuffix(".svg") + ".png": png
            for name, png in zip(drawn, pool.map(journey_png, drawn.values()), strict=True)
        }


def clear(folder: StudyFolder, outputs: dict[str, Output], made: Iterable[str]) -> None:
    """Delete drawings of former runs that this one did not make; one that was changed since stays."""
    names = set(made)
    if PAGE not in names:
        return
    for name in [name for name in outputs if DRAWING.fullmatch(name) and name not in names]:
        path, ours = folder.outputs / name, outputs.pop(name)
        if path.exists() and digest(path.read_bytes()) == ours.digest:
            path.unlink()


def draw_pngs(folder: StudyFolder) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Make a PNG of every SVG drawing in outputs/.

    Returns:
        the names written, and problems.
    """
    with folder.locked():
        record = read_record(folder)
        known = [name for name in sorted(record.outputs) if DRAWING.fullmatch(name) and name.endswith(".svg")]
        there = {name: (folder.outputs / name).read_bytes() for name in known if (folder.outputs / name).exists()}
        made = _pngs(there)
        written, problems = publish(folder, made)
        blocked = {problem.where.removeprefix("outputs/") for problem in problems}
        drawn = {
            name: Output(digest(data), record.outputs[name.removesuffix(".png") + ".svg"].made_from)
            for name, data in made.items()
            if name not in blocked
        }
        publish(folder, {"run.json": replace(record, outputs=dict(record.outputs) | drawn).data()})
    return tuple(written), tuple(problems)
