"""What researchers type about jobs stands, whatever the machine finds next time; what lost its job is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.jobs.job_edits import FORM, MOVES, Arrangement, arranged
from pipeline.method.review.edits import Edit, Edits

GROUPS = [["a1", "a2", "a3", "a4"], ["b1", "b2", "b3"], ["c1", "c2"]]
KNOWN = [name for group in GROUPS for name in group]
LABELS = ["Growth", "Audit", "Cost"]


def typed(*what: tuple[str, str, str, str], shown: str = "") -> Edits:
    return Edits(tuple(Edit(*one, shown, time=str(n)) for n, one in enumerate(what)))


def arrange(edits: Edits, groups: list[list[str]] | None = None) -> Arrangement:
    groups = groups or GROUPS
    return arranged(groups, groups, LABELS[: len(groups)], edits, KNOWN)


def test_without_edits_a_job_is_keyed_by_its_most_typical_interview() -> None:
    plan = arrange(Edits())
    assert plan.members == {"a1": ("a1", "a2", "a3", "a4"), "b1": ("b1", "b2", "b3"), "c1": ("c1", "c2")}
    assert plan.lost == ()


def test_a_label_follows_its_job_when_another_interview_has_become_the_most_typical() -> None:
    plan = arrange(typed((FORM, "a3", "label", "Keep up")), [["b1", "b2"], ["a1", "a2", "a3", "a4", "b3"]])
    assert plan.typed == {"a3": {"label": "Keep up"}}
    assert "a4" in plan.members["a3"]


def test_a_label_follows_most_of_the_interviews_that_its_row_showed() -> None:
    edits = typed((FORM, "a1", "label", "Keep up"), shown="3 of 9°: a2, a3, a4 | x · Growth")
    plan = arrange(edits, [["a1", "b1", "b2", "b3"], ["a2", "a3", "a4"]])
    assert plan.members["a1"] == ("a2", "a3", "a4")


def test_what_is_typed_on_a_job_that_is_gone_is_told() -> None:
    plan = arrange(typed((FORM, "z9", "label", "Old name")))
    assert [(one.key, one.value, one.why) for one in plan.lost] == [("z9", "Old name", "gone")]
    assert set(plan.members) == {"a1", "b1", "c1"}


def test_of_two_names_on_one_job_the_closer_stands_and_the_other_is_told() -> None:
    edits = typed((FORM, "a1", "label", "One"), (FORM, "b1", "label", "Other"))
    plan = arrange(edits, [["a1", "a2", "a3", "a4", "b1"], ["c1", "c2"]])
    assert plan.typed == {"a1": {"label": "One"}}
    assert [(one.key, one.why) for one in plan.lost] == [("b1", "taken")]


def test_jobs_are_merged_by_key_label_or_choice() -> None:
    for wanted in ("a1", "growth", "a1 · Growth"):
        plan = arrange(typed((FORM, "c1", "merge_into", wanted)))
        assert plan.members["a1"] == ("a1", "a2", "a3", "a4", "c1", "c2")
        assert plan.merged == {"c1": "a1"}
        assert "c1" not in plan.members


def test_merging_goes_along_a_chain_and_refuses_a_circle() -> None:
    chain = arrange(typed((FORM, "c1", "merge_into", "b1"), (FORM, "b1", "merge_into", "a1")))
    assert set(chain.members) == {"a1"}
    circle = arrange(typed((FORM, "a1", "merge_into", "b1"), (FORM, "b1", "merge_into", "a1")))
    assert sorted(name for group in circle.members.values() for name in group) == sorted(KNOWN)
    assert [one.why for one in circle.lost] == ["circle"]


def test_an_interview_is_moved_and_a_new_name_splits_a_job() -> None:
    plan = arrange(typed((MOVES, "a4", "job", "Audit"), (MOVES, "a2", "job", "New ground"), (MOVES, "a3", "job", "new  ground")))
    assert plan.members["b1"] == ("a4", "b1", "b2", "b3")
    assert plan.members["+new ground"] == ("a2", "a3")
    assert plan.made == {"+new ground": "New ground"}
    assert plan.moved == {"a2", "a3", "a4"}


def test_a_move_to_a_renamed_job_is_understood() -> None:
    plan = arrange(typed((FORM, "b1", "label", "Proof"), (MOVES, "a4", "job", "proof")))
    assert "a4" in plan.members["b1"]


def test_the_key_interview_itself_may_be_moved_away() -> None:
    plan = arrange(typed((MOVES, "a1", "job", "b1"), (FORM, "a1", "label", "Keep up")))
    assert plan.members["a1"] == ("a2", "a3", "a4")
    assert plan.typed["a1"] == {"label": "Keep up"}


def test_a_job_number_is_no_name_because_numbers_change() -> None:
    plan = arrange(typed((MOVES, "a4", "job", "Job 2")))
    assert plan.members == arrange(Edits()).members
    assert [one.why for one in plan.lost] == ["unknown"]


def test_an_interview_that_is_gone_moves_nothing_and_is_told() -> None:
    plan = arrange(typed((MOVES, "z9", "job", "Growth")))
    assert [(one.key, one.why) for one in plan.lost] == [("z9", "gone")]


names = st.sampled_from([*KNOWN, *LABELS, "Elsewhere", "job 2", "z9", "a1 · Growth"])
moves = st.tuples(st.just(MOVES), st.sampled_from([*KNOWN, "z9"]), st.just("job"), names)
rows = st.sampled_from(["a1", "a2", "b1", "c1", "c2", "z9"])
merges = st.tuples(st.just(FORM), rows, st.sampled_from(["merge_into", "label"]), names)


@given(st.lists(st.one_of(moves, merges), max_size=8))
def test_whatever_is_typed_every_interview_has_one_job_and_nothing_typed_is_lost_silently(
    what: list[tuple[str, str, str, str]],
) -> None:
    edits = typed(*what)
    plan = arrange(edits)
    assert sorted(name for group in plan.members.values() for name in group) == sorted(KNOWN)
    told = {(one.form, one.key, one.field) for one in plan.lost}
    for interview, fields in edits.of(MOVES).items():
        assert interview in plan.moved or (MOVES, interview, "job") in told, fields
    for key, row in edits.of(FORM).items():
        for name in row:
            in_force = key in plan.merged if name == "merge_into" else key in plan.typed
            assert in_force or (FORM, key, name) in told
