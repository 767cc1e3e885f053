"""Steps 3 and 4: the phases of a buying journey, and in which phase each passage of a talk stands.

Evidence for a phase are its cues, the question asked, the codes found, and the place in the talk. People jump back and
forth; so the evidence is smoothed with a hidden Markov chain over the passages (forward-backward, Rabiner 1989,
doi 10.1109/5.18626) that prefers to stay, allows every jump, and forces no order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.method.codebook.codebook import Text, Words, fingerprint, said

__all__ = ["Phase", "PhaseModel", "smooth"]

STAY = 0.86  #: chance that the next passage is in the same phase
CUE, QUESTION, CODE_WEIGHT, PLACE = 1.1, 0.9, 0.8, 0.5  #: log-odds of one piece of evidence
SPREAD = 0.28  #: how far from its typical place (share of the talk) a phase is told


@dataclass(frozen=True)
class Phase:
    """One phase.

    Attributes:
        id: stable key.
        label, definition: by language.
        place: where in a talk told in order it typically stands, 0 to 1.
        cues, questions: what the interviewee says in it, what the interviewer asks to open it; by language.
        codes: how strongly a code or a family speaks for it, 0 to 4.
    """

    id: str
    label: Text
    definition: Text = field(default_factory=dict)
    place: float = 0.5
    cues: Words = field(default_factory=dict)
    questions: Words = field(default_factory=dict)
    codes: Mapping[str, float] = field(default_factory=dict)

    def weight(self, code: str) -> float:
        """How strongly `code` speaks for this phase: its own entry, or its family's."""
        return self.codes.get(code, self.codes.get(code.split(".", 1)[0], 0.0))


@dataclass(frozen=True)
class PhaseModel:
    """Phases in their order. `default` is the phase of a passage about which nothing is known."""

    id: str
    label: Text
    phases: tuple[Phase, ...]
    default: str

    def labels(self, language: str) -> dict[str, str]:
        """Phase id -> its label, in the order of the phases."""
        return {phase.id: said(phase.label, language) for phase in self.phases}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The phases' ids in order."""
        return tuple(phase.id for phase in self.phases)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that decides a phase, labels left out."""
        return fingerprint(
            self.id,
            self.default,
            [(p.id, p.place, sorted(p.codes.items()), sorted(p.cues.items()), sorted(p.questions.items())) for p in self.phases],
        )


def smooth(evidence: Sequence[Sequence[float]]) -> list[list[float]]:
    """Probabilities of the phases of each passage, from log-evidence per passage and phase.

    Args:
        evidence: one row a passage in the order of the talk, one log-weight a phase.

    Returns:
        rows of the same shape that sum to 1.
    """
    if not evidence:
        return []
    count = len(evidence[0])
    jump = (1 - STAY) / max(1, count - 1)
    likely = [[math.exp(w - max(row)) for w in row] for row in evidence]
    forward = [_normal(likely[0])]
    for row in likely[1:]:
        last = forward[-1]
        forward.append(_normal([p * (jump + (STAY - jump) * before) for p, before in zip(row, last, strict=True)]))
    backward = [1.0] * count
    answers: list[list[float]] = []
    for row, ahead in zip(reversed(likely), reversed(forward), strict=True):
        answers.append(_normal([a * b for a, b in zip(ahead, backward, strict=True)]))
        seen = [p * b for p, b in zip(row, backward, strict=True)]
        whole = sum(seen)
        backward = _normal([jump * whole + (STAY - jump) * s for s in seen])
    return answers[::-1]


def _normal(row: Sequence[float]) -> list[float]:
    total = sum(row) or 1.0
    return [value / total for value in row]


def place_evidence(model: PhaseModel, share: float) -> list[float]:
    """Log-evidence of a place in the talk (0 its beginning, 1 its end)."""
    return [-PLACE * ((share - phase.place) / SPREAD) ** 2 for phase in model.phases]
