"""Step 4: how good a touchpoint is in a phase, from -2 to +2, and which are weak points.

The rule for the number, from the statements of those who report the contact:

1. One interview's judgement is the mean of its judged statements (good +1, bad -1). Neutral ones pull it towards 0, each with
   a quarter of the weight of a judged one, and at most as many of them as there are judged ones: who merely names a contact
   often does not take back what was said of it once.
2. The mean over the interviews that judge it, so that one talkative person does not outweigh others.
3. Doubled, the scale of journey maps (-2 to +2), and shrunk towards 0 where little is known. Evidence is counted in units:
   an interview is one unit, two if it puts it strongly ("a disaster"), one and a half if it judges more than once. From two
   units on the number stands in full; with one it is halved. So +2 or -2 needs nearly all to agree, and a second interview
   or a strong statement. Shrinking what few cases say is what an estimate with a neutral prior does (Efron & Morris 1977,
   "Stein's paradox in statistics", Scientific American 236(5)); where it ends, at two units, is a convention: two sources
   that say the same are the least that qualitative work calls corroborated.

What a person types in the workbook counts instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.words import fold
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["FORM", "Quality", "WeakPoint", "qualities", "rating", "strong"]

FORM = "touchpoints"  #: id of the form in which people rate
NEUTRAL = 0.25  #: weight of a neutral statement, a judged one's is 1
FULL = 2.0  #: units of evidence from which a number stands in full
MOST = 2.0  #: the end of the scale

_STRONG = {
    1: re.compile(
        r"\b(?:excellent|brilliant|fantastic|outstanding|superb|wonderful|perfect\w*|amazing|terrific|first.?class|impeccable|"
        r"loved|the best|couldn t be better|worth (?:its|their) weight|sold (?:me|us)|won (?:me|us) over|"
        r"hervorragend\w*|ausgezeichnet\w*|grossartig\w*|fantastisch\w*|perfekt\w*|genial\w*|spitze|spitzenmaessig\w*|erstklassig\w*|"
        r"begeister\w*|super|prima|wahnsinnig gut\w*|das beste|am besten|sehr gut\w*|richtig gut\w*|gold wert|ueberragend\w*)\b"
    ),
    -1: re.compile(
        r"\b(?:awful|terrible|terribly|dreadful|horrible|horrendous|appalling|atrocious|disaster\w*|useless|hopeless|"
        r"a joke|shambles|"
        r"nightmare|hated|the worst|waste of (?:time|money)|infuriating|outrageous|furious|never again|"
        r"unacceptable|rubbish|abysmal|"
        r"katastroph\w*|furchtbar\w*|schrecklich\w*|grauenhaft\w*|grausam\w*|unterirdisch\w*|miserabel\w*|desastroes\w*|unmoeglich\w*|"
        r"unverschaemt\w*|frechheit|zumutung|unbrauchbar\w*|albtraum|alptraum|das letzte|nie wieder|eine qual|zeitverschwendung|"
        r"stinksauer|war nix|war nichts|mist|kamm geschwollen|inakzeptabel\w*|sehr schlecht\w*|richtig schlecht\w*)\b"
    ),
}
_TYPED = re.compile(r"\s*([+-]?)([0-2])(?:[.,]([05])0*)?\s*")


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a touchpoint is in a phase.

    Attributes:
        touchpoint: the code's id without its family.
        phase: id.
        value: -2 to 2, a person's where one was typed, else the machine's; None where nothing was judged.
        machine: what the statements say by the rule above, in steps of a tenth; None where none of them judges.
        statements: passages that report the contact in that phase.
        interviews: how many interviews they are from.
        unreviewed: how many of the statements nobody has reviewed.
        overridden: whether `value` is a person's.
        judged: how many of the statements judge.
        critical: interviews whose judgement is bad, or that say something bad strongly, sorted.
        passages: ids of the statements, the most telling first.
        typed: what a person typed, understood or not.
        comment: of the person.
    """

    touchpoint: str
    phase: str
    value: float | None
    machine: float | None
    statements: int
    interviews: int
    unreviewed: int
    overridden: bool
    judged: int = 0
    critical: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    typed: str = ""
    comment: str = ""

    @property
    def key(self) -> str:
        """The row's key in the form."""
        return f"{self.touchpoint}/{self.phase}"


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A touchpoint that is bad in a phase; `pipeline.method.touchpoints.weak_points` finds them.

    Attributes:
        touchpoint, phase: ids.
        value: its quality, None where nobody judged it but somebody gave it up.
        interviews: those that criticise it or gave it up, sorted; all that report it where a person rated it bad.
        passages: ids of the statements it rests on, the most telling first.
        unreviewed: how many of them nobody has reviewed.
        severity: 0 to 1.
        reasons: "several", "divided", "single", "abandoned", "rated".
    """

    touchpoint: str
    phase: str
    value: float | None
    interviews: tuple[str, ...]
    passages: tuple[str, ...]
    unreviewed: int
    severity: float
    reasons: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether it rests on one interview."""
        return len(self.interviews) == 1


