"""Sheets that only inform: the codebook, the codes by interview, the interviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.files.sheets import Book, Column, Styled, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording
from pipeline.method.codebook.codebook import Codebook, said
from pipeline.study import Study

__all__ = ["codebook_sheet", "interviews_sheet", "summary_sheet"]

MOST_COLUMNS = 60  #: interviews with a column of their own
FACTS = ("name", "company", "industry", "employees", "role", "decided_on")


def codebook_sheet(book: Book, codebook: Codebook, say: Wording) -> None:
    """What every code means; its first column feeds the drop-downs."""
    language = say.language
    columns = [
        Column(say("code"), 38, "strong"), Column(say("family"), 14, "line"), Column(say("epoms"), 16, "line"),
        Column(say("definition"), 44), Column(say("when_to_use"), 44), Column(say("when_not_to_use"), 44),
        Column(say("examples"), 60, "pale"),
    ]  # fmt: skip
    rows = (
        (
            f"{code.id} · {codebook.label(code.id, language)}",
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


def summary_sheet(book: Book, study: Study, say: Wording) -> None:
    """Per code: in how many interviews, how often, and how often in each."""
    columns = [
        Column(say("family"), 16, "line"), Column(say("code"), 40), Column(say("interviews"), 14, "centre"),
        Column(say("mentions"), 12, "count"), Column(say("unreviewed_n"), 12, "count"),
        *(Column(interview.id, 8, "count") for interview in study.interviews[:MOST_COLUMNS]),
    ]  # fmt: skip
    sheet = book.table(say("sheet_summary"), columns, _summary_rows(study, say))
    sheet.freeze_panes(1, 5)


def _summary_rows(study: Study, say: Wording) -> Iterator[Sequence[Value]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in study.counted:
        counts[coding.code][coding.interview] += 1
    unreviewed = Counter(coding.code for coding in study.counted if coding.status == "suggested")
    base = len(study.interviews)
    known = [code.id for code in study.codebook.codes]
    for code in [*known, *sorted(counts.keys() - set(known))]:
        family = code.split(".", 1)[0]
        per = counts[code]
        yield (
            Styled(study.codebook.family_label(family, say.language), f"family:{family}"),
            f"{code} · {study.codebook.label(code, say.language)}", say("n_of_base", n=len(per), base=base), per.total(),
            unreviewed[code] or None,
            *(per[interview.id] or None for interview in study.interviews[:MOST_COLUMNS]),
        )  # fmt: skip


def interviews_sheet(book: Book, study: Study, say: Wording) -> None:
    """Who was interviewed, how long, and how much of it is coded and reviewed."""
    columns = [
        Column(say("interview"), 12, "strong"), *(Column(say(fact), 22) for fact in FACTS), Column(say("language"), 10, "centre"),
        Column(say("length"), 10, "centre"), Column(say("words"), 9, "count"), Column(say("passages"), 10, "count"),
        Column(say("suggestions"), 12, "count"), Column(say("reviewed"), 10, "count"), Column(say("job"), 44),
    ]  # fmt: skip
    labels = {interview: f"{job.id}: {job.label}" for job in study.jobs for interview in job.interviews}
    reviewed = Counter(c.interview for c in study.codings if c.status != "suggested")

    def rows() -> Iterator[Sequence[Value]]:
        for interview in study.interviews:
            person = study.participants.get(interview.id)
            facts = dict(person.facts) | {"name": person.name} if person else {}
            yield (
                interview.id, *(facts.get(fact) for fact in FACTS), interview.language, clock(interview.seconds), interview.words,
                len(interview.passages), len(interview.suggestions), reviewed[interview.id], labels.get(interview.id),
            )  # fmt: skip

    book.table(say("sheet_interviews"), columns, rows())
