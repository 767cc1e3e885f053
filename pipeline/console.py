"""What the commands say on the console: accounts, progress, problems. Shared by all groups of commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.problems import Exit, Problem, StudyError

if TYPE_CHECKING:
    from pipeline.files.runs import Account

__all__ = ["progress", "reported", "show"]


@contextmanager
def reported(as_json: bool) -> Iterator[None]:
    """What stops a command is told as problem lines, never as a traceback."""
    try:
        yield
    except StudyError as error:
        if as_json:
            click.echo(json.dumps({"problems": [_plain(p) for p in error.problems], "exit": int(error.code)}, ensure_ascii=False))
        else:
            _print_problems(error.problems)
        raise SystemExit(error.code) from None
    except Exception as error:
        # The message and the values of an unexpected error may hold what an interviewee said: only its place is told.
        import traceback

        place = traceback.extract_tb(error.__traceback__)[-1]
        if isinstance(error, BrokenPipeError) and Path(place.filename).parent.name == "click":
            raise  # whoever read what we print went away (journey run | head): click ends without a word
        click.echo(f"journey made a mistake: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}", err=True)
        click.echo("Nothing was changed. Please report this line; it holds nothing confidential.", err=True)
        raise SystemExit(Exit.INTERNAL) from None
    except KeyboardInterrupt:
        click.echo("Interrupted; the outputs are those of before.", err=True)
        raise SystemExit(Exit.INTERRUPTED) from None


@contextmanager
def progress(silent: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error where a person looks on and there is something to wait for."""
    if silent or not sys.stderr.isatty():
        from pipeline.files.coding.interviews import unseen

        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading and coding interviews"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("interviews", total=None)

        def tick(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=True)

        yield tick


def _plain(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "what": problem.what, "remedy": problem.remedy}


def _print_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(f"problem: {problem}", err=True)


def show(account: Account, directory: Path, quiet: bool, verbose: bool, as_json: bool) -> None:
    """Print what a run found, as lines or as JSON, and its problems."""
    if as_json:
        click.echo(json.dumps(_as_json(account), ensure_ascii=False))
        return
    if not quiet:
        from pipeline.files.account import lines

        for line in lines(account, directory, verbose):
            click.echo(line)
    _print_problems(account.problems)


def _as_json(account: Account) -> dict[str, Any]:
    return {
        "title": account.title,
        "counts": account.counts,
        "imported": account.imported,
        "filled": account.filled,
        "changes": [str(change) for change in account.changes],
        "redone": account.redone,
        "written": list(account.written),
        "problems": [_plain(problem) for problem in account.problems],
        "seconds": round(account.seconds, 3),
        "exit": int(account.exit),
    }
