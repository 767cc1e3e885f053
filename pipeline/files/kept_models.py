"""What was learned, kept for the next run: numbers as .npz and words as JSON inside it. Never executed, safe to delete."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from pipeline.files.folders import write_atomically

if TYPE_CHECKING:
    from pipeline.method.model import Model

__all__ = ["keep_model", "kept_model"]

_MODEL = "model"
_DENSE = ("first", "second", "code")
_VECTORS = ("weights", "prior", "codes", "valences")
_PLAIN = ("first_constant", "second_constant", "thresholds", "shares")


def kept_model(folder: Path, fingerprint: str) -> Model | None:
    """The model kept under `fingerprint`, None where there is none or it cannot be read."""
    import numpy as np

    try:
        with np.load(folder / f"{_MODEL}-{fingerprint}.npz", allow_pickle=False) as arrays:
            return _model({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, BadZipFile):
        return None  # missing or damaged: it is learned again


def keep_model(folder: Path, model: Model) -> None:
    """Keep a model; those of earlier codebooks, examples and decisions are deleted."""
    import numpy as np

    target = folder / f"{_MODEL}-{model.fingerprint}.npz"
    buffer = io.BytesIO()
    np.savez(buffer, **_plain(model))
    write_atomically(target, buffer.getvalue(), durable=False)
    for path in folder.glob(f"{_MODEL}-*.npz"):
        if path != target:
            path.unlink(missing_ok=True)


def _plain(model: Model) -> dict[str, Any]:
    import numpy as np

    words = {
        "fingerprint": model.fingerprint,
        "words": list(model.lexis.words),
        "families": model.families,
        "codes": model.codes,
        "phases": model.phases,
        "texts": model.anchors.texts,
    }
    arrays: dict[str, Any] = {"json": np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), dtype=np.uint8)}
    arrays["telling"] = model.lexis.telling
    for name in _DENSE:
        arrays |= _thin(name, getattr(model, name))
    arrays |= {name: getattr(model, name) for name in _PLAIN}
    anchors = model.anchors
    arrays |= {"text_of": anchors.text_of, "code_of": anchors.code_of, "anchor_shape": np.array(anchors.rows.shape)}
    arrays |= {f"anchor_{part}": getattr(anchors.rows, part) for part in ("data", "indices", "indptr")}
    if model.vectors is not None:
        arrays |= {f"vector_{name}": getattr(model.vectors, name) for name in _VECTORS}
    return arrays


def _thin(name: str, weights: Any) -> dict[str, Any]:
    """A matrix of weights, most of them 0, by those that are not."""
    import numpy as np

    flat = np.flatnonzero(weights).astype(np.uint32)
    values = weights.ravel()[flat]
    small = values.astype(np.float16)
    exact = bool((small.astype(np.float32) == values).all())
    return {f"{name}_at": flat, f"{name}_values": small if exact else values, f"{name}_shape": np.array(weights.shape)}


def _thick(arrays: Mapping[str, Any], name: str) -> Any:
    import numpy as np

    weights = np.zeros(int(np.prod(arrays[f"{name}_shape"])), dtype=np.float32)
    weights[arrays[f"{name}_at"]] = arrays[f"{name}_values"]
    return weights.reshape(arrays[f"{name}_shape"])


def _model(arrays: Mapping[str, Any]) -> Model:
    from scipy.sparse import csr_matrix

    from pipeline.method.features import Lexis
    from pipeline.method.model import Anchors, Model, VectorPart

    words = json.loads(arrays["json"].tobytes())
    parts = tuple(arrays[f"anchor_{part}"] for part in ("data", "indices", "indptr"))
    rows = csr_matrix(parts, shape=tuple(arrays["anchor_shape"]))
    vectors = VectorPart(*(arrays[f"vector_{name}"] for name in _VECTORS)) if "vector_weights" in arrays else None
    return Model(
        fingerprint=words["fingerprint"],
        lexis=Lexis({word: number for number, word in enumerate(words["words"])}, arrays["telling"]),
        families=tuple(words["families"]),
        codes=tuple(words["codes"]),
        phases=tuple(words["phases"]),
        **{name: _thick(arrays, name) for name in _DENSE},
        **{name: arrays[name] for name in _PLAIN},
        vectors=vectors,
        anchors=Anchors(tuple(words["texts"]), rows, arrays["text_of"], arrays["code_of"]),
    )
