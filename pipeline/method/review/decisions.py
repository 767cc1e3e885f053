"""Step 3: decisions. What people decided about codings, each with what it was made under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Decision", "Verdict", "current", "latest"]


class Verdict(StrEnum):
    """What a person says of a coding."""

    ACCEPT = "accept"
    REJECT = "reject"
    RECODE = "recode"
    UNSURE = "unsure"
    NOTE = "note"  #: a comment without a verdict
    ADD = "add"  #: a code that no coder suggested
    WITHDRAW = "withdraw"  #: takes an earlier verdict of the same reviewer back


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict of one reviewer, with what it was made under.

    Attributes:
        interview, passage, code: what it is about.
        verdict: what was decided.
        new_code: for `RECODE`, the code instead; "" otherwise.
        comment: free text.
        reviewer: who.
        time: when, ISO 8601 in UTC.
        quote: the passage's words at that time.
        before, after: what was said around it, to find it again.
        speaker: who said it.
        meaning: hash of the definition of the code it asserts or rejects (`new_code` for a recoding) at that time.
        arbiter: "yes" where this settles a disagreement.
    """

    interview: str
    passage: str
    code: str
    verdict: Verdict
    new_code: str = ""
    comment: str = ""
    reviewer: str = ""
    time: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    speaker: str = ""
    meaning: str = ""
    arbiter: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """A later decision with the same key takes this one's place."""
        return self.passage, self.code, self.reviewer

    @property
    def says(self) -> tuple[str, str]:
        """What is decided, without who, when and why."""
        return self.verdict, self.new_code

    @property
    def about(self) -> str:
        """The code whose definition the decision rests on."""
        return self.new_code or self.code


def current(log: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: the last one of each key, withdrawn ones left out, in the order they were made."""
    return [decision for decision in latest(log) if decision.verdict is not Verdict.WITHDRAW]


def latest(log: Iterable[Decision]) -> list[Decision]:
    """The last decision of each key, withdrawals included, in the order they were made."""
    last: dict[tuple[str, str, str], Decision] = {}
    for decision in log:
        last.pop(decision.key, None)
        last[decision.key] = decision
    return list(last.values())
