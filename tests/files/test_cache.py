"""The cache: what was read and coded comes back as it was; what is missing or damaged is computed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.files.cache import Cache
from pipeline.language.analysis import Analyst
from pipeline.method.sample.sample import Participant
from pipeline.method.talk.transcripts import Transcript, transcript
from pipeline.method.talk.turns import Utterance
from pipeline.problems import Problem
from tests.conftest import interview, talk

WORDS = """
    Mia: How did it begin?
    Herr Jäger: Wir schauten uns das auf der Messe an (lacht). We had grown by 3.5 percent.
"""
DOUBT = (Problem("s01.txt:3", "is odd.", "Look."),)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / ".cache")


def same(one: Transcript, other: Transcript) -> bool:
    """All that a transcript holds; the index into its vocabulary is made anew when it is needed."""
    names = ("interview", "language", "turns", "passages", "analysis", "text", "seconds")
    words = ("words", "languages", "keys")
    return all(getattr(one, n) == getattr(other, n) for n in names) and all(
        getattr(one.vocabulary, n) == getattr(other.vocabulary, n) for n in words
    )


def test_a_transcript_comes_back_as_it_was(cache: Cache) -> None:
    cache.keep_transcript("k1", talk(WORDS), DOUBT)
    kept = cache.transcript("k1")
    assert kept is not None
    assert kept[0] is not None
    assert same(kept[0], talk(WORDS))
    assert kept[1] == DOUBT


def test_times_come_back_too(cache: Cache) -> None:
    said = [Utterance("I", "Hm?", 0.0, 1.5), Utterance("B", "We went there.", 1.5, 4.25), Utterance("B", "Later on.", 4.25, None)]
    timed = transcript("s01", said, Analyst())
    cache.keep_transcript("k", timed, ())
    kept = cache.transcript("k")
    assert kept is not None
    assert kept[0] is not None
    assert same(kept[0], timed)


def test_a_coded_interview_comes_back_as_it_was(cache: Cache) -> None:
    cache.keep_coded("k1", interview(WORDS), DOUBT)
    assert cache.coded("k1") == (interview(WORDS), DOUBT)


def test_that_nothing_could_be_read_is_kept_too(cache: Cache) -> None:
    cache.keep_transcript("k1", None, DOUBT)
    cache.keep_coded("k1", None, DOUBT)
    assert cache.transcript("k1") == (None, DOUBT)
    assert cache.coded("k1") == (None, DOUBT)


def test_participants_come_back(cache: Cache) -> None:
    people = (Participant("s01", "Anna", ("A", "Anna"), (), (("company", "Öz GmbH"),)),)
    cache.keep_participants("k1", people, DOUBT)
    assert cache.participants("k1") == (people, list(DOUBT))


def test_what_was_never_kept_is_missing(cache: Cache) -> None:
    assert cache.transcript("k1") is None
    assert cache.coded("k1") is None
    assert cache.participants("k1") is None


def kept_files(cache: Cache) -> list[Path]:
    cache.keep_transcript("k1", talk(WORDS), DOUBT)
    cache.keep_coded("k1", interview(WORDS), DOUBT)
    cache.keep_participants("k1", [Participant("s01", "Anna", (), (), ())], DOUBT)
    return sorted(cache.folder.iterdir())


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b"[]", b"7", b'"x"', b"{}", b'{"talk": 7, "problems": [], "people": 7}', b"\xff\xfe"]
)
def test_what_is_damaged_is_missing(cache: Cache, damage: bytes) -> None:
    for path in kept_files(cache):
        path.write_bytes(damage)
    assert (cache.transcript("k1"), cache.coded("k1"), cache.participants("k1")) == (None, None, None)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_what_is_cut_off_is_missing(cache: Cache, share: float) -> None:
    for path in kept_files(cache):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert (cache.transcript("k1"), cache.coded("k1"), cache.participants("k1")) == (None, None, None)


def test_what_is_no_longer_used_is_deleted(cache: Cache) -> None:
    kept_files(cache)
    cache.keep_coded("k2", None, ())
    (cache.folder / ".coded-k3.json.abc.tmp").write_bytes(b"half")
    cache.prune({"k2"})
    assert sorted(path.name for path in cache.folder.iterdir()) == ["coded-k2.json", "participants-k1.json"]


def test_the_same_value_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (kept_files(Cache(tmp_path / name)) for name in ("a", "b"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


lines = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), max_size=6)


@settings(deadline=None, max_examples=50)
@given(lines)
def test_any_talk_comes_back(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> None:
    heard = transcript("s01", [Utterance("IB"[n % 2], words) for n, words in enumerate(said)], Analyst())
    cache = Cache(tmp_path_factory.getbasetemp() / "any")
    cache.keep_transcript("k", heard, ())
    kept = cache.transcript("k")
    assert kept is not None
    assert kept[0] is not None
    assert same(kept[0], heard)
