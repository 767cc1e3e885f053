"""A run: read a study's folder, take out what people typed into workbooks, do what is stale, write it, give an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline import __version__
from pipeline.changes import Change, Inputs, Reason, changes, redone
from pipeline.files.coding.interviews import Plan, Progress, code_interviews, unseen
from pipeline.files.coding.learning import school
from pipeline.files.desk import Desk, Method, lay_out, read_filled, read_items, read_log, read_method, read_people
from pipeline.files.folders import StudyFolder, digest, write_atomically
from pipeline.files.forms.holding import and_beside, beside, clear_beside, set_aside, waits
from pipeline.files.forms.importing import Imported, import_typed, touched, typed_into
from pipeline.files.forms.logs import logged, shortened
from pipeline.files.pictures import clear, drawings
from pipeline.files.publish import publish, recover
from pipeline.files.records import Output, Record, read_record
from pipeline.files.report.report_writing import keep_edited, with_report
from pipeline.files.sample.plan import with_plan
from pipeline.files.tables import passages_table
from pipeline.files.writing import OUTPUTS, counts
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.codebook.renaming import renamed_edits
from pipeline.method.coding.hearing import Valences
from pipeline.method.talk.phases import Phase, PhaseModel
from pipeline.problems import Exit, Problem, StudyError
from pipeline.study import Study

__all__ = ["OUTPUTS", "Account", "open_study", "run", "status"]

EVERYTHING = tuple(OUTPUTS)
#: the workbooks that people type into
TYPED = typed_into([name for names in OUTPUTS.values() for name in names])


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
        filled: how many fields of workbooks were filled in anew.
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
    filled: int = 0
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
        files: further workbooks to take verdicts and fields from.

    Raises:
        StudyError: the study cannot be processed at all; what was there stays as it was.
    """
    begun = perf_counter()
    folder.check()
    with folder.locked():
        recover(folder)
        desk = lay_out(folder)
        record = read_record(folder)
        if not files and _up_to_date(folder, desk, record, drawings(folder, record, _wanted(steps))):
            kept = record.problems
            counted = with_plan(folder, desk, record.counts)
            return Account(desk.settings.title, counted, (), "nothing", (), kept, perf_counter() - begun)
        with folder.scratch():
            account = _redo(folder, desk, record, steps, progress, files)
        return replace(account, counts=with_plan(folder, desk, account.counts), seconds=perf_counter() - begun)


def status(folder: StudyFolder) -> Account:
    """What a run would find stale; writes nothing."""
    folder.check()
    desk = lay_out(folder)
    record = read_record(folder)
    counted = with_plan(folder, desk, record.counts)
    wanted = drawings(folder, record, _wanted(EVERYTHING))
    if _up_to_date(folder, desk, record, wanted):
        return Account(desk.settings.title, counted, (), "nothing", (), record.problems)
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError([*problems, *desk.problems])
    differences = _differences(folder, record, method.inputs(desk, folder), wanted)
    saved = [name for name in and_beside(TYPED) if touched(folder.outputs / name, record)]
    told = [change for change in differences if change not in [Change(Reason.OUTPUT_MISSING, name) for name in saved]]
    differences = (*told, *map(waits, saved))
    waiting = tuple(str(change) for change in differences)
    plan = redone(differences, len(desk.sources))
    return Account(desk.settings.title, counted, differences, plan, (), (*desk.problems, *problems), waiting=waiting)


def open_study(folder: StudyFolder, progress: Progress = unseen) -> Study:
    """The study as it is now, without what lies in workbooks and was not imported yet; writes nothing but the cache.

    Raises:
        StudyError: it cannot be processed.
    """
    folder.check()
    desk = lay_out(folder)
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError(problems)
    people, _ = read_people(folder, desk)
    log, _ = read_log(folder, desk)
    taught, _ = school(folder, desk.settings, method.codebook, log)
    plan = Plan(desk.settings, method.codebook, method.phases, method.valences, folder.cache, people, method.weights, taught)
    interviews, found = code_interviews(plan, desk.sources, progress)
    if not interviews:
        raise StudyError([*desk.problems, *found])
    edits, _ = read_filled(folder, desk)
    items, _ = read_items(folder, desk, method)
    edits = renamed_edits(edits, method.codebook)
    study = Study(desk.settings, method.codebook, method.phases, interviews, people, tuple(log), edits)
    return replace(study, playbook=method.playbook, inventory=items, guide=method.guide)


