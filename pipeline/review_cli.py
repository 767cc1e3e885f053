"""`journey review`: a workbook for each reviewer, and their verdicts back in."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.problems import Exit, Problem, StudyError

__all__ = ["review"]

STUDY = click.option(
    "--study", "directory", default=".", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="The study."
)


@click.group()
def review() -> None:
    """Give each reviewer a workbook, and take verdicts back in."""


@review.command("export")
@click.option("--for", "name", required=True, help="The reviewer's name; it stands beside every verdict.")
@click.option("--blind", is_flag=True, help="Show no suggestions: the reviewer codes from scratch.")
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=1.0, show_default=True,
              help="Sample of the passages, uncoded ones included; the same for every reviewer.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: outputs/3-review-NAME.xlsx")
@STUDY
def export(name: str, blind: bool, share: float, output: Path | None, directory: Path) -> None:
    """Write a review workbook for one reviewer; it shows that person's decisions only."""
    from pipeline.console import reported
    from pipeline.files.folders import StudyFolder, write_atomically
    from pipeline.files.review.review_workbook import Copy, review_workbook
    from pipeline.files.runs import open_study

    with reported(False):
        folder = StudyFolder(directory)
        safe = "".join(c if c.isalnum() or c in "-_" else "_" for c in name.strip())[:60]
        if not safe:
            raise StudyError([Problem("--for", "names nobody.", "Give the reviewer's name.")], Exit.USAGE)
        target = output or folder.outputs / f"3-review-{safe}.xlsx"
        if target.exists():
            remedy = f"Import it first (journey review import {target}) and delete it, or choose another name with -o."
            raise StudyError([Problem(str(target), "exists already and may hold verdicts.", remedy)], Exit.USAGE)
        with folder.locked(), folder.scratch():
            data = review_workbook(open_study(folder), Copy(name.strip(), blind, share))
        try:
            write_atomically(target, data)
        except OSError as error:
            remedy = "Choose another place with -o."
            raise StudyError([Problem(str(target), f"cannot be written ({error.strerror}).", remedy)]) from error
        click.echo(f"wrote {target}")
        click.echo(f"When {name} has finished: journey review import {target}")


@review.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@STUDY
def import_(files: tuple[Path, ...], quiet: bool, verbose: bool, as_json: bool, directory: Path) -> None:
    """Take the verdicts out of review workbooks, keep them in codebooks/decisions.csv, and do what that makes stale."""
    from pipeline.console import reported, show
    from pipeline.files.folders import StudyFolder
    from pipeline.files.runs import run

    with reported(as_json):
        account = run(StudyFolder(directory), files=files)
        show(account, directory, quiet, verbose, as_json)
        raise SystemExit(account.exit)
