"""report.docx: what it says, that its quotes are verbatim, that Word can read it, that its bytes are always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from pipeline.files.folders import shipped
from pipeline.files.maps.journey_picture import journey_png, pictures
from pipeline.files.report.report import report
from pipeline.files.report.report_template import open_template
from pipeline.files.sealing import edited
from pipeline.method.review.decisions import Verdict
from pipeline.method.sample.sample import Participant
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import decide, study

ANNA = """
    I: What happened?
    B: Back then we had grown so much that nobody could plan the day.
    B: Purchasing was afraid of a rollout like the one before.
    B: The fair in Hanover was terrible, just terrible.
    B: Then the demo was great and really helpful, so we compare nothing else.
    I: And after you bought?
    B: Since then we finally save time every single morning in the office.
"""
TOM = """
    I: What happened?
    B: Back then we grew by two new sites & lost sight <of it>.
    B: The fair was awful for us, I walked away.
"""
PEOPLE = {"a1": Participant("a1", "Anna", ("B",), (), (("company", "Prohl"), ("industry", "lifts"), ("role", "Owner")))}


@lru_cache
def pngs() -> dict[str, bytes]:
    """One picture for every map, so that little is drawn."""
    return {name: journey_png(svg, 80) for name, svg in pictures(of()).items()}


class SmallMaps(dict[str, bytes]):
    """The same picture whatever map is asked for."""

    def __missing__(self, name: str) -> bytes:
        return next(iter(pngs().values()))


def template() -> Any:
    ours = shipped("report_template.docx").read_bytes()
    return open_template(ours, ours, "template")


def of(language: str = "en", **more: Any) -> Study:
    made = study({"a1": ANNA, "a2": TOM}, settings=Settings(title="Fairs & Co", language=language))
    return replace(made, participants=PEOPLE, **more)


def made(told: Study, pictures_: Mapping[str, bytes] | None = None) -> bytes:
    return report(told, template(), pictures_ or SmallMaps())


def document(data: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(data))


def words(data: bytes) -> str:
    opened = document(data)
    cells = [c.text for table in opened.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


def headings(data: bytes, level: int) -> list[str]:
    return [p.text for p in document(data).paragraphs if p.style.name == f"Heading {level}"]


def test_its_chapters() -> None:
    chapters = headings(made(of()), 1)
    assert chapters[:2] == ["Summary", "Method and sample"]
    assert chapters[-6:] == [
        "Touchpoints", "Journey maps", "Strategies", "Limits", "Appendix A: codebook", "Appendix B: interviews",
    ]  # fmt: skip
    assert [name[:5] for name in chapters[2:-6]] == [f"Job {n + 1}" for n in range(len(of().jobs))]


def test_each_job_answers_the_seven_questions_in_german_too() -> None:
    data = made(of("de"))
    asked = headings(data, 3)
    assert asked.count("Warum keine Alternative?") == len(of("de").jobs)
    assert asked.count("Was können sie heute, was sie vorher nicht konnten?") == len(of("de").jobs)
    assert "Ergebnisse aus 2 Kundeninterviews" in words(data)


def test_every_quote_is_verbatim_with_interview_and_speaker() -> None:
    told = of()
    said = {(p.text, p.interview) for p in told.passages.values()}
    quotes = [p for p in document(made(told)).paragraphs if p.style.name == "Quote" and p.text.startswith(("“", "„"))]
    assert quotes
    for quote in quotes:
        text, source = quote.runs[0].text[1:-1], quote.runs[1].text.strip()
        assert (text, source.split(",")[0]) in said
    assert any(quote.runs[1].text.strip() == "a1, B (Owner)" for quote in quotes)


def test_counts_are_of_interviews_and_marked_until_somebody_has_reviewed() -> None:
    assert "Most shared trigger: Growth (2 of 2°)" in words(made(of()))
    assert "Draft. Nobody has reviewed the coding yet" in words(made(of()))
    plain = of()
    yes = [decide(plain, text, "trigger.growth", Verdict.ACCEPT) for text in ("grown so much", "two new sites")]
    reviewed = words(made(replace(plain, decisions=tuple(yes))))
    assert "Most shared trigger: Growth (2 of 2)" in reviewed
    assert "A person has reviewed" in reviewed


def test_a_question_that_nobody_answers_is_called_a_gap() -> None:
    assert "That is a gap of the evidence, no finding." in words(made(of()))


def test_the_matrix_is_a_table_with_coloured_cells_and_a_repeated_heading() -> None:
    (matrix,) = [
        t for t in document(made(of())).tables if [c.text for c in t.rows[0].cells][1:] == ["Before", "Looking", "Using"]
    ]
    fair = next(row for row in matrix.rows if row.cells[0].text == "Fair")
    assert any("−" in cell.text and "2" in cell.text for cell in fair.cells[1:])
    assert "w:fill" in fair._tr.xml
    assert "w:tblHeader" in matrix.rows[0]._tr.xml
    assert "w:tblHeader" not in matrix.rows[1]._tr.xml


def test_pictures_have_words_for_those_who_do_not_see_them() -> None:
    xml = zipfile.ZipFile(io.BytesIO(made(of()))).read("word/document.xml").decode()
    assert xml.count("<pic:pic") == max(1, len(of().jobs))
    assert "Feelings by phase" in xml.split("<wp:docPr", 1)[1].split("/>", 1)[0]


def test_the_table_of_contents_names_every_chapter_and_leads_there() -> None:
    data = made(of())
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    listed = [p.text for p in document(data).paragraphs if p.style.name.lower() == "toc 1"]
    assert listed == headings(data, 1)
    for anchor in xml.split('w:anchor="')[1:]:
        assert f'w:name="{anchor.split(chr(34))[0]}"' in xml


def test_pages_are_a4_and_the_maps_lie_across() -> None:
    sections = document(made(of())).sections
    assert [s.page_width > s.page_height for s in sections] == [False, True, False]
    assert round(sections[0].page_width.cm) == 21
    assert all(s.header.paragraphs[0].text == "Fairs & Co" for s in sections)
    assert all("NUMPAGES" in s.footer.paragraphs[0]._p.xml for s in sections)
    assert sections[0].different_first_page_header_footer


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_same_study_gives_the_same_bytes(language: str) -> None:
    first = made(of(language))
    assert first == made(of(language))
    assert not edited(first)
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_study_without_codings_still_has_a_report() -> None:
    bare = study("I: Hello?\nB: Nothing to see here, is there really anything at all, \x0b no.")
    text = words(report(bare, template(), SmallMaps()))
    assert "Findings from one customer interview" in text
    assert "No claim rests on two or more interviews yet." in text
    assert "No strategy could be derived yet." in text


def test_suggestions_that_do_not_count_are_told_and_never_called_reviewed() -> None:
    counting = of()
    left_out = replace(counting, settings=replace(counting.settings, count_unreviewed=False))
    waiting = sum(coding.status == "suggested" for coding in left_out.codings)
    assert waiting > 0
    text = words(made(left_out))
    assert f"nobody has reviewed yet ({waiting})" in text
    assert "All 0 codings" not in text
    assert "Not counted" not in words(made(counting))


def test_marks_of_ours_in_a_title_are_only_words() -> None:
    odd = replace(of(), settings=Settings(title="{{contents}} {{picture1}} {{header}}"))
    assert document(made(odd)).paragraphs[0].text.replace("\u200b", "") == "{{contents}} {{picture1}} {{header}}"
