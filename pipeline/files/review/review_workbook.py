"""3-review.xlsx: the workbook in which researchers review the coding. One row a passage and code.

Every row that can be decided carries a key (see `review_keys`); `review_reading` takes the verdicts out again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from pipeline.files.review.jobs_sheet import jobs_sheet
from pipeline.files.review.least_sure_sheet import least_sure_sheet
from pipeline.files.review.review_keys import DISAGREEMENT, ORPHAN, RECHECK, REVIEW, Key, origin, shown, verdict_shown
from pipeline.files.review.review_rows import code_choice, contexts, head, head_columns, sign, verdict_columns
from pipeline.files.review.summaries import codebook_sheet, interviews_sheet, summary_sheet
from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.wording import VERDICT_KEYS, Wording, wording
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import ASKED_FOR, Coding
from pipeline.method.review.decisions import Decision
from pipeline.method.review.review import Outcome, Reason, Ruling
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.study import Study

__all__ = ["Copy", "code_choice", "review_workbook", "sign"]

LIST_LIMIT = 255  #: characters Excel allows in a drop-down that is written out
MOST_UNCODED = 20_000  #: rows; a larger study lists suggestions only


@dataclass(frozen=True, slots=True)
class Copy:
    """A reviewer's own workbook.

    Attributes:
        reviewer: whose; only this person's decisions are shown.
        blind: no suggestions are shown.
        share: of the passages, those without a suggestion included; 1 for all.
    """

    reviewer: str
    blind: bool = False
    share: float = 1.0

    def holds(self, passage: str) -> bool:
        """Whether a passage is in the sample: decided by its id, so everybody gets the same one."""
        return int(passage[:8], 16) / 0xFFFFFFFF < self.share


def review_workbook(study: Study, copy: Copy | None = None) -> bytes:
    """The whole workbook: the study's own, or a reviewer's copy."""
    say = wording(study.settings.language)
    book = Book(study.settings.title or "journey")
    _howto(book, say)
    _review(book, study, say, copy)
    codebook_sheet(book, study.codebook, say)
    if copy is None:
        rulings = study.reviewed.rulings
        differing = [r for r in rulings if r.reason is Reason.REVIEWERS]
        doubtful = [r for r in rulings if r.outcome is Outcome.RECHECK and r.reason is not Reason.REVIEWERS]
        lost = [r for r in rulings if r.outcome is Outcome.ORPHAN]
        least_sure_sheet(book, study, say)
        _open_rulings(book, study, say, "sheet_disagreements", DISAGREEMENT, differing)
        _open_rulings(book, study, say, "sheet_recheck", RECHECK, doubtful)
        _open_rulings(book, study, say, "sheet_orphans", ORPHAN, lost)
        jobs_sheet(book, study, say)
        summary_sheet(book, study, say)
        interviews_sheet(book, study, say)
    return book.finish()


def _howto(book: Book, say: Wording) -> None:
    sheet = book.sheet(say("sheet_howto"))
    sheet.set_column(0, 0, 120)
    heading, *lines = say.howto
    book.put(sheet, 0, 0, heading, "title")
    for row, line in enumerate(lines, start=2):
        sheet.set_row(row, 17 * ceil(len(line) / 115))
        book.put(sheet, row, 0, line, "passage")


def _columns(study: Study, say: Wording, copy: Copy | None) -> list[Column]:
    filled = verdict_columns(study.codebook, say)
    if copy is not None and copy.blind:
        verdict, new_code, *rest = filled
        more = [replace(new_code, heading=f"{say('new_code')} {number}") for number in (2, 3, 4)]
        return [*head_columns(say), verdict, new_code, *more, *rest]
    return [
        *head_columns(say),
        Column(say("family"), 17, "line"),
        Column(say("code"), 30, "text"),
        Column(say("phase"), 15, "text"),
        Column(say("valence"), 8, "centre"),
        Column(say("evidence"), 30, "pale"),
        Column(say("score"), 9, "number"),
        Column(say("status"), 13, "line"),
        Column(say("priority"), 9, "count"),
        *filled,
    ]


def _review(book: Book, study: Study, say: Wording, copy: Copy | None) -> None:
    columns = _columns(study, say, copy)
    rows = _blind_rows(study, copy) if copy is not None and copy.blind else _rows(study, say, copy)
    sheet = book.table(say("sheet_review"), columns, rows)
    sheet.freeze_panes(1, 7)
    last = len(study.codings) + len(study.passages) + 1
    verdict = next(place for place, column in enumerate(columns) if column.heading == say("verdict"))
    colours = {"accept": "#CFE8F3", "reject": "#E3E3E3", "recode": "#FBE3C8", "unsure": "#FCF6CF"}
    for name, colour in colours.items():
        look = book.style(f"verdict {name}", bg_color=colour)
        rule = {"type": "cell", "criteria": "==", "value": f'"{say(name)}"', "format": look}
        sheet.conditional_format(1, verdict, last, verdict, rule)
    sheet.activate()
    sheet.set_first_sheet()


def _rows(study: Study, say: Wording, copy: Copy | None) -> Iterator[Sequence[Value]]:
    """Each interview's codings in the order of the talk, below them its passages without a code."""
    codings: dict[str, list[Coding]] = defaultdict(list)
    for coding in study.suggestions if copy is not None else study.codings:
        codings[coding.passage].append(coding)
    standing = _standing(study, copy)
    urgent = study.priorities if copy is None else {}
    phases = study.phase_model.labels(say.language)
    uncoded = study.settings.list_uncoded and len(study.passages) <= MOST_UNCODED
    for interview in study.interviews:
        around = dict(contexts(interview))
        answers = [
            (number, passage)
            for number, passage in enumerate((p for p in interview.passages if p.role == INTERVIEWEE), start=1)
            if copy is None or copy.holds(passage.id)
        ]
        for number, passage in answers:
            row = head(passage, number, around[passage.id])
            for coding in codings.get(passage.id, ()):
                decision = standing.get((passage.id, coding.code))
                urgency = urgent.get((coding.passage, coding.code))
                yield _row(coding, (row, urgency), phases, study.codebook, decision, copy, say)
        for number, passage in answers if uncoded else ():
            if passage.id not in codings:
                key = Key(REVIEW, passage.id, "", "", shown("", (), ""))
                tail = (None, None, None, copy.reviewer if copy else None)
                yield (
                    str(key),
                    *head(passage, number, around[passage.id]),
                    *[None] * 6,
                    Styled(say("uncoded"), "pale"),
                    None,
                    *tail,
                )


