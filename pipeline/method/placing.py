"""Steps 3 and 4: phase and valence of passages, as learned from the examples, joined with what the rules of `coding` say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.method.model import VALENCES, Judgement, Model
from pipeline.method.phases import PhaseModel, smooth

__all__ = ["learned_phases", "learned_valences"]

JUDGING = 0.6  #: log-evidence of one judging word, beside what was learned
TRUST = 0.6  #: how much of the learned log-evidence counts: neighbouring passages repeat each other


def learned_valences(judged: Judgement, balances: Mapping[int, float]) -> dict[int, int]:
    """Passage -> -1, 0 or 1.

    Args:
        judged: what the model makes of the talk.
        balances: passage -> good minus bad words heard in it.
    """
    words = np.array([balances.get(passage, 0.0) for passage in judged.passages.tolist()], dtype=np.float32)
    evidence = judged.valences + JUDGING * np.outer(words, VALENCES)
    return {
        passage: VALENCES[best] for passage, best in zip(judged.passages.tolist(), evidence.argmax(axis=1).tolist(), strict=True)
    }


def learned_phases(
    judged: Judgement, model: Model, phases: PhaseModel, evidence: Mapping[int, Sequence[float]] | None = None
) -> dict[int, list[float]]:
    """Passage -> probabilities of the phases; {} where the model was learned with other phases.

    Args:
        judged: what the model makes of the talk.
        model: the model.
        phases: the phase model of the study.
        evidence: passage -> log-evidence of the rules (cues, question, codes, place), added before smoothing.
    """
    if model.phases != phases.ids:
        return {}
    rows = [
        [TRUST * learned + rule for learned, rule in zip(row, (evidence or {}).get(passage, [0.0] * len(row)), strict=True)]
        for passage, row in zip(judged.passages.tolist(), judged.phases.tolist(), strict=True)
    ]
    return dict(zip(judged.passages.tolist(), smooth(rows), strict=True))
