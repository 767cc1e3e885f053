"""Step 4: the company's own list of touchpoints and content, compared with what customers report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.words import fold
from pipeline.method.codebook.codebook import TOUCHPOINT, Codebook
from pipeline.method.coding.coding import Coding
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["Entry", "Finding", "Item", "compare", "resolved"]

USED, ELSEWHERE, UNMENTIONED, ABSENT, UNCOVERED, OPEN, UNKNOWN = (
    "used", "elsewhere", "unmentioned", "absent", "uncovered", "open", "unknown",
)  # fmt: skip
ORDER = (ABSENT, UNCOVERED, OPEN, ELSEWHERE, UNMENTIONED, UNKNOWN, USED)  #: of the findings: what calls for action first
INFORMATION = ("criterion", "fear", "need", "obstacle")  #: families that say what people must know to go on
LEAST = 2  #: interviews from which an information need counts as one

_LEFT_OPEN = re.compile(
    r"\b(?:(?:(?:nobody|no one|no-one|none of them) (?:could|would)|(?:they|he|she) (?:couldn't|could not|wouldn't)) "
    r"(?:tell (?:me|us)|answer|explain)|"
    r"(?:couldn't|could not|didn't|never|can't) (?:find (?:out|any|anything|it)|get an answer|got an answer)|"
    r"no answer|nowhere to be found|"
    r"(?:keiner|niemand|kein mensch) (?:\w+ )?(?:konnte|hat) (?:\w+ ){0,4}(?:sagen|beantwort\w+|erklaer\w+|gewusst)|"
    r"(?:stand|steht|fand sich|war) (?:\w+ )?(?:nirgends|nirgendwo)|"
    r"nirgends (?:gefunden|zu finden)|keine antwort|nicht herausgefunden)\b"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the list as a person wrote it.

    Attributes:
        row: its number in the file.
        name: of the touchpoint or piece of content.
        touchpoint, phases, answers: names or ids as written, see `resolved`.
        owner, audience: as written.
    """

    row: int
    name: str
    touchpoint: str = ""
    phases: tuple[str, ...] = ()
    owner: str = ""
    audience: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in the terms of the study.

    Attributes:
        item: as written.
        touchpoint: id without family, "" where the codebook has none that fits.
        phases: ids; none means all.
        answers: codes of the information it gives.
        unknown: what was written as a touchpoint, phase or code but is none.
    """

    item: Item
    touchpoint: str
    phases: tuple[str, ...]
    answers: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the comparison.

    Attributes:
        kind: used (present and used), elsewhere (present, but used in other phases only), unmentioned (present, never reported),
            absent (reported, but not on the list), uncovered (information needed in a phase that nothing on the list gives),
            open (a question somebody says nobody answered) or unknown (fits no touchpoint of the codebook).
        code: touchpoint or code of the information, "" where unknown.
        phases: ids of the phases it is about.
        interviews: those that report it, sorted.
        passages: what they say, in the order of interviews and talk.
        unreviewed: how many of those nobody has reviewed.
        entry: of the list, None where it has none.
    """

    kind: str
    code: str
    phases: tuple[str, ...]
    interviews: tuple[str, ...]
    passages: tuple[str, ...]
    unreviewed: int
    entry: Entry | None = None


def resolved(items: Iterable[Item], codebook: Codebook, model: PhaseModel) -> tuple[Entry, ...]:
    """The items with their names understood: ids, or labels in either language; a touchpoint is also known by the item's name."""
    codes = _names([(code.id, code.label.values()) for code in codebook.codes])
    contacts = {name: code for name, code in codes.items() if code.startswith(f"{TOUCHPOINT}.")}
    contacts |= _names([(c.id, [c.id.split(".", 1)[1]]) for c in codebook.codes if c.family == TOUCHPOINT])
    former = {old: codebook.heir(old) for code in codebook.codes for old in code.replaces if codebook.heir(old) != old}
    codes = {_plain(old): new for old, new in former.items()} | codes
    own = ((old, new) for old, new in former.items() if new.startswith(f"{TOUCHPOINT}."))
    contacts = {_plain(name): new for old, new in own for name in (old, old.split(".", 1)[-1])} | contacts
    phases = _names([(phase.id, phase.label.values()) for phase in model.phases])
    return tuple(_resolved(item, contacts, phases, codes) for item in items)


