"""What reviewing teaches the coder: `python benchmarks/learning_curve.py [--encoder none|fast-use] [--cache FOLDER]`.

The shipped example talks whose names end in 5 stand for a study. What the coder says of each of them at the start is learned
from all other talks (`pipeline.method.coding.learning.left_out`). Then a reviewer, who decides as the two coders of the talks
agreed, goes through 50, 100 or 200 passages, drawn at random or those where the coder is least sure; what is decided there
(accepted, added, rejected) corrects the coder as it does in a study. Family macro-F1 and code micro-F1 are of the passages
that nobody reviewed, before and after on the same passages. Codes on which the two coders differ are left out.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.files.codebook.codebooks import read_codebook, read_phases, read_valences
from pipeline.files.coding.encoders import encoder_named
from pipeline.files.coding.examples import example_files, read_examples
from pipeline.files.folders import StudyFolder, shipped
from pipeline.language.analysis import Analyst, Vocabulary
from pipeline.language.detect import language_of
from pipeline.method.codebook.codebook import Codebook
from pipeline.method.coding.cue_coder import CueCoder
from pipeline.method.coding.examples import Anchor, Example, anchors_of, from_decisions
from pipeline.method.coding.hearing import CueBook, Hits
from pipeline.method.coding.learned import Judgement, LearnedCoder, fitted, judged
from pipeline.method.coding.learning import Ground, _answers, basis, correction, left_out, pillars
from pipeline.method.coding.likeness import lexis_of, rows_of
from pipeline.method.review.decisions import Decision, Verdict
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE, INTERVIEWER

STEPS = (50, 100, 200)
SEEDS = (1, 2, 3, 4, 5)
SIDE = 120  #: characters that a decision keeps of what was said before and after
Pair = tuple[int, str]  #: row of the study and code


@dataclass(frozen=True)
class Bench:
    """The study: talks, what is heard in them, and what the coder says of their passages at the start.

    Attributes:
        codebook: its codes.
        coder: without a judgement.
        talks: with the hits and the rows of the interviewees' passages.
        anchors: of all rows: what two coders gave.
        around: of all rows: what was said right before and after, as a decision keeps it.
        rows_of: what is compared of things said.
        values: families and codes at the start.
        ground: stands for the other example talks.
    """

    codebook: Codebook
    coder: LearnedCoder
    talks: Sequence[tuple[Transcript, Hits, Sequence[int]]]
    anchors: Sequence[Anchor]
    around: Sequence[tuple[str, str]]
    rows_of: Any
    values: Any
    ground: Ground

    def coders(self, more: Any = 0.0) -> list[tuple[Transcript, Hits, Sequence[int], LearnedCoder]]:
        """A coder for each talk; `more` is added to what it says at the start."""
        values, found = self.values + more, []
        for talk, heard, rows in self.talks:
            numbers = [n for n, p in enumerate(talk.passages) if p.role == INTERVIEWEE]
            near = np.full((len(rows), len(self.codebook.codes), 1), -1, dtype=np.int32)
            found.append((talk, heard, rows, replace(self.coder, judgement=Judgement(numbers, values[rows], near, ()))))
        return found

    def suggested(self, more: Any = 0.0) -> set[Pair]:
        """What is suggested."""
        found: set[Pair] = set()
        for talk, heard, rows, coder in self.coders(more):
            place = dict(zip(coder.judgement.passages if coder.judgement else (), rows, strict=True))
            found |= {(place[s.passage], s.code) for s in coder.suggest(talk, heard)}
        return found

    def least_sure(self) -> list[int]:
        """The rows, least sure first; those about which there is no doubt in the end."""
        margins = dict.fromkeys(range(len(self.anchors)), 9.0)
        for talk, heard, rows, coder in self.coders():
            place = {p.id: row for p, row in zip([p for p in talk.passages if p.role == INTERVIEWEE], rows, strict=True)}
            for doubt in coder.doubts(talk, heard):
                margins[place[doubt.passage]] = min(margins[place[doubt.passage]], abs(doubt.margin))
        return sorted(margins, key=lambda row: (margins[row], row))


def transcript(example: Example) -> Transcript:
    """An example talk as a transcript with a passage a line."""
    language = language_of(" ".join(line.text for line in example.lines), "en")
    analyst, words = Analyst(), Vocabulary()
    passages: list[Passage] = []
    turn, question, asked = -1, "", -1
    for number, line in enumerate(example.lines):
        turn += number == 0 or line.speaker != example.lines[number - 1].speaker
        role = INTERVIEWER if line.asks else INTERVIEWEE
        head = (example.name, f"{example.name}-{number}", line.speaker, role, turn, None, None, 0, 0)
        passages.append(Passage(*head, "" if line.asks else question, line.text, language, asked))
        question, asked = (line.text, turn) if line.asks else (question, asked)
    analysis = tuple(analyst.sentences(line.text, language, words) for line in example.lines)
    return Transcript(example.name, language, (), tuple(passages), analysis, words)


def bench(encoder_name: str, cache: Path) -> Bench:
    """Read the examples, learn from them, and set up the study."""
    books = {name: shipped(name).read_bytes() for name in ("b2b_buying_journey.yaml", "phases/five_phases.yaml", "valence.yaml")}
    codebook, _ = read_codebook(books["b2b_buying_journey.yaml"], "codebook")
    phases, _ = read_phases(books["phases/five_phases.yaml"], "phases")
    valences, _ = read_valences(books["valence.yaml"], "valence")
    assert codebook is not None
    assert phases is not None
    assert valences is not None
    examples, _ = read_examples(example_files(StudyFolder(Path("/nowhere")), "b2b_buying_journey")[0], codebook)
    anchors = [anchor for example in examples for anchor in anchors_of(example)]
    encoder, problems = encoder_named(encoder_name, cache)
    for problem in problems:
        print(problem)
    questions = list(dict.fromkeys(a.said.question for a in anchors if a.said.question))
    lexis = lexis_of([*(a.said.text for a in anchors), *questions])
    rows = rows_of([a.said for a in anchors], lexis, encoder)
    found = basis(anchors, rows)
    talks = np.unique([a.talk for a in anchors], return_inverse=True)[1]
    answers = np.array([_answers(a, found.names) for a in anchors], dtype=np.float32)
    _, unseen = left_out(rows, answers, found.usual, talks)
    names = [*(f.id for f in codebook.families), *(c.id for c in codebook.codes)]
    columns = [found.names.index(name) if name in found.names else -1 for name in names]
    cues, study = CueBook(codebook, phases, valences), []
    kept: list[int] = []
    around: list[tuple[str, str]] = []
    for example in examples:
        if example.name.endswith("5"):
            talk = transcript(example)
            own = [row for row, a in enumerate(anchors) if a.talk == example.name]
            study.append((talk, cues.hear(talk), range(len(kept), len(kept) + len(own))))
            kept += own
            said = [line.text for line in example.lines]
            sides = zip(["", *said], [*said[1:], ""], example.lines, strict=False)
            around += [(before[-SIDE:], after[:SIDE]) for before, after, line in sides if not line.asks]
    coder = LearnedCoder(fitted(found, codebook, "bench", encoder is not None), CueCoder(codebook))
    values = np.where(np.array(columns) >= 0, unseen[kept][:, columns], 0).astype(np.float32)
    others = [a.said for a in anchors if not a.talk.endswith("5")]
    ground = Ground(rows_of([others[number] for number in pillars(len(others))], lexis, encoder), len(others))
    mine = [anchors[k] for k in kept]
    return Bench(codebook, coder, study, mine, around, lambda said: rows_of(said, lexis, encoder), values, ground)


def decisions(bench: Bench, reviewed: Sequence[int], suggested: set[Pair]) -> list[Decision]:
    """What the reviewer decides on these passages."""
    log = []
    offered: dict[int, set[str]] = {}
    for row, code in suggested:
        offered.setdefault(row, set()).add(code)
    for row in reviewed:
        anchor = bench.anchors[row]
        for code in sorted(offered.get(row, set()) | set(anchor.codes)):
            share = anchor.codes.get(code, 0.0)
            verdict = Verdict.REJECT if not share else Verdict.ACCEPT if code in offered.get(row, ()) else Verdict.ADD
            if share in (0.0, 1.0):
                before, after = bench.around[row]
                at = (anchor.talk, f"{row:05d}", code, verdict)
                log.append(Decision(*at, quote=anchor.said.text, before=before, after=after))
    return log


def corrected(bench: Bench, log: Sequence[Decision]) -> Any:
    """What these decisions add to the values of all rows."""
    taught = from_decisions(log, bench.codebook)
    places = [int(name) for name in sorted({d.passage for d in log}, key=lambda p: (bench.anchors[int(p)].talk, p))]
    rows, everything = bench.rows_of([a.said for a in taught]), bench.rows_of([a.said for a in bench.anchors])
    learned, values = bench.coder.learned, bench.values[places]
    unlikely = values[:, : len(learned.families)] * learned.slopes + learned.offsets < learned.thresholds
    found = correction(taught, rows, values, bench.codebook, unlikely, bench.ground)
    return judged(everything, rows, found.votes)[0] + judged(everything, bench.ground.rows, found.ground)[0]


def rated(bench: Bench, suggested: set[Pair], rows: Sequence[int]) -> tuple[float, float]:
    """Family macro-F1 and code micro-F1 on these rows."""
    given: dict[int, set[str]] = {}
    for row, code in suggested:
        given.setdefault(row, set()).add(code)
    families: Mapping[str, list[int]] = {f.id: [0, 0, 0] for f in bench.codebook.families}
    codes = [0, 0, 0]
    for row in rows:
        shares: dict[str, float] = {}
        for code, share in bench.anchors[row].codes.items():
            shares[code.split(".")[0]] = max(share, shares.get(code.split(".")[0], 0.0))
        mine = given.get(row, set())
        for family, counts in families.items():
            if shares.get(family) != 0.5:
                _count(counts, any(c.startswith(f"{family}.") for c in mine), shares.get(family) == 1)
        for code in mine | bench.anchors[row].codes.keys():
            if bench.anchors[row].codes.get(code) != 0.5:
                _count(codes, code in mine, bench.anchors[row].codes.get(code) == 1)
    return float(np.mean([_f1(counts) for counts in families.values()])), _f1(codes)


def _count(counts: list[int], said: bool, true: bool) -> None:
    counts[0] += said and true
    counts[1] += said and not true
    counts[2] += true and not said


def _f1(counts: Sequence[int]) -> float:
    return 2 * counts[0] / max(1, 2 * counts[0] + counts[1] + counts[2])


def curve(bench: Bench) -> list[tuple[str, int, int, float, float, float, float]]:
    """For each way of choosing and number of passages: decisions, and the two figures before and after."""
    start = bench.suggested()
    found = []
    for way in ("at random", "least sure"):
        for step in STEPS:
            figures = []
            for seed in SEEDS if way == "at random" else SEEDS[:1]:
                order = list(range(len(bench.anchors)))
                random.Random(seed).shuffle(order)
                reviewed = (order if way == "at random" else bench.least_sure())[:step]
                rest = sorted(set(order) - set(reviewed))
                log = decisions(bench, reviewed, start)
                after = bench.suggested(corrected(bench, log))
                figures.append((len(log), *rated(bench, start, rest), *rated(bench, after, rest)))
            mean = np.mean(figures, axis=0)
            family, code, better, finer = (float(value) for value in mean[1:])
            found.append((way, step, round(float(mean[0])), family, code, better, finer))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", default="none", help="none, or as in codebooks/study.yaml")
    parser.add_argument("--cache", type=Path, default=Path("outputs/.cache"), help="where vectors are kept")
    wanted = parser.parse_args()
    study = bench(wanted.encoder, wanted.cache)
    print(f"{wanted.encoder}: {len(study.talks)} talks, {len(study.anchors)} passages\n")
    print("reviewed      passages  decisions   family macro-F1   code micro-F1 (of the passages not reviewed, before -> after)")
    for way, step, count, family, code, better, finer in curve(study):
        print(f"{way:12s} {step:9d} {count:10d}     {family:.3f} -> {better:.3f}   {code:.3f} -> {finer:.3f}")


if __name__ == "__main__":
    main()
