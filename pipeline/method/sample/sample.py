"""Step 1: whom to interview. Here: who was planned, who was interviewed, and how the two compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.method.sample.candidates import house

__all__ = ["DROPPED", "PLANNED", "Fieldwork", "Participant", "Planned", "fieldwork"]

PLANNED, DROPPED = "planned", "dropped"  #: what may stand under "status" in the plan


@dataclass(frozen=True, slots=True)
class Participant:
    """An interviewee.

    Attributes:
        interview: id of the interview, its file name without suffix.
        name: of the person.
        speakers: labels under which the person speaks in the transcript.
        interviewers: labels of those who ask in it.
        facts: company, industry, employees, role, decided_on, customer (id in the customer list) as written; what is unknown
            is missing.
    """

    interview: str
    name: str
    speakers: tuple[str, ...]
    interviewers: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody who was chosen for an interview.

    Attributes:
        id: in the customer list.
        company: of the person, who is not named here.
        status: PLANNED, or DROPPED: chosen once, no longer.
        interview: id of the interview, if somebody wrote it into the plan.
        facts: the other columns of the plan, among them whatever people added.
    """

    id: str
    company: str = ""
    status: str = PLANNED
    interview: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fieldwork:
    """The plan and what was done.

    Attributes:
        done: planned id -> interview that is in.
        missing: planned ids without an interview.
        unplanned: interviews that nobody planned.
    """

    done: Mapping[str, str]
    missing: tuple[str, ...]
    unplanned: tuple[str, ...]


def fieldwork(plan: Iterable[Planned], interviews: Iterable[str], people: Mapping[str, Participant]) -> Fieldwork:
    """Compare.

    An interview is a planned one's by what the plan says, by its id, by the customer's id in the list of participants, then
    by the company. Each counts once.

    Args:
        plan: who was chosen.
        interviews: ids of those that are in.
        people: participants by interview.
    """
    wanted = [planned for planned in plan if planned.status != DROPPED]
    left = list(interviews)
    done: dict[str, str] = {}
    for way in range(4):
        for planned in wanted:
            if planned.id in done or not (sought := _marks(planned)[way]):
                continue
            found = next((name for name in left if sought == _of_interview(name, people.get(name))[way]), None)
            if found is not None:
                done[planned.id] = found
                left.remove(found)
    in_order = {planned.id: done[planned.id] for planned in wanted if planned.id in done}
    return Fieldwork(in_order, tuple(dict.fromkeys(_without(wanted, done))), tuple(left))


def _without(wanted: Iterable[Planned], done: Mapping[str, str]) -> Iterator[str]:
    return (planned.id for planned in wanted if planned.id not in done)


def _marks(planned: Planned) -> tuple[str, str, str, str]:
    name = planned.id.casefold()
    return planned.interview.casefold(), name, name, house(planned.company)


def _of_interview(interview: str, person: Participant | None) -> tuple[str, str, str, str]:
    facts = dict(person.facts) if person else {}
    name = interview.casefold()
    return name, name, facts.get("customer", "").casefold(), house(facts.get("company", ""))
