"""Terms: what of a text is compared with other texts. Words, their beginnings and endings, and pairs of neighbours."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["TERMS_VERSION", "terms"]

TERMS_VERSION = "1"  #: part of what is learned; raise it when a text gets other terms
_WORD = re.compile(r"\w+")


def terms(text: str) -> list[str]:
    """The terms of a text, with repetitions.

    Beginnings of four and six letters meet inflected forms ("vergl*" in "verglichen" and "vergleichen"), endings of four
    meet German compounds ("-test" in "Belastungstest"); both do without a dictionary, so new words count too.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    found = list(words)
    for word in words:
        if len(word) > 4:
            found.append(f"{word[:4]}*")
        if len(word) > 6:
            found += [f"{word[:6]}*", f"-{word[-4:]}"]
    found += [f"{one} {other}" for one, other in pairwise(words)]
    return found
