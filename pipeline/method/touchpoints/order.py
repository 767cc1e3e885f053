"""Step 4: the order of contacts in each interview, by phase and place in the talk, with what contradicts it.

Orders are shown one by one and never averaged: a mean order is one that no customer went through. Two things contradict:
the same contact placed in two phases that do not follow each other, and "first contact" said of different touchpoints, by
one interviewee or by people of one buying centre.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.language.words import fold
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["Conflict", "Stop", "stops"]

PHASES, FIRST = "phases", "first"  #: kinds of contradictions
EARLY = 0.5  #: phases typically told in this first share of a talk can hold a first contact

_MET_DE = r"(?:gehoert|gesehen|gelesen|begegnet|getroffen|gestolpert|gestossen|mitbekommen|kontakt)"
_FIRST = re.compile(
    r"\b(?:first (?:heard|saw|noticed|met|came across|read|learn(?:ed|t)|found out|contact|encounter)|"
    r"first time (?:that )?(?:i|we) (?:had |d )?(?:ever )?(?:heard|saw|seen|noticed|met|came across|come across|read)|"
    r"(?:heard|saw|noticed|met|read) (?:\w+ ){0,4}for the first time|"
    r"(?:heard|learn(?:ed|t)|found out) (?:about|of) (?:them|it|the company)|"
    r"(?:came|come|stumbled) (?:across|upon) (?:them|it)|"
    r"became aware|"
    rf"(?:(?:zum|beim) (?:aller)?ersten ?mal|erstmals|(?:zu)?(?:aller)?erst) (?:\w+ ){{0,7}}{_MET_DE}|"
    rf"das (?:aller)?erste ?mal (?:\w+ ){{0,7}}{_MET_DE}|"
    r"(?:aller)?erste[rn]? kontakt|erstkontakt|aufmerksam geworden|aufmerksam gemacht|"
    r"(?:darauf|drauf|auf (?:die|sie)) gestossen)\b"
)
_OF_FIRST = re.compile(
    r"\b(?:first contact|first (?:hear|see|notice|come across|learn|meet|look)|look first|"
    r"(?:hear|learn) (?:about|of) (?:them|it)|"
    r"how did you find (?:them|out about)|"
    rf"erste[rn]? kontakt|erstkontakt|zum ersten mal (?:\w+ ){{0,7}}{_MET_DE}|zuerst (?:\w+ ){{0,3}}{_MET_DE}|"
    r"aufmerksam geworden|aufmerksam gemacht|wie kamen sie (?:auf|zu)|wie sind sie (?:auf|an) \w+ (?:gekommen|gestossen))\b"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What contradicts a stop: its kind, and the passage that says otherwise."""

    kind: str
    passage: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A contact in an interview's order.

    Attributes:
        interview, centre: the interview, and the buying centre it belongs to (the company, else the interview itself).
        place: 1, 2, ... within the interview, by phase and then as told.
        mention: the contact.
        first: whether it is said to have been the first contact.
        conflicts: what contradicts it.
    """

    interview: str
    centre: str
    place: int
    mention: Mention
    first: bool
    conflicts: tuple[Conflict, ...] = ()


def stops(
    mentions: Iterable[Mention], passages: Mapping[str, Passage], model: PhaseModel, companies: Mapping[str, str]
) -> tuple[Stop, ...]:
    """Every contact in its interview's order, by interview and place.

    Args:
        mentions: all that count.
        passages: by id.
        model: the phases in their order.
        companies: interview -> company, as far as known: interviews of one company are one buying centre.
    """
    order = {phase: place for place, phase in enumerate(model.ids)}
    early = {phase.id for phase in model.phases if phase.place <= EARLY}
    by_interview: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_interview[mention.interview].append(mention)
    found: list[Stop] = []
    for interview in sorted(by_interview):
        told = sorted(
            by_interview[interview],
            key=lambda m: (order.get(m.phase, len(order)), passages[m.passage].char_start, m.touchpoint),
        )
        centre = " ".join(companies.get(interview, "").split()).casefold() or interview
        claims = _claims(told, passages, early)
        found += [Stop(interview, centre, n, m, (m.passage, m.touchpoint) in claims) for n, m in enumerate(told, start=1)]
    against = _apart(found, order) + _rivals(found)
    conflicts: dict[int, list[Conflict]] = defaultdict(list)
    for number, conflict in against:
        if conflict not in conflicts[number]:
            conflicts[number].append(conflict)
    return tuple(replace(stop, conflicts=tuple(conflicts.get(number, ()))) for number, stop in enumerate(found))


def _claims(told: Sequence[Mention], passages: Mapping[str, Passage], early: set[str]) -> set[tuple[str, str]]:
    """(passage, touchpoint) of contacts said to be the first: in so many words, or as the answer's first to a question for it."""
    claims: set[tuple[str, str]] = set()
    answered: set[tuple[str, int]] = set()
    for mention in sorted(told, key=lambda m: passages[m.passage].char_start):
        passage = passages[mention.passage]
        answer = (mention.interview, passage.asked)
        opens = answer not in answered
        answered.add(answer)
        if mention.phase not in early:
            continue
        if _FIRST.search(fold(passage.text)) or (opens and passage.question and _OF_FIRST.search(fold(passage.question))):
            claims.add((mention.passage, mention.touchpoint))
    return claims


def _apart(found: Sequence[Stop], order: Mapping[str, int]) -> list[tuple[int, Conflict]]:
    """The same contact of an interview in phases that do not follow each other, each with the nearest stop on the other side."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, stop in enumerate(found):
        groups[stop.interview, stop.mention.touchpoint].append(number)
    against: list[tuple[int, Conflict]] = []
    for numbers in groups.values():
        for one, other in pairwise(numbers):
            here, there = (order.get(found[n].mention.phase, len(order)) for n in (one, other))
            if there - here > 1:
                against.append((one, Conflict(PHASES, found[other].mention.passage)))
                against.append((other, Conflict(PHASES, found[one].mention.passage)))
    return against


def _rivals(found: Sequence[Stop]) -> list[tuple[int, Conflict]]:
    """First contacts of one buying centre that are different touchpoints, told in different passages."""
    centres: dict[str, list[int]] = defaultdict(list)
    for number, stop in enumerate(found):
        if stop.first:
            centres[stop.centre].append(number)
    return [
        (one, Conflict(FIRST, found[other].mention.passage))
        for numbers in centres.values()
        for one in numbers
        for other in numbers
        if found[one].mention.touchpoint != found[other].mention.touchpoint
        and found[one].mention.passage != found[other].mention.passage
    ]
