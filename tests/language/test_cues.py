"""The pattern language of cues, as a manual."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.cues import CueError, Matcher, parse_cue
from tests.language.hearing import found, hears


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("kündigen", "Wir haben gekündigt."),
        ("anschauen", "Wir schauten uns das an."),
        ("Messe", "Auf der Fachmesse."),
        ("messe*", "Der Messestand war klein."),
        ("*messe", "Die Hausmesse war klein."),
        ("*mess*", "Die Vermessung war gut."),
        ("=IT", "Die IT war dagegen."),
        ("mein Chef", "Mein, äh, Chef war dagegen."),
        ("nie ... wieder", "Die kaufe ich nie im Leben wieder."),
        ("nie ...2 wieder", "Das nie im Leben wieder."),
        ("Grenze & kommen", "Da kommen wir an die Grenze."),
        ("(mein|unser) Chef", "Unser Chef wollte das."),
        ("(neu|altes ERP|ERP-System) kaufen", "ein ERP-System kaufen"),
        ("(neu|altes ERP|ERP-System) kaufen", "ein altes ERP kaufen"),
        ("Budget ?", "Das Budget war knapp."),
    ],
)
def test_a_cue_is_found(cue: str, text: str) -> None:
    assert hears(text, cue)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("Messe", "Der Messestand war klein."),
        ("=IT", "it was fine"),
        ("mein Chef", "Chef ist mein Bruder."),
        ("nie ...2 wieder", "Nie in meinem ganzen Leben wieder."),
        ("Grenze & kommen", "Die Grenze. Da kommen wir hin."),
        ("Messe & Messe", "Die Messe war gut."),
    ],
)
def test_a_cue_is_not_found(cue: str, text: str) -> None:
    assert not hears(text, cue)


def test_parts_look_for_words_of_their_own() -> None:
    [(_, words, _)] = found("Preis hoch Preis", "Preis & Preis hoch")
    assert words == ["Preis", "hoch", "Preis"]


def test_a_weak_cue_says_so() -> None:
    [cue] = parse_cue("Budget ?")
    assert cue.weak


@pytest.mark.parametrize(
    ("cue", "message"),
    [
        ("", "is empty"),
        (" ?", "is empty"),
        ("... wieder", "gap without a word before"),
        ("nie ...", "lacks a word"),
        ("Preis &", "lacks a word"),
        ("(mein|unser Chef", "not closed"),
        ("Mes*se", "inside a word"),
        ("*", "no letters"),
    ],
)
def test_a_broken_cue_says_why(cue: str, message: str) -> None:
    with pytest.raises(CueError, match=message):
        parse_cue(cue)


WORD = st.sampled_from("abc")
PART = st.lists(st.tuples(st.sampled_from(["", "...1", "..."]), WORD), min_size=1, max_size=3).map(
    lambda pairs: " ".join(f"{gap if place else ''} {word}" for place, (gap, word) in enumerate(pairs))
)
CUE = st.lists(PART, min_size=1, max_size=3).map(" & ".join)


@given(CUE, st.lists(WORD, max_size=8))
def test_the_matcher_agrees_with_trying_everything(source: str, words: list[str]) -> None:
    [cue] = parse_cue(source)
    matcher = Matcher([cue])
    hits = matcher.find([matcher.fit(word, (word,)) for word in words])
    slots = [[(gap, atoms[0].text) for gap, atoms in part] for part in cue.parts]
    runs = [list(_runs(part, words)) for part in slots]
    expected = any(
        len({place for run in choice for place in run}) == sum(map(len, choice)) for choice in itertools.product(*runs)
    )
    assert bool(hits) == expected


def _runs(part: list[tuple[int, str]], words: list[str]) -> list[tuple[int, ...]]:
    return [
        places
        for places in itertools.combinations(range(len(words)), len(part))
        if all(words[place] == text for place, (_, text) in zip(places, part, strict=True))
        and all(b <= a + 1 + gap for a, b, (gap, _) in zip(places, places[1:], part[1:], strict=False))
    ]


@pytest.mark.parametrize("last", ["b", "c"])
def test_a_sentence_of_twenty_thousand_words(last: str) -> None:
    cues = ["a ...5 a ...5 a ...5 b", "a & a b & b a", "a ...20 a ...20 a ...20 c"]
    matcher = Matcher([cue for source in cues for cue in parse_cue(source)])
    fits = {word: matcher.fit(word, (word,)) for word in "abc"}
    began = time.perf_counter()
    matcher.find([fits["c"], fits["b"], *[fits["a"]] * 20_000, fits[last]])
    assert time.perf_counter() - began < 10  # quadratic time would take minutes
