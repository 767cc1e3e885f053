"""A study's three folders as typed paths; writes that are whole or not at all; one run at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pipeline.problems import Exit, Problem, StudyError

__all__ = ["StudyFolder", "digest", "shipped", "write_atomically"]


def digest(data: bytes) -> str:
    """A short content hash of a file."""
    return blake2b(data, digest_size=16).hexdigest()


def shipped(*parts: str) -> Path:
    """A file that travels with the package: codebook, phase model, template. In a checkout, the repository's own."""
    inside = Path(__file__).resolve().parent.parent / "defaults" / "codebooks"
    checkout = Path(__file__).resolve().parents[2] / "codebooks"
    return (inside if inside.is_dir() else checkout).joinpath(*parts)


def write_atomically(path: Path, data: bytes, durable: bool = True) -> None:
    """Put `data` at `path`: after a crash at any moment the old or the new file is there, whole.

    Args:
        path: the file.
        data: its new content.
        durable: wait until the disk has it, so that a power cut loses nothing either; needless for a cache.

    Raises:
        OSError: the folder cannot be written, or another program holds the file open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            os.chmod(temporary, path.stat().st_mode & 0o777)  # noqa: PTH101 - a string from mkstemp
        else:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)  # noqa: PTH101
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


@dataclass(frozen=True)
class StudyFolder:
    """The folder of one study."""

    root: Path

    @property
    def interviews(self) -> Path:
        """What people said; never written by us."""
        return self.root / "interviews"

    @property
    def codebooks(self) -> Path:
        """What researchers add."""
        return self.root / "codebooks"

    @property
    def outputs(self) -> Path:
        """What can be recomputed; may be deleted at any time."""
        return self.root / "outputs"

    @property
    def cache(self) -> Path:
        """Per-interview artefacts by content hash."""
        return self.outputs / ".cache"

    @property
    def settings(self) -> Path:
        """The study's settings."""
        return self.codebooks / "study.yaml"

    @property
    def decisions(self) -> Path:
        """The reviewed decisions."""
        return self.codebooks / "decisions.csv"

    @property
    def edits(self) -> Path:
        """What people filled into workbooks."""
        return self.codebooks / "edits.csv"

    @property
    def plan(self) -> Path:
        """Who was chosen for an interview."""
        return self.codebooks / "sample.csv"

    @property
    def record(self) -> Path:
        """What the last run read, did and wrote."""
        return self.outputs / "run.json"

    @property
    def guide(self) -> Path:
        """The interview guide: the study's own, else the shipped one."""
        return self._own_or_shipped("guide.yaml")

    def codebook(self, name: str) -> Path:
        """The codebook of that name: the study's own, else the shipped one."""
        return self._own_or_shipped(f"{name}.yaml")

    def phase_model(self, name: str) -> Path:
        """The phase model of that name: the study's own, else the shipped one."""
        return self._own_or_shipped("phases", f"{name}.yaml")

    @property
    def valences(self) -> Path:
        """The judging words: the study's own, else the shipped ones."""
        return self._own_or_shipped("valence.yaml")

    @property
    def weights(self) -> Path:
        """The weights of valence: the study's own, else the shipped ones."""
        return self._own_or_shipped("valence_weights.tsv")

    @property
    def playbook(self) -> Path:
        """The playbook of the strategies: the study's own, else the shipped one."""
        return self._own_or_shipped("strategies.yaml")

    @property
    def report_template(self) -> Path:
        """The Word document whose styles the report has: the study's own, else the shipped one."""
        return self._own_or_shipped("report_template.docx")

    @property
    def participants(self) -> Path | None:
        """The list of interviewees, if there is one."""
        for name in ("participants.csv", "participants.xlsx"):
            if (self.interviews / name).is_file():
                return self.interviews / name
        return None

    def named(self, path: Path) -> str:
        """How a problem line names a file: relative to the study where it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def _own_or_shipped(self, *parts: str) -> Path:
        own = self.codebooks.joinpath(*parts)
        return own if own.is_file() else shipped(*parts)

    def check(self) -> None:
        """Raise where this is no study.

        Raises:
            StudyError: the folder or its interviews/ is missing.
        """
        if not self.interviews.is_dir():
            what = "is no study: it has no folder interviews/."
            remedy = "Run 'journey init DIR' to make one, or name the study's folder: journey run DIR"
            raise StudyError([Problem(str(self.root), what, remedy)])

    @contextlib.contextmanager
    def scratch(self) -> Iterator[None]:
        """Temporary files (XlsxWriter makes some) lie inside the study, not among the machine's: they hold what was said.

        What a killed run left there is deleted by the next one.
        """
        place = self.cache / "tmp"
        usual = tempfile.tempdir
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        tempfile.tempdir = str(place)
        try:
            yield
        finally:
            tempfile.tempdir = usual
            shutil.rmtree(place, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self, wait: float = 10.0) -> Iterator[None]:
        """Hold the study for this run.

        Args:
            wait: seconds to wait for another run to end.

        Raises:
            StudyError: another run still works on the study, or outputs/ cannot be written.
        """
        from filelock import FileLock, Timeout

        try:
            self.outputs.mkdir(exist_ok=True)
            with tempfile.TemporaryFile(dir=self.outputs):
                pass
        except OSError as error:
            what = f"cannot be written ({error.strerror or type(error).__name__})."
            remedy = "Make the folder writable, or free space on the disk; nothing was changed."
            raise StudyError([Problem(self.named(self.outputs) + "/", what, remedy)]) from error
        lock = FileLock(self.outputs / ".lock")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            what = f"another run has been working on this study for over {wait:.0f} seconds."
            raise StudyError([Problem(str(self.root), what, "Wait until it has ended, then run again.")], Exit.BUSY) from error
        try:
            yield
        finally:
            lock.release()
