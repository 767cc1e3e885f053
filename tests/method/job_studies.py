"""Synthetic studies with known jobs: latent jobs with code profiles, noisy interviews, and a coder that misses and invents.

A job has its own main trigger, a second one, and typical needs, fears, criteria and an obstacle. Interviews report their job's
codes often and others now and then; the coder finds 55 to 62 % of the mentions and invents three codes for seven it finds
(P .7, R .78 of codes an interview). Openings use some words of what happened, in invented words of two languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from pipeline.method.codebook.codebook import Code, Codebook, Family
from pipeline.method.coding.coding import ASKED_FOR, Coding
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["CODES", "SyntheticStudy", "synthetic", "words_of"]

CODES = {"trigger": 9, "need": 3, "criterion": 12, "fear": 9, "obstacle": 5}
#: family -> how likely a job's typical codes are in an interview, how likely any other is
_TYPICAL = {"trigger": ((0.95, 0.5), 0.07), "need": ((0.9, 0.75), 0.55), "criterion": ((0.8, 0.7, 0.6), 0.25),
            "fear": ((0.8, 0.65), 0.15), "obstacle": ((0.65,), 0.2)}  # fmt: skip
_SCORES = (0.51, 0.6, 0.74, 0.84, 0.92)
_RIGHT, _WRONG = (0.15, 0.3, 0.25, 0.2, 0.1), (0.35, 0.4, 0.15, 0.07, 0.03)
LANGUAGES = ("de", "en")
TALK = 90  #: passages of a talk


@dataclass(frozen=True)
class SyntheticStudy:
    """A study whose jobs are known: interview -> number of its true job."""

    truth: dict[str, int]
    codings: tuple[Coding, ...]
    passages: dict[str, Passage]
    codebook: Codebook


def words_of(code: str, language: str) -> list[str]:
    """The invented words of a code in a language."""
    return [f"{'qwrt'[n % 4]}{language}{''.join(c for c in code if c.isalpha())[::-1]}{'aeiou'[n % 5]}x" for n in range(10)]


def codebook() -> Codebook:
    """Codes that are told in words of their own."""
    names = [f"{family}.{chr(97 + n)}" for family, count in CODES.items() for n in range(count)]
    codes = [
        Code(name, {"en": name}, {"en": name}, cues={language: tuple(words_of(name, language)) for language in LANGUAGES})
        for name in names
    ]
    return Codebook("synthetic", tuple(Family(f, {"en": f}, {"en": f}) for f in CODES), tuple(codes))


class _Talk:
    """Gathers the passages and codings of one interview."""

    def __init__(self, name: str, language: str, chance: np.random.Generator) -> None:
        self.name, self._chance = name, chance
        self.codings: list[Coding] = []
        self.texts = [[f"filler{language}{chance.integers(40)}" for _ in range(9)] for _ in range(TALK)]
        self.language = language

    def place(self, early: bool) -> int:
        return int(TALK * (self._chance.beta(1.2, 4) if early else self._chance.random()))

    def told(self, code: str, at: int, words: int) -> None:
        self.texts[at] += [str(w) for w in self._chance.choice(words_of(code, self.language), words)]

    def coded(self, code: str, at: int, chances: Sequence[float], asked: float) -> None:
        score = float(self._chance.choice(_SCORES, p=chances))
        why = ASKED_FOR if self._chance.random() < asked else "cue"
        self.codings.append(Coding(self.name, f"{self.name}-{at:03}", code, "before", 0, score, "cue", why))

    def passages(self) -> dict[str, Passage]:
        return {
            f"{self.name}-{n:03}": Passage(
                self.name, f"{self.name}-{n:03}", "B", INTERVIEWEE, n, None, None, 0, 0, "", " ".join(words), self.language
            )
            for n, words in enumerate(self.texts)
        }


def synthetic(seed: int) -> SyntheticStudy:
    """8 to 14 interviews with 2 to 5 jobs, at least two interviews each."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(8, 15))
    jobs = int(chance.integers(2, min(5, count // 2) + 1))
    while True:
        labels = chance.choice(jobs, count, p=chance.dirichlet([4] * jobs))
        if (np.bincount(labels, minlength=jobs) >= 2).all():
            break
    profiles = _profiles(jobs, chance)
    biased = {family: chance.dirichlet([1.0] * size) for family, size in CODES.items()}
    codings: list[Coding] = []
    passages: dict[str, Passage] = {}
    for number, label in enumerate(labels):
        talk = _Talk(f"s{number:02}", LANGUAGES[int(chance.integers(2))], chance)
        for family in CODES:
            _report(talk, family, profiles[int(label), family], biased[family], chance)
        codings += talk.codings
        passages |= talk.passages()
    truth = {f"s{number:02}": int(label) for number, label in enumerate(labels)}
    return SyntheticStudy(truth, tuple(codings), passages, codebook())


def _profiles(jobs: int, chance: np.random.Generator) -> dict[tuple[int, str], list[float]]:
    mains = chance.permutation(CODES["trigger"])
    found: dict[tuple[int, str], list[float]] = {}
    for job, (family, (typical, other)) in product(range(jobs), _TYPICAL.items()):
        likely = [other] * CODES[family]
        picked = [int(n) for n in chance.permutation(CODES[family])[: len(typical)]]
        if family == "trigger":
            likely[0] = 0.4  # what everybody tells
            picked = [int(mains[job]), int(chance.integers(CODES[family]))]
        for share, code in zip(typical, picked, strict=True):
            likely[code] = max(likely[code], share)
        found[job, family] = likely
    return found


def _report(talk: _Talk, family: str, likely: Sequence[float], biased: np.ndarray, chance: np.random.Generator) -> None:
    codes = [f"{family}.{chr(97 + n)}" for n in range(len(likely))]
    real = {n for n, share in enumerate(likely) if chance.random() < share}
    found = 0
    for n in sorted(real):
        strong = likely[n] >= 0.5
        early = family == "trigger" and chance.random() < 0.8
        hit = False
        for _ in range(1 + int(chance.poisson(1.6 if strong else 0.5))):
            at = talk.place(early)
            talk.told(codes[n], at, 1)
            if chance.random() < (0.55 if strong else 0.62):
                talk.coded(codes[n], at, _RIGHT, 0.6)
                hit = True
        found += hit
    for n in chance.choice(len(codes), int(chance.poisson(found * 0.3 / 0.7)), p=biased):
        if int(n) not in real:
            talk.coded(codes[int(n)], talk.place(False), _WRONG, 0.4)
