"""Step 6: the playbook. Which finding calls for which improvement, as researchers lay it down in codebooks/strategies.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.method.codebook.codebook import Text, fingerprint

__all__ = ["AFTER", "CHANNELS", "RULES", "SIDES", "WINNING", "Play", "Playbook", "Ranking"]

#: what a strategy can rest on, in the order in which it is explained
RULES = ("repair", "spread", "reassure", "unblock", "inform", "speak", "role", "bridge")
WINNING, AFTER = "winning", "after"
#: what a strategy is for: winning customers (phases up to the decision), or use and after-purchase (those behind it)
SIDES = (WINNING, AFTER)
#: what a strategy may be part of
CHANNELS = ("lead_generation", "demand_generation", "abm", "content", "sales_enablement")


@dataclass(frozen=True)
class Play:
    """What to do where a rule finds evidence for certain codes.

    Attributes:
        rule: one of `RULES`.
        codes: the codes it answers ("fear.lock_in"), whole families ("fear"), for "bridge" ids of phases; "any" for all.
        action: what to do, by language, with the blanks {label} and {phase}.
        mixed: the action where others praise the same contact, by language; `action` where empty.
        at: touchpoint codes where it is done; for repair and spread the touchpoint itself.
        side: "winning" or "after" where it makes sense on one side of the purchase only; evidence from the phases of the other
            side then founds nothing: it is mostly the word in another meaning.
        works: touchpoint codes whose praise shows that it can work.
        role: code of the role it is for, "" where the evidence decides.
        channels: of `CHANNELS`, a proposal.
        effort: 1 (a few people, material at hand), 2 (several departments or new material), 3 (product or organisation
            changes); 0 where nothing defensible can be said.
        because: why this effort, by language.
    """

    rule: str
    codes: tuple[str, ...]
    action: Text
    mixed: Text = field(default_factory=dict)
    side: str = ""
    at: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    role: str = ""
    channels: tuple[str, ...] = ()
    effort: int = 0
    because: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Ranking:
    """How strategies are ranked. `pipeline.method.strategies.strategies` says how the figures enter.

    Attributes:
        severity, nearness, loss: weights of how bad it is, how near to the decision, and what is at stake; they add up to 1.
        stakes: rule -> 0 to 1, whether an unsolved case loses a customer (1) or only forgoes a gain.
        costs: effort -> what the effect is divided by; 0 stands for an unknown effort.
        least: suggestions that nobody has reviewed count from this certainty on: their score compared with what the surest
            twentieth of the family's suggestions reach, 0 to 1.
        most: strategies at the top.
        per_rule: how many of them one rule may hold.
    """

    severity: float = 0.5
    nearness: float = 0.3
    loss: float = 0.2
    stakes: Mapping[str, float] = field(default_factory=dict)
    costs: Mapping[int, float] = field(default_factory=lambda: {0: 1.25, 1: 1.0, 2: 1.25, 3: 1.6})
    least: float = 0.55
    most: int = 5
    per_rule: int = 2


@dataclass(frozen=True)
class Playbook:
    """All plays and how their strategies are ranked; an empty playbook proposes nothing."""

    plays: tuple[Play, ...] = ()
    ranking: Ranking = field(default_factory=Ranking)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of everything that decides strategies."""
        return fingerprint(self)

    @cached_property
    def _exact(self) -> dict[tuple[str, str], Play]:
        return {(play.rule, code): play for play in reversed(self.plays) for code in play.codes}

    def play(self, rule: str, code: str) -> Play | None:
        """The play for a code: its own, its family's, or the one for any."""
        for key in (code, code.split(".", 1)[0], "any"):
            if (found := self._exact.get((rule, key))) is not None:
                return found
        return None

    def names(self, rule: str, code: str) -> bool:
        """Whether a play of the rule names the code itself."""
        return (rule, code) in self._exact

    def groups(self, rule: str, codes: Iterable[str]) -> list[tuple[Play, tuple[str, ...]]]:
        """Codes that one play answers together: those it names are one subject, those of a family are a subject each."""
        together: dict[tuple[int, str], list[str]] = {}
        for code in sorted(codes):
            play = self.play(rule, code)
            if play is not None:
                key = (self.plays.index(play), "" if code in play.codes else code)
                together.setdefault(key, []).append(code)
        return [(self.plays[place], tuple(own)) for (place, _), own in sorted(together.items())]