def _resolved(item: Item, contacts: Mapping[str, str], phases: Mapping[str, str], codes: Mapping[str, str]) -> Entry:
    touchpoint = contacts.get(_plain(item.touchpoint)) if item.touchpoint else contacts.get(_plain(item.name))
    told = [(phase, phases.get(_plain(phase))) for phase in item.phases]
    given = [(answer, codes.get(_plain(answer))) for answer in item.answers]
    unknown = [name for name, known in (*told, *given) if known is None]
    if touchpoint is None and item.touchpoint:
        unknown.insert(0, item.touchpoint)
    return Entry(
        item,
        (touchpoint or "").partition(".")[2],
        tuple(known for _, known in told if known),
        tuple(known for _, known in given if known),
        tuple(unknown),
    )


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())


def _names(labels: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    return {_plain(name): key for key, names in labels for name in (*names, key)}


def compare(
    entries: Sequence[Entry],
    mentions: Sequence[Mention],
    codings: Iterable[Coding],
    passages: Mapping[str, Passage],
    model: PhaseModel,
) -> tuple[Finding, ...]:
    """What the company has, what customers report, and what is missing; what calls for action first.

    Args:
        entries: of the list.
        mentions: of touchpoints, all that count.
        codings: all that count.
        passages: by id, in the order of interviews and talk.
        model: the phases in their order.
    """
    order = {phase: place for place, phase in enumerate(model.ids)}
    found = [_of_entry(entry, mentions, order) for entry in entries]
    listed = {entry.touchpoint for entry in entries}
    for touchpoint in sorted({m.touchpoint for m in mentions} - listed):
        told = [m for m in mentions if m.touchpoint == touchpoint]
        found.append(_finding(ABSENT, touchpoint, told, order))
    found += _uncovered(entries, codings, order)
    found += _open(passages)
    return tuple(
        sorted(found, key=lambda f: (ORDER.index(f.kind), *([order.get(f.phases[0], 99)] if f.kind == UNCOVERED else []),
                                     -len(f.interviews), f.code, f.entry.item.row if f.entry else 0, f.passages))
    )  # fmt: skip


def _of_entry(entry: Entry, mentions: Sequence[Mention], order: Mapping[str, int]) -> Finding:
    if not entry.touchpoint:
        return Finding(UNKNOWN, "", entry.phases, (), (), 0, entry)
    told = [m for m in mentions if m.touchpoint == entry.touchpoint]
    here = [m for m in told if not entry.phases or m.phase in entry.phases]
    kind = USED if here else ELSEWHERE if told else UNMENTIONED
    return _finding(kind, entry.touchpoint, here or told, order, entry)


def _finding(
    kind: str, code: str, told: Sequence[Mention | Coding], order: Mapping[str, int], entry: Entry | None = None
) -> Finding:
    phases = tuple(sorted({m.phase for m in told}, key=lambda phase: order.get(phase, len(order))))
    return Finding(
        kind,
        code,
        phases,
        tuple(sorted({m.interview for m in told})),
        tuple(dict.fromkeys(m.passage for m in told)),
        sum(m.status == "suggested" for m in told),
        entry,
    )


def _uncovered(entries: Sequence[Entry], codings: Iterable[Coding], order: Mapping[str, int]) -> list[Finding]:
    """Information that at least `LEAST` interviews need in a phase and that no entry gives there."""
    given = {(answer, phase) for entry in entries for answer in entry.answers for phase in entry.phases or order}
    needed: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.code.split(".", 1)[0] in INFORMATION and (coding.code, coding.phase) not in given:
            needed[coding.code, coding.phase].append(coding)
    return [
        _finding(UNCOVERED, code, told, order)
        for (code, _), told in sorted(needed.items())
        if len({c.interview for c in told}) >= LEAST
    ]


def _open(passages: Mapping[str, Passage]) -> list[Finding]:
    """What interviewees say nobody could tell them; whatever the list has, they did not find it."""
    return [
        Finding(OPEN, "", (), (p.interview,), (p.id,), 1)
        for p in passages.values()
        if p.role == INTERVIEWEE and _LEFT_OPEN.search(fold(p.text))
    ]
