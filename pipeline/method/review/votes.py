"""Step 3: votes. Who said yes or no to a code on a passage: by a verdict, or by the silence of somebody who had the choice.

A reviewer *codes from scratch* in an interview (a blind copy) where all verdicts there add a code and at least one of them
stands on a passage with suggestions: who sees suggestions accepts them. Such a reviewer has read the passages up to the last
one decided on, of the sample the copy held, and says no to every code not chosen there. A reviewer of suggestions says no by
silence only to a code that no coder suggested, on a passage he or she decided on. A suggestion left empty is no vote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.method.coding.coding import Interview
from pipeline.method.review.decisions import Decision, Verdict, current
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["Alike", "Votes", "affirms", "is_firm", "votes"]

_FIRM = (Verdict.ACCEPT, Verdict.ADD, Verdict.REJECT, Verdict.RECODE)
Coded = tuple[str, str]  #: (passage, code)


def is_firm(decision: Decision) -> bool:
    """Whether a decision says yes or no; "unsure" and a mere note do not."""
    return decision.verdict in _FIRM


def affirms(decision: Decision) -> bool:
    """Whether a firm decision says yes to its code; recoding says no to it."""
    return decision.verdict in (Verdict.ACCEPT, Verdict.ADD)


@dataclass(frozen=True, slots=True)
class Alike:
    """Passages on which the same votes were given.

    Attributes:
        passages: how many.
        interviews: the interviews they stand in.
        items: the votes by reviewer on a code, and on how many codes they are the same.
    """

    passages: int
    interviews: frozenset[str]
    items: tuple[tuple[Mapping[str, bool], int], ...]


@dataclass(frozen=True)
class Votes:
    """Every vote on the codings of a study.

    Attributes:
        explicit: (passage, code) -> reviewer -> yes or no, by a verdict.
        settled: (passage, code) -> what the arbiter says.
        scratch: passage -> who read it and codes from scratch.
        suggested: the codings that a coder suggests.
        order: passage -> its place in the study.
        interview: passage -> its interview.
    """

    explicit: Mapping[Coded, Mapping[str, bool]]
    settled: Mapping[Coded, bool]
    scratch: Mapping[str, tuple[str, ...]]
    suggested: frozenset[Coded]
    order: Mapping[str, int]
    interview: Mapping[str, str]

    @cached_property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody who gave a vote."""
        return tuple(sorted({name for given in self.explicit.values() for name in given}))

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code that was voted on."""
        return frozenset(code for _, code in self.explicit)

    @cached_property
    def _decided(self) -> dict[str, dict[str, Mapping[str, bool]]]:
        """Passage -> code -> explicit votes."""
        found: dict[str, dict[str, Mapping[str, bool]]] = defaultdict(dict)
        for (passage, code), given in self.explicit.items():
            found[passage][code] = given
        return found

    @cached_property
    def _active(self) -> dict[str, frozenset[str]]:
        """Passage -> who gave a verdict on any code there."""
        return {p: frozenset(name for given in codes.values() for name in given) for p, codes in self._decided.items()}

    def on(self, passage: str, code: str) -> dict[str, bool]:
        """All votes on a coding, those by silence included."""
        found = dict(self.explicit.get((passage, code), {}))
        silent = set(self.scratch.get(passage, ()))
        if (passage, code) not in self.suggested:
            silent |= self._active.get(passage, frozenset())
        return found | dict.fromkeys(sorted(silent - found.keys()), False)

    def shared(self, codes: Sequence[str], reviewers: Sequence[str]) -> Iterator[Alike]:
        """The passages on which at least two of these reviewers have a say on one of these codes."""
        among, wanted = frozenset(reviewers), frozenset(codes)
        elsewhere = {readers: Counter(places) for readers, places in self._read_by.items()}
        for passage, decided in self._decided.items():
            mine = [code for code in decided if code in wanted]
            if not mine:
                continue
            readers = self.scratch.get(passage, ())
            if readers:
                elsewhere[readers][self.interview[passage]] -= 1
            items = [({n: v for n, v in self.on(passage, code).items() if n in among}, 1) for code in mine]
            items.append((dict.fromkeys(filter(among.__contains__, readers), False), len(wanted) - len(mine)))
            kept = tuple((given, times) for given, times in items if len(given) > 1 and times)
            if kept:
                yield Alike(1, frozenset((self.interview[passage],)), kept)
        for readers, places in elsewhere.items():
            silent = dict.fromkeys(filter(among.__contains__, readers), False)
            left = +places
            if len(silent) > 1 and left:
                yield Alike(left.total(), frozenset(left), ((silent, len(wanted)),))

    @cached_property
    def _read_by(self) -> dict[tuple[str, ...], Counter[str]]:
        """Who reads from scratch -> interview -> passages that exactly these read."""
        found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for passage, readers in self.scratch.items():
            found[readers][self.interview[passage]] += 1
        return found


def votes(
    log: Sequence[Decision], today: Mapping[Coded, Coded], suggested: Iterable[Coded], interviews: Sequence[Interview]
) -> Votes:
    """Lay out who voted on what.

    Args:
        log: every decision ever made, oldest first.
        today: (passage, code) of a decision -> where it stands and what its code is called now; what is missing is gone.
        suggested: (passage, code) of every suggestion.
        interviews: of the study.
    """
    told = frozenset(suggested)
    answers = {talk.id: [p.id for p in talk.passages if p.role == INTERVIEWEE] for talk in interviews}
    order = {p.id: number for number, p in enumerate(p for talk in interviews for p in talk.passages)}
    interview = {p.id: talk.id for talk in interviews for p in talk.passages}
    own = [d for d in current(d for d in log if not d.arbiter) if is_firm(d) and (d.passage, d.code) in today]
    settling = [d for d in current(log) if d.arbiter and is_firm(d) and (d.passage, d.code) in today]
    explicit: dict[Coded, dict[str, bool]] = defaultdict(dict)
    for decision in own:
        explicit[today[decision.passage, decision.code]][decision.reviewer] = affirms(decision)
    for decision in own:
        if decision.verdict is Verdict.RECODE:
            explicit[_recoded(decision, today)].setdefault(decision.reviewer, True)
    settled = {today[d.passage, d.code]: affirms(d) for d in settling}
    settled |= {_recoded(d, today): True for d in settling if d.verdict is Verdict.RECODE}
    scratch = _scratch(own, today, {passage for passage, _ in told}, answers)
    return Votes(explicit, settled, scratch, told, order, interview)


def _recoded(decision: Decision, today: Mapping[Coded, Coded]) -> Coded:
    passage, _ = today[decision.passage, decision.code]
    return passage, today.get((decision.passage, decision.new_code), (passage, decision.new_code))[1]


def _scratch(
    own: Sequence[Decision], today: Mapping[Coded, Coded], coded: set[str], answers: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Passage -> who codes from scratch and has read it."""
    work: dict[tuple[str, str], list[tuple[Decision, str]]] = defaultdict(list)
    for decision in own:
        work[decision.reviewer, decision.interview].append((decision, today[decision.passage, decision.code][0]))
    added = {key: {at for _, at in done} for key, done in work.items() if all(d.verdict is Verdict.ADD for d, _ in done)}
    blind = {key: places for key, places in added.items() if places & coded and key[1] in answers}
    most: dict[str, int] = {}  # the sample of a copy holds the passages whose id begins below a bound: see `review export`
    for (reviewer, _), places in blind.items():
        most[reviewer] = max(most.get(reviewer, 0), *(int(place[:8], 16) for place in places))
    readers: dict[str, set[str]] = defaultdict(set)
    for (reviewer, interview), places in blind.items():
        spoken = answers[interview]
        last = max((number for number, passage in enumerate(spoken) if passage in places), default=-1)
        for passage in spoken[: last + 1]:
            if int(passage[:8], 16) <= most[reviewer]:
                readers[passage].add(reviewer)
    return {passage: tuple(sorted(names)) for passage, names in readers.items()}
