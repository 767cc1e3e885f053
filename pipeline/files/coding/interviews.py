"""The map over interviews: find the transcripts, read, analyse and code each one, from the cache where nothing changed."""

from __future__ import annotations

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from pipeline.files.cache import Cache
from pipeline.files.coding.learning import CUE, School
from pipeline.files.coding.taught import cues_given
from pipeline.files.folders import digest
from pipeline.files.readers import READER_VERSION, read, suffixes
from pipeline.language.analysis import ANALYSIS_VERSION, Analyst, Vocabulary
from pipeline.method.codebook.codebook import Codebook, fingerprint
from pipeline.method.coding.coding import CODER_VERSION, Coder, Interview
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.hearing import CueBook, Hits, Valences
from pipeline.method.coding.learned import LearnedCoder
from pipeline.method.coding.valence import Weights
from pipeline.method.sample.sample import Participant
from pipeline.method.talk.passages import PASSAGE_VERSION
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.problems import Problem
from pipeline.settings import Settings
from pipeline.study import coded
from pipeline.study import read as assembled

__all__ = ["Plan", "Progress", "Source", "code_interviews", "find", "libraries", "unseen"]

PARALLEL_FROM = 300_000  #: bytes of transcripts to read from which a second process pays
PARALLEL_AGAIN = 3_000_000  #: bytes of transcripts to code again, already read, from which it does
_IGNORED = frozenset(("readme", "participants", "customers"))


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript file: the interview's id, its path and the hash of its bytes."""

    interview: str
    path: Path
    digest: str
    size: int


@dataclass(frozen=True)
class Plan:
    """Everything the map needs beside the transcript itself; picklable, so that a worker process can have it."""

    settings: Settings
    codebook: Codebook
    phases: PhaseModel
    valences: Valences
    cache: Path
    people: Mapping[str, Participant] = field(default_factory=dict)
    weights: Weights = field(default_factory=lambda: Weights({}))
    school: School | None = None

    @cached_property
    def cues(self) -> CueBook:
        """All cues, compiled on first use."""
        return CueBook(self.codebook, self.phases, self.valences)

    @cached_property
    def coder(self) -> Coder:
        """Who suggests: cues, what was learned, or both together."""
        cues = CueCoder(self.codebook)
        if self.school is None:
            return cues
        return LearnedCoder(self.school.learned, cues if CUE in self.settings.coders else None, given=cues_given())

    def coder_of(self, talk: Transcript, source: Source) -> Coder:
        """Who suggests for a talk, having made up his mind about it."""
        if self.school is None or not isinstance(self.coder, LearnedCoder):
            return self.coder
        return replace(self.coder, judgement=self.school.judgement(talk, self.transcript_key(source)))

    @cached_property
    def analyst(self) -> Analyst:
        """The linguistic engine."""
        return Analyst(self.settings.spacy_models)

    @cached_property
    def listening(self) -> str:
        """Hash of everything beside the transcript that decides its suggestions."""
        return fingerprint(CODER_VERSION, self.coder.fingerprint, self.phases.fingerprint, self.valences, self.weights)

    def transcript_key(self, source: Source) -> str:
        """Under what a transcript is kept."""
        versions = (READER_VERSION, ANALYSIS_VERSION, PASSAGE_VERSION, libraries())
        person = self.people.get(source.interview)
        labels = (person.speakers, person.interviewers) if person else None
        return fingerprint(source.interview, source.digest, versions, self.settings.reading(source.interview), labels)

    def heard_key(self, source: Source) -> str:
        """Under what is kept what was heard in a transcript; for which cues, the artefact itself says."""
        return fingerprint(self.transcript_key(source), CODER_VERSION)

    def keys(self, source: Source) -> tuple[str, ...]:
        """Everything that is kept of a transcript."""
        made_of_it = self.school.keys(self.transcript_key(source)) if self.school else ()
        return (self.transcript_key(source), self.heard_key(source), self.coded_key(source), *made_of_it)

    def coded_key(self, source: Source) -> str:
        """Under what a coded interview is kept."""
        return fingerprint(self.transcript_key(source), self.listening)


@cache
def libraries() -> tuple[str, ...]:
    """Versions of the libraries that decide how a transcript is analysed."""
    return tuple(version(name) for name in ("spacy", "simplemma"))