def _blind_rows(study: Study, copy: Copy) -> Iterator[Sequence[Value]]:
    """Every sampled passage without any suggestion, in the order of the talk."""
    for interview in study.interviews:
        around = dict(contexts(interview))
        for number, passage in enumerate((p for p in interview.passages if p.role == INTERVIEWEE), start=1):
            if copy.holds(passage.id):
                key = Key(REVIEW, passage.id, "", "", shown("", (), ""))
                yield (str(key), *head(passage, number, around[passage.id]), *[None] * 6, copy.reviewer)


def _standing(study: Study, copy: Copy | None) -> dict[tuple[str, str], tuple[Decision, str]]:
    """(passage, code) -> the decision to show there, and its new code as it is called now."""
    found: dict[tuple[str, str], tuple[Decision, str]] = {}
    for ruling in study.reviewed.rulings:
        votes = (ruling.decision, *ruling.others)
        mine = votes if copy is None else [d for d in votes if d.reviewer == copy.reviewer]
        if ruling.passage and mine:
            latest = ruling.decision if ruling.decision in mine else max(mine, key=lambda d: d.time)
            found[ruling.passage, ruling.code] = (latest, ruling.new_code if latest is ruling.decision else latest.new_code)
    return found


def _row(
    coding: Coding,
    about: tuple[tuple[Value, ...], int | None],
    phases: Mapping[str, str],
    codebook: Codebook,
    standing: tuple[Decision, str] | None,
    copy: Copy | None,
    say: Wording,
) -> Sequence[Value]:
    family = coding.code.split(".", 1)[0]
    row, urgency = about
    decision, new_code = standing or (None, "")
    verdict = verdict_shown(decision) if decision else ""
    comment = decision.comment if decision else ""
    code = codebook.by_id.get(coding.code)
    reviewer = decision.reviewer if decision else copy.reviewer if copy else ""
    known = code.meaning if code else ""
    key = Key(REVIEW, coding.passage, coding.code, known, shown(verdict, (new_code,), comment, reviewer))
    return (
        str(key), *row, Styled(codebook.family_label(family, say.language), f"family:{family}"),
        code_choice(codebook, coding.code, say.language), phases.get(coding.phase, coding.phase), sign(coding.valence),
        coding.evidence.replace(ASKED_FOR, say("asked_for")), coding.score, say(coding.status), urgency,
        say(verdict) if verdict else None,
        code_choice(codebook, new_code, say.language) if new_code else None, comment, reviewer,
    )  # fmt: skip


