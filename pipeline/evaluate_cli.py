"""`journey evaluate` and `journey explain`: how good the coder's suggestions are, and why a passage got a code."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.problems import Exit

if TYPE_CHECKING:
    from pipeline.files.coding.evaluations import Judged
    from pipeline.method.coding.evaluation import Rate

__all__ = ["evaluate", "explain"]

WIDTH = 110  #: of a table that is not shown in a terminal


@click.command()
@click.option(
    "--against",
    "files",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A coded file (.csv, .tsv, .xlsx) or a folder of them; may be repeated. Default: the reviewers' decisions.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every code, not only the families.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path))
def evaluate(directory: Path, files: tuple[Path, ...], verbose: bool, as_json: bool) -> None:
    """Measure the coder's suggestions, as made before review, against people's coding (3-evaluation.csv)."""
    from pipeline.console import reported
    from pipeline.files.coding.evaluations import judge
    from pipeline.files.folders import StudyFolder

    with reported(as_json):
        judged = judge(StudyFolder(directory), files)
        if as_json:
            click.echo(json.dumps(_as_json(judged), ensure_ascii=False))
        else:
            _show(judged, verbose)
            for problem in judged.problems:
                click.echo(f"problem: {problem}", err=True)
        raise SystemExit(Exit.PROBLEMS if judged.problems else Exit.OK)


@click.command()
@click.argument("passage")
@click.argument("code", default="")
@click.argument("directory", default=".", type=click.Path(file_okay=False, path_type=Path))
def explain(passage: str, code: str, directory: Path) -> None:
    """Say why PASSAGE (an id from 3-codings.csv) is coded as it is, and why it has, or has not, the code CODE.

    Prints what the interviewee said: it is for your own screen.
    """
    from pipeline.console import reported
    from pipeline.files.coding.explanations import explain as explained
    from pipeline.files.folders import StudyFolder

    if code and directory == Path() and Path(code).is_dir():
        code, directory = "", Path(code)  # journey explain PASSAGE DIRECTORY
    with reported(False):
        lines = list(explained(StudyFolder(directory), passage, code).lines())
    wide = max(len(heading) for heading, _ in lines)
    for heading, text in lines:
        click.echo(f"{heading:<{wide}}  {text}")


def _as_json(judged: Judged) -> dict[str, Any]:
    result = judged.result
    return {
        "against": list(judged.against) or "decisions",
        "suggestions": result.suggestions,
        "judged": result.judged,
        "disputed": result.disputed,
        "interviews": list(result.interviews),
        "recall_known": list(result.complete),
        "macro_f1": {"value": result.macro_f1[0], "families": result.macro_f1[1]},
        "scores": [asdict(score) for score in result.scores],
        "problems": [{"where": p.where, "what": p.what, "remedy": p.remedy} for p in judged.problems],
        "exit": int(Exit.PROBLEMS if judged.problems else Exit.OK),
    }


def _show(judged: Judged, verbose: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from pipeline.files.coding.evaluations import OUTPUT
    from pipeline.files.wording import wording
    from pipeline.method.coding.evaluation import LEAST

    study, result = judged.study, judged.result
    say = wording(study.settings.language)
    what = ", ".join(judged.against) or say("evaluation_decisions")
    click.echo(say("evaluation_title", what=what))
    shown = Table(box=None, pad_edge=False)
    shown.add_column("")
    for key in ("right", "wrong", "missed", "precision", "recall", "f1"):
        shown.add_column(say(f"evaluation_{key}"), justify="right")
    for score in result.scores:
        if score.level != "code" or (verbose and score.precision.value is not None):
            book = study.codebook
            label = {"all": say("evaluation_all"), "code": f"  {score.scope}"}.get(
                score.level, book.family_label(score.scope, say.language)
            )
            counts = (str(number) for number in (score.right, score.wrong, score.missed))
            shown.add_row(label, *counts, *(_rate(rate) for rate in (score.precision, score.recall, score.f1)))
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    console.print(shown)
    for line in _notes(judged):
        click.echo(line)
    few = sum(score.level == "code" and score.precision.value is None for score in result.scores)
    if few:
        click.echo(say("evaluation_refused", n=few, least=LEAST, file=f"outputs/{OUTPUT}"))


def _notes(judged: Judged) -> list[str]:
    from pipeline.files.wording import wording

    result, say = judged.result, wording(judged.study.settings.language)
    lines = [say("evaluation_interval")]
    if result.macro_f1[0] is not None:
        lines.append(say("evaluation_macro", n=result.macro_f1[1], value=f"{result.macro_f1[0]:.2f}"))
    base = {"judged": result.judged, "suggestions": result.suggestions, "n": len(result.interviews)}
    lines.append(say("evaluation_base", **base))
    if result.complete:
        names = ", ".join(result.complete[:12]) + (" …" if len(result.complete) > 12 else "")
        lines.append(say("evaluation_recall_known", n=len(result.complete), names=names))
    else:
        lines.append(say("evaluation_recall_unknown"))
    if result.disputed:
        lines.append(say("evaluation_disputed", n=result.disputed))
    return lines


def _rate(rate: Rate) -> str:
    if rate.value is None:
        return f"– (n={rate.base})"
    interval = f" ({rate.low:.2f}–{rate.high:.2f})" if rate.low is not None and rate.high is not None else ""
    return f"{rate.value:.2f}{interval}"
