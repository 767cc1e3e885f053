"""5-journey-<job>.svg and .png: the map as a picture."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.maps.journey_picture import HEIGHT, WIDTH, journey_png, journey_svg, pictures
from pipeline.files.maps.journey_type import cut, label, width, wrapped
from pipeline.files.maps.journey_view import View
from pipeline.settings import Settings
from tests.conftest import CODES, codebook, study
from tests.method.journey.test_journey import TALKS

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> list[tuple[float, float, str, float, str]]:
    """x, y, words, size and anchor of every line of text, groups' shifts included."""
    found: list[tuple[float, float, str, float, str]] = []

    def walk(element: ElementTree.Element, inside: bool) -> None:
        for child in element:
            if child.tag == f"{SVG}text" and not inside:
                anchor = child.get("text-anchor", "start")
                found.append(
                    (
                        float(child.attrib["x"]),
                        float(child.attrib["y"]),
                        child.text or "",
                        float(child.attrib["font-size"]),
                        anchor,
                    )
                )
            walk(child, inside or child.tag == f"{SVG}g")

    walk(ElementTree.fromstring(svg), False)
    return found


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_xml_of_a3_proportion_with_its_text_as_text(language: str) -> None:
    of = study(TALKS, settings=Settings(title="A <b> & C", language=language))
    (made,) = pictures(of).values()
    root = ElementTree.fromstring(made)
    _, _, wide, high = (float(n) for n in root.attrib["viewBox"].split())
    assert wide / high == pytest.approx(420 / 297, rel=0.001)
    assert (root.get("width"), root.get("height"), root.get("lang")) == ("420mm", "297mm", language)
    words = " ".join(text for _, _, text, _, _ in texts(made))
    for said in (of.jobs[0].label, "A <b> & C", {"en": "Critical", "de": "Kritische"}[language], "°"):
        assert said in words


def test_nothing_runs_over_the_edge_of_the_sheet() -> None:
    (made,) = pictures(study(TALKS)).values()
    for x, y, words, size, anchor in texts(made):
        left = x - (width(words, size) if anchor == "end" else width(words, size) / 2 if anchor == "middle" else 0)
        assert left >= 0
        assert left + width(words, size) <= WIDTH + 1
        assert 0 < y < HEIGHT


def test_a_word_longer_than_its_cell_is_broken_and_the_sheet_still_holds_everything() -> None:
    long = CODES.replace("label: {en: Growth, de: Wachstum}", f"label: {{en: {'Donaudampfschifffahrt' * 12}, de: Wachstum}}")
    (made,) = pictures(study(TALKS, codebook(long))).values()
    lines = [(x, words, size) for x, _, words, size, _ in texts(made) if "Donaudampf" in words]
    assert len(lines) > 2
    assert all(x + width(words, size) <= WIDTH for x, words, size in lines)


def test_the_same_study_makes_the_same_bytes_and_names_follow_the_jobs() -> None:
    of = study(TALKS)
    assert pictures(of) == pictures(study(TALKS))
    assert list(pictures(of)) == [f"5-journey-{job.id}.svg" for job in of.jobs]
    assert list(pictures(study("I: Hello?\nB: It rained."))) == ["5-journey-all.svg"]


def test_a_png_is_the_same_every_time_and_shows_more_than_paper() -> None:
    of = study(TALKS)
    svg = journey_svg(View(of), of.whole_journey)
    png = journey_png(svg, 800)
    assert png == journey_png(svg, 800)
    assert struct.unpack(">II", png[16:24]) == (800, 567)
    without = ElementTree.tostring(_bare(svg))
    assert len(journey_png(without, 800)) < len(png) / 2, "text is drawn with the font that travels with the package"


def _bare(svg: bytes) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    for parent in root.iter():
        for child in [child for child in parent if child.tag == f"{SVG}text"]:
            parent.remove(child)
    return root


def test_widths_are_those_of_helvetica() -> None:
    assert width("Hello, World", 1000) == pytest.approx(
        722 + 556 + 222 + 222 + 556 + 278 + 278 + 944 + 556 + 333 + 222 + 556, abs=12
    )


@given(st.text(max_size=80), st.floats(30, 300), st.integers(0, 3))
def test_lines_keep_to_their_room_and_lose_nothing_unless_they_are_cut(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, 10, most=most)
    assert all(width(line, 10) <= room or len(line) <= 1 for line in lines)
    whole = "".join(text.split())
    if most and len(lines) == most and lines[-1].endswith("…"):
        assert whole.startswith("".join("".join(lines).split()).removesuffix("…")[:-1]) or "…" in text
    else:
        assert "".join("".join(lines).split()) == whole


@given(st.text(max_size=60), st.floats(20, 200))
def test_what_is_cut_fits(text: str, room: float) -> None:
    assert width(cut(text, room, 10), 10) <= room


@given(st.text())
def test_any_text_is_xml(text: str) -> None:
    ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{label(0, 0, text, 10)}</svg>')