def rating(typed: str) -> float | None:
    """What a person typed as a whole or half number from -2 to 2 ("1,5", "+1", "−2"), None where it is none."""
    match = _TYPED.fullmatch(typed.replace("−", "-").replace("–", "-"))
    if match is None:
        return None
    number = float(f"{match[2]}.{match[3] or 0}")
    if number > MOST:
        return None
    return -number if match[1] == "-" and number else number


def strong(text: str, valence: int) -> bool:
    """Whether a statement of that valence puts it strongly. A strong word of the other sign, as in "not brilliant", is none."""
    pattern = _STRONG.get(valence)
    return pattern is not None and pattern.search(fold(text).replace("'", " ").replace("’", " ")) is not None


def qualities(
    mentions: Iterable[Mention], passages: Mapping[str, Passage], typed: Mapping[str, Mapping[str, str]] | None = None
) -> dict[tuple[str, str], Quality]:
    """The quality of every touchpoint in every phase it is reported in, or rated in by a person; sorted.

    Args:
        mentions: all that count.
        passages: by id.
        typed: the form "touchpoints": "touchpoint/phase" -> {"quality": ..., "comment": ...}.
    """
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.touchpoint, mention.phase].append(mention)
    filled = {(t, p): fields for key, fields in (typed or {}).items() for t, slash, p in (key.partition("/"),) if t and slash}
    return {
        (touchpoint, phase): _quality(touchpoint, phase, groups.get((touchpoint, phase), []), passages, filled)
        for touchpoint, phase in sorted({*groups, *filled})
    }


def _quality(
    touchpoint: str,
    phase: str,
    group: Sequence[Mention],
    passages: Mapping[str, Passage],
    filled: Mapping[tuple[str, str], Mapping[str, str]],
) -> Quality:
    stressed = {m.passage for m in group if strong(passages[m.passage].text, m.valence)}
    machine, critical = _judgement(group, stressed)
    fields = filled.get((touchpoint, phase), {})
    own = rating(fields.get("quality", ""))
    value = machine if own is None else own
    sign = 0 if not value else 1 if value > 0 else -1
    telling = sorted(
        group,
        key=lambda m: (
            m.valence != sign,
            m.passage not in stressed,
            m.status == "suggested",
            m.interview,
            passages[m.passage].char_start,
        ),
    )
    return Quality(
        touchpoint,
        phase,
        value,
        machine,
        len(group),
        len({m.interview for m in group}),
        sum(m.status == "suggested" for m in group),
        own is not None,
        sum(m.valence != 0 for m in group),
        critical,
        tuple(dict.fromkeys(m.passage for m in telling)),
        fields.get("quality", ""),
        fields.get("comment", ""),
    )


def _judgement(group: Sequence[Mention], stressed: set[str]) -> tuple[float | None, tuple[str, ...]]:
    """The machine's quality, and the interviews that judge it bad."""
    by_interview: dict[str, list[Mention]] = defaultdict(list)
    for mention in group:
        by_interview[mention.interview].append(mention)
    means: dict[str, float] = {}
    units = 0.0
    for interview, told in by_interview.items():
        judged = [m for m in told if m.valence]
        if not judged:
            continue
        neutral = min(len(told) - len(judged), len(judged))
        means[interview] = sum(m.valence for m in judged) / (len(judged) + NEUTRAL * neutral)
        units += 2.0 if any(m.passage in stressed for m in judged) else 1.5 if len(judged) > 1 else 1.0
    if not means:
        return None, ()
    mean = sum(means[name] for name in sorted(means)) / len(means)
    sharp = {m.interview for m in group if m.valence < 0 and m.passage in stressed}
    critical = tuple(sorted(name for name, own in means.items() if own < 0 or name in sharp))
    return round(MOST * mean * min(1.0, units / FULL), 1) + 0.0, critical
