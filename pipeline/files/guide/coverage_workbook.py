"""2-coverage.xlsx: what interviews asked and answered of the guide, how they were held, which questions led."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.files.forms.forms import form_key
from pipeline.files.sheets import Book, Column, Link, Styled, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording, wording
from pipeline.method.codebook.codebook import said
from pipeline.method.guide.coverage import FORM, Cover, Coverage, Leading
from pipeline.method.guide.guide import Block
from pipeline.method.talk.turns import INTERVIEWEE, INTERVIEWER
from pipeline.study import Study

__all__ = ["coverage_workbook"]

TOP = 4  #: rows above the matrix
FEW = 5  #: answers shown of each block and interview; all stand in 3-codings.csv
REPLY = 250  #: characters of an answer shown beside its question
# Told apart with any colour vision, and in print by the signs.
_SHADES = {
    "asked and answered": ("#A9CCE8", "#1F2933"),
    "asked": ("#F2D675", "#1F2933"),
    "answered": ("#E3EEF7", "#1F2933"),
    "": ("#F5F7FA", "#7B8794"),
}
_CELL = {"align": "center", "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#FFFFFF", "font_size": 9}
Rows = dict[tuple[str, str], int]  #: (interview, block) -> row of its first quote


def coverage_workbook(study: Study) -> bytes:
    """The whole workbook."""
    say = wording(study.settings.language)
    book = Book(say("coverage_title"))
    coverage = study.coverage
    asked, answered = list(_asked(study)), list(_answered(coverage))
    _matrix(book, study, _rows(asked), _rows(answered), say)
    _talks(book, coverage, say)
    _questions(book, study, asked, say)
    _answers(book, study, answered, say)
    _leading(book, study, say)
    _seldom(book, coverage, say)
    return book.finish()


Quote = tuple[str, str, str, str]  #: interview, block, passage, because


def _asked(study: Study) -> Iterator[Quote]:
    """Every question that was heard for a block, and last the interviewers' turns that were heard for none."""
    heard = set()
    for question in study.coverage.questions:
        heard.add(question.passage)
        for block, because in zip(question.blocks, question.because, strict=True):
            yield question.interview, block, question.passage, because
    for passage in study.passages.values():
        if passage.role == INTERVIEWER and passage.id not in heard and "?" in passage.text:
            yield passage.interview, "", passage.id, ""


def _answered(coverage: Coverage) -> Iterator[Quote]:
    for talk in coverage.talks:
        for block in coverage.guide.blocks:
            answers = coverage.covers[talk.interview, block.id].answered
            for passage in answers[:FEW]:
                yield talk.interview, block.id, passage, f"+ {len(answers) - FEW}" if len(answers) > FEW else ""


def _rows(quotes: Sequence[Quote]) -> Rows:
    rows: Rows = {}
    for number, (interview, block, _, _) in enumerate(quotes, start=2):
        rows.setdefault((interview, block), number)
    return rows


def _matrix(book: Book, study: Study, asked: Rows, answered: Rows, say: Wording) -> None:
    coverage = study.coverage
    blocks, base = coverage.guide.blocks, len(coverage.talks)
    sheet = book.sheet(say("coverage_sheet"))
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, len(blocks), 18)
    sheet.set_column(len(blocks) + 1, len(blocks) + 1, 10)
    for row, height in enumerate((26, 16, 16, 40)):
        sheet.set_row(row, height)
    title = say("coverage_title")
    book.put(sheet, 0, 0, f"{study.settings.title} – {title}" if study.settings.title else title, "title")
    book.put(sheet, 1, 0, say("coverage_base", base=base), "note")
    book.put(sheet, 2, 0, say("coverage_unreviewed"), "note")
    heads = [say("interview"), *(said(block.label, say.language) for block in blocks), say("coverage_blocks_asked")]
    for place, head in enumerate(heads):
        book.put(sheet, TOP - 1, place, head, "head")
    for row, talk in enumerate(coverage.talks, start=TOP):
        sheet.set_row(row, 28)
        book.put(sheet, row, 0, talk.interview, "strong")
        for place, block in enumerate(blocks, start=1):
            pair = (talk.interview, block.id)
            _cell(book, sheet, (row, place), coverage.covers[pair], asked.get(pair), answered.get(pair), say)
        n = sum(bool(coverage.covers[talk.interview, block.id].asked) for block in blocks)
        book.put(sheet, row, len(blocks) + 1, say("n_of_base", n=n, base=len(blocks)), _plain(book, bold=True))
    totals = (("coverage_n_asked", coverage.asking), ("coverage_n_answered", coverage.answering))
    for row, (key, count) in enumerate(totals, start=TOP + base):
        book.put(sheet, row, 0, say(key), "strong")
        for place, block in enumerate(blocks, start=1):
            book.put(sheet, row, place, say("n_of_base", n=len(count(block.id)), base=base), _plain(book, bold=True))
    sheet.freeze_panes(TOP, 1)
    sheet.repeat_rows(TOP - 1)


