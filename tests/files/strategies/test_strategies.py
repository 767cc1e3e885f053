"""The playbook on disk: what is shipped, and every mistake where it stands."""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import get_args

from pipeline.files.codebook.codebooks import read_codebook, read_phases
from pipeline.files.folders import shipped
from pipeline.files.strategies.strategies import Channel, PlayForm, RankingForm, Rule, read_playbook
from pipeline.files.texts import TEXTS
from pipeline.method.strategies.playbook import CHANNELS, RULES, Play, Playbook, Ranking
from pipeline.method.strategies.strategies import DECISIONS
from pipeline.problems import Problem


def read(text: str) -> tuple[Playbook | None, list[Problem]]:
    return read_playbook(inspect.cleandoc(text).encode(), "strategies.yaml")


def shipped_playbook() -> Playbook:
    found, problems = read_playbook(shipped("strategies.yaml").read_bytes(), "strategies.yaml")
    assert found is not None, problems
    return found


def test_what_is_shipped_names_codes_and_phases_that_exist() -> None:
    codebook, _ = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "codebook")
    assert codebook is not None
    models = [read_phases(path.read_bytes(), path.name)[0] for path in sorted(shipped("phases").glob("*.yaml"))]
    phases = {phase for model in models if model is not None for phase in model.ids}
    known = {*codebook.by_id, *(family.id for family in codebook.families), "any"}
    for play in shipped_playbook().plays:
        assert set(play.codes) <= (phases | {"any"} if play.rule == "bridge" else known), play.codes
        assert {*play.at, *play.works, *filter(None, [play.role])} <= codebook.by_id.keys()


def test_what_is_shipped_speaks_both_languages_and_every_rule_has_a_play() -> None:
    plays = shipped_playbook().plays
    for text in (text for play in plays for text in (play.action, play.mixed, play.because) if text):
        assert set(text) == {"en", "de"}
        assert ("{label}" in text["en"]) == ("{label}" in text["de"])
        assert ("{phase}" in text["en"]) == ("{phase}" in text["de"])
    assert {play.rule for play in plays} == set(RULES)
    families = [("reassure", "fear"), ("unblock", "obstacle"), ("repair", "touchpoint"), ("role", "role"), ("bridge", "any")]
    assert all(shipped_playbook().play(rule, code) for rule, code in families)


def test_the_form_knows_what_the_method_knows() -> None:
    assert get_args(Rule) == RULES
    assert get_args(Channel) == CHANNELS
    assert set(PlayForm.model_fields) == {field.name for field in fields(Play)}
    assert set(RankingForm.model_fields) == {field.name for field in fields(Ranking)}


def test_words_for_a_decision_are_understood_in_both_languages() -> None:
    for word in ("do", "later", "drop"):
        assert {DECISIONS[text] for text in TEXTS[f"strategies_{word}"]} == {word}


def test_what_is_left_out_has_its_default() -> None:
    found, problems = read("plays: [{rule: repair, codes: [touchpoint], action: Repair it.}]")
    assert not problems
    assert found == Playbook((Play("repair", ("touchpoint",), {"en": "Repair it.", "de": "Repair it."}),), Ranking())


def test_every_mistake_is_reported_where_it_stands() -> None:
    found, problems = read(
        """
        plays:
          - rule: repair
            codes: [touchpoint.fair]
            action: {en: "Repair {place}.", de: "Verbessern."}
            effort: 2
          - rule: repair
            codes: [touchpoint.fair, fear.price]
            action: Again.
        """
    )
    assert found is None
    told = [(problem.where, problem.what) for problem in problems]
    assert told == [
        ("strategies.yaml:4", "{place} is no blank that can be filled in."),
        ("strategies.yaml:5", "an effort of 2 is proposed without saying why."),
        ("strategies.yaml:7", "'touchpoint.fair' already has a play for 'repair' (line 3)."),
        ("strategies.yaml:7", "'fear.price' can never be found by 'repair', which looks at the family 'touchpoint'."),
    ]


def test_weights_add_up_to_one() -> None:
    found, (problem,) = read("ranking: {severity: 0.9}\nplays: []")
    assert found is None
    assert problem.where == "strategies.yaml:1"
    assert "add up to 1.4 instead of 1" in problem.what


def test_an_unknown_rule_is_a_mistake() -> None:
    found, (problem,) = read("plays:\n  - {rule: repare, codes: [touchpoint], action: x}")
    assert found is None
    assert problem.where == "strategies.yaml:2"


def test_the_playbook_prefers_the_code_to_its_family_to_any() -> None:
    plays = [Play("bridge", (code,), {"en": code}) for code in ("any", "fear", "fear.price")]
    book = Playbook(tuple(plays))
    found = [book.play("bridge", code) for code in ("fear.price", "fear.loss", "need.time")]
    assert [play.codes for play in found if play] == [("fear.price",), ("fear",), ("any",)]
    assert book.groups("bridge", ["fear.b", "fear.a"]) == [(plays[1], ("fear.a",)), (plays[1], ("fear.b",))]
    assert Playbook().fingerprint != book.fingerprint
