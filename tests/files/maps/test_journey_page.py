"""5-journey.html as a file: self-contained, safe, verbatim, with the counts of the tables."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from pipeline.files.maps.journey_page import journey_page
from pipeline.files.maps.journey_view import ALL_LANES
from pipeline.files.tables import codings_table, touchpoints_table
from pipeline.method.review.decisions import Verdict
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import decide, study
from tests.method.journey.test_journey import TALKS

EVIL = "I: What happened back then?\nB: Back then we had grown </script><script>alert(1)</script> & \u2028 <b>much</b> {n}."
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}


class Reader(HTMLParser):
    """Elements, attributes and texts of a page; complains of tags that do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        assert len(named) == len(attrs), f"an attribute twice in {tag}"
        self.tags.append((tag, named))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_of(of: Study) -> str:
    return journey_page(of).decode()


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    plain: dict[str, Any] = json.loads(found[1])
    return plain


def rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))


@pytest.fixture(params=["en", "de"])
def made(request: pytest.FixtureRequest) -> tuple[Study, str]:
    of = study(TALKS, settings=Settings(title="Fairs & more", language=request.param))
    return of, page_of(of)


def test_it_is_well_formed_in_the_study_s_language_with_headings_in_order(made: tuple[Study, str]) -> None:
    of, page = made
    reader = Reader(page)
    assert reader.tags[0] == ("html", {"lang": of.settings.language})
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {
        attributes[key] for _, attributes in reader.tags for key in ("aria-controls", "aria-labelledby") if key in attributes
    }
    assert named <= set(ids)


def test_it_fetches_nothing_and_its_policy_allows_only_its_own_style_and_script(made: tuple[Study, str]) -> None:
    reader = Reader(made[1])
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\(|@import", made[1])
    for _, attributes in reader.tags:
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#")
    (policy,) = [a["content"] for tag, a in reader.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy
    for kind, text in (("style", r"<style>(.*?)</style>"), ("script", r"<script>(.*?)</script>")):
        (own,) = re.findall(text, made[1], re.DOTALL)
        assert f"{kind}-src 'sha256-{base64.b64encode(sha256(own.encode()).digest()).decode()}'" in policy


def test_what_people_said_is_text_whatever_it_is(made: tuple[Study, str]) -> None:
    of = study({"s01": EVIL}, settings=made[0].settings)
    page = page_of(of)
    assert "<script>alert" not in page
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "<b>much" not in page
    (said,) = [p.text for p in of.passages.values() if "grown" in p.text]
    assert any(row[3] == said for row in data_of(page)["passages"].values())
    assert any(said in text for text in Reader(page).texts)


def test_every_quote_is_verbatim_and_names_its_interview_speaker_and_time(made: tuple[Study, str]) -> None:
    of, page = made
    plain = data_of(page)
    assert plain["passages"]
    for key, (interview, speaker, _, text, question, _) in plain["passages"].items():
        passage = of.passages[key]
        assert (interview, speaker, text, question) == (passage.interview, passage.speaker, passage.text, passage.question)
    quotes = re.findall(r"<q [^>]*>(.*?)</q>", page)
    assert quotes
    known = {p.text for p in of.passages.values()}
    assert {unescape(quote)[1:-1] for quote in quotes} <= known


def test_every_cell_counts_as_the_tables_do(made: tuple[Study, str]) -> None:
    of, page = made
    plain = data_of(page)
    codings = rows(codings_table(of.codings, of.passages))
    mentions = rows(touchpoints_table(of.touchpoints, of.passages, of.codebook, of.settings.language, of.qualities))
    everyone = plain["maps"][-1]
    assert everyone["job"] == "all"
    for stage, phase in zip(everyone["stages"], of.phase_model.ids, strict=True):
        for lane in ("steps", "information", "criteria", "roles"):
            for _, numbers in stage["cells"][lane]:
                (code,) = {plain["statements"][n][1] for n in numbers}
                told = {row["passage"] for row in codings if (row["code"], row["phase"]) == (code, phase)}
                assert {plain["statements"][n][0] for n in numbers} == told
        for _, numbers in stage["cells"]["touchpoints"]:
            (code,) = {plain["statements"][n][1] for n in numbers}
            told = {r["passage"] for r in mentions if (f"touchpoint.{r['touchpoint']}", r["phase"]) == (code, phase)}
            assert {plain["statements"][n][0] for n in numbers} == told
    assert sum(len(stage["all"]) for stage in everyone["stages"]) == len(of.counted)


def test_entries_show_how_many_of_how_many_what_is_unreviewed_and_what_rests_on_one(made: tuple[Study, str]) -> None:
    of, page = made
    word = {"en": "of", "de": "von"}[of.settings.language]
    everyone = page.split('<section class="map" id="all"')[1]
    entries = re.findall(r'<li class="([^"]*)" data-i="\d+">(?:<svg|<i class="dot">).*?<span class="n">([^<]*)</span>', everyone)
    assert entries
    for classes, count in entries:
        assert re.fullmatch(rf"[12] {word} 2°", count)
        assert ("single" in classes.split()) == count.startswith("1")


def test_what_everybody_confirmed_is_not_marked() -> None:
    before = study({"s01": "I: What happened?\nB: Back then we had grown."})
    after = study({"s01": "I: What happened?\nB: Back then we had grown."},
                  decisions=[decide(before, "had grown", "trigger.growth", Verdict.ACCEPT)])  # fmt: skip
    assert re.search(r'<span class="n">1 of 1°</span>', page_of(before))
    assert not re.search(r'<span class="n">[^<]*°</span>', page_of(after))


def test_cells_say_where_they_are_and_hold_what_the_script_knows(made: tuple[Study, str]) -> None:
    plain = data_of(made[1])
    for number, one in enumerate(plain["maps"]):
        table = made[1].split(f'data-map="{number}"><thead>')[1].split("</table>")[0]
        cells = re.findall(r'<td role="gridcell"[^>]*data-stage="(\d+)" data-lane="(\w+)">(.*?)</td>', table)
        assert [(int(stage), lane) for stage, lane, _ in cells] == [
            (stage, lane) for lane in ALL_LANES for stage in range(len(one["stages"]))
        ]
        for stage, lane, inner in cells:
            if lane != "feelings":
                assert len(re.findall(r"<li ", inner)) == len(one["stages"][int(stage)]["cells"][lane])


def test_the_curve_is_told_in_words_and_as_a_table(made: tuple[Study, str]) -> None:
    of, page = made
    words = {"en": "no judgement", "de": "keine Wertung"}[of.settings.language]
    curves = re.findall(r'<svg class="curve"[^>]*aria-label="([^"]*)"', page)
    assert len(curves) == len(of.journeys) + 1
    felt = [stage.feeling.value is not None for stage in of.whole_journey.stages]
    assert curves[-1].count(words) == felt.count(False)
    assert page.count('<th scope="row">s01</th>') >= 2


def test_without_a_job_there_is_the_map_of_all_interviews_and_a_word_about_it() -> None:
    page = page_of(study("I: Hello?\nB: We only talked about the weather."))
    assert [one["job"] for one in data_of(page)["maps"]] == ["all"]
    assert "No job has been found yet" in page
    Reader(page)


def test_the_same_study_makes_the_same_bytes(made: tuple[Study, str]) -> None:
    assert journey_page(study(TALKS, settings=made[0].settings)) == made[1].encode()
