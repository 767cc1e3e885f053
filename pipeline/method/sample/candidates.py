"""Step 1: who can be interviewed. Every customer on the list is eligible, or is excluded with all the reasons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.language.words import fold
from pipeline.method.sample.days import Day

__all__ = ["UNKNOWN", "Candidate", "Excluded", "Reason", "SampleRules", "Screened", "house", "screen"]

UNKNOWN = ""  #: segment or size of a customer where the list says nothing


@dataclass(frozen=True)
class SampleRules:
    """What a researcher decides about the sample, section `sample:` of the settings.

    Attributes:
        count: the fewest and the most people to interview.
        months: how many months ago they decided: at least, at most.
        date: ISO date that the months are counted back from; "" for the day of the selection.
        max_per_company: people of one company.
        sizes: employees from which a company counts as medium-sized, as large, ...
        revenue_sizes: revenue in millions with the same meaning, for companies whose employees are not known.
        outcomes: "won" and "lost": decisions that may be chosen (where the list says how they ended).
        date_order: "dmy" or "mdy": how to read dates such as 03/04/2026; "" if the column itself has to show it.
        own_domains: e-mail domains of the vendor's own people.
        columns: meaning -> heading, where journey does not recognise a column by itself.
        weights: name -> weight, where another is wanted than in `pipeline.method.sample.selection.WEIGHTS`.
        seed: decides between people who are equally good.
    """

    count: tuple[int, int] = (8, 12)
    months: tuple[int, int] = (3, 6)
    date: str = ""
    max_per_company: int = 1
    sizes: tuple[int, ...] = (50, 250)
    revenue_sizes: tuple[float, ...] = (10, 50)
    outcomes: tuple[str, ...] = ("won", "lost")
    date_order: str = ""
    own_domains: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1


class Reason(StrEnum):
    """Why somebody is not asked. The first three hold whatever a person wishes."""

    OPTED_OUT = "opted out"
    DUPLICATE = "duplicate person"
    NEVER = "never"
    INTERNAL = "internal or test"
    NOBODY = "no company and no name"
    UNREACHABLE = "no contact"
    UNDECIDED = "not decided"
    OUTCOME = "outcome not wanted"
    NO_DATE = "no date"
    UNREADABLE_DATE = "date unreadable"
    AMBIGUOUS_DATE = "date ambiguous"
    FUTURE = "date in the future"
    TOO_RECENT = "decided too recently"
    TOO_LONG_AGO = "decided too long ago"


_DATE_FAULTS = {"missing": Reason.NO_DATE, "unreadable": Reason.UNREADABLE_DATE, "ambiguous": Reason.AMBIGUOUS_DATE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the customer list.

    Attributes:
        row: its number in the list, as a spreadsheet shows it.
        id: of the customer in the list, or a hash of who it is; the same on every reading.
        company, contact, segment, size: as written.
        band: of the company's size: "<50", "50-249", "250+", or UNKNOWN.
        decided: the day of the decision; None with a `date_fault` ("missing", "unreadable", "ambiguous").
        rough: only the month or quarter is known; `decided` is its middle.
        outcome: "won", "lost", "open" (not decided yet) or "" (unknown).
        mailbox: a personal e-mail address, folded.
        domain: of a company's own e-mail address.
        reachable: whether there is an address or a telephone number.
        barred: did not consent, or is not to be contacted.
        internal: a test record or one of the vendor's own.
        measures: what tells how complex the decision was: name -> value (of the same unit in all rows).
    """

    row: int
    id: str
    company: str = ""
    contact: str = ""
    segment: str = UNKNOWN
    size: str = ""
    band: str = UNKNOWN
    decided: Day | None = None
    date_fault: str = ""
    rough: bool = False
    outcome: str = ""
    mailbox: str = ""
    domain: str = ""
    reachable: bool = True
    barred: bool = False
    internal: bool = False
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Excluded:
    """Somebody who is not asked: all reasons, the weightiest first, and whom a duplicate repeats."""

    candidate: Candidate
    reasons: tuple[Reason, ...]
    twin: str = ""


@dataclass(frozen=True)
class Screened:
    """The list after the hard constraints that concern one person alone.

    Attributes:
        eligible: who can be chosen, in the order of the list.
        excluded: everybody else.
        companies: id -> company as one value, however it is spelt.
        window: the first and the last day of a decision that may be chosen.
        forbidden: ids that a person wants in but that must stay out.
        must: ids of the eligible that have to be chosen.
    """

    eligible: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    companies: Mapping[str, str]
    window: tuple[Day, Day]
    forbidden: tuple[str, ...] = ()
    must: frozenset[str] = frozenset()


_LEGAL = re.compile(
    r"\b(gmbh|mbh|gesellschaft|ggmbh|ag|se|kgaa|kg|ohg|gbr|ug|haftungsbeschraenkt|co|cie|ek|ev|eg|inc|incorporated|ltd|limited|llc|llp|plc|corp"
    r"|corporation|company|bv|nv|sa|sas|sarl|srl|spa|oy|ab|aps|holding|und|and|the|dr|prof)\b"
)