def _open_rulings(book: Book, study: Study, say: Wording, sheet: str, kind: str, rulings: Sequence[Ruling]) -> None:
    """A sheet of decisions that wait for a person: what was decided, on what, and why it should be looked at."""
    codes = f"='{say('sheet_codebook')}'!$A$2:$A${len(study.codebook.codes) + 1}"
    columns = [
        Column(say("key"), 9, "key", locked=True), Column(say("interview"), 10, "line"), Column(say("speaker"), 10, "line"),
        Column(say("reason"), 30), Column(say("quote_then"), 50, "passage"), Column(say("passage"), 50, "passage"),
        Column(say("code"), 30), Column(say("verdicts"), 40),
        Column(say("verdict"), 13, "fill", choices=tuple(say(v) for v in VERDICT_KEYS)),
        Column(say("new_code"), 30, "fill", choices=codes), Column(say("comment"), 30, "fill"),
        Column(say("reviewer"), 12, "fill"),
    ]  # fmt: skip
    empty = {DISAGREEMENT: "no_disagreements", RECHECK: "no_recheck", ORPHAN: "no_orphans"}[kind]
    rows = list(_ruling_rows(study, say, kind, rulings))
    written = book.table(say(sheet), columns, [row for _, row in rows], say(empty))
    for number, (choices, _) in enumerate(rows, start=1):
        if choices and len(",".join(choices)) <= LIST_LIMIT:
            written.data_validation(number, 9, number, 9, {"validate": "list", "source": list(choices)})


def _ruling_rows(
    study: Study, say: Wording, kind: str, rulings: Sequence[Ruling]
) -> Iterator[tuple[tuple[str, ...], Sequence[Value]]]:
    for ruling in rulings:
        offered = ruling.passage or (ruling.choices[0] if ruling.reason is not Reason.SPLIT and ruling.choices else "")
        places = ruling.choices if ruling.reason is Reason.AMBIGUOUS else (offered,)
        choices = (
            tuple(code_choice(study.codebook, c, say.language) for c in ruling.choices) if ruling.reason is Reason.SPLIT else ()
        )
        for place in places:
            yield choices, _ruling_row(study, say, kind, ruling, place)


def _ruling_row(study: Study, say: Wording, kind: str, ruling: Ruling, place: str) -> Sequence[Value]:
    decision = ruling.decision
    code = study.codebook.by_id.get(ruling.code)
    key = Key(kind, place or decision.passage, ruling.code, code.meaning if code else "", shown("", (), ""), origin(decision))
    now = study.passages.get(place)
    return (
        str(key), decision.interview, decision.speaker, say(f"reason_{ruling.reason}"), decision.quote,
        now.text if now else None, code_choice(study.codebook, ruling.code, say.language),
        "\n".join(_told(vote, study.codebook, say) for vote in (decision, *ruling.others)), None, None, None, None,
    )  # fmt: skip


def _told(decision: Decision, codebook: Codebook, say: Wording) -> str:
    new = f" → {code_choice(codebook, decision.new_code, say.language)}" if decision.new_code else ""
    comment = f" ({decision.comment})" if decision.comment else ""
    return f"{decision.reviewer or '–'}: {say(decision.verdict)}{new}{comment}"
