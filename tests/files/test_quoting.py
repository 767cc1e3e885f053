"""Quotes: verbatim, in the marks of their language, with where they are from."""

from __future__ import annotations

from pipeline.files.quoting import in_marks, quoted, source
from tests.conftest import talk


def test_a_quote_says_who_said_it_where_and_when() -> None:
    told = talk("[00:01:05] I: How was it?\n[00:01:10] B: The hotline was slow.")
    passage = next(passage for passage in told.passages if passage.role == "interviewee")
    assert source(passage) == f"{passage.interview}, B, 0:01:10"
    assert source(passage, "Head of IT") == f"{passage.interview}, B (Head of IT), 0:01:10"
    assert quoted(passage) == f"“The hotline was slow.” ({source(passage)})"


def test_a_long_quote_is_cut_between_words() -> None:
    told = talk("I: How was it?\nB: The hotline was slow and nobody called back.")
    passage = next(passage for passage in told.passages if passage.role == "interviewee")
    assert quoted(passage, 20).startswith("“The hotline was […]” (")


def test_quotation_marks_are_those_of_the_language_that_was_spoken() -> None:
    assert (in_marks("Ja", "de"), in_marks("Yes", "en")) == ("„Ja“", "“Yes”")
