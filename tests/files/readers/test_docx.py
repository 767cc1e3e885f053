"""Word documents: what is read, and what is refused before it is unpacked."""

from __future__ import annotations

import io
import time

import docx as python_docx
import pytest

from pipeline.files.readers import docx
from pipeline.files.readers.faults import Unreadable
from pipeline.method.talk.turns import Utterance

from .conftest import package, pairs, paragraph, speakers, table, zipped


def test_teams_packs_name_time_and_speech_into_a_paragraph() -> None:
    body = paragraph("Besprechung 12", "Title") + paragraph("Müller, Sabine   0:04\nWie kam es dazu?\nErzählen Sie.")
    said = docx.read(package(body + paragraph("Tom Berger   1:00:07\nDurch Zufall: wirklich.")))
    assert said == (
        Utterance("Müller, Sabine", "Wie kam es dazu? Erzählen Sie.", 4.0),
        Utterance("Tom Berger", "Durch Zufall: wirklich.", 3607.0),
    )


def test_meet_has_times_above_turns() -> None:
    words = ["00:00:00", "Anna Schmidt: How?", "Tom Berger: By chance.", "00:05:00", "Anna Schmidt: And?"]
    said = docx.read(package("".join(map(paragraph, words))))
    assert [(u.speaker, u.start) for u in said] == [
        ("Anna Schmidt", 0.0),
        ("Tom Berger", None),
        ("Anna Schmidt", 300.0),
    ]


def test_a_document_that_python_docx_wrote() -> None:
    document = python_docx.Document()
    document.add_heading("Interview 3", level=0)
    document.add_paragraph("I: Wie war es?")
    document.add_paragraph("B: ").add_run("Gut.").bold = True
    document.sections[0].header.paragraphs[0].text = "B: vertraulich"
    buffer = io.BytesIO()
    document.save(buffer)
    assert pairs(docx.read(buffer.getvalue())) == [("I", "Wie war es?"), ("B", "Gut.")]


def test_tracked_changes_are_accepted() -> None:
    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    gone = "<w:del><w:r><w:delText>was </w:delText><w:t>is</w:t></w:r></w:del>"
    body = f"<w:p>{run('I: It ')}{gone}<w:ins>{run('went')}</w:ins>{run(' well.')}</w:p>"
    merged = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('B: One ')}</w:p><w:p>{run('turn.')}</w:p>"
    moves = f"<w:moveFrom>{run(' gone')}</w:moveFrom><w:moveTo>{run(' here.')}</w:moveTo>"
    moved = f"<w:p>{run('I: Ah')}{moves}</w:p>"
    assert pairs(docx.read(package(body + merged + moved))) == [
        ("I", "It went well."),
        ("B", "One turn."),
        ("I", "Ah here."),
    ]


def test_a_deleted_row_is_gone() -> None:
    rows = table([["I", "How?"], ["B", "So."], ["I", "And?"], ["B", "Well."]])
    first = rows.index("<w:tr>", 20)
    said = docx.read(package(rows[:first] + rows[first:].replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)))
    assert pairs(said) == [("I", "How?"), ("I", "And?"), ("B", "Well.")]


def test_a_table_of_time_speaker_and_text() -> None:
    rows = [
        ["Zeit", "Sprecher", "Text"],
        ["00:10", "Anna", "Wie war es?"],
        ["00:12", "Frau Dr. Meier", "Gut:\nsehr gut."],
    ]
    rows += [["00:20", "Anna", "Und dann?"], ["00:22", "Frau Dr. Meier", "Nichts."]]
    said = docx.read(package(paragraph("Interview 3", "Heading1") + table(rows)))
    assert [(u.speaker, u.text, u.start) for u in said] == [
        ("Anna", "Wie war es?", 10.0),
        ("Frau Dr. Meier", "Gut: sehr gut.", 12.0),
        ("Anna", "Und dann?", 20.0),
        ("Frau Dr. Meier", "Nichts.", 22.0),
    ]


