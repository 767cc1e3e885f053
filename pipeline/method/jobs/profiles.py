"""Step 3: an interview's profile, the row that is clustered into jobs: how sure its codes are, and what its opening is about.

A code found by a coder is a sign, not a fact. How far it can be believed was learned from sixty coded example talks (28
English, 32 German, none of them of a study): the surer the coder, the more often said, the earlier a trigger is told and the
more it was asked for, the likelier it is really there. What a person decided is sure.

Meaning is read through the codebook, the only thing that German and English talks share: the words of a talk's opening, where
people tell what set them off, are compared with what the codebook says of each trigger in the talk's own language (explicit
semantic analysis, Gabrilovich & Markovitch 2007, with codes as concepts). On the example talks both together raised the rank
correlation of two talks' similarity with that of their true triggers from .21 to .37 (across languages from .17 to .34);
comparing the talks' own words added nothing. Vectors of an encoder can join.

Half of the likeness only counts whether a code is reported. Where scores and openings say as much as in synthetic studies, that
costs a fifth of what is gained by them; but on interviews that name their reasons late and in passing it is what finds the jobs.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import ASKED_FOR, REVIEWED, Coding
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["OPENING", "WEIGHTS", "Profiles", "belief", "expected", "places", "profiles"]

Matrix = NDArray[np.float64]
#: how much a family says about the progress people want: what set them off most, what they fear and need before how they chose
WEIGHTS: Mapping[str, float] = {"trigger": 2.0, "fear": 1.0, "criterion": 0.75, "obstacle": 0.7, "need": 0.5}
#: log-odds that a found code is really there: base, log of mentions, score, asked for, place in the talk (0 to 1)
_BELIEF: Mapping[str, tuple[float, float, float, float, float]] = {
    "trigger": (-1.7, 0.6, 2.8, 0.8, -1.8),
    "fear": (-2.2, 0.4, 3.3, 0.9, 0.4),
    "criterion": (-2.6, 0.8, 3.8, 0.9, 0.4),
    "obstacle": (-1.5, 0.1, 2.0, 1.1, 0.0),
    "need": (-0.6, 0.2, 2.0, 0.0, -0.4),
}
PROGRESS = ("trigger", "need", "fear", "obstacle")  #: families against which an opening is read
OPENING = 1 / 3  #: share of a talk in which people tell what set them off
MEANING = 0.3  #: what one standard deviation of likeness to a trigger counts beside a believed mention
LEARNED = "learned"  #: the coder whose scores are probabilities, the cue coder's then too
RETURNS = 0.3  #: diminishing returns of further mentions
RARITY = 1.5  #: evens out how much rarer codes count
#: the same where only counts whether a code is reported: the trigger decides, what was feared and weighed hardly tells jobs apart
PLAIN_WEIGHTS: Mapping[str, float] = {"trigger": 3.0, "need": 1.0, "criterion": 0.5, "fear": 0.35, "obstacle": 0.35}
PLAIN_RARITY = 0.3
PLAIN = 0.5  #: share of likeness that only counts whether a code is reported; the rest counts how surely
VECTORS = 0.5  #: what an encoder's vectors count beside all codes
STEM = 7  #: letters by which words are compared: long enough for meaning, short enough for endings
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Profiles:
    """What is clustered.

    Attributes:
        names: the interviews, sorted; those that report nothing of interest are missing.
        codes: the columns that are codes; further columns are an encoder's.
        evidence: interviews by codes: how strongly each is reported, 0 for not at all.
        rows: the weighted rows of length 1: how surely each code is reported, whether it is, and what an encoder adds.
    """

    names: tuple[str, ...]
    codes: tuple[str, ...]
    evidence: Matrix
    rows: Matrix


def profiles(
    interviews: Iterable[str],
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    vectors: Mapping[str, Sequence[float]] | None = None,
) -> Profiles:
    """The profiles of the interviews that report a code of a weighted family.

    Args:
        interviews: ids of all interviews.
        codings: those that count.
        passages: by id, in the order of the talk.
        codebook: whose words give each code its meaning.
        vectors: passage -> an encoder's vector, all of one length; passages without one are left out.
    """
    said: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.code.split(".", 1)[0] in WEIGHTS:
            said[coding.interview, coding.code].append(coding)
    names = tuple(sorted({name for name, _ in said} & set(interviews)))
    codes = tuple(sorted({code for name, code in said if name in names}))
    if not names:
        return Profiles((), (), np.zeros((0, 0)), np.zeros((0, 0)))
    place = places(passages.values())
    calibrated = any(coding.coder == LEARNED for coding in codings)
    evidence = np.zeros((len(names), len(codes)))
    rows, columns = {n: i for i, n in enumerate(names)}, {c: i for i, c in enumerate(codes)}
    for (name, code), found in said.items():
        if name in rows:
            mentions = math.sqrt(len({c.passage for c in found}))
            evidence[rows[name], columns[code]] = expected(found, place) if calibrated else belief(found, place) * mentions
    weighted = evidence + MEANING * _meaning(names, codes, passages, place, codebook)
    weighted = weighted * _rarity(weighted) * np.array([WEIGHTS[code.split(".", 1)[0]] for code in codes])
    reported = (evidence > 0) * _rarity((evidence > 0).astype(float), PLAIN_RARITY)
    reported = reported * np.array([PLAIN_WEIGHTS[code.split(".", 1)[0]] for code in codes])
    whole = _unit(np.hstack([math.sqrt(1 - PLAIN) * _unit(weighted), math.sqrt(PLAIN) * _unit(reported)]))
    if vectors:
        whole = _unit(np.hstack([whole, VECTORS * _encoded(names, said, vectors)]))
    return Profiles(names, codes, evidence, whole)


def places(passages: Iterable[Passage]) -> dict[str, float]:
    """Passage id -> where in its talk it stands, from 0 to 1."""
    talks: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        talks[passage.interview].append(passage.id)
    return {name: number / max(1, len(talk) - 1) for talk in talks.values() for number, name in enumerate(talk)}


def belief(found: Sequence[Coding], place: Mapping[str, float]) -> float:
    """How likely it is that the code of these codings of one interview is really reported, 0 to 1."""
    if any(coding.status in REVIEWED for coding in found):
        return 1.0
    base, often, score, asked, late = _BELIEF[found[0].code.split(".", 1)[0]]
    odds = base + often * math.log(len(found)) + score * max(coding.score for coding in found)
    odds += asked * any(ASKED_FOR in coding.evidence for coding in found)
    odds += late * min(place.get(coding.passage, 0.5) for coding in found)
    return 1 / (1 + math.exp(-odds))


def expected(found: Sequence[Coding], place: Mapping[str, float]) -> float:
    """The same where a learned coder took part, whose scores are probabilities: how many mentions are to be expected.

    With diminishing returns; a trigger counts the less the later it is told.
    """
    late = 1.0 if found[0].code.startswith("trigger.") else 0.0
    sure = (1.0 if c.status in REVIEWED else c.score * math.exp(-late * place.get(c.passage, 0.5)) for c in found)
    return float(sum(sure) ** RETURNS)


def _rarity(evidence: Matrix, least: float = RARITY) -> Matrix:
    """Per code how much it says: the fewer interviews report it the more (inverse document frequency)."""
    weight: Matrix = np.log((1 + len(evidence)) / (1 + np.minimum(evidence, 1).sum(axis=0))) + least
    return weight


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = rows / np.where(lengths > 0, lengths, 1.0)
    return scaled


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in _WORD.findall(text.casefold())]


def _meaning(
    names: Sequence[str], codes: Sequence[str], passages: Mapping[str, Passage], place: Mapping[str, float], codebook: Codebook
) -> Matrix:
    """Interviews by codes: how much more an interview's opening is about a trigger than the others' openings are, 0 to 3.

    In standard deviations over all interviews and triggers; codes of other families, and a lone interview, have 0.
    """
    answer = np.zeros((len(names), len(codes)))
    triggers = [number for number, code in enumerate(codes) if code.startswith("trigger.")]
    if len(names) < 2 or not triggers:
        return answer
    words: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in names}
    for passage in passages.values():
        if passage.role == INTERVIEWEE and passage.interview in words and place[passage.id] <= OPENING:
            words[passage.interview][passage.language] += _stems(passage.text)
    meant = {language: _meant(codebook, language) for language in sorted({lang for own in words.values() for lang in own})}
    alike = np.array([_alike(words[name], [codes[number] for number in triggers], meant) for name in names])
    alike = alike - alike.mean(axis=0)
    spread = float(alike.std())
    if spread > 1e-9:
        answer[:, triggers] = np.clip(alike / spread, 0, 3).round(6)
    return answer


def _alike(words: Mapping[str, Sequence[str]], codes: Sequence[str], meant: Mapping[str, _Meanings]) -> list[float]:
    """How alike an opening is to what the codebook says of each code: cosine, language by language, by share of the words."""
    whole = sum(map(len, words.values())) or 1
    totals = [0.0] * len(codes)
    for language, said in sorted(words.items()):
        meanings = meant[language]
        weights = {stem: math.log1p(n) for stem, n in Counter(stem for stem in said if stem in meanings.known).items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        for number, code in enumerate(codes):
            vector = meanings.vectors.get(code, {})
            shared = sum(w * vector[stem] for stem, w in weights.items() if stem in vector)
            totals[number] += len(said) / whole * shared / length
    return totals


@dataclass(frozen=True)
class _Meanings:
    """What a codebook says in one language: code -> stem -> weight, vectors of length 1; and all their stems."""

    vectors: Mapping[str, Mapping[str, float]]
    known: frozenset[str]


def _meant(codebook: Codebook, language: str) -> _Meanings:
    counts: dict[str, Counter[str]] = {}
    for code in codebook.codes:
        if code.family not in PROGRESS:
            continue
        texts = [code.definition.get(language, ""), code.when_to_use.get(language, "")]
        texts += [*code.examples.get(language, ()), *code.cues.get(language, ())]
        counts[code.id] = Counter(_stems(" ".join(texts)))
    spread = Counter(stem for own in counts.values() for stem in own)
    vectors: dict[str, dict[str, float]] = {}
    for name, own in counts.items():
        vector = {stem: math.log1p(n) * math.log((len(counts) + 1) / spread[stem]) for stem, n in own.items()}
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        vectors[name] = {stem: weight / length for stem, weight in vector.items()}
    return _Meanings(vectors, frozenset(spread))


def _encoded(
    names: Sequence[str], said: Mapping[tuple[str, str], Sequence[Coding]], vectors: Mapping[str, Sequence[float]]
) -> Matrix:
    """Per interview the mean vector of the passages that carry a trigger or a need, less what all have in common."""
    width = len(next(iter(vectors.values())))
    means = np.zeros((len(names), width))
    for row, name in enumerate(names):
        telling = {c.passage for (own, code), found in said.items() if own == name for c in found if _telling(code)}
        known = [vectors[passage] for passage in sorted(telling) if passage in vectors]
        if known:
            means[row] = np.array(known, dtype=float).mean(axis=0)
    return _unit(means - means.mean(axis=0))


def _telling(code: str) -> bool:
    return code.split(".", 1)[0] in ("trigger", "need")
