"""Why a passage got, or did not get, a code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.scope import NEGATED
from pipeline.method.coding.coding import Coder, Suggestion
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.explaining import Story, Why, story, why
from pipeline.method.coding.hearing import CueBook, Heard
from pipeline.method.talk.transcripts import Transcript
from tests.conftest import codebook, phase_model, talk, valences

FAIR, GROWTH = "touchpoint.fair", "trigger.growth"
WORDS = """
    I: After you had bought it, how was it?
    B: The fair was great, and since then we save time every day.
    B: We never went to any fair, honestly, not even once.
    B: The expansion of the company took a while.
    B: My beard did grow at that time, by the way.
"""


@dataclass(frozen=True)
class Oracle:
    """A coder that explains itself."""

    name: str = "oracle"
    fingerprint: str = "1"

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:  # noqa: ARG002
        return [Suggestion(1, FAIR, 0.9, self.name, ("it knows",))]

    def explain(self, transcript: Transcript, place: int, code: str) -> Sequence[str]:
        return [f"{code} at {place} of {transcript.interview}"]


def both(place: int, code: str, *more: Coder) -> tuple[Story, Why]:
    spoken = talk(WORDS)
    codes = codebook()
    heard = CueBook(codes, phase_model(), valences()).hear(spoken)
    coders: list[Coder] = [CueCoder(codes), *more]
    told = story(spoken, heard, place, coders, phase_model())
    return told, why(spoken, heard, place, codes.by_id[code], coders, phase_model(), valences())


def test_a_suggested_code_tells_its_cue_and_score() -> None:
    told, reason = both(1, FAIR)
    assert [(s.code, s.coder) for s in told.suggestions] == [(FAIR, "cue"), ("need.time", "cue")]
    assert [(c.words, c.cue, c.scope) for c in reason.heard] == [("fair", "fair", "")]
    assert reason.score >= reason.needed


def test_a_negated_cue_is_heard_and_does_not_count() -> None:
    told, reason = both(2, FAIR)
    assert told.suggestions == ()
    assert {code: [c.scope for c in cues] for code, cues in told.silent.items()} == {FAIR: [NEGATED]}
    assert ([c.scope for c in reason.heard], reason.score) == ([NEGATED], 0.0)


def test_a_weak_cue_alone_is_nearly_enough() -> None:
    told, reason = both(3, GROWTH)
    assert [c.weak for c in told.silent[GROWTH]] == [True]
    assert 0 < reason.score < reason.needed


def test_a_cue_under_unless_speaks_against() -> None:
    _, reason = both(4, GROWTH)
    assert [c.words for c in reason.heard] == ["grow"]
    assert [c.words for c in reason.against] == ["beard"]
    assert reason.score == 0.0


def test_what_speaks_for_the_phase_and_the_valence() -> None:
    told, _ = both(1, FAIR)
    kinds = {(r.kind, r.phase) for r in told.reasons}
    assert ("cue", "using") in kinds, "since then"
    assert ("question", "using") in kinds, "after you had bought it"
    assert max(told.phases, key=lambda phase: told.phases[phase]) == "using"
    assert [c.words for c in told.judging] == ["great"]


def test_a_cue_of_several_words_is_nearly_there() -> None:
    """
    need.time asks for "save time"; only one of the words is said.
    """
    spoken = talk("I: And?\nB: It was a matter of time for us, as everybody knew.")
    codes = codebook()
    heard = CueBook(codes, phase_model(), valences()).hear(spoken)
    reason = why(spoken, heard, 1, codes.by_id["need.time"], [], phase_model(), valences())
    assert [(n.cue, n.there, n.missing) for n in reason.near] == [("save time", ("time",), ("save",))]
    assert (reason.heard, reason.cues) == ((), 1)


def test_a_coder_that_can_explain_itself_does() -> None:
    told, reason = both(1, FAIR, Oracle())
    assert reason.told == {"oracle": (f"{FAIR} at 1 of s01",)}
    assert ("oracle", ("it knows",)) in {(s.coder, s.evidence) for s in told.suggestions}


def test_the_interviewers_words_have_no_phase() -> None:
    told, _ = both(0, FAIR)
    assert told.phases == {}
    assert told.suggestions == ()