def test_a_table_of_speaker_and_text_below_one_of_metadata() -> None:
    about = table([["Datum", "3.4.2024"], ["Teilnehmer", "Anna, Frau Dr. Meier"], ["Ort", "Köln"]])
    said = docx.read(package(about + table([["I", "Wie war es?"], ["B", "Gut."], ["", "Sehr gut."], ["I", "Aha."]])))
    assert pairs(said) == [("I", "Wie war es?"), ("B", "Gut. Sehr gut."), ("I", "Aha.")]


def test_a_table_of_time_and_text() -> None:
    said = docx.read(package(table([["00:10", "Wie war es?"], ["00:12", "Gut."]])))
    assert said == (Utterance("", "Wie war es?", 10.0), Utterance("", "Gut.", 12.0))


def test_headings_and_bold_lines_ask() -> None:
    body = paragraph("How did it start?", "berschrift2") + paragraph("By chance.") + paragraph("And then?", "berschrift2")
    assert speakers(docx.read(package(body + paragraph("It went on.")))) == ["Interviewer", "Interviewee"] * 2
    body = paragraph("How did it start?", bold=True) + paragraph("By chance.") + paragraph("And then?", bold=True)
    assert [u.question for u in docx.read(package(body + paragraph("It went on.")))] == [True, False] * 2


def test_paragraphs_without_speakers() -> None:
    assert pairs(docx.read(package(paragraph("Wir haben\ngesucht.") + paragraph("Dann gekauft.")))) == [
        ("", "Wir haben gesucht."), ("", "Dann gekauft."),
    ]  # fmt: skip


def test_text_boxes_are_read_once() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('B: In a box.')}</w:txbxContent>"
    inner = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    said = docx.read(
        package(paragraph("I: Where?") + f"<w:p><w:r><mc:AlternateContent {space}>{inner}</mc:AlternateContent></w:r></w:p>")
    )
    assert pairs(said) == [("I", "Where?"), ("B", "In a box.")]


def test_the_main_text_may_have_another_name() -> None:
    relation = b'<x><Relationship Id="1" Type="http://x/officeDocument" Target="word/document2.xml"/></x>'
    document = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{paragraph("I: Hi.")}</w:document>'
    assert pairs(docx.read(zipped({"_rels/.rels": relation, "word/document2.xml": document.encode()}))) == [("I", "Hi.")]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x00\x01\x02 binary", "no Word document"),
        (b"I: Hallo.", "no Word document"),
        (b"PK\x03\x04 broken", "damaged"),
        (package(paragraph("I: Hi."))[:-40], "damaged"),
        (zipped({"a.txt": b"x"}), "no Word document"),
        (zipped({"_rels/.rels": b"<x/>"}), "no Word document"),
        (zipped({"word/document.xml": b"<w:document"}), "no valid XML"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0 doc", "old Word document"),
        (package(paragraph("I: &b;"), BOMB), "document type"),
        (package("<w:p>" * 600 + "</w:p>" * 600), "nested"),
    ],
)
def test_what_is_no_transcript_says_why(data: bytes, what: str) -> None:
    with pytest.raises(Unreadable, match=what):
        docx.read(data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({"word/document.xml": bytes(60_000_000)})
    begin = time.perf_counter()
    with pytest.raises(Unreadable, match="zip bomb"):
        docx.read(bomb)
    assert time.perf_counter() - begin < 0.5


def test_an_entity_bomb_in_another_encoding_is_refused() -> None:
    document = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}<x>&b;</x>'.encode("utf-16")
    with pytest.raises(Unreadable, match="document type"):
        docx.read(zipped({"word/document.xml": document}))


def test_a_paragraph_without_end_is_refused() -> None:
    body = "".join(f"<w:r><w:t>{i:07d} abc</w:t></w:r>" for i in range(100_000))
    with pytest.raises(Unreadable) as caught:
        docx.read(package(paragraph("I: Hi.") + f"<w:p>{body}</w:p>"))
    assert caught.value.fault.place == "paragraph 2"
