"""codebooks/strategies.yaml: the playbook of the strategies on disk, checked line by line."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.files.codebook.codebooks import LocalText
from pipeline.files.located import Form, Located, filled, located
from pipeline.method.strategies.playbook import Play, Playbook, Ranking
from pipeline.problems import Problem

__all__ = ["read_playbook"]

_BLANK = re.compile(r"\{([^{}]*)\}")
_BLANKS = frozenset(("label", "phase"))
_FAMILIES = {"repair": "touchpoint", "spread": "touchpoint", "role": "role"}  #: rules that look at one family only

Rule = Literal["repair", "spread", "reassure", "unblock", "inform", "speak", "role", "bridge"]
Channel = Literal["lead_generation", "demand_generation", "abm", "content", "sales_enablement"]
Share = Annotated[float, Field(ge=0, le=1)]
Effort = Literal[0, 1, 2, 3]


class PlayForm(Form):
    """A play as written in a playbook."""

    rule: Rule
    codes: tuple[str, ...] = Field(min_length=1)
    side: Literal["", "winning", "after"] = ""
    action: LocalText = Field(min_length=1)
    mixed: LocalText = Field(default_factory=dict)
    at: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    role: str = ""
    channels: tuple[Channel, ...] = ()
    effort: Effort = 0
    because: LocalText = Field(default_factory=dict)


def _costs() -> dict[Effort, float]:
    return {0: 1.25, 1: 1.0, 2: 1.25, 3: 1.6}


class RankingForm(Form):
    """The figures of the ranking; what is left out has its default."""

    severity: Share = Ranking.severity
    nearness: Share = Ranking.nearness
    loss: Share = Ranking.loss
    stakes: dict[Rule, Share] = Field(default_factory=dict)
    costs: dict[Effort, Annotated[float, Field(gt=0)]] = Field(default_factory=_costs)
    least: Share = Ranking.least
    most: int = Field(default=Ranking.most, ge=1, le=20)
    per_rule: int = Field(default=Ranking.per_rule, ge=1, le=20)

    @model_validator(mode="after")
    def _adds_up(self) -> RankingForm:
        total = self.severity + self.nearness + self.loss
        if abs(total - 1) > 0.005:
            raise ValueError(f"severity, nearness and loss add up to {total:g} instead of 1")
        return self


class PlaybookForm(Form):
    """A playbook file."""

    ranking: RankingForm = Field(default_factory=RankingForm)
    plays: tuple[PlayForm, ...]


def read_playbook(data: bytes, name: str) -> tuple[Playbook | None, list[Problem]]:
    """The playbook in `data`, or None; and every problem found."""
    document = located(data, name)
    form = filled(PlaybookForm, document, "playbook")
    if form is not None:
        _check(form, document)
    if form is None or document.problems:
        return None, document.problems
    plays = tuple(Play(**{field: getattr(play, field) for field in PlayForm.model_fields}) for play in form.plays)
    ranking = Ranking(**{field: getattr(form.ranking, field) for field in RankingForm.model_fields})
    return Playbook(plays, ranking), []


def _check(form: PlaybookForm, document: Located) -> None:
    seen: dict[tuple[str, str], str] = {}
    for place, play in enumerate(form.plays):
        here = ("plays", place)
        for code in play.codes:
            where = document.where((*here, "codes"))
            if (first := seen.setdefault((play.rule, code), where)) != where:
                what = f"{code!r} already has a play for {play.rule!r} (line {first.rpartition(':')[2]})."
                document.problems.append(document.problem((*here, "codes"), what, "Keep one of the two."))
            family = _FAMILIES.get(play.rule)
            if family is not None and code.split(".", 1)[0] not in (family, "any"):
                what = f"{code!r} can never be found by {play.rule!r}, which looks at the family {family!r}."
                document.problems.append(document.problem((*here, "codes"), what, "Correct the code or the rule."))
        for field in ("action", "mixed"):
            for language, text in getattr(play, field).items():
                for blank in sorted(set(_BLANK.findall(text)) - _BLANKS):
                    what = f"{{{blank}}} is no blank that can be filled in."
                    document.problems.append(document.problem((*here, field, language), what, "Known are {label} and {phase}."))
        if play.effort and not play.because:
            what = f"an effort of {play.effort} is proposed without saying why."
            document.problems.append(document.problem((*here, "effort"), what, "Add 'because:', or leave the effort out."))
