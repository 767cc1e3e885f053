"""5-journey-<job>.svg and .png: a map as a picture of A3 proportion, text as text, readable on its own.

Everything is laid out here from the same view as the page. Where a map holds more than fits, cells show fewer entries (the
rest is counted), then the type gets smaller against the sheet.
"""

from __future__ import annotations

from html import escape

from pipeline.files.maps.journey_boxes import Box, curve_box, lane_boxes
from pipeline.files.maps.journey_marks import shape
from pipeline.files.maps.journey_type import FAMILY, FONTS, cut, label, width, wrapped
from pipeline.files.maps.journey_view import ALL_LANES, View
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.journey.journey import Journey
from pipeline.study import Study

__all__ = ["journey_png", "journey_svg", "pictures"]

WIDTH, HEIGHT = 1680.0, 1188.0  #: of an A3 sheet, in quarter millimetres
MARGIN, HEADS, GAP = 34.0, 118.0, 8.0
PHASE_HEAD, LEGEND = 40.0, 34.0
CURVE = (96.0, 170.0)  #: least and most height of the curve
PIXELS = 2000  #: width of the PNG
NAVY, SOFT, FAINT, LINE = "#1f3a5f", "#52606d", "#5f6a76", "#dfe4ea"
LANE_COLOURS = {
    "feelings": "#1f3a5f", "moments": "#1f2933", "steps": "#E69F00", "touchpoints": "#0072B2", "information": "#009E73",
    "criteria": "#56B4E9", "roles": "#CC79A7", "pains": "#D55E00", "quotes": "#9aa5b1",
}  # fmt: skip
_LEAST = {"moments": 1, "touchpoints": 3, "quotes": 0}  #: entries a cell keeps when room is short; 2 in other lanes


def pictures(study: Study) -> dict[str, bytes]:
    """The drawings by name: a map per job; the map of all interviews where there is no job."""
    view = View(study)
    maps = study.journeys or (study.whole_journey,)
    return {f"5-journey-{one.job or 'all'}.svg": journey_svg(view, one) for one in maps}


