"""What people's decisions teach: no more than they say, and nothing that the example talk knows already."""

from __future__ import annotations

import numpy as np

from pipeline.method.coding.examples import DECIDED, Anchor, Said, from_decisions
from pipeline.method.coding.learning import PILLARS, Ground, correction, pillars
from pipeline.method.coding.likeness import Rows, lexis_of, likeness, rows_of
from pipeline.method.review.decisions import Decision, Verdict
from tests.conftest import codebook

TEXTS = ["The fair was loud and long", "The audit found three faults", "Prices went up again", "We grew by a third that year"]
LEXIS = lexis_of(TEXTS * 2)


def rows(*texts: str) -> Rows:
    return rows_of([Said(text) for text in texts], LEXIS, None)


def added(anchor: Anchor, judged: float, unlikely: bool | None, ground: Ground | None = None) -> dict[str, float]:
    """What one decision adds to the answers on its own words."""
    book = codebook()
    names = [*(f.id for f in book.families), *(c.id for c in book.codes)]
    marks = None if unlikely is None else np.full((1, len(book.families)), unlikely)
    values = np.full((1, len(names)), judged, dtype=np.float32)
    found = correction([anchor], rows(anchor.said.text), values, book, marks, ground)
    own = likeness(rows(anchor.said.text), rows(anchor.said.text)) @ found.votes
    if ground is not None:
        own = own + likeness(rows(anchor.said.text), ground.rows) @ found.ground
    return dict(zip(names, own[0].tolist(), strict=True))


def test_what_is_unlikely_and_was_not_added_counts_as_a_no() -> None:
    read = Anchor("s01", Said(TEXTS[0]), {"touchpoint.fair": 1.0}, False, DECIDED, True)
    found = added(read, 0.2, unlikely=True)
    assert found["touchpoint.fair"] > 0
    assert found["touchpoint"] > 0
    assert found["touchpoint.demo"] < 0
    assert found["fear"] < 0
    assert found["fear.price"] < 0


def test_what_is_likely_and_was_left_open_stays_open() -> None:
    read = Anchor("s01", Said(TEXTS[0]), {"touchpoint.fair": 1.0}, False, DECIDED, True)
    assert added(read, 0.2, unlikely=False)["fear.price"] == 0
    sentence = Anchor("fear.price", Said(TEXTS[0]), {"touchpoint.fair": 1.0}, False, 1.0)
    assert added(sentence, 0.2, unlikely=True)["fear.price"] == 0, "a codebook's sentence says nothing of other codes"


def test_what_the_example_talk_knows_well_is_hardly_learned_anew() -> None:
    read = Anchor("s01", Said(TEXTS[0]), {"touchpoint.fair": 1.0}, False, DECIDED, True)
    fresh = added(read, 0.2, unlikely=True)["touchpoint.fair"]
    known = added(read, 0.2, unlikely=True, ground=Ground(rows(*TEXTS[:1] * 30), 30))["touchpoint.fair"]
    strange = added(read, 0.2, unlikely=True, ground=Ground(rows(TEXTS[3]), 1))["touchpoint.fair"]
    assert 0 < known < fresh / 4
    assert abs(strange - fresh) < 0.05


def test_pillars_are_spread_over_all_examples() -> None:
    assert pillars(3) == [0, 1, 2]
    many = pillars(10 * PILLARS)
    assert (len(many), many[0], many[-1]) == (PILLARS, 0, 10 * PILLARS - 1)
    assert len(set(many)) == PILLARS


def test_a_decision_is_compared_with_what_was_said_around_it() -> None:
    asked = Decision("s01", "p", "fear.price", Verdict.ACCEPT, quote="Yes.", before="Was it the price?", after="Very much.")
    told = Decision("s01", "q", "fear.price", Verdict.REJECT, quote="No.", before="We had the money.")
    first, second = from_decisions([asked, told], codebook())
    assert first.said == Said("Yes.", "Was it the price?", 0, (), "Very much.")
    assert second.said == Said("No.", "", 0, ("We had the money.",), "")
    assert first.read
    assert not first.whole
