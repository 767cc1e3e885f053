"""A small study in a folder: the tiny codebook of conftest, so that nothing large is compiled."""

from __future__ import annotations

from pathlib import Path

from pipeline.files.folders import StudyFolder
from tests.conftest import CODES, PHASES, VALENCES


def on_disk(root: Path, talk: str, language: str = "en") -> StudyFolder:
    """A study of one interview, anna."""
    for name in ("interviews", "codebooks/phases", "outputs"):
        (root / name).mkdir(parents=True)
    settings = f"title: Fairs\nlanguage: {language}\ncodebook: tiny\nphases: three\ncoders: [cue]\n"
    written = {"study.yaml": settings, "tiny.yaml": CODES, "phases/three.yaml": PHASES, "valence.yaml": VALENCES}
    for name, text in written.items():
        (root / "codebooks" / name).write_text(text, encoding="utf-8")
    (root / "interviews/anna.txt").write_text(talk, encoding="utf-8")
    return StudyFolder(root)
