"""Interviews to measure with: `python benchmarks/generate.py DIR --interviews 12` writes them into DIR.

The same seed gives the same files, and the first 12 of 200 are the 12. Each has about 8,000 words: a question, then an
answer of 40 to 250 words, and so on for the better part of an hour; every second one German, every second one English; in
turn as .txt (f4), .docx (f4), .vtt, .srt, .md and .txt (Teams). Some sentences of an answer are made from the examples of
the shipped codebook (so that suggestions come up as often as in real talk), most from the patterns of `vocabulary`; slots
are filled with words by Zipf's law, among them compounds and made-up names, so that new words keep coming.
"""

from __future__ import annotations

import argparse
import html
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import yaml
from vocabulary import ENGLISH, GERMAN, Material

__all__ = ["generate", "main"]

CODEBOOK = Path(__file__).resolve().parents[1] / "codebooks" / "b2b_buying_journey.yaml"
WORDS = 8_000  #: of an interview
SEED = 20_261
FROM_EXAMPLES = 0.25  #: share of an answer's sentences made from an example; about a third of the sentences get a suggestion
TAIL, OPENER, NOISE = 0.35, 0.3, 0.02  #: shares of sentences with one
SHORTEST, LONGEST = 40, 250  #: words of an answer
PER_SECOND = 2.5  #: words spoken
CUE_WORDS = 11  #: words of a subtitle
_SLOT = re.compile(r"\{(\w+)\}")
_BATCH = 4096
#: words that are small after an opener ("Well, the ...")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "Der Die Das Den Am Im In Er Wir Wer Und Da Damals Bei Meine Mit Vom Zum Zwischen Unser Ihr Morgens Dann Es "
        "The On And All It That My We Between At He A There Every From Round Our Whoever For Her They You She When This",
    )
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who, what, and from which second to which."""

    speaker: str
    text: str
    start: float
    end: float


class Draw:
    """Picks from a list, the first ones most often (Zipf); in batches, because one by one is slow."""

    def __init__(self, words: Sequence[str], chance: random.Random, steep: float) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (rank + 2) ** steep for rank in range(len(words))))
        self._chance = chance
        self._ready: list[str] = []

    def __call__(self) -> str:
        """The next word."""
        if not self._ready:
            self._ready = self._chance.choices(self._words, cum_weights=self._weights, k=_BATCH)
        return self._ready.pop()


class Speech:
    """Sentences of one language, one after the other.

    Args:
        material: words and patterns.
        examples: sentences that a codebook gives for its codes.
        chance: where the randomness comes from.
    """

    def __init__(self, material: Material, examples: Sequence[str], chance: random.Random) -> None:
        self._chance = chance
        self._openers = material.openers
        self._noises = material.noises
        self._slots: Mapping[str, Draw] = {
            name: Draw(words, chance, steep) for name, (words, steep) in _slot_words(material, chance).items()
        }
        self._patterns = [_SLOT.split(pattern) for pattern in material.patterns]
        self._tails = [_SLOT.split(tail) for tail in material.tails]
        self._questions = [_SLOT.split(question) for question in material.questions]
        self._examples = list(examples)
        self._left: list[str] = []

    def question(self) -> str:
        """What the interviewer asks."""
        text = self._filled(self._chance.choice(self._questions))
        return f"{self._sentence()} {text}" if self._chance.random() < 0.4 else text

    def answer(self, words: int) -> str:
        """About so many words."""
        said: list[str] = []
        count = 0
        while count < words:
            sentence = self._sentence(self._chance.random() < FROM_EXAMPLES)
            said.append(sentence)
            count += sentence.count(" ") + 1
        return " ".join(said)

    def _sentence(self, from_example: bool = False) -> str:
        chance = self._chance
        text = self._example() if from_example else self._filled(chance.choice(self._patterns))
        if chance.random() < (1.0 if from_example else TAIL):  # an example comes back, but never in the same words
            text = text[:-1] + self._filled(chance.choice(self._tails)) + text[-1]
        if chance.random() < OPENER:
            opener = chance.choice(self._openers)
            first = text.partition(" ")[0]
            text = f"{opener} {first.lower() if first in _SMALL else first}{text[len(first) :]}"
        if chance.random() < NOISE:
            text = f"{text} {chance.choice(self._noises)}"
        return text

    def _example(self) -> str:
        """Every example once before any comes again."""
        if not self._left:
            self._left = self._chance.sample(self._examples, len(self._examples))
        return self._left.pop()

    def _filled(self, pieces: Sequence[str]) -> str:
        text = "".join(self._slots[piece]() if place % 2 else piece for place, piece in enumerate(pieces))
        return text[0].upper() + text[1:] if text[0] != "," else text


def _slot_words(material: Material, chance: random.Random) -> dict[str, tuple[Sequence[str], float]]:
    """Slot -> its words, the frequent ones first, and how steeply their frequency falls."""
    slots: dict[str, tuple[Sequence[str], float]] = {name: (words, 0.7) for name, words in material.lists.items()}
    adjectives = material.lists["adj"]
    slots["adj_n"] = ([word + "n" for word in adjectives], 0.7)
    slots["adj_r"] = ([word + "r" for word in adjectives], 0.7)
    slots["adj_v"] = ([word for word in adjectives if word[0] in "aeiou"], 0.7)
    slots["num_c"] = ([word.capitalize() for word in material.lists["num"]], 0.7)
    names = ["".join(chance.choices(material.syllables, k=chance.choice((2, 2, 3)))).capitalize() for _ in range(3000)]
    slots["name"] = (names[:1500], 1.0)
    slots["town"] = (names[1500:], 1.0)
    for name, heads in material.heads.items():
        compounds = [
            modifier + (material.hyphen + head if material.hyphen else head.lower())
            for modifier in material.modifiers
            for head in heads
        ]
        chance.shuffle(compounds)
        slots[name] = ([*heads, *compounds], 0.9)
    return slots


def generate(folder: Path, interviews: int, seed: int = SEED) -> int:
    """Write so many interviews into `folder`.

    Returns:
        the words of all of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    book = yaml.load(CODEBOOK.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    speeches = []
    for language, material in (("de", GERMAN), ("en", ENGLISH)):
        examples = [example for code in book["codes"] for example in code["examples"].get(language, ())]
        chance = random.Random(f"{seed} {language}")
        speeches.append((language, material, Speech(material, examples, chance), chance))
    total = 0
    for number in range(interviews):
        language, material, speech, chance = speeches[number % 2]
        turns = list(_turns(speech, material.labels, chance))
        total += sum(len(turn.text.split()) for turn in turns)
        suffix, layout = LAYOUTS[(number // 2 + 3 * (number % 2)) % len(LAYOUTS)]
        (folder / f"{language}{number + 1:03}{suffix}").write_bytes(layout(turns))
    return total


def _turns(speech: Speech, labels: tuple[str, str], chance: random.Random) -> Iterator[Turn]:
    seconds, count = 0.6, 0
    while count < WORDS:
        length = round(SHORTEST + (LONGEST - SHORTEST) * chance.betavariate(1.6, 2.6))
        for speaker, text in zip(labels, (speech.question(), speech.answer(length)), strict=True):
            words = text.count(" ") + 1
            yield Turn(speaker, text, round(seconds, 1), round(seconds + words / PER_SECOND, 1))
            seconds += words / PER_SECOND + 0.4
            count += words


def _clock(seconds: float, point: str) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{round(seconds % 1 * 1000) % 1000:03}"


def _f4(turns: Sequence[Turn]) -> bytes:
    return "\n\n".join(f"#{_clock(t.start, '-')[:-2]}# {t.speaker}: {t.text}" for t in turns).encode("utf-8-sig")


def _teams(turns: Sequence[Turn]) -> bytes:
    names = {"I": "Mia Brandt", "Q": "Mia Brandt", "B": "Jan Kessler", "A": "Helen Marsh"}
    blocks = (f"{names[t.speaker]}  {int(t.start) // 60}:{int(t.start) % 60:02}  \n{t.text}\n" for t in turns)
    return "\n".join(blocks).encode()


def _markdown(turns: Sequence[Turn]) -> bytes:
    names = {"I": "Interviewerin", "B": "Herr Kessler", "Q": "Interviewer", "A": "Helen"}
    return "\n\n".join(f"**{names[t.speaker]}:** {t.text}" for t in turns).encode()


def _cues(turns: Sequence[Turn]) -> Iterator[tuple[float, float, str]]:
    """Subtitles: a few words each, the speaker's label in front of every one."""
    for turn in turns:
        words = turn.text.split()
        pace = (turn.end - turn.start) / len(words)
        for first, after in pairwise([*range(0, len(words), CUE_WORDS), len(words)]):
            yield turn.start + first * pace, turn.start + after * pace, f"{turn.speaker}: {' '.join(words[first:after])}"


def _vtt(turns: Sequence[Turn]) -> bytes:
    cues = (f"{n}\n{_clock(s, '.')} --> {_clock(e, '.')}\n{text}\n" for n, (s, e, text) in enumerate(_cues(turns), 1))
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def _srt(turns: Sequence[Turn]) -> bytes:
    cues = (f"{n}\n{_clock(s, ',')} --> {_clock(e, ',')}\n{text}\n" for n, (s, e, text) in enumerate(_cues(turns), 1))
    return "\n".join(cues).encode()


_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
}


def _docx(turns: Sequence[Turn]) -> bytes:
    paragraphs = "".join(
        '<w:p><w:pPr><w:spacing w:after="120"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
        f'<w:t xml:space="preserve">{t.speaker}: </w:t></w:r>'
        f"<w:r><w:t>{html.escape(t.text, quote=False)} #{_clock(t.end, '-')[:-2]}#</w:t></w:r></w:p>"
        for t in turns
    )
    document = f'<w:document xmlns:w="{_MAIN}"><w:body>{paragraphs}<w:sectPr/></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in (*_PARTS.items(), ("word/document.xml", document)):
            entry = zipfile.ZipInfo(name)  # without a clock: the same text gives the same bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return out.getvalue()


LAYOUTS: tuple[tuple[str, Callable[[Sequence[Turn]], bytes]], ...] = (
    (".txt", _f4),
    (".docx", _docx),
    (".vtt", _vtt),
    (".srt", _srt),
    (".md", _markdown),
    (".txt", _teams),
)


def main() -> None:
    """Write interviews into a folder."""
    parser = argparse.ArgumentParser(description="Write generated interviews into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--interviews", type=int, default=12)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    print(generate(given.folder, given.interviews, given.seed))


if __name__ == "__main__":
    main()
