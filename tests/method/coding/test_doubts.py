"""What the learned coder nearly suggested, or nearly did not; and why."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.files.cache import Cache
from pipeline.files.coding.learned_reasons import learned_lines
from pipeline.files.wording import wording
from pipeline.method.coding.coding import Doubt, Doubting
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.examples import said_in
from pipeline.method.coding.hearing import CueBook, Hits
from pipeline.method.coding.learned import NEAR, Judgement, LearnedCoder
from pipeline.method.coding.lessons import Learned
from pipeline.method.talk.transcripts import Transcript
from pipeline.study import coded
from tests.conftest import codebook, phase_model, talk, valences

GROWTH, AUDIT = "trigger.growth", "trigger.audit"
SILENT = "I: So?\nB: It was what it was, honestly."
SPOKEN = "I: So?\nB: We grew fast, honestly."


def coder(words: str, **values: float) -> tuple[LearnedCoder, Transcript, Hits]:
    """A coder that learned about triggers only; `values` are those of the one passage."""
    book, spoken = codebook(), talk(words)
    families, codes = [f.id for f in book.families], [c.id for c in book.codes]
    names = [*families, *codes]
    plain = np.array([0.0 if f == "trigger" else np.nan for f in families], dtype=np.float32)
    votes = np.zeros((1, len(names)), dtype=np.float32)
    learned = Learned("x", tuple(families), tuple(codes), votes, votes[0], plain + 10, plain - 5, plain, plain + 0.5)
    given = {"trigger": values.get("family", 0.0), GROWTH: values.get("growth", 0.0), AUDIT: values.get("audit", 0.0)}
    row = np.array([[given.get(name, 0.0) for name in names]], dtype=np.float32)
    near = np.full((1, len(codes), 2), -1, dtype=np.int32)
    near[0, codes.index(GROWTH), 0] = 0
    numbers, _ = said_in(spoken)
    judgement = Judgement(numbers, row, near, ("We doubled within a year.",), ("t1",))
    heard = CueBook(book, phase_model(), valences()).hear(spoken)
    return LearnedCoder(learned, CueCoder(book), judgement), spoken, heard


def limit(family: float) -> float:
    """The threshold of a talk with one passage: mostly the example's, partly its own."""
    made, spoken, heard = coder(SILENT, family=family, growth=0.5)
    return float(made.weighed(spoken, heard).limits[made.learned.families.index("trigger")])


def test_a_near_miss_is_a_doubt_and_no_suggestion() -> None:
    made, spoken, heard = coder(SILENT, family=0.45, growth=0.5, audit=0.1)
    assert isinstance(made, Doubting)
    assert made.suggest(spoken, heard) == []
    (doubt,) = made.doubts(spoken, heard)
    assert (doubt.code, doubt.apart) == (GROWTH, False)
    assert doubt.margin == pytest.approx(10 * 0.45 - 5 - limit(0.45), abs=0.001)
    assert -NEAR < doubt.margin < 0
    assert doubt.evidence == "~ We doubled within a year."


def test_far_from_the_threshold_there_is_no_doubt() -> None:
    for family in (0.1, 0.95):
        made, spoken, heard = coder(SILENT, family=family, growth=0.9)
        assert made.doubts(spoken, heard) == []


def test_what_only_just_passed_is_suggested_and_a_doubt() -> None:
    made, spoken, heard = coder(SILENT, family=0.53, growth=0.9)
    (suggestion,) = made.suggest(spoken, heard)
    (doubt,) = made.doubts(spoken, heard)
    assert (doubt.passage, doubt.code, doubt.chance) == (spoken.passages[1].id, suggestion.code, suggestion.score)
    assert 0 <= doubt.margin < NEAR


def test_a_cue_that_carries_a_suggestion_alone_stands_apart() -> None:
    made, spoken, heard = coder(SPOKEN, family=0.42, growth=0.4)
    assert [s.coder for s in made.suggest(spoken, heard)] == ["cue"]
    (doubt,) = made.doubts(spoken, heard)
    assert doubt.apart
    sure, spoken, heard = coder(SPOKEN, family=0.95, growth=0.9)
    assert sure.doubts(spoken, heard) == []


@pytest.mark.parametrize("family", [0.3, 0.45, 0.5, 0.55, 0.7])
@pytest.mark.parametrize("words", [SILENT, SPOKEN])
def test_doubts_and_suggestions_agree_on_what_is_suggested(family: float, words: str) -> None:
    made, spoken, heard = coder(words, family=family, growth=0.3, audit=0.25)
    suggested = {(spoken.passages[s.passage].id, s.code) for s in made.suggest(spoken, heard)}
    for doubt in made.doubts(spoken, heard):
        assert (doubt.margin >= 0) is ((doubt.passage, doubt.code) in suggested)


def test_an_interview_keeps_the_doubts_and_so_does_the_cache(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made, spoken, heard = coder(SILENT, family=0.45, growth=0.5)
    interview = coded(spoken, heard, [made], phase_model())
    assert [d.code for d in interview.doubts] == [GROWTH]
    cache = Cache(tmp_path)
    cache.keep_coded("k", interview, ())
    kept = cache.coded("k")
    assert kept is not None
    assert kept[0] == interview
    assert isinstance(interview.doubts[0], Doubt)


def test_reasons_say_by_how_much_it_missed_and_name_the_talk_of_the_example() -> None:
    made, spoken, heard = coder(SILENT, family=0.45, growth=0.5, audit=0.1)
    reasons = made.reasons(spoken, heard, 1, GROWTH)
    assert reasons is not None
    missed = reasons.needed - reasons.odds
    lines = list(learned_lines(reasons, GROWTH, codebook(), wording("en")))
    assert f"missed by {missed:.2f} log-odds" in lines[0]
    assert "highest value, 0.50" in lines[1]
    assert "alike in t1: “We doubled within a year.”" in lines[-1]
    german = list(learned_lines(made.reasons(spoken, heard, 1, AUDIT), AUDIT, codebook(), wording("de")))
    assert f"der höchste, {GROWTH}, hat 0.50" in german[1]
    assert "Kein Beispiel" in german[-1]


def test_reasons_tell_what_the_cue_adds() -> None:
    made, spoken, heard = coder(SPOKEN, family=0.45, growth=0.5)
    reasons = made.reasons(spoken, heard, 1, GROWTH)
    assert reasons is not None
    assert reasons.odds > reasons.alone
    assert reasons.enough == 0
    assert any("from the examples alone" in line for line in learned_lines(reasons, GROWTH, codebook(), wording("en")))


def test_of_what_was_not_learned_there_are_no_reasons() -> None:
    made, spoken, heard = coder(SILENT)
    assert made.reasons(spoken, heard, 1, "fear.price") is None
    assert made.reasons(spoken, heard, 0, GROWTH) is None, "the interviewer is not judged"
    assert "too few examples" in next(learned_lines(None, "fear.price", codebook(), wording("en")))
