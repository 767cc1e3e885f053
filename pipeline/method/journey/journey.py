"""Step 5: the journey. A map per job: phases as columns, lanes of what its interviews report in each.

Every item of a lane is a code with the statements it rests on, so that each figure leads to quotes. Counts are of
interviews. Feelings are read per interview first, then averaged, so that one talkative person does not outweigh others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.coding.coding import Coding
from pipeline.method.jobs.jobs import Job
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.quality import Quality, qualities
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["LANES", "Feeling", "Item", "Journey", "Stage", "Statement", "Told", "awkward", "journey", "journeys", "told"]

#: lanes made of coded items, from top to bottom; feelings, critical moments and quotes are lanes of their own
LANES = ("steps", "touchpoints", "information", "criteria", "roles", "pains")
_FAMILY_LANES = {
    "trigger": "steps", "source": "steps", TOUCHPOINT: "touchpoints", "need": "information", "criterion": "criteria",
    "role": "roles", "fear": "pains", "obstacle": "pains",
}  # fmt: skip
_UNKNOWING = ("obstacle.information", "obstacle.knowledge")  #: obstacles that are a lack of information
UNREVIEWED = "suggested"


@dataclass(frozen=True, slots=True)
class Statement:
    """A code on a passage, as the map counts it.

    Attributes:
        interview, passage: ids.
        code: the code's id.
        phase: id of the phase it is counted in (a touchpoint's as in step 4).
        valence: -1, 0 or 1.
        status: of the coding.
        score: of the coding, 0 to 1.
    """

    interview: str
    passage: str
    code: str
    phase: str
    valence: int
    status: str
    score: float = 1.0


@dataclass(frozen=True)
class Item:
    """A code in a lane of a stage, with all statements it rests on in the order of interviews and talk."""

    code: str
    statements: tuple[Statement, ...]

    @cached_property
    def interviews(self) -> tuple[str, ...]:
        """The interviews that report it."""
        return tuple(sorted({s.interview for s in self.statements}))

    @cached_property
    def unreviewed(self) -> int:
        """How many of its statements nobody has reviewed."""
        return sum(s.status == UNREVIEWED for s in self.statements)

    @cached_property
    def feeling(self) -> Feeling:
        """How it was felt, -2 to 2."""
        return feeling(self.statements)


@dataclass(frozen=True, slots=True)
class Feeling:
    """How interviews felt, from -2 (bad) to 2 (good).

    An interview's value is 2 (good - bad) / (good + bad + 1): statements without a valence say nothing about a feeling, and
    one neutral statement is added, so that a single remark counts half of what many of a kind do.

    Attributes:
        value: mean over interviews, None where nobody said anything good or bad.
        by_interview: (interview, its value), sorted.
    """

    value: float | None
    by_interview: tuple[tuple[str, float], ...] = ()

    @property
    def low(self) -> float:
        """The lowest interview's value."""
        return min((value for _, value in self.by_interview), default=0.0)

    @property
    def high(self) -> float:
        """The highest interview's value."""
        return max((value for _, value in self.by_interview), default=0.0)


@dataclass(frozen=True)
class Stage:
    """A phase of a journey.

    Attributes:
        phase: its id.
        lanes: lane -> items, those that most interviews report first; every lane is there.
        statements: all that is counted in it.
        quotes: statements whose passages speak for the stage, of different interviews.
    """

    phase: str
    lanes: Mapping[str, tuple[Item, ...]]
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Statement, ...] = ()

    @cached_property
    def interviews(self) -> tuple[str, ...]:
        """The interviews that report anything in it."""
        return tuple(sorted({s.interview for s in self.statements}))

    @cached_property
    def feeling(self) -> Feeling:
        """How the stage was felt."""
        return feeling(self.statements)

    @cached_property
    def unreviewed(self) -> int:
        """How many of its statements nobody has reviewed."""
        return sum(s.status == UNREVIEWED for s in self.statements)


