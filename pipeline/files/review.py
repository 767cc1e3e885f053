"""3-review.xlsx: the workbook in which a researcher reviews the coding. One row a passage and code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording, wording
from pipeline.method.codebook import Codebook, said
from pipeline.method.coding import Coding, Interview
from pipeline.method.transcripts import INTERVIEWEE, Passage
from pipeline.study import Study

__all__ = ["VERDICTS", "review_workbook"]

VERDICTS = ("accept", "reject", "recode", "unsure")
MARK = " · "  #: between a code's id and its label
CONTEXT = 250  #: characters of context on each side
MOST_UNCODED = 20_000  #: rows; a larger study lists suggestions only


def review_workbook(study: Study) -> bytes:
    """The whole workbook."""
    say = wording(study.settings.language)
    book = Book(study.settings.title or "journey")
    _howto(book, say)
    _review(book, study, say)
    _codebook(book, study.codebook, say)
    book.table(say("sheet_recheck"), _left_columns(say), (), say("no_recheck"))
    book.table(say("sheet_orphans"), _left_columns(say), (), say("no_orphans"))
    _summary(book, study, say)
    return book.finish()


def _howto(book: Book, say: Wording) -> None:
    sheet = book.sheet(say("sheet_howto"))
    sheet.set_column(0, 0, 120)
    heading, *lines = say.howto
    book.put(sheet, 0, 0, heading, "title")
    for row, line in enumerate(lines, start=2):
        book.put(sheet, row, 0, line, "passage")


def code_choice(codebook: Codebook, code: str, language: str) -> str:
    """A code as the drop-down shows it: "trigger.growth · Growth"."""
    return f"{code}{MARK}{codebook.label(code, language)}"


def _columns(study: Study, say: Wording) -> list[Column]:
    codes = f"='{say('sheet_codebook')}'!$A$2:$A${len(study.codebook.codes) + 1}"
    return [
        Column(say("key"), 9, "key", locked=True),
        Column(say("interview"), 10, "line"),
        Column(say("no"), 6, "count"),
        Column(say("speaker"), 10, "line"),
        Column(say("time"), 8, "line"),
        Column(say("before"), 42, "pale"),
        Column(say("passage"), 58, "passage"),
        Column(say("after"), 42, "pale"),
        Column(say("family"), 13, "line"),
        Column(say("code"), 30, "text"),
        Column(say("phase"), 15, "text"),
        Column(say("valence"), 8, "centre"),
        Column(say("evidence"), 30, "pale"),
        Column(say("score"), 9, "number"),
        Column(say("status"), 13, "line"),
        Column(say("verdict"), 13, "fill", choices=tuple(say(v) for v in VERDICTS)),
        Column(say("new_code"), 30, "fill", choices=codes),
        Column(say("comment"), 30, "fill"),
        Column(say("reviewer"), 12, "fill"),
    ]


def _review(book: Book, study: Study, say: Wording) -> None:
    columns = _columns(study, say)
    uncoded = study.settings.list_uncoded and len(study.passages) <= MOST_UNCODED
    sheet = book.table(say("sheet_review"), columns, _rows(study, say, uncoded))
    sheet.freeze_panes(1, 7)
    last = len(study.codings) + len(study.passages) + 1
    verdict = next(place for place, column in enumerate(columns) if column.heading == say("verdict"))
    colours = {"accept": "#CFE8F3", "reject": "#E3E3E3", "recode": "#FBE3C8", "unsure": "#FCF6CF"}
    for name, colour in colours.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{say(name)}"',
            "format": book.style(f"verdict {name}", bg_color=colour),
        }
        sheet.conditional_format(1, verdict, last, verdict, rule)
    sheet.activate()
    sheet.set_first_sheet()


def _rows(study: Study, say: Wording, uncoded: bool) -> Iterator[Sequence[Value]]:
    """Each interview's suggestions in the order of the talk, below them its passages without a code."""
    codings: dict[str, list[Coding]] = defaultdict(list)
    for coding in study.codings:
        codings[coding.passage].append(coding)
    phases = {phase.id: said(phase.label, say.language) for phase in study.phase_model.phases}
    for interview in study.interviews:
        answers = [p for p in interview.passages if p.role == INTERVIEWEE]
        contexts = dict(_contexts(interview))
        for number, passage in enumerate(answers, start=1):
            for coding in codings.get(passage.id, ()):
                yield _row(coding, passage, number, contexts[passage.id], phases, study.codebook, say)
        if uncoded:
            for number, passage in enumerate(answers, start=1):
                if passage.id not in codings:
                    yield _uncoded_row(passage, number, contexts[passage.id], say)