def _plain(book: Book, bold: bool) -> str:
    book.style("coverage sum", **_CELL, bold=bold, bg_color="#F5F7FA")
    return "coverage sum"


def _cell(
    book: Book, sheet: Any, at: tuple[int, int], cover: Cover, asked: int | None, answered: int | None, say: Wording
) -> None:
    """A cell leads to its answers, or to the question where there is none."""
    finding = cover.finding
    name = f"coverage {finding}"
    shade, ink = _SHADES[finding]
    book.style(name, **_CELL, bg_color=shade, font_color=ink)
    mark = "°" if cover.answered and cover.unreviewed == len(cover.answered) else ""
    text = say(f"coverage_{finding}") + mark
    target = (
        f"internal:'{say('coverage_sheet_answers')}'!A{answered}"
        if answered
        else f"internal:'{say('coverage_sheet_questions')}'!A{asked}"
    )
    book.put(sheet, *at, Link(text, target, name) if asked or answered else text, name)


def _talks(book: Book, coverage: Coverage, say: Wording) -> None:
    columns = [
        Column(say("interview"), 14, "strong"),
        Column(say("coverage_minutes"), 10, "count"),
        Column(say("coverage_how_long"), 26, "line"),
        Column(say("coverage_finding"), 22, "line"),
        Column(say("words"), 9, "count"),
        Column(say("coverage_share"), 18, "centre"),
        Column(say("coverage_turns"), 18, "count"),
        Column(say("coverage_speakers"), 46),
        Column(say("coverage_blocks_asked"), 12, "centre"),
        Column(say("coverage_leading_n"), 14, "count"),
    ]
    shortest, longest = coverage.guide.minutes
    blocks = coverage.guide.blocks
    counted = [hit.interview for hit in coverage.leading if not hit.dismissed]

    def rows() -> Iterator[Sequence[Value]]:
        for talk in coverage.talks:
            n = sum(bool(coverage.covers[talk.interview, block.id].asked) for block in blocks)
            yield (
                talk.interview,
                round(talk.minutes, 1),
                say("coverage_estimated") if talk.estimated else say("coverage_measured"),
                say(f"coverage_{talk.finding or 'fits'}", minutes=shortest if talk.finding == "short" else longest),
                talk.words,
                _percent(talk.share),
                talk.turns,
                ", ".join(f"{name or '?'} {_percent(share)}" for name, share in talk.speakers),
                say("n_of_base", n=n, base=len(blocks)),
                counted.count(talk.interview),
            )

    book.table(say("coverage_sheet_talks"), columns, rows())


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _questions(book: Book, study: Study, asked: Sequence[Quote], say: Wording) -> None:
    columns = [
        Column(say("interview"), 12, "strong"),
        Column(say("guide_block"), 24, "line"),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("quote"), 80, "passage"),
        Column(say("coverage_heard_by"), 44, "pale"),
        Column(say("passage"), 13, "key"),
    ]
    labels = _labels(study.coverage, say)

    def rows() -> Iterator[Sequence[Value]]:
        for interview, block, name, because in asked:
            passage = study.passages[name]
            reason = because or say("coverage_own_wording") if block else ""
            label = labels[block] if block else Styled(say("coverage_not_heard"), "pale")
            yield interview, label, passage.speaker, clock(passage.start), passage.text, reason, name

    book.table(say("coverage_sheet_questions"), columns, rows())


