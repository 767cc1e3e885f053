"""Rows into groups: the textbook's methods, the right number, and no more certainty than there is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics import silhouette_score

from pipeline.method.jobs.clustering import grouped, linked, silhouette, stability, ward

COLUMNS = [f"c{n}" for n in range(12)]


def rows_of(groups: int, each: int, noise: float, seed: int = 1) -> NDArray[np.float64]:
    """Rows of length 1 around as many directions."""
    chance = np.random.default_rng(seed)
    found = np.repeat(np.eye(12)[:groups], each, axis=0) + noise * chance.random((groups * each, 12))
    scaled: NDArray[np.float64] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return scaled


def _partition(labels: Sequence[int]) -> set[frozenset[int]]:
    return {frozenset(row for row, own in enumerate(labels) if own == label) for label in labels}


@pytest.mark.parametrize("count", range(3, 40, 4))
def test_average_linkage_is_that_of_scipy(count: int) -> None:
    """Compared where no two distances are equal: among equals the two may choose differently."""
    pairs = np.random.default_rng(count).random(count * (count - 1) // 2)
    between: NDArray[np.float64] = squareform(pairs)
    tree = linkage(pairs, method="average")
    for labels in linked(between, 5):
        theirs = fcluster(tree, len(set(labels)), criterion="maxclust")
        assert _partition(labels) == _partition(theirs.tolist())


@pytest.mark.parametrize("count", range(4, 40, 5))
def test_wards_method_is_that_of_scipy(count: int) -> None:
    rows = np.random.default_rng(count).random((count, 6))
    tree = linkage(rows, method="ward")
    for groups, labels in ward(rows, 5).items():
        assert _partition(labels) == _partition(fcluster(tree, groups, criterion="maxclust").tolist())


def test_the_silhouette_is_that_of_scikit_learn() -> None:
    chance = np.random.default_rng(3)
    rows = chance.random((20, 4))
    distances = np.linalg.norm(rows[:, None] - rows[None], axis=2)
    labels = [int(n) for n in chance.integers(3, size=20)]
    assert silhouette(distances, labels) == pytest.approx(silhouette_score(distances, labels, metric="precomputed"))


@pytest.mark.parametrize("groups", [2, 3, 4, 5])
def test_clear_groups_are_found_with_their_number(groups: int) -> None:
    best, cuts = grouped(rows_of(groups, 3, 0.3), COLUMNS)
    assert best.groups == groups
    assert _partition(best.labels) == _partition([row // 3 for row in range(3 * groups)])
    assert best == max(cuts, key=lambda cut: cut.silhouette)


def test_clear_groups_are_stable_and_groups_in_noise_are_not() -> None:
    rows = rows_of(3, 4, 0.2)
    clear = stability(rows, COLUMNS, grouped(rows, COLUMNS)[0].labels)
    noise = np.random.default_rng(5).random((12, 12))
    noise = noise / np.linalg.norm(noise, axis=1, keepdims=True)
    unclear = stability(noise, COLUMNS, grouped(noise, COLUMNS, 3)[0].labels)
    assert min(clear.values()) > 0.95
    assert max(unclear.values()) < 0.8


def test_rows_that_are_all_alike_are_one_group() -> None:
    assert grouped(rows_of(1, 8, 0.0), COLUMNS)[0].groups == 1


def test_two_rows_are_too_few_to_tell_groups_apart() -> None:
    assert grouped(rows_of(2, 1, 0.0), COLUMNS)[0].groups == 1


@pytest.mark.parametrize("wanted", [1, 2, 3, 6])
def test_a_number_that_is_wanted_is_given(wanted: int) -> None:
    assert grouped(rows_of(3, 4, 0.4), COLUMNS, wanted)[0].groups == wanted


def test_two_hundred_rows_take_little_time() -> None:
    from time import perf_counter

    rows = np.random.default_rng(1).random((200, 12))
    begun = perf_counter()
    best, _ = grouped(rows, COLUMNS)
    stability(rows, COLUMNS, best.labels)
    assert perf_counter() - begun < 8  # 0.5 s on an idle core
