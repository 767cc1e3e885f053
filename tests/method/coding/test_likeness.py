"""Likeness of what people say: a kernel that fades where nothing is alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.examples import Said
from pipeline.method.coding.likeness import Encoder, Lexis, lexis_of, likeness, rows_of
from tests.method.coded_talk import GROWTH, IDLE, PRICE, WordEncoder, talks

WORDS = st.lists(st.sampled_from(["costs", "depots", "grew", "monthly", "noon", "window"]), max_size=5).map(" ".join)
SAID = st.builds(
    Said, WORDS, WORDS, st.integers(0, 6), st.lists(WORDS, max_size=2).map(tuple), WORDS
)  # fmt: skip


def lexis() -> Lexis:
    return lexis_of([*GROWTH, *PRICE, *IDLE, *GROWTH, *PRICE, *IDLE])


@pytest.mark.parametrize("encoder", [None, WordEncoder()])
@given(st.lists(SAID, min_size=1, max_size=8))
def test_it_is_symmetric_and_positive_semidefinite(encoder: Encoder | None, said: list[Said]) -> None:
    rows = rows_of(said, lexis(), encoder)
    square = likeness(rows, rows)
    assert np.allclose(square, square.T, atol=1e-5)
    assert np.linalg.eigvalsh(square.astype(np.float64)).min() > -1e-4
    assert square.min() >= 0


def test_nothing_in_common_is_no_likeness() -> None:
    one, other = (rows_of([Said(text)], lexis(), None) for text in (GROWTH[0], "Lunch at noon"))
    assert likeness(one, other)[0, 0] == 0
    assert likeness(one, one)[0, 0] == pytest.approx(1.0)


def test_an_alike_question_adds_and_fades() -> None:
    question = "What about the monthly costs?"
    here = rows_of([Said("Lunch at noon", question)], lexis(), None)
    near, later = (rows_of([Said(GROWTH[0], question, since)], lexis(), None) for since in (0, 2))
    first, second = likeness(here, near)[0, 0], likeness(here, later)[0, 0]
    assert first > second > 0
    assert second == pytest.approx(first / 2)


def test_a_question_unlike_any_adds_nothing() -> None:
    plain, strange = Said(PRICE[0]), Said(PRICE[0], "Zzyzx qwerty?")
    example = rows_of([Said(PRICE[1], "What about the monthly costs?")], lexis(), None)
    one, other = (likeness(rows_of([said], lexis(), None), example)[0, 0] for said in (plain, strange))
    assert one == other > 0


def test_with_an_encoder_an_absent_question_and_neighbours_add_nothing() -> None:
    encoder = WordEncoder()
    bare = rows_of([Said(PRICE[0])], lexis(), encoder)
    full = rows_of([Said(PRICE[0], "And the costs?", 0, (IDLE[0],), IDLE[1])], lexis(), encoder)
    assert likeness(bare, full)[0, 0] == pytest.approx(likeness(bare, bare)[0, 0], abs=1e-5)
    assert likeness(full, full)[0, 0] > likeness(bare, full)[0, 0]


def test_every_text_is_encoded_once() -> None:
    encoder = WordEncoder()
    rows_of([anchor.said for anchor in talks(3)], lexis(), encoder)
    assert len(encoder.seen) == len(set(encoder.seen))
    assert "" not in encoder.seen


def test_what_was_said_before_counts_by_its_mean() -> None:
    encoder = WordEncoder()
    rows = rows_of([Said("x", before=(IDLE[0], IDLE[1])), Said("x", before=(IDLE[0],)), Said("x")], lexis(), encoder)
    one, other = WordEncoder().encode([IDLE[0], IDLE[1]])
    assert np.allclose(rows.around[1], [(one + other) / 2, one, np.zeros(32)], atol=1e-6)


def test_terms_that_only_one_example_holds_tell_nothing() -> None:
    known = lexis_of(["grew fast", "grew slowly"])
    assert "grew" in known.numbers
    assert "fast" not in known.numbers


def test_rare_terms_count_more() -> None:
    known = lexis_of(["grew fast", "grew slowly", "grew fast", "grew"])
    assert known.rarity[known.numbers["fast"]] > known.rarity[known.numbers["grew"]]
