"""What a study's coder learns from, end to end: a run on a small study in a folder."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.coding import encoders, learning, taught
from pipeline.files.coding.encoders import FastUse
from pipeline.files.coding.examples import example_files, examples_digest
from pipeline.files.coding.learning import school
from pipeline.files.folders import StudyFolder, shipped
from pipeline.files.review.decisions import append_decisions
from pipeline.files.runs import open_study, run
from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.coding.examples import Example
from pipeline.method.coding.learning import LEARNING_VERSION
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.settings import Settings
from tests.conftest import codebook
from tests.method.coded_talk import IDLE, WordEncoder, example
from tests.on_disk import on_disk

TALK = """I: What set it off?
B: Our sites doubled again in spring, and the depots grew every year.
I: And what worried you?
B: I was scared of the monthly costs too.
B: Lunch is at noon here in our canteen.
I: What else happened?
B: The badge printer in reception broke twice.
"""


def lines(talk: Example) -> str:
    """A talk as its file."""
    rows = [(line.speaker, line.text, ",".join(line.codes), "", "", ",".join(line.second)) for line in talk.lines]
    return "".join("\t".join(row) + "\n" for row in rows)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    """A study whose shipped talk is twelve short ones, and whose encoder needs no model."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    given = tmp_path / "given/examples"
    given.mkdir(parents=True)
    for turn in range(12):
        (given / f"t{turn:02}.tsv").write_text(lines(example(f"t{turn:02}", turn)), encoding="utf-8")

    def instead(name: str, *parts: str) -> Path:
        return tmp_path.joinpath("given", *parts) if name == "b2b_buying_journey" else shipped(name, *parts)

    for module in ("examples", "learning", "encoders"):
        monkeypatch.setattr(f"pipeline.files.coding.{module}.shipped", instead)
    monkeypatch.setattr(encoders, "_SHIPPED", {})
    monkeypatch.setitem(encoders.ENCODERS, "fast-use", (lambda _name: WordEncoder(), "numpy", "numpy"))
    folder = on_disk(tmp_path / "study", TALK)
    set_up(folder, "[cue, learned]", "fast-use")
    return folder


def set_up(folder: StudyFolder, coders: str, encoder: str, more: str = "") -> None:
    text = f"title: Fairs\ncodebook: tiny\nphases: three\ncoders: {coders}\nencoder: {encoder}\n{more}"
    folder.settings.write_text(text, encoding="utf-8")


