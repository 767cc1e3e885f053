"""Judging the coder: what people say (the study's decisions, or coded files), the figures, and outputs/3-evaluation.csv."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.files.coding.coded_files import CodedFile, CodedRow, Names, read_coded
from pipeline.files.coding.interviews import Plan, Source, code_interviews
from pipeline.files.coding.learning import school
from pipeline.files.desk import Desk, Method, lay_out, read_log, read_method, read_people
from pipeline.files.folders import StudyFolder, digest, write_atomically
from pipeline.files.runs import open_study
from pipeline.files.tables import table
from pipeline.files.wording import Wording, wording
from pipeline.language.words import fold
from pipeline.method.coding.coding import Interview
from pipeline.method.coding.evaluation import LEAST, Evaluation, Rate, Reference, Score, evaluate, reviewed
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.problems import Problem, StudyError
from pipeline.settings import Settings
from pipeline.study import Study, coded, read

__all__ = ["OUTPUT", "Judged", "evaluation_table", "judge", "laid_plan", "note_of"]

OUTPUT = "3-evaluation.csv"
_WORD = re.compile(r"\w+")
_SUFFIXES = {".csv", ".tsv", ".xlsx"}
KNOWN = 0.2  #: share of texts the coder has learned from, above which a warning is due
SHOWN = 40  #: characters of an unknown code in a problem line


@dataclass(frozen=True)
class Judged:
    """An evaluation with what people need to read it.

    Attributes:
        study: whose coder was judged.
        result: the figures.
        against: names of the coded files; () where the decisions were the reference.
        problems: rows and files that could not be used.
    """

    study: Study
    result: Evaluation
    against: tuple[str, ...]
    problems: tuple[Problem, ...]


def judge(folder: StudyFolder, files: Sequence[Path] = ()) -> Judged:
    """Measure the coder's suggestions, and write outputs/3-evaluation.csv.

    Args:
        folder: the study.
        files: coded files, or folders of them; none to measure against the study's decisions.

    Raises:
        StudyError: the study cannot be processed, or there is nothing to measure against.
    """
    with folder.locked():
        study = open_study(folder)
        plan, _, desk = laid_plan(folder, taught=False)  # what it learned from the decisions must not be measured by them
        study = replace(study, interviews=code_interviews(plan, desk.sources, read_only=True)[0])
        codes = [code.id for code in study.codebook.codes]
        problems: list[Problem] = []
        if files:
            reference, talks = _against(plan, study, files, problems)
        else:
            reference, talks = reviewed(study.votes), study.interviews
        if not reference.truth and not reference.families:
            raise StudyError([*problems, _nothing(folder, bool(files))])
        suggestions = (coding for talk in talks for coding in talk.suggestions)
        result = evaluate(reference, suggestions, talks, codes)
        judged = Judged(study, result, tuple(path.name for path in files), tuple(problems))
        try:
            write_atomically(folder.outputs / OUTPUT, evaluation_table(judged))
        except OSError as error:
            what = f"cannot be written ({error.strerror or type(error).__name__})."
            judged = replace(judged, problems=(*problems, Problem(f"outputs/{OUTPUT}", what, "Close it, then evaluate again.")))
    return judged


def _nothing(folder: StudyFolder, files: bool) -> Problem:
    if files:
        return Problem("--against", "holds no coded text of this study.", "Check the names of interviews and codes in it.")
    remedy = "Review suggestions in outputs/3-review.xlsx and run, or name a coded file with --against."
    return Problem(folder.named(folder.decisions), "holds no verdict to measure against.", remedy)


def _against(plan: Plan, study: Study, files: Iterable[Path], problems: list[Problem]) -> tuple[Reference, tuple[Interview, ...]]:
    """The reference that coded files make, and the interviews it is about: the study's, and talk that the files hold."""
    talks = {talk.id.casefold(): talk for talk in study.interviews}
    names = Names(study.codebook)
    found = _Found()
    for path in _listed(files):
        content, faults = read_coded(path)
        problems += faults
        if content is None:
            continue
        if content.talk and content.name.casefold() not in talks:
            talks[content.name.casefold()] = _coded_talk(path, content, plan)
        problems += _known(content, plan)
        _gather(content, talks, names, found, problems)
    unknown = ", ".join(f"'{name[:SHOWN]}' ({times}x)" for name, times in found.unknown.most_common(8))
    if unknown:
        remedy = "Use the codebook's ids or labels; 'journey codebook export' lists them."
        problems.append(Problem("--against", f"has codes that the codebook does not have: {unknown}.", remedy))
    used = tuple(talk for talk in talks.values() if talk.id in found.interviews)
    reference = Reference(found.truth, frozenset(found.families), frozenset(found.read), frozenset(found.interviews))
    return reference, used


