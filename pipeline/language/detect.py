"""Which language a text is in: German or English, by the most frequent small words of each.

Function words are enough to tell two languages apart and cost one look-up a word (Grefenstette 1995, "Comparing two
language identification schemes"); a text that holds too few of them has no verdict of its own.
"""

from __future__ import annotations

import re

from pipeline.language.english import ENGLISH
from pipeline.language.german import GERMAN

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(text: str, default: str = "", least: int = 2, margin: float = 1.5) -> str:
    """The language of `text` ("de" or "en"), or `default` where the evidence is thin.

    Args:
        text: any text.
        default: what to answer when neither language is clearly ahead.
        least: how many small words the winner needs.
        margin: how many times as many as the other one.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = sorted(
        ((sum(word in language.small_words for word in words), language.code) for language in (GERMAN, ENGLISH)),
        reverse=True,
    )
    (best, code), (other, _) = counts
    return code if best >= least and best >= margin * other else default
