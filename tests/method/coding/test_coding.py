"""Step 3: what the cue coder suggests, and why. The transcript in a docstring is the fixture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from pipeline.method.coding.coding import Interview, Suggestion
from pipeline.method.coding.hearing import Heard
from pipeline.method.talk.transcripts import Transcript
from tests.conftest import interview


def codes(of: Interview) -> list[str]:
    return [coding.code for coding in of.suggestions]


def test_only_what_the_interviewee_says_is_coded(told: Interview) -> None:
    """Title.

    I: Did you go to a fair and see a demo there?
    B: We had seen the demo on site with a colleague.
    """
    assert codes(told) == ["touchpoint.demo"]


def test_every_suggestion_names_its_evidence(told: Interview) -> None:
    """Title.

    I: So what happened?
    B: Our company had grown a lot over the years.
    """
    (coding,) = told.suggestions
    assert coding.evidence == "grown [grow]; asked for"
    assert (coding.coder, coding.status) == ("cue", "suggested")
    assert 0.6 < coding.score < 1


@pytest.mark.parametrize(
    "answer",
    [
        "We were not at a fair that year at all.",
        "I don't think the fair played any part.",
        "Auf der Messe waren wir nicht.",
        "Angst hatten wir eigentlich keine.",
        "We would have gone to the fair if there had been time.",
        "Wenn wir auf die Messe gegangen wären, hätten wir das gewusst.",
    ],
)
def test_what_is_denied_or_only_imagined_is_not_coded(answer: str) -> None:
    assert codes(interview(f"I: How did you look?\nB: {answer}")) == []


def test_a_denial_elsewhere_does_not_reach_the_cue(told: Interview) -> None:
    """Title.

    I: How did you look?
    B: We did not know anybody, but we went to the fair.
    """
    assert codes(told) == ["touchpoint.fair"]


def test_german_inflection_and_compounds_are_heard(told: Interview) -> None:
    """Title.

    I: Wie haben Sie gesucht?
    B: Damals sind wir stark gewachsen und waren auf mehreren Fachmessen in Köln.
    """
    assert set(codes(told)) == {"trigger.growth", "touchpoint.fair"}


def test_one_weak_cue_is_not_enough() -> None:
    assert codes(interview("I: And then?\nB: There was the expansion in the north.")) == []


def test_two_different_weak_cues_are_enough() -> None:
    assert codes(interview("I: And then?\nB: There was the expansion and a new site in the north.")) == ["trigger.growth"]


def test_the_same_weak_cue_twice_is_still_one() -> None:
    assert codes(interview("I: And then?\nB: The expansion, yes, the expansion in the north.")) == []


def test_a_weak_cue_is_enough_where_its_family_was_asked_for() -> None:
    (coding,) = interview("I: What happened?\nB: There was the expansion in the north.").suggestions
    assert (coding.code, coding.evidence) == ("trigger.growth", "expansion; asked for")


def test_a_question_helps_its_own_answer_only() -> None:
    told = interview(
        "I: What happened?\nB: I cannot say much about that.\nI: And in the north?\nB: There was the expansion up there."
    )
    assert codes(told) == []


def test_unless_rules_a_code_out_in_its_sentence() -> None:
    assert codes(interview("I: And then?\nB: The boss had grown a beard over the summer.")) == []
    assert codes(interview("I: And then?\nB: The boss wore a beard back in those days. The company had grown a lot.")) == [
        "trigger.growth"
    ]


def test_a_phase_is_told_by_its_cues_and_its_codes(told: Interview) -> None:
    """Title.

    I: How did it begin?
    B: Back then we had grown very fast indeed.
    I: And how did you look for something?
    B: We went to the fair to compare the vendors there. That took two days. You could really compare them there.
    I: How is it after you bought it?
    B: Since then we look at their website all the time.
    """
    assert [(c.code, c.phase) for c in told.suggestions] == [
        ("trigger.growth", "before"),
        ("touchpoint.fair", "looking"),
        ("touchpoint.site", "using"),
    ]


@pytest.mark.parametrize(
    ("answer", "valence"),
    [
        ("The demo was great and really helpful.", 1),
        ("The demo was awful for everybody in the room.", -1),
        ("The demo was not great, to be honest.", -1),
        ("The demo took place on a Tuesday morning.", 0),
        ("There was a demo on that Tuesday morning. It was great, everybody in the room said so.", 1),
    ],
)
def test_valence_is_how_the_interviewee_judges_it(answer: str, valence: int) -> None:
    told = interview(f"I: How was it?\nB: {answer}")
    assert [coding.valence for coding in told.suggestions] == [valence]


def test_every_passage_has_a_phase_and_a_valence_for_codings_that_only_a_person_makes(told: Interview) -> None:
    """Title.

    I: How was it?
    B: It was a terrible year for everybody in the company.
    """
    assert len(told.moods) == len(told.passages)
    assert [valence for _, valence in told.moods] == [0, -1]


@dataclass(frozen=True)
class Always:
    """A second coder behind the joint: suggests one code for every answer."""

    code: str
    score: float
    name: str = "learned"
    fingerprint: str = "1"

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:  # noqa: ARG002 - the joint
        answers = [n for n, p in enumerate(transcript.passages) if p.role == "interviewee"]
        return [Suggestion(n, self.code, self.score, self.name, ("like “we went there”",)) for n in answers]


@pytest.mark.parametrize(("score", "coder", "stands"), [(0.9, "learned", 0.9), (0.5, "cue", 0.6)])
def test_what_several_coders_suggest_is_joined_and_the_higher_score_stands(score: float, coder: str, stands: float) -> None:
    told = interview("I: How did you look?\nB: We went to the fair in Cologne.", coders=[Always("touchpoint.fair", score)])
    (coding,) = told.suggestions
    assert (coding.coder, coding.score, coding.evidence) == (coder, stands, "fair; like “we went there”")


def test_coders_add_to_each_other() -> None:
    told = interview("I: How did you look?\nB: We went to the fair in Cologne.", coders=[Always("need.time", 0.7)])
    assert sorted((c.code, c.coder) for c in told.suggestions) == [("need.time", "learned"), ("touchpoint.fair", "cue")]


def test_suggestions_come_in_the_order_of_the_talk(told: Interview) -> None:
    """Title.

    I: How did you look?
    B: We saw their website first of all. Then we went to the fair together. There was an audit in between, too.
    """
    assert codes(told) == ["touchpoint.site", "touchpoint.fair", "trigger.audit"]


def test_nothing_said_nothing_coded() -> None:
    told = interview("I: How did you look?\nB: Hm.")
    assert told.suggestions == ()
