"""What the study found: the seven questions of a finished analysis, answered from the codings, for each job and for all.

An answer is a list of claims; a claim is a code with the interviews that report it ("4 of 7"), the passages it rests on and
a few of them to quote, each of another interview.

A report is read as the truth of the matter, so suggestions that nobody has reviewed and that the coder is little sure of are
left out (their score is under `LEAST` of what the surest twentieth of their family reach: coders score each family on a
scale of its own). `Doubts` says how many those are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.method.coding.coding import REVIEWED, Coding
from pipeline.method.jobs.jobs import Job
from pipeline.method.report.answering import QUESTIONS, Told, answers_to, puts_it_well
from pipeline.method.review.certainty import surest
from pipeline.method.talk.passages import Passage

__all__ = ["Answer", "Claim", "Doubts", "Findings", "JobFindings", "findings"]

QUOTED = 3  #: quotes of a claim, each of another interview
STRONGEST = 3  #: findings on the summary page
#: questions whose codes say something by their name alone; needs are only kinds (functional, emotional, social)
_TELLING = ("problem", "matter", "sources", "know", "alternative")
LEAST = 0.4  #: certainty under which a suggestion is left out until somebody reviews it
SHORT, LONG = 50, 230  #: characters of a passage that can be quoted alone
FLOOR = 0.3  #: a family of which even the surest suggestion is weak is measured by this
CONFIRMED = 1.5  #: certainty of what a person confirmed: it is quoted first


@dataclass(frozen=True)
class Claim:
    """A code as part of an answer.

    Attributes:
        question: one of `QUESTIONS`.
        code: its id.
        base: interviews that could report it ("of 7").
        interviews: those that do, sorted.
        passages: it rests on, in the order of interviews and talk.
        quotes: the passages to quote, best first, each of another interview.
        unreviewed: how many of the passages rest on suggestions alone.
    """

    question: str
    code: str
    base: int
    interviews: tuple[str, ...]
    passages: tuple[str, ...]
    quotes: tuple[str, ...]
    unreviewed: int

    @property
    def n(self) -> int:
        """How many interviews report it."""
        return len(self.interviews)

    @property
    def single(self) -> bool:
        """Whether it rests on one interview."""
        return self.n == 1


@dataclass(frozen=True)
class Answer:
    """A question with its claims, those of most interviews first; no claims where nobody said anything."""

    question: str
    claims: tuple[Claim, ...]

    @cached_property
    def interviews(self) -> tuple[str, ...]:
        """Interviews that answer it at all."""
        return tuple(sorted({name for claim in self.claims for name in claim.interviews}))


@dataclass(frozen=True)
class JobFindings:
    """The answers of a job's interviews; job "" and all interviews for the whole study."""

    job: str
    interviews: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of all answers."""
        return tuple(claim for answer in self.answers for claim in answer.claims)


@dataclass(frozen=True)
class Doubts:
    """How much of the coding is open.

    Attributes:
        codings: how many count.
        unreviewed: how many of them nobody has reviewed.
        faint: how many of the unreviewed are too uncertain for an answer.
        by_code: (code, faint ones, all unreviewed ones), the codes with most faint ones first.
    """

    codings: int
    unreviewed: int
    faint: int
    by_code: tuple[tuple[str, int, int], ...]

    @property
    def reviewed(self) -> float:
        """Share of the codings that a person has decided on, 0 to 1."""
        return 1 - self.unreviewed / self.codings if self.codings else 0.0


@dataclass(frozen=True)
class Findings:
    """All answers.

    Attributes:
        everyone: of all interviews.
        jobs: one a job, in their order.
        strongest: the claims that most interviews support, each answering another question.
        doubts: what is open.
    """

    everyone: JobFindings
    jobs: tuple[JobFindings, ...]
    strongest: tuple[Claim, ...]
    doubts: Doubts


def findings(
    interviews: Sequence[str],
    jobs: Sequence[Job],
    codings: Sequence[Coding],
    passages: Mapping[str, Passage],
    sides: Mapping[str, str],
    language: str,
) -> Findings:
    """Answer the seven questions.

    Args:
        interviews: ids of all.
        jobs: main jobs.
        codings: those that count, in the order of interviews and talk.
        passages: by id.
        sides: phase -> "winning" or "after" (`pipeline.method.strategies.material.sides`).
        language: of the study; quotes in it are preferred.
    """
    told = Told(passages, sides)
    sure = _certainty(codings)
    able = [c for c in codings if sure(c) >= LEAST]
    fitting = {question: [c for c in able if fits(c, told)] for question in QUESTIONS for fits in [answers_to(question)]}
    quotes = _Quotes(sure, told, language)
    groups = (("", tuple(interviews)), *((job.id, job.interviews) for job in jobs))
    everyone, *each = (_answered(job, names, fitting, quotes) for job, names in groups)
    return Findings(everyone, tuple(each), _strongest(everyone), _doubts(codings, sure))


def _certainty(codings: Iterable[Coding]) -> Callable[[Coding], float]:
    """How sure a coding is, 0 to 1; more where a person confirmed it."""
    measures = {family: max(FLOOR, score) for family, score in surest(codings).items()}

    def sure(coding: Coding) -> float:
        if coding.status in REVIEWED:
            return CONFIRMED
        return min(1.0, coding.score / measures[coding.code.split(".", 1)[0]])

    return sure


class _Quotes:
    """Chooses which passages to quote."""

    def __init__(self, sure: Callable[[Coding], float], told: Told, language: str) -> None:
        self._sure, self._told, self._language = sure, told, language

    def ranked(self, question: str, group: Sequence[Coding]) -> list[Coding]:
        """The codings whose passages speak best for the claim first."""
        return sorted(group, key=lambda coding: self._key(question, coding))

    def _key(self, question: str, coding: Coding) -> tuple[float, str, int]:
        passage = self._told.passages[coding.passage]
        length = len(passage.text)
        reads = -max(0, SHORT - length, length - LONG) / 100 - 0.25 * ("?" in passage.text)
        worth = (
            self._sure(coding)
            + reads
            + 0.4 * puts_it_well(question, coding, self._told)
            + 0.1 * (passage.language == self._language)
        )
        return (-round(worth, 2), coding.interview, passage.char_start)


def _answered(job: str, names: Sequence[str], fitting: Mapping[str, Sequence[Coding]], quotes: _Quotes) -> JobFindings:
    own, used = set(names), Counter[str]()
    answers = []
    for question in QUESTIONS:
        groups: dict[str, list[Coding]] = defaultdict(list)
        for coding in fitting[question]:
            if coding.interview in own:
                groups[coding.code].append(coding)
        ordered = sorted(groups.items(), key=lambda item: (-len({c.interview for c in item[1]}), -len(item[1]), item[0]))
        answers.append(Answer(question, tuple(_claim(question, group, len(names), quotes, used) for _, group in ordered)))
    return JobFindings(job, tuple(names), tuple(answers))


def _claim(question: str, group: Sequence[Coding], base: int, quotes: _Quotes, used: Counter[str]) -> Claim:
    chosen: dict[str, str] = {}
    ranked = quotes.ranked(question, group)
    for coding in (*(c for c in ranked if not used[c.passage]), *ranked):  # what was quoted already is quoted again last
        if len(chosen) < QUOTED:
            chosen.setdefault(coding.interview, coding.passage)
    used.update(chosen.values())
    passages = tuple(dict.fromkeys(c.passage for c in group))
    reviewed = {c.passage for c in group if c.status != "suggested"}
    names = tuple(sorted({c.interview for c in group}))
    return Claim(question, group[0].code, base, names, passages, tuple(chosen.values()), len(passages) - len(reviewed))


def _strongest(everyone: JobFindings) -> tuple[Claim, ...]:
    """The first claims of questions, those of most interviews; no code twice, none that rests on one interview."""
    firsts = [answer.claims[0] for answer in everyone.answers if answer.claims and answer.question in _TELLING]
    shared = [claim for claim in firsts if not claim.single or claim.base == 1]
    unique = {claim.code: claim for claim in reversed(shared)}
    order = {question: place for place, question in enumerate(QUESTIONS)}
    best = sorted(unique.values(), key=lambda claim: (-claim.n, -len(claim.passages), order[claim.question]))
    return tuple(sorted(best[:STRONGEST], key=lambda claim: order[claim.question]))


def _doubts(codings: Sequence[Coding], sure: Callable[[Coding], float]) -> Doubts:
    waiting = [coding for coding in codings if coding.status == "suggested"]
    faint = [coding for coding in waiting if sure(coding) < LEAST]
    all_of, few_of = Counter(c.code for c in waiting), Counter(c.code for c in faint)
    ranked = sorted(few_of, key=lambda code: (-few_of[code], -few_of[code] / all_of[code], code))
    return Doubts(len(codings), len(waiting), len(faint), tuple((code, few_of[code], all_of[code]) for code in ranked))
