"""Chapters of the report on touchpoints, journey maps and strategies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.files.maps.journey_picture import HEIGHT, WIDTH
from pipeline.files.maps.journey_view import View
from pipeline.files.maps.matrix import shade_colour
from pipeline.files.maps.quotes import points
from pipeline.files.quoting import quoted
from pipeline.files.report.report_blocks import ACROSS, BAND, UPRIGHT, Cell, Picture
from pipeline.files.report.report_telling import Telling
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.strategies.strategies import FORM, Strategy
from pipeline.method.touchpoints.touchpoints import Matrix

__all__ = ["maps", "strategies", "touchpoints"]

WEAK = 8  #: weak points in the table
QUOTED = 2  #: quotes of a strategy
_HEADING = 2.9  #: centimetres that heading and caption take from a page across


def touchpoints(telling: Telling) -> None:
    """The matrix as a table, and the weak points."""
    body, say, matrix = telling.body, telling.say, telling.study.matrices[0]
    body.heading(1, say("report_touchpoints"))
    body.heading(2, say("report_matrix"))
    body.caption(say("report_t_matrix", base=telling.base))
    wide = 12.0 / max(1, len(matrix.phases))
    names = [telling.phases.get(phase, phase) for phase in matrix.phases]
    body.table((say("touchpoint"), *names), _matrix_rows(telling, matrix), (4.4, *[wide] * len(names)))
    body.text([(say("report_scale"), "small")])
    _weak(telling)


def _matrix_rows(telling: Telling, matrix: Matrix) -> list[list[Cell]]:
    met: dict[str, list[str]] = defaultdict(list)
    for name, epoms in matrix.touchpoints:
        if any((name, phase) in matrix.cells for phase in matrix.phases):
            met[epoms if epoms in EPOMS else ""].append(name)
    rows: list[list[Cell]] = []
    for epoms in (*EPOMS, ""):
        if met[epoms]:
            label = telling.say(epoms) if epoms else telling.say("unclassed")
            rows.append([Cell([(label, "bold")], BAND, keep=True), *(Cell("", BAND) for _ in matrix.phases)])
        for name in met[epoms]:
            cells = [_matrix_cell(telling, matrix, name, phase) for phase in matrix.phases]
            rows.append([Cell(telling.code(f"touchpoint.{name}")), *cells])
    return rows


def _matrix_cell(telling: Telling, matrix: Matrix, name: str, phase: str) -> Cell:
    cell, quality = matrix.cells.get((name, phase)), telling.study.qualities.get((name, phase))
    if cell is None:
        return Cell("")
    marks = ("°" if cell.unreviewed else "") + ("¹" if cell.interviews == 1 else "")
    value = quality.value if quality else None
    colour = "" if value is None else shade_colour(value).removeprefix("#")
    return Cell(f"{cell.interviews}{marks} · {points(value, telling.say)}", colour, centred=True)


def _weak(telling: Telling) -> None:
    body, say, found = telling.body, telling.say, telling.study.weak_points
    body.heading(2, say("report_weak"))
    if not found:
        body.text(say("touchpoints_no_weak"))
        return
    body.caption(say("report_t_weak", base=telling.base))
    rows = [
        (
            [(telling.code(f"touchpoint.{point.touchpoint}"), "bold")],
            telling.phases.get(point.phase, point.phase),
            Cell(points(point.value, say), centred=True),
            Cell(telling.counted(len(point.interviews), telling.base, point.unreviewed), centred=True),
            "; ".join(say(f"touchpoints_weak_{reason}") for reason in point.reasons)
            + "".join(f"\n{quoted(telling.study.passages[name])}" for name in point.passages[:1]),
        )
        for point in found[:WEAK]
    ]
    heads = (say("touchpoint"), say("phase"), say("report_quality"), say("interviews"), say("report_why"))
    body.table(heads, rows, (2.8, 2.4, 1.6, 2.2, 7.4))
    if len(found) > WEAK:
        body.text([(say("report_more_weak", n=len(found) - WEAK), "small")])


def maps(telling: Telling, pngs: Mapping[str, bytes]) -> None:
    """The map of each job on a page across; `pngs` are the drawings by name."""
    body, say, study = telling.body, telling.say, telling.study
    body.turn(UPRIGHT)
    body.heading(1, say("report_maps"))
    view, ratio = View(study), HEIGHT / WIDTH
    width = min(ACROSS.room, (ACROSS.height - 2 * ACROSS.edge - _HEADING) / ratio)
    for number, journey in enumerate(study.journeys or (study.whole_journey,), start=1):
        alt = f"{view.number(journey)}: {journey.label or say('map_title')}. {view.curve(journey)}"
        body.picture(Picture(pngs[f"5-journey-{journey.job or 'all'}.svg"], alt, round(width, 2), ratio))
        count = say("n_of_base", n=journey.base, base=telling.base)
        key = "report_map" if journey.job else "report_map_all"
        body.caption(say(key, n=number, label=journey.label, base=count if journey.job else telling.base), keep=False)
    body.turn(ACROSS)


def strategies(telling: Telling) -> None:
    """The strongest improvements, each with what it rests on."""
    body, say, study = telling.body, telling.say, telling.study
    body.heading(1, say("report_strategies"))
    if not study.strategies:
        body.text(say("report_no_strategies"))
        return
    body.text([(say("strategies_derived"), "pale")])
    for strategy in study.strategies:
        body.text([(f"{strategy.rank}. {strategy.action}", "bold")], keep=True)
        body.text([(_facts(telling, strategy), "small")], keep=True)
        for name in strategy.quotes[:QUOTED]:
            telling.quote(name)


def _facts(telling: Telling, strategy: Strategy) -> str:
    say = telling.say
    typed: dict[str, str] = {}
    for key in reversed(strategy.keys):
        typed |= telling.study.edits.of(FORM).get(key, {})
    effort = ""
    if strategy.own_effort:
        effort = say("report_strategy_own_effort", effort=strategy.own_effort)
    elif strategy.effort:
        effort = say("report_strategy_effort", effort=strategy.effort)
    told = (
        telling.counted(len(strategy.interviews), strategy.base, strategy.unreviewed),
        say(f"strategies_{strategy.side}"),
        " / ".join(telling.phases.get(phase, phase) for phase in strategy.phases[:2]),
        telling.codes(strategy.touchpoints[:3]),
        say("report_strategy_effect", effect=telling.number(strategy.effect)),
        effort,
        say(f"strategies_{strategy.decision}") if strategy.decision else "",
        say("report_strategy_owner", name=typed["owner"]) if typed.get("owner") else "",
        say("report_strategy_due", date=typed["due"]) if typed.get("due") else "",
    )
    return " · ".join(part for part in told if part)