@dataclass
class _Found:
    """What the files said so far."""

    truth: dict[tuple[str, str], bool] = field(default_factory=dict)
    families: set[tuple[str, str]] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    interviews: set[str] = field(default_factory=set)
    unknown: Counter[str] = field(default_factory=Counter)


def _listed(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(
                p for p in path.iterdir() if p.suffix.lower() in {".csv", ".tsv", ".xlsx"} and p.name[0] not in ".~"
            )
        else:
            yield path


def _coded_talk(path: Path, content: CodedFile, plan: Plan) -> Interview:
    """Talk that is no interview of the study, coded as the study's are."""
    labels = tuple(sorted({u.speaker for u in content.talk if u.question}))
    talk = read(content.name, content.talk, Settings(interviewers=labels), plan.analyst)
    data = path.read_bytes()
    coder = plan.coder_of(talk, Source(content.name, path, digest(data), len(data)))
    return coded(talk, plan.cues.hear(talk), [coder], plan.phases, plan.weights)


def _known(content: CodedFile, plan: Plan) -> Iterator[Problem]:
    """Talk that the coder has learned from says nothing about how good it is."""
    if plan.school is None:
        return
    learned = {_normal(anchor.said.text) for anchor in (*plan.school.talk, *plan.school.own)}
    known = sum(_normal(row.text) in learned for row in content.rows if row.text)
    if known > KNOWN * len(content.rows):
        what = f"holds {known} of {len(content.rows)} texts that the coder has learned from: the figures are too good."
        yield Problem(content.name, what, "Measure with talk it has not seen, or with 'coders: [cue]' in codebooks/study.yaml.")


def _gather(content: CodedFile, talks: dict[str, Interview], names: Names, found: _Found, problems: list[Problem]) -> None:
    indexes: dict[str, _Index] = {}
    lost: list[str] = []
    for row in content.rows:
        passages = _located(row, talks, indexes)
        if not passages:
            lost.append(row.where)
            continue
        for passage, interview in passages:
            found.interviews.add(interview)
            if content.whole:
                found.read.add(passage)
            for name in row.codes:
                _note(name, passage, names, found)
        found.unknown.update(name for name in row.codes if not names.find(name))
    if not content.whole:
        named = {index.talk.id for index in indexes.values()} & found.interviews
        found.read |= {p.id for talk in talks.values() if talk.id in named for p in talk.passages if p.role == INTERVIEWEE}
    if lost:
        what = f"has {len(lost)} of {len(content.rows)} rows whose text is in no interview of the study ({', '.join(lost[:5])})."
        problems.append(Problem(content.name, what, "They were left out. Check interview names and wording."))


def _note(name: str, passage: str, names: Names, found: _Found) -> None:
    meant = names.find(name)
    if len(meant) == 1 and "." in meant[0]:
        found.truth[passage, meant[0]] = True
    elif meant:  # a family, or a code that was split
        found.families.add((passage, meant[0].split(".", 1)[0]))


def _located(row: CodedRow, talks: dict[str, Interview], indexes: dict[str, _Index]) -> list[tuple[str, str]]:
    """(passage, interview) of the passages that a row is about."""
    named = row.interview.casefold()
    key = named if named in talks else Path(named).stem
    choices = [key] if key in talks else list(talks) if not row.interview else []
    for choice in choices:
        index = indexes.get(choice) or indexes.setdefault(choice, _Index(talks[choice]))
        passages = index.by_id(row.passage) if row.passage else index.find(row.text)
        if passages:
            return [(passage, talks[choice].id) for passage in passages]
    return []


class _Index:
    """The interviewee's words of an interview in a row, to find quoted text in."""

    def __init__(self, talk: Interview) -> None:
        self.talk = talk
        self._ids = [p.id for p in talk.passages if p.role == INTERVIEWEE]
        texts = [_normal(p.text) for p in talk.passages if p.role == INTERVIEWEE]
        self._starts: list[int] = []
        length = 0
        for text in texts:
            self._starts.append(length)
            length += len(text) + 1
        self._text = " ".join(texts) + " "
        self._from = 0  # rows mostly follow the talk: a sentence said twice is looked for after the last one first

    def by_id(self, passage: str) -> list[str]:
        return [passage] if passage in self._ids else []

    def find(self, text: str) -> list[str]:
        """The passages of which the text covers at least half, or the one that it is part of."""
        wanted = _normal(text)
        if not wanted:
            return []
        at = self._at(wanted, self._from)
        if at < 0:
            at = self._at(wanted, 0)
        if at < 0:
            return []
        end = at + len(wanted)
        self._from = end
        first, last = bisect_right(self._starts, at) - 1, bisect_right(self._starts, end - 1) - 1
        shares = {}
        for number in range(first, last + 1):
            begins = self._starts[number]
            ends = (self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)) - 1
            shares[number] = (min(end, ends) - max(at, begins)) / max(1, ends - begins)
        most = max(shares, key=lambda number: shares[number])
        return [self._ids[number] for number, share in shares.items() if share >= 0.5 or number == most]

    def _at(self, wanted: str, start: int) -> int:
        """Where the words stand, whole words only; -1 where they do not."""
        at = self._text.find(wanted + " ", start)
        while at > 0 and self._text[at - 1] != " ":
            at = self._text.find(wanted + " ", at + 1)
        return at


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def laid_plan(folder: StudyFolder, taught: bool = True) -> tuple[Plan, Method, Desk]:
    """What codes the study's interviews.

    Args:
        folder: the study.
        taught: whether the coder learns from the study's decisions.

    Raises:
        StudyError: the study cannot be processed.
    """
    desk = lay_out(folder)
    method, problems = read_method(folder, desk)
    if method is None:
        raise StudyError(problems)
    people, _ = read_people(folder, desk)
    log = read_log(folder, desk)[0] if taught else []
    pupil, _ = school(folder, desk.settings, method.codebook, log)
    plan = Plan(desk.settings, method.codebook, method.phases, method.valences, folder.cache, people, method.weights, pupil)
    return plan, method, desk


