"""outputs/1-sample.xlsx: whom to interview, who stands by, who is excluded and why, and how all that came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.files.forms.forms import form_key
from pipeline.files.sample.customer_columns import MEASURES
from pipeline.files.sample.customers import Customers, bands
from pipeline.files.sheets import Book, Column, Value
from pipeline.files.wording import Wording, wording
from pipeline.method.sample.candidates import UNKNOWN, Candidate, Excluded, Reason, SampleRules, Screened
from pipeline.method.sample.days import Day
from pipeline.method.sample.selection import WEIGHTS, Choice, Selection

__all__ = ["FORM", "Sample", "sample_workbook"]

FORM = "sample"
Rows = Iterator[Sequence[Value]]


@dataclass(frozen=True)
class Sample:
    """Everything the workbook tells.

    Attributes:
        title: of the study.
        language: of the workbook.
        source: name of the customer list.
        customers: the list.
        rules: the settings.
        day: that the months were counted back from.
        screened, selection: who is eligible, and who was chosen.
        fills: id -> field -> what a person filled in.
        done: id -> interview of those whose interview is in.
    """

    title: str
    language: str
    source: str
    customers: Customers
    rules: SampleRules
    day: Day
    screened: Screened
    selection: Selection
    fills: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)


def sample_workbook(sample: Sample) -> bytes:
    """The whole workbook."""
    say = wording(sample.language)
    book = Book(f"{sample.title} – {say('sample_title')}" if sample.title else say("sample_title"))
    fill = _fill_columns(say)
    head = _person_columns(say)
    selected, reserve = sample.selection.selected, sample.selection.reserve
    rows = (_choice(sample, choice, _why(sample, choice, say), say) for choice in selected)
    columns = [*head, Column(say("sample_why"), 58), *fill]
    book.table(say("sample_sheet_selected"), columns, rows, say("sample_none_selected"))
    columns = [*head, Column(say("sample_stands_in"), 14, "line"), Column(say("sample_why"), 50), *fill]
    book.table(say("sample_sheet_reserve"), columns, _reserve(sample, reserve, say), say("sample_none_reserve"))
    _excluded(book, sample, say)
    _grid(book, sample, say)
    how = [Column(say("sample_what"), 58), Column(say("sample_value"), 90)]
    book.table(say("sample_sheet_how"), how, _how(sample, say))
    return book.finish()


def _fill_columns(say: Wording) -> list[Column]:
    return [
        Column(say("sample_wish"), 12, "fill", (say("sample_must"), say("sample_never"))),
        Column(say("sample_note"), 30, "fill"),
        Column(say("key"), 14, "key", locked=True),
    ]


def _person_columns(say: Wording) -> list[Column]:
    return [
        Column(say("sample_rank"), 6, "count"), Column(say("sample_id"), 12, "line"), Column(say("company"), 30, "strong"),
        Column(say("sample_contact"), 22), Column(say("sample_segment"), 22), Column(say("sample_size"), 10, "centre"),
        Column(say("sample_as_written"), 12), Column(say("decided_on"), 12, "centre"), Column(say("sample_outcome"), 10, "line"),
        Column(say("sample_complexity"), 12, "number"),
    ]  # fmt: skip


def _choice(sample: Sample, choice: Choice, why: str, say: Wording, *more: Value) -> Sequence[Value]:
    c = choice.candidate
    return (
        choice.rank, c.id, c.company, c.contact, c.segment or say("sample_unknown"), c.band or say("sample_unknown"), c.size,
        _decided(c), _outcome(c, say), choice.complexity, *more, why, *_filled(sample, c, say),
    )  # fmt: skip


def _filled(sample: Sample, c: Candidate, say: Wording) -> tuple[Value, Value, Value]:
    """Wish, note and key of a row."""
    fields = sample.fills.get(" ".join(c.id.split()), {})
    wish = fields.get("wish", "")
    shown = {"wish": say(f"sample_{wish}") if wish in ("must", "never") else wish, "note": fields.get("note", "")}
    return shown["wish"], shown["note"], form_key(FORM, c.id, shown)


def _decided(c: Candidate) -> str:
    if c.decided is None:
        return ""
    return f"~{str(c.decided)[:7]}" if c.rough else str(c.decided)


def _outcome(c: Candidate, say: Wording) -> str:
    return say(f"sample_{c.outcome}") if c.outcome in ("won", "lost") else ""


def _why(sample: Sample, choice: Choice, say: Wording) -> str:
    """Why this person: what nobody else covers, how complex the decision was, how long ago it was."""
    c = choice.candidate
    names = {"segment": c.segment or say("sample_unknown"), "size": c.band or say("sample_unknown")}
    parts = []
    if c.id in sample.done:
        parts.append(say("sample_why_done", interview=sample.done[c.id]))
    elif choice.must:
        parts.append(say("sample_why_must"))
    single = [kind for kind in choice.alone if kind != "cell"] or list(choice.alone)
    parts += [say(f"sample_why_{kind}", **names) for kind in single or ["further"]]
    return "; ".join([*parts, *_decision(sample, choice, say)])


def _decision(sample: Sample, choice: Choice, say: Wording) -> list[str]:
    c = choice.candidate
    parts = []
    if choice.complexity is not None and choice.complexity >= 0.5 and choice.strongest:
        parts.append(say("sample_why_complex", what=", ".join(say(f"sample_m_{name}") for name in choice.strongest)))
    elif choice.complexity is not None and choice.complexity < 0.35:
        parts.append(say("sample_why_simple"))
    if c.decided is not None:
        months = f"{(sample.day.number - c.decided.number) / 30.44:.1f}"
        parts.append(say("sample_why_months", n=say.decimal(months)))
    return [*parts, say("sample_month_only")] if c.rough else parts


def _reserve(sample: Sample, reserve: Sequence[Choice], say: Wording) -> Rows:
    people = [choice.candidate for choice in sample.selection.selected]
    covered = {(c.segment, c.band) for c in people}
    for choice in reserve:
        c = choice.candidate
        parts = [say("sample_why_colleague", id=choice.only_for)] if choice.only_for else []
        if UNKNOWN not in (c.segment, c.band) and (c.segment, c.band) not in covered:
            parts.append(say("sample_why_fills"))
        yield _choice(sample, choice, "; ".join([*parts, *_decision(sample, choice, say)]), say, choice.replaces)


def _excluded(book: Book, sample: Sample, say: Wording) -> None:
    columns = [
        Column(say("sample_row"), 7, "count"), Column(say("sample_id"), 12, "line"), Column(say("company"), 30, "strong"),
        Column(say("sample_contact"), 22), Column(say("sample_segment"), 22), Column(say("sample_as_written"), 12),
        Column(say("decided_on"), 12, "centre"), Column(say("reason"), 58), *_fill_columns(say),
    ]  # fmt: skip

    def rows() -> Rows:
        for excluded in sorted(sample.screened.excluded, key=lambda e: e.candidate.row):
            c = excluded.candidate
            yield (
                c.row, c.id, c.company, c.contact, c.segment, c.size, _decided(c),
                _reasons(excluded, say), *_filled(sample, c, say),
            )  # fmt: skip

    book.table(say("sample_sheet_excluded"), columns, rows(), say("sample_none_excluded"))


def _reasons(excluded: Excluded, say: Wording) -> str:
    told = [say(f"sample_r_{reason}", twin=excluded.twin) for reason in excluded.reasons]
    return "; ".join(told)


def _grid(book: Book, sample: Sample, say: Wording) -> None:
    """Segment by size: selected of eligible."""
    sheet = book.sheet(say("sample_sheet_grid"))
    eligible = sample.selection.eligible
    chosen = Counter((c.candidate.segment, c.candidate.band) for c in sample.selection.selected)
    sizes = [*bands(sample.rules.sizes), *([UNKNOWN] if any(band == UNKNOWN for _, band in eligible) else [])]
    listed = {c.segment for c in sample.customers.candidates if not c.internal}
    segments = sorted({segment for segment, _ in eligible} | listed, key=lambda name: (name == UNKNOWN, name.casefold(), name))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(sizes) + 1, 14)
    for row, height in enumerate((26, 16, 8, 18)):
        sheet.set_row(row, height)
    book.put(sheet, 0, 0, say("sample_title"), "title")
    book.put(sheet, 1, 0, say("sample_grid_note"), "note")
    names = [say("sample_segment"), *(size or say("sample_unknown") for size in sizes), say("sample_total")]
    for place, name in enumerate(names):
        book.put(sheet, 3, place, name, "head")
    for row, segment in enumerate([*segments, None], start=4):
        label = say("sample_total") if segment is None else segment or say("sample_unknown")
        book.put(sheet, row, 0, label, "strong")
        for place, size in enumerate([*sizes, None], start=1):
            cells = [cell for cell in eligible if segment in (None, cell[0]) and size in (None, cell[1])]
            figures = sum(chosen[cell] for cell in cells), sum(eligible[cell] for cell in cells)
            _grid_cell(book, sheet, row, place, figures, segment is None or size is None, say)
    sheet.freeze_panes(4, 1)


def _grid_cell(book: Book, sheet: Any, row: int, place: int, figures: tuple[int, int], total: bool, say: Wording) -> None:
    chosen, eligible = figures
    text = say("sample_n_of_n", n=chosen, base=eligible) if eligible else "–"
    style, tint = ("grid total", "#F5F7FA") if total else ("grid chosen", "#A9CCE8") if chosen else ("grid none", "#FFFFFF")
    if eligible and not chosen:
        text, style, tint = f"{text} ○", "grid empty", "#F2B98A"
    book.style(style, bg_color=tint, align="center", bold=total, border=1, border_color="#FFFFFF")
    book.put(sheet, row, place, text, style)


def _how(sample: Sample, say: Wording) -> Rows:
    rules, selection, screened = sample.rules, sample.selection, sample.screened
    name = f"{sample.source} ({sample.customers.sheet})" if sample.customers.sheet else sample.source
    number = len(sample.customers.candidates)
    yield say("sample_h_list"), say("sample_h_list_v", name=name, n=number, row=sample.customers.header)
    yield say("sample_h_date"), str(sample.day)
    first, last = screened.window
    low, high = rules.months
    yield say("sample_h_window"), say("sample_h_window_v", first=first, last=last, low=low, high=high)
    low, high = rules.count
    yield say("sample_h_count"), say("sample_h_count_v", low=low, high=high, n=len(selection.selected))
    yield say("sample_h_company"), str(rules.max_per_company)
    wishes = Counter(fields.get("wish") for fields in sample.fills.values())
    yield say("sample_h_wishes"), say("sample_h_wishes_v", must=wishes["must"], never=wishes["never"])
    yield say("sample_h_outcomes"), ", ".join(say(f"sample_{outcome}") for outcome in rules.outcomes)
    yield say("sample_h_seed"), str(rules.seed)
    yield say("sample_h_method"), say("sample_h_method_v")
    result = "sample_h_optimal_yes" if selection.optimal else "sample_h_optimal_no"
    yield say("sample_h_optimal"), say(result, score=f"{selection.score:.2f}")
    for weight in WEIGHTS:
        value = {**WEIGHTS, **rules.weights}[weight]
        yield say("sample_h_weight", what=say(f"sample_w_{weight}")), f"{value:g}"
    known = {measure for c in screened.eligible for measure in c.measures}
    told = ", ".join(say(f"sample_m_{measure}") for measure in MEASURES if measure in known)
    yield say("sample_h_complexity"), say("sample_h_complexity_v", what=told) if told else say("sample_h_complexity_none")
    dates = sample.customers.dates
    if dates.settled:
        yield say("sample_h_order"), say(f"sample_h_order_{dates.order}", n=dates.settled, evidence=dates.evidence)
    for column, heading in sample.customers.columns:
        own = {"contact", "segment", "outcome"} & {column}
        shared = {"company", "industry", "employees", "role", "decided_on", "note"} & {column}
        key = f"sample_{column}" if own else column if shared else f"sample_c_{column}"
        yield say("sample_h_column", what=say(key)), heading
    for reason in Reason:
        if hits := sum(reason in excluded.reasons for excluded in screened.excluded):
            yield f"{say('sample_sheet_excluded')}: {say(f'sample_r_{reason}', twin='…')}", str(hits)
