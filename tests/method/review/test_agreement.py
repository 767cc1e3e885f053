"""Step 3: agreement. The figures are checked against published examples."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.review.agreement import LEAST, MEASURES, Agreement, agreement, measures
from pipeline.method.review.agreement import _sums as sums
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.method.review.votes import Votes
from pipeline.study import Study
from tests.conftest import decide, study

ACCEPT, REJECT, ADD = Verdict.ACCEPT, Verdict.REJECT, Verdict.ADD
FAIR, DEMO = "touchpoint.fair", "touchpoint.demo"
PAIR = ("Ann", "Bob")
Ratings = Sequence[dict[str, bool]]


def of_table(both: int, first: int, second: int, neither: int) -> list[dict[str, bool]]:
    cells = ((both, True, True), (first, True, False), (second, False, True), (neither, False, False))
    return [{"Ann": a, "Bob": b} for times, a, b in cells for _ in range(times)]


def figures(ratings: Ratings, reviewers: Sequence[str] = PAIR) -> dict[str, float]:
    rows = np.array([sums(given, 1, reviewers) for given in ratings if len(given) > 1])
    return {name: float(value[0]) for name, value in measures(rows.sum(axis=0)[None, :], len(reviewers)).items()}


def test_feinstein_and_cicchetti_the_same_agreement_and_another_kappa() -> None:
    """Feinstein & Cicchetti 1990, "High agreement but low kappa" (doi 10.1016/0895-4356(90)90158-L), tables 1 and 2."""
    even, uneven = figures(of_table(40, 9, 6, 45)), figures(of_table(80, 10, 5, 5))
    assert (even["percent"], uneven["percent"]) == pytest.approx((0.85, 0.85))
    assert (even["kappa"], uneven["kappa"]) == pytest.approx((0.70, 0.32), abs=0.005)
    assert (even["pabak"], uneven["pabak"]) == pytest.approx((0.70, 0.70))


def test_gwet_kappa_under_zero_and_ac1_near_one() -> None:
    """Gwet 2008 (doi 10.1348/000711006X126600): 118 and 5, 2 and 0 of 125."""
    found = figures(of_table(118, 5, 2, 0))
    assert found["kappa"] == pytest.approx(-0.0234, abs=1e-4)
    assert found["ac1"] == pytest.approx(0.9408, abs=1e-4)


def test_krippendorff_two_observers_binary() -> None:
    """Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example A: alpha = 0.095."""
    meg, owen = "0100000010", "1110010000"
    ratings = [{"Ann": a == "1", "Bob": b == "1"} for a, b in zip(meg, owen, strict=True)]
    assert figures(ratings)["alpha"] == pytest.approx(0.095, abs=5e-4)
    assert figures(ratings)["percent"] == pytest.approx(0.6)


def test_coded_only_leaves_out_what_both_left_uncoded() -> None:
    few, many = figures(of_table(6, 2, 2, 10)), figures(of_table(6, 2, 2, 990))
    assert few["coded_only"] == many["coded_only"] == pytest.approx(0.6)
    assert many["percent"] > 0.99
    assert many["prevalence"] == pytest.approx(8 / 1000)


def test_where_all_say_yes_kappa_and_alpha_are_not_defined() -> None:
    found = figures(of_table(30, 0, 0, 0))
    assert not np.isfinite(found["kappa"])
    assert not np.isfinite(found["alpha"])
    assert (found["percent"], found["ac1"]) == (1.0, 1.0)


def alpha_by_coincidences(ratings: Ratings) -> float:
    """Krippendorff's alpha as he defines it: from the matrix of coincidences."""
    counts = {(a, b): 0.0 for a in (True, False) for b in (True, False)}
    for given_ in ratings:
        values = list(given_.values())
        for a, b in ((a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j):
            counts[a, b] += 1 / (len(values) - 1)
    n = {v: counts[v, True] + counts[v, False] for v in (True, False)}
    total = n[True] + n[False]
    return 1 - (total - 1) * counts[True, False] / (n[True] * n[False])


@given(
    st.lists(
        st.dictionaries(st.sampled_from(("Ann", "Bob", "Cem")), st.booleans(), min_size=2, max_size=3), min_size=2, max_size=40
    )
)
def test_with_gaps_and_three_reviewers_the_figures_are_those_of_their_definitions(ratings: list[dict[str, bool]]) -> None:
    found = figures(ratings, ("Ann", "Bob", "Cem"))
    if len({value for given_ in ratings for value in given_.values()}) == 2:
        assert found["alpha"] == pytest.approx(alpha_by_coincidences(ratings))
    agreeing = [
        sum(a == b for a, b in combinations(given_.values(), 2)) / len(list(combinations(given_, 2))) for given_ in ratings
    ]
    assert found["percent"] == pytest.approx(sum(agreeing) / len(ratings))
    yes = sum(sum(given_.values()) / len(given_) for given_ in ratings) / len(ratings)
    chance = 2 * yes * (1 - yes)
    assert found["ac1"] == pytest.approx((found["percent"] - chance) / (1 - chance))


# A study with reviewers

TALKS = {
    f"s{number:02}": "I: Where did you look?\n"
    + "\n".join(f"B: In the year {place} we went to the fair number {number}, as we do." for place in range(10, 18))
    for number in range(1, 5)
}


def verdicts(first: str = "Ann", second: str = "Bob", but: int = 3) -> list[Decision]:
    """Two reviewers of all 32 mentions of a fair; the second rejects the first `but` of them."""
    before = study(TALKS)
    made = []
    for number, coding in enumerate(before.suggestions):
        words = before.passages[coding.passage].text
        made.append(decide(before, words, FAIR, ACCEPT, reviewer=first))
        made.append(decide(before, words, FAIR, REJECT if number < but else ACCEPT, reviewer=second))
    return made


def agreed(decisions: Sequence[Decision]) -> tuple[Study, Agreement]:
    of = study(TALKS, decisions=decisions)
    return of, of.agreement


def test_each_code_family_and_all_together_have_a_row() -> None:
    _, found = agreed(verdicts())
    assert [row.scope for row in found.rows] == ["", "touchpoint", FAIR]
    row = found.rows[0]
    assert (row.items, row.passages, row.interviews, row.differing, row.reviewers) == (32, 32, 4, 3, PAIR)
    assert tuple(row.figures) == MEASURES
    percent = row.figures["percent"]
    assert percent.value == pytest.approx(29 / 32, abs=1e-4)
    assert percent.low is not None
    assert percent.high is not None
    assert 0.7 < percent.low < 29 / 32 < percent.high <= 1


def test_the_interval_of_a_share_is_about_that_of_the_binomial() -> None:
    _, found = agreed(verdicts(but=16))
    percent = found.rows[0].figures["percent"]
    assert percent.low == pytest.approx(0.5 - 1.96 * (0.25 / 32) ** 0.5, abs=0.04)


def test_under_twenty_items_there_is_no_figure() -> None:
    _, found = agreed([d for d in verdicts() if d.interview in ("s01", "s02")])
    row = found.rows[0]
    assert row.items == 16 < LEAST
    assert row.figures == {}
    assert row.differing == 3


def test_differences_name_who_says_what_and_the_settled_ones_come_last() -> None:
    made = verdicts()
    of, found = agreed(made)
    assert [(d.yes, d.no, d.silent, d.settled) for d in found.differences] == [(("Ann",), ("Bob",), (), "")] * 3
    assert [d.passage for d in found.differences] == [c.passage for c in of.suggestions[:3]]
    words = of.passages[found.differences[0].passage].text
    settled = decide(study(TALKS), words, FAIR, REJECT, reviewer="Cem", time="2", arbiter="yes")
    _, later = agreed([*made, settled])
    assert [d.settled for d in later.differences] == ["", "", "no"]
    assert later.rows[0].reviewers == PAIR


def test_three_reviewers_have_a_row_for_each_pair() -> None:
    more = [d for d in verdicts("Cem", "Dee") if d.reviewer == "Cem"]
    _, found = agreed([*verdicts(), *more])
    assert [row.reviewers for row in found.rows if not row.scope] == [
        ("Ann", "Bob", "Cem"), PAIR, ("Ann", "Cem"), ("Bob", "Cem"),
    ]  # fmt: skip
    assert found.rows[2].figures["percent"].value == 1.0


def test_two_from_scratch_are_compared_on_all_they_read() -> None:
    """Ann finds every fair, Bob all but one, and once a demo: only what both read counts, silence is a no."""
    before = study(TALKS)
    made = [decide(before, before.passages[c.passage].text, FAIR, ADD, reviewer="Ann") for c in before.suggestions]
    made += [decide(before, before.passages[c.passage].text, FAIR, ADD, reviewer="Bob") for c in before.suggestions[1:]]
    made.append(decide(before, before.passages[before.suggestions[5].passage].text, DEMO, ADD, reviewer="Bob"))
    of, found = agreed(made)
    both = sum(len(names) == 2 for names in of.votes.scratch.values())
    assert both >= 30
    rows = {row.scope: row for row in found.rows}
    assert (rows[""].items, rows[DEMO].items) == (2 * both, both)
    assert rows[DEMO].differing == 1
    assert [(d.code, d.yes, d.silent) for d in found.differences] == [(FAIR, ("Ann",), ("Bob",)), (DEMO, ("Bob",), ("Ann",))]


def test_one_reviewer_agrees_with_nobody() -> None:
    _, found = agreed([d for d in verdicts() if d.reviewer == "Ann"])
    assert (found.rows, found.differences) == ((), ())


def test_a_reviewer_over_time() -> None:
    before = study(TALKS)
    words = before.passages[before.suggestions[0].passage].text
    again = [
        decide(before, words, FAIR, REJECT, reviewer="Ann", time="2"),
        decide(before, words, FAIR, REJECT, reviewer="Ann", time="3"),
    ]
    _, found = agreed([*verdicts(), *again])
    assert [(r.reviewer, r.decided, r.repeated, r.changed) for r in found.repeats] == [("Ann", 32, 1, 1), ("Bob", 32, 0, 0)]


def test_no_decision_no_agreement() -> None:
    assert agreement(Votes({}, {}, {}, frozenset(), {}, {}), (), [FAIR]) == Agreement((), (), (), ())
