"""What lies on the desk at the start of a run: a study's input files, their hashes, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.changes import Inputs
from pipeline.files.cache import Cache
from pipeline.files.codebook.codebooks import read_codebook, read_phases, read_valences, read_weights
from pipeline.files.coding.encoders import available
from pipeline.files.coding.examples import example_files
from pipeline.files.coding.interviews import Source, find, libraries
from pipeline.files.folders import StudyFolder, digest
from pipeline.files.forms.edits import read_edits
from pipeline.files.guide.guides import read_guide
from pipeline.files.inventory import doubts, inventory_file, read_inventory
from pipeline.files.readers import READER_VERSION
from pipeline.files.review.decisions import read_decisions
from pipeline.files.sample.participants import read_participants
from pipeline.files.settings import read_settings
from pipeline.files.strategies.strategies import read_playbook
from pipeline.language.analysis import ANALYSIS_VERSION
from pipeline.method.codebook.codebook import Codebook, fingerprint
from pipeline.method.codebook.renaming import renamed_guide, renamed_phases, renamed_playbook
from pipeline.method.coding.coding import CODER_VERSION
from pipeline.method.coding.hearing import Valences
from pipeline.method.coding.learned import LEARNED_VERSION
from pipeline.method.coding.learning import LEARNING_VERSION
from pipeline.method.coding.valence import Weights
from pipeline.method.guide.guide import Guide
from pipeline.method.review.decisions import Decision
from pipeline.method.review.edits import Edits
from pipeline.method.sample.sample import Participant
from pipeline.method.strategies.playbook import Playbook
from pipeline.method.talk.passages import PASSAGE_VERSION
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.touchpoints.inventory import Item, resolved
from pipeline.problems import Problem, StudyError
from pipeline.settings import Settings

__all__ = ["PROGRAM", "Desk", "Method", "lay_out", "read_filled", "read_items", "read_log", "read_method", "read_people"]

#: changes when a new version of journey would give other results
PROGRAM = fingerprint(
    __version__, READER_VERSION, ANALYSIS_VERSION, PASSAGE_VERSION, CODER_VERSION, libraries(),
    LEARNING_VERSION, LEARNED_VERSION, available(),
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """The input files of a study.

    Attributes:
        settings: of the study.
        files: name of every input file -> hash of its bytes.
        sources: the transcripts.
        problems: files that were passed over.
        texts: name -> bytes of every input file but the transcripts.
    """

    settings: Settings
    files: Mapping[str, str]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, bytes]

    @property
    def made_from(self) -> str:
        """Hash of all inputs and of the program: an output made from the same is up to date."""
        return fingerprint(sorted(self.files.items()), PROGRAM)

    def with_text(self, name: str, data: bytes) -> Desk:
        """The desk after one of its files was written."""
        return replace(self, files={**self.files, name: digest(data)}, texts={**self.texts, name: data})


@dataclass(frozen=True)
class Method:
    """What the researcher lays down: codebook, phases, words that judge, what to do about findings."""

    codebook: Codebook
    phases: PhaseModel
    valences: Valences
    weights: Weights
    playbook: Playbook
    guide: Guide

    def inputs(self, desk: Desk, folder: StudyFolder) -> Inputs:
        """Fingerprints of everything a run reads, to say later what has changed."""
        codebook, phases, settings = self.codebook, self.phases, desk.settings
        families = [(f.id, sorted(f.label.items())) for f in codebook.families]
        asked = [(f.id, sorted(f.questions.items())) for f in codebook.families]
        labels = [(c.id, sorted(c.label.items()), c.epoms, c.replaces) for c in codebook.codes]
        lists = ("interviews/participants.", "codebooks/inventory.", "codebooks/report_template.")
        people = sorted(hashed for name, hashed in desk.files.items() if name.startswith(lists))
        return Inputs(
            program=PROGRAM,
            transcripts={s.interview: fingerprint(s.digest, settings.reading(s.interview)) for s in desk.sources},
            codes={code.id: code.fingerprint for code in codebook.codes},
            labels=fingerprint(labels, families),
            phases=fingerprint(
                phases.fingerprint, [sorted(p.label.items()) for p in phases.phases], self.valences, self.weights, asked
            ),
            settings=fingerprint(settings.fingerprint, people, self.playbook.fingerprint, self.guide.fingerprint),
            decisions=desk.files.get(folder.named(folder.decisions), ""),
            edits=desk.files.get(folder.named(folder.edits), ""),
        )


def lay_out(folder: StudyFolder) -> Desk:
    """Read settings, find the transcripts, and read the other input files.

    Raises:
        StudyError: broken settings, no transcript, or a codebook that does not exist; all problems together.
    """
    settings, problems = read_settings(folder)
    sources, passed_over = find(folder.interviews)
    if settings is None:
        raise StudyError([*problems, *passed_over])
    if not sources:
        what = "holds no transcript that can be read."
        remedy = "Put one file an interview there: .txt, .md, .docx, .vtt or .srt."
        raise StudyError([*passed_over, Problem(folder.named(folder.interviews) + "/", what, remedy)])
    needed = [
        folder.codebook(settings.codebook),
        folder.phase_model(settings.phases),
        folder.valences,
        folder.weights,
        folder.playbook,
    ]
    kept = (folder.settings, folder.participants, folder.decisions, folder.edits, inventory_file(folder.codebooks))
    needed.append(folder.guide)
    optional = [folder.report_template, *(path for path in kept if path is not None)]
    texts: dict[str, bytes] = {}
    for path in (*needed, *optional):
        try:
            texts[folder.named(path)] = path.read_bytes()
        except FileNotFoundError:
            if path in needed:
                problems.append(_missing(folder, path))
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})."
            problems.append(Problem(folder.named(path), what, "Check the file's permissions."))
    if problems:
        raise StudyError([*problems, *passed_over])
    files = {name: digest(data) for name, data in texts.items()}
    files |= {f"interviews/{source.path.name}": source.digest for source in sources}
    files |= {folder.named(path): digest(path.read_bytes()) for path in example_files(folder, settings.codebook)[1]}
    return Desk(settings, files, tuple(sources), tuple(passed_over), texts)


def _missing(folder: StudyFolder, path: Path) -> Problem:
    what = f"names '{path.stem}', but there is no such file in codebooks/ and none is shipped."
    return Problem(folder.named(folder.settings), what, f"Correct 'codebook:' or 'phases:', or add {path.stem}.yaml.")


def read_method(folder: StudyFolder, desk: Desk) -> tuple[Method | None, list[Problem]]:
    """Codebook, phases, valence words and weights, playbook, guide; every problem of the six files together."""
    settings = desk.settings
    paths = (folder.codebook(settings.codebook), folder.phase_model(settings.phases), folder.valences, folder.weights)
    first, second, third, fourth = (folder.named(path) for path in paths)
    codebook, of_codebook = read_codebook(desk.texts[first], first)
    phases, of_phases = read_phases(desk.texts[second], second)
    valences, of_valences = read_valences(desk.texts[third], third)
    weights, of_weights = read_weights(desk.texts[fourth], fourth)
    fifth = folder.named(folder.playbook)
    playbook, of_playbook = read_playbook(desk.texts[fifth], fifth)
    sixth = folder.named(folder.guide)
    guide, of_guide = read_guide(desk.texts[sixth], sixth)
    problems = [*of_codebook, *of_phases, *of_valences, *of_weights, *of_playbook, *of_guide]
    if codebook is None or phases is None or valences is None or weights is None or playbook is None or guide is None:
        return None, problems
    named = (renamed_phases(phases, codebook), renamed_playbook(playbook, codebook), renamed_guide(guide, codebook))
    return Method(codebook, named[0], valences, weights, *named[1:]), problems


def read_people(folder: StudyFolder, desk: Desk) -> tuple[dict[str, Participant], list[Problem]]:
    """The participants by interview; a row without a transcript is no problem, it may still be to come."""
    path = folder.participants
    if path is None:
        return {}, []
    name = folder.named(path)
    cache = Cache(folder.cache)
    kept = cache.participants(desk.files[name])
    if kept is None:
        kept = read_participants(path, desk.texts[name], name)
        cache.keep_participants(desk.files[name], *kept)
    ids = {source.interview.casefold(): source.interview for source in desk.sources}
    return {ids.get(p.interview.casefold(), p.interview): p for p in kept[0]}, list(kept[1])


def read_items(folder: StudyFolder, desk: Desk, method: Method) -> tuple[tuple[Item, ...], list[Problem]]:
    """The company's own list of touchpoints and content, if it has one; names that nobody knows are problems."""
    path = inventory_file(folder.codebooks)
    name = folder.named(path) if path is not None else ""
    if name not in desk.texts:
        return (), []
    items, problems = read_inventory(name, desk.texts[name])
    return items, [*problems, *doubts(name, resolved(items, method.codebook, method.phases))]


def read_log(folder: StudyFolder, desk: Desk) -> tuple[list[Decision], list[Problem]]:
    """Every decision ever made, oldest first."""
    name = folder.named(folder.decisions)
    return read_decisions(desk.texts.get(name, b""), name)


def read_filled(folder: StudyFolder, desk: Desk) -> tuple[Edits, list[Problem]]:
    """Everything that people ever filled into workbooks, oldest first."""
    name = folder.named(folder.edits)
    log, problems = read_edits(desk.texts.get(name, b""), name)
    return Edits(tuple(log)), problems
