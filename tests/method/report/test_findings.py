"""The seven questions: which codings answer them, what is counted, which passages are quoted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from pipeline.method.report.answering import QUESTIONS
from pipeline.method.report.findings import Answer, Claim
from pipeline.method.review.decisions import Verdict
from tests.conftest import decide, passage, study

ANNA = """
    I: What happened?
    B: Back then we had grown so much that nobody could plan the day.
    B: When we compare offers I am afraid of what a rollout costs.
    I: And after you bought?
    B: Since then we finally save time every single morning in the office.
"""
TOM = """
    I: What happened?
    B: Back then we grew by two new sites and lost sight of it.
    B: When we compare, the other system was no-go, it has always done something else.
    I: And after you bought?
    B: Since then nothing is worth telling about, not a single thing.
"""


def answer(answers: tuple[Answer, ...], question: str) -> Answer:
    return next(one for one in answers if one.question == question)


def test_a_claim_counts_interviews_and_leads_to_passages_of_different_ones() -> None:
    told = study({"a1": ANNA, "a2": TOM})
    (claim,) = answer(told.findings.everyone.answers, "problem").claims
    assert (claim.code, claim.n, claim.base, claim.single) == ("trigger.growth", 2, 2, False)
    assert sorted(told.passages[name].interview for name in claim.quotes) == ["a1", "a2"]
    assert claim.unreviewed == len(claim.passages) == 2


def test_a_need_that_was_met_is_what_they_can_do_now_and_not_what_they_require() -> None:
    told = study(ANNA)
    assert [claim.code for claim in answer(told.findings.everyone.answers, "now").claims] == ["need.time"]
    assert answer(told.findings.everyone.answers, "require").claims == ()


def test_a_wish_is_what_they_require() -> None:
    told = study("I: So?\nB: Back then we just wanted to save time in the office every day.")
    assert [claim.code for claim in answer(told.findings.everyone.answers, "require").claims] == ["need.time"]
    assert answer(told.findings.everyone.answers, "now").claims == ()


def test_only_words_that_exclude_an_offer_answer_why_not_an_alternative() -> None:
    other = "I: So?\nB: When we compare, we have always done it by hand.\nI: And after you bought?\nB: Fine, I would say."
    told = study({"a1": TOM, "a2": other})
    (claim,) = answer(told.findings.everyone.answers, "alternative").claims
    assert (claim.code, claim.interviews) == ("obstacle.habit", ("a1",))
    assert claim.single


def test_fears_are_what_they_need_to_know() -> None:
    assert [c.code for c in answer(study(ANNA).findings.everyone.answers, "know").claims] == ["fear.price"]


def test_an_uncertain_suggestion_is_left_out_until_somebody_confirms_it() -> None:
    told = study({"a1": ANNA, "a2": TOM})
    weak = tuple(
        replace(talk, suggestions=tuple(replace(c, score=0.01) if c.interview == "a2" else c for c in talk.suggestions))
        for talk in told.interviews
    )
    unsure = replace(told, interviews=weak)
    assert answer(unsure.findings.everyone.answers, "problem").interviews == ("a1",)
    assert unsure.findings.doubts.faint == 2
    assert ("trigger.growth", 1, 2) in unsure.findings.doubts.by_code
    yes = decide(unsure, "two new sites", "trigger.growth", Verdict.ACCEPT)
    confirmed = replace(unsure, decisions=(yes,))
    (claim,) = answer(confirmed.findings.everyone.answers, "problem").claims
    assert claim.interviews == ("a1", "a2")
    assert claim.unreviewed == 1
    assert claim.quotes[0] == passage(told, "two new sites").id, "what a person confirmed is quoted first"


def test_what_a_person_rejected_is_no_finding() -> None:
    told = study(ANNA)
    no = decide(told, "grown so much", "trigger.growth", Verdict.REJECT)
    assert answer(replace(told, decisions=(no,)).findings.everyone.answers, "problem").claims == ()


def test_the_strongest_findings_rest_on_more_than_one_interview() -> None:
    found = study({"a1": ANNA, "a2": TOM}).findings.strongest
    assert [(claim.question, claim.code) for claim in found] == [("problem", "trigger.growth")]


def test_a_job_answers_from_its_own_interviews_only() -> None:
    told = study({"a1": ANNA, "a2": TOM})
    for job, found in zip(told.jobs, told.findings.jobs, strict=True):
        assert found.interviews == job.interviews
        assert {name for claim in found.claims for name in claim.interviews} <= set(job.interviews)
        assert [one.question for one in found.answers] == list(QUESTIONS)


def test_a_study_without_any_coding_answers_nothing() -> None:
    found = study("I: Hello?\nB: Nothing to see here, is there really anything at all.").findings
    assert found.everyone.claims == ()
    assert found.strongest == ()
    assert found.doubts.reviewed == 0.0


SENTENCES = [line.strip()[3:] for line in (ANNA + TOM).split("\n") if line.strip().startswith("B:")]


@given(some.lists(some.lists(some.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_quote_is_a_passage_of_its_claim_and_of_another_interview(talks: list[list[str]]) -> None:
    told = study({f"a{n}": "\n".join(["I: So?", *(f"B: {line}" for line in lines)]) for n, lines in enumerate(talks)})
    claims: list[Claim] = [claim for found in (told.findings.everyone, *told.findings.jobs) for claim in found.claims]
    for claim in claims:
        sources = [told.passages[name].interview for name in claim.quotes]
        assert 1 <= len(sources) == len(set(sources)) <= claim.n <= claim.base
        assert set(claim.quotes) <= set(claim.passages)
        assert {told.passages[name].interview for name in claim.passages} == set(claim.interviews)
        assert 0 <= claim.unreviewed <= len(claim.passages)
