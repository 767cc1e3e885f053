"""What the cues hear in a talk: which cue, where, for what, and whether it is asserted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.method.coding.hearing import CueBook, Heard
from tests.conftest import CODES, codebook, phase_model, talk, valences


def hear(words: str) -> list[list[Heard]]:
    return CueBook(codebook(), phase_model(), valences()).hear(talk(words))


def kinds(heard: list[Heard]) -> set[tuple[str, str, str]]:
    return {(hit.kind, hit.target, hit.cue) for hit in heard}


def test_codes_phases_questions_and_judgements_are_heard_in_one_pass() -> None:
    question, answer = hear("I: What happened?\nB: Back then we had grown, and the fair was great.")
    assert kinds(question) == {("asks", "trigger", "what happened")}
    assert kinds(answer) == {
        ("phase", "before", "back then"),
        ("code", "trigger.growth", "grow"),
        ("code", "touchpoint.fair", "fair"),
        ("good", "", "great"),
    }


def test_a_question_that_opens_a_phase() -> None:
    question, _ = hear("I: How was it after you had bought it?\nB: Fine, as far as I know.")
    assert ("phase asked", "using", "after ... bought") in kinds(question)


@pytest.mark.parametrize(
    ("answer", "scope"),
    [
        ("We went to the fair.", ""),
        ("We did not go to the fair.", "negated"),
        ("We would have gone to the fair if there had been time.", "hypothetical"),
    ],
)
def test_a_cue_says_whether_it_is_asserted(answer: str, scope: str) -> None:
    _, heard = hear(f"I: And?\nB: {answer}")
    assert [hit.scope for hit in heard if hit.target == "touchpoint.fair"] == [scope]


def test_a_judgement_can_be_negated_too() -> None:
    _, heard = hear("I: And?\nB: The fair was not great.")
    assert {hit.cue: hit.scope for hit in heard} == {"fair": "", "great": "negated"}


def test_weak_cues_are_marked() -> None:
    _, heard = hear("I: And?\nB: There was the expansion in the north.")
    assert [(hit.cue, hit.weak) for hit in heard] == [("expansion ?", True)]


def test_unless_silences_a_code_in_its_sentence_only() -> None:
    _, heard = hear("I: And?\nB: The boss had grown a beard by the summer. We grew.")
    assert [(hit.target, hit.sentence) for hit in heard] == [("trigger.growth", 1)]


def test_each_passage_is_heard_in_its_own_language() -> None:
    _, english, _, german = hear(
        "I: And?\nB: We went to the fair with all of our people.\nI: Und?\nB: Wir waren dann alle zusammen auf der Messe."
    )
    assert kinds(english) == {("code", "touchpoint.fair", "fair")}
    assert kinds(german) == {("code", "touchpoint.fair", "Messe")}


def test_noises_are_not_heard() -> None:
    assert hear("I: And?\nB: We went home (laughs about the fair) in the evening.")[1] == []


EDITS = {
    "nothing": ("", ""),
    "a cue added": ("[audit]", "[audit, inspection]"),
    "a cue removed": ("[grow, ", "["),
    "unless removed": ("    unless: {en: [beard]}\n", ""),
    "unless added": ("cues: {en: [fair], ", "unless: {en: [Cologne]}, cues: {en: [fair], "),
    "a code renamed": ("touchpoint.fair", "touchpoint.expo"),
    "a question changed": ("what happened", "how was it"),
    "a code removed": ("  - {id: touchpoint.demo, ", "  # - {id: touchpoint.demo, "),
}
TALK = """
    I: So what happened? How was it?
    B: We had grown a lot, not a beard. We went to the fair in Cologne, which was not great. There was an audit and an inspection.
    I: And then?
    B: We did not see a demo at the fair. Damals war das Audit furchtbar, und auf der Messe in Köln waren wir dann nicht mehr.
"""


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("back", [False, True])
def test_after_an_edit_only_what_changed_is_heard_again_and_the_result_is_as_if_all_were(edit: str, back: bool) -> None:
    old, new = codebook(), codebook(CODES.replace(*EDITS[edit]) if EDITS[edit][0] else CODES)
    before, after = (CueBook(book, phase_model(), valences()) for book in ((new, old) if back else (old, new)))
    spoken = talk(TALK)
    assert after.hear(spoken, before.hear(spoken), before.groups) == after.hear(spoken)


def test_other_judging_words_or_phases_are_heard_too() -> None:
    spoken = talk(TALK)
    before = CueBook(codebook(), phase_model(), valences())
    words = replace(valences(), good={"en": ("fair",)})
    first, *rest = phase_model().phases
    phases = replace(phase_model(), phases=(replace(first, cues={"en": ("Cologne",)}), *rest))
    for after in (CueBook(codebook(), phase_model(), words), CueBook(codebook(), phases, valences())):
        assert after.hear(spoken, before.hear(spoken), before.groups) == after.hear(spoken)


def test_one_cue_book_serves_many_talks() -> None:
    book = CueBook(codebook(), phase_model(), valences())
    talks = [talk("I: And?\nB: We went to the fair.", "s01"), talk("I: Und?\nB: Wir waren auf der Messe.", "s02")]
    alone = [CueBook(codebook(), phase_model(), valences()).hear(one) for one in talks]
    assert [book.hear(one) for one in talks] == alone
    assert [book.hear(one) for one in talks] == alone
