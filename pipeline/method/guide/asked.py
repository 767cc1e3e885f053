"""Step 4: what the research asked about. A touchpoint that nobody was asked about is no gap of the market but of the research.

What an interviewer names is heard with the codebook's own cues (a question is not coded, but it is listened to).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.coding import hearing
from pipeline.method.coding.coding import Coding, Interview
from pipeline.method.coding.hearing import Heard
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWER

__all__ = ["Asked", "Questions", "asked", "questions"]

Questions = tuple[tuple[str, tuple[str, ...]], ...]  #: interviewer's passage -> codes it names and families it asks for


@dataclass(frozen=True, slots=True)
class Asked:
    """A touchpoint in the light of the questions.

    Attributes:
        touchpoint: the code's id without its family.
        by_name: interviews in which a question names it, sorted.
        in_general: interviews without such a question in which one asks for contacts of any kind, sorted.
        question: the interviewer's passage that names it first, else one that asks in general, "" for none.
        reported: interviews that report it as far as it counts, sorted.
        waiting: interviews in which only suggestions report it that nobody has reviewed and that are left out, sorted.
        suggestions: how many suggestions those are.
        left_out: how many suggestions are left out in all.
    """

    touchpoint: str
    by_name: tuple[str, ...]
    in_general: tuple[str, ...]
    question: str
    reported: tuple[str, ...]
    waiting: tuple[str, ...]
    suggestions: int
    left_out: int

    @property
    def finding(self) -> str:
        """A closed vocabulary: "not counted", "asked, never used", "asked in general", "never asked", "unprompted" or ""."""
        if self.reported:
            return "" if self.by_name or self.in_general else "unprompted"
        if self.waiting:
            return "not counted"
        if self.by_name:
            return "asked, never used"
        return "asked in general" if self.in_general else "never asked"


def questions(talk: Transcript, heard: Sequence[Sequence[Heard]]) -> Questions:
    """What each of the interviewer's turns names (codes) and asks for (families); turns that do neither are left out."""
    found = []
    for passage, hits in zip(talk.passages, heard, strict=True):
        if passage.role == INTERVIEWER:
            named = sorted({hit.target for hit in hits if hit.kind in (hearing.CODE, hearing.ASKS)})
            if named:
                found.append((passage.id, tuple(named)))
    return tuple(found)


def asked(
    interviews: Iterable[Interview], touchpoints: Sequence[str], counted: Iterable[Coding], codings: Iterable[Coding]
) -> tuple[Asked, ...]:
    """For each touchpoint who was asked about it and who reports it, in the order given.

    Args:
        interviews: with the questions of each.
        touchpoints: without their family.
        counted: the codings that count.
        codings: all of them, left-out suggestions included.
    """
    by_name: dict[str, dict[str, str]] = defaultdict(dict)  # touchpoint -> interview -> the question
    general: dict[str, str] = {}
    for talk in interviews:
        for passage, names in talk.questions:
            for name in names:
                family, _, code = name.partition(".")
                if family == TOUCHPOINT and code:
                    by_name[code].setdefault(talk.id, passage)
                elif name == TOUCHPOINT:
                    general.setdefault(talk.id, passage)
    standing = tuple(counted)
    counts = {(c.passage, c.code) for c in standing}
    reported = _interviews(standing)
    waiting = _interviews(c for c in codings if c.status == "suggested" and (c.passage, c.code) not in counts)
    return tuple(
        _asked(name, by_name.get(name, {}), general, reported.get(name, {}), waiting.get(name, {})) for name in touchpoints
    )


def _asked(
    touchpoint: str,
    named: Mapping[str, str],
    general: Mapping[str, str],
    reported: Mapping[str, int],
    waiting: Mapping[str, int],
) -> Asked:
    others = {interview: passage for interview, passage in general.items() if interview not in named}
    alone = {interview: n for interview, n in waiting.items() if interview not in reported}
    first = next(iter([*named.values(), *others.values()]), "")
    return Asked(
        touchpoint,
        tuple(sorted(named)),
        tuple(sorted(others)),
        first,
        tuple(sorted(reported)),
        tuple(sorted(alone)),
        sum(alone.values()),
        sum(waiting.values()),
    )


def _interviews(codings: Iterable[Coding]) -> dict[str, dict[str, int]]:
    """Touchpoint -> interview -> how many codings."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for coding in codings:
        family, _, code = coding.code.partition(".")
        if family == TOUCHPOINT:
            found[code][coding.interview] = found[code].get(coding.interview, 0) + 1
    return found
