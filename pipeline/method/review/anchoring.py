"""Finding the passage of a decision again after its transcript was corrected.

The same words are followed wherever they stand now; nearly the same words are offered, never taken silently.
Likeness is the share of common words in order (difflib's ratio, Ratcliff & Metzener 1988) with what stood around it as a
tie-break.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from pipeline.language.words import fold
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["Anchor", "Anchors", "Found", "How"]

ALIKE, OFFERED, CLEAR = 0.72, 0.45, 0.08  #: changed wording; worth offering; lead over the second best
CANDIDATES, CHOICES = 12, 3
_WORD = re.compile(r"\w+")


class Anchor(Protocol):
    """What must be known of a passage to find it again."""

    @property
    def interview(self) -> str:
        """Id of the interview."""

    @property
    def passage(self) -> str:
        """Id of the passage."""

    @property
    def quote(self) -> str:
        """Its words at that time."""

    @property
    def before(self) -> str:
        """What was said before it."""

    @property
    def after(self) -> str:
        """What was said after it."""


class How(StrEnum):
    """How a passage was found again."""

    SAME = "same"  #: the same id, or the same words elsewhere
    CHANGED = "changed"  #: nearly the same words, one clear candidate
    AMBIGUOUS = "ambiguous"  #: several candidates are alike
    GONE = "gone"
    INTERVIEW_GONE = "interview gone"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage is now: its id ("" where gone), how sure that is, and what else it could be, best first."""

    passage: str
    how: How
    choices: tuple[str, ...] = ()


class Anchors:
    """The passages of a study, ready to be searched.

    Args:
        passages: by id, in the order of interviews and talk.
    """

    def __init__(self, passages: Mapping[str, Passage]) -> None:
        self._passages = passages
        self._interviews: dict[str, list[str]] = defaultdict(list)  # what the interviewees say
        self._talks: dict[str, list[str]] = defaultdict(list)  # what everybody says
        self._places: dict[str, int] = {}
        self._same: dict[str, list[str]] = {}
        self._holding: dict[str, dict[str, set[str]]] = {}
        for passage in passages.values():
            self._places[passage.id] = len(self._talks[passage.interview])
            self._talks[passage.interview].append(passage.id)
            if passage.role == INTERVIEWEE:
                self._interviews[passage.interview].append(passage.id)

    def find(self, anchor: Anchor) -> Found:
        """Where the passage of a decision is now."""
        here = self._passages.get(anchor.passage)
        stays = here is not None and here.role == INTERVIEWEE
        known = anchor.interview in self._interviews
        twins = [p for p in self._twins(anchor.quote) if not known or self._passages[p].interview == anchor.interview]
        if stays and (len(twins) < 2 or anchor.passage not in twins):
            return Found(anchor.passage, How.SAME)
        if twins:
            alike = {p: self._surroundings(anchor, p) for p in twins}
            ranked = sorted(twins, key=lambda p: (-alike[p], p != anchor.passage, p))
            best, lead = ranked[0], alike[ranked[0]] - alike[ranked[1]] if len(ranked) > 1 else 1.0
            if not known and alike[best] < 0.5:  # somebody else may say the same
                return Found("", How.INTERVIEW_GONE, tuple(ranked[:CHOICES]))
            clear = best == anchor.passage or lead >= 0.25
            return Found(best, How.SAME if clear else How.AMBIGUOUS, tuple(ranked[:CHOICES]))
        return self._nearly(anchor) if known else Found("", How.INTERVIEW_GONE)

    def _twins(self, quote: str) -> list[str]:
        if not self._same:
            index: dict[str, list[str]] = defaultdict(list)
            for ids in self._interviews.values():
                for passage in ids:
                    index[_plain(self._passages[passage].text)].append(passage)
            self._same = index
        return self._same.get(_plain(quote), [])

    def _nearly(self, anchor: Anchor) -> Found:
        words = _plain(anchor.quote).split()
        scores = sorted(((self._likeness(anchor, words, p), p) for p in self._candidates(anchor.interview, words)), reverse=True)
        offered = tuple(passage for score, passage in scores if score >= OFFERED)[:CHOICES]
        if not scores or scores[0][0] < ALIKE:
            return Found("", How.GONE, offered)
        if len(scores) > 1 and scores[1][0] >= ALIKE and scores[0][0] - scores[1][0] < CLEAR:
            return Found(scores[0][1], How.AMBIGUOUS, offered)
        return Found(scores[0][1], How.CHANGED, offered)

    def _candidates(self, interview: str, words: Sequence[str]) -> list[str]:
        """The passages of the interview that share most words, rare words counting more."""
        if interview not in self._holding:
            holding: dict[str, set[str]] = defaultdict(set)
            for passage in self._interviews[interview]:
                for word in _plain(self._passages[passage].text).split():
                    holding[word].add(passage)
            self._holding[interview] = holding
        shared: Counter[str] = Counter()
        for word in sorted(set(words)):
            holders = self._holding[interview].get(word, set())
            for passage in holders:
                shared[passage] += 1000 // len(holders)
        return [passage for passage, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]]

    def _likeness(self, anchor: Anchor, words: Sequence[str], passage: str) -> float:
        there = _plain(self._passages[passage].text).split()
        matcher = SequenceMatcher(None, words, there, autojunk=False)
        ratio = matcher.ratio()
        shorter = min(len(words), len(there))
        if shorter >= 4 and matcher.find_longest_match().size == shorter:  # split or joined: it lies whole inside the other
            ratio = max(ratio, 0.95)
        if ratio >= 0.3:  # typos: letter by letter, where it is worth the time
            letters = SequenceMatcher(None, " ".join(words), " ".join(there), autojunk=False).ratio()
            ratio = max(ratio, letters if letters > 0.8 else 0.0)
        return 0.9 * ratio + 0.1 * self._surroundings(anchor, passage)

    def _surroundings(self, anchor: Anchor, passage: str) -> float:
        """0 to 1: how much of what stood around it still does."""
        ids = self._talks[self._passages[passage].interview]
        place = self._places[passage]
        sides = ((anchor.before, ids[place - 1] if place else ""), (anchor.after, ids[place + 1] if place + 1 < len(ids) else ""))
        same = [bool(then) and bool(now) and _overlap(then, self._passages[now].text) > 0.5 for then, now in sides]
        return sum(same) / 2


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _overlap(one: str, other: str) -> float:
    mine, yours = set(_plain(one).split()), set(_plain(other).split())
    return len(mine & yours) / max(1, min(len(mine), len(yours)))
