"""Step 3: the estimators behind the learned coder: logistic regression, naive Bayes and ridge, for weighted half-labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["FOLDS", "dual_ridge", "naive_bayes", "primal_ridge", "regressions", "ridge_by_fold"]

FOLDS = 5
RIDGE, CODE_RIDGE = 2.0, 3.0
DOUBT = 10.0  #: passages' worth of doubt that a word tells codes apart


def regressions(features: Any, strength: float) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    """Logistic regressions, one a column of targets; a target of 0.5 counts half for and half against."""

    def fit(shares: Floats, weights: Floats) -> tuple[Floats, Floats]:
        coefficients = np.zeros((features.shape[1], shares.shape[1]), dtype=np.float32)
        constants = np.full(shares.shape[1], -9, dtype=np.float32)
        for column in range(shares.shape[1]):
            found = _regression(features, shares[:, column], weights[:, column], strength)
            if found is not None:
                coefficients[:, column], constants[column] = found
        return coefficients, constants

    return fit


def _regression(features: Any, shares: Floats, weights: Floats, strength: float) -> tuple[Floats, float] | None:
    """Weights and constant of one regression, None without an example on both sides."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    yes, no = np.flatnonzero(shares * weights > 0), np.flatnonzero((1 - shares) * weights > 0)
    if not len(yes) or not len(no):
        return None
    both = np.concatenate([yes, no])
    answers = np.concatenate([np.ones(len(yes)), np.zeros(len(no))])
    counts = np.concatenate([(shares * weights)[yes], ((1 - shares) * weights)[no]])
    model = LogisticRegression(C=strength, solver="liblinear", tol=5e-2, random_state=0)
    with threadpool_limits(1):  # its vectors are too short to share; threads that wait for each other cost ten times the time
        model.fit(features[both], answers, counts)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def naive_bayes(features: Any, targets: Floats) -> Floats:
    """Log of how much more often a word stands in passages of a code than in the family's others, held back by `DOUBT`."""
    with_code = np.asarray(features.T @ targets)
    each = targets.sum(axis=0)
    total, everyone = with_code.sum(axis=1, keepdims=True), float(each.sum())
    usual = DOUBT * total / everyone + 1e-3
    ratio = np.log((with_code + usual) / (each + DOUBT)) - np.log((total - with_code + usual) / (everyone - each + DOUBT))
    return np.where(total > 0, ratio, 0).astype(np.float32)


def ridge_by_fold(dense: Floats, targets: Floats, folds: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Weights of ridge regressions on all rows, and for each row the answer of those that left its fold out."""
    from scipy.linalg import cho_factor, cho_solve

    left_out = {fold: np.flatnonzero(folds == fold) for fold in range(-1, FOLDS)}
    squares = {fold: dense[at].T @ dense[at] for fold, at in left_out.items()}
    crossed = {fold: dense[at].T @ targets[at] for fold, at in left_out.items()}
    whole, all_crossed = sum(squares.values()), sum(crossed.values())

    def solve(square: Any, cross: Any) -> Floats:
        square[np.diag_indices_from(square)] += RIDGE
        return np.asarray(cho_solve(cho_factor(square, overwrite_a=True), cross), dtype=np.float32)

    answers = np.zeros(targets.shape, dtype=np.float32)
    for fold in range(FOLDS):
        weights = solve(whole - squares[fold], all_crossed - crossed[fold])
        answers[left_out[fold]] = dense[left_out[fold]] @ weights
    return solve(whole, all_crossed), answers


def dual_ridge(rows: Floats, targets: Floats) -> Floats:
    """Weights of ridge regressions where there are fewer rows than columns."""
    from scipy.linalg import solve

    kernel = rows @ rows.T
    kernel[np.diag_indices_from(kernel)] += CODE_RIDGE
    return np.asarray(rows.T @ solve(kernel, targets, assume_a="pos"), dtype=np.float32)


def primal_ridge(rows: Floats, targets: Floats) -> Floats:
    """Weights of ridge regressions where there are more rows than columns."""
    from scipy.linalg import solve

    square = rows.T @ rows
    square[np.diag_indices_from(square)] += RIDGE
    return np.asarray(solve(square, rows.T @ targets, assume_a="pos"), dtype=np.float32)
