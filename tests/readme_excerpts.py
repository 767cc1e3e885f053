"""The excerpts that the README's tour of the six steps shows, taken out of the outputs of a run on the sample study."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

__all__ = ["EXCERPTS"]

WIDE = 92  #: characters of a quote shown


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def short(text: str, wide: int = WIDE) -> str:
    text = " ".join(text.split())
    return text if len(text) <= wide else text[:wide].rsplit(" ", 1)[0] + " …"


def cells(path: Path, sheet: int = 0) -> list[list[str]]:
    book = load_workbook(path, read_only=True)
    try:
        return [["" if c is None else str(c) for c in row] for row in book.worksheets[sheet].iter_rows(values_only=True)]
    finally:
        book.close()


def table(head: list[str], body: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in body)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def guide(outputs: Path) -> str:
    """The block about triggers of the printed guide."""
    text = (outputs / "2-guide.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"(?ms)^(#+ 3[ .].*?)(?=^#+ 4[ .])", text)
    lines = [line for line in block.strip().splitlines() if line.strip()]
    return "".join(f"> {line.lstrip('#').strip()}  \n" for line in lines[:6])


def codings(outputs: Path) -> str:
    """Codings of three families, one found by a cue and two that nobody could have written a cue for."""
    found = rows(outputs / "3-codings.csv")
    picked = [next(c for c in found if c["coder"] == "cue" and c["family"] == "source" and len(c["text"]) < WIDE)]
    for family in ("fear", "trigger"):
        learned = [c for c in found if c["coder"] == "learned" and c["family"] == family and len(c["text"]) < 140]
        picked.append(max(learned, key=lambda c: (float(c["score"]), c["passage"])))
    shown = [
        [c["interview"], c["start"] or "–", short(c["text"], 140), c["code"], c["score"], short(c["evidence"], 110)]
        for c in picked
    ]
    return table(["interview", "time", "passage", "code", "score", "evidence"], shown)


def jobs(outputs: Path) -> str:
    """One line a job."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(outputs / "3-jobs.csv"):
        if row["main"] == "yes":
            found.setdefault(row["job"], []).append(row)
    total = sum(len(own) for own in found.values())
    shown = [
        [job, own[0]["label"], f"{len(own)} of {total}", own[0]["stability"], short(own[0]["statement"], 330)]
        for job, own in found.items()
    ]
    return table(["job", "label", "interviews", "stability", "statement (draft, verbatim)"], shown)


def touchpoints(outputs: Path) -> str:
    """The rows of the matrix that most interviews report."""
    found = cells(outputs / "4-touchpoints.xlsx")
    (head,) = [row for row in found if row[0] == "touchpoint"]
    width = head.index("any phase") + 1
    body = [row[:width] for row in found[found.index(head) + 1 :] if any(" of " in cell for cell in row[1:width])]
    body.sort(key=lambda row: (-int(row[width - 1].split(" ", 1)[0]), row[0]))
    return table(head[:width], body[:5])


def strategies(outputs: Path) -> str:
    """The first three strategies."""
    found = cells(outputs / "6-strategies.xlsx")
    (head,) = [row for row in found if row[0] == "rank"]
    wanted = ["rank", "what to improve (derived)", "interviews", "effect (0–10)", "effort proposed (1–3)"]
    body = found[found.index(head) + 1 :][:3]
    return table(wanted, [[short(row[head.index(name)], 210) for name in wanted] for row in body])


def journey(outputs: Path) -> str:
    """What the map of the first job says, phase by phase: what most of its interviews report in each lane."""
    from pipeline.files.folders import StudyFolder
    from pipeline.files.runs import open_study

    study = open_study(StudyFolder(outputs.parent))
    first = study.journeys[0]
    labels = {phase.id: phase.label["en"] for phase in study.phase_model.phases}

    def best(items: tuple[Any, ...]) -> str:
        return f"{study.codebook.label(items[0].code, 'en')} ({len(items[0].interviews)} of {first.base})" if items else "–"

    def line(stage: Any) -> Iterator[str]:
        yield labels[stage.phase]
        yield "–" if stage.feeling.value is None else f"{stage.feeling.value:+.1f}"
        for lane in ("touchpoints", "criteria", "information", "pains"):
            yield best(stage.lanes[lane])

    head = ["phase", "feeling (−2 to +2)", "touchpoint", "criterion", "need", "pain or fear"]
    return table(head, [list(line(stage)) for stage in first.stages])


def report(outputs: Path) -> str:
    """The first claim with two quotes, under the question it answers."""
    from docx import Document

    found = [(p.style.name if p.style else "", p.text.strip()) for p in Document(str(outputs / "report.docx")).paragraphs]
    quoted = [n for n, (style, _) in enumerate(found[:-1]) if style == "Quote" and found[n + 1][0] == "Quote"]
    claim = next(n for n in range(quoted[0], 0, -1) if found[n][0] not in ("Quote", "Body Text"))
    lines = [text for style, text in found[claim : quoted[0] + 2] if text]
    return "".join(f"> {short(line, 220)}  \n" for line in lines)


EXCERPTS: dict[str, Callable[[Path], str]] = {
    "guide": guide,
    "codings": codings,
    "jobs": jobs,
    "touchpoints": touchpoints,
    "journey": journey,
    "strategies": strategies,
    "report": report,
}
