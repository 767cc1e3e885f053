"""Step 3: jobs-to-be-done. What interviews report is clustered into a few main jobs; researchers have the last word.

A job belongs to a buying centre, that is an interview, never to a persona: interviews whose profiles are alike
(`profiles`: triggers above all, then fears, criteria, obstacles, needs) want the same progress. `clustering` groups them and
chooses how many jobs there are, `job_edits` applies what people typed, `statements` drafts a sentence from quotes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coding
from pipeline.method.jobs.clustering import Cut, grouped, stability
from pipeline.method.jobs.forces import FORCES, counted
from pipeline.method.jobs.job_edits import Arrangement, Lost, arranged
from pipeline.method.jobs.profiles import WEIGHTS, Profiles, places, profiles
from pipeline.method.jobs.statements import draft, told
from pipeline.method.review.edits import Edits
from pipeline.method.talk.passages import Passage

__all__ = ["FORCES", "Found", "Job", "JobShare", "jobs"]

Matrix = NDArray[np.float64]
TERMS = 8  #: codes that are named as setting a job apart
SHARPNESS = 4.0  #: how sharply likeness to a job's centre becomes a share


@dataclass(frozen=True, slots=True)
class Job:
    """A main job.

    Attributes:
        id: "job1", ... in the order of how many interviews rest on it.
        label: a person's, or its strongest codes in the study's language.
        statement: a person's, or a draft "When ..., I want to ..., so I can ..." assembled from verbatim passages.
        evidence: ids of the passages the draft quotes.
        interviews: the interviews whose main job it is, sorted.
        terms: codes that set it apart, strongest first.
        forces: force -> number of its interviews that report it.
        stability: 0 to 1, how much of it stays together when codes are drawn again and interviews are left out one by one.
        key: what it is known by over re-runs: its most typical interview, or "+" and its name where a person made it.
        machine_label, draft: label and statement without a person's.
        named: whether the label is a person's.
        written: whether the statement is a person's.
        moved: those of its interviews that a person put there.
        unreviewed: how many of its interviews' codings nobody has reviewed.
        codings: how many codings its interviews have.
    """

    id: str
    label: str
    statement: str
    evidence: tuple[str, ...]
    interviews: tuple[str, ...]
    terms: tuple[str, ...]
    forces: tuple[tuple[str, int], ...]
    stability: float
    key: str = ""
    machine_label: str = ""
    draft: str = ""
    named: bool = False
    written: bool = False
    moved: tuple[str, ...] = ()
    unreviewed: int = 0
    codings: int = 0


@dataclass(frozen=True, slots=True)
class JobShare:
    """How much of an interview belongs to a job: shares of an interview add up to 1; the largest is its main job.

    Attributes:
        job, interview: ids.
        share: 0 to 1.
        roles: codes of the buying-centre roles it reports.
        forces: force -> 1 where it reports it.
        codings: how many codings of the interview count.
        unreviewed: how many of them nobody has reviewed.
    """

    job: str
    interview: str
    share: float
    roles: tuple[str, ...]
    forces: tuple[tuple[str, int], ...]
    codings: int
    unreviewed: int


@dataclass(frozen=True)
class Found:
    """What the clustering found and people made of it.

    Attributes:
        jobs: the one most interviews rest on first.
        shares: sorted by job and interview.
        cuts: the numbers of jobs that were considered, with the quality of each.
        chosen: the number that was chosen, before people's edits.
        merged: key of a job that a person merged -> (what the machine called it, key of the job it went into).
        lost: what people typed that has no effect any more.
    """

    jobs: tuple[Job, ...] = ()
    shares: tuple[JobShare, ...] = ()
    cuts: tuple[Cut, ...] = ()
    chosen: int = 0
    merged: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()


def jobs(
    interviews: Sequence[str],
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    language: str,
    number: int = 0,
    edits: Edits | None = None,
    vectors: Mapping[str, Sequence[float]] | None = None,
) -> Found:
    """Main jobs and each interview's shares in them.

    Args:
        interviews: ids of all interviews, also of those without a coding.
        codings: those that count.
        passages: by id, in the order of the talk.
        codebook: for meanings and labels.
        language: of labels and statements.
        number: of jobs; 0 to choose.
        edits: what people typed.
        vectors: passage -> an encoder's vector, if there is one.
    """
    edits = edits or Edits()
    profile = profiles(interviews, codings, passages, codebook, vectors)
    if not profile.names:
        return Found(lost=arranged([], [], [], edits, interviews).lost)
    columns = [*profile.codes, *map(str, range(profile.rows.shape[1] - len(profile.codes)))]
    best, cuts = grouped(profile.rows, columns, number)
    groups = _in_order([[n for n, own in enumerate(best.labels) if own == label] for label in range(best.groups)], profile.names)
    typical = [_typical(rows, profile) for rows in groups]
    called = _unique([_Codes(rows, profile, codebook, language) for rows in groups])
    plan = arranged([[profile.names[n] for n in rows] for rows in groups], typical, called, edits, interviews)
    found = _Maker(profile, columns, plan, codings, passages, codebook, language).all()
    by_key = dict(zip(plan.keys, called, strict=True))
    merged = {key: (plan.typed.get(key, {}).get("label", by_key.get(key, "")), into) for key, into in plan.merged.items()}
    shares = tuple(_shares(found, profile, codings))
    return Found(tuple(found), shares, cuts, best.groups, merged, plan.lost)


def _in_order(groups: Sequence[Sequence[int]], names: Sequence[str]) -> list[list[int]]:
    """Groups by size, then by their first interview."""
    return sorted((sorted(rows) for rows in groups if rows), key=lambda rows: (-len(rows), names[rows[0]]))


def _typical(rows: Sequence[int], profile: Profiles) -> list[str]:
    """The interviews of a group, the most like the others of it and the least like the rest first."""
    alike = profile.rows @ profile.rows.T
    rest = [n for n in range(len(profile.names)) if n not in set(rows)]
    own = {n: float(alike[n, rows].mean() - (alike[n, rest].mean() if rest else 0.0)) for n in rows}
    return [profile.names[n] for n in sorted(rows, key=lambda n: (-round(own[n], 6), profile.names[n]))]


class _Codes:
    """What a group of interviews reports more than the others: its leading codes and a label made of them."""

    def __init__(self, rows: Sequence[int], profile: Profiles, codebook: Codebook, language: str) -> None:
        member = np.zeros(len(profile.names), dtype=bool)
        member[list(rows)] = True
        sure = np.minimum(profile.evidence, 1.5) * np.array([WEIGHTS[code.split(".", 1)[0]] for code in profile.codes])
        inside = sure[member].mean(axis=0) if rows else np.zeros(len(profile.codes))
        outside = sure[~member].mean(axis=0) if (~member).any() else np.zeros(len(profile.codes))
        strength = inside + (inside - outside)
        reporting = (profile.evidence[member] > 0).sum(axis=0)
        order = np.argsort(-strength.round(9), kind="stable")
        self.ranked = [profile.codes[n] for n in order if reporting[n]]
        spread = {profile.codes[n]: int(reporting[n]) for n in order}
        triggers = [code for code in self.ranked if code.startswith("trigger.")]
        second = [code for code in triggers[1:] if spread[code] * 2 >= len(rows)][:1]
        self.leading = triggers[:1] + second + [code for code in self.ranked if code.startswith("need.")][:1]
        self._codebook, self._language = codebook, language

    def label(self, more: int = 0) -> str:
        """The leading codes, and `more` further ones where another job has the same."""
        named = self.leading or self.ranked[:2]
        further = [code for code in self.ranked if code not in named][:more]
        return " + ".join(self._codebook.label(code, self._language) for code in (*named, *further))


def _unique(groups: Sequence[_Codes]) -> list[str]:
    """A label each; of several alike the later ones name further codes, at last a number."""
    labels: list[str] = []
    for number, codes in enumerate(groups, start=1):
        offers = [label for label in (codes.label(more) for more in range(4)) if label not in labels]
        labels.append(offers[0] if offers else f"{codes.label()} ({number})")
    return labels


class _Maker:
    """Makes the jobs out of an arrangement."""

    def __init__(
        self,
        profile: Profiles,
        columns: Sequence[str],
        plan: Arrangement,
        codings: Sequence[Coding],
        passages: Mapping[str, Passage],
        codebook: Codebook,
        language: str,
    ) -> None:
        self._profile, self._plan, self._codings, self._passages = profile, plan, codings, passages
        self._place = places(passages.values())
        self._codebook, self._language = codebook, language
        self._order = sorted(plan.members, key=lambda key: (-len(plan.members[key]), plan.members[key][0]))
        self._rows = {name: n for n, name in enumerate(profile.names)}
        labels = [0] * len(profile.names)
        for number, key in enumerate(self._order):
            for name in plan.members[key]:
                if name in self._rows:
                    labels[self._rows[name]] = number
        self._stable = stability(profile.rows, columns, labels)

    def all(self) -> list[Job]:
        """The jobs, the one most interviews rest on first."""
        groups = [self._codes(key) for key in self._order]
        labels = _unique(groups)
        return [self._job(n, key, codes, labels[n]) for n, (key, codes) in enumerate(zip(self._order, groups, strict=True))]

    def _codes(self, key: str) -> _Codes:
        rows = [self._rows[name] for name in self._plan.members[key] if name in self._rows]
        return _Codes(rows, self._profile, self._codebook, self._language)

    def _job(self, number: int, key: str, codes: _Codes, label: str) -> Job:
        members, typed = self._plan.members[key], self._plan.typed.get(key, {})
        own = [coding for coding in self._codings if coding.interview in set(members)]
        rows = [self._rows[name] for name in members if name in self._rows]
        typical = _typical(rows, self._profile) if rows else ()
        parts = draft(own, codes.leading, self._passages, self._place, self._language, typical)
        sentence = told(parts, self._language)
        named = typed.get("label") or self._plan.made.get(key, "")
        return Job(
            id=f"job{number + 1}",
            label=named or label,
            statement=typed.get("statement") or sentence,
            evidence=tuple(part.passage for part in parts if part is not None),
            interviews=members,
            terms=tuple(codes.ranked[:TERMS]),
            forces=counted(own),
            stability=self._stable.get(number, 0.0),
            key=key,
            machine_label=label,
            draft=sentence,
            named=bool(named),
            written="statement" in typed,
            moved=tuple(name for name in members if name in self._plan.moved),
            unreviewed=sum(coding.status == "suggested" for coding in own),
            codings=len(own),
        )


def _shares(found: Sequence[Job], profile: Profiles, codings: Sequence[Coding]) -> list[JobShare]:
    by_interview: dict[str, list[Coding]] = {}
    for coding in codings:
        by_interview.setdefault(coding.interview, []).append(coding)
    at = {name: n for n, name in enumerate(profile.names)}
    width = profile.rows.shape[1]
    centres = np.array([_centre([profile.rows[at[n]] for n in job.interviews if n in at], width) for job in found])
    mains = {name: number for number, job in enumerate(found) for name in job.interviews}
    result: list[JobShare] = []
    for name, main in sorted(mains.items()):
        row = profile.rows[at[name]] if name in at else np.zeros(width)
        mine = np.exp(SHARPNESS * (centres @ row))
        mine[main] = max(mine[main], mine.max() * 1.02)  # its group is its main job, also at a border
        talk = by_interview.get(name, [])
        roles = tuple(sorted({c.code for c in talk if c.code.startswith("role.")}))
        forces = tuple((force, math.trunc(n > 0)) for force, n in counted(talk))
        unreviewed = sum(c.status == "suggested" for c in talk)
        result += [
            JobShare(job.id, name, round(float(share), 3), roles, forces, len(talk), unreviewed)
            for job, share in zip(found, mine / mine.sum(), strict=True)
        ]
    return sorted(result, key=lambda share: (share.job, share.interview))


def _centre(rows: Sequence[Matrix], width: int) -> Matrix:
    return np.mean(rows, axis=0) if rows else np.zeros(width)
