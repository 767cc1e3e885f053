"""Problems: where, what, and what to do; never what an interviewee said."""

from __future__ import annotations

from pipeline.problems import Exit, Problem, StudyError


def test_a_problem_is_one_line() -> None:
    assert str(Problem("a.txt:3", "is empty.", "Restore it.")) == "a.txt:3: is empty. Restore it."
    assert str(Problem("a.txt:3", "is empty.", "")) == "a.txt:3: is empty."


def test_problems_are_values_that_can_be_sorted() -> None:
    one, other = Problem("a", "x", ""), Problem("b", "x", "")
    assert sorted({other, one, Problem("a", "x", "")}) == [one, other]


def test_an_error_carries_every_problem() -> None:
    error = StudyError([Problem("a", "x.", "y."), Problem("b", "x.", "y.")])
    assert str(error) == "a: x. y.\nb: x. y."
    assert error.code is Exit.UNUSABLE
    assert len(error.problems) == 2


def test_exit_codes_are_distinct_and_those_of_shells() -> None:
    assert {code.name: int(code) for code in Exit} == {
        "OK": 0, "PROBLEMS": 1, "USAGE": 2, "UNUSABLE": 3, "BUSY": 4, "INTERNAL": 5, "INTERRUPTED": 130,
    }  # fmt: skip
