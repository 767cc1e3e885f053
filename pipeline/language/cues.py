"""Cues: the small pattern language of codebooks, and a matcher that runs thousands of them in one pass.

    kündigen            any inflected form, by lemma; German separable verbs ("schauten ... an"), compounds by their head
    messe* *messe       begins with, ends with; *messe* contains
    =IT                 exactly this form with these capitals
    mein Chef           adjacent words in this order; fillers and commas do not count
    nie ... wieder      up to five words in between; "nie ...2 wieder" up to two
    Grenze & kommen     both in the same sentence, in any order
    (mein|unser) Chef   one of several words or phrases
    Budget ?            a weak cue: it needs a second one, or a question that asks for its family

A cue is a run of *slots*, each a choice of *atoms* (conditions on one word). The matcher looks up once for every
distinct word which slots it can fill, and verifies a cue only in sentences where all its slots can be filled: linear in
the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.language.english import ENGLISH
from pipeline.language.german import GERMAN
from pipeline.language.words import fold, split_word

__all__ = ["Atom", "Cue", "CueError", "Fit", "Hit", "Matcher", "parse_cue"]

_KINDS = ("word", "start", "end", "inside", "exact")
MOST_VARIANTS = 64
GAP = 5  #: words that "..." may skip
_GAP = re.compile(r"^(?:\.\.\.|…)(\d*)$")
_PHRASES = re.compile(r"\([^()]*[^\w()|*=][^()]*\)")  # an alternative that is more than one word
_GROUP = re.compile(r"\(([^()]*)\)")
_COMMON = GERMAN.common | ENGLISH.common

Places = Mapping[int, list[int]]  #: slot -> the places of a sentence that can fill it
Run = tuple[tuple[int, int], ...]  #: (words that may stand before, slot), in order


class CueError(ValueError):
    """A cue that cannot be read; the message says why and how to write it."""


class Atom(NamedTuple):
    """A condition on one word: `kind` is word, start, end, inside or exact; `text` is folded unless exact."""

    kind: str
    text: str


Slot = tuple[int, tuple[Atom, ...]]  #: words that may stand before, then the alternatives for this word


class Cue(NamedTuple):
    """A parsed cue: all of its `parts` must match in one sentence; a part is a run of slots in order."""

    source: str
    parts: tuple[tuple[Slot, ...], ...]
    weak: bool


@lru_cache(maxsize=100_000)
def parse_cue(source: str) -> tuple[Cue, ...]:
    """Read one cue as written in a codebook.

    Returns:
        the cue; several, of the same source, where an alternative has more than one word.

    Raises:
        CueError: an empty cue, a gap at an end, an unclosed group, a star inside a word.
    """
    text = source.strip()
    weak = text == "?" or text.endswith(" ?")
    text = text.removesuffix("?").strip() if weak else text
    if not text:
        raise CueError("is empty; write a word or delete the line")
    try:
        variants = _variants(text) if _PHRASES.search(text) else [text]
        return tuple(Cue(source.strip(), tuple(map(_part, variant.split("&"))), weak) for variant in variants)
    except CueError as error:
        raise CueError(f"{source!r} {error}") from None


def _variants(text: str) -> list[str]:
    """The cue with each alternative of several words ("(ERP-System|ERP system|ERP)") written out in turn."""
    versions = [""]
    end = 0
    for match in _GROUP.finditer(text):
        words: list[str] = []
        phrases: list[str] = []
        for alternative in match.group(1).split("|"):
            plain = alternative.strip()
            single = "*" in plain or plain.startswith("=") or (" " not in plain and len(split_word(plain)) == 1)
            (words if single else phrases).append(plain)
        choices = [f"({'|'.join(words)})", *phrases] if words else phrases
        versions = [version + text[end : match.start()] + choice for version in versions for choice in choices]
        end = match.end()
    if len(versions) > MOST_VARIANTS:
        raise CueError(f"stands for {len(versions)} cues; write at most {MOST_VARIANTS}")
    return [version + text[end:] for version in versions]


def _part(text: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    gap = 0
    for word in text.split():
        if word[0] in ".…" and (match := _GAP.match(word)):
            if not slots or gap:
                raise CueError("has a gap without a word before it; write: word ... word")
            gap = int(match.group(1) or GAP)
            continue
        for atoms in _alternatives(word):
            slots.append((gap, atoms))
            gap = 0
    if gap or not slots:
        raise CueError("lacks a word beside '...' or '&'; write a word on both sides")
    return tuple(slots)


@lru_cache(maxsize=100_000)
def _alternatives(word: str) -> tuple[tuple[Atom, ...], ...]:
    """The slots of a written word: one with its alternatives, or several where it is hyphenated or contracted."""
    if word.isalnum():
        return ((Atom("word", fold(word)),),)
    if word.startswith("(") and word.endswith(")") and len(word) > 2:
        return (tuple(_atom(alternative.strip()) for alternative in word[1:-1].split("|")),)
    if any(c in word for c in "()|"):
        raise CueError("has a bracket or bar that is not closed; write (one|two)")
    if "*" in word or word.startswith("="):
        return ((_atom(word),),)
    return tuple((_atom(piece),) for piece in split_word(word) if any(map(str.isalnum, piece)))


@lru_cache(maxsize=100_000)
def _atom(word: str) -> Atom:
    if word.startswith("="):
        kind, body = "exact", word[1:]
    else:
        front, back = word.startswith("*"), word.endswith("*") and len(word) > 1
        kinds = {(True, True): "inside", (True, False): "end", (False, True): "start", (False, False): "word"}
        kind, body = kinds[front, back], fold(word[front : len(word) - back])
    if not body or "*" in body or not any(map(str.isalnum, body)):
        raise CueError("has a * inside a word, or no letters beside * or =; stars stand at a word's ends")
    return Atom(kind, body)


class Fit(NamedTuple):
    """What a word can do in a matcher: the slots it can fill, and the cues worth verifying where it stands."""

    slots: frozenset[int]
    anchors: frozenset[int]


class Hit(NamedTuple):
    """A cue found in a sentence: which one (its place in the matcher's cues), and the places of its words."""

    cue: int
    places: tuple[int, ...]


class Matcher:
    """All cues of one language, ready to run.

    Args:
        cues: the parsed cues; a hit names a cue by its place in this sequence.
    """

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.cues = cues
        self._slots: dict[tuple[Atom, ...], int] = {}
        self._tables: dict[str, dict[str, list[int]]] = {kind: defaultdict(list) for kind in _KINDS}
        self._parts: list[tuple[Run, ...]] = []
        self._needs: list[frozenset[int]] = []  # cue -> slots that must be there
        self._anchored: dict[int, list[int]] = defaultdict(list)  # slot -> cues to verify where it is there
        for number, cue in enumerate(cues):
            parts = tuple(tuple((gap, self._slot(atoms)) for gap, atoms in part) for part in cue.parts)
            self._parts.append(parts)
            self._needs.append(frozenset(slot for part in parts for _, slot in part))
            self._anchored[self._slots[_rarest(cue)]].append(number)
        lengths = [len(text) for kind in ("start", "end") for text in self._tables[kind]]
        self._lengths = range(min(lengths, default=1), max(lengths, default=0) + 1)

    def _slot(self, atoms: tuple[Atom, ...]) -> int:
        number = self._slots.get(atoms)
        if number is None:
            number = self._slots[atoms] = len(self._slots)
            for kind, text in atoms:
                self._tables[kind][text].append(number)
        return number

    def fit(self, word: str, keys: Sequence[str]) -> Fit:
        """What a word can do, given its form as spoken and its keys (the folded form first)."""
        found: set[int] = set()
        words, starts, ends = self._tables["word"], self._tables["start"], self._tables["end"]
        for key in keys:
            found.update(words.get(key, ()))
        found.update(self._tables["exact"].get(word, ()))
        form = keys[0]
        for length in self._lengths:
            if length > len(form):
                break
            found.update(starts.get(form[:length], ()), ends.get(form[-length:], ()))
        for text, slots in self._tables["inside"].items():
            if text in form:
                found.update(slots)
        return Fit(frozenset(found), frozenset(n for slot in found for n in self._anchored.get(slot, ())))

    def find(self, words: Sequence[Fit]) -> list[Hit]:
        """Every cue that matches a sentence, each once, given what each of its words can do."""
        present: frozenset[int] = frozenset().union(*[fit.slots for fit in words])
        candidates: frozenset[int] = frozenset().union(*[fit.anchors for fit in words])
        possible = [number for number in candidates if self._needs[number] <= present]
        if not possible:
            return []
        wanted = frozenset().union(*[self._needs[number] for number in possible])
        places: dict[int, list[int]] = {slot: [] for slot in wanted}
        for place, fit in enumerate(words):
            for slot in fit.slots & wanted:
                places[slot].append(place)
        matched = [(number, _match(self._parts[number], places)) for number in possible]
        return sorted(Hit(number, found) for number, found in matched if found)


def _rarest(cue: Cue) -> tuple[Atom, ...]:
    """The slot that is least likely to be filled: long words are rare, function words and alternatives are not."""

    def rarity(atoms: tuple[Atom, ...]) -> float:
        return min(len(text) - (8 if text in _COMMON else 0) for _, text in atoms) - 1.5 * (len(atoms) - 1)

    return max((atoms for part in cue.parts for _, atoms in part), key=rarity)


def _match(parts: Sequence[Run], places: Places) -> tuple[int, ...]:
    """The places of the first match of every part, in order; parts share no word; () where there is none."""
    if len(parts) == 1:
        return next(_runs(parts[0], places, frozenset()), ())
    if not all(any(_runs(part, places, frozenset())) for part in parts):
        return ()
    return next(_together(parts, places, frozenset()), ())


def _together(parts: Sequence[Run], places: Places, used: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Matches of all parts that share no word."""
    if not parts:
        yield tuple(sorted(used))
        return
    for run in _runs(parts[0], places, used):
        yield from _together(parts[1:], places, used.union(run))


def _runs(part: Run, places: Places, used: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Matches of a part that leave out the `used` words. A dead end is remembered, so the first costs linear time."""
    dead: set[tuple[int, int]] = set()

    def follow(at: int, last: int) -> Iterator[tuple[int, ...]]:
        if at == len(part):
            yield ()
            return
        gap, slot = part[at]
        fitting = places[slot]
        for index in range(bisect_right(fitting, last) if at else 0, len(fitting)):
            place = fitting[index]
            if at and place > last + 1 + gap:
                break
            if place in used or (at, place) in dead:
                continue
            alive = False
            for rest in follow(at + 1, place):
                alive = True
                yield (place, *rest)
            if not alive:
                dead.add((at, place))

    return follow(0, -1)
