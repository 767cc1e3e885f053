"""Step 4: was it asked? A question is listened to with the codebook's own cues."""

from __future__ import annotations

from dataclasses import replace

from pipeline.method.guide.asked import Asked
from pipeline.settings import Settings
from tests.conftest import CODES, codebook, study

ASKING = CODES.replace(
    "- {id: touchpoint, label: Touchpoint}",
    '- {id: touchpoint, label: Touchpoint, questions: {en: ["first contact"], de: [Kontakte]}}',
)
TALK = """
I: Waren Sie auf einer Messe?
B: Nein, da waren wir nicht.
I: What was your first contact with them?
B: We saw a demo of it in spring with the whole team.
"""


def asked(talk: str, **settings: bool) -> dict[str, Asked]:
    of = study(talk, codebook(ASKING), settings=Settings(**settings))  # type: ignore[arg-type]
    return {found.touchpoint: found for found in of.asked}


def test_asked_by_name_asked_in_general_and_reported() -> None:
    found = asked(TALK)
    assert (found["fair"].by_name, found["fair"].in_general, found["fair"].finding) == (("s01",), (), "asked, never used")
    assert (found["site"].by_name, found["site"].in_general, found["site"].finding) == ((), ("s01",), "asked in general")
    assert (found["demo"].reported, found["demo"].finding) == (("s01",), "")


def test_the_question_is_named() -> None:
    of = study(TALK, codebook(ASKING))
    fair = next(found for found in of.asked if found.touchpoint == "fair")
    assert of.passages[fair.question].text == "Waren Sie auf einer Messe?"


def test_never_asked_and_reported_unprompted() -> None:
    found = asked("I: How are you?\nB: We saw a demo of it in spring with the whole team.")
    assert found["fair"].finding == "never asked"
    assert found["demo"].finding == "unprompted"


def test_what_is_left_out_because_nobody_reviewed_it_is_said_so() -> None:
    found = asked(TALK, count_unreviewed=False)["demo"]
    assert (found.reported, found.waiting, found.suggestions, found.finding) == ((), ("s01",), 1, "not counted")


def test_a_suggestion_beside_a_counted_one_is_left_out_and_said_but_is_no_gap() -> None:
    of = study(
        TALK + "B: The demo was on a Monday, and later a second demo.\n",
        codebook(ASKING),
        settings=Settings(count_unreviewed=False),
    )
    accepted = replace(of.suggestions[0], status="accepted")
    of.__dict__["counted"] = (accepted,)
    found = next(a for a in of.asked if a.touchpoint == "demo")
    assert (found.finding, found.waiting, found.suggestions) == ("", (), 0)
    assert found.left_out == len(of.suggestions) - 1 > 0
