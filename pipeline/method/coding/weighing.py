"""Step 3: weighing. What speaks for each family in each passage, from examples and cues, and what it takes in this talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.language.scope import HYPOTHETICAL, Scope
from pipeline.method.coding.coding import Suggestion
from pipeline.method.coding.hearing import CODE, Heard
from pipeline.method.coding.lessons import Judgement, Learned
from pipeline.method.talk.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Weighed", "denied_in", "family_odds", "told_in", "weigh"]

HEARD, ALONE, DENIED = 2.0, 4.0, 2.0  #: log-odds that a cue adds, beside words alone, and that a denied one takes away
ADAPTED, LONG = 0.75, 50  #: how far an interview of so many passages sets its own thresholds
LEAST = -3.0  #: log-odds (a chance of 1 in 20) below which nothing is suggested, however seldom a talk says anything clearly
SURE = 0.35  #: value from which a family is suggested of which there are too few examples to set a threshold
IMAGINED = frozenset(("fear", "need", "criterion"))  #: families that people speak of in conditionals


def denied_in(heard: Sequence[Sequence[Heard]], passages: Sequence[int]) -> dict[int, frozenset[str]]:
    """For each passage the codes whose cues are heard there, but nowhere asserted."""
    found: dict[int, frozenset[str]] = {}
    for passage in passages:
        hits = [hit for hit in heard[passage] if hit.kind == CODE]
        codes = {hit.target for hit in hits if hit.scope} - {hit.target for hit in hits if not hit.scope}
        if codes:
            found[passage] = frozenset(codes)
    return found


def told_in(talk: Transcript, passages: Sequence[int]) -> dict[int, str]:
    """The passages that are supposed, or told of somebody else, from beginning to end."""
    scope = Scope(talk.vocabulary)
    found = {passage: scope.told_as(talk.analysis[passage]) for passage in passages}
    return {passage: told for passage, told in found.items() if told}


@dataclass(frozen=True)
class Weighed:
    """What speaks for each family in each row of a judgement.

    Attributes:
        odds: log-odds of the families, cues included.
        learned: the same without the cues.
        limits: the log-odds that each family takes.
        heard: (passage, family) -> code -> what the cue coder suggests.
        denied: passage -> codes whose cues are heard, but nowhere asserted.
        inside: for each family the numbers of its codes.
    """

    odds: Floats
    learned: Floats
    limits: Floats
    heard: Mapping[tuple[int, str], Mapping[str, Suggestion]]
    denied: Mapping[int, frozenset[str]]
    inside: Sequence[Sequence[int]]


def weigh(
    judgement: Judgement,
    learned: Learned,
    cues: Sequence[Suggestion],
    denied: Mapping[int, frozenset[str]],
    told: Mapping[int, str],
) -> Weighed:
    """Weigh what was learned and what was heard.

    Args:
        judgement, learned: of the talk.
        cues: what the cue coder suggests.
        denied: see `denied_in`.
        told: see `told_in`.
    """
    heard: dict[tuple[int, str], dict[str, Suggestion]] = {}
    for cue in cues:
        heard.setdefault((cue.passage, cue.code.split(".", 1)[0]), {})[cue.code] = cue
    alone = family_odds(judgement, learned)
    odds = alone.copy()
    louder = HEARD if learned.meaning else ALONE  # words alone know less of what is not meant
    for row, passage in enumerate(judgement.passages):
        silent = {code.split(".", 1)[0] for code in denied.get(passage, ())}
        for column, family in enumerate(learned.families):
            if (passage, family) in heard:
                odds[row, column] += louder
            elif family in silent or (told.get(passage) and not (told[passage] == HYPOTHETICAL and family in IMAGINED)):
                odds[row, column] -= DENIED
    inside = [[n for n, c in enumerate(learned.codes) if c.split(".", 1)[0] == family] for family in learned.families]
    return Weighed(odds, alone, _limits(odds, learned), heard, denied, inside)


def family_odds(judgement: Judgement, learned: Learned) -> Floats:
    """Calibrated log-odds of the families for each row; where nothing was learned, how far the value is above `SURE`."""
    values = judgement.values[:, : len(learned.families)]
    plain = np.isnan(learned.slopes)
    return np.where(plain, 10 * (values - SURE), values * np.nan_to_num(learned.slopes) + np.nan_to_num(learned.offsets))


def _limits(odds: Floats, learned: Learned) -> Floats:
    """The thresholds of a talk: between those of the examples and those that mark as much of it as of the examples."""
    fixed = np.nan_to_num(learned.thresholds, nan=0.0)
    if not len(odds):
        return np.maximum(fixed, LEAST)
    own = [np.quantile(odds[:, n], 1 - share) if share == share else 0.0 for n, share in enumerate(learned.shares.tolist())]
    weight = ADAPTED * min(1.0, len(odds) / LONG)
    return np.maximum(weight * np.array(own) + (1 - weight) * fixed, LEAST)
