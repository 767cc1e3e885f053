"""The sheet "Quotes" of the touchpoint workbook: every mention verbatim; and how the other sheets lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.files.quoting import quoted
from pipeline.files.review.review_workbook import sign
from pipeline.files.sheets import Book, Column, Link, Value
from pipeline.files.tables import clock
from pipeline.files.wording import Wording
from pipeline.method.touchpoints.touchpoints import Mention
from pipeline.study import Study

__all__ = ["Quotes", "counted", "points"]

ANY = ""  #: instead of a phase: any phase; instead of a job: any job


class Quotes:
    """The mentions in the order of their sheet, and where each touchpoint, phase and job begins there.

    Args:
        study: whose mentions.
        say: the texts.
    """

    def __init__(self, study: Study, say: Wording) -> None:
        self.study = study
        self.say = say
        self.phases = study.phase_model.labels(say.language)
        self.base = len(study.interviews)

    @cached_property
    def ordered(self) -> tuple[Mention, ...]:
        """By touchpoint, phase, job, interview and talk."""
        order = {phase: place for place, phase in enumerate(self.study.phase_model.ids)}
        passages = self.study.passages
        return tuple(
            sorted(
                self.study.touchpoints,
                key=lambda m: (m.touchpoint, order.get(m.phase, 99), m.job, m.interview, passages[m.passage].char_start),
            )
        )

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], int]:
        rows: dict[tuple[str, str, str], int] = {}
        for row, m in enumerate(self.ordered, start=2):
            for phase, job in ((m.phase, m.job), (m.phase, ANY), (ANY, ANY)):
                rows.setdefault((m.touchpoint, phase, job), row)
        return rows

    def link(self, text: str, touchpoint: str, phase: str = ANY, job: str = ANY, style: str = "link") -> Link | str:
        """`text` leading to the first quote; plain where there is none."""
        row = self._rows.get((touchpoint, phase, job))
        return Link(text, f"internal:'{self.say('sheet_quotes')}'!A{row}", style) if row else text

    def label(self, touchpoint: str) -> str:
        """The touchpoint's label."""
        return self.study.codebook.label(f"touchpoint.{touchpoint}", self.say.language)

    def epoms(self, touchpoint: str) -> str | None:
        """The name of its EPOMS class."""
        known = self.study.epoms.get(touchpoint)
        return self.say(known) if known else None

    def named(self, phases: Iterable[str]) -> str:
        """Labels of phases."""
        return ", ".join(self.phases.get(phase, phase) for phase in phases)

    def several(self, passages: Iterable[str], most: int = 3) -> str:
        """The first of these passages, a line each."""
        found = [quoted(self.study.passages[p]) for p in passages]
        more = [f"[+{len(found) - most}]"] if len(found) > most else []
        return "\n".join([*found[:most], *more])

    def sheet(self, book: Book) -> None:
        """Write it."""
        say = self.say
        columns = [
            Column(say("touchpoint"), 24, "strong"),
            Column(say("epoms"), 16, "line"),
            Column(say("phase"), 18, "line"),
            Column(say("job"), 8, "line"),
            Column(say("interview"), 11, "line"),
            Column(say("speaker"), 14, "line"),
            Column(say("time"), 9, "line"),
            Column(say("valence"), 9, "centre"),
            Column(say("quote"), 90, "passage"),
            Column(say("question"), 50, "pale"),
            Column(say("status"), 14, "line"),
            Column(say("passage"), 13, "key"),
        ]
        book.table(say("sheet_quotes"), columns, self._lines())

    def _lines(self) -> Iterator[Sequence[Value]]:
        before, say = "", self.say
        for m in self.ordered:
            passage = self.study.passages[m.passage]
            label = self.label(m.touchpoint)
            back = Link(label, f"internal:'{say('sheet_all')}'!A1", "strong")  # Excel takes 65,530 links a sheet
            first, before = m.touchpoint != before, m.touchpoint
            yield (
                back if first else label,
                say(m.epoms) if m.epoms else None,
                self.phases.get(m.phase, m.phase),
                m.job,
                m.interview,
                passage.speaker,
                clock(passage.start),
                sign(m.valence),
                passage.text,
                passage.question[-250:],
                say(m.status),
                m.passage,
            )


def counted(interviews: int, base: int, unreviewed: int, say: Wording) -> str:
    """How many interviews of how many, marked where it is not reviewed (°) or rests on one interview (¹)."""
    return say("n_of_base", n=interviews, base=base) + ("°" if unreviewed else "") + ("¹" if interviews == 1 else "")


def points(value: float | None, say: Wording) -> str:
    """A quality for people: "+1.5", "±0"; a dash where nothing was judged."""
    if value is None:
        return "–"
    return "±0" if abs(value) < 0.05 else say.decimal(f"{value:+.1f}")
