"""Setting type in a picture: how wide words are, where lines break. Widths are those of the font that lies beside this module.

The font is metric-compatible with Arial and Helvetica, so that a picture looks alike where those are used instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

__all__ = ["FAMILY", "FONTS", "cut", "label", "width", "wrapped"]

_FOLDER = Path(__file__).parent / "fonts"
FONTS = tuple(str(_FOLDER / name) for name in ("JourneySans-Regular.ttf", "JourneySans-Bold.ttf"))
FAMILY = "'Journey Sans', 'Liberation Sans', Arimo, Arial, Helvetica, sans-serif"
UNKNOWN = 1000  #: thousandths of the size that a character outside the font is taken to need


@cache
def _widths() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = json.loads((_FOLDER / "widths.json").read_bytes())
    return found


@cache
def _word(text: str, bold: bool) -> int:
    known = _widths()["bold" if bold else "regular"]
    return sum(known.get(character, UNKNOWN) for character in text)


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of `size`."""
    return _word(text, bold) * size / 1000


def wrapped(text: str, room: float, size: float, bold: bool = False, most: int = 0) -> list[str]:
    """`text` in lines no wider than `room`; a word that is wider is broken; beyond `most` lines it ends in "…"."""
    lines: list[str] = []
    line, used = "", 0.0
    space = width(" ", size, bold)
    for word in _breakable(text, room, size, bold):
        own = width(word, size, bold)
        if line and used + space + own > room:
            lines.append(line)
            if most and len(lines) == most:
                return [*lines[:-1], cut(lines[-1] + " …", room, size, bold)]
            line, used = word, own
        else:
            line, used = (f"{line} {word}", used + space + own) if line else (word, own)
    return [*lines, line] if line else lines


def _breakable(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width(rest, size, bold) > room and len(rest) > 1:
            fits = max(1, next((n for n in range(len(rest)) if width(rest[: n + 1], size, bold) > room), len(rest)))
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """`text`, or as much of it as fits with "…" at its end."""
    if width(text, size, bold) <= room:
        return text
    kept = text.removesuffix("…").rstrip()
    while kept and width(f"{kept}…", size, bold) > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def label(x: float, y: float, text: str, size: float, fill: str = "#1f2933", bold: bool = False, anchor: str = "start") -> str:
    """A line of text as an SVG element; characters that XML does not allow are left out."""
    heavy = ' font-weight="700"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    clean = "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}"{heavy}{place}>{escape(clean)}</text>'
