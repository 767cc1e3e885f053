"""The floor: what anybody must pay who reads the transcripts and tokenises them with spaCy.

`python benchmarks/floor.py DIR` reads the generated interviews of DIR in the plainest way, splits their text into sentences
at full stops, and runs `spacy.blank(language)` over it. No speakers, no lemmas, no cues, nothing written.
"""

from __future__ import annotations

import html
import re
import sys
import zipfile
from pathlib import Path

import spacy

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TAG = re.compile(r"<[^<>]+>")
_TIMES = re.compile(r"(?m)^(?:WEBVTT|\d+|\d\d:\d\d:\d\d[.,]\d+ --> .*)$\n?")


def main() -> None:
    """Print how many sentences and tokens there are."""
    makers = {language: spacy.blank(language).tokenizer for language in ("de", "en")}
    sentences = tokens = 0
    for path in sorted(Path(sys.argv[1]).iterdir()):
        if path.stem[:2] in makers and path.suffix in (".txt", ".docx", ".vtt", ".srt", ".md"):
            text = _text(path)
            sentences += len(_SENTENCE.split(text))
            tokens += len(makers[path.stem[:2]](text))
    print(sentences, tokens)


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            xml = package.read("word/document.xml").decode()
        return html.unescape(_TAG.sub("", xml.replace("</w:p>", "\n")))
    text = path.read_text(encoding="utf-8-sig")
    return _TIMES.sub("", text) if path.suffix in (".vtt", ".srt") else text


if __name__ == "__main__":
    main()
