"""The tidy tables of outputs/: CSV, one row one thing, UTF-8 with a mark so that Excel opens umlauts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coding
from pipeline.method.jobs.jobs import Job, JobShare
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.quality import Quality
from pipeline.method.touchpoints.touchpoints import Mention

__all__ = ["clock", "codings_table", "jobs_table", "passages_table", "table", "touchpoints_table"]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file as bytes; rows in the order given."""
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")  # StringIO would take four bytes a character
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    out.flush()
    return data.getvalue()


def clock(seconds: float | None) -> str:
    """Seconds as h:mm:ss, "" where unknown."""
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def passages_table(passages: Iterable[Passage]) -> bytes:
    """2-passages.csv: every passage in the order of interviews and talk."""
    columns = (
        "interview",
        "passage",
        "speaker",
        "role",
        "turn",
        "start",
        "end",
        "char_start",
        "char_end",
        "question",
        "text",
        "language",
    )
    return table(
        columns,
        (
            (
                p.interview,
                p.id,
                p.speaker,
                p.role,
                p.turn,
                clock(p.start),
                clock(p.end),
                p.char_start,
                p.char_end,
                p.question,
                p.text,
                p.language,
            )
            for p in passages
        ),
    )


def codings_table(codings: Iterable[Coding], passages: Mapping[str, Passage]) -> bytes:
    """3-codings.csv: every coding with its passage."""
    columns = (
        "interview",
        "passage",
        "speaker",
        "start",
        "end",
        "text",
        "family",
        "code",
        "phase",
        "valence",
        "score",
        "coder",
        "evidence",
        "status",
        "reviewer",
        "comment",
    )

    def row(coding: Coding) -> tuple[object, ...]:
        passage = passages[coding.passage]
        return (
            coding.interview,
            coding.passage,
            passage.speaker,
            clock(passage.start),
            clock(passage.end),
            passage.text,
            coding.code.split(".", 1)[0],
            coding.code,
            coding.phase,
            coding.valence,
            f"{coding.score:.2f}",
            coding.coder,
            coding.evidence,
            coding.status,
            coding.reviewer,
            coding.comment,
        )

    return table(columns, map(row, codings))


def jobs_table(found: Sequence[Job], shares: Sequence[JobShare]) -> bytes:
    """3-jobs.csv: how much of each interview belongs to each job."""
    columns = (
        "job",
        "label",
        "statement",
        "interview",
        "share",
        "main",
        "roles",
        "forces",
        "stability",
        "terms",
        "codings",
        "unreviewed",
        "key",
        "base",
        "evidence",
    )
    by_id = {job.id: job for job in found}

    def row(share: JobShare) -> tuple[object, ...]:
        job = by_id[share.job]
        forces = ", ".join(force for force, present in share.forces if present)
        main = "yes" if share.interview in job.interviews else "no"
        return (
            job.id,
            job.label,
            job.statement,
            share.interview,
            share.share,
            main,
            ", ".join(share.roles),
            forces,
            f"{job.stability:.2f}",
            ", ".join(job.terms),
            share.codings,
            share.unreviewed,
            job.key,
            len(job.interviews),
            ", ".join(job.evidence),
        )

    return table(columns, map(row, shares))


def touchpoints_table(
    mentions: Iterable[Mention],
    passages: Mapping[str, Passage],
    codebook: Codebook,
    language: str,
    rated: Mapping[tuple[str, str], Quality],
) -> bytes:
    """4-touchpoints.csv: every mention of a touchpoint with its quote, and the quality of that touchpoint in that phase."""
    columns = (
        "interview",
        "passage",
        "touchpoint",
        "label",
        "epoms",
        "phase",
        "valence",
        "job",
        "speaker",
        "start",
        "text",
        "status",
        "quality",
        "rated_by",
    )

    def row(m: Mention) -> tuple[object, ...]:
        passage = passages[m.passage]
        label = codebook.label(f"touchpoint.{m.touchpoint}", language)
        quality = rated[m.touchpoint, m.phase]
        return (
            m.interview,
            m.passage,
            m.touchpoint,
            label,
            m.epoms,
            m.phase,
            m.valence,
            m.job,
            passage.speaker,
            clock(passage.start),
            passage.text,
            m.status,
            "" if quality.value is None else quality.value,
            "person" if quality.overridden else "statements" if quality.value is not None else "",
        )

    return table(columns, map(row, mentions))
