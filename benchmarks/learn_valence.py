"""Learn the weights of valence from the coded example talk: `python benchmarks/learn_valence.py [--write]`.

Prints how often the valence of a coded statement is right, whole talks left out, beside the rules without weights; with
--write it learns from all talks and writes codebooks/valence_weights.tsv. Needs scikit-learn (`pip install -e '.[dev]'`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.files.codebook.codebooks import read_codebook, read_phases, read_valences  # noqa: E402 - after the path is set
from pipeline.language.analysis import Analyst, Vocabulary  # noqa: E402
from pipeline.language.detect import language_of  # noqa: E402
from pipeline.method.coding.hearing import CueBook  # noqa: E402
from pipeline.method.coding.valence import BALANCE, BIAS, MOST, VALENCES, balance, evidence  # noqa: E402
from pipeline.method.talk.passages import Passage  # noqa: E402
from pipeline.method.talk.transcripts import Transcript  # noqa: E402

BOOKS = ROOT / "codebooks"
TALKS = BOOKS / "b2b_buying_journey" / "examples"
LEAST = 6  #: statements a feature must occur in
STRENGTH = 0.1  #: inverse of the regularisation, chosen among 0.1 and 0.3 by the figures this prints


@dataclass(frozen=True)
class Statement:
    """A coded statement: its talk, codes, features, judging words, and the valence people gave it."""

    talk: str
    codes: tuple[str, ...]
    features: frozenset[str]
    judged: float
    valence: int


def statements() -> Iterator[Statement]:
    """Every statement of the example talk that has codes and a valence."""
    codebook, _ = read_codebook((BOOKS / "b2b_buying_journey.yaml").read_bytes(), "codebook")
    phases, _ = read_phases((BOOKS / "phases" / "five_phases.yaml").read_bytes(), "phases")
    valences, _ = read_valences((BOOKS / "valence.yaml").read_bytes(), "valence")
    assert codebook is not None
    assert phases is not None
    assert valences is not None
    cues, analyst = CueBook(codebook, phases, valences), Analyst()
    for path in sorted(TALKS.glob("*.tsv")):
        lines = [(line.split("\t") + [""] * 6)[:6] for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [line for line in lines if line[0] and not line[0].startswith("#")]
        language = language_of(" ".join(line[1] for line in lines), "en")
        vocabulary = Vocabulary()
        passages = tuple(
            Passage(path.stem, str(place), line[0], "", 0, None, None, 0, 0, "", line[1], language)
            for place, line in enumerate(lines)
        )
        analysis = tuple(analyst.sentences(passage.text, language, vocabulary) for passage in passages)
        heard = cues.hear(Transcript(path.stem, language, (), passages, analysis, vocabulary))
        for line, sentences, hits in zip(lines, analysis, heard, strict=True):
            codes = tuple(code for code in line[2].split(",") if code)
            if line[0] != "I" and codes and line[4] in {"-1", "0", "1"}:
                features = frozenset(feature for code in codes for feature in evidence(code, sentences, vocabulary))
                yield Statement(path.stem, codes, features, balance(hits), int(line[4]))


def learned(known: Sequence[Statement]) -> tuple[list[str], Any]:
    """The features, and the classifier whose coefficients are their weights."""
    from sklearn.linear_model import LogisticRegression

    count = Counter(feature for statement in known for feature in statement.features)
    names = sorted(feature for feature, number in count.items() if number >= LEAST)
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    return names, model.fit(matrix(known, names), [statement.valence for statement in known])


def matrix(known: Sequence[Statement], names: Sequence[str]) -> Any:
    """One row a statement, one column a feature; the last column is the balance of judging words."""
    from scipy.sparse import csr_matrix

    place = {name: column for column, name in enumerate(names)}
    cells = [(row, place[f], 1.0) for row, s in enumerate(known) for f in s.features if f in place]
    cells += [(row, len(names), max(-MOST, min(MOST, s.judged))) for row, s in enumerate(known) if s.judged]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(known), len(names) + 1))


def compared(known: Sequence[Statement]) -> dict[str, tuple[float, float]]:
    """Share of right valences (all statements, touchpoints), whole talks left out: with weights and by judging words alone."""
    found: dict[int, int] = {}
    for fold in sorted({statement.talk[-1] for statement in known}):
        names, model = learned([s for s in known if s.talk[-1] != fold])
        places = [place for place, s in enumerate(known) if s.talk[-1] == fold]
        found |= dict(zip(places, model.predict(matrix([known[p] for p in places], names)).tolist(), strict=True))
    rules = {place: (s.judged > 0.5) - (s.judged < -0.5) for place, s in enumerate(known)}
    return {name: _shares(known, answers) for name, answers in (("weights", found), ("judging words alone", rules))}


def _shares(known: Sequence[Statement], answers: dict[int, int]) -> tuple[float, float]:
    right = {place: answers[place] == s.valence for place, s in enumerate(known)}
    contacts = [place for place, s in enumerate(known) if any(code.startswith("touchpoint") for code in s.codes)]
    return sum(right.values()) / len(right), sum(right[place] for place in contacts) / len(contacts)


def written(known: Sequence[Statement]) -> str:
    """The weights learned from all statements, as the file holds them."""
    names, model = learned(known)
    order = [model.classes_.tolist().index(valence) for valence in VALENCES]
    rows = [(BIAS, model.intercept_[order]), *zip([*names, BALANCE], model.coef_[order].T, strict=True)]
    head = "# Weights of valence, learned by benchmarks/learn_valence.py from the coded example talk; do not edit by hand.\n"
    head += "# feature\tbad\tneutral\tgood\n"
    return head + "".join(f"{name}\t" + "\t".join(f"{weight:.2f}" for weight in row) + "\n" for name, row in rows)


def main() -> None:
    """Print the figures; write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write codebooks/valence_weights.tsv")
    write = parser.parse_args().write
    known = list(statements())
    print(f"{len(known)} statements; right valence: all, touchpoints")
    for name, (everything, contacts) in compared(known).items():
        print(f"{name:22} {everything:.3f} {contacts:.3f}")
    if write:
        (BOOKS / "valence_weights.tsv").write_text(written(known), encoding="utf-8")


if __name__ == "__main__":
    main()
