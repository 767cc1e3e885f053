"""Step 1: choose the interviewees among the eligible, as a small optimisation that can be explained.

Maximise, over all choices of people that keep the hard constraints (how many; how many of one company; who must be in),

    what the choice covers:   each segment x size cell, each segment, each size that has anybody in it
  + what its people bring:    a complex decision, a decision that is fresh in memory, having been planned before
  - what is lopsided:         people beyond a fair share of a segment or size; too few lost decisions
  - the work:                 every person beyond the fewest wanted, so that a further one must fill an empty cell

It is a mixed-integer linear program, solved to the optimum by HiGHS (Huangfu & Hall 2018, doi 10.1007/s12532-017-0130-5)
through `scipy.optimize.milp`. Maximum variation with a bound on effort is what qualitative samples aim for (Patton 2015).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.sample.candidates import UNKNOWN, Candidate, SampleRules, Screened
from pipeline.method.sample.program import Program

__all__ = ["WEIGHTS", "Choice", "Selection", "select"]

#: what each soft constraint is worth
WEIGHTS: dict[str, float] = {
    "segment": 8.0,  # a segment that is covered
    "size": 8.0,  # a size that is covered
    "cell": 5.0,  # a segment x size cell that is covered
    "complexity": 3.0,  # the most complex decision
    "recency": 1.0,  # a decision at the near end of the months
    "kept": 20.0,  # planned the last time: who was invited is not dropped for a slightly better choice
    "outcome": 2.0,  # each lost decision that a mix lacks
    "balance": 1.5,  # each person beyond the fair share of a segment, and of a size
    "person": 5.0,  # each person beyond the fewest wanted
}
LOST_SHARE = 0.25  #: of the sample, where the list tells lost decisions from won ones

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """An eligible person, and what speaks for choosing this one.

    Attributes:
        candidate: who.
        rank: 1 is the first to ask.
        complexity: 0 to 1: the mean place among the eligible over all measures; None where the list has none.
        strongest: the measures in which this decision ranks highest, best first.
        alone: what nobody else in the selection covers: "segment", "size", "cell".
        must: chosen because a person wants it, or because the interview is in.
        replaces: id of the selected person for whom this one stands in best ("" for the selected).
        only_for: id of the selected colleague because of whom the company allows no further person.
    """

    candidate: Candidate
    rank: int
    complexity: float | None
    strongest: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    must: bool = False
    replaces: str = ""
    only_for: str = ""


@dataclass(frozen=True)
class Selection:
    """Whom to interview.

    Attributes:
        selected, reserve: best first.
        eligible: people by cell (segment, size).
        wanted: the fewest and most that were asked for, after what the list allows.
        optimal: whether no better choice exists; False where the search was cut short.
        score: of the choice: the value of the objective, without what former plans add.
    """

    selected: tuple[Choice, ...]
    reserve: tuple[Choice, ...]
    eligible: Mapping[Cell, int]
    wanted: tuple[int, int]
    optimal: bool = True
    score: float = 0.0


@dataclass(frozen=True)
class _Field:
    """The eligible with everything the program needs to know of them."""

    people: tuple[Candidate, ...]
    merit: Mapping[str, float]
    companies: Mapping[str, str]
    limits: Mapping[str, int]
    must: frozenset[str]
    kept: frozenset[str]
    wanted: tuple[int, int]
    weights: Mapping[str, float]

    def gain(self, person: Candidate) -> float:
        """What a person adds to the sum."""
        return self.merit[person.id] + self.weights["kept"] * (person.id in self.kept)


def select(screened: Screened, rules: SampleRules, planned: Iterable[str] = ()) -> Selection:
    """Choose.

    Args:
        screened: the eligible.
        rules: count, companies, weights, seed.
        planned: ids chosen the last time.
    """
    weights, former = {**WEIGHTS, **rules.weights}, frozenset(planned)
    people = screened.eligible
    complexity = _complexity(people)
    merit = _merit(screened, complexity, weights, rules.seed)
    field = _field(screened, rules, merit, former, weights)
    chosen, optimal, score = _solve(_promising(field)) if people else (frozenset[str](), True, 0.0)
    score -= weights["kept"] * len(chosen & former)
    cells = Counter((c.segment, c.band) for c in people)
    selected = _selected(field, chosen, complexity)
    return Selection(selected, _reserve(field, chosen, complexity), cells, field.wanted, optimal, round(score, 3))


def _field(
    screened: Screened, rules: SampleRules, merit: Mapping[str, float], kept: frozenset[str], weights: Mapping[str, float]
) -> _Field:
    """Bounds that can be kept: a person's wishes outweigh count and company limit."""
    people = screened.eligible
    in_company = Counter(screened.companies[c.id] for c in people)
    wished = Counter(screened.companies[c.id] for c in people if c.id in screened.must)
    limits = {name: min(n, max(rules.max_per_company, wished[name])) for name, n in in_company.items()}
    possible = sum(limits.values())
    low, high = (min(possible, max(bound, len(screened.must))) for bound in rules.count)
    return _Field(people, merit, screened.companies, limits, screened.must, kept, (low, high), weights)


