"""Examples to learn from: coded talk, the codebook's own sentences, and what people decided."""

from __future__ import annotations

from dataclasses import replace

from pipeline.method.coding.examples import (
    THIN,
    Anchor,
    Example,
    Line,
    Said,
    anchors_of,
    from_codebook,
    from_decisions,
    said_in,
    thin,
    today,
)
from pipeline.method.review.decisions import Decision, Verdict
from tests.conftest import CODES, codebook, talk


def test_a_passage_knows_its_question_and_its_neighbours() -> None:
    spoken = talk("""
        I: What happened?
        B: We grew. The old depot was too small for us.
        I: And then?
        B: Nothing much.
    """)
    numbers, said = said_in(spoken)
    assert [spoken.passages[number].text for number in numbers] == [one.text for one in said]
    assert {one.question for one in said} == {"What happened?", "And then?"}
    first, last = said[0], said[-1]
    assert (first.since, first.before) == (0, ())
    assert (last.since, last.after, last.before[-1]) == (0, "", said[-2].text)
    assert first.after == said[1].text


def test_questions_that_follow_each_other_are_one_and_fade_with_every_answer() -> None:
    lines = (
        Line("I", "What happened?", True), Line("I", "At first?", True), Line("B", "One.", False), Line("B", "Two.", False),
        Line("B2", "Three.", False), Line("I", "And then?", True), Line("B", "Four.", False),
    )  # fmt: skip
    said = [anchor.said for anchor in anchors_of(Example("t", lines))]
    assert [(s.question, s.since) for s in said] == [
        ("What happened? At first?", 0), ("What happened? At first?", 1), ("What happened? At first?", 2), ("And then?", 0),
    ]  # fmt: skip
    assert said[2].before == ("One.", "Two.")
    assert said[3].before == ("Two.", "Three.")
    assert (said[0].after, said[3].after) == ("Two.", "")


def test_a_code_of_one_coder_counts_half() -> None:
    (anchor,) = anchors_of(Example("t", (Line("B", "We grew.", False, ("trigger.growth", "need.time"), ("need.time",)),)))
    assert anchor.codes == {"trigger.growth": 0.5, "need.time": 1.0}
    assert anchor.whole


def test_codes_with_too_few_lines_are_thin_and_successors_inherit() -> None:
    book = codebook(CODES.replace("  - {id: trigger.audit,", "  - {id: trigger.audit, replaces: [trigger.old],"))
    shown = {"trigger.old": THIN - 1.0, "trigger.growth": float(THIN), "gone.gone": 99.0}
    found = thin(book, shown, [])
    assert "trigger.audit" in found
    assert "trigger.growth" not in found
    assert "trigger.audit" not in thin(book, shown, [Anchor("own", Said("x"), {"trigger.audit": 1.0})])


def test_the_codebook_teaches_by_examples_and_definition() -> None:
    book = codebook(CODES.replace("{id: trigger.audit,", "{id: trigger.audit, examples: {en: [The auditor came.]},"))
    found = from_codebook(book, ["trigger.audit"])
    assert [anchor.said.text for anchor in found] == ["The auditor came.", "An auditor complained."]
    assert all(anchor.codes == {"trigger.audit": 1.0} and not anchor.whole for anchor in found)


def decision(
    verdict: Verdict, code: str = "trigger.growth", new: str = "", quote: str = "We grew.", who: str = "Mia"
) -> Decision:
    return Decision("s01", "p1", code, verdict, new, "", who, "1", quote)


def taught(*log: Decision) -> list[dict[str, float]]:
    return [dict(anchor.codes) for anchor in from_decisions(log, codebook())]


def test_verdicts_teach_yes_and_no_and_open_ones_nothing() -> None:
    assert taught(decision(Verdict.ACCEPT)) == [{"trigger.growth": 1.0}]
    assert taught(decision(Verdict.ADD)) == [{"trigger.growth": 1.0}]
    assert taught(decision(Verdict.REJECT)) == [{"trigger.growth": 0.0}]
    assert taught(decision(Verdict.RECODE, new="fear.price")) == [{"trigger.growth": 0.0, "fear.price": 1.0}]
    assert taught(decision(Verdict.UNSURE), decision(Verdict.NOTE, "fear.price")) == []
    assert taught(decision(Verdict.ACCEPT), decision(Verdict.WITHDRAW)) == []
    assert taught(decision(Verdict.ACCEPT, quote="")) == []


def test_where_reviewers_differ_the_code_may_well_apply() -> None:
    assert taught(decision(Verdict.REJECT), decision(Verdict.ACCEPT, who="Ben")) == [{"trigger.growth": 1.0}]


def test_decisions_follow_codes_that_were_renamed_or_removed() -> None:
    book = codebook(CODES.replace("{id: fear.price,", "{id: fear.cost, replaces: [fear.price],"))
    (anchor,) = from_decisions([decision(Verdict.ACCEPT, "fear.price")], book)
    assert dict(anchor.codes) == {"fear.cost": 1.0}
    assert from_decisions([decision(Verdict.ACCEPT, "fear.gone")], book) == []


def test_old_examples_speak_in_todays_codes() -> None:
    book = codebook(CODES.replace("{id: fear.price,", "{id: fear.cost, replaces: [fear.price, fear.fee],"))
    old = Anchor("own", Said("x"), {"fear.price": 0.5, "fear.fee": 1.0, "gone.gone": 1.0})
    assert today(old, book) == replace(old, codes={"fear.cost": 1.0})
