"""Step 3: what a job looks like: triggers, outcomes, forces, hidden fears and obstacles, feelings by role, how it is decided.

Figures count interviews of the job; every one of them leads to passages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.method.coding.coding import ASKED_FOR, Coding, Interview
from pipeline.method.jobs.durations import process_days
from pipeline.method.jobs.forces import Force, forces
from pipeline.method.jobs.jobs import Job
from pipeline.method.jobs.profiles import places
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["LATE", "Duration", "Feeling", "Hidden", "Portrait", "Reported", "RoleStep", "portraits"]

LATE = 0.75  #: from here on (share of the talk) something said for the first time was said in passing
NEAR = 1  #: passages of the same turn before and after, in which a role that is named is the one that feels
EMOTIONS = ("fear", "need.emotional", "need.social")  #: families and codes of the emotional and social jobs


@dataclass(frozen=True, slots=True)
class Reported:
    """A code in a job.

    Attributes:
        code: its id.
        interviews: of the job, that report it, sorted.
        passages: in the order of interviews and talk.
        unreviewed: how many of the passages rest on a suggestion.
    """

    code: str
    interviews: tuple[str, ...]
    passages: tuple[str, ...]
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A fear or an obstacle that came up in at least one interview without being asked for.

    Attributes:
        reported: the code where it is hidden: only the interviews and passages in which it is.
        never_asked: interviews in which no question asked for it or for its family.
        in_passing: interviews that told it first in the last quarter of the talk, not in answer to a question for its family.
        of: interviews of the job that report it at all.
    """

    reported: Reported
    never_asked: tuple[str, ...]
    in_passing: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Feeling:
    """Who fears or needs what.

    Attributes:
        role: code of the buying-centre role named in or beside the passage; "" for the interviewees themselves.
        reported: the emotional or social job.
    """

    role: str
    reported: Reported


@dataclass(frozen=True, slots=True)
class RoleStep:
    """A role in the decision.

    Attributes:
        reported: the role.
        place: median over interviews of where the talk first names it, 0 to 1; roles are sorted by it.
        phases: ids of the phases it is named in, most first.
    """

    reported: Reported
    place: float
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """How long an interview says that searching, choosing or deciding took: the longest it names, in days."""

    interview: str
    passage: str
    days: float


@dataclass(frozen=True)
class Portrait:
    """A job in detail.

    Attributes:
        job: the job.
        triggers, outcomes: what set its interviews off; what they need and measure the choice by. Most interviews first.
        forces: push, pull, anxiety, habit.
        hidden: fears and obstacles nobody asked for, most interviews first.
        feelings: emotional and social jobs by role.
        roles: in the order in which talks name them.
        durations: by interview.
    """

    job: Job
    triggers: tuple[Reported, ...]
    outcomes: tuple[Reported, ...]
    forces: tuple[Force, ...]
    hidden: tuple[Hidden, ...]
    feelings: tuple[Feeling, ...]
    roles: tuple[RoleStep, ...]
    durations: tuple[Duration, ...]

    @property
    def days(self) -> float | None:
        """Median length of the decision, None where nobody says."""
        return median(duration.days for duration in self.durations) if self.durations else None


def portraits(
    jobs: Sequence[Job], codings: Sequence[Coding], passages: Mapping[str, Passage], interviews: Iterable[Interview]
) -> tuple[Portrait, ...]:
    """A portrait a job, in their order.

    Args:
        jobs: of the study.
        codings: those that count.
        passages: by id, in the order of interviews and talk.
        interviews: with what their questions asked for.
    """
    order = {name: number for number, name in enumerate(passages)}
    place = places(passages.values())
    by_interview: dict[str, list[Coding]] = defaultdict(list)
    for coding in sorted(codings, key=lambda c: (order.get(c.passage, -1), c.code)):
        by_interview[coding.interview].append(coding)
    asked = {talk.id: _asked(talk, passages) for talk in interviews}
    times = _durations(passages.values())
    near = _near_roles(codings, passages)
    found = []
    for job in jobs:
        own = [coding for name in job.interviews for coding in by_interview[name]]
        found.append(
            Portrait(
                job,
                _reported(own, lambda c: c.code.startswith("trigger.")),
                _reported(own, lambda c: c.code.split(".", 1)[0] in ("need", "criterion")),
                forces(own, len(job.interviews)),
                _hidden(own, asked, passages, place),
                _feelings(own, near),
                _roles(own, place),
                tuple(times[name] for name in job.interviews if name in times),
            )
        )
    return tuple(found)


def _reported(codings: Iterable[Coding], wanted: Callable[[Coding], bool]) -> tuple[Reported, ...]:
    """The codes of the wanted codings, those of most interviews first."""
    groups: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        if wanted(coding):
            groups[coding.code].append(coding)
    return tuple(sorted(map(_one, groups.values()), key=_most))


