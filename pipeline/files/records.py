"""outputs/run.json: what the last run read, found and wrote; by it the next run knows what is stale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pipeline.changes import Inputs
from pipeline.files.folders import StudyFolder, digest
from pipeline.problems import Problem

__all__ = ["Output", "Record", "read_record"]


@dataclass(frozen=True, slots=True)
class Output:
    """An output as we wrote it: the hash of its bytes, and of the inputs it was made from."""

    digest: str
    made_from: str


@dataclass(frozen=True)
class Record:
    """The content of run.json.

    Attributes:
        files: hash of every input file by name, as of the last full run.
        inputs: fingerprints of what they hold.
        outputs: name -> what we wrote.
        counts: figures for the account of a run.
        problems: of the last full run.
        timings: seconds by step.
        versions: of journey and the libraries that decide results.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    inputs: Inputs | None = None
    outputs: Mapping[str, Output] = field(default_factory=dict)
    counts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def data(self) -> bytes:
        """The file's bytes."""
        plain = asdict(replace(self, problems=())) | {"problems": [[p.where, p.what, p.remedy] for p in self.problems]}
        return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()

    def intact(self, folder: StudyFolder, names: tuple[str, ...]) -> dict[str, str]:
        """The hash of each of these outputs as it lies there now, "" where it is missing."""
        return {name: _digest(folder, name) for name in names}


def _digest(folder: StudyFolder, name: str) -> str:
    try:
        return digest((folder.outputs / name).read_bytes())
    except OSError:
        return ""


def read_record(folder: StudyFolder) -> Record:
    """The last run's record; an empty one where there is none or it cannot be read."""
    try:
        plain = json.loads(folder.record.read_bytes())
        return Record(
            plain["files"],
            Inputs(**plain["inputs"]) if plain["inputs"] else None,
            {name: Output(**output) for name, output in plain["outputs"].items()},
            plain["counts"],
            tuple(Problem(*row) for row in plain["problems"]),
            plain["timings"],
            plain["versions"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Record()