def _answers(book: Book, study: Study, answered: Sequence[Quote], say: Wording) -> None:
    columns = [
        Column(say("interview"), 12, "strong"),
        Column(say("guide_block"), 24, "line"),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("quote"), 80, "passage"),
        Column(say("code"), 40, "pale"),
        Column(say("coverage_more"), 10, "centre"),
        Column(say("passage"), 13, "key"),
    ]
    labels = _labels(study.coverage, say)
    codes: dict[str, list[str]] = {}
    for coding in study.counted:
        label = study.codebook.label(coding.code, say.language)
        codes.setdefault(coding.passage, []).append(f"{label}°" if coding.status == "suggested" else label)

    def rows() -> Iterator[Sequence[Value]]:
        for interview, block, name, more in answered:
            passage = study.passages[name]
            found = ", ".join(codes.get(name, ()))
            yield interview, labels[block], passage.speaker, clock(passage.start), passage.text, found, more, name

    book.table(say("coverage_sheet_answers"), columns, rows())


def _labels(coverage: Coverage, say: Wording) -> dict[str, str]:
    return {block.id: said(block.label, say.language) for block in coverage.guide.blocks}


def _leading(book: Book, study: Study, say: Wording) -> None:
    columns = [
        Column(say("interview"), 12, "strong"),
        Column(say("speaker"), 14, "line"),
        Column(say("time"), 9, "line"),
        Column(say("quote"), 60, "passage"),
        Column(say("coverage_rule"), 30),
        Column(say("coverage_because"), 26, "pale"),
        Column(say("coverage_reply"), 60, "pale"),
        Column(say("coverage_counts"), 9, "centre"),
        Column(say("coverage_verdict"), 14, "fill", (say("coverage_yes"), say("coverage_no"))),
        Column(say("coverage_note"), 34, "fill"),
        Column(say("key"), 16, "key", locked=True),
    ]
    edits = study.edits.of(FORM)
    replies = _replies(study)

    def rows() -> Iterator[Sequence[Value]]:
        for hit in study.coverage.leading:
            passage = study.passages[hit.passage]
            typed = edits.get(hit.key, {})
            verdict = typed.get("verdict", "")
            shown = say(f"coverage_{verdict}") if verdict in ("yes", "no") else verdict
            yield (
                hit.interview,
                passage.speaker,
                clock(passage.start),
                hit.text,
                say(f"coverage_{hit.rule}"),
                hit.because if hit.because != hit.text else "",
                replies.get((hit.interview, passage.turn), "")[:REPLY],
                say("coverage_no") if hit.dismissed else say("coverage_yes"),
                shown,
                typed.get("note", ""),
                _key(hit, shown, typed.get("note", "")),
            )

    book.table(say("coverage_sheet_leading"), columns, rows(), say("coverage_leading_none"))


def _key(hit: Leading, verdict: str, note: str) -> str:
    return form_key(FORM, hit.key, {"verdict": verdict, "note": note})


def _replies(study: Study) -> dict[tuple[str, int], str]:
    """(interview, number of the interviewer's turn) -> what was said right after."""
    found: dict[tuple[str, int], str] = {}
    for passage in study.passages.values():
        at = (passage.interview, passage.asked)
        if passage.role == INTERVIEWEE and len(found.get(at, "")) < REPLY:
            found[at] = f"{found.get(at, '')} {passage.text}".strip()
    return found


def _seldom(book: Book, coverage: Coverage, say: Wording) -> None:
    columns = [
        Column(say("guide_block"), 30, "strong"),
        Column(say("coverage_n_asked"), 14, "centre"),
        Column(say("coverage_not_by"), 50),
        Column(say("coverage_n_answered"), 14, "centre"),
        Column(say("coverage_guide_question"), 70, "pale"),
    ]
    base = len(coverage.talks)

    def row(block: Block) -> Sequence[Value]:
        asking = coverage.asking(block.id)
        others = [talk.interview for talk in coverage.talks if talk.interview not in asking]
        answering = say("n_of_base", n=len(coverage.answering(block.id)), base=base)
        told = say("n_of_base", n=len(asking), base=base)
        return said(block.label, say.language), told, ", ".join(others), answering, said(block.question, say.language)

    book.table(say("coverage_sheet_seldom"), columns, (row(block) for block in coverage.seldom), say("coverage_seldom_none"))
