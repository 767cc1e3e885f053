"""The sheet "Research gaps": what nobody reports, and whether anybody was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.files.maps.quotes import Quotes, counted
from pipeline.files.quoting import quoted
from pipeline.files.sheets import Book, Column, Value
from pipeline.method.guide.asked import Asked

__all__ = ["gaps_sheet"]

ORDER = ("never asked", "asked in general", "asked, never used", "not counted", "unprompted")


def gaps_sheet(book: Book, quotes: Quotes) -> None:
    """Phases without contacts, for all interviews and each job; touchpoints that nobody reports or nobody was asked about."""
    say = quotes.say
    columns = [
        Column(say("job"), 40),
        Column(say("touchpoint") + " / " + say("phase"), 30, "strong"),
        Column(say("epoms"), 17, "line"),
        Column(say("touchpoints_finding"), 44),
        Column(say("touchpoints_named"), 13, "centre"),
        Column(say("touchpoints_general"), 16, "centre"),
        Column(say("touchpoints_reported"), 12, "centre"),
        Column(say("touchpoints_left_out"), 13, "centre"),
        Column(say("question"), 70, "pale"),
    ]
    book.table(say("sheet_gaps"), columns, _rows(quotes), say("touchpoints_no_gaps"))


def _rows(quotes: Quotes) -> Iterator[Sequence[Value]]:
    study, say = quotes.study, quotes.say
    labels = {job.id: f"{job.id}: {job.label}" for job in study.jobs}
    for matrix in study.matrices:
        name = labels.get(matrix.job, say("sheet_all"))
        for phase in matrix.empty_phases:
            yield (name, quotes.phases[phase], None, say("gap_phase"), None, None, None, None, None)
    listed = [asked for asked in study.asked if asked.finding]
    for asked in sorted(listed, key=lambda a: ORDER.index(a.finding)):
        yield _row(asked, quotes)


def _row(asked: Asked, quotes: Quotes) -> Sequence[Value]:
    say, base = quotes.say, quotes.base

    def of(interviews: Sequence[str]) -> str:
        return say("n_of_base", n=len(interviews), base=base)

    waiting = f"{of(asked.waiting)} · {asked.left_out}×" if asked.left_out else None
    reported = [m for m in quotes.study.touchpoints if m.touchpoint == asked.touchpoint]
    told = counted(len(asked.reported), base, sum(m.status == "suggested" for m in reported), say) if reported else of(())
    return (
        say("sheet_all"),
        quotes.label(asked.touchpoint),
        quotes.epoms(asked.touchpoint),
        say(f"touchpoints_gap_{asked.finding}"),
        of(asked.by_name),
        of(asked.in_general),
        quotes.link(told, asked.touchpoint, style="centre link"),
        waiting,
        quoted(quotes.study.passages[asked.question]) if asked.question else None,
    )
