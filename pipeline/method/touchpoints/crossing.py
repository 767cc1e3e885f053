"""Step 4: who goes with what: roles of the buying centre, and functions of the interviewees, by criteria and fears.

A role and a criterion or fear go together in an interview where they are reported in the same passage, or in neighbouring
passages of the same answer. That is closeness in talk, no proof that the role held the criterion: the quotes decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coding, Interview
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE

__all__ = ["COLUMNS", "Crossing", "Meeting", "crossing"]

ROLE = "role"
COLUMNS = ("criterion", "fear")  #: families that roles are crossed with


@dataclass(frozen=True, slots=True)
class Meeting:
    """A row and a column that go together in one place.

    Attributes:
        row: code of a role, or a function as the participants file has it.
        code: a criterion or fear.
        interview: id.
        passage: where the criterion or fear is reported.
        role_passage: where the role is; the same passage for functions.
        unreviewed: whether nobody has reviewed one of the two codings.
    """

    row: str
    code: str
    interview: str
    passage: str
    role_passage: str
    unreviewed: bool


@dataclass(frozen=True)
class Crossing:
    """The table.

    Attributes:
        roles: codes of the rows, the codebook's first; then what else was reported.
        functions: the interviewees' own functions, by how many interviews have them.
        columns: codes of the columns in the codebook's order, only those that were reported.
        base: row -> interviews that report the role, or whose interviewee has the function.
        meetings: (row, code) -> every place, in the order of interviews and talk.
    """

    roles: tuple[str, ...]
    functions: tuple[str, ...]
    columns: tuple[str, ...]
    base: Mapping[str, int]
    meetings: Mapping[tuple[str, str], tuple[Meeting, ...]]

    def interviews(self, row: str, code: str) -> int:
        """In how many interviews they go together."""
        return len({meeting.interview for meeting in self.meetings.get((row, code), ())})


def crossing(
    interviews: Sequence[Interview], codings: Iterable[Coding], codebook: Codebook, functions: Mapping[str, str]
) -> Crossing:
    """Roles and functions by criteria and fears.

    Args:
        interviews: in order.
        codings: those that count.
        codebook: its roles, criteria and fears are rows and columns, in its order.
        functions: interview -> function of its only interviewee, as far as known.
    """
    by_passage: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.code.split(".", 1)[0] in (ROLE, *COLUMNS):
            by_passage[coding.passage].append(coding)
    meetings: dict[tuple[str, str], dict[Meeting, None]] = defaultdict(dict)
    holders: dict[str, set[str]] = defaultdict(set)
    for talk in interviews:
        function = " ".join(functions.get(talk.id, "").split())
        if function:
            holders[function].add(talk.id)
        for meeting in _meetings(talk, by_passage, function):
            meetings[meeting.row, meeting.code][meeting] = None
        for passage in talk.passages:
            for coding in by_passage.get(passage.id, ()):
                holders[coding.code].add(talk.id)
    order = {code.id: place for place, code in enumerate(codebook.codes)}
    met = sorted((code for code in holders if "." in code and code in order), key=order.__getitem__)
    own = {function for function in (" ".join(f.split()) for f in functions.values()) if function in holders}
    return Crossing(
        tuple(code for code in met if code.split(".", 1)[0] == ROLE),
        tuple(sorted(own, key=lambda f: (-len(holders[f]), f.casefold()))),
        tuple(code for code in met if code.split(".", 1)[0] in COLUMNS),
        {row: len(names) for row, names in sorted(holders.items())},
        {key: tuple(found) for key, found in sorted(meetings.items())},
    )


def _meetings(talk: Interview, by_passage: Mapping[str, Sequence[Coding]], function: str) -> Iterator[Meeting]:
    answers = [passage for passage in talk.passages if passage.role == INTERVIEWEE]
    for place, passage in enumerate(answers):
        for found in by_passage.get(passage.id, ()):
            if found.code.split(".", 1)[0] not in COLUMNS:
                continue
            if function:
                yield Meeting(function, found.code, talk.id, passage.id, passage.id, found.status == "suggested")
            for near in _near(answers, place):
                for role in by_passage.get(near.id, ()):
                    if role.code.split(".", 1)[0] == ROLE:
                        doubt = "suggested" in (found.status, role.status)
                        yield Meeting(role.code, found.code, talk.id, passage.id, near.id, doubt)


def _near(answers: Sequence[Passage], place: int) -> Iterator[Passage]:
    """The passage itself and its neighbours of the same answer, itself first."""
    yield answers[place]
    for other in (place - 1, place + 1):
        if 0 <= other < len(answers) and answers[other].asked == answers[place].asked:
            yield answers[other]