def journey_png(svg: bytes, pixels: int = PIXELS) -> bytes:
    """The drawing as a PNG, with the font that lies beside this module and no other: the same bytes on every machine."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode(), width=pixels, skip_system_fonts=True, font_files=list(FONTS), font_family="Journey Sans",
            sans_serif_family="Journey Sans", background="#ffffff", dpi=96,
        )
    )  # fmt: skip


def journey_svg(view: View, journey: Journey) -> bytes:
    """The drawing of one map."""
    scale, lanes, curve_height = _fitted(view, journey)
    wide, high = WIDTH * scale, HEIGHT * scale
    words = escape(f"{view.number(journey)}: {journey.label or view.say('map_title')}. {view.curve(journey)}", quote=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="420mm" height="297mm" viewBox="0 0 {wide:g} {high:g}" role="img" '
        f'aria-label="{words}" lang="{view.language}" font-family="{FAMILY}">',
        f"<title>{words}</title>",
        f'<rect width="{wide:g}" height="{high:g}" fill="#ffffff"/>',
        *_heading(view, journey, wide),
        *_phase_heads(view, journey, wide),
    ]
    y = HEADS + PHASE_HEAD
    for lane, boxes in lanes.items():
        height = curve_height if lane == "feelings" else max((box.height for box in boxes), default=0.0) + GAP
        parts += _lane(view, lane, y, height, wide)
        if lane == "feelings":
            parts += curve_box(view, journey, _left(wide), y, _column(wide, journey), height)
        else:
            for place, box in enumerate(boxes):
                parts += box.at(_left(wide) + place * _column(wide, journey) + 9, y + GAP / 2)
        y += height
    parts += _columns(journey, wide, y)
    parts += _legend(view, journey, wide, high)
    return "\n".join([*parts, "</svg>", ""]).encode()


def _left(wide: float) -> float:
    return MARGIN + 0.088 * wide


def _column(wide: float, journey: Journey) -> float:
    return (wide - MARGIN - _left(wide)) / max(1, len(journey.stages))


def _fitted(view: View, journey: Journey) -> tuple[float, dict[str, list[Box]], float]:
    """How much larger than the sheet the drawing must be, the cells, and the height of the curve."""
    for scale in (1.0, 1.12, 1.25, 1.4, 1.6, 1.9, 2.3):
        column = _column(WIDTH * scale, journey) - 18
        room = HEIGHT * scale - HEADS - PHASE_HEAD - LEGEND - 14
        most = {lane: shown + 2 for lane, shown in ALL_LANES.items() if lane != "feelings"}
        lanes = {lane: lane_boxes(view, journey, lane, column, most[lane], LANE_COLOURS[lane]) for lane in most}
        while True:
            heights = {lane: max((box.height for box in boxes), default=0.0) + GAP for lane, boxes in lanes.items()}
            spare = room - sum(heights.values())
            if spare >= CURVE[0]:
                ordered = {lane: lanes.get(lane, []) for lane in ALL_LANES}
                return scale, ordered, min(CURVE[1], spare)
            longest = max((lane for lane in most if most[lane] > _LEAST.get(lane, 2)), key=lambda n: (heights[n], n), default="")
            if not longest:
                break
            most[longest] -= 1
            lanes[longest] = lane_boxes(view, journey, longest, column, most[longest], LANE_COLOURS[longest])
    return scale, {lane: lanes.get(lane, []) for lane in ALL_LANES}, CURVE[0]


def _heading(view: View, journey: Journey, wide: float) -> list[str]:
    title = " – ".join(part for part in (view.study.settings.title, view.say("map_title")) if part)
    small = f"{title} · {view.number(journey)}" if journey.job else title
    room = wide - 2 * MARGIN - 330
    parts = [
        label(MARGIN, 30, cut(small, room, 12), 12, FAINT),
        label(MARGIN, 58, cut(journey.label or view.number(journey), room, 25, True), 25, NAVY, True),
    ]
    y = 78.0
    if journey.statement:
        draft = f"{view.say('map_draft').upper()}: " if journey.drafted else ""
        lines = wrapped(f"{draft}{journey.statement}", room, 12.5, most=2)
        parts += [label(MARGIN, y + 15 * place, line, 12.5) for place, line in enumerate(lines)]
        y += 15 * len(lines)
    rests = f"{view.base_line(journey)} · {view.review_line(journey)}"
    parts.append(label(MARGIN, y, cut(rests, room, 10.5), 10.5, SOFT))
    forces = list(view.forces(journey))
    x = wide - MARGIN - 290
    if forces:
        parts.append(label(x, 30, view.say("map_forces").upper(), 10, FAINT, True))
    for place, (name, count) in enumerate(forces):
        y = 46 + 16 * place
        full = 100 * count / journey.base if journey.base else 0
        parts += [
            label(x, y, name, 11.5),
            f'<rect x="{x + 120:.1f}" y="{y - 8:.1f}" width="100" height="8" rx="2" fill="#e7ebf0"/>',
            f'<rect x="{x + 120:.1f}" y="{y - 8:.1f}" width="{full:.1f}" height="8" rx="2" fill="{NAVY}"/>',
            label(x + 228, y, view.counted(count, journey.base), 11.5, SOFT),
        ]
    return parts


def _phase_heads(view: View, journey: Journey, wide: float) -> list[str]:
    parts = [f'<rect x="{MARGIN}" y="{HEADS}" width="{wide - 2 * MARGIN:.1f}" height="{PHASE_HEAD}" fill="{NAVY}"/>']
    column = _column(wide, journey)
    for place, stage in enumerate(journey.stages):
        x = _left(wide) + place * column + 9
        mark = "°" if stage.unreviewed else ""
        backed = view.say("map_n_interviews", n=len(stage.interviews), base=journey.base)
        number = len(stage.statements)
        told = view.say("map_one_statement") if number == 1 else view.say("map_statements", n=number)
        parts.append(label(x, HEADS + 17, cut(view.phases[stage.phase], column - 14, 14, True), 14, "#ffffff", True))
        parts.append(label(x, HEADS + 32, cut(f"{backed} · {told}{mark}", column - 14, 9.5), 9.5, "#d5e0ec"))
    return parts


def _lane(view: View, lane: str, y: float, height: float, wide: float) -> list[str]:
    """The band of a lane and its name."""
    room = _left(wide) - MARGIN - 14
    names = wrapped(view.say(f"map_{lane}"), room, 12, True)
    hints = wrapped(view.say(f"map_{lane}_hint"), room, 9.5)
    fits = max(0, int((height - 10 - 14 * len(names)) // 11))
    return [
        f'<rect x="{MARGIN}" y="{y:.1f}" width="{_left(wide) - MARGIN:.1f}" height="{height:.1f}" fill="#f7f9fb"/>',
        f'<rect x="{MARGIN}" y="{y:.1f}" width="4" height="{height:.1f}" fill="{LANE_COLOURS[lane]}"/>',
        f'<line x1="{MARGIN}" x2="{wide - MARGIN:.1f}" y1="{y + height:.1f}" y2="{y + height:.1f}" stroke="{LINE}"/>',
        *(label(MARGIN + 11, y + 16 + 14 * place, line, 12, NAVY, True) for place, line in enumerate(names)),
        *(label(MARGIN + 11, y + 16 + 14 * len(names) + 11 * place, h, 9.5, FAINT) for place, h in enumerate(hints[:fits])),
    ]


def _columns(journey: Journey, wide: float, bottom: float) -> list[str]:
    xs = [_left(wide) + place * _column(wide, journey) for place in range(len(journey.stages))]
    top = HEADS + PHASE_HEAD
    return [f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom:.1f}" stroke="#e6eaee"/>' for x in xs]


def _legend(view: View, journey: Journey, wide: float, high: float) -> list[str]:
    x, y = MARGIN, high - 18
    parts: list[str] = []
    for name in EPOMS:
        parts.append(f'<g transform="translate({x:.1f} {y - 11:.1f}) scale(.85)">{shape(name)}</g>')
        parts.append(label(x + 18, y, view.say(name), 10, SOFT))
        x += 32 + width(view.say(name), 10)
    keys = ("count", "single", "unreviewed", "band")
    typed = [f"* {view.say('map_typed')}"] if any(q.overridden for q in journey.qualities.values()) else []
    signs = [f"▲ {view.say('map_legend_good')}", f"▼ {view.say('map_legend_bad')}"]
    for text in (*signs, *(view.say(f"map_legend_{key}") for key in keys), *typed):
        parts.append(label(x, y, text, 10, SOFT))
        x += 16 + width(text, 10)
    made = view.say("map_made_by", n=len(view.study.interviews))
    return [*parts, label(wide - MARGIN, y, made, 10, FAINT, anchor="end")]
