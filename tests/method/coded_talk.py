"""Small invented talks with codes, and an encoder that needs no model: each word is a direction."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from pipeline.method.coding.examples import Anchor, Example, Line, anchors_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROWTH = ("We grew from two depots to nine depots", "Our sites doubled and doubled again", "The depots kept growing every year")
PRICE = ("I was scared of the monthly costs", "The costs frightened our controller", "Those monthly costs worried me a lot")
IDLE = ("Lunch is at noon here", "My desk is by the window", "The canteen is quite decent", "It rained all week in Bremen")


class WordEncoder:
    """Deterministic vectors of length 1: a sum of directions, one a word."""

    def __init__(self, size: int = 32, fingerprint: str = "words-as-directions") -> None:
        self.size, self.fingerprint = size, fingerprint
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.casefold().split():
                seed = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
                rows[row] += np.random.default_rng(seed).standard_normal(self.size).astype(np.float32)
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def example(name: str, turn: int) -> Example:
    """A talk in which growth and price each come once, in other words than in the next talk."""
    said = [
        Line("I", "What set it off?", True),
        Line("B", GROWTH[turn % 3], False, ("trigger.growth",), ("trigger.growth",)),
        Line("B", IDLE[turn % 4], False),
        Line("I", "What worried you?", True),
        Line("B", PRICE[turn % 3], False, ("fear.price",), ("fear.price",) if turn % 2 else ()),
        Line("B", IDLE[(turn + 1) % 4], False),
        Line("B", IDLE[(turn + 2) % 4], False),
    ]
    return Example(name, tuple(said))


def talks(count: int = 6) -> list[Anchor]:
    return [anchor for turn in range(count) for anchor in anchors_of(example(f"talk{turn}", turn))]
