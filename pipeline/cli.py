"""The command line: one short command a verb. Heavy imports stay inside the commands, so that --help answers at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from pipeline import __version__
from pipeline.codebook_cli import codebook
from pipeline.console import progress, reported, show
from pipeline.evaluate_cli import evaluate, explain
from pipeline.guide_cli import guide
from pipeline.review_cli import review
from pipeline.select_cli import select

__all__ = ["main"]

EPILOG = """\b
Exit codes: 0 done; 1 done, but some inputs had problems; 2 wrong usage;
3 nothing could be done; 4 another run works on the study; 5 a mistake in
journey; 130 interrupted.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, prog_name="journey")
def main() -> None:
    """From customer interviews to the customer journey.

    A study is a folder with interviews/, codebooks/ and outputs/. Start one with 'journey init', put transcripts into
    interviews/, and call 'journey run' whenever something has changed.
    """


def _study_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts."),
        click.option("-v", "--verbose", is_flag=True, help="Say more: every change, time a step."),
        click.option("-q", "--quiet", is_flag=True, help="Print problems only."),
        click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path)),
    ):
        command = option(command)
    return command


def _step(name: str, steps: tuple[str, ...], text: str) -> None:
    @_study_options
    def command(directory: Path, quiet: bool, verbose: bool, as_json: bool) -> None:
        import gc

        from pipeline.files.folders import StudyFolder
        from pipeline.files.runs import OUTPUTS, run

        gc.disable()  # a run makes hundreds of thousands of values without cycles and then ends: a tenth faster
        with reported(as_json):
            with progress(quiet or as_json) as tick:
                account = run(StudyFolder(directory), steps or tuple(OUTPUTS), tick)
            show(account, directory, quiet, verbose, as_json)
            raise SystemExit(account.exit)

    command.__doc__ = text
    main.command(name)(command)


_step(
    "run",
    (),
    """Do everything that is stale, and say what was found.

    DIRECTORY is the study's folder (default: here).""",
)
_step("read", ("read",), """Step 2: read the transcripts into passages (2-passages.csv).""")
_step("code", ("code",), """Step 3: suggest codes for the passages (3-codings.csv, 3-review.xlsx).""")
_step("jobs", ("jobs",), """Step 3: cluster what is reported into jobs-to-be-done (3-jobs.csv).""")
_step("touchpoints", ("touchpoints",), """Step 4: touchpoints by phase (4-touchpoints.csv, 4-touchpoints.xlsx).""")
_step("strategies", ("strategies",), """Step 6: the strongest improvements, effect against effort (6-strategies.xlsx).""")


_step("report", ("report",), """The findings as a Word document with quotes (report.docx); one that you have edited is kept.""")


@main.command("map")
@_study_options
@click.option("--png", is_flag=True, help="Draw each map as a PNG too; later runs keep those that are there up to date.")
def journey_map(directory: Path, quiet: bool, verbose: bool, as_json: bool, png: bool) -> None:
    """Step 5: the journey map per job (5-journey.html, and a drawing of each: 5-journey-<job>.svg)."""
    from dataclasses import replace

    from pipeline.files.folders import StudyFolder
    from pipeline.files.pictures import draw_pngs
    from pipeline.files.runs import run

    folder = StudyFolder(directory)
    with reported(as_json):
        with progress(quiet or as_json) as tick:
            account = run(folder, ("journey",), tick)
        if png:
            written, problems = draw_pngs(folder)
            account = replace(account, written=(*account.written, *written), problems=(*account.problems, *problems))
        show(account, directory, quiet, verbose, as_json)
        raise SystemExit(account.exit)


@main.command()
@_study_options
def status(directory: Path, quiet: bool, verbose: bool, as_json: bool) -> None:
    """Say what the study holds and what the next run would do; writes nothing."""
    from pipeline.files.folders import StudyFolder
    from pipeline.files.runs import status as state

    with reported(as_json):
        account = state(StudyFolder(directory))
        show(account, directory, quiet, verbose, as_json)
        raise SystemExit(account.exit)


@main.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Of headings and texts.")
@click.option("--title", default="", help="Of the study, for headings.")
def init(directory: Path, language: str, title: str) -> None:
    """Make a new study in DIRECTORY with explained, ready-to-edit files; existing files are never touched."""
    from pipeline.files.starting import start_study

    with reported(False):
        made, kept = start_study(directory, language, title)
    for name in made:
        click.echo(f"made {directory / name}")
    for name in kept:
        click.echo(f"kept {directory / name} (it was there already)")
    click.echo(f"\nNext: put transcripts into {directory / 'interviews'}, then: journey run {directory}")


main.add_command(select)
main.add_command(guide)
main.add_command(review)
main.add_command(codebook)
main.add_command(evaluate)
main.add_command(explain)
