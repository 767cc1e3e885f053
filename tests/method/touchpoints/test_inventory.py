"""Step 4: the company's own list against what customers report."""

from __future__ import annotations

from dataclasses import replace

from pipeline.method.coding.coding import Coding
from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.inventory import Entry, Finding, Item, compare, resolved
from pipeline.method.touchpoints.touchpoints import Mention
from tests.conftest import codebook, phase_model


def entry(name: str, touchpoint: str = "", *phases: str, answers: tuple[str, ...] = ()) -> Entry:
    (found,) = resolved([Item(2, name, touchpoint, phases, answers=answers)], codebook(), phase_model())
    return found


def mention(interview: str, touchpoint: str, phase: str = "looking") -> Mention:
    return Mention(interview, f"{interview}-{touchpoint}", touchpoint, "", phase, 0, "", "suggested")


def need(interview: str, code: str = "fear.price", phase: str = "looking") -> Coding:
    return Coding(interview, f"{interview}-{code}", code, phase, 0, 0.6, "cue", "")


def compared(
    *entries: Entry, mentions: tuple[Mention, ...] = (), codings: tuple[Coding, ...] = (), said: str = "Yes."
) -> list[Finding]:
    passages = {"p": Passage("s01", "p", "B", "interviewee", 1, None, None, 0, 0, "", said, "en")}
    return list(compare(entries, mentions, codings, passages, phase_model()))


def test_names_are_understood_by_id_and_by_label_in_either_language() -> None:
    for name in ("touchpoint.site", "site", "Website", "WEBSITE"):
        assert entry("Our pages", name).touchpoint == "site"
    assert entry("Messe").touchpoint == "fair"
    known = entry("x", "demo", "Before", "using", answers=("Preis?", "fear.price", "Wachstum"))
    assert (known.phases, known.answers, known.unknown) == (("before", "using"), ("fear.price", "trigger.growth"), ("Preis?",))


def test_a_name_that_fits_nothing_is_a_finding_and_no_doubt_a_wrong_code_is_both() -> None:
    assert entry("Chat").unknown == ()
    assert entry("Chat", "touchpoint.chat").unknown == ("touchpoint.chat",)
    (found,) = compared(entry("Chat"))
    assert found.kind == "unknown"


def test_used_used_elsewhere_and_never_mentioned() -> None:
    seen = (mention("s01", "fair"), mention("s02", "fair"), mention("s01", "demo", "using"))
    found = compared(entry("a", "fair", "looking"), entry("b", "demo", "before"), entry("c", "site"), mentions=seen)
    assert [(f.kind, f.code, f.phases, f.interviews) for f in found] == [
        ("elsewhere", "demo", ("using",), ("s01",)),
        ("unmentioned", "site", (), ()),
        ("used", "fair", ("looking",), ("s01", "s02")),
    ]
    assert found[-1].passages == ("s01-fair", "s02-fair")
    assert found[-1].unreviewed == 2


def test_without_phases_an_entry_is_there_in_all() -> None:
    (found,) = compared(entry("a", "fair"), mentions=(mention("s01", "fair", "using"),))
    assert found.kind == "used"


def test_what_is_used_but_not_listed_comes_first() -> None:
    found = compared(entry("a", "fair"), mentions=(mention("s01", "fair"), mention("s01", "demo")))
    assert [(f.kind, f.code) for f in found] == [("absent", "demo"), ("used", "fair")]


def test_information_that_two_interviews_need_in_a_phase_must_be_given_there() -> None:
    needs = (need("s01"), need("s02"), need("s01", "need.time"))
    (found,) = compared(codings=needs)
    assert (found.kind, found.code, found.phases, found.interviews) == ("uncovered", "fear.price", ("looking",), ("s01", "s02"))
    assert [f.kind for f in compared(entry("a", "site", "looking", answers=("fear.price",)), codings=needs)] == ["unmentioned"]
    assert "uncovered" in [f.kind for f in compared(entry("a", "site", "using", answers=("fear.price",)), codings=needs)]


def test_questions_that_nobody_answered_are_told() -> None:
    for said in (
        "Nobody could tell me what it costs.",
        "Das konnte mir keiner, also keiner hat mir das sagen können.",
        "Das stand nirgends.",
    ):
        assert [f.kind for f in compared(said=said)] == ["open"], said
    assert compared(said="Nobody could say they weren't told.") == []


def test_a_list_may_go_on_naming_a_renamed_code() -> None:
    book = codebook()
    site = book.by_id["touchpoint.site"]
    renamed = replace(site, id="touchpoint.homepage", replaces=("touchpoint.site",))
    book = replace(book, codes=tuple(renamed if code is site else code for code in book.codes))
    for name in ("site", "touchpoint.site"):
        (found,) = resolved([Item(2, "Our pages", name, answers=("touchpoint.site",))], book, phase_model())
        assert (found.touchpoint, found.answers, found.unknown) == ("homepage", ("touchpoint.homepage",), ())
