"""Improvements: which evidence each rule finds, and for which side of the purchase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.files.codebook.codebooks import read_phases
from pipeline.files.folders import shipped
from pipeline.method.coding.coding import Coding
from pipeline.method.strategies.improvements import Improvement, improvements
from pipeline.method.strategies.material import Material, decision_phase, sides
from pipeline.method.strategies.playbook import AFTER, WINNING, Play, Playbook
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.touchpoints.quality import WeakPoint
from pipeline.method.touchpoints.touchpoints import mentions
from tests.conftest import codebook, phase_model, study

PLAYS = (
    Play("repair", ("touchpoint",), {"en": "Repair {label} in {phase}."}, {"en": "Level {label}."}),
    Play("spread", ("touchpoint",), {"en": "Spread {label}."}),
    Play("reassure", ("fear.price", "criterion.cost"), {"en": "Say what it costs."}, works=("touchpoint.demo",)),
    Play("unblock", ("obstacle",), {"en": "Remove {label}."}),
    Play("inform", ("source",), {"en": "Inform."}),
    Play("speak", ("need",), {"en": "Speak of {label}."}),
    Play("role", ("role",), {"en": "Serve {label}."}),
    Play("bridge", ("any",), {"en": "Be there in {phase}: {label}."}),
)
TALK = "\n".join(f"B: The company grew by {n} people and that was it." for n in range(4))
Row = tuple[str, int, str, str, int, float]  # interview, number of its passage, code, phase, valence, score


def material(rows: Iterable[Row], weak: Iterable[WeakPoint] = (), names: int = 4, plays: tuple[Play, ...] = PLAYS) -> Material:
    """A study of `names` interviews with four passages each, each of its own turn, and these codings on them."""
    talks = {f"s{n}": TALK for n in range(names)}
    of = study(talks)
    places = {i.id: [p.id for p in i.passages] for i in of.interviews}
    codings = [Coding(i, places[i][n], code, phase, valence, score, "cue", "") for i, n, code, phase, valence, score in rows]
    told = mentions(codings, {}, {})
    return Material(codings, told, tuple(weak), of.passages, list(talks), codebook(), phase_model(), Playbook(plays))


def found(of: Material) -> dict[str, Improvement]:
    return {candidate.key: candidate for candidate in improvements(of)}


def test_a_contact_that_two_interviews_complain_of_is_to_be_repaired() -> None:
    rows = [("s0", 0, "touchpoint.fair", "looking", -1, 0.9), ("s1", 0, "touchpoint.fair", "looking", -1, 0.7)]
    (candidate,) = [c for key, c in found(material(rows)).items() if key.startswith("repair")]
    assert candidate.key == "repair.touchpoint.fair.winning"
    assert candidate.interviews == ("s0", "s1")
    assert not candidate.mixed
    assert candidate.severity == 0.75


def test_one_complaint_is_no_reason_to_repair_unless_it_is_a_weak_point() -> None:
    rows = [("s0", 0, "touchpoint.fair", "looking", -1, 0.9)]
    assert "repair.touchpoint.fair.winning" not in found(material(rows))
    of = material(rows)
    point = WeakPoint("fair", "looking", -2.0, ("s0",), tuple(c.passage for c in of.codings), 1, 0.5)
    candidate = found(replace(of, weak_points=(point,)))["repair.touchpoint.fair.winning"]
    assert candidate.severity == 1.0  # the rating is worse than the statement


def test_praise_by_others_makes_it_a_matter_of_doing_it_for_everybody() -> None:
    rows = [("s0", 0, "touchpoint.fair", "looking", -1, 0.9)]
    rows += [(f"s{n}", 0, "touchpoint.fair", "looking", 1, 0.9) for n in (1, 2)]
    candidate = found(material(rows))["repair.touchpoint.fair.winning"]
    assert candidate.mixed
    assert {item.interview for item in candidate.models} == {"s1", "s2"}
    assert candidate.interviews == ("s0",)


def test_what_everybody_likes_who_had_it_is_to_be_spread_if_few_had_it() -> None:
    praised = [(f"s{n}", 0, "touchpoint.fair", "looking", 1, 0.9) for n in (0, 1)]
    assert "spread.touchpoint.fair.winning" in found(material(praised))
    assert "spread.touchpoint.fair.winning" not in found(material(praised, names=3))  # most had it
    criticised = [*praised, ("s1", 1, "touchpoint.fair", "looking", -1, 0.9)]
    assert "spread.touchpoint.fair.winning" not in found(material(criticised))


def test_a_code_of_another_family_stands_by_a_fear_but_founds_nothing() -> None:
    asked = ("s1", 0, "criterion.cost", "looking", 0, 0.8)
    assert "reassure.fear.price.winning" not in found(material([asked]))
    candidate = found(material([asked, ("s0", 0, "fear.price", "looking", -1, 0.8)]))["reassure.fear.price.winning"]
    assert {item.interview: item.strength for item in candidate.evidence} == {"s0": 1.0, "s1": 0.5}


def test_only_praise_that_is_sure_shows_what_already_works() -> None:
    rows = [("s0", 0, "fear.price", "looking", -1, 0.8), ("s1", 0, "touchpoint.demo", "looking", 1, 0.9)]
    rows += [("s2", 0, "touchpoint.demo", "looking", 1, 0.7)]
    (model,) = found(material(rows))["reassure.fear.price.winning"].models
    assert model.interview == "s1"


def test_only_a_source_that_did_not_help_is_missing_information() -> None:
    assert "inform.source.search.winning" not in found(material([("s0", 0, "source.search", "looking", 1, 0.9)]))
    assert "inform.source.search.winning" in found(material([("s0", 0, "source.search", "looking", -1, 0.9)]))


@pytest.mark.parametrize(("rule", "code"), [("speak", "need.time"), ("role", "role.buyer")])
def test_a_need_or_role_is_unserved_where_no_contact_is_told_of_in_the_same_breath(rule: str, code: str) -> None:
    alone: list[Row] = [(f"s{n}", 0, code, "looking", 0, 0.9) for n in (0, 1)]
    key = f"{rule}.{code}.winning"
    assert found(material(alone))[key].interviews == ("s0", "s1")
    served: list[Row] = [*alone, *((f"s{n}", 0, "touchpoint.demo", "looking", 0, 0.3) for n in (0, 1))]
    assert key not in found(material(served))


def test_a_phase_without_contacts_is_a_gap_if_half_the_interviews_tell_of_it() -> None:
    rows: list[Row] = [(f"s{n}", 0, "trigger.growth", "before", 0, 0.9) for n in (0, 1)]
    assert found(material(rows))["bridge.before.winning"].codes == ("trigger.growth",)
    met = [*rows, ("s0", 1, "touchpoint.demo", "before", 0, 0.9)]
    assert "bridge.before.winning" not in found(material(met))


def test_unsure_suggestions_found_nothing_until_a_person_confirms_them() -> None:
    of = material([("s0", 0, "fear.price", "looking", -1, 0.1), ("s1", 0, "fear.price", "looking", -1, 0.2)])
    assert found(of)["reassure.fear.price.winning"].interviews == ("s1",)  # a coder's scores are compared with one another
    unsure, sure = of.codings
    candidate = found(replace(of, codings=[replace(unsure, status="accepted"), sure]))["reassure.fear.price.winning"]
    assert [(item.interview, item.strength, item.reviewed) for item in candidate.evidence] == [("s0", 1, True), ("s1", 1, False)]


def test_a_familys_other_codes_are_left_to_the_rule_that_names_them() -> None:
    named = Play("inform", ("obstacle.knowledge",), {"en": "Explain."})
    rows = [("s0", 0, "obstacle.knowledge", "looking", -1, 0.9), ("s0", 1, "obstacle.habit", "looking", -1, 0.9)]
    keys = found(material(rows, plays=(*PLAYS, named))).keys()
    assert {"inform.obstacle.knowledge.winning", "unblock.obstacle.habit.winning"} <= keys
    assert "unblock.obstacle.knowledge.winning" not in keys


def test_no_playbook_proposes_nothing() -> None:
    assert not improvements(material([("s0", 0, "fear.price", "looking", -1, 0.9)], plays=()))


def test_phases_behind_the_decision_are_after_the_purchase() -> None:
    assert decision_phase(phase_model()) == "looking"  # no code weighs: the one told about there
    assert sides(phase_model()) == {"before": WINNING, "looking": WINNING, "using": AFTER}


@pytest.mark.parametrize(
    ("name", "decision", "after"),
    [
        ("five_phases", "decision", ["implementation", "post_purchase"]),
        ("acdra", "decision", ["retention", "advocacy"]),
        ("aida", "action", []),
        ("forget_the_funnel", "evaluation", ["growth"]),
        ("circular_decision_journey", "closure", ["post_purchase", "loyalty_loop"]),
    ],
)
def test_every_shipped_phase_model_has_its_decision(name: str, decision: str, after: list[str]) -> None:
    model, problems = read_phases(shipped("phases", f"{name}.yaml").read_bytes(), name)
    assert isinstance(model, PhaseModel), problems
    assert decision_phase(model) == decision
    assert [phase for phase, side in sides(model).items() if side == AFTER] == after


def test_where_the_decision_is_the_last_phase_contacts_of_use_are_after_it() -> None:
    model, _ = read_phases(shipped("phases", "aida.yaml").read_bytes(), "aida")
    assert model is not None
    of = replace(material([]), phases=model)
    assert of.side("touchpoint.training", "action") == AFTER
    assert of.side("touchpoint.offer", "action") == WINNING
