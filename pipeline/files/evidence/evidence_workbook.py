"""3-evidence.xlsx: how well the findings are backed. Saturation, codes by interview, agreement, what was reviewed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.files.evidence.agreement_sheets import agreement_sheets
from pipeline.files.evidence.blocks import head, row, share, title
from pipeline.files.evidence.saturation_sheet import saturation_sheet
from pipeline.files.sheets import Book, Column, Link, Styled, Value
from pipeline.files.tables import clock, table
from pipeline.files.wording import Wording, wording
from pipeline.method.coding.coding import Coding
from pipeline.study import Study

__all__ = ["CODES_BY_INTERVIEW", "codes_by_interview", "evidence_workbook"]

CODES_BY_INTERVIEW = "3-codes-by-interview.csv"
MOST_COLUMNS = 60  #: interviews with columns of their own in the workbook; the CSV has all
QUOTE = 80  #: characters of the column of quotes
DECIDED = ("accepted", "rejected", "recoded", "added", "recheck")


def evidence_workbook(study: Study) -> bytes:
    """The whole workbook."""
    say = wording(study.settings.language)
    book = Book(say("evidence_title"))
    best = _best(study)
    saturation_sheet(book, study, say)
    _codes_sheet(book, study, best, say)
    agreement_sheets(book, study, say)
    _base_sheet(book, study, best, say)
    _quotes_sheet(book, study, best, say)
    return book.finish()


Best = dict[tuple[str, str], tuple[Coding, int]]  #: (code, interview) -> its surest coding, and how many there are


def _best(study: Study) -> Best:
    """Of each code in each interview the coding to quote: a reviewed one first, then the one with the most evidence."""
    found: Best = {}
    for coding in study.counted:
        key = coding.code, coding.interview
        old, times = found.get(key, (coding, 0))
        found[key] = (max(old, coding, key=_strength), times + 1)
    rank = {code.id: place for place, code in enumerate(study.codebook.codes)}
    return {key: found[key] for key in sorted(found, key=lambda k: (rank.get(k[0], len(rank)), *k))}


def _strength(coding: Coding) -> tuple[bool, float]:
    return coding.status != "suggested", coding.score


def _codes_sheet(book: Book, study: Study, best: Best, say: Wording) -> None:
    """Codes by interviews: 0/1, then mentions; a code leads to its quotes."""
    names = [interview.id for interview in study.interviews][:MOST_COLUMNS]
    columns = [
        Column(say("family"), 16, "line"), Column(say("code"), 40, "line"), Column(say("interviews"), 12, "centre"),
        Column(say("mentions"), 11, "count"), Column(say("unreviewed_n"), 11, "count"),
        *(Column(name, 6, "count") for name in names),
        *(Column(say("evidence_times", interview=name), 8, "count") for name in names),
    ]  # fmt: skip
    rows: dict[str, int] = {}
    for place, (code, _) in enumerate(best):
        rows.setdefault(code, 2 + place)
    mentions, unreviewed = _mentions(study)
    base = len(study.interviews)

    def cells() -> Iterator[Sequence[Value]]:
        for code in _codes(study, mentions):
            per, family = mentions[code], code.split(".", 1)[0]
            label = f"{code} · {study.codebook.label(code, say.language)}"
            yield (
                Styled(study.codebook.family_label(family, say.language), f"family:{family}"),
                Link(label, f"internal:'{say('sheet_quotes')}'!A{rows[code]}") if code in rows else label,
                say("n_of_base", n=len(per), base=base), per.total(), unreviewed[code] or None,
                *(Styled(1, f"family:{family}") if per[name] else 0 for name in names),
                *(per[name] for name in names),
            )  # fmt: skip

    above = [say("evidence_cases")]
    if len(study.interviews) > MOST_COLUMNS:
        above.append(say("evidence_more_columns", file=CODES_BY_INTERVIEW))
    sheet = book.table(say("sheet_evidence_codes"), columns, cells(), above=above)
    sheet.freeze_panes(len(above) + 1, 2)


def _mentions(study: Study) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Code -> interview -> mentions; and how many mentions of a code nobody has reviewed."""
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in study.counted:
        mentions[coding.code][coding.interview] += 1
    return mentions, Counter(coding.code for coding in study.counted if coding.status == "suggested")


def _codes(study: Study, mentions: dict[str, Counter[str]]) -> list[str]:
    known = [code.id for code in study.codebook.codes]
    return [*known, *sorted(mentions.keys() - set(known))]


