"""Cues: the small pattern language of codebooks, and a matcher that runs thousands of them in one pass.

    kündigen            any inflected form, by lemma; German separable verbs ("schauten ... an") and compounds by their head
    messe* *messe       begins with, ends with; *messe* contains
    =IT                 exactly this form with these capitals
    mein Chef           adjacent words in this order; fillers and commas do not count
    nie ... wieder      up to five words in between; "nie ...2 wieder" up to two
    Grenze & kommen     both in the same sentence, in any order
    (mein|unser) Chef   one of several words
    Budget ?            a weak cue: it needs a second one, or a question that asks for its family

The matcher looks at each word once, finds the atoms (single-word conditions) it fulfils, and verifies a cue only in
sentences that hold its rarest-looking atom: linear in the text, nearly independent of the number of cues.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.language.words import fold

__all__ = ["Cue", "CueError", "Hit", "Matcher", "parse_cue"]

GAP = 5  #: words that "..." may skip
_GAP = re.compile(r"^(?:\.\.\.|…)(\d*)$")
_GROUP = re.compile(r"\(([^()]*)\)")


class CueError(ValueError):
    """A cue that cannot be read; the message says why and how to write it."""


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """A condition on one word: `kind` is word, start, end, inside or exact; `text` is folded unless exact."""

    kind: str
    text: str


Slot = tuple[int, tuple[Atom, ...]]  #: words that may stand before, then the alternatives for this word


@dataclass(frozen=True, slots=True)
class Cue:
    """A parsed cue: all of its `parts` must match in one sentence; a part is a run of slots in order."""

    source: str
    parts: tuple[tuple[Slot, ...], ...]
    weak: bool = False

    def atoms(self) -> set[Atom]:
        """Every atom that may take part in a match."""
        return {atom for part in self.parts for _, atoms in part for atom in atoms}


def parse_cue(source: str, split: Callable[[str], Sequence[str]] = lambda word: (word,)) -> Cue:
    """Read one cue.

    Args:
        source: the cue as written in the codebook.
        split: how the tokeniser divides a written word ("didn't" -> did, n't).

    Raises:
        CueError: an empty cue, a gap at an end, an unclosed group, a star inside a word.
    """
    text = source.strip()
    weak = text.endswith(" ?")
    text = text.removesuffix("?").strip() if weak else text
    if not text:
        raise CueError("the cue is empty; write a word or delete the line")
    parts = [_part(part, source, split) for part in re.split(r"\s&\s", f" {text} ".replace("&", " & "))]
    return Cue(source.strip(), tuple(parts), weak)


def _part(text: str, source: str, split: Callable[[str], Sequence[str]]) -> tuple[Slot, ...]:
    spaced = _GROUP.sub(lambda m: "(" + re.sub(r"\s*\|\s*", "|", m.group(1).strip()).replace(" ", "\0") + ")", text)
    slots: list[Slot] = []
    gap = 0
    for word in spaced.split():
        if match := _GAP.match(word):
            if not slots or gap:
                raise CueError(f"{source!r} has a gap without a word before it; write: word ... word")
            gap = int(match.group(1) or GAP)
            continue
        for atoms in _slots(word, source, split):
            slots.append((gap, atoms))
            gap = 0
    if gap or not slots:
        raise CueError(f"{source!r} lacks a word beside '...' or '&'; write a word on both sides")
    return tuple(slots)


def _slots(word: str, source: str, split: Callable[[str], Sequence[str]]) -> list[tuple[Atom, ...]]:
    if word.startswith("(") and word.endswith(")") and len(word) > 2:
        inner = word[1:-1]
        if "\0" in inner:
            raise CueError(f"{source!r} has several words inside one alternative; write one cue a phrase")
        return [tuple(_atom(alternative, source) for alternative in inner.split("|"))]
    if any(c in word for c in "()|"):
        raise CueError(f"{source!r} has a bracket or bar that is not closed; write (one|two) as one word")
    if "*" in word or word.startswith("="):
        return [(_atom(word, source),)]
    return [(_atom(piece, source),) for piece in split(word) if any(map(str.isalnum, piece))]


def _atom(word: str, source: str) -> Atom:
    if word.startswith("="):
        kind, body = "exact", word[1:]
    else:
        front, back = word.startswith("*"), word.endswith("*") and len(word) > 1
        kind = {(True, True): "inside", (True, False): "end", (False, True): "start", (False, False): "word"}[front, back]
        body = fold(word[front : len(word) - back])
    if not body or "*" in body or not any(map(str.isalnum, body)):
        raise CueError(f"{source!r} has no letters beside its * or =, or a * inside a word; stars stand at a word's ends")
    return Atom(kind, body)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: which one (the number it was added under), and the places of its words."""

    cue: int
    places: tuple[int, ...]


@dataclass(slots=True)
class Matcher:
    """All cues of one language, ready to run.

    Args:
        cues: the parsed cues; a hit names a cue by its place in this sequence.
    """

    cues: Sequence[Cue]
    _numbers: dict[Atom, int] = field(default_factory=dict)
    _by_word: dict[str, int] = field(default_factory=dict)
    _by_start: dict[str, int] = field(default_factory=dict)
    _by_end: dict[str, int] = field(default_factory=dict)
    _inside: list[tuple[str, int]] = field(default_factory=list)
    _exact: dict[str, int] = field(default_factory=dict)
    _anchored: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _compiled: list[tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]] = field(default_factory=list)
    _reach: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        for number, cue in enumerate(self.cues):
            self._compiled.append(
                tuple(tuple((gap, tuple(self._number(a) for a in atoms)) for gap, atoms in part) for part in cue.parts)
            )
            for atom in _anchor(cue):
                self._anchored[self._numbers[atom]].append(number)
        lengths = [len(s) for s in (*self._by_start, *self._by_end)]
        self._reach = (min(lengths, default=1), max(lengths, default=0))

    def _number(self, atom: Atom) -> int:
        if atom in self._numbers:
            return self._numbers[atom]
        number = self._numbers[atom] = len(self._numbers)
        if atom.kind == "word":
            self._by_word[atom.text] = number
        elif atom.kind == "exact":
            self._exact[atom.text] = number
        elif atom.kind == "inside":
            self._inside.append((atom.text, number))
        else:
            (self._by_start if atom.kind == "start" else self._by_end)[atom.text] = number
        return number

    def atoms(self, word: str, keys: Sequence[str]) -> tuple[int, ...]:
        """The atoms that a word fulfils, given its form as spoken and its keys."""
        found: set[int] = set()
        for key in keys:
            if (number := self._by_word.get(key)) is not None:
                found.add(number)
        if word in self._exact:
            found.add(self._exact[word])
        form = keys[0]
        least, most = self._reach
        for length in range(least, min(most, len(form)) + 1):
            for table, part in ((self._by_start, form[:length]), (self._by_end, form[-length:])):
                if (number := table.get(part)) is not None:
                    found.add(number)
        found.update(number for text, number in self._inside if text in form)
        return tuple(sorted(found))

    def find(self, atoms: Sequence[Sequence[int]]) -> list[Hit]:
        """Every cue that matches a sentence, each once, given the atoms of its words."""
        places: dict[int, list[int]] = {}
        for place, fulfilled in enumerate(atoms):
            for atom in fulfilled:
                places.setdefault(atom, []).append(place)
        hits: list[Hit] = []
        seen: set[int] = set()
        for atom in places:
            for number in self._anchored.get(atom, ()):
                if number in seen:
                    continue
                seen.add(number)
                matched = _match(self._compiled[number], places)
                if matched:
                    hits.append(Hit(number, matched))
        hits.sort(key=lambda hit: hit.cue)
        return hits


