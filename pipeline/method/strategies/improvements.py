"""Step 6: improvements. What interviews complain of, miss, fear or praise, turned into improvements by stated rules.

A rule looks for evidence, the playbook (`pipeline.method.strategies.playbook`) says what to do about it:

- repair: contacts that are judged badly, or well by some and badly by others
- spread: contacts that everybody who had them judges well, and that at most half had
- reassure: fears; unblock: obstacles
- inform: sources that did not help, and missing knowledge
- speak: needs that are voiced while no contact is told of in the same breath
- role: members of the buying centre who take part without a contact that serves them
- bridge: phases that are told of without any contact

Every improvement is for winning customers (phases up to the decision) or for use and after-purchase (those behind it).
Nothing here is a finding of its own: an improvement is as good as the codings it rests on, and it names them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.strategies.material import CONTACTS, Evidence, Material
from pipeline.method.strategies.playbook import SIDES, Play
from pipeline.method.touchpoints.quality import WeakPoint

__all__ = ["Improvement", "improvements"]

_BESIDE = 0.5  #: what a code of another family that a play names besides (a criterion beside a fear) counts
_SURE = 0.8  #: strength from which praise serves as a model


@dataclass(frozen=True, slots=True)
class Improvement:
    """An improvement for which there is evidence, before it is ranked.

    Attributes:
        rule, subject: what found it and the code (or phase) it is about.
        side: "winning" or "after".
        play: what to do.
        codes: all codes (or phases) it rests on.
        evidence: what speaks for it, strongest first.
        models: what already works, strongest first.
        severity: 0 to 1.
        mixed: whether others praise the same contact.
    """

    rule: str
    subject: str
    side: str
    play: Play
    codes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    models: tuple[Evidence, ...]
    severity: float
    mixed: bool = False

    @property
    def key(self) -> str:
        """The same in every run, whatever its rank."""
        return f"{self.rule}.{self.subject}.{self.side}"

    @property
    def interviews(self) -> tuple[str, ...]:
        """The interviews it rests on, sorted."""
        return tuple(sorted({item.interview for item in self.evidence}))

    @property
    def passages(self) -> tuple[str, ...]:
        """The passages it rests on, the strongest evidence first."""
        return tuple(dict.fromkeys(item.passage for item in self.evidence))


def improvements(material: Material) -> tuple[Improvement, ...]:
    """Every improvement for which a rule finds evidence, in the order of rules and playbook."""
    rules: tuple[Callable[[Material, str], Iterable[Improvement]], ...] = (_contacts, _themes, _roles, _bridges)
    return tuple(found for rule in rules for side in SIDES for found in rule(material, side))


def _interviews(items: Iterable[Evidence]) -> set[str]:
    return {item.interview for item in items}


def _subject(play: Play, codes: Sequence[str]) -> str:
    return play.codes[0] if codes[0] in play.codes else codes[0]


def _contacts(material: Material, side: str) -> Iterator[Improvement]:
    """Repair and spread."""
    weak: dict[str, list[WeakPoint]] = defaultdict(list)
    for point in material.weak_points:
        code = f"{TOUCHPOINT}.{point.touchpoint}"
        if material.side(code, point.phase) == side:
            weak[code].append(point)
    told = {code: [i for i in items if material.side(code, i.phase) == side] for code, items in material.by_code.items()}
    contacts = [code for code, items in told.items() if code.startswith(f"{TOUCHPOINT}.") and items]
    for play, codes in _groups(material, "repair", {*contacts, *weak}, side):
        points = [point for code in codes for point in weak.get(code, ())]
        yield from _repair(material, side, play, codes, [i for code in codes for i in told.get(code, ())], points)
    for play, codes in _groups(material, "spread", contacts, side):
        yield from _spread(material, side, play, codes, [i for code in codes for i in told[code]])


def _groups(material: Material, rule: str, codes: Iterable[str], side: str) -> list[tuple[Play, tuple[str, ...]]]:
    """The plays of a rule that make sense on this side, with their codes."""
    return [(play, own) for play, own in material.playbook.groups(rule, codes) if play.side in ("", side)]


def _repair(
    material: Material, side: str, play: Play, codes: tuple[str, ...], told: Sequence[Evidence], points: Sequence[WeakPoint]
) -> Iterator[Improvement]:
    named = {passage for point in points for passage in point.passages}
    bad = [item for item in told if item.valence < 0 or (item.passage in named and item.valence == 0)]
    good = [item for item in told if item.valence > 0]
    suffering, pleased = _interviews(bad), _interviews(good)
    uneven = len(suffering) >= 2 or (suffering and len(pleased) >= 2)
    if not bad or not (points or uneven):
        return
    rated = max((min(1.0, -(point.value or 0.0) / 2) for point in points), default=0.0)
    severity = max(rated, material.harm(bad))
    mixed = len(pleased - suffering) >= 2
    models = tuple(item for item in good if item.interview not in suffering) if mixed else ()
    yield Improvement("repair", _subject(play, codes), side, play, codes, tuple(bad), models, severity, mixed)


def _spread(material: Material, side: str, play: Play, codes: tuple[str, ...], told: Sequence[Evidence]) -> Iterator[Improvement]:
    names = {code.split(".", 1)[1]: code for code in codes}
    told_of = (m for m in material.mentions if m.touchpoint in names)
    met = {m.interview for m in told_of if material.side(names[m.touchpoint], m.phase) == side}
    good = [item for item in told if item.valence > 0]
    if len(_interviews(good)) < 2 or any(i.valence < 0 for i in told) or 2 * len(met) > len(material.interviews):
        return
    pleased = sum(item.valence for item in told) / len(told)
    yield Improvement("spread", _subject(play, codes), side, play, codes, tuple(good), (), 0.5 * pleased)


_THEMES = {"reassure": ("fear",), "unblock": ("obstacle",), "inform": ("obstacle", "source"), "speak": ("need",)}


def _themes(material: Material, side: str) -> Iterator[Improvement]:
    """Reassure, unblock, inform and speak."""
    for rule, families in _THEMES.items():
        for play, codes in _groups(material, rule, _asked(material, rule), side):
            items = [i for code in codes for i in material.by_code[code] if material.side(i.code, i.phase) == side]
            items = [item for item in items if _speaks(rule, item, material)]
            if any(item.code.split(".", 1)[0] in families for item in items):
                yield _theme(material, side, rule, play, codes, items)


def _asked(material: Material, rule: str) -> list[str]:
    """The codes a rule looks at: those its plays name, and of its families those that no other rule names."""
    named = material.playbook.names
    return [
        code
        for code in material.by_code
        if named(rule, code)
        or (code.split(".", 1)[0] in _THEMES[rule] and not any(named(other, code) for other in _THEMES if other != rule))
    ]


def _speaks(rule: str, item: Evidence, material: Material) -> bool:
    """Whether a statement is what the rule looks for."""
    if item.code.startswith("source."):
        return item.valence < 0
    return rule != "speak" or material.alone(item)


def _theme(
    material: Material, side: str, rule: str, play: Play, codes: tuple[str, ...], items: Sequence[Evidence]
) -> Improvement:
    families = _THEMES[rule]
    weighed = [i if i.code.split(".", 1)[0] in families else replace(i, strength=i.strength * _BESIDE) for i in items]
    ordered = tuple(sorted(weighed, key=material.strongest))
    return Improvement(rule, _subject(play, codes), side, play, codes, ordered, _models(material, play), material.harm(items))


def _models(material: Material, play: Play) -> tuple[Evidence, ...]:
    """What already works of the kind."""
    praise = (item for code in play.works for item in material.by_code.get(code, ()) if item.valence > 0)
    return tuple(item for item in praise if item.strength >= _SURE)


def _roles(material: Material, side: str) -> Iterator[Improvement]:
    """Roles that take part in at least a quarter of the interviews, in most of them without a contact in the same breath."""
    for play, codes in _groups(material, "role", (code for code in material.by_code if code.startswith("role.")), side):
        told = [item for code in codes for item in material.by_code[code] if material.side(item.code, item.phase) == side]
        served = _interviews(item for item in told if not material.alone(item))
        lacking = [item for item in told if item.interview not in served]
        if 2 * len(_interviews(lacking)) < len(_interviews(told)) or 4 * len(_interviews(told)) < len(material.interviews):
            continue
        if lacking:
            models, severity = _models(material, play), material.harm(lacking)
            yield Improvement("role", _subject(play, codes), side, play, codes, tuple(lacking), models, severity)


def _bridges(material: Material, side: str) -> Iterator[Improvement]:
    """Phases that at least half of the interviews tell of without any contact."""
    met: dict[str, set[str]] = defaultdict(set)
    for mention in material.mentions:
        met[mention.phase].add(mention.interview)
    for phase in (phase for phase, own in material.side_of.items() if own == side):
        told = [i for i in material.evidence if i.phase == phase and i.code.split(".", 1)[0] not in (*CONTACTS, "role")]
        lacking = [item for item in told if item.interview not in met[phase]]
        play = material.playbook.play("bridge", phase)
        if play is not None and lacking and 2 * len(_interviews(lacking)) >= len(material.interviews):
            usual = [code for code, _ in Counter(item.code for item in lacking).most_common(2)]
            yield Improvement("bridge", phase, side, play, tuple(usual), tuple(lacking), (), 0.5)
