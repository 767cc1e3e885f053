"""Steps 3 and 4: valence. How the interviewee judges what a coding is about: -1 bad, 0 neutral or mixed, 1 good.

The evidence is added up with weights (multinomial logistic regression) learned from coded example talk: what the coding is
(people tell of fears and obstacles as bad, of demos and references mostly as good), the words of the passage, and its
judging words, turned round under a negation. `benchmarks/learn_valence.py` learns the weights and says how good they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from pipeline.language.analysis import Sentence, Vocabulary
from pipeline.method.coding import hearing
from pipeline.method.coding.hearing import Heard

__all__ = ["VALENCES", "Weights", "balance", "evidence"]

VALENCES = (-1, 0, 1)
WEAK = 0.6  #: what a weak judging word counts
TURNED = -0.7  #: what a judging word counts under a negation: "not bad" is less than good
MOST = 2.0  #: more judging words than this say no more
BIAS, BALANCE = "bias", "balance"  #: names of the weights of no feature, and of the judging words


@dataclass(frozen=True)
class Weights:
    """Log-odds of bad, neutral and good for each feature; features that are not there count nothing."""

    of: Mapping[str, tuple[float, float, float]]

    def valence(self, features: Iterable[str], judged: float) -> int:
        """The most likely valence.

        Args:
            features: of the passage and the code, see `evidence`.
            judged: good minus bad words, see `balance`.
        """
        times = max(-MOST, min(MOST, judged))
        rows: list[tuple[float, ...]] = [row for feature in features if (row := self.of.get(feature))]
        rows.append(self.of.get(BIAS, (0.0, 0.1, 0.0)))  # without any weight nothing is judged
        rows.append(tuple(times * odds for odds in self.of.get(BALANCE, (-1.0, 0.0, 1.0))))
        totals = [fsum(odds) for odds in zip(*rows, strict=True)]  # features have no order: nor must their sum
        return VALENCES[max(range(3), key=totals.__getitem__)]


def evidence(code: str, sentences: Sequence[Sentence], vocabulary: Vocabulary) -> set[str]:
    """The features of a code on a passage: code, family, and each word's form and lemma in its language."""
    found = {f"code:{code}", f"family:{code.split('.', 1)[0]}"} if code else set()
    for sentence in sentences:
        for word in sentence.words:
            found.update(f"{sentence.language}:{key}" for key in vocabulary.keys[word][:2])
    return found


def balance(hits: Sequence[Heard]) -> float:
    """Good words minus bad words, turned round under a negation; of overlapping ones the longest counts."""
    judged = [hit for hit in hits if hit.kind in (hearing.GOOD, hearing.BAD)]
    judged.sort(key=lambda hit: -len(hit.places))
    used: set[tuple[int, int]] = set()
    total = 0.0
    for hit in judged:
        places = {(hit.sentence, place) for place in hit.places}
        if places & used:
            continue
        used |= places
        sign = 1 if hit.kind == hearing.GOOD else -1
        total += sign * (TURNED if hit.scope else 1.0) * (WEAK if hit.weak else 1.0)
    return total
