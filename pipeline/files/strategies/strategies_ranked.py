"""The sheet of 6-strategies.xlsx that says how strategies were ranked: the rules, effect against effort, every figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.files.sheets import Book, Value
from pipeline.files.wording import Wording
from pipeline.method.strategies.playbook import RULES
from pipeline.method.strategies.strategies import Strategy
from pipeline.study import Study

__all__ = ["how_ranked"]

HIGH, MIDDLE = 5.0, 3.0  #: bands of effect
# The better the deal, the bluer; told apart with any colour vision.
_SHADES = {0: "#5BA3D0", 1: "#A9CCE8", 2: "#DCE9F3", 3: "#ECECEC", 4: "#F5F5F5"}
_WIDTHS = (6, 64, 30, 13, 13, 13, 13, 10, 10, 13, 10)


def how_ranked(book: Book, study: Study, say: Wording) -> None:
    """Write the sheet."""
    sheet = book.sheet(say("strategies_sheet_how"))
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    heading, *lines = _lines(study, say)
    sheet.set_row(0, 26)
    book.put(sheet, 0, 0, heading, "title")
    for row, line in enumerate(lines, start=1):
        book.put(sheet, row, 0, line, "line")
    row = len(lines) + 2
    book.put(sheet, row, 0, say("strategies_grid"), "strong")
    row = _grid(book, sheet, row + 1, study, say)
    _figures(book, sheet, row + 1, study, say)


def _decimal(value: float, say: Wording) -> str:
    return say.decimal(f"{value:g}")


def _lines(study: Study, say: Wording) -> list[str]:
    ranking = study.playbook.ranking
    stakes = ", ".join(f"{say(f'strategies_{rule}')} {_decimal(ranking.stakes.get(rule, 0.5), say)}" for rule in RULES)
    text = say(
        "strategies_how",
        rules=", ".join(say(f"strategies_{rule}") for rule in RULES),
        least=_decimal(ranking.least, say),
        severity=_decimal(ranking.severity, say),
        nearness=_decimal(ranking.nearness, say),
        loss=_decimal(ranking.loss, say),
        stakes=stakes,
        costs=" / ".join(_decimal(ranking.costs.get(effort, 1.0), say) for effort in (1, 2, 3)),
        unknown=_decimal(ranking.costs.get(0, 1.0), say),
        most=ranking.most,
        per_rule=ranking.per_rule,
    )
    return text.split("\n")


def _counting(strategy: Strategy) -> int:
    return strategy.own_effort or strategy.effort or 0


def _grid(book: Book, sheet: Any, row: int, study: Study, say: Wording) -> int:
    """Effect in three bands by effort; returns the row below."""
    efforts = (1, 2, 3, 0)
    look = {"align": "center", "valign": "vcenter", "border": 1, "border_color": "#FFFFFF", "text_wrap": True}
    names = [say("strategies_grid_effort", n=effort) if effort else say("strategies_grid_unknown") for effort in efforts]
    spots = (3, 4, 5, 6)
    sheet.set_row(row, 30)
    book.put(sheet, row, 2, say("strategies_grid_effect"), "head")
    for spot, name in zip(spots, names, strict=True):
        book.put(sheet, row, spot, name, "head")
    bands = (
        (HIGH, 11.0, say("strategies_grid_high", low=_decimal(HIGH, say))),
        (MIDDLE, HIGH, say("strategies_grid_middle", low=_decimal(MIDDLE, say), high=_decimal(HIGH, say))),
        (-1.0, MIDDLE, say("strategies_grid_low", high=_decimal(MIDDLE, say))),
    )
    for down, (low, high, name) in enumerate(bands):
        row += 1
        sheet.set_row(row, 30)
        book.put(sheet, row, 2, name, "text")
        for across, (spot, effort) in enumerate(zip(spots, efforts, strict=True)):
            shade = f"deal {down + (across if effort else 1)}"
            book.style(shade, **look, bg_color=_SHADES[min(4, down + (across if effort else 1))], bold=True)
            book.put(sheet, row, spot, _spot(study, effort, low, high), shade)
    return row + 1


def _spot(study: Study, effort: int, low: float, high: float) -> str:
    ranks = [str(s.rank) for s in study.strategies if _counting(s) == effort and low <= s.effect < high]
    others = sum(_counting(s) == effort and low <= s.effect < high for s in study.considered)
    return "   ".join([*ranks, f"+{others}"] if others else ranks) or " "


def _figures(book: Book, sheet: Any, row: int, study: Study, say: Wording) -> None:
    """Every figure of every strategy."""
    heads = (
        "rank", "what", "rule", "base", "reach", "severity", "nearness", "stakes", "effect", "effort_counts", "priority",
    )  # fmt: skip
    sheet.set_row(row, 30)
    for place, head in enumerate(heads):
        book.put(sheet, row, place, say(f"strategies_{head}"), "head")
    for line, values in enumerate(_figure_rows(study, say), start=row + 1):
        for place, value in enumerate(values):
            book.put(sheet, line, place, value, "line" if place in (1, 2) else "number" if 4 <= place != 9 else "centre")


def _figure_rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    for s in (*study.strategies, *study.considered):
        yield (
            s.rank or None,
            s.action,
            say(f"strategies_{s.rule}"),
            say("n_of_base", n=len(s.interviews), base=s.base),
            s.reach,
            s.severity,
            s.nearness,
            s.stakes,
            s.effect,
            _counting(s) or None,
            s.priority,
        )
