"""A run: read a study's folder, do what is stale, write it, and give an account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline import __version__
from pipeline.changes import Change, Inputs, Reason, changes, redone
from pipeline.files.cache import Cache
from pipeline.files.codebooks import read_codebook, read_phases, read_valences
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.interviews import Plan, Progress, Source, code_interviews, find, unseen
from pipeline.files.participants import read_participants
from pipeline.files.publish import publish, recover
from pipeline.files.readers import READER_VERSION
from pipeline.files.records import Output, Record, read_record
from pipeline.files.settings import read_settings
from pipeline.files.tables import codings_table, jobs_table, passages_table, touchpoints_table
from pipeline.language.analysis import ANALYSIS_VERSION
from pipeline.method.codebook import Codebook, fingerprint
from pipeline.method.coding import CODER_VERSION
from pipeline.method.hearing import Valences
from pipeline.method.phases import Phase, PhaseModel
from pipeline.method.sample import Participant
from pipeline.problems import Exit, Problem, StudyError
from pipeline.settings import Settings
from pipeline.study import Study

__all__ = ["OUTPUTS", "Account", "run", "status"]

#: step -> the outputs it makes
OUTPUTS: dict[str, tuple[str, ...]] = {
    "read": ("2-passages.csv",),
    "code": ("3-codings.csv", "3-review.xlsx"),
    "jobs": ("3-jobs.csv",),
    "touchpoints": ("4-touchpoints.csv", "4-touchpoints.xlsx"),
}
PROGRAM = fingerprint(__version__, READER_VERSION, ANALYSIS_VERSION, CODER_VERSION)


@dataclass(frozen=True)
class Account:
    """What a run found and did.

    Attributes:
        title: of the study.
        counts: interviews, passages, suggestions by family, jobs, matrix size.
        changes: what differed since the last run.
        redone: what was done again, in words.
        written: names of the outputs written.
        problems: all of them.
        seconds: from start to end.
    """

    title: str
    counts: dict[str, Any]
    changes: tuple[Change, ...]
    redone: str
    written: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float = 0.0
    waiting: tuple[str, ...] = field(default=())

    @property
    def exit(self) -> Exit:
        """The exit code of a run with this outcome."""
        return Exit.PROBLEMS if self.problems else Exit.OK


@dataclass(frozen=True)
class _Desk:
    """The input files of a study with their hashes."""

    settings: Settings
    files: dict[str, str]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    texts: dict[str, bytes]


def run(folder: StudyFolder, steps: Sequence[str] = tuple(OUTPUTS), progress: Progress = unseen) -> Account:
    """Do everything that is stale among `steps`.

    Raises:
        StudyError: the study cannot be processed at all; what was there stays as it was.
    """
    begun = perf_counter()
    folder.check()
    with folder.locked():
        recover(folder)
        desk = _lay_out(folder)
        record = read_record(folder)
        wanted = tuple(name for step in steps for name in OUTPUTS[step])
        if _up_to_date(folder, desk, record, wanted):
            return Account(desk.settings.title, dict(record.counts), (), "nothing", (), record.problems, perf_counter() - begun)
        return _redo(folder, desk, record, steps, progress, begun)


def status(folder: StudyFolder) -> Account:
    """What a run would find stale; writes nothing."""
    folder.check()
    desk = _lay_out(folder)
    record = read_record(folder)
    wanted = tuple(name for names in OUTPUTS.values() for name in names)
    if _up_to_date(folder, desk, record, wanted):
        return Account(desk.settings.title, dict(record.counts), (), "nothing", (), record.problems)
    found, problems = _read_method(folder, desk)
    differences = _differences(folder, record, _inputs(desk, *found), desk, wanted) if found else ()
    plan = redone(differences, len(desk.sources))
    waiting = tuple(str(change) for change in differences)
    return Account(desk.settings.title, dict(record.counts), differences, plan, (), (*desk.problems, *problems), waiting=waiting)


def _lay_out(folder: StudyFolder) -> _Desk:
    settings, problems = read_settings(folder)
    sources, passed_over = find(folder.interviews)
    if settings is None:
        raise StudyError([*problems, *passed_over])
    if not sources:
        what = "holds no transcript that can be read."
        remedy = "Put one file an interview there: .txt, .md, .docx, .vtt or .srt."
        raise StudyError([*passed_over, Problem(folder.named(folder.interviews) + "/", what, remedy)])
    paths = [folder.codebook(settings.codebook), folder.phase_model(settings.phases), folder.valences]
    texts: dict[str, bytes] = {}
    optional = [path for path in (folder.settings, folder.participants) if path is not None]
    for path in (*paths, *optional):
        try:
            texts[folder.named(path)] = path.read_bytes()
        except OSError:
            if path not in optional:
                problems.append(_missing(folder, path))
    if any(folder.named(path) not in texts for path in paths):
        raise StudyError([*problems, *passed_over])
    files = {name: digest(data) for name, data in texts.items()}
    files |= {f"interviews/{source.path.name}": source.digest for source in sources}
    return _Desk(settings, files, tuple(sources), tuple(passed_over), texts)


def _missing(folder: StudyFolder, path: Path) -> Problem:
    what = f"names '{path.stem}', but there is no such file in codebooks/ and none is shipped."
    return Problem(folder.named(folder.settings), what, f"Correct 'codebook:' or 'phases:', or add {folder.named(path)}.")


def _up_to_date(folder: StudyFolder, desk: _Desk, record: Record, wanted: tuple[str, ...]) -> bool:
    if dict(record.files) != desk.files or record.inputs is None or record.inputs.program != PROGRAM:
        return False
    made_from = fingerprint(sorted(desk.files.items()), PROGRAM)
    now = record.intact(folder, wanted)
    return all(
        (output := record.outputs.get(name)) is not None and output.made_from == made_from and output.digest == now[name]
        for name in wanted
    )


def _read_method(folder: StudyFolder, desk: _Desk) -> tuple[tuple[Codebook, PhaseModel, Valences] | None, list[Problem]]:
    """Codebook, phases and valence words; every problem of the three files together."""
    names = [
        folder.named(p)
        for p in (folder.codebook(desk.settings.codebook), folder.phase_model(desk.settings.phases), folder.valences)
    ]
    codebook, first = read_codebook(desk.texts[names[0]], names[0])
    phases, second = read_phases(desk.texts[names[1]], names[1])
    valences, third = read_valences(desk.texts[names[2]], names[2])
    problems = [*first, *second, *third]
    if codebook is None or phases is None or valences is None:
        return None, problems
    return (codebook, phases, valences), problems


def _inputs(desk: _Desk, codebook: Codebook, phases: PhaseModel, valences: Valences) -> Inputs:
    settings = desk.settings
    return Inputs(
        program=PROGRAM,
        transcripts={s.interview: fingerprint(s.digest, settings.reading(s.interview)) for s in desk.sources},
        codes={code.id: code.fingerprint for code in codebook.codes},
        labels=fingerprint(
            [(c.id, sorted(c.label.items()), c.epoms, c.replaces) for c in codebook.codes],
            [(f.id, sorted(f.label.items())) for f in codebook.families],
        ),
        phases=fingerprint(
            phases.fingerprint,
            [sorted(p.label.items()) for p in phases.phases],
            valences,
            codebook.fingerprint if not codebook.codes else "",
            [(f.id, sorted(f.questions.items())) for f in codebook.families],
        ),
        settings=settings.fingerprint,
    )


def _differences(folder: StudyFolder, record: Record, inputs: Inputs, desk: _Desk, wanted: tuple[str, ...]) -> tuple[Change, ...]:
    found = list(changes(record.inputs, inputs))
    if record.inputs is None:
        return tuple(found)
    now = record.intact(folder, wanted)
    for name in wanted:
        output = record.outputs.get(name)
        if output is None or now[name] != output.digest:
            found.append(Change(Reason.OUTPUT_MISSING, name))
    return tuple(found)


def _redo(folder: StudyFolder, desk: _Desk, record: Record, steps: Sequence[str], progress: Progress, begun: float) -> Account:
    timings: dict[str, float] = {}
    method, problems = _read_method(folder, desk)
    if method is None:
        raise StudyError([*problems, *_salvage(folder, desk, progress)])
    codebook, phases, valences = method
    timings["codebook"] = perf_counter() - begun
    people, unclear = _people(folder, desk)
    plan = Plan(desk.settings, codebook, phases, valences, folder.cache, people)
    interviews, found = code_interviews(plan, desk.sources, progress)
    timings["interviews"] = perf_counter() - begun
    problems = [*desk.problems, *problems, *unclear, *found]
    if not interviews:
        raise StudyError(problems)
    study = Study(desk.settings, codebook, phases, interviews, people)
    wanted = tuple(name for step in steps for name in OUTPUTS[step])
    inputs = _inputs(desk, codebook, phases, valences)
    differences = _differences(folder, record, inputs, desk, wanted)
    files = _contents(folder, study, record, wanted, problems)
    timings["tables and workbooks"] = perf_counter() - begun
    counts = _counts(study)
    full = set(steps) == set(OUTPUTS)
    made_from = fingerprint(sorted(desk.files.items()), PROGRAM)
    outputs = dict(record.outputs) | {name: Output(digest(data), made_from) for name, data in files.items()}
    written, unwritten = publish(folder, files)
    for problem in unwritten:
        outputs.pop(problem.where.removeprefix("outputs/"), None)
    problems += unwritten
    if full:
        rounded = {name: round(seconds, 3) for name, seconds in timings.items()}
        new = Record(desk.files, inputs, outputs, counts, tuple(problems), rounded, _versions())
    else:
        new = Record(record.files, record.inputs, outputs, record.counts, record.problems, record.timings, record.versions)
    publish(folder, {"run.json": new.data()})
    return Account(
        desk.settings.title,
        counts,
        differences,
        redone(differences, len(interviews)),
        tuple(written),
        tuple(problems),
        perf_counter() - begun,
    )


def _people(folder: StudyFolder, desk: _Desk) -> tuple[dict[str, Participant], list[Problem]]:
    """The participants by interview; a row without a transcript is no problem, it may still be to come."""
    path = folder.participants
    if path is None or (name := folder.named(path)) not in desk.texts:
        return {}, []
    cache = Cache(folder.cache)
    kept = cache.participants(desk.files[name])
    if kept is None:
        kept = read_participants(path, desk.texts[name], name)
        cache.keep_participants(desk.files[name], *kept)
    ids = {source.interview.casefold(): source.interview for source in desk.sources}
    return {ids.get(p.interview.casefold(), p.interview): p for p in kept[0]}, list(kept[1])


def _salvage(folder: StudyFolder, desk: _Desk, progress: Progress) -> list[Problem]:
    """With a broken codebook the transcripts are still read, and all problems are reported in one run."""
    no_phases = PhaseModel("", {}, (Phase("none", {}),), "none")
    empty = Plan(desk.settings, Codebook("", (), ()), no_phases, Valences({}, {}, {}, {}), folder.cache)
    interviews, problems = code_interviews(empty, desk.sources, progress, read_only=True)
    passages = passages_table(passage for interview in interviews for passage in interview.passages)
    return [*desk.problems, *problems, *publish(folder, {"2-passages.csv": passages})[1]]


def _contents(
    folder: StudyFolder, study: Study, record: Record, wanted: tuple[str, ...], problems: list[Problem]
) -> dict[str, bytes]:
    """The outputs' bytes; one that a person has changed since we wrote it is not overwritten but put beside."""
    from pipeline.files.maps.matrix import matrix_workbook
    from pipeline.files.review_workbook import review_workbook

    language = study.settings.language
    makers: dict[str, Callable[[], bytes]] = {
        "2-passages.csv": lambda: passages_table(study.passages.values()),
        "3-codings.csv": lambda: codings_table(study.codings, study.passages),
        "3-review.xlsx": lambda: review_workbook(study),
        "3-jobs.csv": lambda: jobs_table(study.jobs, study.job_shares),
        "4-touchpoints.csv": lambda: touchpoints_table(study.touchpoints, study.passages, study.codebook, language),
        "4-touchpoints.xlsx": lambda: matrix_workbook(study),
    }
    return {name: makers[name]() for name in wanted}


def _counts(study: Study) -> dict[str, Any]:
    families = Counter(coding.code.split(".", 1)[0] for coding in study.codings)
    order = [family.id for family in study.codebook.families]
    everyone = study.matrices[0]
    return {
        "interviews": len(study.interviews),
        "words": sum(interview.words for interview in study.interviews),
        "passages": len(study.passages),
        "suggestions": {family: families[family] for family in order if families[family]},
        "jobs": [{"id": job.id, "label": job.label, "interviews": len(job.interviews)} for job in study.jobs],
        "touchpoints": len({touchpoint for touchpoint, _ in everyone.cells}),
        "mentions": len(study.touchpoints),
        "cells": len(everyone.cells),
        "phases": len(everyone.phases),
    }


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {"journey": __version__} | {name: version(name) for name in ("spacy", "simplemma", "numpy", "scipy")}