def _anchor(cue: Cue) -> tuple[Atom, ...]:
    """The slot that is least likely to occur: long words are rarer, alternatives and stars less rare."""
    slots = [atoms for part in cue.parts for _, atoms in part]
    return max(slots, key=lambda atoms: (min(len(a.text) for a in atoms) - 2 * (len(atoms) - 1)))


def _match(
    parts: tuple[tuple[tuple[int, tuple[int, ...]], ...], ...], places: dict[int, list[int]]
) -> tuple[int, ...] | None:
    """The places of one match of every part; parts may not share a word; None where a part does not match."""
    used: list[int] = []
    for part in parts:
        options = [sorted({p for atom in atoms for p in places.get(atom, ())}) for _, atoms in part]
        if not all(options):
            return None
        run = _run(part, options, frozenset(used))
        if run is None:
            return None
        used.extend(run)
    return tuple(sorted(used))


def _run(
    slots: tuple[tuple[int, tuple[int, ...]], ...], options: list[list[int]], used: frozenset[int]
) -> tuple[int, ...] | None:
    for first in options[0]:
        if first not in used and (rest := _follow(first, slots[1:], options[1:], used)) is not None:
            return (first, *rest)
    return None


def _follow(
    place: int, slots: tuple[tuple[int, tuple[int, ...]], ...], options: list[list[int]], used: frozenset[int]
) -> tuple[int, ...] | None:
    if not slots:
        return ()
    gap = slots[0][0]
    for follow in options[0]:
        if place < follow <= place + 1 + gap and follow not in used:
            rest = _follow(follow, slots[1:], options[1:], used)
            if rest is not None:
                return (follow, *rest)
    return None
