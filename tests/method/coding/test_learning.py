"""Learning from coded talk: exact leaving-out, calibration, thresholds, and what a study adds."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.method.coding.examples import Anchor, Said
from pipeline.method.coding.learning import NOISE, SHARE, basis, correction, left_out, named
from pipeline.method.coding.likeness import Encoder, lexis_of, likeness, rows_of
from tests.conftest import codebook
from tests.method.coded_talk import GROWTH, IDLE, PRICE, WordEncoder, talks


def answers_of(anchors: list[Anchor], code: str) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array([[anchor.codes.get(code, 0.0)] for anchor in anchors], dtype=np.float32)


@pytest.mark.parametrize("encoder", [None, WordEncoder()])
def test_leaving_a_talk_out_is_what_learning_without_it_gives(encoder: Encoder | None) -> None:
    anchors = talks(5)
    rows = rows_of([a.said for a in anchors], lexis_of(a.said.text for a in anchors), encoder)
    names = np.array([anchor.talk for anchor in anchors])
    talk = np.unique(names, return_inverse=True)[1]
    answers = np.hstack([answers_of(anchors, "trigger.growth"), answers_of(anchors, "fear.price")])
    usual = answers.mean(axis=0)
    votes, unseen = left_out(rows, answers, usual, talk)
    whole = likeness(rows, rows).astype(np.float64)
    full = np.linalg.solve(whole + NOISE * np.eye(len(anchors)), answers - usual)
    assert np.allclose(votes, full, atol=1e-4)
    for name in set(names):
        own, rest = names == name, names != name
        square = whole[np.ix_(rest, rest)] + NOISE * np.eye(rest.sum())
        again = whole[np.ix_(own, rest)] @ np.linalg.solve(square, answers[rest] - usual) + usual
        assert np.allclose(unseen[own], again, atol=1e-3)


def test_blocks_do_not_change_what_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    anchors = talks(4)
    rows = rows_of([a.said for a in anchors], lexis_of(a.said.text for a in anchors), WordEncoder())
    answers, talk = answers_of(anchors, "fear.price"), np.arange(len(anchors)) % 4
    before = left_out(rows, answers, answers.mean(axis=0), talk)
    monkeypatch.setattr("pipeline.method.coding.learning.BLOCK", 3)
    after = left_out(rows, answers, answers.mean(axis=0), talk)
    assert np.allclose(before[0], after[0], atol=1e-5)
    assert np.allclose(before[1], after[1], atol=1e-4)


def test_it_learns_and_marks_the_expected_share() -> None:
    anchors = talks(18)
    rows = rows_of([a.said for a in anchors], lexis_of(a.said.text for a in anchors), WordEncoder())
    found = basis(anchors, rows)
    assert found.names == ("fear", "trigger", "fear.price", "trigger.growth")
    talk = np.unique([a.talk for a in anchors], return_inverse=True)[1]
    values = left_out(rows, answers_of(anchors, "trigger.growth"), found.usual[[1]], talk)[1][:, 0]
    odds = found.slopes["trigger"] * values + found.offsets["trigger"]
    marked = (odds >= found.thresholds["trigger"] - 1e-4).mean()
    assert found.shares["trigger"] == pytest.approx(SHARE * 18 / len(anchors))
    assert marked == pytest.approx(found.shares["trigger"], abs=2 / len(anchors))
    growth = np.array([anchor.codes.get("trigger.growth", 0.0) for anchor in anchors]) > 0.5
    assert odds[growth].min() > odds[~growth].max(), "every line of growth is likelier than any other"


def test_log_odds_are_calibrated() -> None:
    """The chances add up to the lines that are coded (a property of logistic regression with an offset)."""
    anchors = talks(12)
    rows = rows_of([a.said for a in anchors], lexis_of(a.said.text for a in anchors), WordEncoder(4))
    found = basis(anchors, rows)
    talk = np.unique([a.talk for a in anchors], return_inverse=True)[1]
    answers = answers_of(anchors, "fear.price")
    values = left_out(rows, answers, found.usual[[0]], talk)[1][:, 0]
    chances = 1 / (1 + np.exp(-(found.slopes["fear"] * values + found.offsets["fear"])))
    assert chances.sum() == pytest.approx(answers.sum(), rel=0.02)
    assert found.slopes["fear"] > 0


def test_two_coders_count_half_each_and_lines_are_counted() -> None:
    anchors = talks(4)
    rows = rows_of([a.said for a in anchors], lexis_of(a.said.text for a in anchors), None)
    assert basis(anchors, rows).shown == {"fear": 3.0, "trigger": 4.0, "fear.price": 3.0, "trigger.growth": 4.0}
    assert named(anchors) == (("fear", "trigger"), ("fear.price", "trigger.growth"))


def after_correction(own: list[Anchor], said: str, codes: tuple[str, ...]) -> list[float]:
    """What own examples add to the value of codes for a text, where the talk says 0.5 of everything."""
    book = codebook()
    lexis = lexis_of([*GROWTH, *PRICE, *IDLE] * 2)
    rows = rows_of([anchor.said for anchor in own], lexis, WordEncoder())
    names = [*(family.id for family in book.families), *(code.id for code in book.codes)]
    found = correction(own, rows, np.full((len(own), len(names)), 0.5, dtype=np.float32), book)
    added = likeness(rows_of([Said(said)], lexis, WordEncoder()), rows) @ found.votes
    return [float(added[0, names.index(code)]) for code in codes]


def test_what_a_study_adds_raises_what_is_alike_and_leaves_the_rest() -> None:
    own = [Anchor("s01", Said(PRICE[0]), {"fear.price": 1.0}, False, 4.0)]
    price, family, other = after_correction(own, PRICE[0], ("fear.price", "fear", "trigger.growth"))
    assert price > 0.2
    assert family > 0.2
    assert other == 0
    (faint,) = after_correction(own, IDLE[0], ("fear.price",))
    assert abs(faint) < price / 2


def test_a_rejection_lowers_and_whole_lines_say_no_to_everything_else() -> None:
    rejected = [Anchor("s01", Said(PRICE[0]), {"fear.price": 0.0}, False, 4.0)]
    assert after_correction(rejected, PRICE[0], ("fear.price",))[0] < -0.2
    line = [Anchor("own", Said(PRICE[0]), {"fear.price": 1.0}, True, 1.0)]
    price, growth = after_correction(line, PRICE[0], ("fear.price", "trigger.growth"))
    assert price > 0.1
    assert growth < -0.1


def test_examples_of_codes_that_nobody_knows_are_passed_over() -> None:
    own = [Anchor("s01", Said(PRICE[0]), {"fear.gone": 1.0}, False, 4.0)]
    assert after_correction(own, PRICE[0], ("fear.price",)) == [0.0]
