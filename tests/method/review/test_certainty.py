"""Certainty: what a suggestion's score is measured by."""

from __future__ import annotations

from pipeline.method.coding.coding import Coding
from pipeline.method.review.certainty import surest


def coded(code: str, score: float, status: str = "suggested") -> Coding:
    return Coding("s01", "p", code, "", 0, score, "cue", "", status)


def test_a_family_is_measured_by_what_a_twentieth_of_its_suggestions_reach() -> None:
    found = [coded("need.functional", place / 100) for place in range(1, 41)]
    assert surest(found) == {"need": 0.38}
    assert surest([coded("fear.price", 0.2)]) == {"fear": 0.2}


def test_what_a_person_decided_measures_nothing() -> None:
    assert surest([coded("fear.price", 0.2), coded("fear.price", 1.0, "accepted")]) == {"fear": 0.2}
    assert surest([coded("fear.price", 1.0, "added")]) == {}
