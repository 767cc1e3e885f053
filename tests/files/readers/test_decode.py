"""Bytes -> text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.readers.decode import decode, doubts, lines
from pipeline.files.readers.faults import MAX_PARAGRAPH, Unreadable

GERMAN = "I: Müßte das „größer“ sein – für 5 €?\nB: Ja, natürlich. Können Sie ändern.\n"
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffd\u2028\u2029"), min_size=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_german_in_every_usual_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN
    assert doubts(GERMAN.encode(encoding)) == ()


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_german_in_an_old_encoding_warns(encoding: str) -> None:
    words = "Müßte größer sein, natürlich. Können Sie ändern.\n" * 3
    assert decode(words.encode(encoding)) == words
    assert [encoding in doubt.what for doubt in doubts(words.encode(encoding))] == [True]


def test_german_with_an_emoji_is_not_turkish() -> None:
    words = "B: Wir waren so müde 😅, ehrlich. Später ging es.\n"
    assert decode(words.encode()) == words
    assert doubts(words.encode()) == ()


def test_some_broken_bytes_are_replaced_and_reported() -> None:
    data = GERMAN.encode() * 5 + "B: schön\n".encode("cp1252") + GERMAN.encode()
    assert decode(data).count("\ufffd") == 1
    (doubt,) = doubts(data)
    assert (doubt.place, doubt.what[:2]) == ("line 11", "1 ")


def test_line_breaks_and_controls() -> None:
    assert lines("a\r\nb\rc\x0bd\u2028e\x01f\ufeffg".encode()) == ["a", "b", "c", "d", "e fg"]
    assert decode("u\u0308".encode()) == "ü"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"I: \0\0\0abc\0", "no text"),
        (bytes(range(1, 9)) * 20, "no text"),
        (b"PK\x03\x04", "zip archive"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 x}", "rich text"),
        (b"\xd0\xcf\x11\xe0", "old Office"),
    ],
)
def test_what_is_no_text_says_so(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        decode(data)


def test_a_line_without_end_names_its_place() -> None:
    with pytest.raises(Unreadable) as caught:
        decode(b"I: Hi.\nB: " + b"a" * MAX_PARAGRAPH)
    assert caught.value.fault.place == "line 2"


@given(st.lists(WORDS), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_any_text_comes_back(words: list[str], encoding: str) -> None:
    text = "\n".join(words)
    assert decode(text.encode(encoding)) == unicodedata.normalize("NFC", text)


@given(st.binary())
def test_any_bytes_decode_or_say_why(data: bytes) -> None:
    try:
        text = decode(data)
    except Unreadable:
        return
    assert "\r" not in text
    assert "\0" not in text
    doubts(data)
