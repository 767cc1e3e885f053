"""5-journey.html in a real browser: clicked, steered by keys, filtered, printed. Skipped where there is no Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.files.maps.journey_page import journey_page
from pipeline.method.sample.sample import Participant
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import CODES, codebook, phase_model, study
from tests.files.maps.browser import CHROMIUM, Browser
from tests.method.journey.test_journey import TALKS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

PANEL = "document.querySelector('.panel')"
FOCUS = "(e => e.dataset.lane ? e.dataset.lane + ' ' + e.dataset.stage : e.id || e.tagName)(document.activeElement)"


def told() -> Study:
    """Six interviews: three fairs, three demos; one says what a page must not believe."""
    talks = dict.fromkeys(("s01", "s03", "s05"), TALKS["s01"]) | dict.fromkeys(("s02", "s04"), TALKS["s02"])
    talks["s06"] = "I: What happened back then?\nB: Back then we had grown <img src=x onerror=alert(1)> & </script> so much."
    people = {name: Participant(name, "B", ("B",), (), (("role", "Owner" if name < "s03" else "Buyer"),)) for name in talks}
    of = study(talks, settings=Settings(title="Fairs & more"))
    return Study(of.settings, of.codebook, phase_model(), of.interviews, people)


STUDY = told()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    one = Browser(tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The page with the map of all interviews before us."""
    (tmp_path / "map.html").write_bytes(journey_page(STUDY))
    browser.said.clear()
    browser.requests.clear()
    browser.size(1440, 900)
    browser.open(tmp_path / "map.html", "#all")
    yield browser
    assert browser.said == [], "the page complains"
    assert {address.split(":", 1)[0] for address in browser.requests} <= {"file"}


def quotes(page: Browser) -> list[str]:
    found: list[str] = page.run(
        f"[...{PANEL}.querySelectorAll('blockquote')].map(b => b.querySelector('p:not(.asked)').textContent)"
    )
    return found


def cell(lane: str, stage: int) -> str:
    return f"#all tr.{lane} td[data-stage='{stage}']"


def count_of(page: Browser, label: str, lane: str, stage: int) -> str | None:
    script = (
        f"[...document.querySelectorAll(\"{cell(lane, stage)} li\")].filter(l => !l.hidden && l.textContent.includes('{label}'))"
    )
    found: str | None = page.run(f"({script}.map(l => l.querySelector('.n').textContent)[0])")
    return found


def place_of(code: str) -> tuple[int, list[str]]:
    """The stage of the map of all interviews in which most interviews report a code, and the words they do it in."""
    found = [
        (len(item.interviews), place, [STUDY.passages[s.passage].text for s in item.statements])
        for place, stage in enumerate(STUDY.whole_journey.stages)
        for items in stage.lanes.values()
        for item in items
        if item.code == code
    ]
    _, place, words = max(found, key=lambda entry: entry[0])
    return place, words


def test_it_opens_one_map_and_scrolls_sideways_at_no_width(page: Browser) -> None:
    for width in (1280, 1440, 1920):
        page.size(width, 900)
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.run("[...document.querySelectorAll('section.map')].filter(s => !s.hidden).map(s => s.id)") == ["all"]
    wide = "e.scrollWidth > e.clientWidth + 12 && getComputedStyle(e).display == 'block'"
    assert page.run(f"[...document.querySelectorAll('td *')].filter(e => {wide}).length") == 0


def test_a_click_on_an_entry_opens_its_quotes_verbatim_with_who_said_them(page: Browser) -> None:
    stage, words = place_of("trigger.growth")
    page.click(cell("steps", stage) + " li b")
    assert page.run(f"!{PANEL}.hidden")
    assert set(words) <= set(quotes(page))
    sources = page.run(f"[...{PANEL}.querySelectorAll('footer')].map(f => f.textContent)")
    assert any(re.match(r"s06, B, Buyer.* · Growth · [▲▼]? ?suggested°", source) for source in sources)
    assert page.run(f"{PANEL}.querySelector('h3.here').textContent").startswith("Growth")
    assert page.run(f"{PANEL}.querySelectorAll('img, script').length") == 0
    page.click(".panel button")
    assert page.run(f"{PANEL}.hidden")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_keys_do_what_clicks_do(page: Browser, key: str) -> None:
    page.run("document.querySelector('#tab-all').focus()")
    for _ in range(12):
        page.press("Tab")
        if page.run("document.activeElement.getAttribute('role')") == "gridcell":
            break
    assert page.run(FOCUS) == "feelings 0"
    page.press("ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft")
    assert page.run(FOCUS) == "steps 0"
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.press(key)
    assert page.run(f"!{PANEL}.hidden")
    assert page.run(FOCUS) == "panel-title"
    assert quotes(page)
    page.press("Escape")
    assert page.run(f"{PANEL}.hidden")
    assert page.run(FOCUS) == "steps 0"
    page.press("End")
    assert page.run(FOCUS) == "steps 2"
    assert page.run("document.querySelectorAll('#all td[tabindex=\"0\"]').length") == 1


def test_the_feelings_lead_to_what_was_good_and_bad(page: Browser) -> None:
    felt = [(place, stage) for place, stage in enumerate(STUDY.whole_journey.stages) if stage.feeling.value is not None]
    place, stage = felt[0]
    page.click(cell("feelings", place))
    assert len(quotes(page)) == sum(s.valence != 0 for s in stage.statements)
    page.press("Escape")


