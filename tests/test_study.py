"""The method on one page: what a study's properties hold, from words to matrix."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from pipeline.language.analysis import Analyst
from pipeline.method.review.decisions import Verdict
from pipeline.method.sample.sample import Participant
from pipeline.method.talk.turns import INTERVIEWER, Utterance
from pipeline.settings import Settings
from pipeline.study import read
from tests.conftest import decide, study

ANNA = """
    Mia: What happened?
    Anna: Our company had grown a lot.
    Mia: Where did you look?
    Anna: We went to the fair, which was great. Somebody showed us a demo there.
"""
BEN = """
    Mia: What happened?
    Ben: There was an audit at the end of the year.
    Mia: Where did you look?
    Ben: Only on their website. It was terrible.
"""
TALKS = {"s01": ANNA, "s02": BEN}


def test_passages_are_all_that_was_said_in_the_order_of_interviews_and_talk() -> None:
    texts = [passage.text for passage in study(TALKS).passages.values()]
    assert texts[:2] == ["What happened?", "Our company had grown a lot."]
    assert len(texts) == 9


def test_codings_are_those_of_all_interviews() -> None:
    assert [(c.interview, c.code) for c in study(TALKS).codings] == [
        ("s01", "trigger.growth"),
        ("s01", "touchpoint.fair"),
        ("s01", "touchpoint.demo"),
        ("s02", "trigger.audit"),
        ("s02", "touchpoint.site"),
    ]


def test_touchpoints_carry_the_job_of_their_interview() -> None:
    found = study(TALKS)
    assert [(m.interview, m.touchpoint, m.valence) for m in found.touchpoints] == [
        ("s01", "fair", 1),
        ("s01", "demo", 0),
        ("s02", "site", -1),
    ]
    assert {mention.job for mention in found.touchpoints} == {"job1"}


def test_matrices_are_all_interviews_first_and_then_one_a_job() -> None:
    everyone, one = study(TALKS).matrices
    assert (everyone.job, everyone.base, one.job, one.base) == ("", 2, "job1", 2)
    assert everyone.phases == ("before", "looking", "using")
    assert everyone.gaps == ()


def test_rejected_codings_are_in_no_finding() -> None:
    log = [decide(study(TALKS), "fair", "touchpoint.fair", Verdict.REJECT)]
    done = study(TALKS, decisions=log)
    assert "fair" not in {mention.touchpoint for mention in done.touchpoints}
    assert "fair" in done.matrices[0].gaps
    assert len(done.codings) == len(study(TALKS).codings)


def test_what_people_added_feeds_jobs_and_matrix() -> None:
    log = [
        decide(study(TALKS), "website", "touchpoint.demo", Verdict.ADD),
        decide(study(TALKS), "website", "need.time", Verdict.ADD),
    ]
    done = study(TALKS, decisions=log)
    assert sum(cell.interviews for (touchpoint, _), cell in done.matrices[0].cells.items() if touchpoint == "demo") == 2
    assert "need.time" in done.jobs[0].terms


def test_unreviewed_suggestions_count_unless_the_settings_say_otherwise() -> None:
    log = [decide(study(TALKS), "fair", "touchpoint.fair", Verdict.ACCEPT)]
    strict = study(TALKS, decisions=log, settings=Settings(count_unreviewed=False))
    assert [coding.code for coding in strict.counted] == ["touchpoint.fair"]
    assert len(study(TALKS, decisions=log).counted) == 5


def test_a_study_is_a_value() -> None:
    one = study(TALKS)
    with pytest.raises(FrozenInstanceError):
        one.decisions = ()  # type: ignore[misc]  # the point of the test
    assert one == study(TALKS)


def test_the_order_of_interviews_changes_nothing_but_the_order() -> None:
    one, other = study(TALKS), study(dict(reversed(TALKS.items())))
    assert one.jobs == other.jobs
    assert one.job_shares == other.job_shares
    assert [matrix.cells for matrix in one.matrices] == [matrix.cells for matrix in other.matrices]
    assert sorted(map(str, one.codings)) == sorted(map(str, other.codings))


def test_interviews_may_be_empty() -> None:
    nobody = study({})
    assert (nobody.codings, nobody.jobs, nobody.touchpoints) == ((), (), ())
    assert nobody.matrices[0].base == 0


SAID = [
    Utterance("A", "I work in a warehouse. It is large."),
    Utterance("B", "And what do you do there?"),
    Utterance("A", "Packing."),
]


@pytest.mark.parametrize(
    ("settings", "person", "asks"),
    [
        (Settings(), None, "B"),
        (Settings(interviewers=("A",)), None, "A"),
        (Settings(interviewers=("A",), interview_speakers={"s01": ("B",)}), None, "B"),
        (Settings(interviewers=("A",)), Participant("s01", "", (), ("B",), ()), "B"),
        (Settings(), Participant("s01", "", ("B",), (), ()), "A"),
        (Settings(interview_speakers={"s01": ("B",)}), Participant("s01", "", (), ("A",), ()), "B"),
    ],
)
def test_who_asks_is_what_settings_then_participants_then_the_talk_itself_say(
    settings: Settings, person: Participant | None, asks: str
) -> None:
    turns = read("s01", SAID, settings, Analyst(), person).turns
    assert {turn.speaker for turn in turns if turn.role == INTERVIEWER} == {asks}