def _row(
    coding: Coding,
    passage: Passage,
    number: int,
    context: tuple[str, str],
    phases: Mapping[str, str],
    codebook: Codebook,
    say: Wording,
) -> Sequence[Value]:
    family = coding.code.split(".", 1)[0]
    return (
        f"{passage.id}/{coding.code}",
        passage.interview,
        number,
        passage.speaker,
        clock(passage.start),
        context[0],
        passage.text,
        context[1],
        Styled(codebook.family_label(family, say.language), f"family:{family}"),
        code_choice(codebook, coding.code, say.language),
        phases.get(coding.phase, coding.phase),
        sign(coding.valence),
        coding.evidence,
        coding.score,
        say(coding.status),
        None,
        None,
        None,
        None,
    )


def _uncoded_row(passage: Passage, number: int, context: tuple[str, str], say: Wording) -> Sequence[Value]:
    return (
        f"{passage.id}/",
        passage.interview,
        number,
        passage.speaker,
        clock(passage.start),
        context[0],
        passage.text,
        context[1],
        *[None] * 6,
        Styled(say("uncoded"), "pale"),
        None,
        None,
        None,
        None,
    )


def sign(valence: int) -> str:
    """A valence for people."""
    return {-1: "−", 0: "0", 1: "+"}[valence]


def _contexts(interview: Interview) -> Iterator[tuple[str, tuple[str, str]]]:
    """Passage id -> what was said before it (the question, where it opens an answer) and after it."""
    passages = interview.passages
    for place, passage in enumerate(passages):
        before = passages[place - 1] if place else None
        after = passages[place + 1] if place + 1 < len(passages) else None
        yield passage.id, (_said(before, passage, last=True), _said(after, passage, last=False))


def _said(neighbour: Passage | None, passage: Passage, last: bool) -> str:
    if neighbour is None:
        return ""
    text = (
        neighbour.text
        if len(neighbour.text) <= CONTEXT
        else (f"… {neighbour.text[-CONTEXT:]}" if last else f"{neighbour.text[:CONTEXT]} …")
    )
    return text if neighbour.turn == passage.turn else f"{neighbour.speaker or neighbour.role}: {text}"


def _codebook(book: Book, codebook: Codebook, say: Wording) -> None:
    language = say.language
    columns = [
        Column(say("code"), 38, "strong"),
        Column(say("family"), 14, "line"),
        Column(say("epoms"), 16, "line"),
        Column(say("definition"), 44),
        Column(say("when_to_use"), 44),
        Column(say("when_not_to_use"), 44),
        Column(say("examples"), 60, "pale"),
    ]
    rows = (
        (
            code_choice(codebook, code.id, language),
            Styled(codebook.family_label(code.family, language), f"family:{code.family}"),
            say(code.epoms) if code.epoms else None,
            said(code.definition, language),
            said(code.when_to_use, language),
            said(code.when_not_to_use, language),
            "\n".join(f"– {example}" for example in code.examples.get(language, ())[:4]),
        )
        for code in codebook.codes
    )
    book.table(say("sheet_codebook"), columns, rows)


def _left_columns(say: Wording) -> list[Column]:
    return [
        Column(say("key"), 9, "key", locked=True),
        Column(say("interview"), 10, "line"),
        Column(say("reason"), 34),
        Column(say("quote_then"), 58, "passage"),
        Column(say("code"), 30),
        Column(say("decided"), 16),
        Column(say("verdict"), 13, "fill", choices=tuple(say(v) for v in VERDICTS)),
        Column(say("comment"), 30, "fill"),
    ]


def _summary(book: Book, study: Study, say: Wording) -> None:
    """Per code: in how many interviews, how often."""
    columns = [
        Column(say("family"), 16, "line"),
        Column(say("code"), 40),
        Column(say("interviews"), 14, "centre"),
        Column(say("mentions"), 12, "count"),
        *(Column(interview.id, 8, "count") for interview in study.interviews[:60]),
    ]
    book.table(say("sheet_summary"), columns, _summary_rows(study, say))


def _summary_rows(study: Study, say: Wording) -> Iterable[Sequence[Value]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in study.counted:
        counts[coding.code][coding.interview] += 1
    base = len(study.interviews)
    known = [code.id for code in study.codebook.codes]
    for code in [*known, *sorted(counts.keys() - set(known))]:
        family = code.split(".", 1)[0]
        per = counts[code]
        yield (
            Styled(study.codebook.family_label(family, say.language), f"family:{family}"),
            code_choice(study.codebook, code, say.language),
            say("n_of_base", n=len(per), base=base),
            per.total(),
            *(per[interview.id] or None for interview in study.interviews[:60]),
        )
