"""Step 4: quality from -2 to +2. Interviews count, not talkers; little evidence is shrunk; a person's rating wins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.quality import Quality, qualities, rating, strong
from pipeline.method.touchpoints.touchpoints import Mention

PLAIN, SHARP, GLAD = "We were there.", "That was a disaster.", "It was brilliant."


def told(*statements: tuple[str, int] | tuple[str, int, str]) -> tuple[list[Mention], dict[str, Passage]]:
    """Mentions of one touchpoint in one phase: (interview, valence) or (interview, valence, words)."""
    mentions, passages = [], {}
    for number, (name, valence, *more) in enumerate(statements):
        words = str(more[0]) if more else PLAIN
        passage = Passage(name, f"p{number}", "B", "interviewee", number, None, None, number, number, "", words, "en")
        passages[passage.id] = passage
        mentions.append(Mention(name, passage.id, "fair", "paid", "looking", valence, "", "suggested"))
    return mentions, passages


def rated(*statements: tuple[str, int] | tuple[str, int, str], typed: str = "", comment: str = "") -> Quality:
    mentions, passages = told(*statements)
    form = {"fair/looking": {k: v for k, v in (("quality", typed), ("comment", comment)) if v}}
    return qualities(mentions, passages, form)["fair", "looking"]


@pytest.mark.parametrize(
    ("statements", "quality"),
    [
        ([("s01", 1)], 1.0),  # one plain statement is half of the scale
        ([("s01", -1, SHARP)], -2.0),  # a strong one stands in full
        ([("s01", 1, SHARP)], 1.0),  # a strong word of the other sign ("not a disaster") is none
        ([("s01", 1), ("s01", 1)], 1.5),
        ([("s01", 1), ("s02", 1)], 2.0),
        ([("s01", 1), ("s02", -1)], 0.0),
        ([("s01", 1), ("s01", 1), ("s01", 1), ("s02", -1)], 0.0),  # a talkative person counts once
        ([("s01", 1), ("s02", 1), ("s03", -1)], 0.7),
        ([("s01", 0), ("s02", 0)], None),
    ],
)
def test_the_rule(statements: list[tuple[str, int]], quality: float | None) -> None:
    assert rated(*statements).machine == quality


def test_neutral_statements_pull_towards_zero_but_never_far() -> None:
    without = rated(("s01", 1), ("s02", 1)).machine
    some = rated(("s01", 1), ("s02", 1), ("s01", 0)).machine
    many = rated(("s01", 1), ("s02", 1), *[("s01", 0)] * 50, *[("s02", 0)] * 50).machine
    assert (without, some, many) == (2.0, 1.8, 1.6)


def test_it_says_what_it_rests_on() -> None:
    quality = rated(("s01", -1), ("s01", 0), ("s02", -1, SHARP), ("s03", 1))
    assert (quality.statements, quality.judged, quality.interviews, quality.unreviewed) == (4, 3, 3, 4)
    assert quality.critical == ("s01", "s02")
    assert rated(("s01", 1), ("s01", 1), ("s01", -1, SHARP)).critical == ("s01",)  # praise does not hide a sharp word
    assert quality.passages[0] == "p2"
    assert set(quality.passages) == {"p0", "p1", "p2", "p3"}


def test_a_persons_rating_counts_and_the_machines_stays_visible() -> None:
    quality = rated(("s01", 1), ("s02", 1), typed="-1,5", comment="They meant the other fair.")
    assert (quality.value, quality.machine, quality.overridden) == (-1.5, 2.0, True)
    assert quality.comment == "They meant the other fair."


def test_what_is_no_rating_changes_nothing_and_is_kept() -> None:
    quality = rated(("s01", 1), typed="good")
    assert (quality.value, quality.overridden, quality.typed) == (1.0, False, "good")


def test_a_rating_outlives_the_statements_it_was_about() -> None:
    (quality,) = qualities([], {}, {"demo/using": {"quality": "1"}}).values()
    assert (quality.value, quality.machine, quality.statements, quality.interviews) == (1.0, None, 0, 0)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 2), ("-2", -2), ("−1,5", -1.5), ("+0.5", 0.5), (" 1.50 ", 1.5), ("0", 0),
     ("2.5", None), ("3", None), ("0.3", None), ("", None), ("-", None)],
)  # fmt: skip
def test_ratings_are_whole_or_half_numbers(typed: str, number: float | None) -> None:
    assert rating(typed) == number


@pytest.mark.parametrize(
    ("words", "valence", "is_strong"),
    [
        ("Die Demo war eine Katastrophe.", -1, True),
        ("Das war großartig.", 1, True),
        (GLAD, 1, True),
        (GLAD, -1, False),
        (GLAD, 0, False),
        ("Das war ganz in Ordnung.", 1, False),
    ],
)
def test_strong_words_in_both_languages(words: str, valence: int, is_strong: bool) -> None:
    assert strong(words, valence) is is_strong


statements = st.lists(
    st.tuples(st.sampled_from(["s01", "s02", "s03"]), st.integers(-1, 1), st.sampled_from([PLAIN, SHARP, GLAD])), min_size=1
)


@given(statements, st.randoms())
def test_whatever_is_said_it_stays_on_the_scale_in_any_order_and_turns_with_the_signs(
    found: list[tuple[str, int, str]], chance: object
) -> None:
    quality = rated(*found)
    assert (quality.machine is None) == all(valence == 0 for _, valence, _ in found)
    if quality.machine is None:
        return
    assert -2 <= quality.machine <= 2
    turned = {SHARP: GLAD, GLAD: SHARP, PLAIN: PLAIN}
    assert rated(*[(name, -valence, turned[words]) for name, valence, words in found]).machine == -quality.machine
    mixed = found.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rated(*mixed).machine == quality.machine
    better = rated(*found, ("s04", 1, GLAD)).machine
    assert better is not None
    assert better >= min(quality.machine, 0)