@dataclass(frozen=True)
class Journey:
    """The map of one job.

    Attributes:
        job: the job's id, "" for the map of all interviews.
        label: of the job.
        base: how many interviews it rests on ("n of base").
        interviews: their ids, sorted.
        stages: one a phase, in the order of the phase model; those without a statement included.
        statement: the job's statement, "" without one.
        drafted: whether that statement is the machine's draft.
        evidence: ids of the passages the draft quotes.
        forces: force -> interviews that report it.
        qualities: (touchpoint, phase) -> how good it is for these interviews; what a person typed stands.
    """

    job: str
    label: str
    base: int
    interviews: tuple[str, ...]
    stages: tuple[Stage, ...]
    statement: str = ""
    drafted: bool = False
    evidence: tuple[str, ...] = ()
    forces: tuple[tuple[str, int], ...] = ()
    qualities: Mapping[tuple[str, str], Quality] = field(default_factory=dict)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements counted, stage by stage."""
        return tuple(s for stage in self.stages for s in stage.statements)

    @property
    def unreviewed(self) -> int:
        """How many of its statements nobody has reviewed."""
        return sum(stage.unreviewed for stage in self.stages)


def feeling(said: Iterable[Statement]) -> Feeling:
    """How these statements feel, interview by interview."""
    good: dict[str, int] = defaultdict(int)
    bad: dict[str, int] = defaultdict(int)
    for s in said:
        if s.valence:
            (good if s.valence > 0 else bad)[s.interview] += 1
    values = tuple((name, round(_own(good[name], bad[name]), 3)) for name in sorted({*good, *bad}))
    return Feeling(round(sum(value for _, value in values) / len(values), 2) if values else None, values)


def _own(good: int, bad: int) -> float:
    return 2 * (good - bad) / (good + bad + 1)


@dataclass(frozen=True)
class Told:
    """What all maps of a study are made of.

    Attributes:
        statements: everything that counts.
        mentions: the touchpoints among it, as step 4 counts them.
        passages: by id, in the order of interviews and talk.
        phases: ids of the columns.
        ratings: what people typed about touchpoints, see `pipeline.method.touchpoints.quality`.
    """

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    passages: Mapping[str, Passage]
    phases: tuple[str, ...]
    ratings: Mapping[str, Mapping[str, str]]


def told(
    codings: Iterable[Coding],
    mentions: Sequence[Mention],
    passages: Mapping[str, Passage],
    phases: Sequence[str],
    ratings: Mapping[str, Mapping[str, str]] | None = None,
) -> Told:
    """Touchpoints as step 4 counts them, all other codings as they are, in the order of interviews and talk."""
    codings = tuple(codings)
    scores = {(c.passage, c.code): c.score for c in codings}
    counted = [(c.interview, c.passage, c.code, c.phase, c.valence, c.status) for c in codings if not _contact(c.code)]
    counted += [(m.interview, m.passage, f"{TOUCHPOINT}.{m.touchpoint}", m.phase, m.valence, m.status) for m in mentions]
    found = [Statement(*row, scores.get((row[1], row[2]), 1.0)) for row in counted]
    order = {name: place for place, name in enumerate(passages)}
    ordered = sorted((s for s in found if s.passage in order), key=lambda s: (order[s.passage], s.code))
    known = tuple(m for m in mentions if m.passage in order)
    return Told(tuple(ordered), known, passages, tuple(phases), ratings or {})


def journeys(jobs: Iterable[Job], of: Told) -> tuple[Journey, ...]:
    """A map per job, in the order of the jobs."""
    return tuple(journey(of, job.interviews, job) for job in jobs)


def journey(of: Told, interviews: Iterable[str], job: Job | None = None) -> Journey:
    """The map of these interviews; a statement in a phase that the model does not know is left out."""
    own = frozenset(interviews)
    by_phase: dict[str, list[Statement]] = defaultdict(list)
    for s in of.statements:
        if s.interview in own:
            by_phase[s.phase].append(s)
    stages = tuple(_stage(phase, by_phase.get(phase, []), of.passages) for phase in of.phases)
    good = qualities([m for m in of.mentions if m.interview in own], of.passages, of.ratings)
    names = tuple(sorted(own))
    if job is None:
        return Journey("", "", len(own), names, stages, qualities=good)
    drafted = bool(job.statement) and not job.written
    return Journey(job.id, job.label, len(own), names, stages, job.statement, drafted, job.evidence, job.forces, good)


def _contact(code: str) -> bool:
    return code.split(".", 1)[0] == TOUCHPOINT


def lane_of(code: str) -> str:
    """The lane a code stands in; a family that the map does not know stands among the steps."""
    if code.startswith(_UNKNOWING):
        return "information"
    return _FAMILY_LANES.get(code.split(".", 1)[0], "steps")


def _stage(phase: str, said: Sequence[Statement], passages: Mapping[str, Passage]) -> Stage:
    lanes: dict[str, list[Item]] = {lane: [] for lane in LANES}
    for item in _items(said):
        lanes[lane_of(item.code)].append(item)
    bad = _items(s for s in said if _contact(s.code) and s.valence < 0)
    lanes["pains"] = _ranked([*lanes["pains"], *bad])
    return Stage(phase, {lane: tuple(items) for lane, items in lanes.items()}, tuple(said), _telling(said, passages))


def _items(said: Iterable[Statement]) -> list[Item]:
    by_code: dict[str, list[Statement]] = defaultdict(list)
    for s in said:
        by_code[s.code].append(s)
    return _ranked(Item(code, tuple(group)) for code, group in by_code.items())


def _ranked(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (-len(item.interviews), -len(item.statements), item.code))


def _telling(said: Sequence[Statement], passages: Mapping[str, Passage], most: int = 3) -> tuple[Statement, ...]:
    """Quotes for a stage: what people confirmed first, then what was felt, then what reads well; an interview once."""

    def rank(s: Statement) -> tuple[bool, int, float, int, str, str]:
        return (s.status == UNREVIEWED, -abs(s.valence), -round(s.score, 1), awkward(passages[s.passage]), s.passage, s.code)

    chosen: dict[str, Statement] = {}
    for s in sorted(said, key=rank):
        if len(chosen) < most:
            chosen.setdefault(s.interview, s)
    return tuple(chosen.values())


def awkward(passage: Passage) -> int:
    """How far a quote is from a length that reads well (about 130 characters), in steps of 20."""
    return abs(len(passage.text) - 130) // 20
