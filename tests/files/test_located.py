"""YAML that people edit: every mistake is named with its line, and no file can bring journey down."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.located import Form, filled, located


class Meal(Form):
    dish: str
    spices: tuple[str, ...] = ()
    price: float = 0


class Menu(Form):
    title: str
    meals: tuple[Meal, ...] = ()


def problems(text: str | bytes) -> list[str]:
    document = located(text if isinstance(text, bytes) else text.encode(), "menu.yaml")
    filled(Menu, document, "menu")
    return [str(problem) for problem in document.problems]


def test_a_good_file_becomes_its_form() -> None:
    document = located(b"title: Lunch\nmeals:\n  - {dish: Soup, spices: [salt], price: 3.5}\n", "menu.yaml")
    assert filled(Menu, document, "menu") == Menu(title="Lunch", meals=(Meal(dish="Soup", spices=("salt",), price=3.5),))
    assert document.problems == []


def test_every_value_knows_its_line() -> None:
    document = located(
        b"# a comment\ntitle: Lunch\n\nmeals:\n  - dish: Soup\n  - dish: Stew\n    spices:\n      - salt\n", "menu.yaml"
    )
    assert document.where(("title",)) == "menu.yaml:2"
    assert document.where(("meals", 1, "spices", 0)) == "menu.yaml:8"
    assert document.where(("meals", 1, "spices", 99)) == "menu.yaml:7"  # the nearest around it
    assert document.where(("nothing",)) == "menu.yaml:2"


def test_all_problems_are_reported_at_once() -> None:
    found = problems("titel: Lunch\nmeals:\n  - dish: Soup\n    price: cheap\n  - spices: [salt]\n")
    assert [line.split(" ", 1)[0] for line in found] == ["menu.yaml:1:", "menu.yaml:4:", "menu.yaml:5:", "menu.yaml:1:"]


def test_an_unknown_key_says_which_one_was_meant() -> None:
    assert problems("title: Lunch\nmeels: []") == ["menu.yaml:2: 'meels' is not known. Did you mean 'meals'?"]
    assert problems("title: x\nmeals:\n  - {dish: a, spicess: [b]}") == [
        "menu.yaml:3: 'meals.0.spicess' is not known. Did you mean 'spices'?"
    ]


def test_a_key_that_is_like_nothing_lists_what_there_is() -> None:
    (line,) = problems("title: Lunch\nzzz: 1")
    assert line.endswith("Known here and below: dish, meals, price, spices, title.")


def test_a_key_that_stands_twice() -> None:
    assert problems("title: Lunch\nmeals: []\ntitle: Dinner\n") == [
        "menu.yaml:3: the key 'title' stands twice in the same block. Delete or rename one of the two."
    ]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        (b"title: M\xe4rz", "menu.yaml:1", "not UTF-8"),
        (b"title: a\n\n# M\xe4rz", "menu.yaml:3", "not UTF-8"),
        ("title: Lunch".encode("utf-16"), "menu.yaml:1", "not UTF-8"),
        (b"title: a: b", "menu.yaml:1", "cannot be read as YAML"),
        (b"title: a\nmeals:\n\t- dish: x", "menu.yaml:3", "cannot be read as YAML"),
        (b"title: *nothing", "menu.yaml:1", "cannot be read as YAML"),
        (b"title: a\n---\ntitle: b", "menu.yaml:2", "cannot be read as YAML"),
        (b"title: \x01", "menu.yaml", "cannot be read as YAML"),
        (b"", "menu.yaml", "is empty"),
        (b"# only a comment", "menu.yaml", "is empty"),
        (b"- title", "menu.yaml:1", "is no menu"),
        (b"Lunch", "menu.yaml:1", "is no menu"),
        (b"title: a\nmeals: 7", "menu.yaml:2", "meals"),
        (b"1: a", "menu.yaml:1", ""),
        (b"title: 2024-13-45\nmeals: 7", "menu.yaml:2", "meals"),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_its_place(text: bytes, where: str, what: str) -> None:
    first, *_ = problems(text)
    assert first.startswith(f"{where}: ")
    assert what in first


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm() -> None:
    assert problems("title: Lunch\r\nmeals: []\r\n".encode("utf-8-sig")) == []


@pytest.mark.parametrize("value", ["2024-13-45", "!!int many", "!!float much", "2024-01-01 25:61:00"])
def test_what_looks_like_a_number_or_a_date_and_is_none_is_text(value: str) -> None:
    assert located(f"title: {value}".encode(), "menu.yaml").value == {
        "title": value.rpartition("!! ")[2].split(" ", 1)[-1] if "!!" in value else value
    }


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{new}: &{new} [{','.join(['*' + old] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    (line,) = problems("\n".join(lines))
    assert "repeats itself too often" in line


@pytest.mark.parametrize(
    "text", ["'a: &a [*a]'", "'[' * 200_000", "'[\\n' * 200_000", "'- ' * 100_000 + 'x'", "'{a: ' * 100_000"]
)
def test_endless_nesting_is_refused(text: str) -> None:
    """In a process of its own: it must not crash."""
    code = f"from pipeline.files.located import located; print(len(located(({text}).encode(), 'x').problems))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


def test_a_file_that_is_far_too_large_is_not_read() -> None:
    assert "larger than 20 MB" in problems(b"#" * 20_000_001)[0]


def test_no_code_is_run() -> None:
    located(b"title: !!python/object/apply:os.mkdir [danger]", "menu.yaml")
    problems("title: !!python/name:os.system x")


@given(st.binary(max_size=60) | st.text(alphabet="ab:-[]{}&*!?|>'\"#%@, \n\t0", max_size=60).map(str.encode))
def test_reading_never_raises(data: bytes) -> None:
    problems(data)
