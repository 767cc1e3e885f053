"""Why the learned coder suggests a code for a passage or does not, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from pipeline.files.wording import Wording
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.lessons import Reasons

__all__ = ["learned_lines"]

QUOTE = 160  #: characters shown of an example
TINY = 0.005  #: log-odds that are none


def learned_lines(reasons: Reasons | None, code: str, codebook: Codebook, say: Wording) -> Iterator[str]:
    """What speaks for the family against what it takes, the code within it, and the examples most alike.

    Args:
        reasons: of the coder; None where nothing was learned.
        code: that was asked about.
        codebook: for the family's name.
        say: the texts.
    """
    family = codebook.family_label(code.split(".", 1)[0], say.language)
    if reasons is None:
        yield say("least_untaught", family=family)
        return
    margin = reasons.odds - reasons.needed
    words = say("least_above" if margin >= 0 else "least_below", margin=f"{abs(margin):.2f}")
    yield say("least_family", family=family, chance=_share(reasons.odds), needed=_share(reasons.needed), words=words)
    if abs(reasons.odds - reasons.alone) > TINY:
        yield say("least_cue_adds", chance=_share(reasons.alone))
    if reasons.best == code:
        yield say("least_best", value=f"{reasons.value:.2f}")
    else:
        yield say("least_code", value=f"{reasons.value:.2f}", best=reasons.best, most=f"{reasons.most:.2f}")
    if reasons.enough:
        yield say("least_score", score=f"{reasons.score:.2f}", needed=f"{reasons.enough:.2f}")
    for talk, text in reasons.like:
        short = text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + " …"
        yield say("least_example", talk=talk, text=short)
    if not reasons.like:
        yield say("least_no_example")


def _share(odds: float) -> str:
    return f"{1 / (1 + exp(-odds)):.2f}"
