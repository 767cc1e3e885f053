"""Step 3: who said yes or no, by a verdict or by silence."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.method.review.decisions import Decision, Verdict
from pipeline.method.review.votes import Votes
from pipeline.study import Study
from tests.conftest import decide, study

ACCEPT, REJECT, RECODE, ADD = Verdict.ACCEPT, Verdict.REJECT, Verdict.RECODE, Verdict.ADD
FAIR, DEMO, SITE, GROWTH = "touchpoint.fair", "touchpoint.demo", "touchpoint.site", "trigger.growth"
TALK = """
    I: How did it begin?
    B: We had grown a lot over the years.
    I: Where did you look for something?
    B: First we went to the fair in Cologne. Later on a colleague saw the demo and told everybody about it.
    I: What else?
    B: Nothing more comes to my mind about that now. We talked about it over lunch every other day.
"""


def voted(decisions: Iterable[tuple[str, str, Verdict, str]], **more: str) -> tuple[Study, Votes]:
    before = study(TALK)
    made = [
        decide(before, words, code, verdict, reviewer=name, new_code=more.get("new_code", "") if verdict is RECODE else "")
        for words, code, verdict, name in decisions
    ]
    after = study(TALK, decisions=made)
    return after, after.votes


def on(of: Study, votes: Votes, words: str, code: str) -> dict[str, bool]:
    (passage,) = [p.id for p in of.passages.values() if words in p.text and p.role == "interviewee"]
    return votes.on(passage, code)


def test_a_verdict_is_a_vote() -> None:
    of, votes = voted([("fair", FAIR, ACCEPT, "Mia"), ("fair", FAIR, REJECT, "Ben")])
    assert on(of, votes, "fair", FAIR) == {"Mia": True, "Ben": False}
    assert votes.reviewers == ("Ben", "Mia")


def test_recoding_says_no_to_the_one_code_and_yes_to_the_other() -> None:
    of, votes = voted([("fair", FAIR, RECODE, "Mia")], new_code=SITE)
    assert on(of, votes, "fair", FAIR) == {"Mia": False}
    assert on(of, votes, "fair", SITE) == {"Mia": True}


def test_a_suggestion_left_empty_is_no_vote() -> None:
    of, votes = voted([("fair", FAIR, ACCEPT, "Mia"), ("demo", DEMO, ACCEPT, "Ben")])
    assert on(of, votes, "fair", FAIR) == {"Mia": True}


def test_who_decided_on_a_passage_and_did_not_add_a_code_says_no_to_it() -> None:
    of, votes = voted([("fair", FAIR, ACCEPT, "Mia"), ("fair", FAIR, ACCEPT, "Ben"), ("fair", SITE, ADD, "Ben")])
    assert on(of, votes, "fair", SITE) == {"Ben": True, "Mia": False}


def test_who_codes_from_scratch_says_no_to_all_that_was_not_chosen() -> None:
    """Of the sample: a copy holds the passages whose id begins below a bound, so all up to the highest one decided on."""
    before = study(TALK)
    answers = [p for p in before.passages.values() if p.role == "interviewee"]
    made = [decide(before, p.text, SITE, ADD, reviewer="Ben") for p in answers]
    assert study(TALK, decisions=made).votes.scratch == {p.id: ("Ben",) for p in answers}
    for left_out in answers[:-1]:
        of = study(TALK, decisions=[d for d in made if d.passage != left_out.id])
        below = left_out.id < max(p.id for p in answers if p is not left_out)
        assert (left_out.id in of.votes.scratch) == below
        assert of.votes.on(left_out.id, GROWTH) == ({"Ben": False} if below else {})


def test_what_stands_after_the_last_decision_was_not_read() -> None:
    of, votes = voted([("demo", DEMO, ACCEPT, "Mia"), ("grown", GROWTH, ADD, "Ben")])
    assert on(of, votes, "demo", DEMO) == {"Mia": True}


def test_who_only_adds_to_passages_without_a_suggestion_reviews_suggestions() -> None:
    _, votes = voted([("lunch", SITE, ADD, "Ben")])
    assert votes.scratch == {}


def test_the_arbiter_settles_and_does_not_vote() -> None:
    before = study(TALK)
    made = [
        decide(before, "fair", FAIR, ACCEPT, reviewer="Mia"),
        decide(before, "fair", FAIR, REJECT, reviewer="Ben"),
        decide(before, "fair", FAIR, REJECT, reviewer="Mia", time="2", arbiter="yes"),
    ]
    of = study(TALK, decisions=made)
    assert on(of, of.votes, "fair", FAIR) == {"Mia": True, "Ben": False}, "what Mia said before she settled it"
    assert list(of.votes.settled.values()) == [False]


def test_a_withdrawn_or_open_verdict_is_no_vote() -> None:
    before = study(TALK)
    made = [
        decide(before, "fair", FAIR, ACCEPT, reviewer="Mia"),
        decide(before, "fair", FAIR, Verdict.WITHDRAW, reviewer="Mia", time="2"),
        decide(before, "demo", DEMO, Verdict.UNSURE, reviewer="Mia"),
    ]
    assert study(TALK, decisions=made).votes.explicit == {}


def test_a_decision_whose_passage_is_gone_is_no_vote() -> None:
    gone: Decision = decide(study(TALK), "fair", FAIR, ACCEPT)
    assert study("I: And?\nB: Something else altogether was said here.", decisions=[gone]).votes.explicit == {}


def test_shared_passages_count_each_item_once() -> None:
    """Two from scratch: on every passage both read, each code that anybody used is an item."""
    of, votes = voted(
        [("grown", GROWTH, ADD, "Mia"), ("demo", DEMO, ADD, "Mia"), ("grown", GROWTH, ADD, "Ben"), ("demo", SITE, ADD, "Ben")]
    )
    read = [p for p in of.passages if len(votes.scratch.get(p, ())) == 2]
    codes = sorted(votes.codes)
    groups = list(votes.shared(codes, votes.reviewers))
    assert sum(group.passages for group in groups) == len(read)
    assert sum(group.passages * times for group in groups for _, times in group.items) == len(read) * len(codes)
