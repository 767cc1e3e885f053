"""A mixed-integer linear program in terms of what it means: choose, cover, stay near a fair share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["Program"]

NODES = 20_000  #: of the search tree after which the best so far is taken: a bound on work, not on time, so deterministic


class Program:
    """A program to maximise, built up row by row: first what is chosen, then a variable for each soft constraint."""

    def __init__(self) -> None:
        self.gain: list[float] = []
        self.upper: list[float] = []
        self.whole: list[int] = []
        self.lower: list[float] = []
        self.entries: list[tuple[int, int, float]] = []
        self.bounds: list[tuple[float, float]] = []

    def variable(self, gain: float, lower: float = 0.0, upper: float = 1.0, whole: bool = False) -> int:
        """A new variable that adds `gain` for each unit; its place."""
        self.gain.append(gain)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.gain) - 1

    def row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """A hard constraint: the sum of place x factor lies between `low` and `high`."""
        self.entries += [(len(self.bounds), place, value) for place, value in terms]
        self.bounds.append((low, high))

    def cover(self, members: Sequence[int], gain: float) -> None:
        """Worth `gain` once any of the members is chosen."""
        met = self.variable(gain)
        self.row([(met, -1.0), *((place, 1.0) for place in members)], 0.0, float("inf"))

    def excess(self, members: Sequence[int], fair: int, loss: float) -> None:
        """Costs `loss` for each chosen member beyond the fair share."""
        over = self.variable(-loss, upper=float(len(members)))
        self.row([(over, 1.0), *((place, -1.0) for place in members)], -float(fair), float("inf"))

    def solve(self) -> tuple[list[float], bool, float]:
        """The values of all variables, whether no better ones exist, and the sum of the gains."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rows, columns, values = zip(*self.entries, strict=True)
        matrix = csr_array((values, (rows, columns)), shape=(len(self.bounds), len(self.gain)))
        low, high = zip(*self.bounds, strict=True)
        result = milp(
            -np.array(self.gain),
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.lower), np.array(self.upper)),
            constraints=LinearConstraint(matrix, np.array(low), np.array(high)),
            options={"mip_rel_gap": 0.0, "node_limit": NODES},
        )
        if result.x is None:
            raise ValueError(f"no solution: {result.message}")
        return [float(value) for value in result.x], result.status == 0, float(-result.fun)
