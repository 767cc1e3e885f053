"""Which of the labels in a file are its speakers: decided by the whole file, not by the line.

"Er sagte: nein" and "Also eins: das Budget" have a colon too. A speaker's label recurs, or is a known one (I, B1,
Interviewer), or stands beside a time as the others do. A label used once among labels that recur is speech, unless it
clearly is a person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.files.readers.heads import Form, Head
from pipeline.files.readers.names import Shape, is_clear_person, key, shape

__all__ = ["Cast", "cast"]

_STRONG = (Form.COLON, Form.OWN)
_WEAK = (Form.BRACKET, Form.BOLD, Form.TAB)
_MANY = 6  #: turns from which on a file counts as consistently labelled


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a file.

    Attributes:
        names: how each speaker's label is mostly written, by its key.
        weak: the forms beyond a colon or a time that this file uses for its heads.
        clocks: True where a bare time at the beginning of a line is the recording's, not a speaker's "10:30 haben wir".
    """

    names: dict[str, str] = field(default_factory=dict)
    weak: frozenset[Form] = frozenset()
    clocks: bool = False

    def accept(self, head: Head | None) -> Head | None:
        """The head if it is one, its label as it is mostly written; a time if only that is sure."""
        if head is None or head.form is Form.STAMP:
            return head
        if head.form is Form.CLOCK:
            return head if self.clocks else None
        name = self.names.get(key(head.label))
        if name is None or (head.form in _WEAK and head.form not in self.weak):
            return None
        return Head(head.form, name, head.rest, head.start, head.end)


def cast(heads: Sequence[Head | None], blocks: int) -> Cast:
    """Find the speakers.

    `heads` has an entry for each line that is not blank; `blocks` counts paragraphs, for files with wrapped lines.
    """
    size = max(1, min(len(heads), blocks))
    found = [head for head in heads if head is not None]
    weak = frozenset(form for form in _WEAK if _is_habit([h for h in found if h.form is form], size))
    candidates = [head for head in found if head.form in _STRONG or head.form in weak]
    spellings: dict[str, Counter[str]] = {}
    for head in candidates:
        spellings.setdefault(key(head.label), Counter())[head.label] += 1
    names = {label: max(written, key=lambda w: written[w]) for label, written in spellings.items()}
    keys = _accepted(candidates, names, size)
    clocks = 2 * sum(head.start is not None for head in found) >= len(heads)
    return Cast({label: name for label, name in names.items() if label in keys}, weak, clocks)


def _is_habit(heads: Sequence[Head], size: int) -> bool:
    """True if a form that is easily mistaken begins many paragraphs, with labels of which at least two recur."""
    counts = Counter(key(head.label) for head in heads)
    return sum(count > 1 for count in counts.values()) >= 2 and 3 * counts.total() >= size


def _accepted(heads: Sequence[Head], names: dict[str, str], size: int) -> frozenset[str]:
    """The keys of the labels that are speakers."""
    counts = Counter(key(head.label) for head in heads)
    timed = Counter(key(head.label) for head in heads if head.start is not None)
    sure = frozenset(label for label in counts if _is_sure(names[label], counts[label], timed[label]))
    if not sure:
        return _few(heads, names, counts, timed, size)
    total = sum(counts[label] for label in sure)
    clocked = 2 * sum(timed[label] for label in sure) >= total
    sure = frozenset(
        label
        for label in sure
        if not _is_stray(names[label], counts[label], timed[label], sure, counts)
        and not (clocked and not timed[label] and counts[label] < _MANY and shape(names[label]) is not Shape.ROLE)
    )
    if all(shape(names[label]) < Shape.PERSON and not timed[label] for label in sure) and not _carries(sure, counts, size):
        return frozenset()
    spelt = frozenset(names[label] for label in sure)
    coded = total < _MANY or any(map(_is_code, sure))
    once = frozenset(
        label
        for label in counts.keys() - sure
        if (is_clear_person(names[label], spelt) and (coded or not _is_code(label)))
        or (shape(names[label]) >= Shape.WORD and (timed[label] if clocked else total < _MANY and len(sure) == 1))
    )
    return sure | once


def _is_sure(name: str, count: int, timed: int) -> bool:
    """True if a label can be believed for itself."""
    kind = shape(name)
    if kind is Shape.ROLE:
        return count > 1 or not _is_code(name)
    if kind is Shape.ODD:
        return timed > 1 or count > (2 if " " not in name else 4)
    return count > 1


def _is_stray(name: str, count: int, timed: int, sure: Iterable[str], counts: Counter[str]) -> bool:
    """True for a word used two or three times ("Budget:") in a file whose turns are labelled with roles."""
    if shape(name) is Shape.ROLE or timed:
        return False
    others = sum(counts[label] for label in sure if shape(label) is Shape.ROLE)
    return others >= _MANY and len({label for label in sure if shape(label) is Shape.ROLE}) > 1 and count < max(3, others // 20)


def _carries(labels: Iterable[str], counts: Counter[str], size: int) -> bool:
    """True if labels that could as well be headwords begin enough of the paragraphs to be turns."""
    labels = list(labels)
    total = sum(counts[label] for label in labels)
    return 3 * total >= size or (len(labels) > 1 and 10 * total >= size)


def _few(heads: Sequence[Head], names: dict[str, str], counts: Counter[str], timed: Counter[str], size: int) -> frozenset[str]:
    """A file of a few turns, where nothing can recur: labels must begin half of its paragraphs."""
    likely = frozenset(label for label in counts if shape(names[label]) >= Shape.WORD)
    if clocked := frozenset(label for label in likely if timed[label]):
        likely = frozenset(label for label in likely if label in clocked or shape(names[label]) is Shape.ROLE)
    total = sum(counts[label] for label in likely)
    if 2 * total < size:
        return frozenset()
    if len(likely) > 1 or any(timed[label] or shape(names[label]) is not Shape.WORD for label in likely):
        return likely
    return likely if heads and 2 * total > size else frozenset()


def _is_code(label: str) -> bool:
    """True for "A", "b" or "Q3", which begin an enumeration or a remark as well as a turn."""
    return len(label) < 4 and (len(label) == 1 or label[-1].isdigit())