def _wanted(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for step in steps for name in OUTPUTS[step])


def _up_to_date(folder: StudyFolder, desk: Desk, record: Record, wanted: tuple[str, ...]) -> bool:
    if dict(record.files) != desk.files or record.inputs is None:
        return False
    if any((folder.outputs / beside(name)).exists() or touched(folder.outputs / name, record) for name in TYPED):
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
        if {Change(Reason.DECISION_CHANGED), Change(Reason.FILLED_IN)} & set(found):
            lacking = [name for name in lacking if name not in TYPED or not now[name]]  # a person wrote into it: that is why
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
    log, unread = read_log(folder, desk)
    if lost := shortened(logged(desk.texts, _logs(folder)), record.counts.get("logged", {})):
        raise StudyError([*lost, *unread])
    taught, untaught = school(folder, desk.settings, method.codebook, log)
    plan = Plan(desk.settings, method.codebook, method.phases, method.valences, folder.cache, people, method.weights, taught)
    clock.lap("codebook")
    interviews, found = code_interviews(plan, desk.sources, progress)
    clock.lap("interviews")
    edits, unfit = read_filled(folder, desk)
    items, unlisted = read_items(folder, desk, method)
    problems = [*desk.problems, *unclear, *unread, *untaught, *unfit, *unlisted, *found]
    if not interviews:
        raise StudyError(problems)
    edits = renamed_edits(edits, method.codebook)
    study = Study(desk.settings, method.codebook, method.phases, interviews, people, tuple(log), edits)
    imported = import_typed(folder, desk, record, log, edits, method.codebook, study.passages, TYPED, files)
    if imported.new and taught is not None:  # what was just decided teaches already
        taught, _ = school(folder, desk.settings, method.codebook, imported.log)
        interviews, _ = code_interviews(replace(plan, school=taught), desk.sources)
    study = replace(study, interviews=interviews, decisions=imported.log, edits=renamed_edits(imported.edits, method.codebook))
    study = replace(study, playbook=method.playbook, inventory=items, guide=method.guide)
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
    wanted = drawings(folder, record, _wanted(steps))
    desk = imported.desk
    inputs = method.inputs(desk, folder)
    differences = _differences(folder, record, inputs, wanted)
    made, unstyled = with_report(folder, desk, study, wanted)
    outputs = dict(record.outputs) | {name: Output(digest(data), desk.made_from) for name, data in made.items()}
    for name in TYPED:
        problems += set_aside(name, imported.held, made, outputs)
    problems += [*unstyled, *keep_edited(folder, made, outputs)]
    clock.lap("tables and workbooks")
    written, unwritten = publish(folder, made, imported.read)
    problems += unwritten
    for problem in unwritten:
        outputs.pop(problem.where.removeprefix("outputs/"), None)
    for name in TYPED:
        if name in made and name in outputs and clear_beside(folder, name, imported.read.get(beside(name), "")):
            outputs.pop(beside(name), None)
    clear(folder, outputs, made)
    figures = counts(study) | {"logged": logged(desk.texts, _logs(folder))}
    kept = replace(record, outputs=outputs)
    if set(steps) == set(EVERYTHING):
        kept = Record(desk.files, inputs, outputs, figures, tuple(problems), clock.laps, _versions())
        _keep_codebook(folder, desk)
    publish(folder, {"run.json": kept.data()})
    plan = redone(differences, len(study.interviews))
    title = study.settings.title
    known = tuple(problems)
    new, filled = imported.new, imported.filled
    return Account(title, figures, differences, plan, tuple(written), known, imported=new, filled=filled, timings=clock.laps)


class _Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        now = perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def _logs(folder: StudyFolder) -> tuple[str, str]:
    return folder.named(folder.decisions), folder.named(folder.edits)


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
