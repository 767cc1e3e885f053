"""Ranking strategies: effect against effort, merging, what people fill in, and who stands at the top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.strategies.material import Material
from pipeline.method.strategies.playbook import Play, Playbook, Ranking
from pipeline.method.strategies.strategies import Strategy, effort_typed, strategies
from tests.method.strategies.test_improvements import Row, material

FEARS: list[Row] = [(f"s{n}", 0, "fear.price", "looking", -1, 0.9) for n in (0, 1, 2)]
HABITS: list[Row] = [(f"s{n}", 1, "obstacle.habit", "looking", -1, 0.9) for n in (0, 1)]
USING: list[Row] = [(f"s{n}", 2, "touchpoint.site", "using", -1, 0.9) for n in (0, 1)]


def ranked(of: Material, filled: Mapping[str, Mapping[str, str]] | None = None) -> tuple[list[Strategy], list[Strategy]]:
    top, rest = strategies(of, (), filled or {}, "en")
    return list(top), list(rest)


def keys(found: list[Strategy]) -> list[str]:
    return [strategy.key for strategy in found]


FEAR, HABIT, SITE = "reassure.fear.price.winning", "unblock.obstacle.habit.winning", "repair.touchpoint.site.after"


def test_the_effect_is_what_the_documentation_says() -> None:
    (fear, *_), _ = ranked(material(FEARS))
    assert fear.key == FEAR
    assert fear.reach == 0.75
    assert (fear.severity, fear.nearness, fear.stakes) == (0.75, 1.0, 0.5)
    assert fear.effect == pytest.approx(10 * 0.75**0.5 * (0.5 * 0.75 + 0.3 * 1 + 0.2 * 0.5), abs=0.01)
    assert fear.priority == pytest.approx(fear.effect / 1.25, abs=0.01)  # nobody has judged the effort
    assert fear.unreviewed == 3


def test_a_persons_effort_changes_the_rank() -> None:
    of = material([*FEARS, *HABITS])
    assert keys(ranked(of)[0])[:2] == [FEAR, HABIT]
    (first, second, *_), _ = ranked(of, {FEAR: {"effort": "3"}, HABIT: {"effort": "1"}})
    assert (first.key, second.key) == (HABIT, FEAR)
    assert (first.rank, second.rank) == (1, 2)
    assert second.own_effort == 3


@pytest.mark.parametrize("word", ["drop", "Verwerfen", " DROP "])
def test_what_was_dropped_makes_room_for_the_next(word: str) -> None:
    of = material([*FEARS, *HABITS])
    of = replace(of, playbook=Playbook(of.playbook.plays, Ranking(most=1)))
    assert keys(ranked(of)[0]) == [FEAR]
    top, rest = ranked(of, {FEAR: {"decision": word}})
    assert keys(top) == [HABIT]
    assert next(s.reason for s in rest if s.key == FEAR) == "dropped"


def test_what_is_to_be_done_stays_at_the_top() -> None:
    of = material([*FEARS, *HABITS])
    of = replace(of, playbook=Playbook(of.playbook.plays, Ranking(most=1)))
    assert keys(ranked(of, {HABIT: {"decision": "do"}})[0]) == [HABIT]


def test_one_for_use_and_after_purchase_is_there_where_there_is_evidence() -> None:
    of = material([*FEARS, *HABITS, *USING])
    of = replace(of, playbook=Playbook(of.playbook.plays, Ranking(most=2)))
    assert keys(ranked(of)[0]) == [FEAR, SITE]


def test_one_interview_is_not_enough_for_the_top() -> None:
    top, rest = ranked(material(FEARS[:1]))
    assert not top
    assert [s.reason for s in rest if s.key == FEAR] == ["single"]
    assert keys(ranked(material(FEARS[:1], names=1))[0]) == [FEAR]  # unless the study has no other


def test_few_of_a_rule_stand_at_the_top() -> None:
    rows = [*FEARS, *HABITS]
    more = [("s3", 1, "obstacle.other", "looking", -1, 0.9), ("s2", 1, "obstacle.other", "looking", -1, 0.9)]
    of = material([*rows, *more])
    of = replace(of, playbook=Playbook(of.playbook.plays, Ranking(per_rule=1)))
    top, rest = ranked(of)
    assert len({s.rule for s in top}) == len(top)
    assert "rule" in {s.reason for s in rest}


def test_two_that_rest_on_the_same_passages_are_one() -> None:
    of = material([*FEARS, *((f"s{n}", 0, "obstacle.habit", "looking", -1, 0.8) for n in (0, 1, 2))])
    top, rest = ranked(of)
    both = [s for s in (*top, *rest) if FEAR in s.keys or HABIT in s.keys]
    (one,) = both
    assert set(one.keys) >= {FEAR, HABIT}
    assert set(one.codes) >= {"fear.price", "obstacle.habit"}
    dropped, _ = ranked(of, {one.keys[1]: {"decision": "drop"}})  # filled in before the two became one
    assert one.key not in keys(dropped)


def test_a_quote_an_interview_and_the_surest_first() -> None:
    rows = [("s0", 0, "fear.price", "looking", -1, 0.6), ("s0", 1, "fear.price", "looking", -1, 0.9)]
    of = material([*rows, ("s1", 0, "fear.price", "looking", -1, 0.7)])
    (strategy, *_), _ = ranked(of)
    assert [of.passages[p].interview for p in strategy.quotes] == ["s0", "s1"]
    assert strategy.quotes[0] == of.codings[1].passage
    assert len(strategy.passages) == 3


def test_the_sentence_is_in_the_studys_language_and_its_blanks_are_filled() -> None:
    of = material([("s0", 0, "touchpoint.fair", "looking", -1, 0.9), ("s1", 0, "touchpoint.fair", "looking", -1, 0.9)])
    play = Play("repair", ("touchpoint",), {"en": "Repair {label} in {phase}.", "de": "{label} in {phase} verbessern."})
    of = replace(of, playbook=Playbook((play,)))
    assert strategies(of, (), {}, "en")[0][0].action == "Repair Fair in Looking."
    assert strategies(of, (), {}, "de")[0][0].action == "Messe in Looking verbessern."


@pytest.mark.parametrize(
    ("typed", "effort"), [("1", 1), ("2.0", 2), ("3,0", 3), (" 2 ", 2), ("", None), ("4", None), ("0", None), ("high", None)]
)
def test_efforts_as_people_type_them(typed: str, effort: int | None) -> None:
    assert effort_typed(typed) == effort


CODES = ["fear.price", "obstacle.habit", "need.time", "role.buyer", "touchpoint.fair", "touchpoint.site", "trigger.growth"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["s0", "s1", "s2", "s3"]), st.integers(0, 3), st.sampled_from(CODES),
        st.sampled_from(["before", "looking", "using"]), st.sampled_from([-1, 0, 1]), st.sampled_from([0.3, 0.6, 0.9]),
    ),
    max_size=12,
    unique_by=lambda row: (row[0], row[1], row[2]),
)  # fmt: skip
FILLED = st.dictionaries(
    st.sampled_from([FEAR, HABIT, SITE]),
    st.fixed_dictionaries(
        {}, optional={"effort": st.sampled_from("123x"), "decision": st.sampled_from(["do", "drop", "später"])}
    ),
)


@given(ROWS, FILLED)
def test_whatever_the_codings_every_strategy_is_listed_once_and_rests_on_passages(
    rows: list[Row], filled: dict[str, dict[str, str]]
) -> None:
    of = material(rows)
    top, rest = ranked(of, filled)
    every = [key for strategy in (*top, *rest) for key in strategy.keys]
    assert len(every) == len(set(every))
    assert [s.rank for s in top] == list(range(1, len(top) + 1))
    assert not any(s.rank for s in rest)
    assert all(s.reason for s in rest)
    assert not any(s.decision == "drop" for s in top)
    assert [s.priority for s in top] == sorted((s.priority for s in top), reverse=True)
    for strategy in (*top, *rest):
        assert 0 <= strategy.effect <= 10
        assert set(strategy.passages) <= of.passages.keys()
        assert {of.passages[p].interview for p in strategy.passages} == set(strategy.interviews)
    assert ranked(replace(of, codings=list(reversed(of.codings))), filled) == (top, rest)
