"""Forms: each is declared once, and a row's key says what its fields showed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.forms.forms import FORMS, NOTHING, FormKey, form_key, mark
from pipeline.files.forms.typed import heading
from pipeline.files.texts import TEXTS

ids = st.sampled_from(sorted(FORMS))
keys = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_field_has_a_heading_of_its_own_in_both_languages(form: object) -> None:
    fields = FORMS[form.id].fields  # type: ignore[attr-defined]
    for place in (0, 1):
        headings = [heading(TEXTS[key][place]) for key in fields.values()]
        assert len(set(headings)) == len(headings)
        assert not {heading(text) for text in TEXTS["key"]} & set(headings)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_may_be_chosen_has_words_in_both_languages(form: object) -> None:
    for name, allowed in FORMS[form.id].allowed.items():  # type: ignore[attr-defined]
        assert name in FORMS[form.id].fields  # type: ignore[attr-defined]
        assert allowed.told("en").endswith(".")
        assert allowed.told("de").endswith(".")
        for keys in (getattr(allowed, "words", {}),):
            for kept, key in keys.items():
                assert {allowed.read(text) for text in (kept, *TEXTS[key])} == {kept}


@given(ids, keys, st.data())
def test_a_key_says_again_what_it_was_made_of(form: str, key: str, data: st.DataObject) -> None:
    values = {name: data.draw(st.sampled_from(["", "2", "1"])) for name in FORMS[form].fields if name not in FORMS[form].allowed}
    found = FormKey.parse(form_key(form, key, values))
    assert found is not None
    assert (found.form.id, found.key) == (form, key)
    assert {name: found.shown[name] for name in values} == {name: mark(value) for name, value in values.items()}


@given(ids, keys, st.integers(0, 200), st.sampled_from("0fx#: -."))
def test_a_key_that_was_edited_is_none(form: str, key: str, place: int, typed: str) -> None:
    signed = form_key(form, key, dict.fromkeys(FORMS[form].fields, "2"))
    place %= len(signed)
    edited = signed[:place] + typed + signed[place + 1 :]
    found = FormKey.parse(edited)
    if edited != signed:
        assert found is None or (place < len(form) and found.form.id != form)


def test_a_plain_key_says_that_nothing_was_shown() -> None:
    found = FormKey.parse("touchpoints:website/first contact")
    assert found is not None
    assert found.key == "website/first contact"
    assert set(found.shown.values()) == {NOTHING}


@pytest.mark.parametrize(
    "text", ["", "touchpoints", "touchpoints:", "touchpoints: x", "nothing:x", "r:3f2a/fear.price#1#2#3", "Jobs:x"]
)
def test_what_is_no_key(text: str) -> None:
    assert FormKey.parse(text) is None


def test_a_cut_key_is_no_plain_key() -> None:
    signed = form_key("strategies", "repair.x", {"owner": "Mia"})
    bare = form_key("strategies", "repair.x")
    for whole in (signed, bare):
        for length in range(whole.index("#") + 2, len(whole)):
            assert FormKey.parse(whole[:length]) is None, whole[:length]


def test_what_is_shown_is_compared_in_its_one_spelling() -> None:
    assert form_key("touchpoints", "x", {"quality": -1.5}) == form_key("touchpoints", "x", {"quality": "−1,5"})
    assert form_key("epoms", "x", {"epoms": "paid"}) == form_key("epoms", "x", {"epoms": "bezahlt (paid)"})
    assert form_key("touchpoints", "x", {"comment": "a"}) != form_key("touchpoints", "x", {"comment": "b"})
