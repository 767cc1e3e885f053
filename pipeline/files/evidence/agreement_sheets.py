"""The sheets of 3-evidence.xlsx about agreement: what reviewers differ on, then how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.files.review.review_workbook import code_choice
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording
from pipeline.method.review.agreement import LEAST, MEASURES, Agreed, Figure
from pipeline.study import Study

__all__ = ["agreement_sheets"]

RARE = 0.05  #: prevalence under which (or over its complement) kappa misleads


def agreement_sheets(book: Book, study: Study, say: Wording) -> None:
    """Disagreements first, each with its passage; then the figures."""
    _differences(book, study, say)
    _figures(book, study, say)


def _differences(book: Book, study: Study, say: Wording) -> None:
    columns = [
        Column(say("code"), 36), Column(say("interview"), 11, "line"), Column(say("speaker"), 12, "line"),
        Column(say("time"), 9, "line"), Column(say("passage"), 80, "passage"), Column(say("evidence_said_yes"), 18),
        Column(say("evidence_said_no"), 18), Column(say("evidence_silent"), 18), Column(say("evidence_settled"), 14, "line"),
        Column(say("question"), 44, "pale"), Column(say("key"), 13, "key"),
    ]  # fmt: skip

    def rows() -> Iterator[Sequence[Value]]:
        for found in study.agreement.differences:
            passage = study.passages[found.passage]
            settled = {"yes": say("accept"), "no": say("reject")}.get(found.settled)
            names = [", ".join(name or "–" for name in side) for side in (found.yes, found.no, found.silent)]
            yield (
                code_choice(study.codebook, found.code, say.language), passage.interview, passage.speaker, clock(passage.start),
                passage.text, *names, settled, passage.question[-250:], passage.id,
            )  # fmt: skip

    empty = say("no_disagreements") if study.agreement.rows else say("evidence_no_agreement")
    book.table(say("sheet_disagreements"), columns, rows(), empty)


def _figures(book: Book, study: Study, say: Wording) -> None:
    named = [(measure, say(f"evidence_{measure}")) for measure in MEASURES]
    columns = [
        Column(say("evidence_scope"), 40, "line"), Column(say("evidence_reviewers"), 24),
        Column(say("evidence_items"), 9, "count"), Column(say("passages"), 10, "count"),
        Column(say("interviews"), 11, "count"), Column(say("evidence_differing"), 9, "count"),
        *(Column(name, 14, "number") for _, name in named),
        Column(say("evidence_note"), 44, "pale"),
        *(Column(say("evidence_interval", measure=name), 17, "centre") for _, name in named),
    ]  # fmt: skip
    rows = (_row(row, study, say) for row in study.agreement.rows)
    sheet = book.table(say("sheet_evidence_agreement"), columns, rows, say("evidence_no_agreement"))
    sheet.freeze_panes(1, 2)


def _row(row: Agreed, study: Study, say: Wording) -> Sequence[Value]:
    book, language = study.codebook, say.language
    scope: Value = Styled(say("evidence_all_codes"), "strong")
    if "." in row.scope:
        scope = code_choice(book, row.scope, language)
    elif row.scope:
        scope = Styled(book.family_label(row.scope, language), f"family:{row.scope}")
    figures = [row.figures.get(measure, Figure(None)) for measure in MEASURES]
    counts = (row.items, row.passages, row.interviews, row.differing)
    who = ", ".join(name or "–" for name in row.reviewers)
    return (scope, who, *counts, *(f.value for f in figures), _note(row, say), *(_interval(f, say) for f in figures))


def _note(row: Agreed, say: Wording) -> str:
    if not row.figures:
        return say("evidence_refused", n=row.items, least=LEAST)
    if row.figures["kappa"].value is None:
        return say("evidence_same")
    prevalence = row.figures["prevalence"].value or 0.0
    return say("evidence_rare") if min(prevalence, 1 - prevalence) < RARE else ""


def _interval(figure: Figure, say: Wording) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return say.decimal(f"{figure.low:.2f} … {figure.high:.2f}")