def _one(group: Sequence[Coding]) -> Reported:
    passages = tuple(dict.fromkeys(coding.passage for coding in group))
    unreviewed = len({coding.passage for coding in group if coding.status == "suggested"})
    return Reported(group[0].code, tuple(sorted({coding.interview for coding in group})), passages, unreviewed)


def _most(found: Reported) -> tuple[int, int, str]:
    return -len(found.interviews), -len(found.passages), found.code


Asked = Mapping[int, frozenset[str]]  #: interviewer's turn -> codes it names and families it asks for


def _asked(talk: Interview, passages: Mapping[str, Passage]) -> Asked:
    return {passages[name].turn: frozenset(names) for name, names in talk.questions if name in passages}


def _hidden(
    own: Sequence[Coding], asked: Mapping[str, Asked], passages: Mapping[str, Passage], place: Mapping[str, float]
) -> tuple[Hidden, ...]:
    groups: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: defaultdict(list))
    for coding in own:
        if coding.code.split(".", 1)[0] in ("fear", "obstacle"):
            groups[coding.code][coding.interview].append(coding)
    found = []
    for code, by_interview in groups.items():
        family = code.split(".", 1)[0]
        never: list[str] = []
        late: list[str] = []
        for name, group in by_interview.items():
            answers = any(_answers(coding, asked.get(name, {}), passages) for coding in group)
            questions = frozenset().union(*asked.get(name, {}).values())
            if not questions & {code, family}:
                never.append(name)
            elif not answers and min(place.get(c.passage, 0.0) for c in group) >= LATE:
                late.append(name)
        if never or late:
            told = [coding for name in (*never, *late) for coding in by_interview[name]]
            found.append(Hidden(_one(told), tuple(sorted(never)), tuple(sorted(late)), len(by_interview)))
    return tuple(sorted(found, key=lambda hidden: _most(hidden.reported)))


def _answers(coding: Coding, asked: Asked, passages: Mapping[str, Passage]) -> bool:
    """Whether the passage answers a question for the code or its family."""
    known = passages.get(coding.passage)
    wanted = asked.get(known.asked, frozenset()) if known else frozenset()
    return ASKED_FOR in coding.evidence or bool(wanted & {coding.code, coding.code.split(".", 1)[0]})


def _near_roles(codings: Iterable[Coding], passages: Mapping[str, Passage]) -> dict[str, tuple[str, ...]]:
    """Passage -> the roles named in it; where it names none, those of its neighbours in the same turn."""
    named: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        if coding.code.startswith("role."):
            named[coding.passage].add(coding.code)
    order = list(passages.values())
    found: dict[str, tuple[str, ...]] = {}
    for number, passage in enumerate(order):
        roles = named.get(passage.id)
        if not roles:
            around = order[max(0, number - NEAR) : number + NEAR + 1]
            mates = [p for p in around if p.interview == passage.interview and p.turn == passage.turn]
            roles = {role for mate in mates for role in named.get(mate.id, ())}
        if roles:
            found[passage.id] = tuple(sorted(roles))
    return found


def _feelings(own: Sequence[Coding], near: Mapping[str, tuple[str, ...]]) -> tuple[Feeling, ...]:
    groups: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in own:
        if coding.code in EMOTIONS or coding.code.split(".", 1)[0] in EMOTIONS:
            for role in near.get(coding.passage, ("",)):
                groups[role, coding.code].append(coding)
    found = [Feeling(role, _one(group)) for (role, _), group in groups.items()]
    return tuple(sorted(found, key=lambda feeling: (feeling.role, _most(feeling.reported))))


def _roles(own: Sequence[Coding], place: Mapping[str, float]) -> tuple[RoleStep, ...]:
    groups: dict[str, list[Coding]] = defaultdict(list)
    for coding in own:
        if coding.code.startswith("role."):
            groups[coding.code].append(coding)
    found = []
    for group in groups.values():
        firsts: dict[str, float] = {}
        for coding in group:
            at = place.get(coding.passage, 0.5)
            firsts[coding.interview] = min(at, firsts.get(coding.interview, at))
        phases = Counter(phase for phase, _ in {(c.phase, c.interview) for c in group})
        named = tuple(phase for phase, _ in sorted(phases.items(), key=lambda item: (-item[1], item[0])))
        found.append(RoleStep(_one(group), round(median(firsts.values()), 3), named))
    return tuple(sorted(found, key=lambda step: (step.place, step.reported.code)))


def _durations(passages: Iterable[Passage]) -> dict[str, Duration]:
    """Interview -> the longest time it says that the purchase took."""
    found: dict[str, Duration] = {}
    for passage in passages:
        days = process_days(passage.text) if passage.role == INTERVIEWEE else None
        if days and (passage.interview not in found or days > found[passage.interview].days):
            found[passage.interview] = Duration(passage.interview, passage.id, round(days, 1))
    return found
