"""The account of a run in words: what was found, what was redone and why, which file to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.files.runs import Account

__all__ = ["lines"]

MOST_NAMED = 6


def lines(account: Account, directory: Path, verbose: bool = False) -> Iterator[str]:
    """The account, line by line.

    Args:
        account: what a run returned.
        directory: of the study, as the person wrote it.
        verbose: name every change.
    """
    counts = account.counts
    if "passages" in counts:
        yield from _found(account)
    yield from _planned(account)
    yield from _redone(account, verbose)
    if account.written:
        yield f"wrote        {', '.join(account.written)}"
    if account.seconds:
        laps = ", ".join(f"{step} {seconds:.2f}" for step, seconds in account.timings.items()) if verbose else ""
        yield f"time         {account.seconds:.1f} s{f' ({laps})' if laps else ''}"
    if account.problems:
        number = len(account.problems)
        yield f"problems     {number} {'problem' if number == 1 else 'problems'}, see below"
    yield from _next(account, directory)


def _next(account: Account, directory: Path) -> Iterator[str]:
    """Which file to open."""
    purposes = {
        "3-review.xlsx": "to review the coding",
        "3-review.new.xlsx": "for the new state; your verdicts are still in 3-review.xlsx",
        "4-touchpoints.xlsx": "for touchpoints by phase",
        "5-journey.html": "for the journey maps",
        "report.docx": "for the report",
        "report.new.docx": "for the new report; yours is still report.docx",
    }
    told = [name for name in purposes if name in account.written]
    for place, name in enumerate(told):
        yield f"{'' if place else 'open':<12} {directory / 'outputs' / name} {purposes[name]}"


def _found(account: Account) -> Iterator[str]:
    counts = account.counts
    if account.title:
        yield account.title
    yield f"interviews   {counts['interviews']} ({counts['words']:,} words)"
    yield f"passages     {counts['passages']:,}"
    families = ", ".join(f"{family} {number:,}" for family, number in counts["suggestions"].items())
    yield f"suggestions  {sum(counts['suggestions'].values()):,} ({families})"
    yield from _reviewed(account)
    if account.filled:
        yield f"filled in    {account.filled} new {'field' if account.filled == 1 else 'fields'} of workbooks"
    for place, job in enumerate(counts["jobs"]):
        base = f"{job['interviews']} of {counts['interviews']} interviews"
        yield f"{'jobs' if not place else '':<12} {job['id']}: {job['label']} ({base})"
    size = f"{counts['mentions']:,} mentions, {counts['cells']} cells"
    yield f"touchpoints  {counts['touchpoints']} in {counts['phases']} phases ({size})"


def _planned(account: Account) -> Iterator[str]:
    """How the plan of `journey select` and the interviews that are in compare."""
    planned = account.counts.get("planned")
    if not planned:
        return
    done, missing, unplanned = len(planned["done"]), planned["missing"], planned["unplanned"]
    lacking = f"; missing: {', '.join(missing)}" if missing else ""
    beyond = f"; not planned: {', '.join(unplanned)}" if unplanned else ""
    yield f"planned      {done} of {done + len(missing)} planned interviews are in{lacking}{beyond}"


def _reviewed(account: Account) -> Iterator[str]:
    counts = account.counts
    waiting = counts["unreviewed"]
    if not counts["decisions"]:
        yield f"reviewed     nothing yet: all {waiting:,} suggestions are unreviewed"
        return
    new = f", {account.imported} new" if account.imported else ""
    outcomes = ", ".join(f"{outcome} {number}" for outcome, number in counts["outcomes"].items())
    yield f"reviewed     {counts['decisions']} decisions{new} ({outcomes}); {waiting:,} suggestions unreviewed"
    if counts["moved"]:
        yield f"followed     {counts['moved']} decisions followed their words to where they stand now"
    if counts["reasons"]:
        yield f"look again   {', '.join(f'{reason} {number}' for reason, number in counts['reasons'].items())}"


def _redone(account: Account, verbose: bool) -> Iterator[str]:
    if account.waiting:
        yield f"stale        the next run will find: {account.redone}"
    elif not account.changes:
        yield "redone       nothing: everything is up to date"
        return
    else:
        yield f"redone       {account.redone}"
    grouped: dict[str, list[str]] = defaultdict(list)
    for change in account.changes:
        grouped[str(change.reason)].append(change.what)
    for reason, whats in grouped.items():
        named = [what for what in whats if what]
        shown = named if verbose else named[:MOST_NAMED]
        more = f" and {len(named) - len(shown)} more" if len(named) > len(shown) else ""
        yield f"because      {reason}{': ' + ', '.join(shown) + more if shown else ''}"
