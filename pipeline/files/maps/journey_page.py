"""5-journey.html: one page with a map per job. Self-contained: styles, script and data lie inside, nothing is fetched.

The grid is complete HTML, readable and printable without the script; the script adds tabs, filters, quotes in a panel and
movement by arrow keys. The page's own content policy allows exactly its own style and script.
"""

from __future__ import annotations

import base64
import json
from functools import cache
from hashlib import sha256
from html import escape as e
from pathlib import Path
from typing import Any

from pipeline.files.maps.journey_cells import cells_of, feelings_table, grid
from pipeline.files.maps.journey_marks import epoms_mark, symbols
from pipeline.files.maps.journey_view import ALL_LANES, View
from pipeline.files.tables import clock
from pipeline.method.codebook.codebook import EPOMS
from pipeline.method.journey.journey import Journey, Statement
from pipeline.study import Study

__all__ = ["journey_page"]

_PHRASES = (
    "n_of_base", "map_n_interviews", "map_more", "map_less", "map_shown", "map_filtered", "map_asked", "map_good", "map_bad",
    "map_nothing_left", "map_one_statement", "map_statements", "map_no_feeling",
)  # fmt: skip


def journey_page(study: Study) -> bytes:
    """The whole page."""
    view = View(study)
    style, script = _asset("journey.css"), _asset("journey.js")
    maps = [one for one in view.journeys if one.base or not one.job]
    title = f"{study.settings.title} – {view.say('map_title')}" if study.settings.title else view.say("map_title")
    body = "".join(_map(view, one, number) for number, one in enumerate(maps))
    parts = (
        f'<!DOCTYPE html>\n<html lang="{view.language}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n',
        f"<title>{e(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
        f'<a class="skip" href="#maps">{e(view.say("map_title"))}</a>{symbols()}\n',
        f'<header class="top"><h1>{e(title)}</h1><p>{e(view.say("map_help"))}</p></header>\n',
        f'{_tabs(view, maps)}\n<main id="maps" tabindex="-1">{"" if study.jobs else _no_job(view)}{body}</main>\n',
        '<aside class="panel" role="dialog" aria-labelledby="panel-title" hidden>'
        '<header><h2 id="panel-title" tabindex="-1"></h2>'
        f'<button type="button">{e(view.say("map_close"))}</button></header><div></div></aside>\n',
        f'<script type="application/json" id="data">{_data(view, maps)}</script>\n<script>{script}</script>\n</body>\n</html>\n',
    )
    return "".join(parts).encode()


