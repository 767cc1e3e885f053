"""Reading a review workbook back: what people typed becomes decisions, however the sheets were sorted, cut or renamed."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pipeline.files.review_keys import DISAGREEMENT, REVIEW, Key, origin, shown
from pipeline.files.wording import ADDITIONAL_VERDICTS, VERDICT_KEYS, wording
from pipeline.method.codebook import Codebook
from pipeline.method.decisions import Decision, Verdict, current, latest
from pipeline.method.passages import Passage
from pipeline.method.turns import INTERVIEWEE
from pipeline.problems import Problem

__all__ = ["Context", "Import", "Mark", "decided", "read_marks"]

LANGUAGES = ("en", "de")
_FIELDS = ("key", "interview", "speaker", "before", "passage", "after", "verdict", "new_code", "comment", "reviewer")
SIDE = 120  #: characters of context kept with a decision
MOST_BYTES = 200_000_000  #: of an unpacked workbook


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person left in a row that was touched.

    Attributes:
        where: file, sheet and row, for problem lines.
        key: of the row.
        verdict: as typed.
        new_codes: ids as chosen, from one or more columns.
        comment, reviewer: as typed.
        seen: the row's other cells as they stand (interview, speaker, before, passage, after).
    """

    where: str
    key: Key
    verdict: str
    new_codes: tuple[str, ...]
    comment: str
    reviewer: str
    seen: Mapping[str, str]


@dataclass(frozen=True)
class Context:
    """What must be known to turn marks into decisions.

    Attributes:
        codebook: the codebook now.
        passages: by id; those of a workbook from before a transcript changed may be missing.
        log: the decisions made so far.
        time: of this import, ISO 8601.
        reviewer: who decides where a row names nobody.
        arbiter: who settles disagreements where a row names nobody.
    """

    codebook: Codebook
    passages: Mapping[str, Passage]
    log: Sequence[Decision]
    time: str
    reviewer: str = ""
    arbiter: str = ""

    @cached_property
    def around(self) -> dict[str, tuple[str, str]]:
        """Passage -> the interviewee's words right before and after it, to find it again later."""
        answers = [passage for passage in self.passages.values() if passage.role == INTERVIEWEE]
        texts = {}
        for before, here, after in zip([None, *answers], answers, [*answers[1:], None], strict=False):
            sides = [p.text if p is not None and p.interview == here.interview else "" for p in (before, after)]
            texts[here.id] = (sides[0][-SIDE:], sides[1][:SIDE])
        return texts


@dataclass(frozen=True)
class Import:
    """New decisions of a workbook, and the rows that could not be used."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    touched: int = field(default=0)


def read_marks(data: bytes, where: str) -> tuple[list[Mark], list[Problem]]:
    """Every row that a person touched, on every sheet that has keys.

    Args:
        data: the workbook's bytes.
        where: how problem lines name it.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                return [], [Problem(where, "unpacks to more than 200 MB.", "Check that it is a review workbook.")]
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        what = f"cannot be read as an Excel workbook ({type(error).__name__})."
        return [], [Problem(where, what, "Save it again as .xlsx. Nothing in it was lost or overwritten.")]
    marks: list[Mark] = []
    problems: list[Problem] = []
    keyed = False
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        place = f"{where}, sheet '{sheet.title}'"
        columns, skipped = _columns(rows)
        if "key" not in columns:
            continue
        keyed = True
        if "verdict" not in columns:
            problems.append(Problem(place, "has keys but no column 'verdict'.", "Give the column its heading back."))
            continue
        for number, row in enumerate(rows, start=skipped + 1):
            _read_row(f"{place}, row {number}", row, columns, marks, problems)
    book.close()
    if not keyed:
        problems.append(Problem(where, "has no sheet with a column 'key'.", "Check that it is a review workbook."))
    return marks, problems


