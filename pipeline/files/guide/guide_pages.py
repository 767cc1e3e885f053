"""The interview guide as pages: headings, questions, bullets and tables, before they become a Word document or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from pipeline.files.wording import Wording, wording
from pipeline.method.codebook.codebook import Codebook, Words, said
from pipeline.method.guide.guide import Block, Guide, phase_of, timed, tuned, unasked
from pipeline.method.talk.phases import PhaseModel

__all__ = ["Piece", "Plan", "pages"]

Kind = Literal["title", "subtitle", "heading", "page", "minor", "aim", "text", "question", "bullet", "note", "table", "sheet"]


@dataclass(frozen=True)
class Plan:
    """What a guide is written for.

    Attributes:
        guide: as read, for any codebook.
        codebook, phases: of the study.
        language: "en" or "de".
        title: of the study, "" for none.
        minutes: the shortest and the longest talk; None for the guide's own.
    """

    guide: Guide
    codebook: Codebook
    phases: PhaseModel
    language: str
    title: str = ""
    minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a table.

    Attributes:
        kind: what it is; a "page" is a heading on a new page.
        text: of a paragraph.
        rows: of a table, the first its heading; a "sheet" is a table on a page of its own, to write on.
        widths: shares of the columns.
    """

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()


def pages(plan: Plan) -> tuple[Piece, ...]:
    """The guide, in the order of its pages."""
    say = wording(plan.language)
    guide = timed(tuned(plan.guide, plan.codebook), plan.minutes)
    return (
        *_front(plan, guide, say),
        *_consent(guide, say),
        *(piece for number, block in enumerate(guide.blocks) for piece in _block(plan, guide, number, block, say)),
        *_unasked(plan, guide, say),
        *_sheet(plan, say),
    )


def _front(plan: Plan, guide: Guide, say: Wording) -> Iterator[Piece]:
    title = said(guide.title, say.language)
    yield Piece("title", f"{title}: {plan.title}" if plan.title else title)
    shortest, longest = guide.minutes
    yield Piece(
        "subtitle", say("guide_length", shortest=shortest, longest=longest, total=round(guide.total), n=len(guide.blocks))
    )
    phases = said(plan.phases.label, say.language) or plan.phases.id
    yield Piece("note", say("guide_made_for", codebook=plan.codebook.id, phases=phases))
    if hints := _listed(guide.hints, say.language):
        yield Piece("heading", say("guide_hints"))
        yield from (Piece("bullet", hint) for hint in hints)
    yield Piece("heading", say("guide_overview"))
    yield Piece("table", rows=_overview(plan, guide, say), widths=(0.05, 0.34, 0.12, 0.2, 0.23, 0.06))


def _overview(plan: Plan, guide: Guide, say: Wording) -> tuple[tuple[str, ...], ...]:
    head = tuple(_capital(say(key)) for key in ("guide_block", "guide_from", "phase", "guide_serves", "guide_done"))
    rows: list[tuple[str, ...]] = [("", *head)]
    for number, block in enumerate(guide.blocks):
        start, end = _times(guide)[number]
        families = _families(plan.codebook, block, say.language)
        rows.append(
            (str(number + 1), said(block.label, say.language), f"{start}–{end}", _phase(plan, block), ", ".join(families), "☐")
        )
    return tuple(rows)


def _times(guide: Guide) -> list[tuple[int, int]]:
    ends = [round(end) for end in accumulate(block.minutes for block in guide.blocks)]
    return list(zip([0, *ends], ends, strict=False))


def _phase(plan: Plan, block: Block) -> str:
    phase = phase_of(block, plan.phases)
    return next((said(p.label, plan.language) for p in plan.phases.phases if p.id == phase), "")


def _families(codebook: Codebook, block: Block, language: str) -> list[str]:
    """Labels of the families and codes that a block names."""
    return [codebook.label(c, language) if c in codebook.by_id else codebook.family_label(c, language) for c in block.codes]


