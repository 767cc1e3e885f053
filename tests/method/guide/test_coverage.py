from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.files.folders import shipped
from pipeline.files.guide.guides import read_guide
from pipeline.method.coding.coding import Interview
from pipeline.method.guide.coverage import Coverage, coverage
from pipeline.method.guide.guide import Block, Guide
from pipeline.method.review.decisions import Verdict
from tests.conftest import decide, interview, phase_model, study

TRIGGER = Block(
    "trigger", {"en": "Trigger"}, 5, {"en": "When did you first think that things could not go on?"},
    probes={"en": ("Who noticed it before everybody else?",)}, codes=("trigger",),
    listen={"en": ("what changed", "(why|how) ...3 begin"), "de": ("was hat sich geändert",)},
)  # fmt: skip
FAIR = Block("contacts", {"en": "Contacts"}, 5, {"en": "?"}, codes=("touchpoint",))
USE = Block("use", {"en": "Use"}, 5, {"en": "And today?"}, place=0.9, listen={"en": ("today",)})
END = Block("end", {"en": "End"}, 5, {"en": "Anything else?"}, listen={"en": ("anything else",)})
GUIDE = Guide("g", {"en": "Guide"}, (1, 2), (TRIGGER, FAIR, USE, END))


def covered(talk: Interview, guide: Guide = GUIDE) -> Coverage:
    return coverage(guide, [talk], talk.suggestions, phase_model())


def findings(found: Coverage) -> dict[str, str]:
    return {block: cover.finding for (_, block), cover in found.covers.items()}


def test_asked_and_answered_are_two_things(told: Interview) -> None:
    """Both.

    I: So what changed?
    B: We had no room left and the whole team was very tired of it all.
    I: And today?
    B: Since then we have met them at a fair in Cologne every single year.
    """
    found = covered(told)
    assert findings(found) == {"trigger": "asked", "contacts": "answered", "use": "asked and answered", "end": ""}
    assert [q.because for q in found.questions] == [("what changed",), ("today",)]


def test_a_cue_with_a_gap_is_shown_as_it_was_heard(told: Interview) -> None:
    """Gap.

    I: How did it all begin?
    B: We had grown so fast that the old list was of no use.
    """
    assert covered(told).questions[0].because == ("How … begin",)
    assert findings(covered(told))["trigger"] == "asked and answered"


def test_the_guides_own_wording_needs_no_cue(told: Interview) -> None:
    """Wording.

    I: Thanks. Who noticed it first, before everybody else in the house?
    B: That was me, of course, because I do all of the planning here.
    """
    (question,) = covered(told).questions
    assert (question.blocks, question.because) == (("trigger",), ("",))


def test_a_block_without_cues_is_asked_by_naming_its_codes(told: Interview) -> None:
    """Named.

    I: Did you go to a fair?
    B: No, we did not have the time for anything like that.
    """
    (question,) = covered(told).questions
    assert (question.blocks, question.because) == (("contacts",), ("touchpoint.fair",))


def test_what_the_interviewee_asks_is_no_question_of_the_guide(told: Interview) -> None:
    """Turned.

    I: Good morning.
    B: What changed? That is what you want to know, I suppose.
    """
    assert covered(told).questions == ()


def test_a_block_about_nothing_coded_is_answered_by_more_than_a_yes(told: Interview) -> None:
    """End.

    I: Anything else?
    B: No.
    """
    assert findings(covered(told))["end"] == "asked"
    longer = interview("I: Anything else?\nB: Yes, that nobody had told us how long the delivery would take us.")
    assert findings(covered(longer))["end"] == "asked and answered"


def test_german_questions_are_heard_with_german_cues(told: Interview) -> None:
    """Deutsch.

    I: Was hat sich denn damals bei Ihnen in der Firma geändert?
    B: Wir sind gewachsen und hatten keinen Platz mehr in der Halle.
    I: Und was hat sich geändert?
    B: Alles, und zwar von Grund auf.
    """
    assert [q.because for q in covered(told).questions] == [("was hat sich geändert",)]


def test_length_and_shares_of_talk(told: Interview) -> None:
    """Shares.

    I: one two three four
    B1: one two three four five six
    I: one two
    B2: one two (laughs) three four five six seven eight
    """
    (talk,) = covered(told).talks
    assert (talk.words, talk.turns, round(talk.share, 2), talk.estimated) == (20, 2, 0.3, True)
    assert talk.speakers == (("B2", 8 / 14), ("B1", 6 / 14))
    assert talk.finding == "short"
    assert covered(replace(told, seconds=90.0)).talks[0].minutes == 1.5
    assert covered(replace(told, seconds=90.0)).talks[0].finding == ""
    assert covered(replace(told, seconds=121.0)).talks[0].finding == "long"


def test_blocks_that_fewer_than_half_asked() -> None:
    talks: Mapping[str, str] = {
        "s01": "I: What changed?\nB: Nothing much, to be honest with you.",
        "s02": "I: And today?\nB: It runs.",
        "s03": "I: And what changed?\nB: Hm, well, the boss.",
    }
    of = study(talks)
    found = coverage(GUIDE, of.interviews, of.counted, of.phase_model)
    assert found.asking("trigger") == ("s01", "s03")
    assert [block.id for block in found.seldom] == ["contacts", "end", "use"]


def test_answers_that_somebody_reviewed_are_told_from_suggestions() -> None:
    words = "I: What changed?\nB: We had grown so fast in those years. The audit found quite a gap too."
    of = study(words)
    assert coverage(GUIDE, of.interviews, of.counted, of.phase_model).covers["s01", "trigger"].unreviewed == 2
    seen = study(words, decisions=[decide(of, "grown", "trigger.growth", Verdict.ACCEPT)])
    assert coverage(GUIDE, seen.interviews, seen.counted, seen.phase_model).covers["s01", "trigger"].unreviewed == 1


LEADS = """
I: Who are you and what does the company do?
B: We sell nuts and bolts.
I: That was expensive, wasn't it?
B: Not at all.
I: That was expensive, wasn't it?
"""


def test_leading_questions_are_listed_and_can_be_dismissed() -> None:
    talk = interview(LEADS)
    first, second = covered(talk).leading
    assert (first.rule, first.text, first.because) == ("tag", "That was expensive, wasn't it?", ", wasn't it?")
    assert first.key != second.key
    again = coverage(GUIDE, [talk], (), phase_model(), {first.key: {"verdict": "no"}}).leading
    assert [hit.dismissed for hit in again] == [True, False]


def test_a_key_outlives_a_line_inserted_above() -> None:
    inserted = interview("I: Hello.\nB: Hello to you too.\n" + LEADS.strip())
    assert {hit.key for hit in covered(inserted).leading} == {hit.key for hit in covered(interview(LEADS.strip())).leading}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_main_question_of_the_shipped_guide_is_heard_for_its_block(language: str) -> None:
    guide, problems = read_guide(shipped("guide.yaml").read_bytes(), "guide.yaml")
    assert guide is not None, problems
    answer = "Das weiß ich leider nicht mehr so genau." if language == "de" else "I do not remember that very well."
    for block in guide.blocks:
        for question in (block.question[language], *block.probes[language]):
            talk = interview(f"I: {question}\nB: {answer}")
            asked = coverage(guide, [talk], (), phase_model()).covers["s01", block.id].asked
            assert asked or question != block.question[language], question
