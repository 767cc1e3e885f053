"""Step 3: jobs-to-be-done. What interviews report is clustered into a few main jobs.

A job belongs to a buying centre, that is an interview, never to a persona. Interviews that report the same triggers and
needs want the same progress: agglomerative clustering (average linkage on cosine distances, deterministic) of the codes they
report; the number of jobs is the one with the best mean silhouette (Rousseeuw 1987, doi 10.1016/0377-0427(87)90125-7) that
survives leaving interviews out. Codes are used rather than words so that German and English interviews meet.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.method.codebook import Codebook
from pipeline.method.coding import Coding
from pipeline.method.passages import Passage

__all__ = ["FORCES", "Job", "JobShare", "jobs"]

FORCES = ("push", "pull", "anxiety", "habit")  #: the switch forces (Moesta & Engle 2020, Demand-Side Sales 101)
#: how much a family says about the progress people want: what set them off and what they need, far more than how they looked
WEIGHTS: Mapping[str, float] = {"trigger": 3.0, "need": 1.0, "criterion": 0.5, "fear": 0.35, "obstacle": 0.35}
MOST_JOBS, LEAST_BASE = 5, 3  #: jobs at most; interviews a job should rest on, on average
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Job:
    """A main job.

    Attributes:
        id: "job1", ... in the order of how many interviews rest on it.
        label: its strongest codes, in the study's language.
        statement: a draft "When ..., I want to ..." assembled from verbatim passages.
        evidence: ids of the passages the statement quotes.
        interviews: the interviews whose main job it is, sorted.
        terms: codes that set it apart, strongest first.
        forces: force -> number of its interviews that report it.
        stability: 0 to 1, how much of it stays together when interviews are left out one by one.
    """

    id: str
    label: str
    statement: str
    evidence: tuple[str, ...]
    interviews: tuple[str, ...]
    terms: tuple[str, ...]
    forces: tuple[tuple[str, int], ...]
    stability: float


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


def jobs(
    interviews: Sequence[str],
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    language: str,
) -> tuple[tuple[Job, ...], tuple[JobShare, ...]]:
    """Main jobs and each interview's shares in them.

    Args:
        interviews: ids of all interviews, also of those without a coding.
        codings: those that count.
        passages: by id.
        codebook: for labels.
        language: of labels and statements.
    """
    reported = _reported(codings)
    names = [name for name in sorted(interviews) if any(c.split(".", 1)[0] in WEIGHTS for c in reported.get(name, ()))]
    if not names:
        return (), ()
    terms, features = _features(names, reported)
    labels = _cluster(features)
    stability = _stability(features, labels)
    order = _order(labels, names)
    found: list[Job] = []
    for number, label in enumerate(order, start=1):
        members = [place for place, own in enumerate(labels) if own == label]
        found.append(
            _job(f"job{number}", members, stability[label], names, terms, features, codings, passages, codebook, language)
        )
    return tuple(found), tuple(_shares(found, order, labels, names, features, codings))


def _reported(codings: Sequence[Coding]) -> dict[str, frozenset[str]]:
    """Interview -> the codes it reports; how often says more of a talker than of a job."""
    codes: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        codes[coding.interview].add(coding.code)
    return {name: frozenset(found) for name, found in codes.items()}


def _features(names: Sequence[str], reported: Mapping[str, frozenset[str]]) -> tuple[list[str], Matrix]:
    """One row an interview, one column a code: family weight times rarity where it is reported, rows of length 1."""
    terms = sorted({code for name in names for code in reported[name] if code.split(".", 1)[0] in WEIGHTS})
    raw = np.array([[float(code in reported[name]) for code in terms] for name in names])
    spread = raw.sum(axis=0)
    rarity = np.log((1 + len(names)) / (1 + spread)) + 0.3
    weight = np.array([WEIGHTS[code.split(".", 1)[0]] for code in terms])
    features = raw * rarity * weight
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    return terms, features / np.where(lengths > 0, lengths, 1.0)


def _cluster(features: Matrix) -> list[int]:
    """A cluster number a row; the number of clusters is the one with the best mean silhouette, one where none is positive."""
    count = len(features)
    most = min(MOST_JOBS, count // LEAST_BASE)
    if most < 2:
        return [0] * count
    distances = (1 - features @ features.T).clip(0, 2).round(9)  # equal ones are equal on every machine
    np.fill_diagonal(distances, 0)
    best, answer = 0.0, [0] * count
    for labels in _cuts(distances, most):
        value = _silhouette(distances, labels)
        if value > best + 0.01:
            best, answer = value, labels
    return answer


def _cuts(distances: Matrix, most: int) -> list[list[int]]:
    """The clusterings into 2 to `most` groups by average linkage (Sokal & Michener 1958).

    The two groups with the smallest mean distance are joined, the first of equals first, until two are left. (Written out
    because importing scipy.cluster takes a fifth of the time a whole re-run may take; a test compares the two.)
    """
    groups = [[row] for row in range(len(distances))]
    between = distances + np.diag(np.full(len(distances), np.inf))
    cuts: list[list[int]] = []
    while len(groups) > 2:
        one, other = sorted(int(place) for place in np.unravel_index(np.argmin(between), between.shape))
        sizes = len(groups[one]), len(groups[other])
        merged = (sizes[0] * between[one] + sizes[1] * between[other]) / sum(sizes)
        between[one], between[:, one] = merged, merged
        between[one, one] = np.inf
        between = np.delete(np.delete(between, other, axis=0), other, axis=1)
        groups[one] += groups.pop(other)
        if len(groups) <= most:
            cuts.append(_labels(groups, len(distances)))
    return cuts[::-1]


def _labels(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    labels = [0] * count
    for label, rows in enumerate(groups, start=1):
        for row in rows:
            labels[row] = label
    return labels


def _silhouette(distances: Matrix, labels: Sequence[int]) -> float:
    """Mean over rows of how much nearer its own group is than the nearest other, -1 to 1; 0 for a row alone in its group."""
    groups, own = np.unique(np.array(labels), return_inverse=True)
    member = np.eye(len(groups))[own]
    sizes = member.sum(axis=0)
    sums = distances @ member
    rows = np.arange(len(own))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    values = (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(sizes[own] > 1, values, 0.0).mean())


def _stability(features: Matrix, labels: Sequence[int]) -> dict[int, float]:
    """Cluster -> mean Jaccard overlap with its best match when each interview in turn is left out (Hennig 2007)."""
    count = len(labels)
    step = max(1, count // 40)  # beyond forty interviews a systematic sample of omissions is enough
    overlaps: dict[int, list[float]] = defaultdict(list)
    for left_out in range(0, count, step) if count >= 5 else ():
        rest = [row for row in range(count) if row != left_out]
        again = dict(zip(rest, _cluster(features[rest]), strict=True))
        for label in set(labels):
            mine = {row for row in rest if labels[row] == label}
            others = [{row for row in rest if again[row] == other} for other in set(again.values())]
            if mine:
                overlaps[label].append(max(len(mine & o) / len(mine | o) for o in others))
    return {label: round(float(np.mean(overlaps[label])), 2) if overlaps[label] else 0.0 for label in set(labels)}


def _order(labels: Sequence[int], names: Sequence[str]) -> list[int]:
    """Clusters by size, then by their first interview."""
    first = {label: next(n for n, own in zip(names, labels, strict=True) if own == label) for label in labels}
    return sorted(set(labels), key=lambda label: (-list(labels).count(label), first[label]))


def _job(
    job_id: str,
    members: Sequence[int],
    stability: float,
    names: Sequence[str],
    terms: Sequence[str],
    features: Matrix,
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    language: str,
) -> Job:
    rows = np.array([place in set(members) for place in range(len(names))])
    inside = features[rows].mean(axis=0)
    outside = features[~rows].mean(axis=0) if (~rows).any() else np.zeros(len(terms))
    strength = inside + 0.5 * (inside - outside)
    ranked = [terms[i] for i in np.argsort(-strength, kind="stable") if inside[i] > 0]
    leading = [code for code in ranked if code.startswith("trigger")][:2] + [c for c in ranked if c.startswith("need")][:1]
    mine = tuple(names[place] for place in members)
    own = [c for c in codings if c.interview in mine]
    statement, evidence = _statement(own, leading, passages, language)
    label = " + ".join(codebook.label(code, language) for code in (leading or ranked[:2]))
    return Job(job_id, label, statement, evidence, mine, tuple(ranked[:8]), _forces(own), stability)


_DRAFT = {
    "en": ("When “{}”", "we want “{}”", "(draft from verbatim passages)"),
    "de": ("Wenn „{}“", "wollen wir „{}“", "(Entwurf aus wörtlichen Passagen)"),
}


def _statement(
    own: Sequence[Coding], leading: Sequence[str], passages: Mapping[str, Passage], language: str
) -> tuple[str, tuple[str, ...]]:
    """A draft statement that quotes the best-backed trigger and need, verbatim."""
    when, want, note = _DRAFT.get(language, _DRAFT["en"])
    parts: list[str] = []
    evidence: list[str] = []
    for family, form in (("trigger", when), ("need", want)):
        wanted = [code for code in leading if code.startswith(family)]
        best = _best([c for c in own if c.code in wanted], passages)
        if best is not None:
            parts.append(form.format(passages[best.passage].text))
            evidence.append(best.passage)
    return (f"{', '.join(parts)} {note}" if parts else ""), tuple(evidence)


def _best(codings: Sequence[Coding], passages: Mapping[str, Passage]) -> Coding | None:
    """The coding with the highest score; among equals the one of middling length, which reads best."""
    readable = [c for c in codings if c.passage in passages]
    return min(readable, key=lambda c: (-round(c.score, 1), abs(len(passages[c.passage].text) - 120), c.passage), default=None)


def _forces(codings: Sequence[Coding]) -> tuple[tuple[str, int], ...]:
    """Force -> number of interviews: push triggers, pull needs and good contacts, anxiety fears, habit obstacle.habit."""
    reporting: dict[str, set[str]] = {force: set() for force in FORCES}
    for coding in codings:
        family = coding.code.split(".", 1)[0]
        if family == "trigger":
            reporting["push"].add(coding.interview)
        elif family == "need" or (family == "touchpoint" and coding.valence > 0):
            reporting["pull"].add(coding.interview)
        elif family == "fear":
            reporting["anxiety"].add(coding.interview)
        elif coding.code == "obstacle.habit":
            reporting["habit"].add(coding.interview)
    return tuple((force, len(reporting[force])) for force in FORCES)


def _shares(
    found: Sequence[Job],
    order: Sequence[int],
    labels: Sequence[int],
    names: Sequence[str],
    features: Matrix,
    codings: Sequence[Coding],
) -> list[JobShare]:
    own = np.array(labels)
    centres = np.array([features[own == label].mean(axis=0) for label in order])
    closeness = np.exp(4 * (features @ centres.T))
    result: list[JobShare] = []
    for row, name in enumerate(names):
        main = order.index(labels[row])
        mine = closeness[row].copy()
        mine[main] = max(mine[main], mine.max() * 1.02)  # its cluster is its main job, also at a border
        mine /= mine.sum()
        talk = [c for c in codings if c.interview == name]
        roles = tuple(sorted({c.code for c in talk if c.code.startswith("role.")}))
        forces = tuple((force, math.trunc(n > 0)) for force, n in _forces(talk))
        unreviewed = sum(c.status == "suggested" for c in talk)
        result += [
            JobShare(job.id, name, round(float(share), 3), roles, forces, len(talk), unreviewed)
            for job, share in zip(found, mine, strict=True)
        ]
    return sorted(result, key=lambda share: (share.job, share.interview))
