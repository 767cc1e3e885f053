"""The plan: what `journey select` keeps, and what people write into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.folders import StudyFolder
from pipeline.files.sample.plan import plan_table, read_plan, renewed
from pipeline.method.sample.sample import DROPPED, PLANNED, Planned
from pipeline.problems import StudyError


def kept(folder: Path, data: bytes) -> tuple[Planned, ...]:
    (folder / "codebooks").mkdir(exist_ok=True)
    (folder / "codebooks" / "sample.csv").write_bytes(data)
    return read_plan(StudyFolder(folder))


def planned(name: str, **facts: str) -> Planned:
    known = {"segment": "", "size": "", "decided_on": "", "planned_on": "", **facts}
    return Planned(name, f"{name} AG", facts=tuple(known.items()))


def test_there_may_be_none(tmp_path: Path) -> None:
    assert read_plan(StudyFolder(tmp_path)) == ()


@given(
    st.lists(st.tuples(st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True), st.text("aäß;,\"' =", max_size=8)), max_size=5)
)
def test_it_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    plan = tuple(planned(name, segment=text.strip()) for name, text in rows)
    assert kept(tmp_path_factory.mktemp("plan"), plan_table(plan)) == plan


def test_excel_may_have_saved_it_with_semicolons(tmp_path: Path) -> None:
    found = kept(tmp_path, "\ufeffid;company;interview\r\nK-1;Prohl;s01\r\n;;\r\n".encode())
    assert found == (Planned("K-1", "Prohl", PLANNED, "s01"),)


def test_what_people_wrote_into_it_stays_when_it_is_made_anew(tmp_path: Path) -> None:
    before = kept(
        tmp_path, b"id,company,status,interview,planned_on,invited\nK-1,Prohl,planned,s01,2026-01-01,by phone\nK-2,Nord,,,,\n"
    )
    after = renewed(before, [planned("K-1", planned_on="2026-07-29", segment="Lifts"), planned("K-3")])
    first, second, third = after
    assert (first.interview, dict(first.facts)["invited"], dict(first.facts)["planned_on"]) == ("s01", "by phone", "2026-01-01")
    assert dict(first.facts)["segment"] == "Lifts"
    assert (second.id, third.id, third.status) == ("K-3", "K-2", DROPPED)
    assert kept(tmp_path, plan_table(after))[0] == first


def test_whoever_was_dropped_may_come_back() -> None:
    once = renewed([planned("K-1")], [])
    assert [p.status for p in once] == [DROPPED]
    assert [(p.id, p.status) for p in renewed(once, [planned("K-1", planned_on="2026-07-29")])] == [("K-1", PLANNED)]


def test_the_same_choice_changes_nothing() -> None:
    plan = [planned("K-1", planned_on="2026-07-29"), planned("K-2", planned_on="2026-07-29")]
    assert renewed(plan, plan) == tuple(plan)


@pytest.mark.parametrize("data", [b"name,company\nx,y\n", "id\nMüller\n".encode("cp1252")])
def test_a_damaged_plan_is_not_taken_for_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(StudyError):
        kept(tmp_path, data)
