"""Step 3: what changed between two codebooks, in words, and how many codings and decisions each change touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipeline.method.codebook.codebook import Code, Codebook, Family, Text, Words
from pipeline.method.review.decisions import Decision, current

__all__ = ["Difference", "Kind", "Touched", "differences", "in_words", "touched"]


class Kind(StrEnum):
    """What can differ between two codebooks; a closed vocabulary. Another order of codes, cues or examples is no difference."""

    CODE_ADDED = "code added"
    CODE_REMOVED = "code removed"
    CODE_RENAMED = "code renamed"  #: one code takes over from one that is gone
    CODES_MERGED = "codes merged"  #: one code takes over from several, or from one beside it
    CODE_SPLIT = "code split"  #: several codes take over from one that is gone
    DEFINITION_CHANGED = "definition changed"  #: definition, when to use, when not to use
    CUES_CHANGED = "cues changed"  #: cues, and those that speak against
    EXAMPLES_CHANGED = "examples changed"
    LABEL_CHANGED = "label changed"  #: label or EPOMS class: what the coder does not read
    FAMILY_ADDED = "family added"
    FAMILY_REMOVED = "family removed"
    FAMILY_CHANGED = "family changed"


_FOLLOWING = frozenset((Kind.CODE_RENAMED, Kind.CODES_MERGED))
_FAMILIES = frozenset((Kind.FAMILY_ADDED, Kind.FAMILY_REMOVED, Kind.FAMILY_CHANGED))


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: what it is.
        codes: ids in the old codebook (of families, where it is about one).
        now: ids in the new codebook.
        detail: what exactly, e.g. "2 cues added, 1 removed".
    """

    kind: Kind
    codes: tuple[str, ...]
    now: tuple[str, ...]
    detail: str = ""

    @property
    def codes_again(self) -> bool:
        """Whether the coders read what has changed, so that interviews are coded again."""
        if self.kind is Kind.FAMILY_CHANGED:
            return "questions" in self.detail
        return self.kind is not Kind.LABEL_CHANGED


class Coded(Protocol):
    """Anything that has a code: a coding, or a row of its table."""

    @property
    def code(self) -> str:
        """The code's id."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A difference with the number of codings, and of decisions that hold now, that it touches."""

    difference: Difference
    codings: int
    decisions: int


