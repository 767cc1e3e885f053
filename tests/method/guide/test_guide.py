from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.guide.guide import Block, Guide, Unasked, phase_of, timed, tuned, unasked
from tests.conftest import codebook, phase_model

OPENING = Block("opening", {"en": "Opening"}, 3, {"en": "Who are you?"})
TRIGGER = Block("trigger", {"en": "Trigger"}, 6, {"en": "What happened?"}, codes=("trigger",), place=0.15)
CONTACTS = Block("contacts", {"en": "Contacts"}, 9, {"en": "Where?"}, codes=("touchpoint.fair", "touchpoint.demo"), place=0.5)
GUIDE = Guide("g", {"en": "Guide"}, (10, 20), (OPENING, TRIGGER, CONTACTS))


def test_a_family_serves_all_its_codes_and_a_code_only_itself() -> None:
    assert TRIGGER.serves("trigger.growth")
    assert TRIGGER.serves("trigger")
    assert not TRIGGER.serves("triggers.other")
    assert CONTACTS.serves("touchpoint.fair")
    assert not CONTACTS.serves("touchpoint")


def test_minutes_that_fit_stay() -> None:
    assert [block.minutes for block in timed(GUIDE).blocks] == [3, 6, 9]


def test_minutes_that_do_not_fit_are_shortened_in_proportion() -> None:
    assert [block.minutes for block in timed(GUIDE, (5, 9)).blocks] == [2, 3, 4]


blocks = st.lists(st.floats(min_value=0.1, max_value=120), min_size=1, max_size=20)


@given(blocks, st.integers(1, 200), st.integers(0, 200))
def test_the_sum_of_minutes_fits(minutes: list[float], shortest: int, more: int) -> None:
    guide = replace(GUIDE, blocks=tuple(replace(OPENING, id=f"b{n}", minutes=m) for n, m in enumerate(minutes)))
    done = timed(guide, (shortest, shortest + more))
    assert all(block.minutes >= 1 and block.minutes == int(block.minutes) for block in done.blocks)
    least = len(minutes)  # a minute each
    assert done.total == least or shortest <= done.total <= max(shortest + more, least)
    assert timed(done, (shortest, shortest + more)) == done


def test_a_block_belongs_to_the_nearest_phase_of_whatever_model() -> None:
    assert [phase_of(block, phase_model()) for block in GUIDE.blocks] == ["", "before", "looking"]


def test_what_no_block_asks_for_is_told() -> None:
    assert unasked(GUIDE, codebook(), phase_model()) == Unasked(
        ("need", "fear", "obstacle", "role"), ("touchpoint.site",), ("using",)
    )


def test_a_block_about_nothing_in_the_codebook_is_left_out_and_told() -> None:
    strange = replace(TRIGGER, id="strange", codes=("weather",))
    half = replace(TRIGGER, id="half", codes=("weather", "need"))
    whole = replace(GUIDE, blocks=(OPENING, strange, half))
    kept = tuned(whole, codebook())
    assert [(block.id, block.codes) for block in kept.blocks] == [("opening", ()), ("half", ("need",))]
    assert unasked(kept, codebook(), phase_model(), whole).blocks == ("strange",)