def codings(folder: StudyFolder) -> list[dict[str, str]]:
    with (folder.outputs / "3-codings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def codes_on(folder: StudyFolder, words: str) -> set[str]:
    return {row["code"] for row in codings(folder) if words in row["text"]}


def score(folder: StudyFolder, words: str, code: str) -> float:
    return max((float(row["score"]) for row in codings(folder) if words in row["text"] and row["code"] == code), default=0.0)


def value(folder: StudyFolder, words: str, code: str, log: tuple[Decision, ...] = ()) -> float:
    """What is learned of a code on the passage that holds these words, cues and thresholds left out."""
    found, _ = school(folder, Settings(codebook="tiny", encoder="fast-use"), codebook(), log)
    assert found is not None
    from tests.conftest import talk

    spoken = talk(TALK, "anna")
    judgement = found.judgement(spoken, f"of {words}")
    row = [spoken.passages[n].text for n in judgement.passages].index(next(p.text for p in spoken.passages if words in p.text))
    return float(judgement.values[row, (*found.learned.families, *found.learned.codes).index(code)])


def decided(folder: StudyFolder, words: str, code: str, verdict: Verdict) -> Decision:
    study = open_study(folder)
    (on,) = [p for p in study.passages.values() if words in p.text]
    return Decision(on.interview, on.id, code, verdict, reviewer="Mia", time="1", quote=on.text, speaker=on.speaker,
                    meaning=study.codebook.by_id[code].meaning)  # fmt: skip


def test_what_is_like_the_examples_is_suggested_and_names_them(study: StudyFolder) -> None:
    assert run(study).problems == ()
    assert codes_on(study, "sites doubled") == {"trigger.growth"}
    assert codes_on(study, "monthly costs") == {"fear.price"}
    assert codes_on(study, "Lunch") == set()
    (row,) = [row for row in codings(study) if row["code"] == "fear.price"]
    assert row["coder"] == "learned"
    assert 0 < float(row["score"]) < 1
    assert "~ " in row["evidence"]


def test_the_same_bytes_again_and_after_the_outputs_were_deleted(study: StudyFolder) -> None:
    run(study)
    before = {p.name: p.read_bytes() for p in study.outputs.glob("*.*") if p.suffix in (".csv", ".xlsx", ".html", ".svg")}
    assert run(study).redone == "nothing"
    shutil.rmtree(study.outputs)
    run(study)
    assert {name: (study.outputs / name).read_bytes() for name in before} == before


def test_two_workers_find_what_one_finds(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ben", "cora"):
        (study.interviews / f"{name}.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.setattr("pipeline.files.coding.interviews.PARALLEL_FROM", 1)
    found = []
    for workers in (1, 2):
        shutil.rmtree(study.outputs)
        set_up(study, "[cue, learned]", "none", f"workers: {workers}\n")
        run(study)
        found.append((study.outputs / "3-codings.csv").read_bytes())
    assert found[0] == found[1]


def test_own_examples_teach_at_once_and_their_errors_do_no_harm(study: StudyFolder) -> None:
    run(study)
    assert codes_on(study, "badge printer") == set()
    own = study.codebooks / "tiny/examples"
    own.mkdir(parents=True)
    good = [
        f"B\tThe badge printer in {place} broke again.\tobstacle.habit" for place in ("the hall", "Bremen", "reception", "May")
    ]
    (own / "mine.tsv").write_text("\n".join([*good, "B\tOops.\tobstacle.none"]), encoding="utf-8")
    account = run(study)
    assert codes_on(study, "badge printer") == {"obstacle.habit"}
    assert [problem.where for problem in account.problems] == ["tiny/examples/mine.tsv:5"]
    assert "badge printer in" in next(row["evidence"] for row in codings(study) if row["code"] == "obstacle.habit")
    shutil.rmtree(own)
    assert run(study).problems == ()
    assert codes_on(study, "badge printer") == set()


def test_a_new_code_is_suggested_at_once(study: StudyFolder) -> None:
    text = study.codebook("tiny").read_text(encoding="utf-8")
    sentences = [f"The badge printer {what}." for what in ("jammed", "broke", "was gone", "in reception failed", "stopped twice")]
    code = "{id: obstacle.devices, label: Devices, definition: A printer broke., cues: {en: [scanner]}, examples: {en: %s}}"
    study.codebook("tiny").write_text(f"{text.rstrip()}\n  - {code % sentences}\n", encoding="utf-8")
    run(study)
    assert codes_on(study, "badge printer") == {"obstacle.devices"}
    assert codes_on(study, "Lunch") == set()


def test_a_new_code_beside_the_shipped_codebook_is_suggested_at_once(tmp_path: Path) -> None:
    folder = on_disk(tmp_path, TALK)
    new = """
  - id: obstacle.devices
    label: Devices
    definition: A badge printer or a scanner does not work.
    cues: {en: [scanner]}
    examples:
      en:
        - The badge printer jammed again.
        - The badge printer broke twice this week.
        - In reception the badge printer broke.
        - Our badge printer was out of order.
        - The printer in reception stopped.
"""
    shipped_codes = shipped("b2b_buying_journey.yaml").read_text(encoding="utf-8")
    (folder.codebooks / "mine.yaml").write_text(shipped_codes.rstrip() + new, encoding="utf-8")
    folder.settings.write_text("codebook: mine\nphases: five_phases\nencoder: none\n", encoding="utf-8")
    assert run(folder).problems == ()
    assert "obstacle.devices" in codes_on(folder, "badge printer")
    assert not any(row["code"] == "obstacle.devices" for row in codings(folder) if "badge printer" not in row["text"])


def test_decisions_change_what_is_learned_of_passages_like_it(study: StudyFolder) -> None:
    run(study)
    yes = decided(study, "badge printer", "obstacle.habit", Verdict.ADD)
    assert value(study, "badge printer", "obstacle.habit", (yes,)) > value(study, "badge printer", "obstacle.habit") + 0.05
    no = decided(study, "monthly costs", "fear.price", Verdict.REJECT)
    assert value(study, "monthly costs", "fear.price", (no,)) < value(study, "monthly costs", "fear.price") - 0.02


def test_a_decision_stands_whatever_is_learned(study: StudyFolder) -> None:
    run(study)
    log = [decided(study, "monthly costs", "fear.price", Verdict.REJECT), decided(study, "Lunch", "need.time", Verdict.ADD)]
    append_decisions(study.decisions, b"", log)
    run(study)
    status = {(row["code"], row["status"]) for row in codings(study) if row["code"] in ("fear.price", "need.time")}
    assert status <= {("fear.price", "rejected"), ("need.time", "added")}
    assert ("need.time", "added") in status


def test_a_passage_is_no_evidence_for_itself(study: StudyFolder) -> None:
    run(study)
    append_decisions(study.decisions, b"", [decided(study, "monthly costs", "fear.price", Verdict.ACCEPT)])
    run(study)
    (row,) = [row for row in codings(study) if row["code"] == "fear.price"]
    assert row["text"][:40] not in row["evidence"]


def test_the_cue_coder_alone_gives_what_it_always_gave(study: StudyFolder) -> None:
    set_up(study, "[cue]", "auto")
    run(study)
    assert {(row["code"], row["coder"]) for row in codings(study)} == {("trigger.growth", "cue")}
    assert not list(study.cache.glob("judged-*"))
    assert school(study, Settings(codebook="tiny", coders=("cue",)), codebook(), []) == (None, [])


def test_without_the_package_words_alone_work_and_only_a_named_encoder_is_a_problem(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "available", lambda: ())
    for encoder, problems in (("auto", 0), ("fast-use", 1), ("nonsense", 1)):
        set_up(study, "[cue, learned]", encoder)
        assert len(run(study).problems) == problems
        assert codes_on(study, "monthly costs") == {"fear.price"}


def damaged(folder: StudyFolder) -> Iterator[Path]:
    for kind in ("judged-*.npz", "learned/*.npz", "learned/*.json", "vectors.sqlite"):
        yield from folder.cache.glob(kind)


@pytest.mark.parametrize("damage", [lambda data: data[:0], lambda data: data[: len(data) // 2], lambda data: b"x" * len(data)])
def test_what_is_damaged_in_the_cache_is_made_again(study: StudyFolder, damage: Callable[[bytes], bytes]) -> None:
    run(study)
    before = (study.outputs / "3-codings.csv").read_bytes()
    paths = list(damaged(study))
    assert len(paths) >= 4
    for path in (*paths, *study.cache.glob("coded-*.json")):
        path.write_bytes(damage(path.read_bytes()))
    (study.outputs / "3-codings.csv").unlink()
    assert run(study).problems == ()
    assert (study.outputs / "3-codings.csv").read_bytes() == before


def test_what_was_made_of_earlier_versions_is_pruned(study: StudyFolder) -> None:
    run(study)
    before = {path.name for path in study.cache.glob("judged-*")}
    (study.interviews / "anna.txt").write_text(TALK + "B: That was all from me today.\n", encoding="utf-8")
    run(study)
    after = {path.name for path in study.cache.glob("judged-*")}
    assert len(after) == len(before)
    assert len(after - before) == 2, "of the transcript; what is known of the codebook's sentences stays"


def test_a_change_of_a_cue_judges_nothing_anew(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(study)
    monkeypatch.setattr(learning, "rows_of", None)
    monkeypatch.setattr(learning, "read_examples", lambda files, *_, **__: ((), []) if not files else 1 / 0)
    path = study.codebook("tiny")
    path.write_text(path.read_text(encoding="utf-8").replace("[always done]", "[always done, broke twice]"), encoding="utf-8")
    run(study)
    assert codes_on(study, "badge printer") == {"obstacle.habit"}


def test_the_cues_that_are_shipped_are_known_as_shipped() -> None:
    """Fails when a cue of the shipped codebook changed: run `python benchmarks/learn_examples.py --write`."""
    book, _ = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "codebook")
    assert book is not None
    assert taught.written_cues(book) == shipped("b2b_buying_journey", "learned", "cues.npz").read_bytes()
    assert taught.cues_given()


@pytest.mark.parametrize("name", ["words", FastUse.fingerprint])
def test_what_is_shipped_was_learned_from_the_shipped_examples(name: str) -> None:
    """Fails when an example or a version changed: run `python benchmarks/learn_examples.py --write`."""
    given, _ = example_files(StudyFolder(Path("nowhere")), "b2b_buying_journey")
    made_from = fingerprint(LEARNING_VERSION, examples_digest(given), "" if name == "words" else name)
    found = taught.read_basis(shipped("b2b_buying_journey", "learned", f"{name}.npz"), made_from)
    assert found is not None, "run: python benchmarks/learn_examples.py --write"
    book, _ = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "codebook")
    assert book is not None
    assert all(book.successors(code) for code in found.names if "." in code)
    assert len(found.votes) == len(learning._talk(given, book))
    assert np.isfinite(found.votes).all()
    assert IDLE[0] not in "".join(path.read_text(encoding="utf-8") for path in given), "nor are the tests' sentences in it"
