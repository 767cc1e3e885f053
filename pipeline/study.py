"""The method on one page. READ THIS FIRST.

A `Study` is a value: settings, a codebook, a phase model, interviews and what people decided. Its properties are the steps
of the method in their order; each is one call to a pure function of `pipeline.method`. `pipeline.files` reads a study's
folder into such a value and writes what the properties hold; `pipeline.cli` is the command line around that.

    1  sample        whom to interview                          (planned)
    2  passages      what was said, cut into the units that are coded
    3  codings       codes on passages: what coders suggest, what people decided
       jobs          the progress that buying centres want to make
    4  touchpoints   every contact, by phase, with its EPOMS class
       matrices      touchpoints by phase: all interviews, then a matrix a job
    5  journey       the map per job                            (planned)
    6  strategies    the strongest improvements                 (planned)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.language.analysis import Analyst
from pipeline.method import jobs as step3
from pipeline.method import touchpoints as step4
from pipeline.method.codebook import Codebook
from pipeline.method.coding import Coder, Coding, Interview, code
from pipeline.method.decisions import Decision
from pipeline.method.edits import Edits
from pipeline.method.hearing import Hits
from pipeline.method.passages import Passage
from pipeline.method.phases import PhaseModel
from pipeline.method.review import Reason, Reviewed, reconcile
from pipeline.method.sample import Participant
from pipeline.method.transcripts import Transcript, transcript
from pipeline.method.turns import Utterance
from pipeline.method.valence import Weights
from pipeline.settings import Settings

__all__ = ["Study", "coded", "read"]


def read(
    interview: str, utterances: Sequence[Utterance], settings: Settings, analyst: Analyst, person: Participant | None = None
) -> Transcript:
    """Step 2 for one interview: from what a file holds to turns and passages. Depends on no codebook."""
    named = person.interviewers if person else ()
    asking = settings.interview_speakers.get(interview) or named or settings.interviewers
    return transcript(interview, utterances, analyst, asking, person.speakers if person else ())


def coded(
    talk: Transcript, heard: Hits, coders: Sequence[Coder], phases: PhaseModel, weights: Weights | None = None
) -> Interview:
    """Step 3 for one interview: what the coders suggest. A pure function, so any executor can map it over interviews."""
    words = sum(len(p.text.split()) for p in talk.passages)
    suggestions, moods = code(talk, heard, coders, phases, weights or Weights({}))
    return Interview(talk.interview, talk.language, talk.seconds, words, talk.passages, suggestions, moods)


@dataclass(frozen=True)
class Study:
    """Everything known about a study; nothing in it changes."""

    settings: Settings
    codebook: Codebook
    phase_model: PhaseModel
    interviews: tuple[Interview, ...]
    participants: Mapping[str, Participant] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    edits: Edits = field(default_factory=Edits)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Step 2: passages by id, in the order of interviews and talk."""
        return {passage.id: passage for interview in self.interviews for passage in interview.passages}

    @cached_property
    def suggestions(self) -> tuple[Coding, ...]:
        """Step 3: what the coders suggest, in the order of interviews and talk."""
        return tuple(coding for interview in self.interviews for coding in interview.suggestions)

    @cached_property
    def _moods(self) -> dict[str, tuple[str, int]]:
        return {p.id: mood for talk in self.interviews for p, mood in zip(talk.passages, talk.moods, strict=True)}

    @cached_property
    def reviewed(self) -> Reviewed:
        """Step 3: suggestions with what people decided on them, and what became of each decision."""
        return reconcile(self.decisions, self.suggestions, self.passages, self.codebook, self._moods.__getitem__)

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Step 3: all codings after review, rejected ones included."""
        return self.reviewed.codings

    @cached_property
    def counted(self) -> tuple[Coding, ...]:
        """The codings that count as findings: never rejected ones, unreviewed ones if the settings say so."""
        settled = [coding for coding in self.codings if coding.status != "rejected"]
        if self.settings.count_unreviewed:
            return tuple(settled)
        disputed = {(r.passage, r.code) for r in self.reviewed.rulings if r.reason is Reason.REVIEWERS}
        return tuple(c for c in settled if c.status != "suggested" and (c.passage, c.code) not in disputed)

    @cached_property
    def _jobs(self) -> tuple[tuple[step3.Job, ...], tuple[step3.JobShare, ...]]:
        names = [interview.id for interview in self.interviews]
        return step3.jobs(names, self.counted, self.passages, self.codebook, self.settings.language)

    @property
    def jobs(self) -> tuple[step3.Job, ...]:
        """Step 3: the main jobs, the one most interviews rest on first."""
        return self._jobs[0]

    @property
    def job_shares(self) -> tuple[step3.JobShare, ...]:
        """Step 3: how much of each interview belongs to each job."""
        return self._jobs[1]

    @cached_property
    def touchpoints(self) -> tuple[step4.Mention, ...]:
        """Step 4: every mention of a touchpoint."""
        main_jobs = {interview: job.id for job in self.jobs for interview in job.interviews}
        return step4.mentions(self.counted, self.codebook, main_jobs)

    @cached_property
    def matrices(self) -> tuple[step4.Matrix, ...]:
        """Step 4: touchpoints by phase; all interviews, then one matrix a job."""
        everyone = ("", tuple(interview.id for interview in self.interviews))
        bases = [everyone, *((job.id, job.interviews) for job in self.jobs)]
        ids = self.phase_model.ids
        return tuple(step4.matrix(self.touchpoints, names, self.codebook, ids, job) for job, names in bases)
