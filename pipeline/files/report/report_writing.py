"""The report among the outputs of a run: made beside them, and never written over what a person has made of it.

Drawing a map as a PNG takes a third of a second in which nothing else of Python can run. So it is done in processes of their
own, begun before the other outputs are made, and kept by the drawing's hash: a map that did not change is not drawn again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pipeline.files.desk import Desk
from pipeline.files.folders import StudyFolder, digest, shipped, write_atomically
from pipeline.files.maps.journey_picture import journey_png, pictures
from pipeline.files.records import Output
from pipeline.files.sealing import edited
from pipeline.files.writing import contents
from pipeline.problems import Problem

if TYPE_CHECKING:
    from pipeline.files.report.report_template import Template
    from pipeline.study import Study

__all__ = ["ASIDE", "REPORT", "keep_edited", "with_report"]

REPORT, ASIDE = "report.docx", "report.new.docx"
PIXELS = 1600  #: width of a map: about 165 dots an inch on the page; 2000 take a third longer


def with_report(folder: StudyFolder, desk: Desk, study: Study, wanted: Sequence[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """The outputs of these names, the report among them.

    Returns:
        name -> content; and problems with the report's template.
    """
    if REPORT not in wanted:
        return contents(study, wanted), []
    from pipeline.files.report.report import report

    with _drawn(folder, pictures(study)) as pngs:
        made = contents(study, wanted)
        template = _template(folder, desk)
        try:
            made[REPORT] = report(study, template, pngs)
        except Exception:
            if not _own(folder, desk):
                raise
            template = _template(folder, None)
            what = "cannot be used (its styles are damaged); the report has the shipped styles."
            remedy = "Open it in Word, save it again as .docx, or delete it."
            template.problems.append(Problem(folder.named(folder.report_template), what, remedy))
            made[REPORT] = report(study, template, pngs)
    return made, template.problems


def _own(folder: StudyFolder, desk: Desk) -> bytes:
    """The study's own template, nothing where it has none."""
    path = folder.report_template
    return desk.texts.get(folder.named(path), b"") if path != shipped(path.name) else b""


def _template(folder: StudyFolder, desk: Desk | None) -> Template:
    from pipeline.files.report.report_template import open_template

    ours = shipped(folder.report_template.name).read_bytes()
    own = _own(folder, desk) if desk else b""
    return open_template(own or ours, ours, folder.named(folder.report_template))


class _Pngs(Mapping[str, bytes]):
    """Drawings as PNGs, those that are being made waited for when they are asked for."""

    def __init__(self, ready: Mapping[str, bytes], coming: Mapping[str, Any]) -> None:
        self._ready, self._coming = dict(ready), dict(coming)

    def __getitem__(self, name: str) -> bytes:
        if name in self._coming:
            self._ready[name] = self._coming.pop(name).result()
        return self._ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self._ready, *self._coming))

    def __len__(self) -> int:
        return len(self._ready) + len(self._coming)


@contextmanager
def _drawn(folder: StudyFolder, svgs: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
    """Each drawing as a PNG under its own name."""
    store = folder.cache / "pictures"
    places = {name: store / f"{digest(svg)}-{PIXELS}.png" for name, svg in svgs.items()}
    ready = {name: place.read_bytes() for name, place in places.items() if place.is_file()}
    missing = {name: svg for name, svg in svgs.items() if name not in ready}
    cores = os.cpu_count() or 1
    if missing and sys.platform == "linux" and cores > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(min(len(missing), cores), get_context("fork")) as pool:
            pngs = _Pngs(ready, {name: pool.submit(journey_png, svg, PIXELS) for name, svg in missing.items()})
            yield pngs
    else:
        pngs = _Pngs(ready | {name: journey_png(svg, PIXELS) for name, svg in missing.items()}, {})
        yield pngs
    for name in missing:
        write_atomically(places[name], pngs[name], durable=False)
    kept = set(places.values())
    for old in store.glob("*.png"):
        if old not in kept:
            with suppress(OSError):
                old.unlink()


def keep_edited(folder: StudyFolder, made: dict[str, bytes], outputs: dict[str, Output]) -> list[Problem]:
    """Send the new report beside one that a person has edited since journey wrote it.

    Args:
        folder: the study.
        made: the outputs to write.
        outputs: what run.json will say of them.

    Returns:
        that the report was kept.
    """
    if REPORT not in made:
        return []
    old, beside = (_bytes_of(folder, name) for name in (REPORT, ASIDE))
    if not old or not edited(old):
        if beside and not edited(beside):
            with suppress(OSError):
                (folder.outputs / ASIDE).unlink()
            outputs.pop(ASIDE, None)
        return []
    new, ours = made.pop(REPORT), outputs[REPORT]
    outputs[REPORT] = Output(digest(old), ours.made_from)  # known as it is: only a further change makes the study stale
    remedy = "To have the new one under this name, move or delete the edited one and run again."
    if beside and edited(beside):
        outputs.pop(ASIDE, None)
        what = f"and {ASIDE} have both been edited; neither was rewritten."
        return [Problem(f"outputs/{REPORT}", what, "Move one of them to another folder, then run again.")]
    made[ASIDE], outputs[ASIDE] = new, Output(digest(new), ours.made_from)
    what = f"has been edited, so it was not rewritten; the new report lies beside it in {ASIDE}."
    return [Problem(f"outputs/{REPORT}", what, remedy)]


def _bytes_of(folder: StudyFolder, name: str) -> bytes:
    try:
        return (folder.outputs / name).read_bytes()
    except OSError:
        return b""
