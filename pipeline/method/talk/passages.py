"""Step 2: passages, the units that are coded: sentences, those joined that cannot be understood alone, never across turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pipeline.language.analysis import without_noise
from pipeline.language.detect import language_of
from pipeline.language.languages import words
from pipeline.language.sentences import sentences
from pipeline.language.words import fold
from pipeline.method.talk.turns import INTERVIEWEE, INTERVIEWER, Turn, label_key

__all__ = ["PASSAGE_VERSION", "Passage", "passages_of"]

PASSAGE_VERSION = "3"  #: part of the cache key; raise it when turns or passages come out differently
_SHORT, _ELLIPTIC, _LONGEST = 4, 6, 60  # words
_LEANING = words(
    """genau ja nee nein nö doch stimmt richtig eben klar und oder aber also das die der dann da so nicht weil
    yes yeah no right exactly and or but so that this it which then not because"""
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit coded: a sentence, or a few that belong together, of one turn.

    Attributes:
        interview: the transcript's id, its file name without suffix.
        id: a short hash of interview, speaker and normalised words; the same wherever the passage stands.
        speaker, role: as in `Turn`.
        turn: number of the turn, from 0.
        start, end: seconds, None where unknown.
        char_start, char_end: code points into the transcript's canonical text.
        question: what the interviewer asked before ("" in the interviewer's own passages).
        text: the words, verbatim.
        language: "de" or "en".
        asked: number of the interviewer's turn that led to it, -1 for none.
    """

    interview: str
    id: str
    speaker: str
    role: str
    turn: int
    start: float | None
    end: float | None
    char_start: int
    char_end: int
    question: str
    text: str
    language: str
    asked: int = -1


def passages_of(interview: str, spoken: Sequence[Turn], language: str) -> Iterable[Passage]:
    """The passages of a talk in order; the interviewer's turns are one passage each."""
    seen: Counter[str] = Counter()
    question, asked = "", -1
    for number, turn in enumerate(spoken):
        own = language_of(turn.text, language)
        spans = _units(turn.text, own) if turn.role == INTERVIEWEE else [(0, len(turn.text))]
        for start, end in spans:
            text = turn.text[start:end]
            yield Passage(
                interview,
                _passage_id(interview, turn.speaker, text, seen),
                turn.speaker,
                turn.role,
                number,
                turn.time_at(start),
                turn.time_at(end),
                turn.char_start + start,
                turn.char_start + end,
                question if turn.role == INTERVIEWEE else "",
                text,
                language_of(text, own, least=3),
                asked,
            )
        if turn.role == INTERVIEWER:
            question, asked = turn.text, number


def _passage_id(interview: str, speaker: str, text: str, seen: Counter[str]) -> str:
    words = " ".join(_WORD.findall(fold(text)))
    content = f"{interview}\n{label_key(speaker)}\n{words}"
    seen[content] += 1
    ordinal = f"\n{seen[content]}" if seen[content] > 1 else ""
    return blake2b((content + ordinal).encode(), digest_size=6).hexdigest()


def _units(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the passages of a turn: sentences, with those that cannot be understood alone joined to a neighbour."""
    plain = without_noise(text)
    spans = sentences(text, language)
    units: list[tuple[int, int]] = []
    waiting: int | None = None  # start of an opening too short to stand alone: it joins what follows
    for place, (start, end) in enumerate(spans):
        spoken_words = _WORD.findall(plain[start:end])
        first = waiting if waiting is not None else start
        waiting = None
        if _leans(spoken_words) and place + 1 < len(spans) and not units:
            waiting = first
        elif units and _leans(spoken_words) and _size(plain[units[-1][0] : end]) <= _LONGEST:
            units[-1] = (units[-1][0], end)
        else:
            units.append((first, end))
    return units


def _leans(words: Sequence[str]) -> bool:
    if len(words) < _SHORT:
        return True
    return len(words) <= _ELLIPTIC and words[0].casefold() in _LEANING


def _size(text: str) -> int:
    return len(_WORD.findall(text))
