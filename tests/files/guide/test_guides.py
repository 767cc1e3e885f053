from __future__ import annotations

from pipeline.files.folders import shipped
from pipeline.files.guide.guides import read_guide
from pipeline.problems import Problem

SMALL = """id: small
title: Guide
minutes: [20, 30]
blocks:
  - {id: opening, label: Opening, minutes: 3, question: {en: Who are you?, de: Wer sind Sie?}}
  - id: trigger
    label: {en: Trigger}
    minutes: 5
    place: 0.2
    codes: [trigger]
    question: What happened?
    probes: [When was that?]
    listen: {en: ["what happened"], de: ["was ... passiert"]}
"""


def problems(yaml: str) -> list[Problem]:
    guide, found = read_guide(yaml.encode(), "guide.yaml")
    assert guide is None
    return found


def test_a_guide_as_people_write_it() -> None:
    guide, found = read_guide(SMALL.encode(), "guide.yaml")
    assert guide is not None
    assert found == []
    assert (guide.minutes, guide.total) == ((20, 30), 8)
    first, second = guide.blocks
    assert (first.place, first.codes) == (None, ())
    assert second.question == {"en": "What happened?", "de": "What happened?"}
    assert second.listen["de"] == ("was ... passiert",)


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    broken = SMALL.replace("id: trigger", "id: opening").replace('"what happened"', '"what ..."').replace("[20, 30]", "[30, 20]")
    assert [problem.where for problem in problems(broken)] == ["guide.yaml:6", "guide.yaml:13", "guide.yaml:3"]


def test_unknown_keys_and_missing_questions_are_mistakes() -> None:
    told = problems(SMALL.replace("probes:", "probe:").replace("question: What happened?", "question: ''"))
    assert [(problem.where, "probe" in problem.what or "empty" in problem.what) for problem in told] == [
        ("guide.yaml:11", True),
        ("guide.yaml:12", True),
    ]
    assert "Did you mean 'probes'?" in told[1].remedy


def test_a_guide_without_blocks_is_none() -> None:
    assert problems("id: x\ntitle: y\nblocks: []\n")[0].where == "guide.yaml:3"


def test_the_shipped_guide_is_complete_in_both_languages_and_fits() -> None:
    guide, found = read_guide(shipped("guide.yaml").read_bytes(), "guide.yaml")
    assert guide is not None
    assert found == []
    assert guide.minutes[0] <= guide.total <= guide.minutes[1]
    for block in guide.blocks:
        for text in (block.label, block.question, block.aim):
            assert set(text) == {"en", "de"}
        for words in (block.probes, block.listen):
            assert set(words) == {"en", "de"}
        assert len(block.probes["en"]) == len(block.probes["de"])
    for words in (guide.hints, guide.consent):
        assert len(words["en"]) == len(words["de"])
