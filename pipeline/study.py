"""The method on one page. READ THIS FIRST.

A `Study` is a value: settings, a codebook, a phase model, interviews and what people decided. Its properties are the steps
of the method in their order; each is one call to a pure function of `pipeline.method`. `pipeline.files` reads a study's
folder into such a value and writes what the properties hold; `pipeline.cli` is the command line around that.

    1  sample        whom to interview: `pipeline.method.sample`, before there is a study to read ('journey select')
    2  passages      what was said, cut into the units that are coded
       coverage      what the interviewers asked of the guide, and what was answered
    3  codings       codes on passages: what coders suggest, what people decided
       jobs          the progress that buying centres want to make
    4  touchpoints   every contact, by phase, with its EPOMS class
       matrices      touchpoints by phase: all interviews, then a matrix a job
       qualities     how good each touchpoint is in each phase; weak_points, the bad ones, worst first
       order, asked, crossing, inventoried: contacts one after the other, research gaps, roles, the company's own list
    5  journeys      the map per job: phases, what is reported in each, feelings
       moments       the critical moments of each map
    6  strategies    the strongest improvements; considered, the others for which there is evidence
       findings      the seven questions of a finished analysis, answered for each job
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.language.analysis import Analyst
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coder, Coding, Doubt, Doubting, Interview, code
from pipeline.method.coding.hearing import Hits
from pipeline.method.coding.valence import Weights
from pipeline.method.guide.asked import Asked, asked, questions
from pipeline.method.guide.coverage import FORM as LEADING_FORM
from pipeline.method.guide.coverage import Coverage, coverage
from pipeline.method.guide.guide import Guide, tuned
from pipeline.method.jobs import jobs as step3
from pipeline.method.jobs.portraits import Portrait, portraits
from pipeline.method.journey import journey as step5
from pipeline.method.journey.moments import Moment, moments
from pipeline.method.report.findings import Findings, findings
from pipeline.method.review.agreement import Agreement, agreement
from pipeline.method.review.decisions import Decision
from pipeline.method.review.edits import Edits
from pipeline.method.review.priority import least_sure, priorities
from pipeline.method.review.review import Reason, Reviewed, reconcile
from pipeline.method.review.saturation import Saturation, saturation
from pipeline.method.review.votes import Votes, votes
from pipeline.method.sample.sample import Participant
from pipeline.method.strategies.material import Material, sides
from pipeline.method.strategies.playbook import Playbook
from pipeline.method.strategies.strategies import FORM as STRATEGIES_FORM
from pipeline.method.strategies.strategies import Strategy, strategies
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.transcripts import Transcript, transcript
from pipeline.method.talk.turns import Utterance
from pipeline.method.touchpoints import touchpoints as step4
from pipeline.method.touchpoints.crossing import Crossing, crossing
from pipeline.method.touchpoints.inventory import Entry, Finding, Item, compare, resolved
from pipeline.method.touchpoints.order import Stop, stops
from pipeline.method.touchpoints.quality import FORM as QUALITY_FORM
from pipeline.method.touchpoints.quality import Quality, WeakPoint, qualities
from pipeline.method.touchpoints.weak_points import weak_points
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
    asks = questions(talk, heard)
    doubts = tuple(doubt for coder in coders if isinstance(coder, Doubting) for doubt in coder.doubts(talk, heard))
    return Interview(talk.interview, talk.language, talk.seconds, words, talk.passages, suggestions, moods, asks, doubts)


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
    inventory: tuple[Item, ...] = ()
    playbook: Playbook = field(default_factory=Playbook)
    guide: Guide = field(default_factory=Guide)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Step 2: passages by id, in the order of interviews and talk."""
        return {passage.id: passage for interview in self.interviews for passage in interview.passages}

    @cached_property
    def coverage(self) -> Coverage:
        """Step 2: which blocks of the guide each interview asked and answered, and how it was asked."""
        asked_for = tuned(self.guide, self.codebook)
        return coverage(asked_for, self.interviews, self.counted, self.phase_model, self.edits.of(LEADING_FORM))

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
    def priorities(self) -> dict[tuple[str, str], int]:
        """Step 3: (passage, code) -> how soon a suggestion should be reviewed, 1 first."""
        return priorities(self.codings, (doubt for interview in self.interviews for doubt in interview.doubts))

    @cached_property
    def least_sure(self) -> tuple[tuple[str, Doubt], ...]:
        """Step 3: the codes that the coders are least sure of, each with its interview."""
        decided = {(ruling.passage, ruling.code) for ruling in self.reviewed.rulings}
        return least_sure(self.interviews, {(c.passage, c.code): c for c in self.codings}, decided)

    @cached_property
    def saturation(self) -> Saturation:
        """Step 3: whether further interviews would still bring new codes."""
        names = [interview.id for interview in self.interviews]
        dates = {name: dict(person.facts).get("interviewed_on", "") for name, person in self.participants.items()}
        return saturation(names, self.counted, [family.id for family in self.codebook.families], dates)

    @cached_property
    def votes(self) -> Votes:
        """Step 3: who said yes or no to which coding."""
        laid = [ruling for ruling in self.reviewed.rulings if ruling.passage]
        today = {(d.passage, d.code): (r.passage, r.code) for r in laid for d in (r.decision, *r.others)}
        return votes(self.decisions, today, ((c.passage, c.code) for c in self.suggestions), self.interviews)

    @cached_property
    def agreement(self) -> Agreement:
        """Step 3: how far the reviewers agree."""
        return agreement(self.votes, self.decisions, [code.id for code in self.codebook.codes])

    @cached_property
    def clustered(self) -> step3.Found:
        """Step 3: the jobs as they were found, how their number was chosen, and what people's edits did to them."""
        names, settings = [interview.id for interview in self.interviews], self.settings
        found = (self.counted, self.passages, self.codebook)
        return step3.jobs(names, *found, settings.language, settings.jobs, self.edits)

    @property
    def jobs(self) -> tuple[step3.Job, ...]:
        """Step 3: the main jobs, the one most interviews rest on first."""
        return self.clustered.jobs

    @cached_property
    def job_portraits(self) -> tuple[Portrait, ...]:
        """Step 3: each job in detail: triggers, outcomes, forces, what is hidden, who feels what, how it is decided."""
        return portraits(self.jobs, self.counted, self.passages, self.interviews)

    @cached_property
    def findings(self) -> Findings:
        """Step 6: the seven questions of a finished analysis, answered for each job and for all."""
        names, phases = [interview.id for interview in self.interviews], sides(self.phase_model)
        return findings(names, self.jobs, self.counted, self.passages, phases, self.settings.language)

    @property
    def job_shares(self) -> tuple[step3.JobShare, ...]:
        """Step 3: how much of each interview belongs to each job."""
        return self.clustered.shares

    @cached_property
    def touchpoints(self) -> tuple[step4.Mention, ...]:
        """Step 4: every mention of a touchpoint."""
        main_jobs = {interview: job.id for job in self.jobs for interview in job.interviews}
        return step4.mentions(self.counted, self.epoms, main_jobs)

    @cached_property
    def epoms(self) -> dict[str, str]:
        """Step 4: touchpoint -> EPOMS class, people's where they set one in the workbook."""
        return step4.classes(self.codebook, self.edits.of(step4.CLASSES_FORM))

    @cached_property
    def matrices(self) -> tuple[step4.Matrix, ...]:
        """Step 4: touchpoints by phase; all interviews, then one matrix a job."""
        everyone = ("", tuple(interview.id for interview in self.interviews))
        bases = [everyone, *((job.id, job.interviews) for job in self.jobs)]
        ids = self.phase_model.ids
        return tuple(step4.matrix(self.touchpoints, names, self.epoms, ids, job) for job, names in bases)

    @cached_property
    def qualities(self) -> dict[tuple[str, str], Quality]:
        """Step 4: how good each touchpoint is in each phase, by (touchpoint, phase)."""
        return qualities(self.touchpoints, self.passages, self.edits.of(QUALITY_FORM))

    @cached_property
    def weak_points(self) -> tuple[WeakPoint, ...]:
        """Step 4: touchpoints that are bad in a phase, worst first."""
        return weak_points(self.qualities, self.touchpoints, self.passages, len(self.interviews))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Step 4: for each touchpoint who was asked about it and who reports it."""
        return asked(self.interviews, [name for name, _ in self.matrices[0].touchpoints], self.counted, self.codings)

    @cached_property
    def order(self) -> tuple[Stop, ...]:
        """Step 4: the contacts of each interview in their order, with what contradicts it."""
        companies = {name: dict(person.facts).get("company", "") for name, person in self.participants.items()}
        return stops(self.touchpoints, self.passages, self.phase_model, companies)

    @cached_property
    def crossing(self) -> Crossing:
        """Step 4: roles and functions by criteria and fears."""
        alone = {name: person for name, person in self.participants.items() if ";" not in person.name}
        functions = {name: dict(person.facts).get("role", "") for name, person in alone.items()}
        return crossing(self.interviews, self.counted, self.codebook, functions)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Step 4: the company's own list of touchpoints and content, its names understood."""
        return resolved(self.inventory, self.codebook, self.phase_model)

    @cached_property
    def inventoried(self) -> tuple[Finding, ...]:
        """Step 4: that list compared with what customers report; nothing without a list."""
        if not self.inventory:
            return ()
        return compare(self.entries, self.touchpoints, self.counted, self.passages, self.phase_model)

    @cached_property
    def _told(self) -> step5.Told:
        ratings = self.edits.of(QUALITY_FORM)
        return step5.told(self.counted, self.touchpoints, self.passages, self.phase_model.ids, ratings)

    @cached_property
    def journeys(self) -> tuple[step5.Journey, ...]:
        """Step 5: the map per job, in the order of the jobs."""
        return step5.journeys(self.jobs, self._told)

    @cached_property
    def whole_journey(self) -> step5.Journey:
        """Step 5: the map of all interviews together."""
        return step5.journey(self._told, (interview.id for interview in self.interviews))

    @cached_property
    def moments(self) -> dict[str, tuple[Moment, ...]]:
        """Step 5: job -> the critical moments of its map; "" for the map of all interviews."""
        maps = (*self.journeys, self.whole_journey)
        return {one.job: moments(one, lambda name: step5.awkward(self.passages[name])) for one in maps}

    @cached_property
    def _strategies(self) -> tuple[tuple[Strategy, ...], tuple[Strategy, ...]]:
        names = [interview.id for interview in self.interviews]
        found = (self.counted, self.touchpoints, self.weak_points)
        material = Material(*found, self.passages, names, self.codebook, self.phase_model, self.playbook)
        return strategies(material, self.jobs, self.edits.of(STRATEGIES_FORM), self.settings.language)

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """Step 6: the strongest improvements, best first."""
        return self._strategies[0]

    @property
    def considered(self) -> tuple[Strategy, ...]:
        """Step 6: the other improvements for which there is evidence, best first, each with why it is not among the strongest."""
        return self._strategies[1]
