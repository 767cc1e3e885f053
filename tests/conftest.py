"""Small studies in memory: a transcript as people type it, a tiny codebook, and from there whatever a test is about."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pytest
from hypothesis import settings as hypothesis_settings

from pipeline.files.codebook.codebooks import read_codebook, read_phases, read_valences
from pipeline.files.readers import text as plain
from pipeline.language.analysis import Analyst
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.coding import Coder, Interview
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.hearing import CueBook, Valences
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.phases import PhaseModel
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.settings import Settings
from pipeline.study import Study, coded, read

hypothesis_settings.register_profile("journey", deadline=None)  # the first example loads dictionaries
hypothesis_settings.load_profile("journey")

CODES = """
id: tiny
families:
  - {id: trigger, label: {en: Trigger, de: Auslöser}, questions: {en: ["what happened"], de: ["was ist passiert"]}}
  - {id: need, label: {en: Need, de: Bedarf}}
  - {id: fear, label: {en: Fear, de: Angst}}
  - {id: obstacle, label: {en: Obstacle, de: Hindernis}}
  - {id: role, label: {en: Role, de: Rolle}}
  - {id: touchpoint, label: Touchpoint}
codes:
  - id: trigger.growth
    label: {en: Growth, de: Wachstum}
    definition: {en: The company had grown., de: Die Firma ist gewachsen.}
    cues: {en: [grow, "expansion ?", "new site ?"], de: [wachsen, Wachstum]}
    unless: {en: [beard]}
  - {id: trigger.audit, label: Audit, definition: An auditor complained., cues: {en: [audit], de: [Audit]}}
  - {id: need.time, label: Save time, definition: Less work by hand., cues: {en: [save time], de: [Zeit sparen]}}
  - {id: fear.price, label: Price, definition: Afraid of the costs., cues: {en: [afraid], de: [Angst]}}
  - {id: obstacle.habit, label: Habit, definition: It was always so., cues: {en: [always done], de: [schon immer]}}
  - {id: role.buyer, label: Buyer, definition: Who buys., cues: {en: [purchasing], de: [Einkauf]}}
  - {id: touchpoint.fair, label: {en: Fair, de: Messe}, definition: A fair., epoms: paid, cues: {en: [fair], de: [Messe]}}
  - {id: touchpoint.demo, label: Demo, definition: A demo., epoms: managed, cues: {en: [demo], de: [Demo]}}
  - {id: touchpoint.site, label: Website, definition: The site., epoms: owned, cues: {en: [website], de: [Website]}}
"""
PHASES = """
id: three
label: Three phases
default: looking
phases:
  - {id: before, label: Before, place: 0.1, cues: {en: [back then], de: [damals]}, codes: {trigger: 3}}
  - {id: looking, label: Looking, place: 0.5, cues: {en: [compare], de: [vergleichen]}}
  - {id: using, label: Using, place: 0.9, cues: {en: [since then, go live], de: [seitdem]}, questions: {en: ["after ... bought"]}}
"""
VALENCES = """
en: {good: [great, helpful], bad: [terrible, awful]}
de: {good: [super, hilfreich], bad: [furchtbar]}
"""


def codebook(yaml: str = CODES) -> Codebook:
    found, problems = read_codebook(inspect.cleandoc(yaml).encode(), "tiny.yaml")
    assert found is not None, problems
    return found


@lru_cache
def phase_model() -> PhaseModel:
    found, problems = read_phases(PHASES.encode(), "phases.yaml")
    assert found is not None, problems
    return found


@lru_cache
def valences() -> Valences:
    found, problems = read_valences(VALENCES.encode(), "valence.yaml")
    assert found is not None, problems
    return found


def talk(words: str, name: str = "s01") -> Transcript:
    """A transcript as people type it, one turn a line: "I: ..." asks, any other label answers."""
    return read(name, plain.read(inspect.cleandoc(words).encode()), Settings(), Analyst())


def interview(words: str, name: str = "s01", codes: Codebook | None = None, coders: Iterable[Coder] = ()) -> Interview:
    codes = codes or codebook()
    spoken = talk(words, name)
    heard = CueBook(codes, phase_model(), valences()).hear(spoken)
    return coded(spoken, heard, [CueCoder(codes), *coders], phase_model())


def study(
    talks: Mapping[str, str] | str,
    codes: Codebook | None = None,
    decisions: Iterable[Decision] = (),
    settings: Settings | None = None,
) -> Study:
    """A study of transcripts by interview id; a single transcript is s01."""
    named = {"s01": talks} if isinstance(talks, str) else talks
    codes = codes or codebook()
    interviews = tuple(interview(words, name, codes) for name, words in named.items())
    return Study(settings or Settings(), codes, phase_model(), interviews, decisions=tuple(decisions))


def passage(of: Study, words: str) -> Passage:
    """The only passage of an interviewee that holds these words."""
    (found,) = [p for p in of.passages.values() if words in p.text and p.role == INTERVIEWEE]
    return found


def decide(
    of: Study,
    words: str,
    code: str,
    verdict: Verdict,
    new_code: str = "",
    reviewer: str = "Mia",
    time: str = "1",
    arbiter: str = "",
) -> Decision:
    """What a reviewer decides about a code on the passage that holds these words, with all that the workbook remembers."""
    on = passage(of, words)
    (around,) = [i.passages for i in of.interviews if i.id == on.interview]
    place = around.index(on)
    return Decision(
        on.interview, on.id, code, verdict, new_code, "", reviewer, time, on.text,
        around[place - 1].text[-120:] if place else "",
        around[place + 1].text[:120] if place + 1 < len(around) else "",
        on.speaker, of.codebook.by_id[new_code or code].meaning, arbiter,
    )  # fmt: skip


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Interview:
    """The transcript in the test's docstring, coded; the docstring's first line is its title."""
    return interview((request.function.__doc__ or "").split("\n", 1)[1])
