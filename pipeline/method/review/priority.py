"""Step 3: where a reviewer's time is worth most: suggestions that decide something, and codes of which the coder is not sure.

Asking people about what a learner is least sure of is uncertainty sampling (Lewis & Gale 1994, doi 10.1007/978-1-4471-2099-5_1).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.coding.coding import Coding, Doubt, Interview

__all__ = ["FIRST", "LATER", "SOON", "least_sure", "priorities"]

FIRST, SOON, LATER = 1, 2, 3  #: priorities of a suggestion
UNSURE = 0.5  #: log-odds above what a suggestion takes, below which it is not sure
BARE = 0.6  #: score below which a suggestion from cues alone is not sure: no clear cue by itself
EACH, MOST = 5, 50  #: doubts of one interview, and of all, that people are asked about, on either side of the threshold
Pair = tuple[str, str]  #: passage and code


def priorities(codings: Iterable[Coding], doubts: Iterable[Doubt]) -> dict[Pair, int]:
    """How soon each suggestion that nobody has reviewed should be looked at.

    `FIRST`: it decides a claim, and it is not sure. `SOON`: one of the two. `LATER`: neither. It decides a claim where it is
    all that the code rests on in its interview, or the only mention in a cell of the matrix. It is not sure where it only
    just passed, or where a cue speaks for it and all that was learned from examples against.

    Args:
        codings: after review.
        doubts: of the coders.
    """
    standing = [coding for coding in codings if coding.status != "rejected"]
    reports = Counter((coding.interview, coding.code) for coding in standing)
    cells = Counter((c.code, c.phase) for c in standing if c.code.startswith(TOUCHPOINT))
    known = list(doubts)
    shaky = {(d.passage, d.code) for d in known if d.margin < UNSURE or d.apart}
    bare = 0.0 if known else BARE  # a coder that knows how sure it is says so by its doubts
    found: dict[Pair, int] = {}
    for coding in standing:
        if coding.status == "suggested":
            pair = coding.passage, coding.code
            alone = reports[coding.interview, coding.code] == 1 or cells[coding.code, coding.phase] == 1
            unsure = pair in shaky or coding.score < bare
            found[pair] = FIRST if alone and unsure else SOON if alone or unsure else LATER
    return found


def least_sure(
    interviews: Sequence[Interview], suggested: Mapping[Pair, Coding], decided: Collection[Pair]
) -> tuple[tuple[str, Doubt], ...]:
    """The doubts that people should decide, nearest to the threshold first: (interview, doubt).

    On either side of the threshold at most `EACH` of an interview and `MOST` in all, one of every family before a second of
    any; every interview has its turn.

    Args:
        interviews: with their doubts.
        suggested: what is suggested now, by passage and code.
        decided: what people have decided already.
    """
    found: list[tuple[str, Doubt]] = []
    for passed in (False, True):
        queues = [(one.id, _mixed(_open(one.doubts, passed, suggested, decided))) for one in interviews]
        turns = [(name, doubts[turn]) for turn in range(EACH) for name, doubts in queues if turn < len(doubts)]
        found += turns[:MOST]
    return tuple(sorted(found, key=lambda f: (abs(f[1].margin), f[0], f[1].passage, f[1].code)))


def _open(doubts: Iterable[Doubt], passed: bool, suggested: Mapping[Pair, Coding], decided: Collection[Pair]) -> Iterator[Doubt]:
    for doubt in doubts:
        pair = doubt.passage, doubt.code
        if pair not in decided and (doubt.margin >= 0) is passed and (pair in suggested) is passed:
            yield doubt


def _mixed(doubts: Iterable[Doubt]) -> list[Doubt]:
    """Nearest to the threshold first, one of every family before a second of any."""
    families: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in sorted(doubts, key=lambda d: (abs(d.margin), d.passage, d.code)):
        families[doubt.code.split(".", 1)[0]].append(doubt)
    ranked = [(turn, abs(d.margin), d.passage, d.code, d) for own in families.values() for turn, d in enumerate(own)]
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:-1])]
