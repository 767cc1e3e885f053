"""Per-interview artefacts by content hash, as JSON: safe to delete, safe to share, never executed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pipeline.files.folders import write_atomically
from pipeline.language.analysis import Sentence, Vocabulary
from pipeline.method.coding.coding import Coding, Doubt, Interview
from pipeline.method.coding.hearing import Heard, Hits
from pipeline.method.sample.sample import Participant
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import Turn
from pipeline.problems import Problem

__all__ = ["Cache"]

T = TypeVar("T")
TRANSCRIPT, CODED, HEARD, PEOPLE, JUDGED = "transcript", "coded", "heard", "participants", "judged"


class Cache:
    """Artefacts under outputs/.cache.

    Args:
        folder: where they lie; made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def transcript(self, key: str) -> tuple[Transcript | None, tuple[Problem, ...]] | None:
        """The transcript kept under `key` with its problems, None where there is none or it cannot be read."""
        return _get(self._path(TRANSCRIPT, key), lambda d: (d["talk"] and _transcript(d["talk"]), _problems(d["problems"])))

    def has_transcript(self, key: str) -> bool:
        """Whether a transcript is kept under `key`."""
        return self._path(TRANSCRIPT, key).exists()

    def keep_transcript(self, key: str, talk: Transcript | None, problems: Iterable[Problem]) -> None:
        """Keep a transcript, or the problems that prevented one."""
        self._put(TRANSCRIPT, key, {"talk": talk and _plain_transcript(talk), "problems": _plain_problems(problems)})

    def coded(self, key: str) -> tuple[Interview | None, tuple[Problem, ...]] | None:
        """The coded interview kept under `key` with its problems, None where there is none."""
        return _get(self._path(CODED, key), lambda d: (d["talk"] and _interview(d["talk"]), _problems(d["problems"])))

    def keep_coded(self, key: str, interview: Interview | None, problems: Iterable[Problem]) -> None:
        """Keep a coded interview."""
        self._put(CODED, key, {"talk": interview and _plain_interview(interview), "problems": _plain_problems(problems)})

    def heard(self, key: str) -> tuple[Hits, dict[str, str]] | None:
        """What was heard in the transcript kept under `key`, and for which groups of cues."""
        return _get(self._path(HEARD, key), lambda d: (list(map(_hits, d["hits"])), d["groups"]))

    def keep_heard(self, key: str, hits: Hits, groups: Mapping[str, str]) -> None:
        """Keep what was heard in a transcript."""
        self._put(HEARD, key, {"groups": groups, "hits": [[_row(hit) for hit in passage] for passage in hits]})

    def participants(self, key: str) -> tuple[tuple[Participant, ...], list[Problem]] | None:
        """The participants kept under the hash of their file, with the problems of reading it."""
        return _get(self._path(PEOPLE, key), lambda d: (tuple(map(_person, d["people"])), list(_problems(d["problems"]))))

    def keep_participants(self, key: str, people: Iterable[Participant], problems: Iterable[Problem]) -> None:
        """Keep a participants file as read."""
        for old in self.folder.glob(f"{PEOPLE}-*.json"):
            old.unlink(missing_ok=True)  # names that were taken off the list stay nowhere
        self._put(PEOPLE, key, {"people": [_row(person) for person in people], "problems": _plain_problems(problems)})

    def prune(self, used: set[str]) -> None:
        """Delete every artefact whose key is not in `used`, and what a killed run had only half written."""
        for path in self.folder.glob(".*.tmp"):
            path.unlink(missing_ok=True)
        for path in (path for kind in (TRANSCRIPT, CODED, HEARD, JUDGED) for path in self.folder.glob(f"{kind}-*.*")):
            if path.stem.rpartition("-")[2] not in used:
                path.unlink(missing_ok=True)

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / f"{kind}-{key}.json"

    def _put(self, kind: str, key: str, value: Any) -> None:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        write_atomically(self._path(kind, key), data, durable=False)


def _get(path: Path, build: Callable[[Any], T]) -> T | None:
    try:
        return build(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None  # missing or damaged: it is computed again


def _row(value: Any) -> list[Any]:
    return [getattr(value, name) for name in value.__slots__]


def _plain_problems(problems: Iterable[Problem]) -> list[list[str]]:
    return [[p.where, p.what, p.remedy] for p in problems]


def _problems(rows: Any) -> tuple[Problem, ...]:
    return tuple(Problem(*row) for row in rows)


def _plain_transcript(talk: Transcript) -> dict[str, Any]:
    words = talk.vocabulary
    return {
        "interview": talk.interview,
        "language": talk.language,
        "turns": [_row(turn) for turn in talk.turns],
        "passages": [_row(passage) for passage in talk.passages],
        "analysis": [[_row(sentence) for sentence in sentences] for sentences in talk.analysis],
        "vocabulary": [words.words, words.languages, words.keys],
    }


def _transcript(d: dict[str, Any]) -> Transcript:
    words, languages, keys = d["vocabulary"]
    return Transcript(
        d["interview"],
        d["language"],
        tuple(_turn(row) for row in d["turns"]),
        tuple(Passage(*row) for row in d["passages"]),
        tuple(tuple(_sentence(row) for row in rows) for rows in d["analysis"]),
        Vocabulary(words, languages, [tuple(k) for k in keys]),
    )


def _turn(row: Any) -> Turn:
    speaker, role, text, char_start, times, end = row
    return Turn(speaker, role, text, char_start, tuple((place, seconds) for place, seconds in times), end)


def _sentence(row: Any) -> Sentence:
    words, clauses, joined, asks, language = row
    return Sentence(tuple(words), tuple(clauses), tuple((place, key) for place, key in joined), asks, language)


def _hits(rows: Any) -> list[Heard]:
    return [
        Heard(kind, target, cue, weak, sentence, tuple(places), scope)
        for kind, target, cue, weak, sentence, places, scope in rows
    ]


def _person(row: Any) -> Participant:
    interview, name, speakers, interviewers, facts = row
    return Participant(interview, name, tuple(speakers), tuple(interviewers), tuple((k, v) for k, v in facts))


def _plain_interview(interview: Interview) -> dict[str, Any]:
    return {
        "head": [interview.id, interview.language, interview.seconds, interview.words],
        "passages": [_row(p) for p in interview.passages],
        "suggestions": [_row(c) for c in interview.suggestions],
        "moods": interview.moods,
        "questions": interview.questions,
        "doubts": [_row(d) for d in interview.doubts],
    }


def _interview(d: dict[str, Any]) -> Interview:
    passages = tuple(Passage(*row) for row in d["passages"])
    name, language, seconds, words = d["head"]
    moods = tuple((phase, valence) for phase, valence in d["moods"])
    questions = tuple((passage, tuple(names)) for passage, names in d["questions"])
    codings, doubts = tuple(Coding(*row) for row in d["suggestions"]), tuple(Doubt(*row) for row in d["doubts"])
    return Interview(name, language, seconds, words, passages, codings, moods, questions, doubts)