def differences(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    """Every difference: families first, then codes that came, went or moved, then what changed inside codes."""
    moved = _moved(old, new)
    taken = {code for difference in moved for code in difference.now}
    added = [Difference(Kind.CODE_ADDED, (), (c.id,)) for c in new.codes if c.id not in old.by_id and c.id not in taken]
    inside = [difference for before, after in _pairs(old, new, moved) for difference in _inside(before, after)]
    return (*_family_differences(old, new), *added, *moved, *inside)


def _moved(old: Codebook, new: Codebook) -> list[Difference]:
    """Ids that no code has any longer, by what has become of them; ids gone long ago too, where that differs now."""
    known = [code.id for code in old.codes]
    known += [former for book in (old, new) for code in book.codes for former in code.replaces]
    gone = [code for code in dict.fromkeys(known) if code not in new.by_id and old.successors(code) != new.successors(code)]
    found: list[Difference] = []
    into: dict[str, list[str]] = defaultdict(list)
    for code in gone:
        successors = new.successors(code)
        if not successors:
            found.append(Difference(Kind.CODE_REMOVED, (code,), ()))
        elif len(successors) > 1:
            found.append(Difference(Kind.CODE_SPLIT, (code,), successors))
        else:
            into[successors[0]].append(code)
    for code, former in into.items():
        alone = len(former) == 1 and not (code in old.by_id and former[0] in old.by_id)
        found.append(Difference(Kind.CODE_RENAMED if alone else Kind.CODES_MERGED, tuple(former), (code,)))
    return sorted(found, key=lambda d: (list(Kind).index(d.kind), gone.index(d.codes[0])))


def _pairs(old: Codebook, new: Codebook, moved: Iterable[Difference]) -> Iterator[tuple[Code, Code]]:
    """Codes to compare: those with the same id, and renamed ones."""
    former = {d.now[0]: d.codes[0] for d in moved if d.kind is Kind.CODE_RENAMED}
    for code in new.codes:
        before = old.by_id.get(code.id) or old.by_id.get(former.get(code.id, ""))
        if before is not None:
            yield before, code


def _inside(old: Code, new: Code) -> Iterator[Difference]:
    ids = (old.id,), (new.id,)
    texts = {
        "definition": (old.definition, new.definition),
        "when to use": (old.when_to_use, new.when_to_use),
        "when not to use": (old.when_not_to_use, new.when_not_to_use),
    }
    if changed := [name for name, (before, after) in texts.items() if _differ(before, after)]:
        yield Difference(Kind.DEFINITION_CHANGED, *ids, ", ".join(changed))
    cues = _counted(("cue", old.cues, new.cues), ("unless", old.unless, new.unless))
    if cues:
        yield Difference(Kind.CUES_CHANGED, *ids, cues)
    if examples := _counted(("example", old.examples, new.examples)):
        yield Difference(Kind.EXAMPLES_CHANGED, *ids, examples)
    label = ["label"] if _differ(old.label, new.label) else []
    epoms = [f"EPOMS class {old.epoms or 'none'} to {new.epoms or 'none'}"] if old.epoms != new.epoms else []
    if label or epoms:
        yield Difference(Kind.LABEL_CHANGED, *ids, ", ".join(label + epoms))


def _family_differences(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before = {family.id: family for family in old.families}
    after = {family.id: family for family in new.families}
    yield from (Difference(Kind.FAMILY_ADDED, (), (name,)) for name in after if name not in before)
    yield from (Difference(Kind.FAMILY_REMOVED, (name,), ()) for name in before if name not in after)
    for name, family in after.items():
        if name in before and (detail := _family_detail(before[name], family)):
            yield Difference(Kind.FAMILY_CHANGED, (name,), (name,), detail)


def _family_detail(old: Family, new: Family) -> str:
    parts = [name for name in ("label", "definition") if _differ(getattr(old, name), getattr(new, name))]
    if questions := _counted(("question", old.questions, new.questions)):
        parts.append(f"questions ({questions})")
    return ", ".join(parts)


def _differ(old: Text, new: Text) -> bool:
    """Whether two texts differ in a language; an empty text is none."""
    return {k: v for k, v in old.items() if v} != {k: v for k, v in new.items() if v}


def _counted(*lists: tuple[str, Words, Words]) -> str:
    """How many entries came and went: "2 cues added, 1 cue removed"; "" where only the order differs."""
    said = []
    for name, old, new in lists:
        before, after = _entries(old), _entries(new)
        for number, verb in (((after - before).total(), "added"), ((before - after).total(), "removed")):
            if number:
                plural = "" if number == 1 or name == "unless" else "s"
                said.append(f"{number} {name}{plural} {verb}")
    return ", ".join(said)


def _entries(words: Words) -> Counter[tuple[str, str]]:
    return Counter((language, entry) for language, entries in words.items() for entry in entries)


def touched(found: Iterable[Difference], codings: Iterable[Coded], decisions: Iterable[Decision]) -> tuple[Touched, ...]:
    """How many codings and decisions each difference touches.

    Args:
        found: the differences.
        codings: those of the last run, under the old codes.
        decisions: every decision ever made, oldest first; only those that hold now count.
    """
    coded = Counter(coding.code for coding in codings)
    holding = current(decisions)
    return tuple(Touched(d, _codings(d, coded), sum(_concerns(d, decision) for decision in holding)) for d in found)


def _codings(difference: Difference, coded: Mapping[str, int]) -> int:
    if difference.kind in _FAMILIES:
        return sum(number for code, number in coded.items() if code.split(".", 1)[0] in difference.codes)
    return sum(coded.get(code, 0) for code in set(difference.codes))


def _concerns(difference: Difference, decision: Decision) -> bool:
    if difference.kind in _FAMILIES:
        return decision.about.split(".", 1)[0] in difference.codes
    return decision.about in difference.codes or (difference.kind in _FOLLOWING and decision.code in difference.codes)


def in_words(what: Touched) -> str:
    """One line for the command line: what changed, and what becomes of the codings and decisions it touches."""
    difference, line = what.difference, _LINES[what.difference.kind]
    if not what.decisions and "; its {decisions}" in line:
        line = line.split("; its {decisions}", 1)[0] + "; no decision was made on it"
    return line.format(
        old=" + ".join(difference.codes),
        new=", ".join(difference.now),
        detail=difference.detail,
        codings=_several(what.codings, "coding"),
        decisions=_several(what.decisions, "decision"),
    )


_LINES = {
    Kind.CODE_ADDED: "{new}: code added",
    Kind.CODE_REMOVED: "{old}: code removed with {codings}; its {decisions} will be kept as orphans until it comes back",
    Kind.CODE_RENAMED: "{old}: renamed to {new}; {codings} and {decisions} follow",
    Kind.CODES_MERGED: "{old}: merged into {new}; {codings} and {decisions} follow",
    Kind.CODE_SPLIT: "{old}: code split into {new}; its {decisions} will be on the recheck sheet with the new codes as choices",
    Kind.DEFINITION_CHANGED: "{new}: definition changed ({detail}); its {decisions} will be on the recheck sheet",
    Kind.CUES_CHANGED: "{new}: {detail}; {codings} may change, no decision does",
    Kind.EXAMPLES_CHANGED: "{new}: {detail}; {codings} may change, no decision does",
    Kind.LABEL_CHANGED: "{new}: only {detail} changed; no coding and no decision changes",
    Kind.FAMILY_ADDED: "{new}: family added",
    Kind.FAMILY_REMOVED: "{old}: family removed; {codings} and {decisions} were made in it",
    Kind.FAMILY_CHANGED: "{new}: family changed ({detail})",
}


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
