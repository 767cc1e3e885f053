"""`journey select`: whom to interview, out of a customer list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.files.sample.sampling import Chosen

__all__ = ["select"]

MOST_NAMED = 12


def _span(_context: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """ "8-12", or "10" for exactly so many, as a pair; the smaller number first."""
    if value is None:
        return None
    parts = value.replace("–", "-").split("-")
    if len(parts) > 2 or not all(part.strip().isdecimal() for part in parts) or int(parts[0]) > int(parts[-1]):
        raise click.BadParameter(f"{value!r} is neither a number nor a span such as 8-12.", param=option)
    return int(parts[0]), int(parts[-1])


@click.command()
@click.argument("customers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Count the months back from this day (default: today).")
@click.option("--count", metavar="N-M", callback=_span, help="How many people, such as 8-12.")
@click.option("--months", metavar="N-M", callback=_span, help="How many months ago they decided, such as 3-6.")
@click.option("--seed", type=int, help="Decides between people who are equally good.")
@click.option("--fresh", is_flag=True, help="Choose without regard to whom the last plan names.")
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
def select(
    customers: Path,
    directory: Path,
    date: datetime | None,
    count: tuple[int, int] | None,
    months: tuple[int, int] | None,
    seed: int | None,
    fresh: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Step 1: choose whom to interview out of CUSTOMERS, a list as .csv or .xlsx (outputs/1-sample.xlsx, codebooks/sample.csv).

    DIRECTORY is the study's folder (default: here).
    """
    from pipeline.console import reported

    with reported(as_json):
        from pipeline.files.folders import StudyFolder
        from pipeline.files.sample.sampling import Asked, choose

        day = f"{date:%Y-%m-%d}" if date else None
        chosen = choose(StudyFolder(directory), customers, Asked(day, count, months, seed, fresh))
        if as_json:
            problems = [{"where": p.where, "what": p.what, "remedy": p.remedy} for p in chosen.problems]
            told = {**chosen.counts, "written": list(chosen.written), "problems": problems, "exit": int(chosen.exit)}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            for line in () if quiet else _lines(chosen, directory):
                click.echo(line)
            for problem in chosen.problems:
                click.echo(f"problem: {problem}", err=True)
        raise SystemExit(chosen.exit)


def _lines(chosen: Chosen, directory: Path) -> Iterator[str]:
    """The account: what the list holds, who is eligible, who was chosen."""
    sample, customers = chosen.sample, chosen.sample.customers
    yield f"customers    {len(customers.candidates):,} in {sample.source}; {len(customers.columns)} columns recognised"
    first, last = sample.screened.window
    low, high = sample.rules.months
    yield f"date         {sample.day}: decided {first} to {last}, {low} to {high} months before; seed {sample.rules.seed}"
    if customers.dates.settled:
        order = "day" if customers.dates.order == "dmy" else "month"
        others = f"{customers.dates.evidence} others of the column can only be read so"
        yield f"dates        {customers.dates.settled} with slashes or dashes read {order} first: {others}"
    out = ", ".join(f"{reason} {number}" for reason, number in chosen.excluded.items())
    excluded = f"; excluded {len(sample.screened.excluded):,} ({out})" if out else ""
    yield f"eligible     {len(sample.screened.eligible):,}{excluded}"
    yield _covered(chosen)
    yield f"reserve      {len(sample.selection.reserve)}"
    yield from _changes(chosen)
    if chosen.written:
        yield f"wrote        {', '.join(chosen.written)}"
    yield f"open         {directory / 'outputs' / '1-sample.xlsx'} to see why, and to say who must, or must never, be asked"


def _covered(chosen: Chosen) -> str:
    """How much of what the list offers is covered; what is unknown counts neither way."""
    selection = chosen.sample.selection
    met = {(c.candidate.segment, c.candidate.band) for c in selection.selected}
    parts = []
    for place, name in enumerate(("segments", "sizes")):
        there, had = ({cell[place] for cell in cells if cell[place]} for cells in (selection.eligible, met))
        parts.append(f"{len(had)} of {len(there)} {name}")
    known, filled = ({cell for cell in cells if all(cell)} for cells in (selection.eligible, met))
    reach = f"{len(filled)} of {len(known)} cells where anybody is eligible"
    return f"selected     {len(selection.selected)}: {', '.join(parts)}, {reach}"


def _changes(chosen: Chosen) -> Iterator[str]:
    """What became of the former plan."""
    if chosen.filled:
        yield f"filled in    {chosen.filled} {'field' if chosen.filled == 1 else 'fields'} of the workbook taken over"
    if not chosen.former:
        return
    new = [name for name in chosen.selected if name not in chosen.former]
    named = f" ({', '.join(new[:MOST_NAMED])}{', …' if len(new) > MOST_NAMED else ''})" if new else ""
    yield f"plan         {len(chosen.selected) - len(new)} kept, {len(new)} new{named}, {len(chosen.dropped)} dropped"
    for name, why in chosen.dropped.items():
        yield f"             {name} dropped: {why}"
