"""Step 4: weak points. Touchpoints that customers report as bad in a phase, the worst first.

A touchpoint in a phase is a weak point

- *several*: quality -0.5 or less, and two or more interviews criticise it;
- *divided*: two or more interviews criticise it, though others praise it so much that the mean hides them;
- *single*: only one interview criticises it, but strongly or more than once; marked, because it may be an exception;
- *abandoned*: an interviewee had the contact and gave it up ("clicked away", "weggeworfen");
- *rated*: a person rated it -0.5 or less. A person's better rating takes it off the list, whatever the statements say.

Severity, 0 to 1, is depth times reach: how far below 0 the quality is, of 2 (at least a quarter, for what the mean hides),
times the share of all interviews that criticise it or gave it up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.language.words import fold
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.quality import Quality, WeakPoint, strong
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["weak_points"]

BAD = -0.5  #: a quality from here down is bad
LEAST_DEPTH = 0.25  #: depth of what the mean hides

_GIVEN_UP = re.compile(
    r"\b(?:gave up|given up|giving up|clicked (?:it )?away|clicked off|closed (?:it|the (?:tab|page))|"
    r"unsubscribed?|hung up|bin it|binned|"
    r"threw (?:it |them )?(?:away|out)|thrown away|straight in the bin|scrolled past|skipped (?:it|over|past)|"
    r"walked away|abandoned|"
    r"never (?:called|rang|wrote|got) (?:me |us )?back|stopped (?:reading|using|going|watching|calling)|left the (?:site|page)|"
    r"never (?:read|finished|opened|used) (?:it|them)|didn t finish|deleted (?:it|them)|logged off|dropped out|"
    r"abgebrochen|weggeklickt|ueberblaettert|uebersprungen|weggeworfen|weggeschmissen|abbestellt|abgemeldet|aufgelegt|aufgegeben|"
    r"(?:wieder |gleich )zugemacht|(?:nie|nicht|net|ned) (?:zu ende |fertig |weiter)?gelesen|nicht weiter\w+|"
    r"nie wieder|ungelesen|"
    r"in den papierkorb|(?:nie|nicht) (?:mehr )?(?:zurueckgerufen|gemeldet|aufgemacht|benutzt|genutzt)|"
    r"wieder weg|liegen lassen)\b"
)


def weak_points(
    rated: Mapping[tuple[str, str], Quality], mentions: Iterable[Mention], passages: Mapping[str, Passage], base: int
) -> tuple[WeakPoint, ...]:
    """Every weak point, worst first.

    Args:
        rated: qualities by (touchpoint, phase).
        mentions: all that count.
        passages: by id, in the order of interviews and talk.
        base: how many interviews there are.
    """
    told: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    found = tuple(mentions)
    for mention in found:
        told[mention.touchpoint, mention.phase].append(mention)
    tails = _tails({m.passage for m in found}, passages)
    weak = [
        point for key, quality in rated.items() if (point := _weak(quality, told.get(key, []), passages, tails, base)) is not None
    ]
    return tuple(sorted(weak, key=lambda p: (-p.severity, p.touchpoint, p.phase)))


def _tails(contacts: set[str], passages: Mapping[str, Passage]) -> dict[str, str]:
    """Passage -> the next one's words, where it is of the same turn and reports no contact itself: they are about this one."""
    tails: dict[str, str] = {}
    before: Passage | None = None
    for passage in passages.values():
        follows = before is not None and (before.interview, before.turn) == (passage.interview, passage.turn)
        if before is not None and follows and before.id in contacts and passage.id not in contacts:
            tails[before.id] = passage.text
        before = passage
    return tails


def _weak(
    quality: Quality, told: list[Mention], passages: Mapping[str, Passage], tails: Mapping[str, str], base: int
) -> WeakPoint | None:
    dropped = [m for m in told if _given_up(f"{passages[m.passage].text} {tails.get(m.passage, '')}")]
    critical = set(quality.critical)
    bad = [m for m in told if m.interview in critical and m.valence < 0]
    low = quality.value is not None and quality.value <= BAD
    reasons: list[str] = []
    if quality.overridden:
        if not low:
            return None
        reasons.append("rated")
    if len(critical) > 1:
        reasons.append("several" if low else "divided")
    elif len(critical) == 1 and (len(bad) > 1 or any(strong(passages[m.passage].text, -1) for m in bad)):
        reasons.append("single")
    if dropped:
        reasons.append("abandoned")
    if not reasons:
        return None
    resting = {m.passage: m for m in (*bad, *dropped)} or {m.passage: m for m in told}
    interviews = tuple(sorted({m.interview for m in resting.values()}))
    depth = max(LEAST_DEPTH, -(quality.value or 0.0) / 2)
    return WeakPoint(
        quality.touchpoint,
        quality.phase,
        quality.value,
        interviews,
        tuple(p for p in quality.passages if p in resting),
        sum(m.status == "suggested" for m in resting.values()),
        round(depth * max(1, len(interviews)) / max(1, base), 3),
        tuple(reasons),
    )


def _given_up(text: str) -> bool:
    return _GIVEN_UP.search(fold(text).replace("'", " ").replace("’", " ")) is not None
