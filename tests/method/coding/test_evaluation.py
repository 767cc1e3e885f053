"""Judging the coder: its suggestions against what people say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.evaluation import LEAST, Evaluation, Reference, Score, evaluate, reviewed, wilson
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.study import Study
from tests.conftest import decide, study

ACCEPT, REJECT, ADD = Verdict.ACCEPT, Verdict.REJECT, Verdict.ADD
FAIR, DEMO, SITE = "touchpoint.fair", "touchpoint.demo", "touchpoint.site"
TALKS = {
    f"s{number:02}": "I: Where did you look?\n"
    + "\n".join(f"B: In the year {place} we went to the fair number {number}, as we do." for place in range(10, 15))
    + f"\nI: Anything else?\nB: Then we had lunch number {number} together with somebody from the company."
    for number in range(1, 7)
}


def fairs(of: Study) -> list[str]:
    return [of.passages[coding.passage].text for coding in of.suggestions]


def of_decisions(decisions: Sequence[Decision]) -> tuple[Study, Evaluation]:
    of = study(TALKS, decisions=decisions)
    codes = [code.id for code in of.codebook.codes]
    return of, evaluate(reviewed(of.votes), of.suggestions, of.interviews, codes)


def score(of: Evaluation, scope: str) -> Score:
    (found,) = [s for s in of.scores if s.scope == scope]
    return found


def test_precision_is_the_share_of_judged_suggestions_that_are_right() -> None:
    before = study(TALKS)
    made = [decide(before, words, FAIR, REJECT if n < 6 else ACCEPT) for n, words in enumerate(fairs(before)[:24])]
    _, found = of_decisions(made)
    assert (found.suggestions, found.judged) == (30, 24)
    row = score(found, FAIR)
    assert (row.right, row.wrong, row.interviews) == (18, 6, 5)
    assert row.precision.value == 0.75
    assert (row.precision.low, row.precision.high) == pytest.approx((0.551, 0.880), abs=5e-4)


def test_recall_is_known_only_where_passages_without_a_suggestion_were_read() -> None:
    before = study(TALKS)
    made = [decide(before, words, FAIR, ACCEPT) for words in fairs(before)]
    _, unknown = of_decisions(made)
    assert unknown.complete == ()
    assert score(unknown, "").recall.value is None
    assert score(unknown, "").f1.value is None
    made += [decide(before, f"lunch number {n} ", SITE, ADD) for n in range(1, 6)]
    _, known = of_decisions(made)
    assert known.complete == ("s01", "s02", "s03", "s04", "s05")
    row = score(known, "")
    assert (row.right, row.found, row.missed) == (30, 25, 5), "right in six interviews, found in the five where recall is known"
    assert row.recall.value == pytest.approx(25 / 30, abs=1e-4)
    assert row.f1.value == pytest.approx(2 * 25 / (2 * 25 + 5), abs=1e-4)
    assert score(known, SITE).recall.value is None, "five items are too few"


def test_recoding_makes_the_one_wrong_and_the_other_missed_but_the_family_right() -> None:
    before = study(TALKS)
    made = [decide(before, words, FAIR, Verdict.RECODE, new_code=DEMO) for words in fairs(before)]
    _, found = of_decisions([*made, decide(before, "lunch number 1 ", SITE, ADD)])
    assert (score(found, FAIR).right, score(found, FAIR).wrong) == (0, 30)
    assert score(found, DEMO).missed == 5, "in the one interview where recall is known"
    assert (score(found, "touchpoint").right, score(found, "touchpoint").wrong) == (30, 0)


def test_suggestions_are_measured_as_made_not_after_review() -> None:
    before = study(TALKS)
    of, found = of_decisions([decide(before, words, FAIR, REJECT) for words in fairs(before)])
    assert all(coding.status == "rejected" for coding in of.codings)
    assert score(found, FAIR).precision.value == 0.0


def test_where_reviewers_differ_nothing_is_measured_until_the_arbiter_decides() -> None:
    before = study(TALKS)
    words = fairs(before)[0]
    both = [decide(before, words, FAIR, ACCEPT, reviewer="Ann"), decide(before, words, FAIR, REJECT, reviewer="Bob")]
    _, found = of_decisions(both)
    assert (found.judged, found.disputed) == (0, 1)
    _, found = of_decisions([*both, decide(before, words, FAIR, REJECT, reviewer="Cem", arbiter="yes")])
    assert (found.judged, found.disputed, score(found, FAIR).wrong) == (1, 0, 1)


def test_silence_from_scratch_makes_a_suggestion_wrong() -> None:
    before = study(TALKS)
    made = [decide(before, words, FAIR, ADD) for words in fairs(before)[:4]]
    made.append(decide(before, "lunch number 1 ", SITE, ADD))
    fifth = fairs(before)[4]
    of, found = of_decisions(made)
    (passage,) = [p.id for p in of.passages.values() if p.text == fifth]
    read = passage in of.votes.scratch
    assert (score(found, FAIR).right, score(found, FAIR).wrong) == (4, int(read))


def test_a_file_may_name_only_the_family() -> None:
    of = study(TALKS)
    coded = {c.passage for c in of.suggestions}
    reference = Reference({}, frozenset((p, "touchpoint") for p in coded), frozenset(of.passages), frozenset(TALKS))
    found = evaluate(reference, of.suggestions, of.interviews, [FAIR])
    assert [s.scope for s in found.scores] == ["touchpoint"]
    assert (score(found, "touchpoint").right, score(found, "touchpoint").wrong) == (30, 0)


def test_what_was_read_and_not_coded_is_wrong_and_what_was_not_read_is_not_judged() -> None:
    of = study(TALKS)
    first, second, *_ = of.suggestions
    found = evaluate(Reference({(first.passage, FAIR): True}, read=frozenset((first.passage, second.passage))), of.suggestions,
                     of.interviews, [FAIR])  # fmt: skip
    assert (found.judged, score(found, FAIR).right, score(found, FAIR).wrong) == (2, 1, 1)


def test_f1_has_an_interval_over_interviews_and_the_same_every_time() -> None:
    of = study(TALKS)
    truth = {(c.passage, FAIR): True for c in of.suggestions if c.interview != "s02"}
    reference = Reference(truth, read=frozenset(of.passages), complete=frozenset(TALKS))
    row = score(evaluate(reference, of.suggestions, of.interviews, [FAIR]), FAIR)
    assert row.f1.value == pytest.approx(50 / 55, abs=1e-4)
    assert row.f1.low is not None
    assert row.f1.high is not None
    assert row.f1.low < 50 / 55 < row.f1.high == 1.0
    assert row == score(evaluate(reference, of.suggestions, of.interviews, [FAIR]), FAIR)
    four = [talk for talk in of.interviews if talk.id > "s02"]
    assert score(evaluate(reference, of.suggestions, four, [FAIR]), FAIR).f1.low is None, "four interviews are too few"


def test_wilson_as_published() -> None:
    """Newcombe 1998 (doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I: 81 of 263, 15 of 148."""
    found = wilson(81, 263)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    found = wilson(15, 148)
    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    found = wilson(0, 20)
    assert (found.low, found.high) == pytest.approx((0.0, 0.1611), abs=1e-4)


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_value_and_few_items_have_none(hits: int, misses: int) -> None:
    found = wilson(hits, hits + misses)
    assert found.base == hits + misses
    assert (found.value is None) == (found.base < LEAST)
    if found.value is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.value <= found.high <= 1