def note_of(score: Score, say: Wording) -> str:
    """Why a figure is missing, "" where none is."""
    lacking = [
        say("evaluation_few", what=say(f"evaluation_{name}"), n=rate.base, least=LEAST)
        for name, rate in (("precision", score.precision), ("recall", score.recall))
        if rate.value is None
    ]
    return "; ".join(lacking)


def evaluation_table(judged: Judged) -> bytes:
    """outputs/3-evaluation.csv: a row for all codes, each family, each code."""
    study = judged.study
    say = wording(study.settings.language)
    figures = [f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high")]
    columns = ("level", "scope", "label", "interviews", "right", "wrong", "found", "missed", *figures, "note")

    def cells(rate: Rate) -> tuple[str, ...]:
        return tuple("" if value is None else f"{value:.3f}" for value in (rate.value, rate.low, rate.high))

    def row(score: Score) -> tuple[object, ...]:
        book, language = study.codebook, study.settings.language
        label = book.label(score.scope, language) if score.level == "code" else book.family_label(score.scope, language)
        counts = (score.interviews, score.right, score.wrong, score.found, score.missed)
        rates = (*cells(score.precision), *cells(score.recall), *cells(score.f1))
        return (score.level, score.scope, label or say("evaluation_all"), *counts, *rates, note_of(score, say))

    return table(columns, map(row, judged.result.scores))
