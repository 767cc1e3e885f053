"""Shapes of the journey map: a mark an EPOMS class, signs for how something was felt, the curve of feelings.

Colours are those of Okabe & Ito (2008, "Color universal design"), which people with any colour vision tell apart; shape and
letter say the same once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as e
from itertools import pairwise

from pipeline.files.maps.journey_view import Entry, View, signed
from pipeline.files.wording import Wording
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.journey.journey import Feeling, Journey

__all__ = ["SHAPES", "curve", "curve_paths", "epoms_mark", "felt", "height", "mood_mark", "symbols"]

#: class -> (shape in a box of 16 by 16, fill, colour of the letter)
SHAPES: dict[str, tuple[str, str, str]] = {
    "earned": ('<circle cx="8" cy="8" r="7.6"', "#009E73", "#10201A"),
    "paid": ('<path d="M8 .2 15.6 15H.4z"', "#E69F00", "#1F2933"),
    "owned": ('<rect x=".8" y=".8" width="14.4" height="14.4" rx="2"', "#0072B2", "#FFFFFF"),
    "managed": ('<path d="M8 0 16 8 8 16 0 8z"', "#CC79A7", "#1F2933"),
    "shared": ('<path d="M4 1h8l4 7-4 7H4L0 8z"', "#56B4E9", "#1F2933"),
}


def shape(epoms: str) -> str:
    """The mark of a class as SVG in a box of 16 by 16."""
    form, fill, ink = SHAPES[epoms]
    low = 13 if epoms == "paid" else 11.4
    letter = (
        f'<text x="8" y="{low}" text-anchor="middle" font-size="9.5" font-weight="700" fill="{ink}">{epoms[0].upper()}</text>'
    )
    return f'{form} fill="{fill}"/>{letter}'


def symbols() -> str:
    """All marks, once a page."""
    inner = "".join(f'<symbol id="e-{name}" viewBox="0 0 16 16">{shape(name)}</symbol>' for name in EPOMS)
    return f'<svg class="symbols" aria-hidden="true">{inner}</svg>'


def epoms_mark(epoms: str, say: Wording) -> str:
    """The mark of a class, with its name for those who do not see it."""
    name = e(say(epoms))
    return f'<svg class="epoms" role="img" aria-label="{name}"><title>{name}</title><use href="#e-{epoms}"/></svg>'


def mood_mark(entry: Entry, view: View) -> str:
    """How an entry was felt: a sign and a number, nothing where it is neutral."""
    if not entry.mood or entry.value is None:
        return ""
    sign = "▲" if entry.mood == "good" else "▼"
    typed = f' <abbr title="{e(view.say("map_typed"))}">✎</abbr>' if entry.typed else ""
    words = e(view.say("map_value", value=signed(entry.value, view.language)))
    return f'<span class="mood {entry.mood}" title="{words}"> {sign} {signed(entry.value, view.language)}{typed}</span>'


def height(value: float) -> float:
    """Where a feeling stands, in percent from the top."""
    return round(50 - value * 19, 2)


def felt(journey: Journey) -> list[tuple[float, Feeling]]:
    """The stages of which something good or bad was said: the middle of the column in percent, and the feeling."""
    count = len(journey.stages)
    return [(round((n + 0.5) * 100 / count, 2), s.feeling) for n, s in enumerate(journey.stages) if s.feeling.value is not None]


def curve_paths(
    points: list[tuple[float, Feeling]], column: float, frame: tuple[float, float, float, float] = (0, 0, 1, 1)
) -> Iterator[tuple[str, str]]:
    """Band, line, and the leaps over stages of which nothing is known, as SVG paths: class and path data.

    Args:
        points: as `felt` has them.
        column: width of a column in percent.
        frame: where the drawing begins, and how wide and high a percent is.
    """
    x0, y0, wide, high = frame

    def at(x: float, value: float) -> tuple[float, float]:
        return round(x0 + x * wide, 2), round(y0 + height(value) * high, 2)

    runs: list[list[tuple[float, Feeling]]] = []
    for point in points:
        if runs and point[0] - runs[-1][-1][0] < 1.5 * column:
            runs[-1].append(point)
        else:
            runs.append([point])
    for run in runs:
        if len(run) > 1:
            over, under = [at(x, f.high) for x, f in run], [at(x, f.low) for x, f in reversed(run)]
            yield "band", f"M{_smooth(over)}L{_smooth(under)}Z"
            yield "line", f"M{_smooth([at(x, f.value or 0.0) for x, f in run])}"
    for before, after in pairwise(runs):
        yield "line leap", f"M{_smooth([at(x, f.value or 0.0) for x, f in (before[-1], after[0])])}"


def _smooth(points: list[tuple[float, float]]) -> str:
    """A line through the points that never runs beyond them: level at each."""
    parts = [f"{points[0][0]:g} {points[0][1]:g}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = round((x0 + x1) / 2, 2)
        parts.append(f"C{middle:g} {y0:g} {middle:g} {y1:g} {x1:g} {y1:g}")
    return "".join(parts)


def curve(view: View, journey: Journey) -> str:
    """The curve of feelings over all columns: band and rings are the interviews, dots their mean."""
    count = len(journey.stages)
    points = felt(journey)
    words = e(view.curve(journey))
    rules = "".join(
        f'<line class="{"zero" if value == 0 else "rule"}" x1="0" x2="100%" y1="{height(value)}%" y2="{height(value)}%"/>'
        f'<text class="axis" x="4" y="{height(value)}%" dy="-2">{label}</text>'
        for value, label in ((2, "+2"), (0, "±0"), (-2, "−2"))
    )
    paths = "".join(f'<path class="{name}" d="{data}"/>' for name, data in curve_paths(points, 100 / count))
    return (
        f'<svg class="curve" width="{count}00%" role="img" aria-label="{words}"><title>{words}</title>{rules}'
        f'<svg class="lines" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">{paths}</svg>'
        f'<g class="dots">{"".join(_dots(x, feeling, view.language, count) for x, feeling in points)}</g></svg>'
    )


def _dots(x: float, feeling: Feeling, language: str, count: int) -> str:
    """Rings for the interviews, spread sideways so that equal ones are seen, and the mean with its number."""
    value = feeling.value or 0.0
    spread = 44 / count / max(1, len(feeling.by_interview) - 1)
    middle = (len(feeling.by_interview) - 1) / 2
    rings = "".join(
        f'<circle class="one" cx="{round(x + (place - middle) * min(spread, 22 / count / 2), 2):g}%" cy="{height(own):g}%" r="4">'
        f"<title>{e(name)} {signed(own, language)}</title></circle>"
        for place, (name, own) in enumerate(feeling.by_interview)
    )
    mood = "flat" if abs(value) < 0.25 else "good" if value > 0 else "bad"
    return (
        f'{rings}<circle class="mean {mood}" cx="{x:g}%" cy="{height(value):g}%" r="7"/>'
        f'<text class="value" x="{x:g}%" y="{height(value):g}%" dy="-13" text-anchor="middle">{signed(value, language)}</text>'
    )