def find(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The transcripts of a study, one an interview id; every file that is passed over is a problem."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    known = suffixes()
    for path in sorted(folder.iterdir(), key=lambda p: p.name.casefold()):
        where = f"interviews/{path.name}"
        if path.name.startswith((".", "~$")) or path.stem.casefold() in _IGNORED:
            continue
        if path.is_dir():
            problems.append(
                Problem(where + "/", "is a folder; folders in interviews/ are not searched.", "Move its transcripts up.")
            )
        elif path.suffix.lower() not in known:
            what = f"files of the kind '{path.suffix}' cannot be read."
            problems.append(Problem(where, what, f"Save it as one of {', '.join(sorted(known))}, or move it out of interviews/."))
        elif (twin := sources.get(path.stem.casefold())) is not None:
            what = f"has the same name as {twin.path.name}; only {twin.path.name} was used."
            problems.append(Problem(where, what, "Rename one of the two, or move it out of interviews/."))
        else:
            try:
                data = path.read_bytes()
            except OSError as error:
                problems.append(Problem(where, f"cannot be opened ({error.strerror}).", "Check the file's permissions."))
                continue
            sources[path.stem.casefold()] = Source(path.stem, path, digest(data), len(data))
    return sorted(sources.values(), key=lambda s: s.interview), problems


Progress = Callable[[int, int], None]  #: called with how many interviews are done, and how many there are


def unseen(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


Coded = tuple[Interview | None, tuple[Problem, ...]]


def code_interviews(
    plan: Plan,
    sources: Sequence[Source],
    progress: Progress = unseen,
    read_only: bool = False,
) -> tuple[tuple[Interview, ...], list[Problem]]:
    """Every interview coded, and the problems of those that could not be read or were read with doubts.

    Args:
        plan: codebook, phases, settings.
        sources: the transcripts.
        progress: called after each interview with how many are done, and how many there are.
        read_only: the plan is no real one: keep what earlier runs left in the cache.
    """
    cache = Cache(plan.cache)
    done: dict[str, Coded] = {}
    stale: list[Source] = []
    for source in sources:
        kept = cache.coded(plan.coded_key(source))
        if kept is None:
            stale.append(source)
        else:
            done[source.interview] = kept
            progress(len(done), len(sources))
    for source, result in _map(plan, stale):
        done[source.interview] = result
        progress(len(done), len(sources))
    if not read_only:
        cache.prune({key for source in sources for key in plan.keys(source)})
    interviews = tuple(found for source in sources if (found := done[source.interview][0]) is not None)
    return interviews, [problem for source in sources for problem in done[source.interview][1]]


def _map(plan: Plan, sources: Sequence[Source]) -> Iterator[tuple[Source, Coded]]:
    cache = Cache(plan.cache)
    unread = sum(source.size for source in sources if not cache.has_transcript(plan.transcript_key(source)))
    workers = plan.settings.workers or min(os.cpu_count() or 1, 8)
    much = unread >= PARALLEL_FROM or sum(source.size for source in sources) >= PARALLEL_AGAIN
    if workers < 2 or len(sources) < 2 or not much:
        for source in sources:
            yield source, code_one(plan, source)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    if sys.platform == "linux":
        _warm(plan, unread > 0)  # what the parent has loaded its forks need not load again
    with ProcessPoolExecutor(workers, context, _begin, (plan,)) as pool:
        waiting = {pool.submit(_work, source): source for source in sorted(sources, key=lambda s: -s.size)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _warm(plan: Plan, reading: bool) -> None:
    for language, word in (("de", "Messe"), ("en", "fair")) if reading else ():
        plan.analyst.sentences(word, language, Vocabulary())
    _ = plan.cues
    if plan.school is not None:
        plan.school.warm()


_plans: list[Plan] = []  # of a worker process: the plan it was started with


def _begin(plan: Plan) -> None:
    gc.freeze()  # what came with the fork is not looked through again
    gc.set_threshold(200_000)
    gc.enable()  # a worker lives for many interviews
    _plans[:] = [plan]


def _work(source: Source) -> Coded:
    return code_one(_plans[0], source)


def code_one(plan: Plan, source: Source) -> Coded:
    """Read and code one interview; both artefacts are kept for the next run."""
    cache = Cache(plan.cache)
    talk, problems = _transcript(plan, source, cache)
    interview = None
    if talk is not None:
        heard = _heard(plan, source, talk, cache)
        interview = coded(talk, heard, [plan.coder_of(talk, source)], plan.phases, plan.weights)
    cache.keep_coded(plan.coded_key(source), interview, problems)
    return interview, problems


def _heard(plan: Plan, source: Source, talk: Transcript, cache: Cache) -> Hits:
    """What the cues hear, from the cache for all cues that did not change."""
    key = plan.heard_key(source)
    known, heard_for = cache.heard(key) or (None, None)
    heard = plan.cues.hear(talk, known, heard_for)
    cache.keep_heard(key, heard, plan.cues.groups)
    return heard


def _transcript(plan: Plan, source: Source, cache: Cache) -> tuple[Transcript | None, tuple[Problem, ...]]:
    key = plan.transcript_key(source)
    kept = cache.transcript(key)
    if kept is not None:
        return kept
    reading = read(source.path)
    problems = [Problem(f"interviews/{p.where}", p.what, p.remedy) for p in reading.problems]
    talk: Transcript | None = None
    if reading.utterances:
        talk = assembled(source.interview, reading.utterances, plan.settings, plan.analyst, plan.people.get(source.interview))
        problems.extend(_doubts(talk, source))
        if not any(p.role == INTERVIEWEE for p in talk.passages):
            talk = None
    cache.keep_transcript(key, talk, problems)
    return talk, tuple(problems)


def _doubts(talk: Transcript, source: Source) -> Iterator[Problem]:
    where = f"interviews/{source.path.name}"
    said: dict[str, int] = defaultdict(int)
    for turn in talk.turns:
        said[turn.role] += len(turn.text)
    if not said[INTERVIEWEE]:
        what = "holds nothing that an interviewee says, so there is nothing to code."
        yield Problem(where, what, "Check who is the interviewer: set 'interview_speakers' in codebooks/study.yaml.")
    elif len({t.speaker for t in talk.turns if t.speaker}) == 1 and len(said) == 1:
        yield Problem(where, "has one speaker only; all of it is taken for the interviewee's.", "Label the interviewer's turns.")
