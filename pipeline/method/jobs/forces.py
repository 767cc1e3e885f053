"""Step 3: the four forces of a switch (Moesta & Engle 2020, Demand-Side Sales 101): push, pull, anxiety, habit.

Push is what set people off (triggers); pull what they wanted (needs) and contacts that felt good; anxiety what they feared;
habit what kept them where they were (obstacle.habit).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.method.coding.coding import Coding

__all__ = ["FORCES", "Force", "counted", "force_of", "forces"]

FORCES = ("push", "pull", "anxiety", "habit")


@dataclass(frozen=True, slots=True)
class Force:
    """A force in a job.

    Attributes:
        name: push, pull, anxiety or habit.
        base: interviews of the job.
        interviews: those that report it, sorted.
        mentions: passages that do.
        unreviewed: how many of those rest on suggestions alone.
        codes: (code, interviews that report it), most first.
        passages: ids in the order of interviews and talk, without repeats.
    """

    name: str
    base: int
    interviews: tuple[str, ...]
    mentions: int
    unreviewed: int
    codes: tuple[tuple[str, int], ...]
    passages: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the job's interviews that report it, 0 to 1."""
        return len(self.interviews) / self.base if self.base else 0.0


def force_of(coding: Coding) -> str:
    """The force that a coding speaks of, "" for none."""
    family = coding.code.split(".", 1)[0]
    if family == "trigger":
        return "push"
    if family == "need" or (family == "touchpoint" and coding.valence > 0):
        return "pull"
    if family == "fear":
        return "anxiety"
    return "habit" if coding.code == "obstacle.habit" else ""


def counted(codings: Sequence[Coding]) -> tuple[tuple[str, int], ...]:
    """Force -> number of interviews that report it, all four in order."""
    reporting: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        reporting[force_of(coding)].add(coding.interview)
    return tuple((force, len(reporting[force])) for force in FORCES)


def forces(codings: Sequence[Coding], base: int) -> tuple[Force, ...]:
    """The four forces of a job's codings.

    Args:
        codings: of the job's interviews, in the order of interviews and talk.
        base: how many interviews the job has.
    """
    groups: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        groups[force_of(coding)].append(coding)
    return tuple(_force(name, groups[name], base) for name in FORCES)


def _force(name: str, group: Sequence[Coding], base: int) -> Force:
    passages = tuple(dict.fromkeys(coding.passage for coding in group))
    reviewed = {coding.passage for coding in group if coding.status != "suggested"}
    codes = Counter(code for code, _ in {(coding.code, coding.interview) for coding in group})
    return Force(
        name,
        base,
        tuple(sorted({coding.interview for coding in group})),
        len(passages),
        len(passages) - len(reviewed),
        tuple(sorted(codes.items(), key=lambda item: (-item[1], item[0]))),
        passages,
    )
