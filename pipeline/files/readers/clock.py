"""Times as transcripts write them, in seconds from the beginning of the recording."""

from __future__ import annotations

import re

__all__ = ["MARK", "STAMP", "TIME", "seconds", "span"]

#: 0:12, 00:12, 75:12, 1:02:03, 00:00:10.500 (a pattern without groups; nothing digit-like may follow)
TIME = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?(?![\d:])"

#: f4's mark, "#00:01:23-4#" (the last figure counts tenths), or a time in square brackets, anywhere in the speech
MARK = re.compile(rf"#(?P<f4>\d{{1,2}}:\d{{2}}:\d{{2}}(?:[-.,]\d{{1,3}})?)#|\[(?P<time>{TIME})\]")

_SPAN = rf"(?P<start>{TIME})(?:\s{{0,3}}(?:-->|->|[-–—]|bis|to)\s{{0,3}}(?P<end>{TIME}))?"

#: A time, or from when till when, at the beginning of a line; `open` is the bracket it stands in.
STAMP = re.compile(
    rf"(?:#(?P<f4>\d{{1,2}}:\d{{2}}:\d{{2}}(?:[-.,]\d{{1,3}})?)#|(?P<open>[\[(<])?\s{{0,3}}{_SPAN}\s{{0,3}}[\])>]?)"
    r"(?:\s{0,9}[-–—|:](?=\s)|(?=\s|$|[*_]{1,3}\w|\w))\s*"
)


def span(prefix: str = "") -> str:
    """The pattern of a time or a range of times, its groups named `start` and `end` after a prefix."""
    return _SPAN.replace("(?P<", f"(?P<{prefix}")


def seconds(time: str) -> float:
    """Seconds of "1:02:03.5", "00:12", or f4's "00:01:23-4"."""
    clock, _, fraction = time.replace(",", ".").replace("-", ".").partition(".")
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return round(total + (int(fraction) / 10 ** len(fraction) if fraction else 0.0), 3)
