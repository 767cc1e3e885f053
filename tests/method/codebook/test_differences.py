"""What changed between two codebooks, and what becomes of decisions: the researcher reads it before the run does it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.codebook.codebook import Code, Codebook, Family
from pipeline.method.codebook.differences import Difference, Kind, differences, in_words, touched
from pipeline.method.review.decisions import Decision, Verdict


class Coded(NamedTuple):
    code: str


def code(name: str, *replaces: str, **more: object) -> Code:
    base = Code(name, {"en": name}, {"en": f"What {name} means."}, cues={"en": ("one", "two")}, replaces=replaces)
    return replace(base, **more)  # type: ignore[arg-type]


def book(*codes: Code, families: tuple[Family, ...] = (Family("need", {"en": "Need"}, {}),)) -> Codebook:
    return Codebook("b", families, codes)


def found(old: Codebook, new: Codebook) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(str(d.kind), d.codes, d.now, d.detail) for d in differences(old, new)]


A, B, C = code("need.a"), code("need.b"), code("need.c")


def test_another_order_is_no_difference() -> None:
    turned = replace(A, cues={"en": ("two", "one")})
    assert found(book(A, B), book(B, turned)) == []


def test_codes_come_and_go() -> None:
    assert found(book(A), book(B)) == [("code added", (), ("need.b",), ""), ("code removed", ("need.a",), (), "")]


def test_a_code_is_renamed_and_its_definition_changed_on_the_way() -> None:
    new = code("need.new", "need.a", definition={"en": "Sharper."})
    assert found(book(A, B), book(new, B)) == [
        ("code renamed", ("need.a",), ("need.new",), ""),
        ("definition changed", ("need.a",), ("need.new",), "definition"),
        ("label changed", ("need.a",), ("need.new",), "label"),
    ]


def test_codes_are_merged_into_a_new_one_or_into_one_that_stays() -> None:
    assert found(book(A, B), book(code("need.c", "need.a", "need.b")))[0][:3] == (
        "codes merged",
        ("need.a", "need.b"),
        ("need.c",),
    )
    assert found(book(A, B), book(code("need.a", "need.b")))[0][:3] == ("codes merged", ("need.b",), ("need.a",))


def test_a_code_is_split() -> None:
    new = book(code("need.b", "need.a"), code("need.c", "need.a"))
    assert found(book(A), new) == [("code split", ("need.a",), ("need.b", "need.c"), "")]


def test_a_former_id_named_too_late_is_a_rename_too() -> None:
    """The code was renamed without 'replaces', a run went by, and then the researcher adds it."""
    assert found(book(B), book(code("need.b", "need.a"))) == [("code renamed", ("need.a",), ("need.b",), "")]


def test_a_code_that_comes_back_under_its_old_id_is_renamed_back() -> None:
    assert found(book(code("need.b", "need.a")), book(code("need.a", "need.b")))[0][:3] == (
        "code renamed",
        ("need.b",),
        ("need.a",),
    )


def test_what_changed_inside_a_code_is_counted() -> None:
    new = code(
        "need.a",
        label={"en": "Other"},
        when_to_use={"en": "Now."},
        cues={"en": ("two", "three", "four")},
        unless={"de": ("nie",)},
        examples={"de": ("Beispiel.",)},
        epoms="paid",
    )
    assert [(kind, detail) for kind, _, _, detail in found(book(A), book(new))] == [
        ("definition changed", "when to use"),
        ("cues changed", "2 cues added, 1 cue removed, 1 unless added"),
        ("examples changed", "1 example added"),
        ("label changed", "label, EPOMS class none to paid"),
    ]


def test_families() -> None:
    old, new = Family("need", {"en": "Need"}, {}), Family("need", {"en": "Need"}, {}, {"en": ("what for",)})
    fear = Family("fear", {"en": "Fear"}, {})
    assert found(book(families=(old, fear)), book(families=(new,))) == [
        ("family removed", ("fear",), (), ""),
        ("family changed", ("need",), ("need",), "questions (1 question added)"),
    ]


def test_only_labels_need_no_new_coding() -> None:
    assert not Difference(Kind.LABEL_CHANGED, ("need.a",), ("need.a",)).codes_again
    assert not Difference(Kind.FAMILY_CHANGED, ("need",), ("need",), "label").codes_again
    assert Difference(Kind.CUES_CHANGED, ("need.a",), ("need.a",)).codes_again


def decided(passage: str, on: str, verdict: Verdict = Verdict.ACCEPT, new: str = "") -> Decision:
    return Decision("s01", passage, on, verdict, new, reviewer="Mia")


def words(old: Codebook, new: Codebook, decisions: list[Decision]) -> list[str]:
    codings = [Coded("need.a"), Coded("need.a"), Coded("need.b")]
    return [in_words(what) for what in touched(differences(old, new), codings, decisions)]


def test_in_words_a_rename_takes_codings_and_decisions_along() -> None:
    decisions = [decided("p1", "need.a"), decided("p2", "need.b", Verdict.RECODE, "need.a"), decided("p3", "need.b")]
    new = replace(A, id="need.new", replaces=("need.a",))
    assert words(book(A, B), book(new, B), decisions) == ["need.a: renamed to need.new; 2 codings and 2 decisions follow"]


def test_in_words_a_removed_code_keeps_only_the_decisions_that_hold() -> None:
    decisions = [decided("p1", "need.a"), decided("p2", "need.a"), decided("p2", "need.a", Verdict.WITHDRAW)]
    assert words(book(A), book(), decisions) == [
        "need.a: code removed with 2 codings; its 1 decision will be kept as orphans until it comes back"
    ]
    assert words(book(A), book(), []) == ["need.a: code removed with 2 codings; no decision was made on it"]


def test_in_words_a_split_puts_its_decisions_on_the_recheck_sheet() -> None:
    new = book(code("need.b", "need.a"), code("need.c", "need.a"))
    assert words(book(A), new, [decided("p1", "need.a")]) == [
        "need.a: code split into need.b, need.c; its 1 decision will be on the recheck sheet with the new codes as choices"
    ]


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_every_id_that_came_or_went_is_in_a_difference(before: set[str], after: set[str], former: str) -> None:
    old = book(*(code(f"need.{name}") for name in sorted(before)))
    new = book(*(code(f"need.{name}", *([f"need.{former}"] if name != former else [])) for name in sorted(after)))
    seen = differences(old, new)
    assert {f"need.{name}" for name in before - after} <= {c for d in seen for c in d.codes}
    assert {f"need.{name}" for name in after - before} <= {c for d in seen for c in d.now}
    for kind in Kind:
        assert all(in_words(what) for what in touched([Difference(kind, ("need.a",), ("need.b",))], [], []))
