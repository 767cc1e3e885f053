"""`journey init`: a new study with explained, ready-to-edit files."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.files.folders import shipped, write_atomically
from pipeline.problems import Problem, StudyError

__all__ = ["start_study"]

COPIED = ("b2b_buying_journey.yaml", "guide.yaml", "valence.yaml", "strategies.yaml", "phases")

README = {
    "en": """Transcripts go here: one file an interview, named as you want the interview to be called (s01.docx, meier.txt, ...).
Read are .txt, .md, .docx, .vtt and .srt from f4, Zoom, Teams, Google Meet, Otter, Whisper and the like.
Nothing in this folder is ever changed by journey.
""",
    "de": """Hierher kommen die Transkripte: eine Datei je Interview, benannt, wie das Interview heißen soll (s01.docx, meier.txt, ...).
Gelesen werden .txt, .md, .docx, .vtt und .srt aus f4, Zoom, Teams, Google Meet, Otter, Whisper und ähnlichen.
journey ändert in diesem Ordner nie etwas.
""",
}
OUTPUTS_README = {
    "en": "Everything in this folder is computed and may be deleted: 'journey run' makes it again. Decisions lie in codebooks/.\n",
    "de": "Alles in diesem Ordner ist berechnet und darf gelöscht werden: „journey run“ macht es neu. Entscheidungen liegen in codebooks/.\n",
}
PARTICIPANTS = "interview,name,company,industry,employees,role,decided_on\n"
GITIGNORE = "# Transcripts and outputs are confidential: keep them out of version control.\n/interviews/*\n!/interviews/README.txt\n/outputs/\n"


def start_study(directory: Path, language: str = "en", title: str = "") -> tuple[list[str], list[str]]:
    """Make what is missing of a study.

    Args:
        directory: the study's folder; made where it does not exist.
        language: of headings and texts.
        title: of the study; the folder's name where empty.

    Returns:
        names of the files made, and of those that were there and kept.

    Raises:
        StudyError: the folder cannot be written.
    """
    files: dict[str, bytes] = {
        "interviews/README.txt": README[language].encode(),
        "interviews/participants.csv": PARTICIPANTS.encode("utf-8-sig"),
        "outputs/README.md": OUTPUTS_README[language].encode(),
        "codebooks/study.yaml": _settings(language, title or directory.resolve().name),
        ".gitignore": GITIGNORE.encode(),
    }
    for name in COPIED:
        source = shipped(name)
        for path in sorted(source.glob("*.yaml")) if source.is_dir() else [source]:
            files[f"codebooks/{path.relative_to(shipped()).as_posix()}"] = path.read_bytes()
    made: list[str] = []
    kept: list[str] = []
    try:
        for name, data in files.items():
            target = directory / name
            if target.exists():
                kept.append(name)
            else:
                write_atomically(target, data)
                made.append(name)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})."
        raise StudyError([Problem(str(directory), what, "Choose another folder, or make it writable.")]) from error
    return made, kept


def _settings(language: str, title: str) -> bytes:
    """The shipped settings file with title and language filled in; the comments in it explain every key."""
    text = shipped("study.yaml").read_text(encoding="utf-8")
    quoted = title.replace("\\", "").replace('"', "'")
    text = re.sub(r"(?m)^title:.*$", lambda _: f'title: "{quoted}"', text, count=1)
    return re.sub(r"(?m)^language:.*$", f"language: {language}", text, count=1).encode()
