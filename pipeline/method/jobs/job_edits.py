"""Step 3: what researchers did to the jobs: renamed, merged, split, and interviews moved. A person's word always wins.

A job is known by its most typical interview: that is its key. What was typed under a key belongs to the job that now holds
most of the interviews the row showed when it was typed; so it follows the job when interviews are added, when `outputs/` is
deleted and when the jobs are numbered anew. What no longer finds its job is kept, and told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.method.review.edits import Edits

__all__ = ["FORM", "MOVES", "SPLIT", "Arrangement", "Lost", "arranged", "choice"]

FORM, MOVES = "jobs", "job_interviews"  #: the forms: fields label, statement, merge_into of a job; job of an interview
SPLIT = "+"  #: begins the key of a job that a person made; its name follows
SEPARATOR = " · "  #: between key and label in a choice
_NUMBER = re.compile(r"(?i)(?:job)?\s*\d+")
_ITEM = re.compile(r"\s*[|,;:]\s*")


@dataclass(frozen=True, slots=True)
class Lost:
    """Something typed that has no effect any more.

    Attributes:
        form, key, field, value: what was typed, and where.
        about: what the row showed then.
        why: "gone" (the job or interview no longer exists), "taken" (two jobs have become one, the other's stands), "unknown"
            (names no job) or "circle" (jobs merged into each other).
    """

    form: str
    key: str
    field: str
    value: str
    about: str
    why: str


@dataclass(frozen=True)
class Arrangement:
    """The jobs after a person's edits.

    Attributes:
        members: key of a job -> its interviews, sorted.
        keys: of the groups as they came, in their order.
        typed: key -> field -> what a person typed about the job ("label", "statement", "merge_into").
        merged: key of a job that a person merged -> key of the job it went into.
        made: key of a job that a person made -> its name as typed.
        moved: interviews that a person put where they are.
        lost: what has no effect any more.
    """

    members: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...] = ()
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    lost: tuple[Lost, ...] = ()


def choice(key: str, label: str) -> str:
    """A job as a drop-down shows it: "s06 · Growth"."""
    return f"{key}{SEPARATOR}{label}"


def arranged(
    groups: Sequence[Sequence[str]], typical: Sequence[Sequence[str]], labels: Sequence[str], edits: Edits, known: Collection[str]
) -> Arrangement:
    """The groups with all that people typed.

    Args:
        groups: the interviews of each.
        typical: the same, the most typical first.
        labels: what the machine calls each.
        edits: of the study.
        known: all interviews that exist.
    """
    about = {
        key: frozenset([key, *(name for name in _ITEM.split(edits.shown(FORM, key)) if name in known)])
        for key in edits.of(FORM)
        if key[:1] != SPLIT
    }
    keys, held = _keyed(groups, typical, about)
    typed = {key: dict(fields) for key, fields in edits.of(FORM).items() if key in keys}
    lost = [
        Lost(FORM, key, name, value, edits.shown(FORM, key), "taken" if key in held else "gone")
        for key in about
        if key not in keys
        for name, value in sorted(edits.of(FORM)[key].items())
    ]
    names = _Names(keys, {key: typed.get(key, {}).get("label") or label for key, label in zip(keys, labels, strict=True)}, held)
    members = {key: set(group) for key, group in zip(keys, groups, strict=True)}
    moved = _move(members, names, edits, known, lost)
    for key, fields in sorted(edits.of(FORM).items()):
        if key[:1] == SPLIT:
            if key in members:
                typed[key] = dict(fields)
            else:
                lost += [Lost(FORM, key, n, v, edits.shown(FORM, key), "gone") for n, v in sorted(fields.items())]
    merged = _merge(members, names, typed, edits, lost)
    standing = {key: tuple(sorted(group)) for key, group in members.items() if group}
    return Arrangement(standing, tuple(keys), typed, merged, names.made, frozenset(moved), tuple(lost))


def _keyed(
    groups: Sequence[Sequence[str]], typical: Sequence[Sequence[str]], about: Mapping[str, frozenset[str]]
) -> tuple[list[str], dict[str, str]]:
    """A key a group; and each typed key whose group goes by another one -> that one.

    Typed keys go first, to the group with the largest overlap (Jaccard) with the interviews they were about.
    """
    wanted = sorted(
        (-len(names & set(group)) / len(names | set(group)), key not in group, key, number)
        for key, names in about.items()
        for number, group in enumerate(groups)
        if names & set(group)
    )
    keys: dict[int, str] = {}
    placed: dict[str, int] = {}
    for _, _, key, number in wanted:
        if key not in placed and number not in keys:
            keys[number] = key
            placed[key] = number
    nearest: dict[str, int] = {}
    for _, _, key, number in wanted:
        nearest.setdefault(key, number)
    for number, order in enumerate(typical):
        if number not in keys:
            keys[number] = next((name for name in order if name not in about), f"{order[0]}'")
    return [keys[n] for n in range(len(groups))], {key: keys[n] for key, n in nearest.items() if key not in placed}


class _Names:
    """What a person may mean by a job: its key, its label, a choice of the drop-down, or a new name."""

    def __init__(self, keys: Sequence[str], labels: Mapping[str, str], held: Mapping[str, str]) -> None:
        self._known = {_plain(key): now for key, now in held.items()}
        self._known |= {_plain(label): key for key, label in [*labels.items()][::-1]}
        self._known |= {_plain(key): key for key in keys}
        self.made: dict[str, str] = {}

    def find(self, text: str) -> str | None:
        """The key of a known job."""
        whole, first = _plain(text), _plain(text.split(SEPARATOR, 1)[0])
        return self._known.get(whole) or (self._known.get(first) if SEPARATOR in text else None)

    def add(self, key: str, name: str) -> None:
        """A job that a person made."""
        self._known.setdefault(_plain(name), key)
        self._known.setdefault(_plain(key), key)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _move(members: dict[str, set[str]], names: _Names, edits: Edits, known: Collection[str], lost: list[Lost]) -> set[str]:
    """Put interviews where a person wants them; a name that no job has makes a new job."""
    moved: set[str] = set()
    for fresh in edits.of(FORM):  # a made job keeps its key when it is renamed
        if fresh[:1] == SPLIT and (label := edits.of(FORM)[fresh].get("label")):
            names.add(fresh, label)
    for interview, fields in sorted(edits.of(MOVES).items()):
        wanted = " ".join(fields.get("job", "").split())
        if not wanted:
            continue
        key = names.find(wanted)
        if interview not in known or (key is None and _NUMBER.fullmatch(wanted)):
            why = "unknown" if interview in known else "gone"
            lost.append(Lost(MOVES, interview, "job", wanted, edits.shown(MOVES, interview), why))
            continue
        if key is None:
            name = wanted.split(SEPARATOR, 1)[-1] if wanted.startswith(SPLIT) else wanted
            key = SPLIT + _plain(name.removeprefix(SPLIT))
            names.add(key, name)
            names.made.setdefault(key, name.removeprefix(SPLIT))
        for group in members.values():
            group.discard(interview)
        members.setdefault(key, set()).add(interview)
        moved.add(interview)
    return moved


def _merge(
    members: dict[str, set[str]], names: _Names, typed: Mapping[str, Mapping[str, str]], edits: Edits, lost: list[Lost]
) -> dict[str, str]:
    """Move what is left of merged jobs into those they were merged into, along chains."""
    into: dict[str, str] = {}
    for key, fields in sorted(typed.items()):
        wanted = fields.get("merge_into", "")
        if not wanted:
            continue
        target = names.find(wanted)
        if target is None or target == key or target not in members:
            lost.append(Lost(FORM, key, "merge_into", wanted, edits.shown(FORM, key), "unknown"))
        elif _end(target, into) == key:
            lost.append(Lost(FORM, key, "merge_into", wanted, edits.shown(FORM, key), "circle"))
        else:
            into[key] = target
    ends = {key: _end(key, into) for key in into}
    for key, end in ends.items():
        members[end] |= members.pop(key, set())
    return ends


def _end(key: str, into: Mapping[str, str]) -> str:
    while key in into:
        key = into[key]
    return key
