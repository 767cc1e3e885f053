"""What a study's learned coder learns from, and what it makes of each talk; whatever was worked out is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline.files.coding.encoders import encoder_named
from pipeline.files.coding.examples import example_files, examples_digest, read_examples
from pipeline.files.coding.judgements import keep_judgement, keep_texts, keep_values, kept_judgement, kept_texts, known_values
from pipeline.files.coding.taught import FOLDER, read_basis, written_basis
from pipeline.files.folders import StudyFolder, shipped, write_atomically
from pipeline.method.codebook.codebook import Codebook, fingerprint
from pipeline.method.coding.examples import Anchor, Said, anchors_of, from_codebook, from_decisions, said_in, thin, today
from pipeline.method.coding.learned import Judgement, Learned, fitted, judged, nearest
from pipeline.method.coding.learning import (
    CORRECTION_VERSION,
    LEARNING_VERSION,
    Basis,
    Correction,
    Ground,
    basis,
    correction,
    pillars,
)
from pipeline.method.coding.likeness import Encoder, Lexis, Rows, lexis_of, likeness, rows_of
from pipeline.method.review.decisions import Decision
from pipeline.method.talk.transcripts import Transcript
from pipeline.problems import Problem
from pipeline.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["CUE", "LEARNED", "School", "school"]

CUE, LEARNED = "cue", "learned"


@dataclass(frozen=True)
class School:
    """What there is to learn from.

    Attributes:
        codebook: of the study.
        given: the files of the shipped coded talk; read only where something is judged anew.
        own: what the study adds: its own example talk, people's decisions, example sentences of thin codes.
        encoder: adds meaning; None for words alone.
        cache: where results are kept.
        found: what the shipped talk teaches.
        made_from: fingerprint of that.
    """

    codebook: Codebook
    given: tuple[Path, ...]
    own: tuple[Anchor, ...]
    encoder: Encoder | None
    cache: Path
    found: Basis
    made_from: str

    @cached_property
    def talk(self) -> tuple[Anchor, ...]:
        """The shipped coded talk."""
        return _talk(self.given, self.codebook)

    @cached_property
    def learned(self) -> Learned:
        """Brought to the study's codebook."""
        return fitted(self.found, self.codebook, fingerprint(self._ground, self._added), self.encoder is not None)

    @cached_property
    def _ground(self) -> str:
        """Of what the shipped talk says in terms of this codebook."""
        codes = [(code.id, code.replaces) for code in self.codebook.codes]
        return fingerprint(self.made_from, codes, [family.id for family in self.codebook.families])

    @cached_property
    def _added(self) -> str:
        taught = [(a.talk, _plain(a.said), sorted(a.codes.items()), a.whole, a.weight, a.read) for a in self.own]
        return fingerprint(CORRECTION_VERSION, taught)

    def warm(self) -> None:
        """Work out what every talk is compared with, so that processes forked from this one need not."""
        _ = self.learned, self._rows, self.own and self._correction, self.texts

    @cached_property
    def _lexis(self) -> Lexis:
        return _lexis(self.talk)

    @cached_property
    def _rows(self) -> Rows:
        return rows_of([anchor.said for anchor in self.talk], self._lexis, self.encoder)

    @cached_property
    def _own_rows(self) -> Rows:
        return rows_of([anchor.said for anchor in self.own], self._lexis, self.encoder)

    @cached_property
    def _correction(self) -> Correction:
        learned = self.learned
        odds = self._own_values[:, : len(learned.families)] * learned.slopes + learned.offsets
        return correction(self.own, self._own_rows, self._own_values, self.codebook, odds < learned.thresholds, self._pillars)

    @cached_property
    def _pillars(self) -> Ground:
        said = [self.talk[number].said for number in pillars(len(self.talk))]
        return Ground(rows_of(said, self._lexis, self.encoder), len(self.talk))

    @cached_property
    def _own_values(self) -> Floats:
        """What the shipped talk says of the study's own examples, from the cache but for new ones."""
        names = [bytes.fromhex(fingerprint(self._ground, _plain(anchor.said))) for anchor in self.own]
        kept = known_values(self.cache, self._own_key)
        new = [row for row, name in enumerate(names) if name not in kept]
        if new:
            rows = rows_of([self.own[row].said for row in new], self._lexis, self.encoder)
            values, _ = judged(rows, self._rows, self.learned.votes, self.learned.usual)
            kept |= {names[row]: value for row, value in zip(new, values, strict=True)}
        if new or len(kept) > len(set(names)):
            keep_values(self.cache, self._own_key, {name: kept[name] for name in sorted(set(names))})
        return np.stack([kept[name] for name in names])

    @cached_property
    def _own_key(self) -> str:
        return fingerprint(self._ground, "own")

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Of all examples, each with its talk: the shipped talk, then what the study adds."""
        given = kept_texts(self.cache, self.made_from)
        if given is None or len(given) != len(self.found.votes):
            given = [(anchor.said.text, anchor.talk) for anchor in self.talk]
            keep_texts(self.cache, self.made_from, given)
        return (*given, *((anchor.said.text, anchor.talk) for anchor in self.own))

    def keys(self, transcript_key: str) -> tuple[str, str, str]:
        """Under what is kept what the shipped talk says of a transcript, what with the study's own examples, and of these."""
        return fingerprint(transcript_key, self._ground), fingerprint(transcript_key, self.learned.fingerprint), self._own_key

    def judgement(self, talk: Transcript, transcript_key: str) -> Judgement:
        """What is made of a talk, from the cache where nothing changed."""
        ground, final, _ = self.keys(transcript_key)
        numbers, said = said_in(talk)
        kept = kept_judgement(self.cache, final)
        if kept is None:
            rows: list[Rows] = []  # made at most once

            def seen() -> Rows:
                if not rows:
                    rows.append(rows_of(said, self._lexis, self.encoder))
                return rows[0]

            kept = kept_judgement(self.cache, ground)
            if kept is None:
                kept = self._judged(said, seen(), self._rows, self.talk, self.learned.votes, self.learned.usual, 0)
                keep_judgement(self.cache, ground, *kept)
            if self.own and said:
                begin = len(self.texts) - len(self.own)
                more = self._judged(said, seen(), self._own_rows, self.own, self._correction.votes, None, begin)
                near = np.concatenate([more[1], kept[1]], axis=2)  # what was decided here explains best
                known = likeness(seen(), self._pillars.rows) @ self._correction.ground
                kept = (kept[0] + more[0] + known, _first(near, kept[1].shape[2]))
                keep_judgement(self.cache, final, *kept)
        texts, talks = zip(*self.texts, strict=True)
        return Judgement(numbers, kept[0], kept[1], texts, talks)

    def _judged(
        self,
        said: Sequence[Said],
        rows: Rows,
        examples: Rows,
        anchors: Sequence[Anchor],
        votes: Floats,
        usual: Floats | None,
        begin: int,
    ) -> tuple[Floats, NDArray[np.int32]]:
        values, like = judged(rows, examples, votes, usual)
        spoken: dict[str, list[int]] = {one.text: [] for one in said}
        for number, anchor in enumerate(anchors):
            if anchor.said.text in spoken:
                spoken[anchor.said.text].append(number)
        for row, one in enumerate(said):
            like[row, spoken[one.text]] = 0.0  # a passage is no evidence for itself
        near = nearest(like, _shares(anchors, self.codebook))
        return values, np.where(near >= 0, near + begin, -1).astype(np.int32)


