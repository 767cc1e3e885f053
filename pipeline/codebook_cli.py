"""`journey codebook`: what changed in the codebook, the codebook as a workbook and back, and whether it is in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pipeline.problems import Exit, Problem, StudyError

if TYPE_CHECKING:
    from pipeline.files.folders import StudyFolder
    from pipeline.method.codebook.codebook import Codebook
    from pipeline.method.codebook.differences import Touched
    from pipeline.settings import Settings

__all__ = ["codebook", "last_codebook"]


@click.group()
def codebook() -> None:
    """Compare, check, and edit the codebook in Excel."""


def _study(command: Callable[..., None]) -> Callable[..., None]:
    option = click.option(
        "--study",
        "directory",
        default=".",
        type=click.Path(file_okay=False, path_type=Path),
        help="The study's folder (default: here).",
    )
    return option(command)


@codebook.command()
@click.argument("old", required=False, type=click.Path(dir_okay=False, path_type=Path))
@_study
def diff(old: Path | None, directory: Path) -> None:
    """Say what changed since the last run, or since OLD, a codebook file; and what the next run makes of it."""
    from pipeline.files.folders import StudyFolder

    with _reported():
        folder = StudyFolder(directory)
        _, path = _opened(folder)
        before = _bytes(folder, old) if old else last_codebook(folder)
        if before is None:
            remedy = "Name the codebook file to compare with: journey codebook diff OLD.yaml"
            raise StudyError([Problem(str(directory), "has had no run that could be compared with.", remedy)])
        name = folder.named(old) if old else "the codebook of the last run"
        found = _touched(folder, _read(before, name), _read(_bytes(folder, path), folder.named(path)))
        _say(found)


@codebook.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@_study
def export(file: Path | None, directory: Path) -> None:
    """Write the codebook as a workbook, one row a code, to FILE (default: codebooks/NAME.xlsx)."""
    from pipeline.files.codebook.codebook_sheets import export_codebook
    from pipeline.files.folders import StudyFolder

    with _reported():
        folder = StudyFolder(directory)
        settings, path = _opened(folder)
        target = file or folder.codebooks / f"{settings.codebook}.xlsx"
        data = _bytes(folder, path)
        workbook, problems = export_codebook(data, folder.named(path), settings.language)
        if workbook is None:
            raise StudyError(problems)
        if target.exists():
            _keep_edits(folder, target, data)
        _write(folder, target, workbook)
    click.echo(f"wrote {target}. Edit it, save it, then: journey codebook import {target}")


@codebook.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_study
def import_(file: Path, directory: Path) -> None:
    """Take over what was changed in FILE, a workbook made by 'export', or a list of codes (.csv, as Taguette writes it).

    A workbook changes the study's codebook; a list makes a new one beside it. With any problem nothing is written.
    """
    from pipeline.files.folders import StudyFolder

    with _reported():
        folder = StudyFolder(directory)
        settings, path = _opened(folder)
        with folder.locked():
            if file.suffix.lower() == ".csv":
                _import_list(folder, file)
            else:
                _import_workbook(folder, file, path, settings)


@codebook.command()
@_study
def check(directory: Path) -> None:
    """Say every problem of the codebook, or that there is none."""
    from pipeline.files.folders import StudyFolder

    with _reported():
        folder = StudyFolder(directory)
        _, path = _opened(folder)
        click.echo(f"no problems: {_size(_read(_bytes(folder, path), folder.named(path)))}")


def last_codebook(folder: StudyFolder) -> bytes | None:
    """The codebook that the last run used; None where none has run, or its cache was deleted."""
    try:
        return (folder.cache / "codebook.yaml").read_bytes()
    except OSError:
        return None


def _reported() -> AbstractContextManager[None]:
    from pipeline.console import reported  # it registers this group, so it cannot be imported above

    return reported(False)


def _opened(folder: StudyFolder) -> tuple[Settings, Path]:
    """The settings and the place of the codebook.

    Raises:
        StudyError: this is no study, or its settings cannot be read.
    """
    from pipeline.files.settings import read_settings

    folder.check()
    settings, problems = read_settings(folder)
    if settings is None:
        raise StudyError(problems)
    return settings, folder.codebook(settings.codebook)


def _bytes(folder: StudyFolder, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror or type(error).__name__})."
        raise StudyError([Problem(folder.named(path), what, "Check its name, and that it may be read.")]) from error


def _write(folder: StudyFolder, path: Path, data: bytes) -> None:
    from pipeline.files.folders import write_atomically
    from pipeline.files.publish import is_open_elsewhere

    what = "is open in another program; nothing was written." if is_open_elsewhere(path) else ""
    try:
        if not what:
            write_atomically(path, data)
    except OSError as error:
        what = f"cannot be written ({error.strerror or type(error).__name__}); nothing was changed."
    if what:
        raise StudyError([Problem(folder.named(path), what, "Close it, or make it writable, and try again.")])


def _read(data: bytes, name: str) -> Codebook:
    from pipeline.files.codebook.codebooks import read_codebook

    found, problems = read_codebook(data, name)
    if found is None:
        raise StudyError(problems)
    return found


def _keep_edits(folder: StudyFolder, workbook: Path, data: bytes) -> None:
    """Refuse to write over a workbook with changes that were not imported."""
    from pipeline.files.codebook.codebook_reading import import_codebook

    now, _ = import_codebook(_bytes(folder, workbook), folder.named(workbook), data)
    if now != data:
        what = "is there already and does not say the same as the codebook."
        remedy = "Import it, delete it, or write to another file: journey codebook export FILE"
        raise StudyError([Problem(folder.named(workbook), what, remedy)])


def _import_workbook(folder: StudyFolder, file: Path, path: Path, settings: Settings) -> None:
    from pipeline.files.codebook.codebook_reading import import_codebook

    old = _bytes(folder, path)
    new, problems = import_codebook(_bytes(folder, file), folder.named(file), old)
    if new is None:
        raise StudyError(problems)
    if new == old:
        click.echo("nothing changed")
        return
    target = folder.codebooks / f"{settings.codebook}.yaml"
    if _bytes(folder, path) != old:
        what = "was changed by somebody else at the same time; nothing was written."
        raise StudyError([Problem(folder.named(path), what, "Import again.")], Exit.BUSY)
    found = _touched(folder, _read(old, folder.named(path)), _read(new, folder.named(target)))
    _write(folder, target, new)
    click.echo(f"wrote {target}")
    _say(found)


def _import_list(folder: StudyFolder, file: Path) -> None:
    from pipeline.files.codebook.taguette import import_taguette

    new, problems = import_taguette(_bytes(folder, file), folder.named(file))
    if new is None:
        raise StudyError(problems)
    made = _read(new, file.name)
    target = folder.codebooks / f"{made.id}.yaml"
    if target.exists() and target.read_bytes() != new:
        what = "is there already, and a list of codes would replace all of it; nothing was written."
        raise StudyError([Problem(folder.named(target), what, f"Rename {file.name}, then import it again.")])
    _write(folder, target, new)
    click.echo(f"wrote {target}: {_size(made)}")
    click.echo(f"To use it, write 'codebook: {made.id}' into codebooks/study.yaml.")


def _size(book: Codebook) -> str:
    codes, families = len(book.codes), len(book.families)
    return f"{codes} {'code' if codes == 1 else 'codes'} in {families} {'family' if families == 1 else 'families'}"


class _Coded(NamedTuple):
    """A row of 3-codings.csv, as far as it matters here."""

    code: str


def _touched(folder: StudyFolder, old: Codebook, new: Codebook) -> tuple[Touched, ...]:
    """The differences with the last run's codings and the decisions that each touches."""
    import csv

    from pipeline.files.review.decisions import read_decisions
    from pipeline.method.codebook.differences import differences, touched

    log = folder.codebooks / "decisions.csv"
    decisions, _ = read_decisions(log.read_bytes(), folder.named(log)) if log.is_file() else ([], [])
    table = folder.outputs / "3-codings.csv"
    codings: list[_Coded] = []
    if table.is_file():
        with table.open(encoding="utf-8-sig", newline="") as file:
            codings = [_Coded(row.get("code") or "") for row in csv.DictReader(file)]
    return touched(differences(old, new), codings, decisions)


def _say(found: Sequence[Touched]) -> None:
    from pipeline.method.codebook.differences import in_words

    for difference in found:
        click.echo(f"  {in_words(difference)}")
    if not found:
        click.echo("no differences")
    elif any(touched.difference.codes_again for touched in found):
        click.echo("The next 'journey run' codes again what this touches; every decision is kept.")
    else:
        click.echo("No interview is coded again; the next 'journey run' writes tables and workbooks anew.")