def codes_by_interview(study: Study) -> bytes:
    """3-codes-by-interview.csv: a row a code; 0/1 by interview, then mentions by interview."""
    language = study.settings.language
    names = [interview.id for interview in study.interviews]
    mentions, unreviewed = _mentions(study)
    columns = ("family", "code", "label", "interviews", "mentions", "unreviewed", *names, *(f"{name}_mentions" for name in names))
    rows = (
        (
            code.split(".", 1)[0], code, study.codebook.label(code, language), len(per), per.total(), unreviewed[code],
            *(int(name in per) for name in names), *(per[name] for name in names),
        )
        for code in _codes(study, mentions)
        for per in (mentions[code],)
    )  # fmt: skip
    return table(columns, rows)


def _quotes_sheet(book: Book, study: Study, best: Best, say: Wording) -> None:
    columns = [
        Column(say("code"), 40, "line"), Column(say("interview"), 11, "line"), Column(say("mentions"), 11, "count"),
        Column(say("speaker"), 14, "line"), Column(say("time"), 9, "line"), Column(say("quote"), 90, "passage"),
        Column(say("status"), 14, "line"), Column(say("passage"), 13, "key"),
    ]  # fmt: skip

    def rows() -> Iterator[Sequence[Value]]:
        for (code, interview), (coding, times) in best.items():
            passage = study.passages[coding.passage]
            label = f"{code} · {study.codebook.label(code, say.language)}"
            spoken = (passage.speaker, clock(passage.start), passage.text)
            yield (label, interview, times, *spoken, say(coding.status), passage.id)

    book.table(say("sheet_quotes"), columns, rows())


def _base_sheet(book: Book, study: Study, best: Best, say: Wording) -> None:
    """What was reviewed, which claims rest on one interview, and reviewers over time."""
    sheet = book.sheet(say("sheet_evidence_base"))
    for place, width in enumerate((44, 24, 13, 13, 13, 13, 14, QUOTE)):
        sheet.set_column(place, place, width)
    put = partial(row, book, sheet)
    title(book, sheet, 0, say("evidence_reviewing"))
    head(book, sheet, 1, (say("family"), say("evidence_reviewed"), *(say(status) for status in DECIDED)))
    at = 2
    for at, cells in enumerate(_reviewed(study, say), start=2):
        put(at, cells, ("line", "centre", *["count"] * len(DECIDED)))
    at += 2
    title(book, sheet, at, say("evidence_one"))
    claims = list(_single(study, best, say))
    if not claims:
        book.put(sheet, at + 1, 0, say("evidence_one_none"), "note")
    else:
        heads = ("evidence_claim", "status", "interview", "speaker", "time", "mentions", "passage", "quote")
        head(book, sheet, at + 1, (say(key) for key in heads))
    for number, cells in enumerate(claims, start=at + 2):
        put(number, cells, ("line", "line", "line", "line", "line", "count", "key", "text"), QUOTE)
    at += len(claims) + 4
    if study.agreement.repeats:
        title(book, sheet, at, say("evidence_over_time"))
        book.put(sheet, at + 1, 0, say("evidence_over_time_note"), "note")
        head(book, sheet, at + 2, (say("reviewer"), *(say(f"evidence_{key}") for key in ("decided", "repeated", "changed"))))
        for number, repeat in enumerate(study.agreement.repeats, start=at + 3):
            put(number, (repeat.reviewer or "–", repeat.decided, repeat.repeated, repeat.changed), ("line", *["count"] * 3))


def _reviewed(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    """A row a family: how many suggestions were reviewed, and with what result."""
    made = Counter(coding.code.split(".", 1)[0] for coding in study.suggestions)
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in study.codings:
        statuses[coding.code.split(".", 1)[0]][coding.status] += 1
    for family in study.codebook.families:
        states = statuses[family.id]
        done = made[family.id] - states["suggested"]
        part = share(done / made[family.id], say) if made[family.id] else "–"
        label = Styled(study.codebook.family_label(family.id, say.language), f"family:{family.id}")
        yield (label, say("evidence_of", n=done, base=made[family.id], share=part), *(states[state] for state in DECIDED))


def _single(study: Study, best: Best, say: Wording) -> Iterator[Sequence[Value]]:
    """Codes and jobs that one interview alone reports, with its words."""
    held = Counter(code for code, _ in best)
    for job in study.jobs:
        if len(job.interviews) == 1:
            yield (f"{job.id}: {job.label}", say("job"), job.interviews[0], None, None, None, None, None)
    for (code, interview), (coding, times) in best.items():
        if held[code] == 1:
            passage = study.passages[coding.passage]
            label = f"{code} · {study.codebook.label(code, say.language)}"
            yield (label, say(coding.status), interview, passage.speaker, clock(passage.start), times, passage.id, passage.text)
