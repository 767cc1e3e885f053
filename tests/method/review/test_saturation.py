"""Step 3: saturation, after Guest, Namey & Chen 2020."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.coding import Coding
from pipeline.method.review.saturation import LEAST, ORDERS, Curve, Saturation, saturation

FAMILIES = ("need", "fear")


def told(*interviews: str, status: str = "suggested") -> list[Coding]:
    """Codings of interviews i01, i02, ...; each string names the codes it reports."""
    return [
        Coding(f"i{number:02}", f"p{number}{code}", code if "." in code else f"need.{code}", "", 0, 1.0, "cue", "", status)
        for number, codes in enumerate(interviews, start=1)
        for code in codes.split()
    ]


def found(*interviews: str) -> Saturation:
    return saturation([f"i{number:02}" for number in range(1, len(interviews) + 1)], told(*interviews), FAMILIES)


def everything(of: Saturation) -> Curve:
    return of.curves[0]


def test_new_codes_are_counted_in_the_order_the_interviews_came() -> None:
    curve = everything(found("a b c", "a d", "d", "e", "a", "b"))
    assert curve.new == (3, 1, 0, 1, 0, 0)
    assert curve.first == (("need.a", "need.b", "need.c"), ("need.d",), (), ("need.e",), (), ())
    assert curve.codes == 5


def test_saturation_is_reached_where_the_next_two_bring_at_most_a_twentieth_of_the_base() -> None:
    base = " ".join(f"c{n}" for n in range(20))
    one, two = "x", "x y"
    assert everything(found(base, "c1", "c1", "c1", one, "c1")).reached == 4, "1 of 20 is 5 %"
    assert everything(found(base, "c1", "c1", "c1", two, "c1")).reached is None, "2 of 20 are not"
    assert everything(found(base, "c1", "c1", "c1", two, "c1", "c2")).reached == 5, "the run of 6 and 7 brings nothing"


def test_an_empty_base_is_no_saturation() -> None:
    curve = everything(found("", "", "", "", "", "", "a"))
    assert curve.reached is None
    assert everything(found("", "", "", "", "", "")).median is None


def test_under_six_interviews_it_refuses_and_still_counts() -> None:
    few = found("a b", "a", "a", "a", "a")
    assert not few.enough
    assert everything(few).new == (2, 0, 0, 0, 0)
    assert (everything(few).reached, everything(few).median, everything(few).shares) == (None, None, ())


def test_where_all_say_the_same_every_order_is_saturated_at_once() -> None:
    curve = everything(found(*["a b"] * 8))
    assert (curve.reached, curve.median) == (4, 4)
    assert curve.shares == (0.0, 0.0, 0.0, *[1.0] * 5)
    assert curve.known == (2.0,) * 8


def test_where_everybody_says_something_else_no_order_is() -> None:
    curve = everything(found(*"abcdefgh"))
    assert (curve.reached, curve.median) == (None, None)
    assert set(curve.shares) == {0.0}
    assert curve.known == tuple(float(n) for n in range(1, 9))


def test_the_mean_over_orders_is_that_of_all_orders() -> None:
    """A code that k of n interviews report is unknown after m with probability C(n-k, m) / C(n, m)."""
    from math import comb

    talks = ["a", "a b", "b c", "a", "a c d", "d"]
    held = {code: sum(code in talk for talk in talks) for code in "abcd"}
    for m, mean in enumerate(everything(found(*talks)).known, start=1):
        exact = sum(1 - comb(6 - k, m) / comb(6, m) for k in held.values())
        assert mean == pytest.approx(exact, abs=4 * 0.7 / ORDERS**0.5)


def test_the_order_is_by_date_where_every_interview_has_one() -> None:
    names, codings = ["i01", "i02"], told("a b", "a")
    dated = saturation(names, codings, FAMILIES, {"i01": "2026-05-02", "i02": "2026-05-01"})
    assert (dated.interviews, dated.dated, everything(dated).new) == (("i02", "i01"), True, (1, 1))
    assert saturation(names, codings, FAMILIES, {"i01": "2.5.2026", "i02": "1.5.2026"}) == dated
    assert not saturation(names, codings, FAMILIES, {"i01": "05/02/26", "i02": "2026-05-01"}).dated, "May or February?"
    half = saturation(names, codings, FAMILIES, {"i01": "2026-05-02"})
    assert (half.interviews, half.dated) == (("i01", "i02"), False)


def test_families_are_looked_at_apart_and_what_is_unreviewed_is_counted() -> None:
    both = saturation(["i01", "i02"], [*told("a fear.x", "b"), *told("fear.y", status="accepted")], FAMILIES)
    assert [(c.family, c.codes, c.new) for c in both.curves] == [("", 4, (3, 1)), ("need", 2, (1, 1)), ("fear", 2, (2, 0))]
    assert (both.codings, both.unreviewed) == (4, 3)


def test_a_study_without_codings_or_interviews_has_nothing_to_say() -> None:
    assert everything(saturation([], [], FAMILIES)).codes == 0
    assert everything(found(*[""] * 7)).shares == (0.0,) * 7


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=LEAST, max_size=9))
def test_what_must_hold_of_every_study(talks: list[set[str]]) -> None:
    study = found(*(" ".join(sorted(talk)) for talk in talks))
    curve = everything(study)
    assert sum(curve.new) == curve.codes == len(set().union(*talks))
    assert list(curve.shares) == sorted(curve.shares)
    assert list(curve.known) == sorted(curve.known)
    assert curve.known[-1] == curve.codes
    assert (curve.median is not None) == (curve.shares[-1] >= 0.5)
    assert study == found(*(" ".join(sorted(talk)) for talk in talks)), "the same again"
