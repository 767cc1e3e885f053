"""What the shipped coded talk teaches the learned coder, and how good it is on talks it was not taught with.

    python benchmarks/learn_examples.py              # figures only
    python benchmarks/learn_examples.py --write      # also codebooks/b2b_buying_journey/learned/*.npz (run from a checkout)

Every figure is of whole talks left out (see `pipeline.method.coding.learning.left_out`).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.coding.encoders import FastUse, encoder_named
from pipeline.files.coding.examples import example_files, examples_digest, read_examples
from pipeline.files.coding.taught import FOLDER, vectors_of_examples, written_basis, written_cues
from pipeline.files.folders import StudyFolder, shipped
from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.coding.examples import Anchor, anchors_of, from_codebook
from pipeline.method.coding.learning import LEARNING_VERSION, _answers, basis, left_out, named
from pipeline.method.coding.likeness import Encoder, Rows, lexis_of, rows_of


def main() -> None:
    """Print the figures; with --write keep what was learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path("outputs/.cache"), help="where vectors are kept")
    wanted = parser.parse_args()
    codebook, _ = read_codebook(shipped("b2b_buying_journey.yaml").read_bytes(), "codebook")
    assert codebook is not None
    given, _ = example_files(StudyFolder(Path("/nowhere")), "b2b_buying_journey")
    talks, _ = read_examples(given, codebook)
    anchors = [anchor for example in talks for anchor in anchors_of(example)]
    target = shipped("b2b_buying_journey", FOLDER)
    if wanted.write:
        target.mkdir(exist_ok=True)
        (target / "cues.npz").write_bytes(written_cues(codebook))
    for name in ("none", FastUse.fingerprint):
        encoder, problems = encoder_named(name, wanted.cache)
        for problem in problems:
            print(problem)
        if problems:
            continue
        if wanted.write and encoder is not None:
            extra = from_codebook(codebook, [code.id for code in codebook.codes])
            target.mkdir(exist_ok=True)
            data = vectors_of_examples([anchor.said for anchor in (*anchors, *extra)], encoder)
            (target / f"vectors-{encoder.fingerprint}.npz").write_bytes(data)
            from pipeline.files.coding import encoders

            encoders._SHIPPED.clear()
        texts = [a.said.text for a in anchors] + list(dict.fromkeys(a.said.question for a in anchors if a.said.question))
        rows = rows_of([anchor.said for anchor in anchors], lexis_of(texts), encoder)
        begun = time.perf_counter()
        found = basis(anchors, rows)
        print(f"\n{name}: {len(anchors)} examples learned in {time.perf_counter() - begun:.1f} s")
        if wanted.write:
            made_from = fingerprint(LEARNING_VERSION, examples_digest(given), encoder.fingerprint if encoder else "")
            target.mkdir(exist_ok=True)
            path = target / f"{encoder.fingerprint if encoder else 'words'}.npz"
            path.write_bytes(written_basis(found, made_from))
        report(anchors, rows, encoder)


def report(anchors: list[Anchor], rows: Rows, _encoder: Encoder | None) -> None:
    """Family F1 at the thresholds, calibration, and codes given the family."""
    families, codes = named(anchors)
    names = (*families, *codes)
    answers = np.array([_answers(anchor, names) for anchor in anchors], dtype=np.float32)
    talks = np.unique([anchor.talk for anchor in anchors], return_inverse=True)[1]
    found = basis(anchors, rows)
    _, unseen = left_out(rows, answers, found.usual, talks)
    scores = []
    print("family        F1     P     R   marked  calibration error")
    for column, family in enumerate(families):
        odds = found.slopes[family] * unseen[:, column] + found.offsets[family]
        clear = answers[:, column] != 0.5
        gold, marked = answers[:, column] > 0.5, odds >= found.thresholds[family]
        hit = (gold & marked & clear).sum()
        precision, recall = hit / (marked & clear).sum(), hit / (gold & clear).sum()
        scores.append(2 * precision * recall / (precision + recall))
        chance = 1 / (1 + np.exp(-odds))
        bins = np.clip((chance * 10).astype(int), 0, 9)
        error = sum(abs(chance[bins == b].mean() - answers[bins == b, column].mean()) * (bins == b).mean() for b in set(bins))
        print(f"{family:12s} {scores[-1]:.3f} {precision:.3f} {recall:.3f} {marked.sum():7d}  {error:.3f}")
    print(f"macro        {np.mean(scores):.3f}")


if __name__ == "__main__":
    main()