def _plain(said: Said) -> tuple[object, ...]:
    return said.text, said.question, said.since, said.before, said.after


def _first(near: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """The first `count` numbers of each row and code that are not -1."""
    order = np.argsort(near < 0, axis=2, kind="stable")[:, :, :count]
    return np.take_along_axis(near, order, axis=2)


def _shares(anchors: Sequence[Anchor], codebook: Codebook) -> Floats:
    places = {code.id: number for number, code in enumerate(codebook.codes)}
    found = np.zeros((len(anchors), len(places)), dtype=np.float32)
    for row, anchor in enumerate(anchors):
        for code, share in anchor.codes.items():
            for new in codebook.successors(code):
                found[row, places[new]] = max(found[row, places[new]], share)
    return found


def school(
    folder: StudyFolder, settings: Settings, codebook: Codebook, log: Sequence[Decision]
) -> tuple[School | None, list[Problem]]:
    """What a study's coder learns from; None where the settings do not want one.

    Args:
        folder: the study.
        settings: which coders and which encoder.
        codebook: its codes.
        log: what people decided.
    """
    if LEARNED not in settings.coders:
        return None, []
    encoder, problems = encoder_named(settings.encoder, folder.cache)
    given, own = example_files(folder, settings.codebook)
    added, wrong = read_examples(own, codebook, checked=True)
    made_from = fingerprint(LEARNING_VERSION, examples_digest(given), encoder.fingerprint if encoder else "")
    found = _basis(given, codebook, encoder, folder.cache, made_from)
    more = [today(anchor, codebook) for example in added for anchor in anchors_of(example)]
    more += from_codebook(codebook, thin(codebook, found.shown, more))
    more += from_decisions(log, codebook)
    return School(codebook, given, tuple(more), encoder, folder.cache, found, made_from), [*problems, *wrong]


def _talk(files: Sequence[Path], codebook: Codebook) -> tuple[Anchor, ...]:
    return tuple(anchor for example in read_examples(files, codebook)[0] for anchor in anchors_of(example))


def _lexis(talk: Sequence[Anchor]) -> Lexis:
    questions = dict.fromkeys(anchor.said.question for anchor in talk)
    return lexis_of([*(anchor.said.text for anchor in talk), *(text for text in questions if text)])


def _basis(given: Sequence[Path], codebook: Codebook, encoder: Encoder | None, cache: Path, made_from: str) -> Basis:
    """What example talk teaches: shipped, kept, or learned now."""
    name = f"{encoder.fingerprint.replace('/', '_') if encoder else 'words'}.npz"
    for path in (shipped("b2b_buying_journey", FOLDER, name), cache / FOLDER / name):
        found = read_basis(path, made_from)
        if found is not None:
            return found
    talk = _talk(given, codebook)
    found = basis(talk, rows_of([anchor.said for anchor in talk], _lexis(talk), encoder))
    write_atomically(cache / FOLDER / name, written_basis(found, made_from), durable=False)
    return found
