"""Finding a passage again after its transcript was corrected: exactly where the words are the same, offered where nearly so."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.method.review.anchoring import Anchors, Found, How
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE
from tests.conftest import talk

THEN = """
    I: How did you look?
    B: We searched the internet for two whole days. Nobody in the company knew any vendor at all.
    I: And what came next?
    B: We invited four vendors to show us their software.
    I: Who took part?
    B: The head of the warehouse and somebody from accounting.
"""


@dataclass(frozen=True)
class Anchor:
    """What a decision remembers of its passage."""

    interview: str
    passage: str
    quote: str
    before: str = ""
    after: str = ""


def passages(words: str, name: str = "s01") -> dict[str, Passage]:
    return {p.id: p for p in talk(words, name).passages}


def anchor(words: str, holding: str, number: int = 0) -> Anchor:
    """The passage of a transcript that holds these words (the first, or a later one), as a decision remembers it."""
    all_of_them = list(passages(words).values())
    place = [n for n, p in enumerate(all_of_them) if holding in p.text and p.role == INTERVIEWEE][number]
    before, after = (all_of_them[n].text if 0 <= n < len(all_of_them) else "" for n in (place - 1, place + 1))
    return Anchor("s01", all_of_them[place].id, all_of_them[place].text, before, after)


def found(holding: str, now: str, name: str = "s01", then: str = THEN) -> tuple[How, str]:
    """How the passage is found in the corrected transcript, and its words there."""
    there = passages(now, name)
    answer = Anchors(there).find(anchor(then, holding))
    return answer.how, there[answer.passage].text if answer.passage else ""


def test_an_untouched_passage_is_the_same() -> None:
    assert found("four vendors", THEN) == (How.SAME, "We invited four vendors to show us their software.")


def test_lines_inserted_above_change_nothing() -> None:
    assert (
        found("four vendors", "I: Hello.\nB: Good morning to you, and thanks for the invitation.\n" + THEN.replace("    ", ""))[0]
        is How.SAME
    )


@pytest.mark.parametrize("edit", [("B:", "Meier:"), ("We invited four vendors", "we invited four vendors,")])
def test_another_label_or_other_punctuation_are_the_same_words(edit: tuple[str, str]) -> None:
    assert found("four vendors", THEN.replace(*edit))[0] is How.SAME


@pytest.mark.parametrize(
    "edit",
    [
        ("invited four", "invited for"),
        ("vendors to show", "suppliers to show"),
        ("show us their software", "show their software to us"),
    ],
)
def test_a_corrected_word_is_nearly_the_same(edit: tuple[str, str]) -> None:
    how, words = found("four vendors", THEN.replace(*edit))
    assert how is How.CHANGED
    assert edit[1] in words


def test_a_sentence_that_was_joined_with_its_neighbour_is_found_inside() -> None:
    how, words = found("two whole days", THEN.replace("days. Nobody", "days, nobody"))
    assert how is How.CHANGED
    assert words.startswith("We searched the internet")


def test_a_sentence_that_was_split_leads_to_its_halves() -> None:
    then = THEN.replace("days. Nobody", "days and nobody")
    how, words = found("two whole days", THEN.replace("days. Nobody", "days. And nobody"), then=then)
    assert how in (How.CHANGED, How.AMBIGUOUS)
    assert "internet" in words or "nobody" in words


def test_a_deleted_passage_is_gone() -> None:
    gone = THEN.replace("We invited four vendors to show us their software.", "I was ill that week, so no idea.")
    assert found("four vendors", gone) == (How.GONE, "")


def test_what_is_only_remotely_like_it_is_offered_and_not_taken() -> None:
    there = passages(
        THEN.replace("We invited four vendors to show us their software.", "We invited five people to show us their books.")
    )
    answer = Anchors(there).find(anchor(THEN, "four vendors"))
    assert answer.how is How.GONE
    assert [there[choice].text for choice in answer.choices][:1] == ["We invited five people to show us their books."]


def test_two_passages_that_are_alike_are_ambiguous() -> None:
    twice = THEN.replace(
        "to show us their software.", "to show us the software. We invited four vendors to show us your software."
    )
    assert found("four vendors", twice)[0] is How.AMBIGUOUS


def test_a_renamed_interview_is_recognised_by_words_and_surroundings() -> None:
    assert found("four vendors", THEN, name="meier")[0] is How.SAME


def test_the_same_sentence_in_somebody_elses_talk_is_offered_and_not_taken() -> None:
    there = passages(
        "I: Hm?\nB: We invited four vendors to show us their software.\nI: Oh.\nB: It was a long day for everybody.", "s02"
    )
    answer = Anchors(there).find(anchor(THEN, "four vendors"))
    assert (answer.how, answer.passage, len(answer.choices)) == (How.INTERVIEW_GONE, "", 1)


REPEATED = """
    I: Did you look at the first vendor?
    B: We looked at the website together.
    I: And at the second vendor?
    B: We looked at the website together.
    I: And how was the third one?
    B: We looked at the website together.
