"""The cells of a drawn journey map: entries, moments and quotes as boxes of known height, and the curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.files.maps.journey_marks import curve_paths, felt, height, shape
from pipeline.files.maps.journey_type import cut, label, width, wrapped
from pipeline.files.maps.journey_view import Entry, View, signed
from pipeline.files.quoting import in_marks
from pipeline.method.journey.journey import Journey, Stage, Statement
from pipeline.method.journey.moments import Moment

__all__ = ["Box", "curve_box", "lane_boxes"]

GOOD, BAD, SOFT, FAINT, RULE = "#0072B2", "#B34700", "#52606d", "#5f6a76", "#e3e8ed"
RING = 'fill="#ffffff" stroke="#7b8794" stroke-width="1.1"'
CARDS = {
    "low": "#D55E00", "high": "#0072B2", "turn": "#E69F00", "decision": "#CC79A7", "shared": "#009E73",
    "good": "#0072B2", "bad": "#D55E00", "": "#9aa5b1",
}  # fmt: skip
SIZE, SMALL, LEAD = 10.8, 9.2, 12.6  #: of type and line in entries


class Text(NamedTuple):
    """A line of text at a place inside its box."""

    x: float
    y: float
    words: str
    size: float
    fill: str = "#1f2933"
    bold: bool = False
    anchor: str = "start"


class Mark(NamedTuple):
    """An SVG element drawn around the origin, put at a place inside its box."""

    x: float
    y: float
    drawing: str


@dataclass
class Box:
    """What a cell holds, drawn from its own upper left corner."""

    height: float = 0.0
    parts: list[Text | Mark] = field(default_factory=list)

    def add(self, *parts: Text | Mark) -> None:
        """Put parts into the box."""
        self.parts += parts

    def at(self, x: float, y: float) -> list[str]:
        """The box as SVG elements at a place of the sheet."""
        drawn = []
        for part in self.parts:
            if isinstance(part, Mark):
                drawn.append(f'<g transform="translate({x + part.x:.1f} {y + part.y:.1f})">{part.drawing}</g>')
            else:
                drawn.append(label(x + part.x, y + part.y, part.words, part.size, part.fill, part.bold, part.anchor))
        return drawn


def lane_boxes(view: View, journey: Journey, lane: str, room: float, most: int, colour: str) -> list[Box]:
    """The cells of a lane, each with at most so many entries."""
    if lane == "moments":
        return [_moments(view, journey, stage, room, most) for stage in journey.stages]
    if lane == "quotes":
        return [_quotes(view, journey, stage, room, most) for stage in journey.stages]
    return [_entries(view, view.entries(journey, stage, lane), room, most, colour) for stage in journey.stages]


def _entries(view: View, entries: Sequence[Entry], room: float, most: int, colour: str) -> Box:
    box = Box()
    if not entries:
        box.add(Text(0, 11, view.say("map_empty"), SMALL, FAINT))
        box.height = 16
    for entry in entries[:most]:
        _entry(box, view, entry, room, colour)
    if len(entries) > most:
        box.add(Text(16, box.height + 9, view.say("map_more", n=len(entries) - most), SMALL, FAINT))
        box.height += 13
    return box


def _entry(box: Box, view: View, entry: Entry, room: float, colour: str) -> None:
    """A row: mark, label, feeling, count, and a bar for the share of interviews."""
    count = view.counted(entry.count, entry.base, entry.marked)
    wide = width(count, SMALL) + 6
    mood = ""
    if entry.mood and entry.value is not None:
        mood = f" {'▲' if entry.mood == 'good' else '▼'} {signed(entry.value, view.language)}"
    typed = "*" if entry.typed and mood else ""
    inner = room - 16 - wide - 4
    lines = wrapped(entry.label, inner, SIZE) or [""]
    top = box.height
    baselines = [top + 10.5 + LEAD * place for place in range(len(lines))]
    box.add(*(Text(16, y, line, SIZE) for line, y in zip(lines, baselines, strict=True)))
    if mood:
        after = width(lines[-1], SIZE) + 3
        if after + width(mood + typed, SMALL, True) > inner:
            baselines.append(baselines[-1] + LEAD)
            after = -3
        box.add(Text(16 + after, baselines[-1], (mood + typed).lstrip(), SMALL, GOOD if entry.mood == "good" else BAD, True))
    box.add(_mark(entry, top, colour))
    if entry.single:
        frame = f'<rect width="{wide:.1f}" height="12" rx="3" fill="none" stroke="#9aa5b1" stroke-dasharray="2.5 2"/>'
        box.add(Mark(room - wide + 2, top + 1.2, frame))
    box.add(Text(room - 1, top + 10.3, count, SMALL, FAINT if entry.single else SOFT, anchor="end"))
    bottom = baselines[-1] + 2.6
    full = room - 16
    bar = f'<rect width="{full:.1f}" height="2" rx="1" fill="#edf0f3"/>'
    box.add(
        Mark(16, bottom, f'{bar}<rect width="{full * entry.count / max(1, entry.base):.1f}" height="2" rx="1" fill="{colour}"/>')
    )
    box.height = bottom + 4


def _mark(entry: Entry, top: float, colour: str) -> Mark:
    if entry.epoms:
        return Mark(0, top + 0.5, f'<g transform="scale(.75)">{shape(entry.epoms)}</g>')
    ring = f'<circle cx="5" cy="6.5" r="3" fill="#ffffff" stroke="{colour}" stroke-width="1.6"/>'
    return Mark(0, top, ring if entry.single else f'<circle cx="5" cy="6.5" r="3.8" fill="{colour}"/>')


def _moments(view: View, journey: Journey, stage: Stage, room: float, most: int) -> Box:
    found, box = view.moments(journey, stage), Box()
    for moment in found[:most]:
        _card(box, view, room, moment.kind, moment.statements[0] if moment.statements else None, _title(view, journey, moment))
    return _rest(box, view, len(found) - most)


def _title(view: View, journey: Journey, moment: Moment) -> tuple[str, str, str]:
    count = view.counted(len(moment.interviews), journey.base, moment.unreviewed > 0)
    return view.say(f"map_{moment.kind}"), view.headline(moment), count


def _quotes(view: View, journey: Journey, stage: Stage, room: float, most: int) -> Box:
    found, box = view.quotes(journey, stage), Box()
    for said in found[:most]:
        _card(box, view, room, {1: "good", -1: "bad"}.get(said.valence, ""), said, None)
    return _rest(box, view, 0)


def _rest(box: Box, view: View, over: int) -> Box:
    if over > 0:
        box.add(Text(0, box.height + 8, view.say("map_more", n=over), SMALL, FAINT))
        box.height += 12
    box.height = max(box.height, 14)
    return box


def _card(box: Box, view: View, room: float, kind: str, said: Statement | None, title: tuple[str, str, str] | None) -> None:
    """A moment or a quote with its colour at the left."""
    top, y = box.height, box.height + 2
    texts: list[Text] = []
    if title is not None:
        name, headline, count = title
        texts += [Text(9, y + 9, name.upper(), 8.4, SOFT, True), Text(room - 5, y + 9, count, SMALL, SOFT, anchor="end")]
        y += 11
        for line in wrapped(headline, room - 16, SIZE, True, 2):
            texts.append(Text(9, y + 10.5, line, SIZE, bold=True))
            y += LEAD
    if said is not None:
        words = in_marks(view.text(said), view.study.passages[said.passage].language)
        for line in wrapped(words, room - 16, 10, most=3):
            texts.append(Text(9, y + 10, line, 10, "#323f4b"))
            y += 12
        texts.append(Text(9, y + 9, cut(view.source(said), room - 16, 8.6), 8.6, FAINT))
        y += 12
    back = f'<rect width="{room:.1f}" height="{y - top + 2:.1f}" rx="2" fill="#f5f7f9"/>'
    box.add(Mark(0, top, f'{back}<rect width="3" height="{y - top + 2:.1f}" fill="{CARDS[kind]}"/>'), *texts)
    box.height = y + 6


def curve_box(view: View, journey: Journey, x: float, y: float, column: float, high: float) -> list[str]:
    """The curve of feelings across all columns, the interviews' spread as band and rings."""
    wide = column * len(journey.stages)
    points = felt(journey)

    def up(value: float) -> float:
        return y + high * height(value) / 100

    parts: list[str] = []
    for v, name in ((2, "+2"), (0, "±0"), (-2, "−2")):
        stroke = RULE if v else '#9aa5b1" stroke-dasharray="3 4'
        parts.append(f'<line x1="{x:.1f}" x2="{x + wide:.1f}" y1="{up(v):.1f}" y2="{up(v):.1f}" stroke="{stroke}"/>')
        parts.append(label(x + 4, up(v) - 2, name, 8.5, FAINT))
    looks = {
        "band": 'fill="#0072B2" fill-opacity=".1"',
        "line": 'fill="none" stroke="#1f3a5f" stroke-width="2.5"',
        "line leap": 'fill="none" stroke="#1f3a5f" stroke-width="2" stroke-dasharray="5 5"',
    }
    for name, data in curve_paths(points, 100 / len(journey.stages), (x, y, wide / 100, high / 100)):
        parts.append(f'<path d="{data}" {looks[name]}/>')
    for share, feeling in points:
        centre, value = x + wide * share / 100, feeling.value or 0.0
        step = min(0.11 * column, 0.44 * column / max(1, len(feeling.by_interview) - 1))
        middle = (len(feeling.by_interview) - 1) / 2
        parts += [
            f'<circle cx="{centre + (place - middle) * step:.1f}" cy="{up(own):.1f}" r="3.4" {RING}/>'
            for place, (_, own) in enumerate(feeling.by_interview)
        ]
        fill = SOFT if abs(value) < 0.25 else GOOD if value > 0 else BAD
        parts.append(f'<circle cx="{centre:.1f}" cy="{up(value):.1f}" r="6" fill="{fill}" stroke="#ffffff" stroke-width="1.6"/>')
        parts.append(label(centre, up(value) - 10, signed(value, view.language), 11.5, "#1f2933", True, "middle"))
    return parts
