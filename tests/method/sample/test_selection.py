"""The choice: compared with trying out everything, and explained."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipeline.method.sample.candidates import Candidate, SampleRules, Screened, screen
from pipeline.method.sample.days import Day
from pipeline.method.sample.selection import LOST_SHARE, WEIGHTS, Selection, select

TODAY = Day(2026, 7, 29)


def person(name: str, segment: str = "a", band: str = "<50", company: str = "", **more: Any) -> Candidate:
    decided = more.pop("decided", Day(2026, 3, 1))
    return Candidate(
        int(name[1:]), name, company or f"Firma {name}", f"Anna {name}", segment=segment, band=band, decided=decided, **more
    )


def among(*people: Candidate, rules: SampleRules, **wishes: str) -> Screened:
    return screen(people, TODAY, rules, wishes)


def chosen(*people: Candidate, planned: tuple[str, ...] = (), wishes: dict[str, str] | None = None, **rules: Any) -> Selection:
    settings = replace(SampleRules(), **{"count": (1, 1), **rules})
    return select(screen(people, TODAY, settings, wishes or {}), settings, planned)


def ids(selection: Selection) -> list[str]:
    return [choice.candidate.id for choice in selection.selected]


def value(people: tuple[Candidate, ...], screened: Screened, rules: SampleRules) -> float:
    """The objective, written down a second time without a linear program; the seed's share left out."""
    first, last = (day.number for day in screened.window)
    covered = {c.segment for c in people} - {""}, {c.band for c in people} - {""}
    cells = {(c.segment, c.band) for c in people if c.segment and c.band}
    total = WEIGHTS["segment"] * len(covered[0]) + WEIGHTS["size"] * len(covered[1]) + WEIGHTS["cell"] * len(cells)
    high = min(rules.count[1], possible(screened, rules))
    low = min(rules.count[0], possible(screened, rules))
    for kind in ("segment", "band"):
        groups = {getattr(c, kind) for c in screened.eligible} - {""}
        fair = max(1, ceil(high / max(1, len(groups))))
        counts = Counter(getattr(c, kind) for c in people if getattr(c, kind))
        total -= WEIGHTS["balance"] * sum(max(0, n - fair) for n in counts.values())
    outcomes = Counter(c.outcome for c in screened.eligible)
    if outcomes["won"] and outcomes["lost"]:
        enough = min(outcomes["lost"], ceil(LOST_SHARE * low))
        total -= WEIGHTS["outcome"] * max(0, enough - sum(c.outcome == "lost" for c in people))
    for c in people:
        assert c.decided is not None
        total += WEIGHTS["complexity"] * 0.5 + WEIGHTS["recency"] * round((c.decided.number - first) / (last - first), 3)
    return total - WEIGHTS["person"] * (len(people) - low)


def possible(screened: Screened, rules: SampleRules) -> int:
    sent = Counter(screened.companies[c.id] for c in screened.eligible)
    return sum(min(n, rules.max_per_company) for n in sent.values())


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", ""]),
        st.sampled_from(["<50", "250+", ""]),
        st.integers(0, 4),
        st.sampled_from(["won", "lost", ""]),
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=9,
)


@hypothesis_settings(max_examples=60)
@given(PEOPLE, st.integers(1, 3), st.integers(0, 2), st.integers(1, 2))
def test_no_choice_is_better(rows: list[tuple[str, str, int, str, int]], low: int, more: int, limit: int) -> None:
    people = tuple(
        person(f"c{n}", segment, band, company=f"Haus {house} X", outcome=outcome, decided=Day(2026, 2, day))
        for n, (segment, band, house, outcome, day) in enumerate(rows)
    )
    rules = SampleRules(count=(low, low + more), max_per_company=limit)
    found = among(*people, rules=rules)
    selection = select(found, rules)
    ours = tuple(choice.candidate for choice in selection.selected)
    room = possible(found, rules)
    allowed = [
        group
        for size in range(min(low, room), min(low + more, room) + 1)
        for group in combinations(found.eligible, size)
        if max(Counter(found.companies[c.id] for c in group).values(), default=0) <= limit
    ]
    assert selection.optimal
    assert min(low, room) <= len(ours) <= min(low + more, room)
    assert max(Counter(found.companies[c.id] for c in ours).values(), default=0) <= limit
    best = max(value(group, found, rules) for group in allowed)
    assert value(ours, found, rules) == pytest.approx(best, abs=0.01)  # 0.001 a person is the seed's


def test_a_segment_and_a_size_each_are_covered_before_anything_else() -> None:
    people = [person(f"c{n}", "lifts", "<50", measures={"people": 9.0}) for n in range(5)]
    people += [person("c7", "pumps", "50–249", measures={"people": 1.0}), person("c8", "doors", "250+", measures={"people": 1.0})]
    assert set(ids(chosen(*people, count=(3, 3)))) >= {"c7", "c8"}


