"""Step 4: touchpoints. Every contact with the solution or its vendor, by phase, with its EPOMS class and how it was felt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.method.codebook.codebook import TOUCHPOINT, Codebook
from pipeline.method.coding.coding import Coding

__all__ = ["CLASSES_FORM", "Cell", "Matrix", "Mention", "classes", "epoms_class", "matrix", "mentions"]

CLASSES_FORM = "epoms"  #: id of the form in which people set a touchpoint's EPOMS class
_CLASS = re.compile(r"\b(earned|paid|owned|managed|shared|verdient|bezahlt|eigen|gesteuert|geteilt)")
_GERMAN = {"verdient": "earned", "bezahlt": "paid", "eigen": "owned", "gesteuert": "managed", "geteilt": "shared"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage in which an interviewee reports a contact.

    Attributes:
        interview, passage: ids.
        touchpoint: the code's id without its family.
        epoms: earned, paid, owned, managed or shared.
        phase: id of the phase it happened in.
        valence: -1, 0 or 1.
        job: id of the interview's main job, "" where it has none.
        status: of the coding it rests on.
    """

    interview: str
    passage: str
    touchpoint: str
    epoms: str
    phase: str
    valence: int
    job: str
    status: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A touchpoint in a phase.

    Attributes:
        interviews: how many interviews report it.
        mentions: how many passages do.
        valence: mean over interviews of each one's mean, -1 to 1, so that one talkative person does not outweigh others.
        unreviewed: how many of the mentions nobody has reviewed.
    """

    interviews: int
    mentions: int
    valence: float
    unreviewed: int


@dataclass(frozen=True)
class Matrix:
    """Touchpoints by phase.

    Attributes:
        job: the job whose interviews it counts, "" for all.
        base: the number of interviews counted ("n of base").
        touchpoints: (touchpoint, EPOMS class) of every row, those without a mention included.
        phases: ids of the columns in order.
        cells: (touchpoint, phase) -> cell; pairs that nobody reported are missing.
    """

    job: str
    base: int
    touchpoints: tuple[tuple[str, str], ...]
    phases: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Touchpoints of the codebook that no interview reports: never met, never said, or never asked."""
        met = {touchpoint for touchpoint, _ in self.cells}
        return tuple(touchpoint for touchpoint, _ in self.touchpoints if touchpoint not in met)

    @property
    def empty_phases(self) -> tuple[str, ...]:
        """Phases without any touchpoint."""
        met = {phase for _, phase in self.cells}
        return tuple(phase for phase in self.phases if phase not in met)


def classes(codebook: Codebook, typed: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, str]:
    """The EPOMS class of each touchpoint: the codebook's, unless a person set another one in the workbook.

    Args:
        codebook: its touchpoints, in its order.
        typed: the form "epoms": touchpoint -> {"epoms": ...}, in English or German; what is no class changes nothing.
    """
    known = {code.id.split(".", 1)[1]: code.epoms for code in codebook.codes if code.family == TOUCHPOINT}
    for touchpoint, fields in sorted((typed or {}).items()):
        own = epoms_class(fields.get("epoms", ""))
        if own and touchpoint in known:
            known[touchpoint] = own
    return known


def epoms_class(typed: str) -> str:
    """The class that a person means by "paid", "bezahlt" or "bezahlt (paid)"; "" where it is none."""
    match = _CLASS.search(typed.casefold())
    return _GERMAN.get(match[1], match[1]) if match else ""


def mentions(codings: Iterable[Coding], classed: Mapping[str, str], main_jobs: Mapping[str, str]) -> tuple[Mention, ...]:
    """The touchpoint codings as mentions, one contact told in several breaths in one phase.

    Args:
        codings: those that count, in the order of the talk.
        classed: touchpoint -> EPOMS class, see `classes`.
        main_jobs: interview -> job.
    """
    contacts = [c for c in codings if c.code.split(".", 1)[0] == TOUCHPOINT]
    return tuple(
        Mention(
            coding.interview,
            coding.passage,
            coding.code.split(".", 1)[1],
            classed.get(coding.code.split(".", 1)[1], ""),
            coding.phase,
            coding.valence,
            main_jobs.get(coding.interview, ""),
            coding.status,
        )
        for coding in _settled(contacts)
    )


def _settled(contacts: Sequence[Coding]) -> list[Coding]:
    """A phase that only one of three or more mentions of a contact names gives way to the phase of most of them."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for coding in contacts:
        votes[coding.interview, coding.code][coding.phase] += 1
    settled: list[Coding] = []
    for coding in contacts:
        phases = votes[coding.interview, coding.code]
        usual, most = min(phases.items(), key=lambda item: (-item[1], item[0]))
        lone = phases[coding.phase] == 1 and most >= 2 and coding.coder != "human"
        settled.append(replace(coding, phase=usual) if lone else coding)
    return settled


def matrix(
    found: Sequence[Mention], interviews: Sequence[str], classed: Mapping[str, str], phases: Sequence[str], job: str = ""
) -> Matrix:
    """Counts of interviews and mentions by touchpoint and phase.

    Args:
        found: all mentions.
        interviews: ids of the interviews that form the base.
        classed: touchpoint -> EPOMS class: the rows, in its order; others that were mentioned follow.
        phases: ids of the columns.
        job: what the base stands for.
    """
    base = set(interviews)
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found:
        if mention.interview in base:
            groups[mention.touchpoint, mention.phase].append(mention)
    rows = dict(classed)
    for touchpoint, _ in sorted(groups):
        rows.setdefault(touchpoint, "")
    cells = {key: _cell(group) for key, group in groups.items()}
    return Matrix(job, len(base), tuple(rows.items()), tuple(phases), cells)


def _cell(group: Sequence[Mention]) -> Cell:
    by_interview: dict[str, list[int]] = defaultdict(list)
    for mention in group:
        by_interview[mention.interview].append(mention.valence)
    means = [sum(values) / len(values) for values in by_interview.values()]
    unreviewed = sum(mention.status == "suggested" for mention in group)
    return Cell(len(by_interview), len(group), round(sum(means) / len(means), 2), unreviewed)