def _columns(rows: Iterator[tuple[Any, ...]]) -> tuple[dict[str, list[int]], int]:
    """Field -> its columns, from the first of the top rows that has the heading of the key; and the rows read."""
    headings = {wording(language)(name).casefold(): name for name in _FIELDS for language in LANGUAGES}
    for number, row in enumerate(rows, start=1):
        found: dict[str, list[int]] = defaultdict(list)
        for place, value in enumerate(row):
            heading = _text(value).casefold()
            name = headings.get(heading) or headings.get(heading.rstrip(" 0123456789"))
            if name:
                found[name].append(place)
        if "key" in found:
            return dict(found), number
        if number >= 10:
            break
    return {}, 0


def _read_row(
    where: str, row: Sequence[Any], columns: Mapping[str, list[int]], marks: list[Mark], problems: list[Problem]
) -> None:
    def cells(name: str) -> list[str]:
        return [_text(row[place]) if place < len(row) else "" for place in columns.get(name, ())]

    def cell(name: str) -> str:
        return next((text for text in cells(name) if text), "")

    verdict, comment, written = cell("verdict"), cell("comment"), cell("key")
    new_codes = tuple(code.split("·")[0].strip() for code in cells("new_code") if code)
    key = Key.parse(written)
    if key is None:
        if verdict or comment or new_codes:
            what = "has a verdict, but its key was edited or is missing." if written else "has a verdict but no key."
            remedy = "Copy the key from the row of that passage, or enter the verdict there."
            problems.append(Problem(where, what, remedy))
        return
    if shown(_verdict_name(verdict), new_codes, comment) != key.shown:
        seen = {name: cell(name) for name in ("interview", "speaker", "before", "passage", "after")}
        marks.append(Mark(where, key, verdict, new_codes, comment, cell("reviewer"), seen))


