"""What example talk teaches, as files that travel with the package: numbers as .npz, words as JSON inside; never executed."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np

from pipeline.files.coding.encoders import text_key
from pipeline.files.folders import shipped
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.examples import Said
from pipeline.method.coding.learned import cue_key
from pipeline.method.coding.learning import Basis
from pipeline.method.coding.likeness import Encoder

__all__ = ["FOLDER", "cues_given", "npz", "read_basis", "vectors_of_examples", "written_basis", "written_cues"]

FOLDER = "learned"  #: beside the shipped examples


@cache
def cues_given() -> frozenset[int]:
    """The keys of the cues that travel with the shipped examples."""
    try:
        with np.load(shipped("b2b_buying_journey", FOLDER, "cues.npz"), allow_pickle=False) as arrays:
            return frozenset(arrays["keys"].tolist())
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return frozenset()


def written_cues(codebook: Codebook) -> bytes:
    """The keys of a codebook's cues as a file to ship."""
    keys = {cue_key(code.id, cue) for code in codebook.codes for own in code.cues.values() for cue in own}
    return npz({"keys": np.array(sorted(keys), dtype=np.uint64)})


def written_basis(found: Basis, made_from: str) -> bytes:
    """A basis as a file: numbers as .npz and words as JSON inside it; never executed."""
    words = {
        "made_from": made_from,
        "names": found.names,
        "slopes": found.slopes,
        "offsets": found.offsets,
        "thresholds": found.thresholds,
        "shares": found.shares,
    }
    plain = np.frombuffer(json.dumps(words, sort_keys=True).encode(), dtype=np.uint8)
    return npz({"json": plain, "votes": found.votes.astype(np.float16), "usual": found.usual})


def read_basis(path: Path, made_from: str) -> Basis | None:
    """The basis in a file, None where it is missing, damaged or made from something else: it is learned again."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            words = json.loads(arrays["json"].tobytes())
            if words["made_from"] != made_from:
                return None
            votes, usual = arrays["votes"].astype(np.float32), arrays["usual"]
        calibration = (words["slopes"], words["offsets"], words["thresholds"], words["shares"])
        return Basis(tuple(words["names"]), votes, usual, *calibration)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None


def vectors_of_examples(said: Sequence[Said], encoder: Encoder) -> bytes:
    """The vectors of all these texts as a file to ship: eight bits a number, and a scale a row."""
    texts = sorted({text for s in said for text in (s.text, s.question, *s.before, s.after) if text})
    vectors = encoder.encode(texts)
    scales = np.abs(vectors).max(axis=1) / 127
    values = np.round(vectors / scales[:, None]).astype(np.int8)
    keys = np.array([list(text_key(encoder.fingerprint, text)) for text in texts], dtype=np.uint8)
    return npz({"keys": keys, "values": values, "scales": scales.astype(np.float32)})


def npz(arrays: dict[str, Any]) -> bytes:
    """An .npz file without a clock in it."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, array in sorted(arrays.items()):
            inner = io.BytesIO()
            np.lib.format.write_array(inner, np.ascontiguousarray(array), allow_pickle=False)
            file.writestr(ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), inner.getvalue(), ZIP_DEFLATED)
    return buffer.getvalue()