def test_among_equals_the_complex_decision_is_preferred_then_the_fresh_one() -> None:
    simple, complex_ = (person(f"c{n}", measures={"people": float(n)}) for n in (1, 9))
    assert ids(chosen(simple, complex_)) == ["c9"]
    old, new = person("c1", decided=Day(2026, 2, 1)), person("c2", decided=Day(2026, 4, 1))
    assert ids(chosen(old, new)) == ["c2"]


def test_a_further_person_must_fill_an_empty_cell() -> None:
    alike = [person(f"c{n}") for n in range(6)]
    assert len(chosen(*alike, count=(2, 5)).selected) == 2
    other = [person("c7", "b"), person("c8", "b", "250+")]
    assert len(chosen(*alike, *other, count=(2, 5)).selected) == 3


def test_one_company_sends_one_person_and_a_colleague_stands_by() -> None:
    people = person("c1", company="Nord GmbH"), person("c2", company="Nord"), person("c3")
    selection = chosen(*people, count=(3, 3))
    assert len(ids(selection)) == 2
    (colleague,) = selection.reserve
    assert colleague.only_for in ("c1", "c2")
    assert colleague.replaces == colleague.only_for
    assert len(chosen(*people, count=(3, 3), max_per_company=2).selected) == 3


def test_wishes_outweigh_everything_but_the_wish_itself() -> None:
    people = [person(f"c{n}", company="Nord GmbH") for n in range(3)] + [person("c7", "b"), person("c8", "c")]
    selection = chosen(*people, count=(2, 2), wishes={"c0": "must", "c1": "must", "c2": "must", "c7": "never"})
    assert sorted(ids(selection)) == ["c0", "c1", "c2"]
    assert all(choice.must for choice in selection.selected)


def test_who_was_planned_stays_for_a_slightly_better_choice() -> None:
    people = person("c1", measures={"people": 1.0}), person("c2", measures={"people": 9.0})
    assert ids(chosen(*people)) == ["c2"]
    assert ids(chosen(*people, planned=("c1",))) == ["c1"]
    assert chosen(*people, planned=("c2",)).score == chosen(*people).score


def test_the_seed_decides_between_equals_and_only_the_seed() -> None:
    people = [person(f"c{n}") for n in range(8)]
    found = {seed: ids(chosen(*people, seed=seed)) for seed in range(12)}
    assert len({tuple(names) for names in found.values()}) > 1
    assert all(ids(chosen(*reversed(people), seed=seed)) == names for seed, names in found.items())


def test_a_weight_can_be_changed() -> None:
    people = (
        person("c1", "a", measures={"people": 9.0}),
        person("c2", "a", measures={"people": 8.0}),
        person("c3", "b", measures={"people": 1.0}),
    )
    assert "c3" in ids(chosen(*people, count=(2, 2)))
    no_mix = {"segment": 0.0, "size": 0.0, "cell": 0.0, "balance": 0.0, "complexity": 50.0}
    assert sorted(ids(chosen(*people, count=(2, 2), weights=no_mix))) == ["c1", "c2"]


def test_lost_decisions_belong_to_the_mix() -> None:
    people = [person(f"c{n}", outcome="won", measures={"value": 9.0 + n}) for n in range(6)]
    selection = chosen(*people, person("c8", outcome="lost", measures={"value": 8.0}), count=(4, 4))
    assert "c8" in ids(selection)


def test_complexity_is_the_mean_rank_and_what_is_unknown_counts_as_the_middle() -> None:
    people = (
        person("c1", measures={"people": 2.0, "value": 10.0, "switch": 1.0}),
        person("c2", measures={"people": 4.0, "switch": 1.0}),
        person("c3", measures={"people": 9.0, "value": 90.0, "switch": 1.0}),
    )
    found = {choice.candidate.id: choice for choice in chosen(*people, count=(3, 3)).selected}
    assert [found[name].complexity for name in ("c1", "c2", "c3")] == [0.0, 0.5, 1.0]
    assert found["c3"].strongest == ("people", "value")
    assert chosen(person("c1")).selected[0].complexity is None


def test_why_names_what_nobody_else_covers() -> None:
    people = person("c1", "a", "<50"), person("c2", "a", "250+"), person("c3", "b", "250+")
    alone = {choice.candidate.id: choice.alone for choice in chosen(*people, count=(3, 3)).selected}
    assert alone == {"c1": ("size", "cell"), "c2": ("cell",), "c3": ("segment", "cell")}


def test_too_few_are_all_taken_and_nobody_is_no_error() -> None:
    assert len(chosen(person("c1"), person("c2"), count=(8, 12)).selected) == 2
    nobody = chosen(count=(8, 12))
    assert (nobody.selected, nobody.reserve) == ((), ())


def test_thousands_are_chosen_from_in_a_moment_as_from_the_best_of_each_kind() -> None:
    people = [
        person(f"c{n}", f"s{n % 20}", ("<50", "50–249", "250+")[n % 3], measures={"value": float(n * 7919 % 1000)})
        for n in range(3000)
    ]
    selection = chosen(*people, count=(8, 12))
    assert selection.optimal
    assert len(selection.selected) == 12
    assert len({(c.candidate.segment, c.candidate.band) for c in selection.selected}) == 12
    assert len(selection.reserve) == 2988
