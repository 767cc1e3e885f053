"""6-strategies.xlsx: what it shows, that its quotes are verbatim, and that what people fill in survives."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from pipeline.files.forms.forms import FORMS, FormKey
from pipeline.files.strategies.strategies_workbook import strategies_workbook
from pipeline.files.wording import wording
from pipeline.method.review.edits import Edit, Edits
from pipeline.method.strategies.playbook import Play, Playbook, Ranking
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import study

TALKS = {
    "s01": "I: What bothered you?\nB: The fair was awful. I was afraid of the price they would name in the end.",
    "s02": "I: What bothered you?\nB: The fair was terrible. And I was afraid of what it would all cost us then.",
    "s03": "I: And then?\nB: The demo was great and everybody liked it. It was always done on paper by all of us.",
    "s04": "I: And then?\nB: The demo was helpful to the whole team. We were afraid of the bill at the end of it all.",
    "s05": "I: And then?\nB: Nothing else happened that year, we just went on.",
}
PLAYS = (
    Play("repair", ("touchpoint",), {"en": "Repair {label}.", "de": "{label} verbessern."}, effort=2, because={"en": "Staff."}),
    Play("reassure", ("fear",), {"en": "Talk about {label}.", "de": "Über {label} sprechen."}, channels=("content",)),
    Play("spread", ("touchpoint",), {"en": "Spread {label}.", "de": "{label} ausweiten."}),
    Play("unblock", ("obstacle",), {"en": "Remove {label}.", "de": "{label} beseitigen."}),
)
FAIR, PRICE = "repair.touchpoint.fair.winning", "reassure.fear.price.winning"


def example(edits: Iterable[Edit] = (), language: str = "en", most: int = 5) -> Study:
    of = study(TALKS, settings=Settings(language=language))
    return replace(of, playbook=Playbook(PLAYS, Ranking(least=0.5, most=most)), edits=Edits(tuple(edits)))


def filled(key: str, name: str, value: str) -> Edit:
    return Edit("strategies", key, name, value, "3 | What it was about. | and more", "Mia", "1")


def sheets(of: Study) -> dict[str, list[Sequence[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(strategies_workbook(of)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def table(rows: list[Sequence[Any]], language: str = "en") -> list[dict[str, Any]]:
    """The rows under the heading as dictionaries."""
    key = wording(language)("key")
    top = next(place for place, row in enumerate(rows) if key in row)
    return [dict(zip(map(str, rows[top]), row, strict=True)) for row in rows[top + 1 :] if row[-1]]


def test_a_strategy_says_what_where_and_how_many_and_leads_to_quotes() -> None:
    of = example()
    fair = next(row for row in table(sheets(of)["Strategies"]) if row["what to improve (derived)"] == "Repair Fair.")
    assert fair["interviews"] == "2 of 5°"  # nobody has reviewed it
    assert fair["where"].split("\n")[1] == "Fair"
    assert fair["effort proposed (1–3)"] == "2: Staff."
    assert fair["what they say"] == "“The fair was terrible.” (s02, B)\n“The fair was awful.” (s01, B)"
    assert FormKey.parse(fair["key"]) is not None
    book = openpyxl.load_workbook(io.BytesIO(strategies_workbook(of)))
    for sheet in (book["Strategies"], book["Also considered"]):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is not None and cell.hyperlink.location:
                    place = cell.hyperlink.location.rpartition("!")[2]
                    assert row[1 if sheet.title == "Strategies" else 0].value in book["Quotes"][place].value


def test_every_quote_is_verbatim_and_of_a_passage_that_is_named() -> None:
    of = example()
    heads, *rows = sheets(of)["Quotes"]
    place = {head: number for number, head in enumerate(heads)}
    assert rows
    for row in rows:
        passage = of.passages[row[place["passage"]]]
        assert row[place["quote"]] == passage.text
        assert (row[place["interview"]], row[place["speaker"]]) == (passage.interview, passage.speaker)
    resting = sum(len(s.passages) for s in (*of.strategies, *of.considered))
    assert sum(row[place["speaks for"]] == "the need for it" for row in rows) == resting


@pytest.mark.parametrize("language", ["en", "de"])
def test_fields_are_shown_as_they_were_filled_in_in_the_workbooks_language(language: str) -> None:
    say = wording(language)
    typed = [("effort", "3"), ("owner", "Petra"), ("due", "2027-01-31"), ("channel", "abm, content"), ("decision", "do")]
    of = example([filled(FAIR, name, value) for name, value in [*typed, ("note", "=2+2")]], language)
    rows = table(sheets(of)[say("strategies_title")], language)
    row = next(row for row in rows if f":{FAIR}#" in row[say("key")])
    fields = FORMS["strategies"].fields
    channel = "ABM, content" if language == "en" else "ABM, Content"
    assert {name: row[say(head)] for name, head in fields.items()} == {
        "effort": 3, "owner": "Petra", "due": "2027-01-31", "channel": channel, "decision": say("strategies_do"), "note": "=2+2",
    }  # fmt: skip
    key = FormKey.parse(row[say("key")])
    assert key is not None
    assert "-" not in key.shown.values()  # each field is marked as shown


def test_no_field_is_written_that_nobody_filled_in() -> None:
    for name in ("Strategies", "Also considered"):
        for row in table(sheets(example())[name]):
            assert not any(row[wording("en")(head)] for head in FORMS["strategies"].fields.values())


def test_what_was_filled_in_stays_listed_whatever_becomes_of_the_strategy() -> None:
    edits = [
        filled(FAIR, "decision", "drop"),
        filled(PRICE, "owner", "Ali"),
        filled("repair.touchpoint.gone.after", "note", "keep"),
    ]
    found = sheets(example(edits, most=1))
    every = [row for name in ("Strategies", "Also considered", "Earlier") for row in table(found[name])]
    keys = [row["key"].split("#")[0] for row in every]
    assert len(keys) == len(set(keys))
    earlier = {row["key"].split("#")[0]: row for row in table(found["Earlier"])}
    assert earlier[f"strategies:{FAIR}"]["now"] == "you dropped it"
    gone = earlier["strategies:repair.touchpoint.gone.after"]
    assert (gone["what to improve (derived)"], gone["strategy note"]) == ("What it was about.", "keep")
    assert [row["owner"] for row in every if f":{PRICE}#" in row["key"]] == ["Ali"]


def test_the_same_study_gives_the_same_bytes() -> None:
    assert strategies_workbook(example()) == strategies_workbook(example())


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_study_without_a_playbook_says_so(language: str) -> None:
    say = wording(language)
    found = sheets(replace(example(language=language), playbook=Playbook()))
    assert any(say("strategies_none") in row for row in found[say("strategies_title")])


def test_how_it_was_ranked_shows_every_figure() -> None:
    of = example()
    rows = sheets(of)["How ranked"]
    top = next(place for place, row in enumerate(rows) if row[0] == "rank")
    figures = [row[:11] for row in rows[top + 1 :]]
    assert [row[0] for row in figures if row[0]] == [s.rank for s in of.strategies]
    assert [(row[4], row[8], row[10]) for row in figures] == [
        (s.reach, s.effect, s.priority) for s in (*of.strategies, *of.considered)
    ]