"""


@pytest.mark.parametrize("number", [0, 1, 2])
def test_repeated_words_are_told_apart_by_what_stands_around_them(number: int) -> None:
    there = passages(REPEATED)
    then = anchor(REPEATED, "website", number)
    assert Anchors(there).find(then) == replace(Anchors(there).find(then), passage=then.passage, how=How.SAME)


def test_when_an_earlier_repeat_is_deleted_the_others_keep_their_decisions() -> None:
    """The ids of repeats are numbered, so without the first the second has the id of the first."""
    shorter = REPEATED.replace(
        "B: We looked at the website together.\n    I: And at", "B: No, not that one at all.\n    I: And at", 1
    )
    there = passages(shorter)
    for number, question in ((1, "second"), (2, "third")):
        answer = Anchors(there).find(anchor(REPEATED, "website", number))
        assert answer.how is How.SAME
        assert question in there[answer.passage].question


def test_without_any_memory_of_its_surroundings_a_passage_is_known_by_its_id() -> None:
    there = passages(REPEATED)
    second = replace(anchor(REPEATED, "website", 1), before="", after="")
    assert Anchors(there).find(second).passage == second.passage


def test_nothing_is_found_in_an_empty_study() -> None:
    assert Anchors({}).find(anchor(THEN, "four")) == Found("", How.INTERVIEW_GONE)


words = st.lists(
    st.sampled_from(["wir", "haben", "gesucht", "die", "Messe", "Köln", "teuer", "nie", "immer", "Chef"]), min_size=1, max_size=9
)


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6), words)
def test_an_answer_is_always_a_passage_of_the_interview_or_none(said: list[list[str]], quote: list[str]) -> None:
    there = passages("I: Und?\n" + "\n".join(f"B: {' '.join(w)}.\nI: Und?" for w in said))
    answer = Anchors(there).find(Anchor("s01", "none", " ".join(quote)))
    assert answer.passage in {*there, ""}
    assert set(answer.choices) <= set(there)
    assert (answer.passage == "") == (answer.how in (How.GONE, How.INTERVIEW_GONE))
    assert answer == Anchors(dict(reversed(there.items()))).find(Anchor("s01", "none", " ".join(quote)))


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_every_passage_finds_itself(said: list[list[str]]) -> None:
    there = passages("I: Und?\n" + "\n".join(f"B: {' '.join(w)}.\nI: Und?" for w in said))
    ids = list(there)
    for place, (passage, p) in enumerate(there.items()):
        around = [there[ids[n]].text if 0 <= n < len(ids) else "" for n in (place - 1, place + 1)]
        if p.role == INTERVIEWEE:
            assert Anchors(there).find(Anchor("s01", passage, p.text, *around)).passage == passage
