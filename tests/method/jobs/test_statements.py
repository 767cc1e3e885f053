"""Statements quote: what stands between the quotation marks was said, and what was left out is marked."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.coding import Coding
from pipeline.method.jobs.statements import CUT, LONG, clause, draft, told
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE


def passage(text: str, name: str = "p1", language: str = "en", interview: str = "s01") -> Passage:
    return Passage(interview, name, "B", INTERVIEWEE, 1, None, None, 0, len(text), "", text, language)


def coding(of: Passage, code: str, score: float = 0.6, evidence: str = "") -> Coding:
    return Coding(of.interview, of.id, code, "before", 0, score, "cue", evidence)


def test_the_sentence_that_holds_the_evidence_is_quoted_and_the_rest_is_marked() -> None:
    said = passage("We sat there. The auditor came in June. It rained.")
    assert clause(said, "auditor [audit*]") == f"{CUT} The auditor came in June. {CUT}"


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    said = passage(
        "Well, we had this thing in the corner, " * 4 + "and then the auditor came, and nobody knew what to say to him."
    )
    found = clause(said, "auditor")
    assert "auditor" in found
    assert found.startswith(CUT)
    assert len(found.replace(CUT, "")) <= LONG + 2


@given(st.text("abc ,.;:–äß!?[]", min_size=1, max_size=400), st.text("abc äß", max_size=20))
def test_every_clause_is_verbatim(text: str, evidence: str) -> None:
    told = clause(passage(text, language="de"), evidence)
    assert told.removeprefix(CUT).removesuffix(CUT).strip() in text


def test_a_wish_is_one_and_an_outcome_is_another_passage() -> None:
    trigger = passage("The site doubled in size within a single year.", "t")
    wish = passage("I wanted to see at noon which visits are late.", "w")
    now = passage("Now I can go home at five and not think of it.", "n")
    found = [coding(trigger, "trigger.growth"), coding(wish, "need.functional"), coding(now, "need.functional")]
    parts = draft(found, ["trigger.growth"], {p.id: p for p in (trigger, wish, now)}, {"t": 0.1, "w": 0.3, "n": 0.9}, "en")
    assert [part.passage for part in parts if part] == ["t", "w", "n"]
    assert told(parts, "en") == (
        f"When … “{trigger.text}”, I want to … “{wish.text}”, so I can … “{now.text}” (draft from verbatim passages)"
    )
    assert told(parts, "de").startswith(f"Wenn … „{trigger.text}“, möchte ich … „{wish.text}“, damit ich … „")


def test_a_reviewed_passage_is_preferred() -> None:
    guess, sure = passage("The big customer asked us for it.", "a"), passage("The old plant broke down on us.", "b")
    codings = [coding(guess, "trigger.growth", 0.9), replace(coding(sure, "trigger.growth"), status="accepted")]
    when, want, so = draft(codings, ["trigger.growth"], {"a": guess, "b": sure}, {"a": 0.1, "b": 0.1}, "en")
    assert when is not None
    assert when.passage == "b"
    assert want is None
    assert so is None


def test_without_evidence_there_is_no_statement() -> None:
    assert told(draft([], [], {}, {}, "en"), "en") == ""