def _text(value: Any) -> str:
    """A cell as text, whatever Excel or LibreOffice made of it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\u00a0", " ").strip()


_NOTHING = shown("", (), "")  #: what a row says that nobody has decided
_WORDS = {wording(language)(name).casefold(): name for name in VERDICT_KEYS for language in LANGUAGES} | ADDITIONAL_VERDICTS


def _verdict_name(text: str) -> str:
    """The verdict meant by a word in either language, the word itself where it is none."""
    plain = " ".join(text.casefold().split()).strip(".!,;: ")
    return _WORDS.get(plain, plain)


def decided(marks: Sequence[Mark], context: Context) -> Import:
    """What the marks decide. A mark that cannot be used is a problem; all others are taken."""
    problems: list[Problem] = []
    decisions: list[Decision] = []
    held = {decision.key: decision for decision in latest(context.log)}
    origins = {origin(decision): decision for decision in current(context.log)}
    for mark in _unambiguous(marks, problems):
        for decision in _decisions(mark, context, origins, problems):
            old = held.get(decision.key)
            if old is not None and (old.says, old.comment, old.meaning, old.arbiter) == (
                decision.says,
                decision.comment,
                decision.meaning,
                decision.arbiter,
            ):
                continue  # a workbook imported twice decides nothing new
            held[decision.key] = decision
            decisions.append(decision)
    return Import(tuple(decisions), tuple(problems), len(marks))


def _unambiguous(marks: Sequence[Mark], problems: list[Problem]) -> Iterator[Mark]:
    """Marks whose row does not stand twice with different verdicts."""
    rows: dict[tuple[str, str, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        rows[mark.key.kind + mark.key.origin, mark.key.passage, mark.key.code].append(mark)
    for group in rows.values():
        said = {(_verdict_name(m.verdict), m.new_codes, m.comment, m.reviewer) for m in group}
        if group[0].key.code and len({(verdict, codes) for verdict, codes, _, _ in said}) > 1 and len({r for *_, r in said}) == 1:
            places = " and ".join(mark.where.rpartition(", ")[2] for mark in group[:3])
            problems.append(Problem(group[0].where, f"stands more than once with different verdicts ({places}).", "Keep one."))
        else:
            yield from group


def _decisions(
    mark: Mark,
    context: Context,
    origins: Mapping[str, Decision],
    problems: list[Problem],
) -> Iterator[Decision]:
    verdict = _verdict_name(mark.verdict)
    fault = _fault(mark, verdict, context.codebook)
    if fault:
        problems.append(Problem(mark.where, *fault))
        return
    reviewer = mark.reviewer or (context.arbiter if mark.key.kind == DISAGREEMENT else "") or context.reviewer
    if not verdict and not mark.new_codes:
        if mark.comment:
            yield _decision(mark, context, mark.key.code, Verdict.NOTE, "", reviewer)
        elif mark.key.shown != _NOTHING and mark.key.kind == REVIEW:
            yield _decision(mark, context, mark.key.code, Verdict.WITHDRAW, "", reviewer)
        return
    settled = origins.get(mark.key.origin)
    if settled is not None and settled.key != (mark.key.passage, mark.key.code, reviewer) and mark.key.kind != DISAGREEMENT:
        yield _withdrawn(settled, context.time)  # before what replaces it, for both may be about the same coding now
    if not mark.key.code:
        for code in mark.new_codes:
            yield _decision(mark, context, code, Verdict.ADD, "", reviewer)
    elif verdict == Verdict.RECODE:
        yield _decision(mark, context, mark.key.code, Verdict.RECODE, mark.new_codes[0], reviewer)
    else:
        yield _decision(mark, context, mark.key.code, Verdict(verdict), "", reviewer)


def _fault(mark: Mark, verdict: str, codebook: Codebook) -> tuple[str, str] | None:
    """What is wrong with a row, and what to do; None where it can be used."""
    allowed = [wording("en")(name) for name in VERDICT_KEYS]
    if verdict and verdict not in VERDICT_KEYS:
        return f"has the verdict '{mark.verdict[:30]}', which is none.", f"Choose one of {', '.join(allowed)}."
    unknown = [code for code in mark.new_codes if code not in codebook.by_id]
    if unknown:
        return f"names the code '{unknown[0][:60]}', which the codebook does not have.", "Choose one from the list."
    if not mark.key.code:
        if not mark.new_codes and verdict:
            return "has a verdict but no new code.", "Choose the code under 'new code', or clear the verdict."
        if mark.new_codes and verdict in (Verdict.REJECT, Verdict.UNSURE):
            return f"has a new code but the verdict '{verdict}'.", "Choose 'accept' to add it, or clear the code."
        return None
    others = [code for code in mark.new_codes if code != mark.key.code]
    if verdict == Verdict.RECODE and not others:
        return "is to be recoded, but no other code is chosen.", "Choose it under 'new code'."
    if verdict == Verdict.RECODE and len(others) > 1:
        return "is to be recoded to several codes.", "Choose one; add the others in the row of the passage."
    if others and verdict != Verdict.RECODE:
        return "has a new code but is not to be recoded.", "Choose 'recode', or clear the new code."
    return None


def _decision(mark: Mark, context: Context, code: str, verdict: Verdict, new_code: str, reviewer: str) -> Decision:
    passage = context.passages.get(mark.key.passage)
    about = context.codebook.by_id.get(new_code or code)
    meaning = about.meaning if about is not None and (new_code or not mark.key.code) else mark.key.meaning
    before, after = context.around.get(mark.key.passage) or (mark.seen["before"][-SIDE:], mark.seen["after"][:SIDE])
    return Decision(
        interview=passage.interview if passage else mark.seen["interview"],
        passage=mark.key.passage,
        code=code,
        verdict=verdict,
        new_code=new_code,
        comment=mark.comment,
        reviewer=reviewer,
        time=context.time,
        quote=passage.text if passage else mark.seen["passage"],
        before=before,
        after=after,
        speaker=passage.speaker if passage else mark.seen["speaker"],
        meaning=meaning,
        arbiter="yes" if mark.key.kind == DISAGREEMENT else "",
    )


def _withdrawn(decision: Decision, time: str) -> Decision:
    return replace(decision, verdict=Verdict.WITHDRAW, time=time, comment="settled by a later decision")
