"""6-strategies.xlsx: the strongest improvements with their quotes, how they were ranked, and what else was considered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.files.forms.forms import form_key
from pipeline.files.quoting import quoted
from pipeline.files.review.review_workbook import sign
from pipeline.files.sheets import Book, Column, Link, Value
from pipeline.files.strategies.strategies_ranked import how_ranked
from pipeline.files.tables import clock
from pipeline.files.wording import Wording, wording
from pipeline.method.strategies.playbook import CHANNELS
from pipeline.method.strategies.strategies import DECISIONS, FORM, Strategy, effort_typed
from pipeline.study import Study

__all__ = ["strategies_workbook"]

FIELDS = ("effort", "owner", "due", "channel", "decision", "note")
IN_CELL, LONGEST = 3, 240  #: quotes in a cell, and characters of each
Quoted = Mapping[str, int]  #: key of a strategy -> row of its first quote


def strategies_workbook(study: Study) -> bytes:
    """The whole workbook."""
    say = wording(study.settings.language)
    book = Book(say("strategies_title"))
    filled = study.edits.of(FORM)
    held = {key for strategy in study.strategies for key in strategy.keys}
    earlier = [s for s in study.considered if any(key in filled for key in s.keys)]
    considered = [s for s in study.considered if s not in earlier]
    quoted = _rows(study)
    _top(book, study, say, quoted)
    _quotes(book, study, say)
    how_ranked(book, study, say)
    _considered(book, study, say, considered, quoted)
    known = held | {key for strategy in study.considered for key in strategy.keys}
    _earlier(book, study, say, earlier, sorted(filled.keys() - known), quoted)
    return book.finish()


def _rows(study: Study) -> Quoted:
    rows: dict[str, int] = {}
    row = 2
    for strategy in (*study.strategies, *study.considered):
        rows[strategy.key] = row
        row += len(_told(strategy))
    return rows


def _told(strategy: Strategy) -> list[tuple[str, str]]:
    """(what it speaks for, passage) of each of its quotes."""
    models = [p for p in strategy.models if p not in strategy.passages]
    return [*(("strategies_problem", p) for p in strategy.passages), *(("strategies_model", p) for p in models)]


def _fill_columns(say: Wording) -> list[Column]:
    decisions = tuple(say(f"strategies_{word}") for word in ("do", "later", "drop"))
    channels = tuple(say(f"strategies_{word}") for word in CHANNELS)
    return [
        Column(say("strategies_effort"), 11, "fill", choices=("1", "2", "3")),
        Column(say("strategies_owner"), 15, "fill"),
        Column(say("strategies_due"), 12, "fill"),
        Column(say("strategies_channel"), 18, "fill", choices=channels, strict=False),
        Column(say("strategies_decision"), 12, "fill", choices=decisions),
        Column(say("strategies_note"), 26, "fill"),
        Column(say("key"), 9, "key", locked=True),
    ]


def _filled(study: Study, keys: Sequence[str], say: Wording) -> list[Value]:
    """What a person typed into a strategy's fields, in the workbook's language, and the key."""
    typed: dict[str, str] = {}
    for key in reversed(keys):
        typed |= study.edits.of(FORM).get(key, {})
    shown: dict[str, Value] = {name: typed.get(name) for name in FIELDS}
    shown["effort"] = effort_typed(typed.get("effort", "")) or typed.get("effort")
    decision = DECISIONS.get(typed.get("decision", "").strip().casefold())
    shown["decision"] = say(f"strategies_{decision}") if decision else typed.get("decision")
    words = [word.strip() for word in typed.get("channel", "").split(",")]
    shown["channel"] = ", ".join(say(f"strategies_{word}") if word in CHANNELS else word for word in words)
    marks = {name: value for name, value in shown.items() if value}
    return [*(shown[name] for name in FIELDS), form_key(FORM, keys[0], marks)]


def _cell(study: Study, passages: Sequence[str]) -> str:
    return "\n".join(quoted(study.passages[passage], LONGEST) for passage in passages[:IN_CELL])


def _where(study: Study, strategy: Strategy, say: Wording) -> str:
    phases = study.phase_model.labels(say.language)
    label = study.codebook.label
    lines = [" / ".join(phases.get(phase, phase) for phase in strategy.phases[:2])]
    if strategy.touchpoints:
        more = f" +{len(strategy.touchpoints) - 3}" if len(strategy.touchpoints) > 3 else ""
        lines.append(", ".join(label(code, say.language) for code in strategy.touchpoints[:3]) + more)
    if strategy.role:
        lines.append(f"{study.codebook.family_label('role', say.language)}: {label(strategy.role, say.language)}")
    return "\n".join(lines)


def _job(study: Study, strategy: Strategy, say: Wording) -> str:
    job = next((job for job in study.jobs if job.id == strategy.job), None)
    return f"{job.id}: {job.label}" if job else say("strategies_several_jobs")


def _base(strategy: Strategy, say: Wording, quoted: Quoted) -> Link:
    text = say("n_of_base", n=len(strategy.interviews), base=strategy.base) + ("°" if strategy.unreviewed else "")
    if len(strategy.interviews) == 1:
        text += f" ({say('strategies_one_interview')})"
    return Link(text, f"internal:'{say('sheet_quotes')}'!A{quoted[strategy.key]}")


def _effort(strategy: Strategy) -> str:
    return f"{strategy.effort}: {strategy.because}" if strategy.effort else ""


def _top(book: Book, study: Study, say: Wording, quoted: Quoted) -> None:
    columns = [
        Column(say("strategies_rank"), 6, "count"),
        Column(say("strategies_what"), 42, "passage"),
        Column(say("strategies_side"), 14),
        Column(say("strategies_where"), 24),
        Column(say("job"), 16, "pale"),
        Column(say("strategies_base"), 10),
        Column(say("strategies_quotes"), 60),
        Column(say("strategies_models"), 34, "pale"),
        Column(say("strategies_effect"), 9, "score"),
        Column(say("strategies_machine_effort"), 18, "pale"),
        Column(say("strategies_priority"), 9, "score"),
        Column(say("strategies_machine_channel"), 14, "pale"),
        *_fill_columns(say),
    ]
    book.style("score", num_format="0.0", align="center")
    rows = (
        (
            s.rank,
            s.action,
            say(f"strategies_{s.side}"),
            _where(study, s, say),
            _job(study, s, say),
            _base(s, say, quoted),
            _cell(study, s.quotes),
            _cell(study, s.models),
            s.effect,
            _effort(s),
            s.priority,
            ", ".join(say(f"strategies_{channel}") for channel in s.channels),
            *_filled(study, s.keys, say),
        )
        for s in study.strategies
    )
    notes = [say("strategies_derived"), say("strategies_base_note", base=len(study.interviews))]
    if len(study.strategies) < 3:
        notes.append(say("strategies_few"))
    elif not any(s.side == "after" for s in study.strategies):
        notes.append(say("strategies_no_after"))
    sheet = book.table(say("strategies_title"), columns, rows, say("strategies_none"), above=notes)
    sheet.freeze_panes(len(notes) + 1, 2)
    _printed(sheet, len(notes) + len(study.strategies), len(columns) - 2)


def _printed(sheet: Any, last: int, column: int) -> None:
    """Print without the keys, on A3."""
    sheet.print_area(0, 0, max(last, 1), column)
    sheet.set_paper(8)


def _quotes(book: Book, study: Study, say: Wording) -> None:
    columns = [
        Column(say("strategies_no"), 44, "line"),
        Column(say("strategies_kind"), 17, "line"),
        Column(say("strategies_rests_on"), 26),
        Column(say("phase"), 16, "line"),
        Column(say("interview"), 10, "line"),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("valence"), 9, "centre"),
        Column(say("quote"), 90, "passage"),
        Column(say("question"), 44, "pale"),
        Column(say("status"), 14, "line"),
        Column(say("passage"), 13, "key"),
    ]
    by_passage: dict[str, list[tuple[str, str, int, str]]] = {}
    for c in study.counted:
        by_passage.setdefault(c.passage, []).append((c.code, c.phase, c.valence, c.status))
    phases = study.phase_model.labels(say.language)

    def rows() -> Iterator[Sequence[Value]]:
        for strategy in (*study.strategies, *study.considered):
            for place, (kind, passage_id) in enumerate(_told(strategy)):
                passage = study.passages[passage_id]
                coded = by_passage.get(passage_id, [])
                own = [c for c in coded if c[0] in strategy.codes] or [c for c in coded if c[0].startswith("touchpoint.")]
                name = f"{strategy.rank}. {strategy.action}" if strategy.rank else strategy.action
                target = f"internal:'{say('strategies_title' if strategy.rank else 'strategies_sheet_how')}'!A1"
                yield (
                    name if place else Link(name, target, "line"),  # Excel takes 65,530 links a sheet
                    say(kind),
                    ", ".join(study.codebook.label(code, say.language) for code, *_ in own),
                    phases.get(own[0][1], own[0][1]) if own else None,
                    passage.interview,
                    passage.speaker,
                    clock(passage.start),
                    sign(min(c[2] for c in own)) if own else None,
                    passage.text,
                    passage.question[-250:],
                    ", ".join(sorted({say(c[3]) for c in own})),
                    passage_id,
                )

    book.table(say("sheet_quotes"), columns, rows(), say("strategies_none"))


def _reason(study: Study, strategy: Strategy, say: Wording) -> str:
    if strategy.reason == "lower":
        least = min((s.priority for s in study.strategies), default=0.0)
        return say("strategies_lower", own=_number(strategy.priority, say), least=_number(least, say))
    if strategy.reason == "rule":
        n = study.playbook.ranking.per_rule
        return say("strategies_per_rule", n=n, rule=say(f"strategies_{strategy.rule}"))
    return say(f"strategies_{strategy.reason}")


def _number(value: float, say: Wording) -> str:
    return say.decimal(f"{value:.2f}")


def _rest_columns(say: Wording, reason: str) -> list[Column]:
    return [
        Column(say("strategies_what"), 56, "text"),
        Column(say("strategies_side"), 15),
        Column(say("strategies_where"), 28),
        Column(say("strategies_base"), 12),
        Column(say("strategies_effect"), 9, "score"),
        Column(say("strategies_machine_effort"), 22, "pale"),
        Column(say("strategies_priority"), 9, "score"),
        Column(say(reason), 28, "text"),
        *_fill_columns(say),
    ]


def _rest_row(study: Study, s: Strategy, say: Wording, quoted: Quoted) -> list[Value]:
    return [
        s.action,
        say(f"strategies_{s.side}"),
        _where(study, s, say),
        _base(s, say, quoted),
        s.effect,
        _effort(s),
        s.priority,
        _reason(study, s, say),
        *_filled(study, s.keys, say),
    ]


def _considered(book: Book, study: Study, say: Wording, considered: Sequence[Strategy], quoted: Quoted) -> None:
    rows = (_rest_row(study, strategy, say, quoted) for strategy in considered)
    notes = [say("strategies_considered_note")]
    columns = _rest_columns(say, "strategies_reason")
    sheet = book.table(say("strategies_sheet_considered"), columns, rows, say("strategies_none"), above=notes)
    sheet.freeze_panes(2, 1)
    _printed(sheet, len(considered) + 1, len(columns) - 2)


def _earlier(book: Book, study: Study, say: Wording, earlier: Sequence[Strategy], gone: Sequence[str], quoted: Quoted) -> None:
    """What people filled in for strategies that are not at the top, or that no rule finds any more."""
    rows = [_rest_row(study, strategy, say, quoted) for strategy in earlier]
    for key in gone:
        about = (part for part in study.edits.shown(FORM, key).split(" | ") if len(part) > 3)  # the rank comes first
        rows.append([next(about, key), *[None] * 6, say("strategies_gone"), *_filled(study, [key], say)])
    notes = [say("strategies_earlier_note")]
    columns = _rest_columns(say, "strategies_now")
    sheet = book.table(say("strategies_sheet_earlier"), columns, rows, say("strategies_none_earlier"), above=notes)
    sheet.freeze_panes(2, 1)
    _printed(sheet, len(rows) + 1, len(columns) - 2)
