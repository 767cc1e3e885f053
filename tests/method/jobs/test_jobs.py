"""Jobs-to-be-done: a few main jobs, the same on every run and every machine, sane for tiny studies."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.method.coding.coding import Coding
from pipeline.method.jobs.jobs import FORCES, Found, Job, JobShare, jobs
from pipeline.method.review.edits import Edits
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE
from tests.conftest import codebook, study

GROWTH, AUDIT, TIME, PRICE = "trigger.growth", "trigger.audit", "need.time", "fear.price"
FOUND = dict[str, tuple[str, ...]]
GROWING: FOUND = {f"g{n}": (GROWTH, TIME, "role.buyer") for n in range(4)}
AUDITED: FOUND = {f"a{n}": (AUDIT, PRICE, "obstacle.habit") for n in range(4)}
CODES = [code.id for code in codebook().codes]


def cluster(reported: FOUND, order: Sequence[str] = ()) -> tuple[tuple[Job, ...], tuple[JobShare, ...]]:
    """The jobs of a study in which each interview reports these codes, one a passage."""
    found = everything(reported, order)
    return found.jobs, found.shares


def everything(reported: FOUND, order: Sequence[str] = (), number: int = 0, edits: Edits | None = None) -> Found:
    """The same with all there is to know."""
    names = list(order or reported)
    codings = [
        Coding(name, f"{name}-{place}", code, "before", 0, 0.6, "cue", "")
        for name in names
        for place, code in enumerate(reported[name])
    ]
    passages = {
        c.passage: Passage(c.interview, c.passage, "B", INTERVIEWEE, 1, None, None, 0, 0, "", f"Words on {c.code}.", "en")
        for c in codings
    }
    return jobs(names, codings, passages, codebook(), "en", number, edits)


def test_interviews_that_report_the_same_triggers_and_needs_want_the_same_progress() -> None:
    found, _ = cluster(GROWING | AUDITED)
    assert [job.interviews for job in found] == [("a0", "a1", "a2", "a3"), ("g0", "g1", "g2", "g3")]
    assert [job.id for job in found] == ["job1", "job2"]
    assert [job.label for job in found] == ["Audit", "Growth + Save time"]
    assert all(job.stability == 1 for job in found)


def test_a_statement_is_a_draft_from_verbatim_passages_and_says_which() -> None:
    found, _ = cluster(GROWING | AUDITED)
    assert found[1].statement == (
        "When … “Words on trigger.growth.”, I want to … “Words on need.time.”, so I can … “Words on need.time.” "
        "(draft from verbatim passages)"
    )
    assert found[1].evidence == ("g0-0", "g0-1", "g1-1")


def test_forces_count_interviews() -> None:
    found, shares = cluster(GROWING | AUDITED)
    assert [dict(job.forces) for job in found] == [
        {"push": 4, "pull": 0, "anxiety": 4, "habit": 4},
        {"push": 4, "pull": 4, "anxiety": 0, "habit": 0},
    ]
    assert {share.roles for share in shares if share.interview == "g0"} == {("role.buyer",)}


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_tiny_study_has_one_job(count: int) -> None:
    found, shares = cluster(dict(list((GROWING | AUDITED).items())[2 : 2 + count]))
    assert len(found) == 1
    assert [(share.job, share.share) for share in shares] == [("job1", 1.0)] * count


def test_a_study_of_nothing_has_no_job() -> None:
    assert cluster({}) == ((), ())
    assert cluster({"s01": (), "s02": ("role.buyer", "touchpoint.fair")}) == ((), ())


def test_an_interview_without_a_coding_belongs_to_no_job() -> None:
    found, shares = cluster(GROWING | {"silent": ()})
    assert "silent" not in found[0].interviews
    assert "silent" not in {share.interview for share in shares}


def test_interviews_that_all_report_the_same_are_one_job() -> None:
    found, _ = cluster({f"s{n:02}": (GROWTH, TIME) for n in range(12)})
    assert [len(job.interviews) for job in found] == [12]


def test_jobs_of_real_words_quote_them() -> None:
    (job,) = study({"s01": "I: And?\nB: Our company had grown a lot. We wanted to save time in the warehouse."}).jobs
    assert job.statement.startswith(
        "When … “Our company had grown a lot. […]”, I want to … “[…] We wanted to save time in the warehouse.”"
    ) or job.statement.startswith("When … “Our company had grown a lot.”, I want to … “We wanted to save time in the warehouse.”")


def test_a_person_may_say_how_many_jobs_there_are() -> None:
    assert [len(everything(GROWING | AUDITED, number=n).jobs) for n in (1, 2, 4)] == [1, 2, 4]
    assert everything(GROWING | AUDITED, number=2).chosen == 2


def test_how_the_number_was_chosen_is_told() -> None:
    found = everything(GROWING | AUDITED)
    best = max(found.cuts, key=lambda cut: cut.silhouette)
    assert best.groups == found.chosen == 2
    assert best.silhouette > 0.9
    assert best.agreement > 0.5


def test_a_job_is_known_by_its_most_typical_interview() -> None:
    odd: FOUND = {"g9": (GROWTH, PRICE)}
    found = everything(GROWING | AUDITED | odd).jobs
    assert {job.key for job in found} <= {f"{letter}{n}" for letter in "ag" for n in range(4)}


def test_labels_differ() -> None:
    found = everything(GROWING | AUDITED, number=4).jobs
    assert len({job.label for job in found}) == 4


reports = st.dictionaries(
    st.sampled_from([f"s{n:02}" for n in range(12)]), st.lists(st.sampled_from(CODES), max_size=6, unique=True).map(tuple)
)


@settings(deadline=None, max_examples=60)
@given(reports, st.randoms(use_true_random=False))
def test_whatever_is_reported_the_jobs_add_up(reported: FOUND, chance: Random) -> None:
    found, shares = cluster(reported)
    weighing = {
        n for n, codes in reported.items() if any(c.split(".")[0] in ("trigger", "need", "fear", "obstacle") for c in codes)
    }
    members = [name for job in found for name in job.interviews]
    assert sorted(members) == sorted(weighing)
    for name in weighing:
        own = {share.job: share.share for share in shares if share.interview == name}
        assert sum(own.values()) == pytest.approx(1, abs=0.0005 * len(found) + 1e-9)
        (main,) = [job.id for job in found if name in job.interviews]
        assert own[main] == max(own.values())
    assert [len(job.interviews) for job in found] == sorted((len(job.interviews) for job in found), reverse=True)
    assert all([force for force, _ in job.forces] == list(FORCES) for job in found)
    assert all(0 <= job.stability <= 1 for job in found)
    order = list(reported)
    chance.shuffle(order)
    assert cluster(reported, order) == (found, shares)
