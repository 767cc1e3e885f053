"""A list of codes from Taguette, or one like it, becomes a codebook."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.codebook.codebooks import read_codebook
from pipeline.files.codebook.taguette import import_taguette
from pipeline.files.tables import table
from pipeline.method.codebook.codebook import Codebook


def made(text: str | bytes) -> Codebook:
    data, problems = import_taguette(text if isinstance(text, bytes) else text.encode(), "my tags.csv")
    assert data is not None, [str(problem) for problem in problems]
    codes, problems = read_codebook(data, "made.yaml")
    assert codes is not None, problems
    return codes


def refused(text: str | bytes) -> list[str]:
    data, problems = import_taguette(text if isinstance(text, bytes) else text.encode(), "tags.csv")
    assert data is None
    return [str(problem) for problem in problems]


def test_as_taguette_writes_it() -> None:
    codes = made(
        "tag,parent,description,number of highlights\r\n"
        "trigger,,What set it in motion,0\r\n"
        'trigger.growth,trigger,"More ""work"", more people",12\r\n'
        "Interesting,,,3\r\n"
    )
    assert codes.id == "my_tags"
    assert [(f.id, f.label["en"], f.definition["en"]) for f in codes.families] == [
        ("trigger", "trigger", "What set it in motion"),
        ("codes", "Codes", ""),
    ]
    assert [(c.id, c.label["de"], c.definition["en"]) for c in codes.codes] == [
        ("trigger.growth", "growth", 'More "work", more people'),
        ("codes.interesting", "Interesting", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tag\nAuslöser.Größe",
        "name;description\nAuslöser: Größe;x",
        "path\ttag\nAuslöser/Größe\tGröße",
        "path,name\nAuslöser,Größe",
        "code,parent\nGröße,Auslöser",
        "\ufeffName,Beschreibung\n Auslöser :: Größe ,x\n\n",
    ],
)
def test_family_and_code_are_found_in_other_lists_too(text: str) -> None:
    codes = made(text)
    assert [(f.id, f.label["de"]) for f in codes.families] == [("ausloeser", "Auslöser")]
    assert [(c.id, c.label["de"]) for c in codes.codes] == [("ausloeser.groesse", "Größe")]


def test_windows_umlauts() -> None:
    assert made("tag\nAuslöser.Größe".encode("cp1252")).codes[0].id == "ausloeser.groesse"


def test_deeper_paths_and_names_that_look_alike_have_ids_of_their_own() -> None:
    codes = made("tag\nneed.time.night\nneed.Time\nneed.time!\nneed.2\nyes\n")
    assert [c.id for c in codes.codes] == ["need.time.night", "need.time", "need.time_2", "need.c_2", "codes.yes"]


def test_a_touchpoint_asks_for_its_class() -> None:
    (problem,) = refused("tag,description\ntouchpoint.fair,A fair\nneed.time,x\n")
    assert problem.startswith("tags.csv:2: 'fair' is a touchpoint and needs an EPOMS class. Add a column 'epoms'")
    assert made("tag,epoms\ntouchpoint.fair,Paid\nneed.time,\n").codes[0].epoms == "paid"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column that names the codes"),
        ("a,b\n1,2\n", "no column that names the codes"),
        ("tag\n", "holds no code"),
        ("tag,description\n,lost\nneed.a,\n", "tags.csv:2: has no name"),
        ("tag\nneed.a\nneed.a\n", "tags.csv:3: names 'a' a second time"),
        (b"PK\x03\x04", "tags.csv: is a zip archive"),
    ],
)
def test_what_cannot_be_used_is_named(text: str | bytes, said: str) -> None:
    assert said in refused(text)[0]


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=8))
def test_any_list_gives_a_valid_codebook_or_problems(rows: list[tuple[str, str]]) -> None:
    data, problems = import_taguette(table(("tag", "description"), rows), "tags.csv")
    assert (data is None) == bool(problems)
    assert data is None or read_codebook(data, "made.yaml")[0]