def _complexity(people: Sequence[Candidate]) -> dict[str, tuple[float | None, tuple[str, ...]]]:
    """id -> place among the eligible, 0 to 1, over all measures (an unknown one counts as the middle), and the strongest."""
    known: dict[str, list[float]] = defaultdict(list)
    for c in people:
        for name, value in c.measures.items():
            known[name].append(value)
    places: dict[str, dict[float, float]] = {}
    for name, values in known.items():
        if len(set(values)) > 1:  # a measure in which all are alike tells nothing
            counts = Counter(values)
            below, places[name] = 0, {}
            for value in sorted(counts):  # mid-ranks, stretched so that the lowest is 0 and the highest 1
                places[name][value] = below + (counts[value] - 1) / 2
                below += counts[value]
            low, high = min(places[name].values()), max(places[name].values())
            places[name] = {value: (place - low) / (high - low) for value, place in places[name].items()}
    found: dict[str, tuple[float | None, tuple[str, ...]]] = {}
    for c in people:
        own = {name: places[name][c.measures[name]] for name in sorted(places) if name in c.measures}
        mean = (sum(own.values()) + 0.5 * (len(places) - len(own))) / len(places) if places else None
        strong = sorted((name for name, place in own.items() if place >= 0.6), key=lambda name: (-own[name], name))
        found[c.id] = (None if mean is None else round(mean, 3), tuple(strong))
    return found


def _merit(
    screened: Screened,
    complexity: Mapping[str, tuple[float | None, tuple[str, ...]]],
    weights: Mapping[str, float],
    seed: int,
) -> dict[str, float]:
    """What each person brings; the last decimals are the seed's, so that equals are told apart."""
    first, last = (day.number for day in screened.window)
    found = {}
    for c in screened.eligible:
        place = (c.decided.number - first) / max(1, last - first) if c.decided else 0.0
        recency = round(min(1.0, max(0.0, place)), 3)
        lot = int(fingerprint(seed, c.id), 16) / 16**16 / 1000
        complex_ = complexity[c.id][0]
        value = weights["complexity"] * (0.5 if complex_ is None else complex_) + weights["recency"] * recency
        found[c.id] = value + lot
    return found


def _promising(field: _Field) -> _Field:
    """Who can be part of an optimum: of people who are alike in segment, size and outcome, as many of the best as fit.

    Somebody below them could always be exchanged for one of them: at most `count - 1` others are chosen, and each takes
    the place of at most as many of them as one company may send.
    """
    room = field.wanted[1] * max(field.limits.values(), default=1)
    alike: dict[tuple[str, str, bool], list[Candidate]] = defaultdict(list)
    for c in field.people:
        alike[c.segment, c.band, c.outcome == "lost"].append(c)
    kept: set[str] = set(field.must)
    for group in alike.values():
        sent: Counter[str] = Counter()
        group.sort(key=lambda c: -field.gain(c))
        for c in group:
            company = field.companies[c.id]
            if sent[company] < field.limits[company] and sum(sent.values()) < room:
                sent[company] += 1
                kept.add(c.id)
    people = tuple(c for c in field.people if c.id in kept)
    return replace(field, people=people)


