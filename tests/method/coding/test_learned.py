"""The learned coder: what it makes of codes that moved, and how learning, cues and what is told of others meet."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Suggestion
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.examples import Said, said_in
from pipeline.method.coding.hearing import CueBook
from pipeline.method.coding.learned import Judgement, LearnedCoder, cue_key, fitted, judged, nearest
from pipeline.method.coding.learning import Basis
from pipeline.method.coding.likeness import lexis_of, rows_of
from tests.conftest import CODES, codebook, phase_model, talk, valences
from tests.method.coded_talk import GROWTH, IDLE, PRICE

NAMES = ("fear", "trigger", "fear.price", "trigger.growth")
PLAIN = Basis(
    NAMES, np.eye(4, dtype=np.float32), np.array([0.1, 0.2, 0.1, 0.2], dtype=np.float32),
    *({"fear": value, "trigger": value} for value in (8.0, -4.0, 0.0, 0.2)),
)  # fmt: skip


def column(found: Basis, book: Codebook, name: str) -> list[float]:
    learned = fitted(found, book, "x")
    return [float(v) for v in learned.votes[:, (*learned.families, *learned.codes).index(name)]]


def test_what_was_learned_follows_renamed_merged_split_and_removed_codes() -> None:
    assert column(PLAIN, codebook(), "fear.price") == [0, 0, 1, 0]
    renamed = codebook(CODES.replace("{id: fear.price,", "{id: fear.cost, replaces: [fear.price],"))
    assert column(PLAIN, renamed, "fear.cost") == [0, 0, 1, 0]
    merged = codebook(CODES.replace("{id: need.time,", "{id: need.time, replaces: [fear.price, trigger.growth],").replace(
        "{id: fear.price,", "{id: fear.other,").replace("id: trigger.growth", "id: trigger.else"))  # fmt: skip
    assert column(PLAIN, merged, "need.time") == [0, 0, 1, 1]
    assert column(PLAIN, merged, "fear.other") == [0, 0, 0, 0]
    split = codebook(CODES.replace("{id: fear.price,", "{id: fear.fee, replaces: [fear.price], label: Fee, definition: A fee."
                                   ", cues: {en: [fee]}}\n  - {id: fear.cost, replaces: [fear.price],"))  # fmt: skip
    assert column(PLAIN, split, "fear.fee") == column(PLAIN, split, "fear.cost") == [0, 0, 1, 0]


def test_a_family_with_a_new_name_keeps_what_was_learned() -> None:
    text = CODES.replace("{id: fear, label", "{id: worry, label").replace(
        "{id: fear.price,", "{id: worry.price, replaces: [fear.price],"
    )
    learned = fitted(PLAIN, codebook(text), "x")
    place = learned.families.index("worry")
    assert column(PLAIN, codebook(text), "worry") == [1, 0, 0, 0]
    assert learned.slopes[place] == 8
    assert np.isnan(fitted(PLAIN, codebook(), "x").slopes[learned.families.index("need")])


def test_judging_is_a_vote_by_likeness_and_names_the_nearest() -> None:
    lexis = lexis_of([*GROWTH, *PRICE, *IDLE] * 2)
    examples = rows_of([Said(text) for text in (*GROWTH[:2], PRICE[0])], lexis, None)
    rows = rows_of([Said(GROWTH[2]), Said("Zzyzx")], lexis, None)
    votes = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    values, like = judged(rows, examples, votes, np.array([0.1, 0.2], dtype=np.float32))
    assert np.allclose(values, like @ votes + [0.1, 0.2])
    assert values[1].tolist() == pytest.approx([0.1, 0.2])
    near = nearest(like, np.array([[1.0, 0.0], [0.5, 0.4], [0.0, 0.5]], dtype=np.float32))
    assert set(near[0, 0].tolist()) <= {0, 1, -1}
    assert 2 not in near[:, 0]
    assert near[1].tolist() == [[-1, -1], [-1, -1]], "likeness that is none names nothing"
    assert near[0, 0, 0] == int(np.argmax(like[0, :2]))


def suggest(
    words: str,
    values: dict[str, float],
    meaning: bool = True,
    cues: bool = True,
    book: Codebook | None = None,
    given: frozenset[int] | None = None,
) -> list[Suggestion]:
    """What the coder suggests for a talk of which the learned values are the same in every passage."""
    book = book or codebook()
    spoken = talk(words)
    heard = CueBook(book, phase_model(), valences()).hear(spoken)
    learned = fitted(PLAIN, book, "x", meaning)
    numbers, _ = said_in(spoken)
    row = [values.get(name, 0.0) for name in (*learned.families, *learned.codes)]
    near = np.full((len(numbers), len(learned.codes), 2), -1, dtype=np.int32)
    near[:, :, 0] = 0
    judgement = Judgement(numbers, np.array([row] * len(numbers), dtype=np.float32), near, ["an example " * 20])
    return LearnedCoder(learned, CueCoder(book) if cues else None, judgement, given).suggest(spoken, heard)


def test_a_cue_that_a_researcher_added_is_heeded_whatever_the_examples_think() -> None:
    shipped = frozenset({cue_key("trigger.growth", "grow"), cue_key("trigger.growth", "new site ?")})
    against = {"trigger": -0.5}
    assert suggest("B: We had to grow.", against, given=shipped) == [], "a shipped cue alone is not enough"
    (found,) = suggest("B: We had to grow.", against, given=frozenset())
    assert (found.code, found.coder) == ("trigger.growth", "cue")
    assert suggest("B: We did not grow.", against, given=frozenset()) == [], "nor is one that is denied"
    assert suggest("B: A new site.", against, given=frozenset()) == [], "nor a weak one"
    assert suggest("B: We had to grow.", against, given=None) == []


def test_what_is_learned_is_suggested_with_score_and_example() -> None:
    (found,) = suggest("B: Our sites doubled again.", {"trigger": 0.9, "trigger.growth": 0.8})
    assert (found.code, found.coder) == ("trigger.growth", "learned")
    assert 0.9 < found.score <= 0.99
    assert found.evidence[0].startswith("~ an example")
    assert len(found.evidence[0]) < 100
    assert found.evidence[0].endswith(" …")


def test_a_cue_adds_and_is_named() -> None:
    (found,) = suggest("B: We grew.", {"trigger": 0.4, "trigger.growth": 0.3})
    assert (found.code, found.coder) == ("trigger.growth", "cue")
    assert "grew" in found.evidence[0]
    assert found.evidence[-1].startswith("~ ")


def test_a_cue_alone_against_all_that_was_learned_suggests_nothing() -> None:
    assert suggest("B: We grew.", {"trigger": -0.5}) == []


def test_words_alone_trust_a_cue_more() -> None:
    values = {"trigger": 0.1, "trigger.growth": 0.1}
    with_meaning, without = (suggest("B: We grew.", values, meaning) for meaning in (True, False))
    assert len(without) == 1
    assert not with_meaning or with_meaning[0].score < without[0].score


def test_a_denied_cue_takes_away() -> None:
    values = {"fear": 0.55, "fear.price": 0.5}
    assert [s.code for s in suggest("B: Angst hatten wir schon.", values)] == ["fear.price"]
    assert suggest("B: Angst hatten wir eigentlich keine.", values) == []


@pytest.mark.parametrize(
    ("told", "others"),
    [("The sites would have doubled nicely.", False), ("Our competitor doubled its sites.", True)],
)
def test_what_is_supposed_or_told_of_others_is_less_likely(told: str, others: bool) -> None:
    values = {"trigger": 0.6, "trigger.growth": 0.6, "need": 0.0, "fear": 0.6, "fear.price": 0.6}
    plain = {s.code for s in suggest("B: Our sites doubled again.", values)}
    assert plain == {"trigger.growth", "fear.price"}
    left = {s.code for s in suggest(f"B: {told}", values)}
    assert left == (set() if others else {"fear.price"}), "fears are spoken of in conditionals"


def test_a_family_without_examples_leaves_cues_as_they_are() -> None:
    book = codebook()
    words = "B: We could save time with that.\nB: It was always done by hand."
    alone = CueCoder(book).suggest(talk(words), CueBook(book, phase_model(), valences()).hear(talk(words)))
    assert suggest(words, {}) == alone != []
    found = suggest("B: Less typing for us.", {"need": 0.6, "need.time": 0.5})
    assert [s.code for s in found] == ["need.time"]
    assert suggest("B: Less typing for us.", {"need": 0.2, "need.time": 0.2}) == []


def test_without_the_cue_coder_nothing_is_heard() -> None:
    assert suggest("B: We grew.", {"trigger": 0.9, "trigger.growth": 0.8}, cues=False)[0].coder == "learned"
    assert suggest("B: We grew.", {}, cues=False) == []


def test_a_touchpoint_that_is_not_named_must_be_clear() -> None:
    faint = {"touchpoint": 0.6, "touchpoint.fair": 0.3, "touchpoint.demo": 0.28, "touchpoint.site": 0.28}
    assert [s.code for s in suggest("B: There we met them.", faint) if s.score < 0.3] == []


def test_several_codes_of_a_family_need_to_be_likely_enough() -> None:
    book = codebook()
    both = {"trigger": 0.9, "trigger.growth": 0.5, "trigger.audit": 0.4}
    one = {"trigger": 0.9, "trigger.growth": 0.5, "trigger.audit": 0.1}
    assert [s.code for s in suggest("B: Our sites doubled.", both, book=book)] == ["trigger.audit", "trigger.growth"]
    assert [s.code for s in suggest("B: Our sites doubled.", one, book=book)] == ["trigger.growth"]


def test_scores_lie_between_0_and_1() -> None:
    for value in (-9.0, 0.0, 0.5, 1.0, 9.0):
        for found in suggest("B: We grew.\nB: Angst hatten wir.", dict.fromkeys(NAMES, value)):
            assert 0 <= found.score <= 1


def test_a_coder_without_a_judgement_says_so() -> None:
    spoken = talk("B: We grew.")
    with pytest.raises(ValueError, match="judgement"):
        LearnedCoder(fitted(PLAIN, codebook(), "x"), None).suggest(spoken, [[] for _ in spoken.passages])
