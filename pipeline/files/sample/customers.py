"""The customer list: a real export, in CSV or Excel, in English or German, as candidates for an interview.

Personal data stay in the list: problems name rows, never what stands in them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.files.sample import figures
from pipeline.files.sample.customer_columns import COLUMNS, MEASURES, is_barred, is_internal, outcome, unit_of
from pipeline.files.sample.dates import MISSING, Dated, Dates, read_dates
from pipeline.files.sample.lists import LOOKED_AT, Sheet, header_place, matches, plain, read_sheets
from pipeline.language.words import fold
from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.sample.candidates import UNKNOWN, Candidate, SampleRules, house
from pipeline.problems import Problem

__all__ = ["Customers", "band", "bands", "read_customers"]

MOST_NAMED = 8  #: rows named in a problem
#: mailboxes of a company, not of a person
_SHARED = frozenset(
    "info office kontakt contact mail post sales service support einkauf purchasing it admin team hello hallo verwaltung".split()
)
#: domains that say nothing about the company
_FREE = frozenset(
    "gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de outlook.com outlook.de hotmail.com "
    "hotmail.de yahoo.com yahoo.de live.com icloud.com me.com aol.com btinternet.com posteo.de mailbox.org proton.me".split()
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}$")


@dataclass(frozen=True)
class Customers:
    """A list that was read.

    Attributes:
        candidates: one a row, in the order of the list.
        columns: (meaning, heading) of every column that was recognised.
        dates: how the dates of the decision were read.
        header: number of the row with the headings.
        sheet: name of the sheet, "" for CSV.
    """

    candidates: tuple[Candidate, ...]
    columns: tuple[tuple[str, str], ...]
    dates: Dates
    header: int
    sheet: str = ""


Row = tuple[int, Mapping[str, str]]


def read_customers(path: Path, data: bytes, where: str, rules: SampleRules) -> tuple[Customers | None, list[Problem]]:
    """Everybody on the list; None, with the problems, where it cannot be used at all.

    Args:
        path: of the file; its suffix says how to read it.
        data: its bytes.
        where: how problem lines name it.
        rules: the settings: columns named by a person, sizes, own domains, order of dates.
    """
    try:
        sheets = read_sheets(path, data)
    except Exception as error:
        what = f"cannot be read as a table ({type(error).__name__})."
        return None, [Problem(where, what, "Save it again as .csv (UTF-8) or .xlsx.")]
    problems = _doubts(path, data, where)
    places, top, sheet = _table(sheets, rules)
    if len(sheet.rows) < top + 2:
        return None, [*problems, Problem(where, "holds no customers.", "Put one customer a row below a row of headings.")]
    header = sheet.rows[top]
    problems += _absent(rules, header, where)
    if lacking := _lacking(places):
        return None, [*problems, Problem(where, f"has no column recognised as: {', '.join(lacking)}.", _NAME_COLUMNS)]
    rows: list[Row] = [
        (number, {name: row[place].strip() for name, place in places.items() if place < len(row)})
        for number, row in enumerate(sheet.rows[top + 1 :], start=top + 2)
    ]
    rows = [(number, cells) for number, cells in rows if any(cells.values())]
    columns = tuple((name, header[place].strip()) for name, place in sorted(places.items(), key=lambda item: item[1]))
    dates = read_dates([cells.get("decided_on", "") for _, cells in rows], rules.date_order)
    candidates, unclear = _candidates(rows, dict(columns), dates, rules)
    problems += _unclear(where, candidates, unclear)
    return Customers(candidates, columns, dates, top + 1, sheet.name), problems


_NAME_COLUMNS = (
    f"Put a row of headings among the first {LOOKED_AT} rows, or name the columns in codebooks/study.yaml, for example: "
    "sample: {columns: {decided_on: 'Close date', company: 'Account'}}"
)


def _table(sheets: Sequence[Sheet], rules: SampleRules) -> tuple[dict[str, int], int, Sheet]:
    """The sheet with most columns that are recognised: column -> place, the place of the header, the sheet."""
    known = {name for names in COLUMNS.values() for name in names} | {plain(name) for name in rules.columns.values()}
    tops = [(header_place(sheet.rows, known), sheet) for sheet in sheets if sheet.rows]
    found = [(_places(sheet.rows[top], rules), top, sheet) for top, sheet in tops]
    return max(found, key=lambda item: len(item[0]), default=({}, 0, Sheet("", [])))


def _lacking(places: Mapping[str, int]) -> list[str]:
    """What a list cannot do without."""
    who = {"company", "contact", "first_name", "last_name"} & places.keys()
    return ["decided on"] * ("decided_on" not in places) + ["company or contact"] * (not who)


def _places(header: Sequence[str], rules: SampleRules) -> dict[str, int]:
    """Column -> place: what the settings say, then what is recognised in the headings that are left."""
    said = {}
    for column, heading in rules.columns.items():
        place = next((place for place, name in enumerate(header) if plain(name) == plain(heading)), None)
        if place is not None:
            said[column] = place
    left = ["" if place in said.values() else name for place, name in enumerate(header)]
    return {**matches(left, {name: names for name, names in COLUMNS.items() if name not in rules.columns}), **said}


def _absent(rules: SampleRules, header: Sequence[str], where: str) -> list[Problem]:
    known = {plain(name) for name in header}
    what = "has no column of the name that codebooks/study.yaml gives for '{}'."
    remedy = "Correct 'columns:' in the section 'sample:'; the list is read without that column."
    return [Problem(where, what.format(name), remedy) for name, heading in rules.columns.items() if plain(heading) not in known]


def _doubts(path: Path, data: bytes, where: str) -> list[Problem]:
    from pipeline.files.readers.decode import doubts

    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return []
    return [Problem(f"{where}: {fault.place}" if fault.place else where, fault.what, fault.remedy) for fault in doubts(data)]


def _candidates(
    rows: Sequence[Row], headings: Mapping[str, str], dates: Dates, rules: SampleRules
) -> tuple[tuple[Candidate, ...], list[int]]:
    """The candidates, and the rows whose size cannot be read."""
    segments = _spellings(_segment(cells) for _, cells in rows)
    unit = unit_of(headings.get("duration", ""), (cells.get("duration", "") for _, cells in rows))
    started = read_dates([cells.get("started_on", "") for _, cells in rows], rules.date_order or dates.order).dates
    reachable = not {"email", "phone"} & headings.keys()
    unclear: list[int] = []
    found: list[Candidate] = []
    for (number, cells), name, dated, begun in zip(rows, _ids(rows), dates.dates, started, strict=True):
        size, readable = _band(cells, headings.get("revenue", ""), rules)
        unclear += [] if readable else [number]
        mailbox, domain = _address(cells.get("email", ""))
        telephone = sum(map(str.isdigit, cells.get("phone", ""))) >= 6
        candidate = Candidate(
            row=number,
            id=name,
            company=cells.get("company", ""),
            contact=_contact(cells),
            segment=segments.get(plain(_segment(cells)), UNKNOWN),
            size=cells.get("employees", "") or cells.get("revenue", ""),
            band=size,
            decided=dated.day,
            date_fault=dated.fault,
            rough=dated.rough,
            outcome=outcome(cells.get("outcome", "")),
            mailbox="" if mailbox.partition("@")[0] in _SHARED else mailbox,
            domain="" if domain in _FREE else domain,
            reachable=bool(mailbox) or telephone or reachable,
            barred=is_barred(cells),
            internal=is_internal(cells, domain, rules.own_domains),
            measures=_measures(cells, unit, begun, dated),
        )
        found.append(candidate)
    return tuple(found), unclear


def _address(cell: str) -> tuple[str, str]:
    """An e-mail address and its domain; "" for what is none."""
    address = fold(cell).removeprefix("mailto:").strip("<> ")
    return (address, address.partition("@")[2]) if _ADDRESS.fullmatch(address) else ("", "")


def _contact(cells: Mapping[str, str]) -> str:
    """The person's whole name, also where the list has "Vorname" and "Name"."""
    first, last, whole = (cells.get(name, "") for name in ("first_name", "last_name", "contact"))
    return " ".join(part for part in (first, last or whole) if part) if first or last else whole


