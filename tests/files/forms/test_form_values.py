"""What may stand in a field: however it is typed, it is kept in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.forms.form_values import BREAK, Choice, Day, Scale, UnallowedError, clean

VERDICT = Choice({"accept": "accept", "reject": "reject", "recode": "recode"}, {"jo": "accept"})
SEVERAL = Choice({"accept": "accept", "reject": "reject"}, many=True, free=True)


@pytest.mark.parametrize("typed", ["accept", "ACCEPT ", "annehmen", " Annehmen.", "jo"])
def test_a_word_in_either_language(typed: str) -> None:
    assert VERDICT.read(typed) == "accept"


@pytest.mark.parametrize("typed", ["perhaps", "accept, reject", "accept reject"])
def test_a_word_that_is_none_is_refused_and_the_allowed_ones_are_named(typed: str) -> None:
    with pytest.raises(UnallowedError):
        VERDICT.read(typed)
    assert VERDICT.told("de") == "Choose one of annehmen, ablehnen, umkodieren."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("reject; Annehmen", "accept, reject"),
        ("reject,,reject", "reject"),
        ("Trade fair stand, ablehnen", "reject, Trade fair stand"),
        (" , ", ""),
    ],
)
def test_several_words_stand_in_the_order_of_the_form_and_free_ones_behind_them(typed: str, kept: str) -> None:
    assert SEVERAL.read(typed) == kept
    assert SEVERAL.read(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1", "1"), ("+1", "1"), ("-1,5", "-1.5"), ("−2", "-2"), ("– 0.5", "-0.5"), ("0", "0"), ("-0", "0"), ("2.0", "2")],
)
def test_a_number_with_comma_or_point(typed: str, kept: str) -> None:
    assert Scale(-2, 2, 0.5).read(typed) == kept


@pytest.mark.parametrize("typed", ["2.5", "-3", "0.3", "good", "1-2", "1e0", "nan", "½", "٢"])
def test_a_number_that_is_none(typed: str) -> None:
    with pytest.raises(UnallowedError):
        Scale(-2, 2, 0.5).read(typed)
    assert Scale(-2, 2, 0.5).told("de") == "Write a number from -2 to 2 in steps of 0,5."
    assert Scale(1, 3).told("en") == "Write a number from 1 to 3."


@given(st.integers(-4, 4))
def test_every_step_is_allowed_and_stays_as_it_is(half: int) -> None:
    scale = Scale(-2, 2, 0.5)
    kept = scale.read(str(half / 2))
    assert float(kept) == half / 2
    assert scale.read(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-12-31", "2026-12-31"), ("31.12.2026", "2026-12-31"), ("1. 2. 26", "2026-02-01"), ("3. März 2027", "2027-03-03"),
        ("March 2027", "2027-03"), ("Okt. 2026", "2026-10"), ("2026/7", "2026-07"),
        ("31.02.2026", "31.02.2026"), ("after the fair", "after the fair"), ("Q3 2026", "Q3 2026"), ("Mitte 2027", "Mitte 2027"),
    ],
)  # fmt: skip
def test_a_day_is_iso_and_a_note_stays_a_note(typed: str, kept: str) -> None:
    assert Day().read(typed) == kept
    assert Day().read(kept) == kept


@given(st.text(max_size=40))
def test_nothing_that_is_typed_as_a_day_is_refused_or_changes_twice(text: str) -> None:
    assert Day().read(Day().read(text)) == Day().read(text)


@given(st.text(max_size=40))
def test_a_cleaned_text_stays_as_it_is_and_has_plain_line_breaks(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert not {"\r", "\x00", "\u00a0", BREAK} & set(kept)
