"""A run: read a study's folder, take the verdicts out of the workbook, do what is stale, write it, give an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline import __version__
from pipeline.changes import Change, Inputs, Reason, changes, redone
from pipeline.files.desk import Desk, Method, lay_out, read_log, read_method, read_people
from pipeline.files.folders import StudyFolder, digest, write_atomically
from pipeline.files.importing import BESIDE, REVIEW, Imported, import_verdicts, touched
from pipeline.files.interviews import Plan, Progress, code_interviews, unseen
from pipeline.files.publish import publish, recover
from pipeline.files.records import Output, Record, read_record
from pipeline.files.tables import passages_table
from pipeline.files.writing import OUTPUTS, contents, counts
from pipeline.method.codebook import Codebook
from pipeline.method.hearing import Valences
from pipeline.method.phases import Phase, PhaseModel
from pipeline.problems import Exit, Problem, StudyError
from pipeline.study import Study

__all__ = ["OUTPUTS", "Account", "open_study", "run", "status"]

EVERYTHING = tuple(OUTPUTS)


@dataclass(frozen=True)
class Account:
    """What a run found and did.

    Attributes:
        title: of the study.
        counts: interviews, passages, suggestions by family, decisions and what became of them, jobs, matrix size.
        changes: what differed since the last run.
        redone: what was done again, in words.
        written: names of the outputs written.
        problems: all of them.
        seconds: from start to end.
        imported: how many verdicts were new.
        timings: seconds by step.
        waiting: for `status`: what the next run will find.
    """

    title: str
    counts: dict[str, Any]
    changes: tuple[Change, ...]
    redone: str
    written: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float = 0.0
    imported: int = 0
    timings: Mapping[str, float] = field(default_factory=dict)
    waiting: tuple[str, ...] = field(default=())

    @property
    def exit(self) -> Exit:
        """The exit code of a run with this outcome."""
        return Exit.PROBLEMS if self.problems else Exit.OK


def run(
    folder: StudyFolder, steps: Sequence[str] = EVERYTHING, progress: Progress = unseen, files: Sequence[Path] = ()
) -> Account:
    """Do everything that is stale among `steps`.

    Args:
        folder: the study.
        steps: keys of `OUTPUTS`.
        progress: told how many interviews are done.
        files: further review workbooks to take verdicts from.

    Raises:
        StudyError: the study cannot be processed at all; what was there stays as it was.
    """
    begun = perf_counter()
    folder.check()
    with folder.locked():
        recover(folder)
        desk = lay_out(folder)
        record = read_record(folder)
        if not files and _up_to_date(folder, desk, record, _wanted(steps)):
            kept = record.problems
            return Account(desk.settings.title, dict(record.counts), (), "nothing", (), kept, perf_counter() - begun)
        with folder.scratch():
            account = _redo(folder, desk, record, steps, progress, files)
        return replace(account, seconds=perf_counter() - begun)


def status(folder: StudyFolder) -> Account:
    """What a run would find stale; writes nothing."""
    folder.check()
    desk = lay_out(folder)
    record = read_record(folder)
    wanted = _wanted(EVERYTHING)
    if _up_to_date(folder, desk, record, wanted):
        return Account(desk.settings.title, dict(record.counts), (), "nothing", (), record.problems)
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError([*problems, *desk.problems])
    differences = _differences(folder, record, method.inputs(desk, _decisions(folder, desk)), wanted)
    if (folder.outputs / REVIEW).exists() and touched(folder.outputs / REVIEW, record):
        told = [change for change in differences if change != Change(Reason.OUTPUT_MISSING, REVIEW)]
        differences = (*told, Change(Reason.DECISION_CHANGED, f"{REVIEW} was saved; its verdicts wait to be imported"))
    waiting = tuple(str(change) for change in differences)
    plan = redone(differences, len(desk.sources))
    return Account(desk.settings.title, dict(record.counts), differences, plan, (), (*desk.problems, *problems), waiting=waiting)


def open_study(folder: StudyFolder, progress: Progress = unseen) -> Study:
    """The study as it is now, verdicts that lie in workbooks left out; writes nothing but the cache.

    Raises:
        StudyError: it cannot be processed.
    """
    folder.check()
    desk = lay_out(folder)
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError(problems)
    people, _ = read_people(folder, desk)
    plan = Plan(desk.settings, method.codebook, method.phases, method.valences, folder.cache, people, method.weights)
    interviews, found = code_interviews(plan, desk.sources, progress)
    if not interviews:
        raise StudyError([*desk.problems, *found])
    log, _ = read_log(folder, desk)
    return Study(desk.settings, method.codebook, method.phases, interviews, people, tuple(log))


def _wanted(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for step in steps for name in OUTPUTS[step])


def _decisions(folder: StudyFolder, desk: Desk) -> str:
    return desk.files.get(folder.named(folder.decisions), "")


def _up_to_date(folder: StudyFolder, desk: Desk, record: Record, wanted: tuple[str, ...]) -> bool:
    if dict(record.files) != desk.files or record.inputs is None or (folder.outputs / BESIDE).exists():
        return False
    made_from = desk.made_from
    now = record.intact(folder, wanted)
    return all(
        (output := record.outputs.get(name)) is not None and output.made_from == made_from and output.digest == now[name]
        for name in wanted
    )


def _differences(folder: StudyFolder, record: Record, inputs: Inputs, wanted: tuple[str, ...]) -> tuple[Change, ...]:
    found = list(changes(record.inputs, inputs))
    if record.inputs is not None:
        now = record.intact(folder, wanted)
        lacking = [name for name in wanted if name not in record.outputs or now[name] != record.outputs[name].digest]
        if Change(Reason.DECISION_CHANGED) in found and now.get(REVIEW):
            lacking = [name for name in lacking if name != REVIEW]  # a person wrote into it: that is why
        found += [Change(Reason.OUTPUT_MISSING, name) for name in lacking]
    return tuple(found)


def _redo(
    folder: StudyFolder, desk: Desk, record: Record, steps: Sequence[str], progress: Progress, files: Sequence[Path]
) -> Account:
    clock = _Clock()
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError([*problems, *_salvage(folder, desk, progress)])
    people, unclear = read_people(folder, desk)
    plan = Plan(desk.settings, method.codebook, method.phases, method.valences, folder.cache, people, method.weights)
    clock.lap("codebook")
    interviews, found = code_interviews(plan, desk.sources, progress)
    clock.lap("interviews")
    log, unread = read_log(folder, desk)
    problems = [*desk.problems, *unclear, *unread, *found]
    if not interviews:
        raise StudyError(problems)
    study = Study(desk.settings, method.codebook, method.phases, interviews, people, tuple(log))
    imported = import_verdicts(folder, desk, record, log, method.codebook, study.passages, files)
    study = replace(study, decisions=imported.log)
    clock.lap("decisions")
    return _write(folder, study, method, imported, record, steps, [*problems, *imported.problems], clock)


def _write(
    folder: StudyFolder,
    study: Study,
    method: Method,
    imported: Imported,
    record: Record,
    steps: Sequence[str],
    problems: list[Problem],
    clock: _Clock,
) -> Account:
    wanted = _wanted(steps)
    desk = imported.desk
    inputs = method.inputs(desk, _decisions(folder, desk))
    differences = _differences(folder, record, inputs, wanted)
    made = contents(study, wanted)
    outputs = dict(record.outputs) | {name: Output(digest(data), desk.made_from) for name, data in made.items()}
    if REVIEW in made and imported.held:
        new = made.pop(REVIEW)
        outputs.pop(REVIEW)
        if BESIDE not in imported.held:
            made[BESIDE] = new
            outputs[BESIDE] = Output(digest(new), desk.made_from)
        problems += [_held(name) for name in sorted(imported.held)]
    clock.lap("tables and workbooks")
    written, unwritten = publish(folder, made, {name: imported.read.get(name, "") for name in (REVIEW, BESIDE)})
    problems += unwritten
    for problem in unwritten:
        outputs.pop(problem.where.removeprefix("outputs/"), None)
    if REVIEW in made and not imported.held and not unwritten:
        (folder.outputs / BESIDE).unlink(missing_ok=True)
        outputs.pop(BESIDE, None)
    figures = counts(study)
    kept = replace(record, outputs=outputs)
    if set(steps) == set(EVERYTHING):
        kept = Record(desk.files, inputs, outputs, figures, tuple(problems), clock.laps, _versions())
        _keep_codebook(folder, desk)
    publish(folder, {"run.json": kept.data()})
    plan = redone(differences, len(study.interviews))
    title = study.settings.title
    known = tuple(problems)
    return Account(title, figures, differences, plan, tuple(written), known, imported=imported.new, timings=clock.laps)


class _Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def _held(name: str) -> Problem:
    what = "was not rewritten because it holds verdicts that could not be imported (see above)."
    beside = f"; the new state lies beside it in {BESIDE}" if name == REVIEW else ""
    return Problem(f"outputs/{name}", what, f"Correct them there and run again{beside}.")


def _keep_codebook(folder: StudyFolder, desk: Desk) -> None:
    """The codebook of this run, so that `journey codebook diff` can say what changed since."""
    kept = folder.cache / "codebook.yaml"
    data = desk.texts[folder.named(folder.codebook(desk.settings.codebook))]
    if not kept.exists() or kept.read_bytes() != data:
        write_atomically(kept, data, durable=False)


def _salvage(folder: StudyFolder, desk: Desk, progress: Progress) -> list[Problem]:
    """With a broken codebook the transcripts are still read, and all problems are reported in one run."""
    no_phases = PhaseModel("", {}, (Phase("none", {}),), "none")
    people, unclear = read_people(folder, desk)
    empty = Plan(desk.settings, Codebook("", (), ()), no_phases, Valences({}, {}), folder.cache, people)
    interviews, problems = code_interviews(empty, desk.sources, progress, read_only=True)
    if not interviews:
        return [*desk.problems, *unclear, *problems]
    passages = passages_table(passage for interview in interviews for passage in interview.passages)
    return [*desk.problems, *unclear, *problems, *publish(folder, {"2-passages.csv": passages})[1]]


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {"journey": __version__} | {name: version(name) for name in ("spacy", "simplemma", "numpy")}