def _solve(field: _Field) -> tuple[frozenset[str], bool, float]:
    """The ids of the best choice, whether it is the optimum, and what it is worth."""
    program, weights = Program(), field.weights
    for c in field.people:
        program.variable(field.gain(c) - weights["person"], lower=float(c.id in field.must), whole=True)
    everyone = range(len(field.people))
    program.row([(place, 1.0) for place in everyone], *map(float, field.wanted))
    groups: dict[str, dict[object, list[int]]] = {"company": {}, "segment": {}, "size": {}, "cell": {}}
    for place, c in enumerate(field.people):
        for kind, value in (("company", field.companies[c.id]), *_covered(c).items()):
            groups[kind].setdefault(value, []).append(place)
    for company, members in groups["company"].items():
        if len(members) > field.limits[str(company)]:
            program.row([(place, 1.0) for place in members], 0.0, float(field.limits[str(company)]))
    for kind in ("segment", "size", "cell"):
        fair = max(1, ceil(field.wanted[1] / max(1, len(groups[kind]))))
        for members in groups[kind].values():
            program.cover(members, weights[kind])
            if kind != "cell" and len(members) > fair:
                program.excess(members, fair, weights["balance"])
    lost = [place for place, c in enumerate(field.people) if c.outcome == "lost"]
    if lost and any(c.outcome == "won" for c in field.people):
        enough = float(min(len(lost), ceil(LOST_SHARE * field.wanted[0])))
        lacking = program.variable(-weights["outcome"], upper=enough)
        program.row([(lacking, 1.0), *((place, 1.0) for place in lost)], enough, float("inf"))
    values, optimal, gain = program.solve()
    chosen = frozenset(c.id for c, value in zip(field.people, values, strict=False) if value > 0.5)
    return chosen, optimal, gain + weights["person"] * field.wanted[0]


def _covered(c: Candidate) -> dict[str, object]:
    """What a person covers; what is unknown covers nothing."""
    covered: dict[str, object] = {}
    if c.segment != UNKNOWN:
        covered["segment"] = c.segment
    if c.band != UNKNOWN:
        covered["size"] = c.band
    if len(covered) == 2:
        covered["cell"] = (c.segment, c.band)
    return covered


Complexity = Mapping[str, tuple[float | None, tuple[str, ...]]]


def _selected(field: _Field, chosen: frozenset[str], complexity: Complexity) -> tuple[Choice, ...]:
    people = [c for c in field.people if c.id in chosen]
    covered = Counter(item for c in people for item in _covered(c).items())
    worth = {
        c.id: field.merit[c.id] + sum(field.weights[kind] for kind, value in _covered(c).items() if covered[kind, value] == 1)
        for c in people
    }
    people.sort(key=lambda c: -worth[c.id])
    return tuple(
        Choice(
            c,
            rank,
            *complexity[c.id],
            alone=tuple(kind for kind, value in _covered(c).items() if covered[kind, value] == 1),
            must=c.id in field.must,
        )
        for rank, c in enumerate(people, start=1)
    )


def _reserve(field: _Field, chosen: frozenset[str], complexity: Complexity) -> tuple[Choice, ...]:
    """Everybody else who is eligible: first who fills what is still empty, then by merit."""
    people = [c for c in field.people if c.id in chosen]
    covered = {item for c in people for item in _covered(c).items()}
    sent = Counter(field.companies[c.id] for c in people)
    by_company = {field.companies[c.id]: c.id for c in people}

    def nearness(c: Candidate, other: Candidate) -> tuple[bool, bool, bool, bool, float]:
        colleague = field.companies[c.id] == field.companies[other.id]
        segment, size = c.segment == other.segment, c.band == other.band
        return (not colleague, not (segment and size), not segment, not size, field.merit[other.id])

    def worth(c: Candidate) -> float:
        return field.merit[c.id] + sum(field.weights[kind] for kind, value in _covered(c).items() if (kind, value) not in covered)

    found = []
    for c in field.people:
        if c.id in chosen:
            continue
        company = field.companies[c.id]
        full = sent[company] >= field.limits[company]
        nearest = min(people, key=lambda other: nearness(c, other)).id if people else ""
        found.append((full, -worth(c), c, nearest, by_company[company] if full else ""))
    found.sort(key=lambda item: (item[0], item[1]))
    return tuple(
        Choice(c, rank, *complexity[c.id], replaces=nearest, only_for=colleague)
        for rank, (_, _, c, nearest, colleague) in enumerate(found, start=1)
    )
