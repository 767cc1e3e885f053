"""Step 5: critical moments, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.journey.journey import Journey, Statement, Told, journey
from pipeline.method.journey.moments import KINDS, Moment, moments
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.touchpoints import Mention

PHASES = ("early", "middle", "late")
Row = tuple[str, str, str, int]  # interview, code, phase, valence


def map_of(rows: Sequence[Row], base: Sequence[str] = ("a", "b", "c")) -> Journey:
    found, passages, mentions = [], {}, []
    for number, (name, code, phase, valence) in enumerate(rows):
        key = f"p{number:03}"
        passages[key] = Passage(name, key, "B", "interviewee", 0, None, None, 0, 9, "", f"words {number}", "en")
        found.append(Statement(name, key, code, phase, valence, "suggested"))
        if code.startswith("touchpoint."):
            mentions.append(Mention(name, key, code.split(".")[1], "owned", phase, valence, "", "suggested"))
    return journey(Told(tuple(found), tuple(mentions), passages, PHASES, {}), base)


def found(rows: Sequence[Row], kind: str, base: Sequence[str] = ("a", "b", "c")) -> list[Moment]:
    return [moment for moment in moments(map_of(rows, base)) if moment.kind == kind]


def test_the_low_is_what_most_interviews_felt_bad_about() -> None:
    rows = [("a", "fear.price", "early", -1), ("b", "fear.price", "early", -1), ("a", "touchpoint.offer", "early", -1)] + [
        (name, "touchpoint.demo", "middle", -1) for name in "abc"
    ]
    lows = found(rows, "low")
    assert [(m.phase, m.code, m.interviews) for m in lows] == [
        ("early", "fear.price", ("a", "b")),
        ("middle", "touchpoint.demo", ("a", "b", "c")),
    ]


def test_a_map_names_two_lows_at_most_and_one_a_stage() -> None:
    rows = [(name, code, phase, -1) for phase in PHASES for code in ("fear.one", "fear.two") for name in "ab"]
    assert len(found(rows, "low")) == 2
    assert len({m.phase for m in found(rows, "low")}) == 2


def test_what_one_interview_says_is_no_moment_where_there_are_three() -> None:
    rows: list[Row] = [("a", "fear.price", "early", -1), ("a", "touchpoint.demo", "late", 1)]
    assert moments(map_of(rows)) == ()
    assert {m.kind for m in moments(map_of(rows, ("a",)))} >= {"low", "high"}


def test_what_is_good_on_the_whole_is_no_low() -> None:
    rows = [("a", "touchpoint.demo", "late", -1), ("b", "touchpoint.demo", "late", -1)] + [
        (name, "touchpoint.demo", "late", 1) for name in "aaabbbccc"
    ]
    assert found(rows, "low") == []
    (high,) = found(rows, "high")
    assert high.value is not None
    assert high.value > 0
    assert high.statements[0].valence == 1


def test_a_turn_is_a_change_of_sign_or_a_whole_step_and_quotes_where_it_goes() -> None:
    rows = [(name, "fear.price", "early", -1) for name in "ab"] + [(name, "need.time", "middle", 1) for name in "ab"]
    (turn,) = found(rows, "turn")
    assert (turn.phase, turn.before, turn.value) == ("middle", -1.0, 1.0)
    assert {s.valence for s in turn.statements} == {1}
    same = [(name, "need.time", phase, 1) for name in "ab" for phase in ("early", "middle")]
    assert found(same, "turn") == []


def test_the_decision_is_where_most_tell_of_it() -> None:
    rows: list[Row] = [("a", "role.decider", "early", 0)]
    rows += [(name, "touchpoint.offer", "late", 0) for name in "abc"]
    (moment,) = found(rows, "decision")
    assert (moment.phase, moment.code, moment.value) == ("late", "touchpoint.offer", None)
    assert found(rows[:1], "decision") == []


def test_the_most_shared_is_reported_by_half_at_least() -> None:
    rows = [(name, "criterion.price", "middle", 0) for name in "ab"]
    assert [m.code for m in found(rows, "shared")] == ["criterion.price"]
    assert found(rows, "shared", ("a", "b", "c", "d", "e")) == []


def test_no_statement_no_moment() -> None:
    assert moments(map_of([])) == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(["fear.price", "touchpoint.demo", "touchpoint.offer", "role.decider", "need.time"]),
            st.sampled_from(PHASES),
            st.integers(-1, 1),
        ),
        max_size=40,
    )
)
def test_every_moment_rests_on_two_interviews_of_its_own_stage_and_comes_in_order(rows: list[Row]) -> None:
    one = map_of(rows, ("a", "b", "c", "d"))
    by_phase = {stage.phase: set(stage.statements) for stage in one.stages}
    ordered = moments(one)
    assert ordered == moments(map_of(rows, ("d", "c", "b", "a")))
    assert [PHASES.index(m.phase) for m in ordered] == sorted(PHASES.index(m.phase) for m in ordered)
    for moment in ordered:
        assert moment.kind in KINDS
        assert set(moment.statements) <= by_phase[moment.phase]
        if moment.kind != "turn":
            assert len(moment.interviews) >= 2
