"""The grid of a journey map as HTML: phases as columns, lanes as rows.

All that people said is escaped: it is text, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as e

from pipeline.files.maps.journey_marks import curve, epoms_mark, mood_mark
from pipeline.files.maps.journey_view import ALL_LANES, Entry, View, signed
from pipeline.files.quoting import in_marks
from pipeline.method.journey.journey import UNREVIEWED, Item, Journey, Stage, Statement
from pipeline.method.journey.moments import Moment

__all__ = ["cells_of", "feelings_table", "grid"]


def cells_of(view: View, journey: Journey, stage: Stage) -> dict[str, list[tuple[str, Sequence[Statement]]]]:
    """What the cells of a stage hold, in the order they show it: lane -> (title, statements)."""
    coded: dict[str, list[tuple[str, Sequence[Statement]]]] = {
        lane: [(view.code(item.code), item.statements) for item in items] for lane, items in stage.lanes.items()
    }
    moments = [(f"{view.say(f'map_{m.kind}')}: {view.headline(m)}", m.statements) for m in view.moments(journey, stage)]
    quotes = [("", (s,)) for s in view.quotes(journey, stage)]
    return coded | {"moments": [*moments], "quotes": [*quotes]}


def grid(view: View, journey: Journey, number: int) -> str:
    """The grid of one map."""
    title = e(f"{view.say('map_title')}: {journey.label or view.number(journey)}")
    lanes = "".join(_lane(view, journey, lane) for lane in ALL_LANES)
    return (
        f'<table class="grid" role="grid" aria-readonly="true" aria-label="{title}" data-map="{number}">'
        f'<thead><tr role="row"><th class="corner" role="columnheader" scope="col">{e(view.say("phase"))}</th>'
        f"{''.join(_head(view, journey, stage) for stage in journey.stages)}</tr></thead><tbody>{lanes}</tbody></table>"
    )


def _head(view: View, journey: Journey, stage: Stage) -> str:
    backed = view.say("map_n_interviews", n=len(stage.interviews), base=journey.base)
    number = len(stage.statements)
    told = view.say("map_one_statement") if number == 1 else view.say("map_statements", n=number)
    mark = "°" if stage.unreviewed else ""
    return (
        f'<th role="columnheader" scope="col"><b>{e(view.phases[stage.phase])}</b><span>{e(backed)} · {e(told)}{mark}</span></th>'
    )


def _lane(view: View, journey: Journey, lane: str) -> str:
    name, hint = e(view.say(f"map_{lane}")), e(view.say(f"map_{lane}_hint"))
    axis = _feelings if lane == "feelings" else _cell
    cells = "".join(axis(view, journey, stage, lane, place) for place, stage in enumerate(journey.stages))
    return f'<tr role="row" class="{lane}"><th role="rowheader" scope="row"><b>{name}</b><span>{hint}</span></th>{cells}</tr>'


def _cell(view: View, journey: Journey, stage: Stage, lane: str, place: int) -> str:
    shown = ALL_LANES[lane]
    if lane == "moments":
        parts = [_moment(view, journey, m, number, shown) for number, m in enumerate(view.moments(journey, stage))]
    elif lane == "quotes":
        parts = [_quote(view, s, number, shown) for number, s in enumerate(view.quotes(journey, stage))]
    else:
        entries = view.entries(journey, stage, lane)
        parts = [_entry(view, entry, number, shown) for number, entry in enumerate(entries)]
    if not parts:
        return _td(lane, place, "none", f"{_dash(lane, view)}")
    kind = "cards" if lane in ("moments", "quotes") else "rows"
    over = len(parts) - shown
    hidden = "" if over > 0 else " hidden"
    more = f'<button type="button" class="more" aria-expanded="false"{hidden}>{e(view.say("map_more", n=max(over, 0)))}</button>'
    return _td(lane, place, kind, f'<ul>{"".join(parts)}</ul><div class="foot">{more}{_backed(view, journey, stage, lane)}</div>')


def _dash(lane: str, view: View) -> str:
    return "–" if lane in ("moments", "quotes") else e(view.say("map_empty"))


def _td(lane: str, place: int, kind: str, inner: str) -> str:
    return f'<td role="gridcell" tabindex="-1" class="{kind}" data-stage="{place}" data-lane="{lane}">{inner}</td>'


def _backed(view: View, journey: Journey, stage: Stage, lane: str) -> str:
    """How many interviews a cell rests on, where it holds more than one entry."""
    items: Sequence[Item] = stage.lanes.get(lane, ())
    if len(items) < 2:
        return '<span class="backed"></span>'
    interviews = {s.interview for item in items for s in item.statements}
    marked = any(item.unreviewed for item in items)
    text = view.say("map_n_interviews", n=len(interviews), base=journey.base) + ("°" if marked else "")
    return f'<span class="backed">{e(text)}</span>'


def _entry(view: View, entry: Entry, number: int, shown: int) -> str:
    classes = " ".join(name for name in ("single" if entry.single else "", "extra" if number >= shown else "") if name)
    mark = epoms_mark(entry.epoms, view.say) if entry.epoms else '<i class="dot"></i>'
    return (
        f'<li class="{classes}" data-i="{number}">{mark}<b lang="{view.language}">{e(entry.label)}{mood_mark(entry, view)}</b>'
        f'<span class="n">{e(view.counted(entry.count, entry.base, entry.marked))}</span>'
        f'<i class="bar w{entry.twentieths}"></i></li>'
    )


def _moment(view: View, journey: Journey, moment: Moment, number: int, shown: int) -> str:
    extra = " extra" if number >= shown else ""
    count = view.counted(len(moment.interviews), journey.base, moment.unreviewed > 0)
    quote = _quoted(view, moment.statements[0]) if moment.statements else ""
    return (
        f'<li class="card {moment.kind}{extra}" data-i="{number}"><span class="kind">{e(view.say(f"map_{moment.kind}"))}'
        f'<span class="n">{e(count)}</span></span><b>{e(view.headline(moment))}</b>{quote}</li>'
    )


def _quote(view: View, said: Statement, number: int, shown: int) -> str:
    mood = {1: " good", -1: " bad"}.get(said.valence, "")
    extra = " extra" if number >= shown else ""
    return f'<li class="card{mood}{extra}" data-i="{number}">{_quoted(view, said)}</li>'


def _quoted(view: View, said: Statement) -> str:
    language = view.study.passages[said.passage].language
    return f'<q lang="{e(language)}">{in_marks(e(view.text(said)), language)}</q><cite>{e(view.source(said))}</cite>'


def _feelings(view: View, journey: Journey, stage: Stage, lane: str, place: int) -> str:
    drawing = curve(view, journey) if place == 0 else ""
    if stage.feeling.value is None:
        return _td(lane, place, "none", f"{drawing}{e(view.say('map_no_feeling'))}")
    count = len(stage.feeling.by_interview)
    marked = any(s.valence and s.status == UNREVIEWED for s in stage.statements)
    backed = view.say("map_n_interviews", n=count, base=journey.base) + ("°" if marked else "")
    return _td(lane, place, "felt", f'{drawing}<p class="backed">{e(backed)}</p>')


def feelings_table(view: View, journey: Journey) -> Iterator[str]:
    """The curve as a table: interviews by phase."""
    head = "".join(f'<th scope="col">{e(view.phases[stage.phase])}</th>' for stage in journey.stages)
    yield f'<table><thead><tr><th scope="col">{e(view.say("interview"))}</th>{head}</tr></thead><tbody>'
    rows = [(name, [dict(stage.feeling.by_interview).get(name) for stage in journey.stages]) for name in journey.interviews]
    rows.append((view.say("map_mean"), [stage.feeling.value for stage in journey.stages]))
    for name, values in rows:
        cells = "".join(f"<td>{'' if value is None else signed(value, view.language)}</td>" for value in values)
        yield f'<tr><th scope="row">{e(name)}</th>{cells}</tr>'
    yield "</tbody></table>"
