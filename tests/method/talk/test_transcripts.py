"""Passages: the units coded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.analysis import Analyst
from pipeline.method.talk.transcripts import Transcript, transcript
from pipeline.method.talk.turns import Utterance


def read(*lines: str) -> Transcript:
    return transcript("a", [Utterance(line[0], line[3:]) for line in lines], Analyst(), default_language="de")


@pytest.mark.parametrize(
    ("answer", "passages"),
    [
        ("Genau. Das war im März.", ["Genau. Das war im März."]),
        ("Wir haben das auf der Messe gesehen. Total.", ["Wir haben das auf der Messe gesehen. Total."]),
        (
            "Wir haben lange im Internet gesucht. Unser Chef wollte drei Angebote sehen.",
            ["Wir haben lange im Internet gesucht.", "Unser Chef wollte drei Angebote sehen."],
        ),
        ("Ja.", ["Ja."]),
    ],
)
def test_a_short_sentence_joins_its_neighbour(answer: str, passages: list[str]) -> None:
    found = read("I: Wie war das?", f"B: {answer}")
    assert [p.text for p in found.passages if p.role == "interviewee"] == passages


def test_no_passage_crosses_a_turn_and_each_knows_its_question() -> None:
    found = read("I: Wie haben Sie gesucht?", "B: Genau.", "I: Und dann?", "B: Total.")
    assert [(p.text, p.question) for p in found.passages if p.question] == [
        ("Genau.", "Wie haben Sie gesucht?"),
        ("Total.", "Und dann?"),
    ]


def test_a_line_inserted_above_changes_no_id() -> None:
    before = read("I: Wie war das?", "B: Wir haben lange im Internet gesucht.")
    after = read("I: Hallo!", "B: Guten Tag, schön hier.", "I: Wie war das?", "B: Wir haben lange im Internet gesucht.")
    assert {p.id for p in before.passages} <= {p.id for p in after.passages}


TALK = st.text(alphabet="ab Cd. ?!…ä(lacht)\t🙂", min_size=1, max_size=60)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("IB"), TALK), min_size=1, max_size=6))
def test_offsets_lead_back_to_the_words(lines: list[tuple[str, str]]) -> None:
    found = read(*(f"{speaker}: {text}" for speaker, text in lines))
    assert all(found.text[p.char_start : p.char_end] == p.text for p in found.passages)