@cache
def _asset(name: str) -> str:
    """A file beside this module, as one string without carriage returns."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    hashes = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    own = f"style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _key(journey: Journey) -> str:
    return journey.job or "all"


def _no_job(view: View) -> str:
    return f'<p class="map">{e(view.say("map_none"))}</p>'


def _tabs(view: View, maps: list[Journey]) -> str:
    tabs = "".join(
        f'<a role="tab" id="tab-{e(_key(one))}" href="#{e(_key(one))}" aria-controls="{e(_key(one))}" '
        f'aria-selected="{"false" if number else "true"}"><b>{e(view.number(one))}</b>'
        f"<span>{e(one.label or view.say('map_everyone_base', base=one.base))}</span></a>"
        for number, one in enumerate(maps)
    )
    return f'<nav class="tabs" role="tablist" aria-label="{e(view.say("map_maps"))}">{tabs}</nav>'


def _map(view: View, journey: Journey, number: int) -> str:
    key = e(_key(journey))
    method = "".join(f"<p>{e(line)}</p>" for line in view.say("map_method_text").split("\n"))
    values = "".join(feelings_table(view, journey))
    return (
        f'<section class="map" id="{key}" role="tabpanel" aria-labelledby="tab-{key}">'
        f"{_job(view, journey)}{_tools(view, journey, number)}"
        f'<p class="shown" role="status"></p>{grid(view, journey, number)}{_legend(view)}'
        f'<details class="below"><summary>{e(view.say("map_curve_table"))}</summary>{values}</details>'
        f'<details class="below"><summary>{e(view.say("map_method"))}</summary>{method}</details>'
        f'<p class="made">{e(view.say("map_made_by", n=len(view.study.interviews)))}</p></section>'
    )


def _job(view: View, journey: Journey) -> str:
    draft = f'<span class="draft">{e(view.say("map_draft"))}</span>' if journey.drafted else ""
    says = f'<p class="says">{draft}{e(journey.statement)}</p>' if journey.statement else ""
    forces = "".join(_force(view, name, count, journey.base) for name, count in view.forces(journey))
    beside = f'<div class="forces"><h3>{e(view.say("map_forces"))}</h3><dl>{forces}</dl></div>' if forces else ""
    rests = f"{view.base_line(journey)} · {view.review_line(journey)}"
    heading = f"<small>{e(view.number(journey))}</small>{e(journey.label)}" if journey.job else e(view.number(journey))
    return f'<div class="job"><div><h2>{heading}</h2>{says}<p class="rests">{e(rests)}</p></div>{beside}</div>'


def _force(view: View, name: str, count: int, base: int) -> str:
    share = round(100 * count / base) if base else 0
    bar = f'<rect width="100" height="10" rx="2" fill="#e7ebf0"/><rect width="{share}" height="10" rx="2" fill="#1f3a5f"/>'
    picture = f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{bar}</svg>'
    return f"<dt>{e(name)}</dt>{picture}<dd>{e(view.counted(count, base))}</dd>"


def _tools(view: View, journey: Journey, number: int) -> str:
    families = [(f.id, view.study.codebook.family_label(f.id, view.language)) for f in view.study.codebook.families]
    said = {s.code.split(".", 1)[0] for s in journey.statements}
    functions = sorted({view.functions[name] for name in journey.interviews if name in view.functions})
    selects = [
        ("interview", view.say("map_filter_interview"), [(name, name) for name in journey.interviews]),
        ("role", view.say("map_filter_role"), [(name, name) for name in functions]),
        ("family", view.say("map_filter_family"), [entry for entry in families if entry[0] in said]),
    ]
    inner = "".join(_select(view, name, label, options) for name, label, options in selects if len(options) > 1)
    return (
        f'<form class="tools" data-map="{number}" aria-label="{e(view.say("map_filter"))}">{inner}'
        f'<button type="reset" hidden>{e(view.say("map_reset"))}</button></form>'
    )


def _select(view: View, name: str, label: str, options: list[tuple[str, str]]) -> str:
    inner = "".join(f'<option value="{e(value)}">{e(text)}</option>' for value, text in options)
    everything = f'<option value="">{e(view.say("map_filter_all"))}</option>'
    return f'<label>{e(label)}<select name="{name}">{everything}{inner}</select></label>'


def _legend(view: View) -> str:
    classes = "".join(f"<li>{epoms_mark(name, view.say)}{e(view.say(name))}</li>" for name in EPOMS)
    signs = "".join(
        f'<li class="{mood}"><span class="mood">{sign}</span>{e(view.say(f"map_legend_{mood}"))}</li>'
        for mood, sign in (("good", "▲"), ("bad", "▼"))
    )
    rest = "".join(f"<li>{e(view.say(f'map_legend_{key}'))}</li>" for key in ("count", "single", "unreviewed", "band"))
    return f'<ul class="legend" aria-label="{e(view.say("map_legend"))}">{classes}{signs}{rest}</ul>'


def _data(view: View, maps: list[Journey]) -> str:
    """What the script needs, as JSON that cannot end its element: statements once, cells as numbers of statements."""
    places: dict[tuple[str, str, str], int] = {}
    rows: list[tuple[str, str, int, str]] = []

    def place(s: Statement) -> int:
        key = (s.passage, s.code, s.phase)
        if key not in places:
            places[key] = len(rows)
            rows.append((s.passage, s.code, s.valence, s.status))
        return places[key]

    plain = [_plain(view, one, place) for one in maps]
    passages = {p.id: p for p in (view.study.passages[row[0]] for row in rows)}
    functions = view.functions
    data = {
        "passages": {p.id: [p.interview, p.speaker, clock(p.start), p.text, p.question, p.language] for p in passages.values()},
        "codes": {code: view.code(code) for code in sorted({row[1] for row in rows})},
        "functions": {name: functions[name] for name in sorted(functions)},
        "statuses": {status: view.say(status) for status in sorted({row[3] for row in rows})},
        "statements": rows,
        "maps": plain,
        "shown": ALL_LANES,
        "language": view.language,
        "say": {key: view.say(key) for key in _PHRASES},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _plain(view: View, journey: Journey, place: Any) -> dict[str, Any]:
    stages = [
        {
            "name": view.phases[stage.phase],
            "all": [place(s) for s in stage.statements],
            "cells": {
                lane: [[title, [place(s) for s in said]] for title, said in cells]
                for lane, cells in cells_of(view, journey, stage).items()
            },
        }
        for stage in journey.stages
    ]
    return {
        "job": _key(journey),
        "name": journey.label or view.number(journey),
        "interviews": journey.interviews,
        "stages": stages,
    }
