"""No word is ever lost: what was said, rendered in any layout, comes back whole and in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.readers import docx, srt, text, vtt
from pipeline.method.talk.turns import Utterance

from .conftest import package, paragraph, table

Turn = tuple[str, str]
Turns = Sequence[Turn]

TALK = (
    "wir haben lange gesucht und dann nichts gefunden ehrlich (lacht) [seufzt] **lacht** 10:30 Excel: Budget: nein; "
    "Er sagte: Also eins: Vorher: well, so: z. B. 3.000 € „Lösung“ – 😅 A: #1 & <b AT&T -> I'm C++ 50% Müller, (...) ..."
)
WORDS = TALK.split()
NAMES = [("I", "B"), ("INTERVIEWER", "PRIYA"), ("Anna Schmidt", "Frau Dr. Meier-Schulz"), ("Müller, Sabine", "Tom 🌻")]


def clock(n: int) -> str:
    return f"{n // 60:02d}:{n % 60:02d}"


@st.composite
def talks(draw: st.DrawFn) -> list[Turn]:
    """Two people who alternate; each turn opens and ends as talk does."""
    names = draw(st.sampled_from(NAMES))
    turns = draw(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=8, max_size=20))
    return [(names[n % 2], " ".join(["ja,", *words, "genau."])) for n, words in enumerate(turns)]


def each(form: str, gap: str = "\n") -> Callable[[Turns], bytes]:
    """A layout: each turn in a form, with a gap between them."""

    def render(turns: Turns) -> bytes:
        filled = (
            form.format(name=name, words=words, time=clock(n), next=clock(n + 1), n=n) for n, (name, words) in enumerate(turns)
        )
        return gap.join(filled).encode()

    return render


TEXTS = {
    "plain": each("{name}: {words}"),
    "paragraphs": each("{name}: {words}", "\n\n"),
    "f4": each("{name}: {words} #00:{time}-4#"),
    "bracketed time": each("[00:{time}] {name}: {words}"),
    "time after name": each("{name} [00:{time}]: {words}"),
    "parentheses": each("({time}) {name}: {words}"),
    "bare time": each("{time} {name}: {words}"),
    "bold with colon": each("**{name}:** {words}", "\n\n"),
    "bold before colon": each("**{name}**: {words}", "\n\n"),
    "underscores": each("__{name}__: {words}"),
    "otter": each("{name}  {time}\n{words}", "\n\n"),
    "otter in parentheses": each("{name} ({time}):\n{words}", "\n\n"),
    "zoom": each("{name} 00:{time}\n{words}", "\n\n"),
    "meet": each("00:{time}\n\n{name}: {words}", "\n\n"),
    "name alone": each("{name}\n{words}", "\n\n"),
    "colon and tab": each("{name}:\t{words}"),
    "tab": each("{name}\t{words}"),
    "bold without colon": each("**{name}** {words}", "\n\n"),
    "brackets": each("[{name}] {words}"),
}
CUES = {
    "named": each("{n}\n00:{time},000 --> 00:{next},000\n{name}: {words}\n"),
    "bracketed": each("{n}\n00:{time},000 --> 00:{next},000\n[{name}] {words}\n"),
}


def spoken(utterances: Sequence[Utterance]) -> list[Turn]:
    """The turns: utterances of one speaker in a row joined."""
    found: list[Turn] = []
    for one in utterances:
        if found and found[-1][0] == one.speaker:
            found[-1] = (one.speaker, f"{found[-1][1]} {one.text}")
        else:
            found.append((one.speaker, one.text))
    return found


@pytest.mark.parametrize("layout", TEXTS)
@given(talk=talks())
def test_text(layout: str, talk: list[Turn]) -> None:
    assert spoken(text.read(TEXTS[layout](talk))) == talk


@pytest.mark.parametrize("layout", CUES)
@given(talk=talks())
def test_subtitles(layout: str, talk: list[Turn]) -> None:
    talk = [(name, words.replace("<b", "b")) for name, words in talk]
    assert spoken(srt.read(CUES[layout](talk))) == talk


@given(talk=talks())
def test_voices(talk: list[Turn]) -> None:
    render = each("00:{time}.000 --> 00:{next}.000\n<v {name}>{words}</v>\n")
    written = [(name, words.replace("&", "&amp;").replace("<", "&lt;")) for name, words in talk]
    assert spoken(vtt.read(b"WEBVTT\n\n" + render(written))) == talk


@given(talk=talks())
def test_word(talk: list[Turn]) -> None:
    teams = "".join(paragraph(f"{name}   {clock(n)}\n{words}") for n, (name, words) in enumerate(talk))
    assert spoken(docx.read(package(teams))) == talk
    rows = [(clock(n), name, words) for n, (name, words) in enumerate(talk)]
    assert spoken(docx.read(package(table(rows)))) == talk
    assert spoken(docx.read(package(table([row[1:] for row in rows])))) == talk


@given(talk=talks())
def test_nobodys_paragraphs(talk: list[Turn]) -> None:
    said = text.read("\n\n".join(words for _, words in talk).encode())
    assert [(u.speaker, u.text) for u in said] == [("", words) for _, words in talk]


@given(talk=talks())
def test_edited_interview(talk: list[Turn]) -> None:
    lines = [f"## How was it {n}?" if n % 2 == 0 else words for n, (_, words) in enumerate(talk)]
    said = text.read("\n\n".join(lines).encode())
    assert [u.question for u in said] == [n % 2 == 0 for n in range(len(talk))]
    assert [u.text for u in said if not u.question] == [words for n, (_, words) in enumerate(talk) if n % 2]