def _segment(cells: Mapping[str, str]) -> str:
    text = cells.get("segment", "") or cells.get("industry", "")
    return "" if fold(text) in MISSING else text


def _spellings(cells: Iterable[str]) -> dict[str, str]:
    """Folded text -> its most frequent spelling."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for text in cells:
        if plain(text):
            spelt[plain(text)][" ".join(text.split())] += 1
    return {key: min(counts, key=lambda text: (-counts[text], text)) for key, counts in spelt.items()}


def _ids(rows: Sequence[Row]) -> list[str]:
    """The list's own ids; where it has none, or several people share one, a hash of who it is; a copy is numbered."""
    own = [" ".join(cells.get("id", "").split()) for _, cells in rows]
    shared = Counter(own)
    found: list[str] = []
    seen: Counter[str] = Counter()
    for name, (_, cells) in zip(own, rows, strict=True):
        who = fingerprint(house(cells.get("company", "")), plain(_contact(cells)), fold(cells.get("email", "")))[:6]
        whole = f"k{who}" if not name else name if shared[name] == 1 else f"{name}-{who}"
        seen[whole] += 1
        found.append(whole if seen[whole] == 1 else f"{whole}/{seen[whole]}")
    return found


def bands(bounds: Sequence[float]) -> tuple[str, ...]:
    """Names of the sizes: (50, 250) gives "<50", "50-249" and "250+", with a proper dash."""
    if not bounds:
        return ("1+",)
    between = [f"{low:g}–{high - 1:g}" for low, high in pairwise(bounds)]
    return (f"<{bounds[0]:g}", *between, f"{bounds[-1]:g}+")


