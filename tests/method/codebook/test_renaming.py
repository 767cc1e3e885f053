"""What names codes follows them when they are renamed or merged, and stays as it is after a split."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.method.codebook.codebook import Code, Codebook, Family
from pipeline.method.codebook.renaming import renamed_edits, renamed_guide, renamed_phases, renamed_playbook
from pipeline.method.guide.guide import Block, Guide
from pipeline.method.review.edits import Edit, Edits
from pipeline.method.strategies.playbook import Play, Playbook
from pipeline.method.talk.phases import Phase, PhaseModel

FAMILY = Family("touchpoint", {"en": "Touchpoint"}, {"en": "A contact."})


def book(**replaces: tuple[str, ...]) -> Codebook:
    """Touchpoints, each with the former ones that it replaces."""
    blank = Code("touchpoint.x", {"en": "x"}, {"en": "x"})
    codes = (replace(blank, id=f"touchpoint.{n}", replaces=tuple(f"touchpoint.{o}" for o in old)) for n, old in replaces.items())
    return Codebook("b", (FAMILY,), tuple(codes))


@pytest.mark.parametrize(
    ("form", "key", "now"),
    [
        ("touchpoints", "ad/decision", "banner/decision"),
        ("epoms", "ad", "banner"),
        ("strategies", "repair.touchpoint.ad.winning", "repair.touchpoint.banner.winning"),
        ("strategies", "bridge.awareness.winning", "bridge.awareness.winning"),
        ("touchpoints", "website/decision", "website/decision"),
        ("jobs", "ad", "ad"),
    ],
)
def test_what_was_filled_in_follows_a_renamed_code(form: str, key: str, now: str) -> None:
    edits = Edits((Edit(form, key, "note", "mine", "what stood there"),))
    after = renamed_edits(edits, book(banner=("ad",), website=()))
    assert after.of(form) == {now: {"note": "mine"}}
    assert after.shown(form, now) == "what stood there"


def test_after_a_merge_the_latest_entry_stands() -> None:
    edits = Edits((Edit("epoms", "ad", "epoms", "paid"), Edit("epoms", "banner", "epoms", "owned")))
    assert renamed_edits(edits, book(banner=("ad",))).of("epoms") == {"banner": {"epoms": "owned"}}
    assert renamed_edits(Edits(edits.log[::-1]), book(banner=("ad",))).of("epoms") == {"banner": {"epoms": "paid"}}


def test_after_a_split_or_a_removal_nothing_is_moved() -> None:
    edits = Edits((Edit("epoms", "ad", "epoms", "paid"),))
    assert renamed_edits(edits, book(banner=("ad",), poster=("ad",))) is edits
    assert renamed_edits(edits, book(banner=())) is edits


def test_plays_blocks_and_phases_name_the_codes_of_today() -> None:
    playbook = Playbook((Play("repair", ("touchpoint.ad", "any"), {"en": "Stop."}, at=("touchpoint.ad", "touchpoint.banner")),))
    guide = Guide(blocks=(Block("b", {"en": "B"}, 3, {"en": "?"}, codes=("touchpoint.ad", "need")),))
    phases = PhaseModel("m", {}, (Phase("p", {"en": "P"}, codes={"touchpoint.ad": 1.5, "need": 2}),), "p")
    codebook = book(banner=("ad",))
    play = renamed_playbook(playbook, codebook).plays[0]
    assert (play.codes, play.at) == (("touchpoint.banner", "any"), ("touchpoint.banner",))
    assert renamed_guide(guide, codebook).blocks[0].codes == ("touchpoint.banner", "need")
    assert renamed_phases(phases, codebook).phases[0].codes == {"touchpoint.banner": 1.5, "need": 2}


def test_where_nothing_was_renamed_the_very_same_values_come_back() -> None:
    phases = PhaseModel("m", {}, (Phase("p", {"en": "P"}, codes={"touchpoint.ad": 1.5}),), "p")
    playbook, guide, codebook = Playbook((Play("repair", ("any",), {}),)), Guide(), book(ad=())
    assert renamed_phases(phases, codebook) is phases
    assert renamed_playbook(playbook, codebook) is playbook
    assert renamed_guide(guide, codebook) is guide