def test_a_filter_counts_again_and_says_so(page: Browser) -> None:
    stage, _ = place_of("trigger.growth")
    assert count_of(page, "Growth", "steps", stage) == "6 of 6°"
    page.choose("#all select[name=role]", "Owner")
    assert count_of(page, "Growth", "steps", stage) == "2 of 2°"
    assert page.run("document.querySelector('#all .shown').textContent").startswith("Filtered view: Owner (")
    page.choose("#all select[name=interview]", "s01")
    assert count_of(page, "Growth", "steps", stage) == "1 of 1°"
    page.choose("#all select[name=family]", "need")
    assert count_of(page, "Growth", "steps", stage) is None
    page.click("#all .tools button")
    assert count_of(page, "Growth", "steps", stage) == "6 of 6°"
    assert page.run("document.querySelector('#all .shown').textContent") == ""


def test_a_filter_holds_for_the_quotes_and_the_curve_too(page: Browser) -> None:
    stage, _ = place_of("trigger.growth")
    dots = "document.querySelectorAll('#all .curve .one').length"
    everybody = page.run(dots)
    lines = "[...document.querySelectorAll('#all .curve path')].map(p => [p.getAttribute('class'), p.getAttribute('d')])"
    before = page.run(lines)
    page.choose("#all select[name=interview]", "s06")
    assert page.run(dots) < everybody
    page.click(cell("steps", stage) + " li:not([hidden]) b")
    assert [words for words in quotes(page) if "<img src=x onerror=alert(1)> & </script>" in words] == quotes(page)
    page.press("Escape")
    page.click("#all .tools button")
    assert page.run(dots) == everybody
    assert page.run(lines) == before


def test_the_script_draws_the_curve_that_is_in_the_file(page: Browser) -> None:
    found = "document.querySelectorAll('#all .curve .mean, #all .curve .value')"
    points = f"[...{found}].map(e => [e.getAttribute('class'), e.textContent])"
    before = page.run(points)
    page.choose("#all select[name=interview]", "s01")
    page.click("#all .tools button")
    assert page.run(points) == before


def test_tabs_change_maps_by_click_and_key(page: Browser) -> None:
    shown = "[...document.querySelectorAll('section.map')].filter(s => !s.hidden).map(s => s.id)"
    first = STUDY.jobs[0].id
    page.click(f"#tab-{first}")
    assert page.run(shown) == [first]
    assert page.run("location.hash") == f"#{first}"
    page.run("location.hash = '#all'")
    page.run("new Promise(requestAnimationFrame)")
    assert page.run(shown) == ["all"]
    page.click(f"#tab-{first}")
    page.press("ArrowLeft")
    assert page.run(shown) == ["all"]
    page.press("Home")
    assert page.run(shown) == [first]
    assert page.run("document.querySelectorAll('[role=tab][aria-selected=true]').length") == 1


def test_more_opens_and_closes_and_is_no_click_on_the_cell(page: Browser) -> None:
    lists = page.run(
        "[...document.querySelectorAll('#all td')].map(td => [td.dataset.lane, td.dataset.stage,"
        "[...td.querySelectorAll('li')].filter(l => l.getClientRects().length).length, td.querySelectorAll('li').length])"
    )
    lane, stage, shown, there = next(entry for entry in lists if entry[3] > entry[2])
    page.click(cell(lane, stage) + " .more")
    visible = f'[...document.querySelectorAll("{cell(lane, stage)} li")].filter(l => l.getClientRects().length).length'
    assert page.run(visible) == there
    assert page.run(f"{PANEL}.hidden")
    page.click(cell(lane, stage) + " .more")
    assert page.run(visible) == shown


def test_it_prints_on_one_sheet_of_a3(page: Browser) -> None:
    pdf = page.pdf()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 119[01][\d.]* 84[12]", pdf)


def test_words_can_be_read_against_what_they_stand_on(page: Browser) -> None:
    """Contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3) for every text that is shown."""
    script = """(() => {
      const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
      const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
      const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
        if (c.length === 3 || c[3] > .99) return c; } return [255, 255, 255]; };
      const bad = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const e = walk.currentNode.parentElement;
        if (!walk.currentNode.textContent.trim() || !e.getClientRects().length || e.closest('svg, script, .skip')) continue;
        const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
        if ((a + .05) / (b + .05) < 4.5) bad.push(e.className + ': ' + e.textContent.slice(0, 20));
      }
      return bad; })()"""
    assert page.run(script) == []


@pytest.mark.parametrize(("phases", "interviews"), [(2, 30), (7, 3)])
def test_few_and_many_phases_many_interviews_and_very_long_words_stay_in_their_cells(
    browser: Browser, tmp_path: Path, phases: int, interviews: int
) -> None:
    long = CODES.replace("label: {en: Fair, de: Messe}", f"label: {{en: {'Fachmesse' * 15}, de: Messe}}")
    talks = {f"i{number:02}": TALKS["s01" if number % 2 else "s02"] for number in range(interviews)}
    of = study(talks, codebook(long))
    known = phase_model().phases
    more = tuple(
        replace(known[0], id=f"more{n}", label={"en": "Vertragsverlängerungsverhandlung " * 2}) for n in range(phases - 3)
    )
    model = replace(phase_model(), phases=(*known, *more)[:phases] if phases > 2 else known[1:])
    (tmp_path / "map.html").write_bytes(journey_page(replace(of, phase_model=model)))
    browser.said.clear()
    for width in (1280, 1440, 1920):
        browser.size(width, 900)
        browser.open(tmp_path / "map.html", "#all")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        edge = "getBoundingClientRect().right"
        inside = f"[...td.querySelectorAll('li, li b, .n')].every(e => e.{edge} <= td.{edge} + 1)"
        assert browser.run(f"[...document.querySelectorAll('#all td')].every(td => {inside})")
    assert browser.run("document.querySelectorAll('#all .grid thead th').length") == phases + 1
    assert browser.said == []