def band(span: tuple[float, float | None], bounds: Sequence[float]) -> int:
    """The place among the sizes; a span over several belongs to that of its geometric middle."""
    low, high = span
    middle = low if high is None else (max(low, 1e-9) * max(high, 1e-9)) ** 0.5
    return sum(middle >= bound for bound in bounds)


def _band(cells: Mapping[str, str], revenue_heading: str, rules: SampleRules) -> tuple[str, bool]:
    """The name of a company's size, and whether what stands there could be read."""
    names = bands(rules.sizes)
    employees = cells.get("employees", "")
    if span := figures.size(employees):
        return names[band(span, rules.sizes)], True
    unreadable = fold(employees.strip()) not in MISSING
    span = figures.size(cells.get("revenue", "")) if len(rules.revenue_sizes) == len(rules.sizes) else None
    if span:
        heading = plain(revenue_heading).split()
        factor = 1.0 if {"mio", "million", "millionen", "m", "millions"} & set(heading) else 1e6
        factor = 1e3 if {"tsd", "teur", "k"} & set(heading) else factor
        in_bounds = span[0] / factor, None if span[1] is None else span[1] / factor
        return names[band(in_bounds, rules.revenue_sizes)], not unreadable
    return UNKNOWN, not unreadable


def _measures(cells: Mapping[str, str], unit: str, begun: Dated, decided: Dated) -> dict[str, float]:
    """How complex the decision was, by whatever columns there are."""
    found: dict[str, float] = {}
    for name, read in MEASURES.items():
        value = figures.days(cells.get(name, ""), unit) if name == "duration" else read(cells.get(name, ""))
        if value is not None:
            found[name] = value
    if "duration" not in found and begun.day and decided.day and begun.day <= decided.day:
        found["duration"] = float(decided.day.number - begun.day.number)
    return found


def _unclear(where: str, candidates: Sequence[Candidate], sizes: Sequence[int]) -> list[Problem]:
    """What a person should put right in the list, a problem a kind; the date of what is not decided yet matters to nobody."""
    decided = [c for c in candidates if c.outcome != "open"]
    ambiguous = [c.row for c in decided if c.date_fault == "ambiguous"]
    unreadable = [c.row for c in decided if c.date_fault == "unreadable"]
    found = []
    if ambiguous:
        what = f"the date can be read day first or month first, so the customer is excluded ({_rows(ambiguous)})."
        remedy = "Write such dates as 2026-04-03, or set 'date_order: dmy' (or mdy) under 'sample:' in codebooks/study.yaml."
        found.append(Problem(where, what, remedy))
    if unreadable:
        what = f"the date of the decision cannot be read, so the customer is excluded ({_rows(unreadable)})."
        found.append(Problem(where, what, "Write it as 2026-04-03, or leave it empty."))
    if sizes:
        what = f"the size cannot be read and counts as unknown ({_rows(sizes)})."
        found.append(Problem(where, what, "Write a number of employees, such as 120 or 50-100."))
    return found


def _rows(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {named}{more}"
