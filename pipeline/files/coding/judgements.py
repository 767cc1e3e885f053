"""What was made of talks and examples, kept in the cache as numbers: safe to delete, never executed."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from pipeline.files.cache import JUDGED
from pipeline.files.folders import write_atomically

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["keep_judgement", "keep_texts", "keep_values", "kept_judgement", "kept_texts", "known_values"]

_BROKEN = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile)  #: missing or damaged: it is worked out again


def kept_judgement(folder: Path, key: str) -> tuple[Floats, NDArray[np.int32]] | None:
    """Values and nearest examples kept of a talk, None where there are none."""
    try:
        with np.load(_path(folder, key), allow_pickle=False) as arrays:
            return arrays["values"], arrays["near"]
    except _BROKEN:
        return None


def keep_judgement(folder: Path, key: str, values: Floats, near: NDArray[np.int32]) -> None:
    """Keep what was made of a talk."""
    _keep(folder, key, values=values, near=near)


def known_values(folder: Path, key: str) -> dict[bytes, Floats]:
    """The values kept of single examples, by name; empty where there are none."""
    try:
        with np.load(_path(folder, key), allow_pickle=False) as arrays:
            return {name.tobytes(): values for name, values in zip(arrays["names"], arrays["values"], strict=True)}
    except _BROKEN:
        return {}


def keep_values(folder: Path, key: str, values: Mapping[bytes, Floats]) -> None:
    """Keep the values of single examples, by names of one length."""
    names = np.array([np.frombuffer(name, dtype=np.uint8) for name in values])
    _keep(folder, key, names=names, values=np.stack(list(values.values())))


def kept_texts(folder: Path, made_from: str) -> list[tuple[str, str]] | None:
    """The shipped talk, each text with the name of its talk; None where it was not kept yet."""
    try:
        return [(str(text), str(talk)) for text, talk in json.loads(_texts(folder, made_from).read_bytes())]
    except _BROKEN:
        return None


def keep_texts(folder: Path, made_from: str, texts: Sequence[tuple[str, str]]) -> None:
    """Keep the shipped talk, in the place of those of another version."""
    for old in folder.glob("learned/texts-*.json"):
        old.unlink(missing_ok=True)
    write_atomically(_texts(folder, made_from), json.dumps(texts, ensure_ascii=False).encode(), durable=False)


def _texts(folder: Path, made_from: str) -> Path:
    return folder / "learned" / f"texts-{made_from}.json"


def _path(folder: Path, key: str) -> Path:
    return folder / f"{JUDGED}-{key}.npz"


def _keep(folder: Path, key: str, **arrays: Any) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    write_atomically(_path(folder, key), buffer.getvalue(), durable=False)
