"""The seven questions that a finished analysis answers, and which codings answer each.

Codes say what a passage is about, not which question it answers; where both differ (a need that is wished for, or met; what
spoke against an alternative), words of the passage decide as well. So no answer is more certain than the codings it is
made of, and the words are a rule of thumb: the report says so, and every claim leads to its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.language.words import fold
from pipeline.method.coding.coding import Coding
from pipeline.method.strategies.playbook import AFTER
from pipeline.method.talk.passages import Passage

__all__ = ["QUESTIONS", "Told", "answers_to", "puts_it_well"]

#: problem to be rid of, requirements, what matters most, sources, what must be known, why not an alternative, what is new
QUESTIONS = ("problem", "require", "matter", "sources", "know", "alternative", "now")
_ONE_FAMILY = {"problem": "trigger", "matter": "criterion", "sources": "source"}
#: ways to judge an offer, and the lack of them; fears are what people want to be certain about
_JUDGING = frozenset(("obstacle.knowledge", "source.trial", "source.references", "criterion.references"))
_AGAINST = frozenset(("criterion", "fear", "obstacle"))

_WISH = re.compile(
    r"\b(?:want(?:ed|s)?|wish\w*|hop(?:ed|ing)|after|need(?:ed|s)?|had to|top of (?:my|the|our) list|at the top|"
    r"woll\w*|moecht\w*|brauch\w*|wuensch\w*|gewuenscht|sollte|muss\w*|ging (?:es )?(?:mir|uns)|wichtig\w*)\b"
)
_NOW = re.compile(
    r"\b(?:now(?:adays)?|today|these days|since|no longer|any ?more|never once|first time|finally|at last|again|"
    r"last (?:week|month|year|quarter)|heute|jetzt|seither|seitdem|endlich|nicht mehr|wieder|inzwischen|mittlerweile|neuerdings|"
    r"laeuft|letzte\w* (?:woche|monat|jahr|quartal))\b"
)
_EXCLUDING = re.compile(
    r"\b(?:(?:it|that|they|those|which|who|he|she) (?:was|were|is|are|d be) out|rul(?:ed|ing) (?:\w+ )?out|"
    r"drop(?:ped|ping) (?:them|it|out|him|her)|turn(?:ed)? (?:\w+ )?down|deal.?breaker\w*|knock.?out|no.?go|non.?negotiable|"
    r"wouldn t have (?:taken|bought|signed|touched|gone)|wasn t going anywhere|not going near|runner.?up|in the running|"
    r"short.?list\w*|fell (?:out|short)|said no to|another (?:vendor|supplier|provider|system|tool|firm|one in)|"
    r"the other (?:vendor|supplier|provider|system|tool|firm|one|two|three)s?|(?:two|three|four|five|both) others|"
    r"competitors?|alternatives?|instead of (?:them|buying|building)|"
    r"the (?:big|cheap|cheaper|cheapest|bigger|biggest) (?:one|vendor|system)s?|"
    r"(?:war|waren|waere\w*|waer|ist|sind|flog\w*|fiel\w*|gleich|sofort) (?:\w+ ){0,2}raus|rausge(?:flogen|fallen)|"
    r"ausgeschieden|aussortiert|durchgefallen|k\.?o\.?.?kriteri\w*|(?:nicht|net|nie) in frage|abgesagt|im rennen|"
    r"engere\w* (?:wahl|auswahl)|aufgestanden|(?:nicht|net|nie) (?:genommen|gekauft|unterschrieben)|"
    r"brauch\w* (?:\w+ ){0,3}(?:nicht|net)\b|ander\w* (?:anbieter|hersteller|system|software|loesung|firm)\w*|"
    r"(?:die|den|beiden|zwei|drei) anderen|(?:der|das|einen?) ander(?:e|en)\b|mitbewerb\w*|konkurrenz\w*|alternativ\w*)"
)


@dataclass(frozen=True)
class Told:
    """What decides which question a coding answers.

    Attributes:
        passages: by id.
        sides: phase -> "winning" or "after" the purchase, in the order of the phases.
    """

    passages: Mapping[str, Passage]
    sides: Mapping[str, str]

    def later(self, coding: Coding) -> bool:
        """Whether it is told of the time after the purchase."""
        return self.sides.get(coding.phase) == AFTER

    def says(self, pattern: re.Pattern[str], coding: Coding) -> bool:
        """Whether the passage holds such words."""
        return pattern.search(fold(self.passages[coding.passage].text).replace("'", " ").replace("’", " ")) is not None


def answers_to(question: str) -> Callable[[Coding, Told], bool]:
    """Whether a coding answers a question of `QUESTIONS`."""
    family = _ONE_FAMILY.get(question)
    if family:
        return lambda coding, _: coding.code.split(".", 1)[0] == family
    return {"require": _required, "know": _to_know, "alternative": _against, "now": _reached}[question]


def puts_it_well(question: str, coding: Coding, told: Told) -> bool:
    """Whether the passage says in its own words what the question asks for, so that it can be quoted alone."""
    if question == "problem":  # a trigger that is told where the story begins
        return coding.phase == next(iter(told.sides), "") and coding.valence <= 0
    pattern = {"require": _WISH, "now": _NOW}.get(question)
    return pattern is None or told.says(pattern, coding)


def _required(coding: Coding, told: Told) -> bool:
    """A need that is wished for; one that was met is told afterwards, without a wish."""
    if coding.code.split(".", 1)[0] != "need":
        return False
    return not told.later(coding) or told.says(_WISH, coding)


def _reached(coding: Coding, told: Told) -> bool:
    """A need that is met: told afterwards and not complained of, in words of today or at least not as a mere wish."""
    if coding.code.split(".", 1)[0] != "need" or coding.valence < 0 or not told.later(coding):
        return False
    return told.says(_NOW, coding) or not told.says(_WISH, coding)


def _to_know(coding: Coding, told: Told) -> bool:
    fear = coding.code.split(".", 1)[0] == "fear"
    return (fear and not told.later(coding)) or coding.code in _JUDGING


def _against(coding: Coding, told: Told) -> bool:
    """Something coded in a passage that excludes an offer or sets it against another one, before the purchase."""
    return coding.code.split(".", 1)[0] in _AGAINST and not told.later(coding) and told.says(_EXCLUDING, coding)
