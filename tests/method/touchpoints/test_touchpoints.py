"""Step 4: touchpoints by phase. "n of N" counts interviews, never mentions; what nobody reports stays visible as a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.coding.coding import Coding
from pipeline.method.touchpoints.touchpoints import Cell, Matrix, Mention, classes, epoms_class, matrix, mentions
from tests.conftest import codebook

PHASES = ("before", "looking", "using")
CLASSED = classes(codebook())


def coding(
    interview: str, code: str, phase: str = "looking", valence: int = 0, status: str = "suggested", coder: str = "cue"
) -> Coding:
    return Coding(interview, f"{interview}-p", f"touchpoint.{code}", phase, valence, 0.6, coder, "", status)


def counted(*codings: Coding, interviews: tuple[str, ...] = ("s01", "s02", "s03")) -> Matrix:
    return matrix(mentions(codings, CLASSED, {}), interviews, CLASSED, PHASES)


def test_only_touchpoints_are_contacts() -> None:
    other = Coding("s01", "p", "trigger.growth", "before", 0, 0.6, "cue", "")
    assert mentions([other], CLASSED, {}) == ()


def test_a_mention_carries_the_class_of_its_touchpoint_and_the_job_of_its_interview() -> None:
    assert mentions([coding("s01", "fair", valence=1, status="accepted")], CLASSED, {"s01": "job2"}) == (
        Mention("s01", "s01-p", "fair", "paid", "looking", 1, "job2", "accepted"),
    )


def test_a_cell_counts_interviews_and_a_talkative_person_counts_once() -> None:
    found = counted(coding("s01", "fair"), coding("s01", "fair"), coding("s01", "fair"), coding("s02", "fair"))
    assert found.base == 3
    assert found.cells == {("fair", "looking"): Cell(2, 4, 0.0, 4)}


def test_valence_is_the_mean_over_interviews_not_over_mentions() -> None:
    found = counted(*[coding("s01", "fair", valence=1)] * 3, coding("s02", "fair", valence=-1))
    assert found.cells["fair", "looking"].valence == 0.0


def test_what_nobody_has_reviewed_is_counted_apart() -> None:
    found = counted(coding("s01", "fair"), coding("s02", "fair", status="accepted"), coding("s03", "fair", status="added"))
    assert found.cells["fair", "looking"].unreviewed == 1


def test_every_touchpoint_of_the_codebook_is_a_row_and_those_nobody_reports_are_gaps() -> None:
    found = counted(coding("s01", "demo"))
    assert found.touchpoints == (("fair", "paid"), ("demo", "managed"), ("site", "owned"))
    assert found.gaps == ("fair", "site")
    assert found.phases == PHASES
    assert found.empty_phases == ("before", "using")


def test_a_touchpoint_that_the_codebook_no_longer_has_is_still_a_row() -> None:
    found = counted(coding("s01", "fax", status="recheck"))
    assert found.touchpoints[-1] == ("fax", "")
    assert "fax" not in found.gaps


def test_a_matrix_of_a_job_counts_its_interviews_only() -> None:
    found = counted(coding("s01", "fair"), coding("s02", "fair"), interviews=("s02",))
    assert found.base == 1
    assert found.cells["fair", "looking"].interviews == 1


def test_nobody_said_anything() -> None:
    found = counted(interviews=())
    assert (found.base, found.cells, found.empty_phases) == (0, {}, PHASES)
    assert found.gaps == ("fair", "demo", "site")


@pytest.mark.parametrize(
    ("phases", "settled"),
    [
        (["looking", "looking", "using"], ["looking"] * 3),
        (["looking", "using"], ["looking", "using"]),
        (["looking", "looking", "using", "using"], ["looking", "looking", "using", "using"]),
        (["before", "looking", "using"], ["before", "looking", "using"]),
    ],
)
def test_a_phase_that_one_of_many_mentions_names_gives_way_to_the_usual_one(phases: list[str], settled: list[str]) -> None:
    found = mentions([coding("s01", "fair", phase) for phase in phases], CLASSED, {})
    assert [mention.phase for mention in found] == settled


def test_a_phase_that_a_person_gave_does_not_give_way() -> None:
    codings = [*[coding("s01", "fair")] * 2, coding("s01", "fair", "using", coder="human")]
    assert [mention.phase for mention in mentions(codings, CLASSED, {})] == ["looking", "looking", "using"]


def test_a_person_may_set_another_class_in_either_language_and_it_applies_to_mentions_and_rows() -> None:
    classed = classes(
        codebook(), {"fair": {"epoms": "geteilt (shared)"}, "demo": {"epoms": "nonsense"}, "gone": {"epoms": "paid"}}
    )
    assert classed == {"fair": "shared", "demo": "managed", "site": "owned"}
    found = mentions([coding("s01", "fair")], classed, {})
    assert found[0].epoms == "shared"
    assert matrix(found, ("s01",), classed, PHASES).touchpoints[0] == ("fair", "shared")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("paid", "paid"), ("Verdient", "earned"), ("eigen (owned)", "owned"), ("gesteuert", "managed"), ("", ""), ("?", "")],
)
def test_epoms_classes_are_understood_in_english_and_german(typed: str, meant: str) -> None:
    assert epoms_class(typed) == meant


codings = st.lists(
    st.builds(
        coding,
        st.sampled_from(["s01", "s02", "s03", "s04"]),
        st.sampled_from(["fair", "demo", "site", "fax"]),
        st.sampled_from(PHASES),
        st.integers(-1, 1),
        st.sampled_from(["suggested", "accepted"]),
    ),
    max_size=25,
)


@given(codings)
def test_whatever_is_reported_the_counts_add_up_in_any_order(found: list[Coding]) -> None:
    whole = counted(*found, interviews=("s01", "s02", "s03", "s04"))
    assert sum(cell.mentions for cell in whole.cells.values()) == len(found)
    for cell in whole.cells.values():
        assert 1 <= cell.interviews <= min(cell.mentions, whole.base)
        assert 0 <= cell.unreviewed <= cell.mentions
        assert -1 <= cell.valence <= 1
    assert counted(*found[::-1], interviews=("s04", "s03", "s02", "s01")) == whole
    rows = [touchpoint for touchpoint, _ in whole.touchpoints]
    assert len(rows) == len(set(rows))
    assert {touchpoint for touchpoint, _ in whole.cells} | set(whole.gaps) == set(rows)
