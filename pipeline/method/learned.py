"""Step 3: the learned coder: what it has learned, and how it suggests.

It has learned (see `pipeline.method.training`) from coded example talk, the codebook's examples and people's decisions. For
each passage it judges the families first, then which code of the family it is, and keeps silent below a family's threshold.
A cue that is heard adds to its log-odds; so a cue alone, against all that was learned, makes no suggestion, and neither does
a faint likeness. A suggestion's score is the probability of the code, its evidence the examples it is most like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from pipeline.method.codebook import fingerprint
from pipeline.method.coding import Suggestion
from pipeline.method.cue_coder import CueCoder
from pipeline.method.hearing import CODE, Heard
from pipeline.method.model import Encoder, Judgement, Model, judge
from pipeline.method.transcripts import Transcript

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["LEARNED_VERSION", "LearnedCoder", "combined"]

LEARNED_VERSION = "1"  #: part of the fingerprint; raise it when the same model and cues lead to other suggestions
HEARD, LOUDER = 1.0, 0.2  #: log-odds that a cue suggestion adds; and that the threshold rises by where cues are listened to
DENIED = 1.0  #: log-odds that a cue takes away which is heard in a denial, a supposition or somebody else's story
LEAST = -1.8  #: log-odds (a chance of 1 in 7) below which nothing is suggested, however seldom a talk says anything clearly
ADAPTED, LONG = 0.5, 50  #: how far an interview of so many passages sets its own thresholds
HEARD_CODE = 3.0  #: log-odds that a cue adds to its code within the family
ALSO = 0.3  #: a second code of a family needs this share
LIKE = 2  #: examples named as evidence
FAINT = 0.05  #: likeness below which an example is no evidence
QUOTE = 90  #: characters of an example shown


def combined(
    judged: Judgement, model: Model, cues: Sequence[Suggestion], denied: Mapping[int, frozenset[str]] | None = None
) -> list[tuple[Suggestion, bool]]:
    """What learned and cue coder suggest together, and whether what was learned speaks for it; evidence of cues only.

    A cue adds `HEARD` to the log-odds of its family and decides which code of the family it is unless another is clearly
    meant; one that is heard but not asserted (`denied`: passage -> codes) speaks against both. Cues of families that could
    not be learned stand as they are.
    """
    families = {family: number for number, family in enumerate(model.families) if family}
    inside = {f: [n for n, code in enumerate(model.codes) if code.split(".", 1)[0] == f] for f in families}
    families = {family: number for family, number in families.items() if inside[family]}
    heard: dict[tuple[int, str], dict[str, Suggestion]] = {}
    found: list[tuple[Suggestion, bool]] = []
    for cue in cues:
        family = cue.code.split(".", 1)[0]
        if family in families:
            heard.setdefault((cue.passage, family), {})[cue.code] = cue
        else:
            found.append((cue, False))
    numbers = {passage: row for row, passage in enumerate(judged.passages.tolist())}
    odds, support = judged.families.copy(), judged.codes.copy()
    for passage, family in heard:
        odds[numbers[passage], families[family]] += HEARD
    for passage, codes in (denied or {}).items():
        for family in {code.split(".", 1)[0] for code in codes} & families.keys():
            if (passage, family) not in heard:
                odds[numbers[passage], families[family]] -= DENIED
        support[numbers[passage], [n for n, code in enumerate(model.codes) if code in codes]] -= HEARD_CODE
    limits = _limits(odds, model) + (LOUDER if cues else 0.0)
    for family, column in families.items():
        for row in np.flatnonzero(odds[:, column] >= limits[column]).tolist():
            passage = int(judged.passages[row])
            here = heard.get((passage, family), {})
            likely = 1 / (1 + np.exp(-odds[row, column]))
            for code, share in _codes(support[row], model.codes, inside[family], here):
                name, evidence = ("cue", here[code].evidence) if code in here else ("learned", ())
                found.append((Suggestion(passage, code, round(float(likely * share), 3), name, evidence), True))
    return found


def _denied(heard: Sequence[Sequence[Heard]], passages: Sequence[int]) -> dict[int, frozenset[str]]:
    """For each passage the codes whose cues are heard there, but nowhere asserted."""
    found: dict[int, frozenset[str]] = {}
    for passage in passages:
        hits = [hit for hit in heard[passage] if hit.kind == CODE] if heard else []
        codes = {hit.target for hit in hits if hit.scope} - {hit.target for hit in hits if not hit.scope}
        if codes:
            found[passage] = frozenset(codes)
    return found


def _limits(odds: Floats, model: Model) -> Floats:
    """The thresholds of a talk: half those of the examples, half those that mark as much of this talk as of the examples."""
    if not len(odds):
        return np.maximum(model.thresholds, LEAST)
    own = np.array([np.quantile(odds[:, n], 1 - min(1.0, share)) for n, share in enumerate(model.shares.tolist())])
    weight = ADAPTED * min(1.0, len(odds) / LONG)
    return np.maximum(weight * own + (1 - weight) * model.thresholds, LEAST).astype(np.float32)


def _codes(support: Floats, ids: Sequence[str], own: Sequence[int], heard: Mapping[str, Suggestion]) -> list[tuple[str, float]]:
    """The codes of one family on a passage that carries it, with their share: the likeliest, and others likely enough."""
    odds = np.array([support[n] + (HEARD_CODE * heard[ids[n]].score if ids[n] in heard else 0.0) for n in own])
    shares = np.exp(odds - odds.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    return [
        (ids[n], float(share)) for place, (n, share) in enumerate(zip(own, shares, strict=True)) if place == best or share >= ALSO
    ]


@dataclass(frozen=True)
class LearnedCoder:
    """Suggests what it has learned, together with the cues where there are any.

    Attributes:
        model: what was learned.
        cues: the cue coder to listen to; None to go by what was learned alone.
        encoder: the one the model was learned with.
    """

    model: Model
    cues: CueCoder | None = None
    encoder: Encoder | None = None
    name: str = field(default="learned")

    @property
    def fingerprint(self) -> str:
        """The model's, the cues' and the encoder's."""
        parts = (self.cues.fingerprint if self.cues else "", self.encoder.fingerprint if self.encoder else "")
        return fingerprint(LEARNED_VERSION, self.name, self.model.fingerprint, *parts)

    def suggest(self, transcript: Transcript, heard: Sequence[Sequence[Heard]]) -> list[Suggestion]:
        """Suggestions for the interviewee's passages, in the order of the talk."""
        judged = judge(self.model, transcript, self.encoder)
        cues = self.cues.suggest(transcript, heard) if self.cues else []
        denied = _denied(heard, judged.passages.tolist()) if self.cues else {}
        found = combined(judged, self.model, cues, denied)
        wanted = [suggestion for suggestion, learned in found if learned]
        reasons = dict(zip(map(id, wanted), _likened(self.model, judged, wanted), strict=True))
        explained = [Suggestion(s.passage, s.code, s.score, s.coder, (*s.evidence, *reasons.get(id(s), ()))) for s, _ in found]
        return sorted(explained, key=lambda s: (s.passage, s.code))


def _likened(model: Model, judged: Judgement, suggestions: Sequence[Suggestion]) -> list[tuple[str, ...]]:
    """For each suggestion the examples of its code that it has most words in common with, quoted."""
    if not suggestions:
        return []
    anchors = model.anchors
    rows = {passage: row for row, passage in enumerate(judged.passages.tolist())}
    picked = sorted({rows[s.passage] for s in suggestions})
    at = {row: number for number, row in enumerate(picked)}
    likeness = np.asarray((judged.words[picked] @ anchors.rows.T).todense(), dtype=np.float32)
    numbers = {code: n for n, code in enumerate(model.codes)}
    of_code = {n: anchors.text_of[anchors.code_of == n] for n in {numbers[s.code] for s in suggestions}}
    found: list[tuple[str, ...]] = []
    for suggestion in suggestions:
        texts = of_code[numbers[suggestion.code]]
        like = likeness[at[rows[suggestion.passage]], texts]
        best = sorted(range(len(texts)), key=lambda n: (-like[n], n))[:LIKE]
        found.append(tuple(f"~ {_short(anchors.texts[texts[n]])}" for n in best if like[n] >= FAINT))
    return found


def _short(text: str) -> str:
    return text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + " …"