def house(company: str) -> str:
    """A company's name without legal form, punctuation and capitals: what two spellings of it have in common."""
    plain = re.sub(r"\be\.\s?([kvg])\b\.?", r"e\1", fold(company)).replace("+", " ").replace("&", " ")
    words = re.sub(r"[^a-z0-9 ]+", " ", plain.replace(".", ""))
    return " ".join(_LEGAL.sub(" ", words).split()) or " ".join(words.split())


def screen(
    candidates: Sequence[Candidate], day: Day, rules: SampleRules, wishes: Mapping[str, str], done: Iterable[str] = ()
) -> Screened:
    """Apply everything that concerns one person alone.

    Args:
        candidates: the list.
        day: that the months are counted back from.
        rules: the settings.
        wishes: id -> "must" or "never", what a person decided. "must" lets people in in spite of their date, outcome or
            address, never in spite of an objection.
        done: ids of planned people whose interview is in: they stay, whatever has become of their date.
    """
    first, last = day.months_before(rules.months[1]), day.months_before(rules.months[0])
    people = _joined(candidates, _same_person)
    must = {name for name, wish in wishes.items() if wish == "must"} | set(done)
    objecting = {people[c.id] for c in candidates if c.barred}
    unwanted = {people[c.id] for c in candidates if wishes.get(c.id) == "never"}
    found: dict[str, list[Reason]] = {}
    for c in candidates:
        reasons = [Reason.OPTED_OUT] * (people[c.id] in objecting) + [Reason.NEVER] * (people[c.id] in unwanted)
        found[c.id] = reasons if c.id in must else [*reasons, *_unfit(c, first, last, day, rules)]
    twins = _twins(candidates, people, found, must)
    excluded, eligible = [], []
    for c in candidates:
        reasons = found[c.id] + [Reason.DUPLICATE] * (c.id in twins)
        if reasons:
            excluded.append(Excluded(c, tuple(sorted(reasons, key=list(Reason).index)), twins.get(c.id, "")))
        else:
            eligible.append(c)
    forbidden = tuple(e.candidate.id for e in excluded if wishes.get(e.candidate.id) == "must")
    kept = frozenset(must & {c.id for c in eligible})
    return Screened(tuple(eligible), tuple(excluded), _joined(candidates, _same_company), (first, last), forbidden, kept)


def _unfit(c: Candidate, first: Day, last: Day, day: Day, rules: SampleRules) -> list[Reason]:
    """Reasons that a person may overrule."""
    reasons = [
        reason
        for reason, holds in (
            (Reason.INTERNAL, c.internal),
            (Reason.NOBODY, not c.company and not c.contact),
            (Reason.UNREACHABLE, not c.reachable),
            (Reason.UNDECIDED, c.outcome == "open"),
            (Reason.OUTCOME, c.outcome in ("won", "lost") and c.outcome not in rules.outcomes),
        )
        if holds
    ]
    if c.decided is None:
        return reasons if c.outcome == "open" else [*reasons, _DATE_FAULTS[c.date_fault or "missing"]]
    if c.decided > day:
        reasons.append(Reason.FUTURE)
    elif c.decided > last:
        reasons.append(Reason.TOO_RECENT)
    elif c.decided < first:
        reasons.append(Reason.TOO_LONG_AGO)
    return reasons


def _twins(
    candidates: Sequence[Candidate], people: Mapping[str, str], found: Mapping[str, list[Reason]], must: set[str]
) -> dict[str, str]:
    """Rows that repeat a person -> the row that stands: one that can be chosen, the latest decision, the first in the list."""
    rows: dict[str, list[Candidate]] = defaultdict(list)
    for c in candidates:
        rows[people[c.id]].append(c)

    def standing(c: Candidate) -> tuple[bool, int, int, int]:
        return (c.id not in must, len(found[c.id]), -(c.decided.number if c.decided else 0), c.row)

    twins: dict[str, str] = {}
    for same in rows.values():
        best = min(same, key=standing).id
        twins |= {c.id: best for c in same if c.id != best}
    return twins


def _same_person(c: Candidate) -> tuple[str, ...]:
    name = " ".join(sorted(re.findall(r"\w+", _without_title(fold(c.contact)))))
    whole = f"n:{name}|{house(c.company)}" if " " in name and c.company else ""
    return tuple(key for key in (f"m:{c.mailbox}" if c.mailbox else "", whole) if key)


def _without_title(name: str) -> str:
    return re.sub(r"\b(herr|frau|mr|mrs|ms|dr|prof|dipl|ing)\b\.?", " ", name)


def _same_company(c: Candidate) -> tuple[str, ...]:
    name = house(c.company)
    return tuple(key for key in (f"c:{name}" if name else "", f"d:{c.domain}" if c.domain else "") if key)


def _joined(candidates: Sequence[Candidate], keys: Callable[[Candidate], tuple[str, ...]]) -> dict[str, str]:
    """id -> one name for all that share a key, directly or through others; without any key everyone stands alone."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = key = parent[parent[key]]
        return key

    own = {c.id: keys(c) or (f"i:{c.id}",) for c in candidates}
    for first, *others in own.values():
        for other in others:
            one, two = sorted((root(first), root(other)))
            parent[two] = one
    return {name: root(first) for name, (first, *_) in own.items()}