def _consent(guide: Guide, say: Wording) -> Iterator[Piece]:
    if paragraphs := _listed(guide.consent, say.language):
        yield Piece("page", say("guide_consent"))
        yield Piece("note", say("guide_consent_note"))
        yield from (Piece("bullet", paragraph) for paragraph in paragraphs)
        head = tuple(map(_capital, (say("guide_name"), say("guide_date"), say("guide_signature"))))
        yield Piece("table", rows=(head, ("", "", "")), widths=(0.34, 0.3, 0.36))


def _block(plan: Plan, guide: Guide, number: int, block: Block, say: Wording) -> Iterator[Piece]:
    start, end = _times(guide)[number]
    label = said(block.label, say.language)
    kind: Kind = "heading" if number else "page"
    yield Piece(kind, say("guide_heading", n=number + 1, label=label, start=start, end=end))
    if aim := said(block.aim, say.language):
        yield Piece("aim", say("guide_aim", aim=aim))
    yield Piece("question", said(block.question, say.language))
    if probes := _listed(block.probes, say.language):
        yield Piece("minor", say("guide_probes"))
        yield from (Piece("bullet", probe) for probe in probes)
    if codes := _listen_for(plan.codebook, block, say.language):
        yield Piece("note", say("guide_listen_for", codes=codes))


def _listen_for(codebook: Codebook, block: Block, language: str) -> str:
    """The codes that the answers serve, by family."""
    parts = []
    for family in codebook.families:
        labels = [codebook.label(c.id, language) for c in codebook.codes if c.family == family.id and block.serves(c.id)]
        if labels:
            parts.append(f"{codebook.family_label(family.id, language)} ({', '.join(labels)})")
    return "; ".join(parts)


def _unasked(plan: Plan, guide: Guide, say: Wording) -> Iterator[Piece]:
    missing = unasked(guide, plan.codebook, plan.phases, plan.guide)
    codebook, language = plan.codebook, say.language
    lines: list[str] = []
    for family in (f for f in codebook.families if f.id in missing.families):
        count = sum(code.family == family.id for code in codebook.codes)
        text = said(family.definition, language)
        lines.append(say("guide_unasked_family", label=said(family.label, language), n=count, definition=text).strip())
    for family in codebook.families:
        labels = [codebook.label(code, language) for code in missing.codes if codebook.by_id[code].family == family.id]
        if labels:
            lines.append(say("guide_unasked_codes", label=said(family.label, language), codes=", ".join(labels)))
    phases = (phase for phase in plan.phases.phases if phase.id in missing.phases)
    lines += [say("guide_unasked_phase", label=said(phase.label, language)) for phase in phases]
    blocks = (block for block in plan.guide.blocks if block.id in missing.blocks)
    lines += [say("guide_unasked_block", label=said(block.label, language)) for block in blocks]
    yield Piece("heading", say("guide_unasked"))
    if not lines:
        yield Piece("text", say("guide_unasked_nothing"))
    yield from (Piece("bullet", line) for line in lines)


def _sheet(plan: Plan, say: Wording) -> Iterator[Piece]:
    """The note sheet: the phases of the study's model down, what to note across."""
    columns = ("guide_when", "guide_happened", "guide_people", "guide_touchpoints", "guide_feelings", "guide_quotes")
    head = (_capital(say("phase")), *(say(column) for column in columns))
    rows = [(said(phase.label, say.language), *[""] * len(columns)) for phase in plan.phases.phases]
    yield Piece(
        "sheet", f"{say('guide_sheet')}\n{say('guide_sheet_head')}", (head, *rows), (0.13, 0.07, 0.22, 0.13, 0.15, 0.1, 0.2)
    )


def _capital(text: str) -> str:
    """A heading that begins a table's column."""
    return text[:1].upper() + text[1:]


def _listed(words: Words, language: str) -> Sequence[str]:
    """The lines in a language, or in the first there is."""
    return words.get(language) or next(iter(words.values()), ())
