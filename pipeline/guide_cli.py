"""`journey guide`: the interview guide as a Word document and as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import click

__all__ = ["guide"]

_RANGE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")


class Minutes(click.ParamType):  # type: ignore[type-arg, unused-ignore] # generic only since click 8.4
    """ "30-45", or "40" for exactly that long."""

    name = "minutes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The shortest and the longest talk."""
        match = _RANGE.fullmatch(str(value).strip())
        shortest, longest = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < shortest <= longest:
            self.fail("write the shortest and the longest talk in minutes, e.g. 30-45", param, ctx)
        return shortest, longest


@click.command()
@click.option("--language", type=click.Choice(["en", "de"]), help="Of the guide. [default: the study's]")
@click.option("--minutes", type=Minutes(), metavar="30-45", help="How long the talk may be. [default: the guide's]")
@click.argument("directory", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def guide(directory: Path, language: str | None, minutes: tuple[int, int] | None) -> None:
    """Step 2: write the interview guide (2-guide.docx, 2-guide.md).

    It is made of codebooks/guide.yaml, the codebook and the phase model; no interview is needed. A guide that you have edited
    is never overwritten. What the interviews made of it says 2-coverage.xlsx, a part of 'journey run'.
    """
    from pipeline.console import reported
    from pipeline.files.folders import StudyFolder
    from pipeline.files.guide.guide_writing import plan_guide, write_guide
    from pipeline.problems import Exit

    with reported(False):
        folder = StudyFolder(directory)
        plan = plan_guide(folder, language, minutes)
        with folder.locked():
            written, problems = write_guide(folder, plan)
        click.echo(f"wrote {', '.join(written)}" if written else "wrote nothing: the guide is as it was")
        for problem in problems:
            click.echo(f"problem: {problem}", err=True)
        raise SystemExit(Exit.PROBLEMS if problems else Exit.OK)
