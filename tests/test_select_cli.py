"""`journey select` on the command line, and planned against done in `run` and `status`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.problems import Exit

ROOT = Path(__file__).resolve().parents[1]
TALK = "I: Where did you look?\nB: We went to a trade fair in Hanover and compared three offers.\n"


def journey(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "interviews").mkdir()
    rows = [f"K{n},Firma {n},2026-0{4 + n % 2}-1{n},Segment {n % 4},{10 ** (n % 3 + 1)}" for n in range(10)]
    (tmp_path / "interviews/customers.csv").write_text(
        "\n".join(["id,company,decided on,industry,employees", *rows]), encoding="utf-8"
    )
    return tmp_path


def select(study: Path, *options: str) -> Result:
    return journey("select", str(study / "interviews/customers.csv"), str(study), "--date", "2026-09-15", *options)


def test_it_says_what_it_chose_from_and_where_to_look(study: Path) -> None:
    result = select(study)
    assert result.exit_code == Exit.OK, result.stderr
    told = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert told["customers"] == "10 in interviews/customers.csv; 5 columns recognised"
    assert told["date"].startswith("2026-09-15: decided 2026-03-15 to 2026-06-15, 3 to 6 months before; seed 1")
    assert told["eligible"] == "10"
    assert told["selected"].endswith("4 of 4 segments, 3 of 3 sizes, 10 of 10 cells where anybody is eligible")
    assert "1-sample.xlsx" in told["open"]


def test_json_is_one_object(study: Path) -> None:
    told = json.loads(select(study, "--json", "--count", "2").stdout)
    assert (told["exit"], told["eligible"], len(told["selected"]), len(told["reserve"])) == (0, 10, 2, 8)


def test_choosing_again_says_what_changes(study: Path) -> None:
    select(study, "--count", "10")
    again = select(study, "--count", "3-4").stdout
    assert "plan         3 kept, 0 new, 7 dropped" in again or "plan         4 kept, 0 new, 6 dropped" in again
    assert "dropped: others fit better" in again


@pytest.mark.parametrize("options", [("--count", "12-8"), ("--count", "many"), ("--months", "1-2-3"), ("--date", "soon")])
def test_wrong_usage(study: Path, options: tuple[str, str]) -> None:
    assert select(study, *options).exit_code == Exit.USAGE


def test_a_list_without_dates_cannot_be_used(study: Path) -> None:
    (study / "interviews/customers.csv").write_text("company,city\nNord,Ulm\n", encoding="utf-8")
    result = select(study)
    assert result.exit_code == Exit.UNUSABLE
    assert "no column recognised as: decided on" in result.stderr


def test_planned_and_done_are_compared(study: Path) -> None:
    assert select(study, "--count", "3").exit_code == Exit.OK
    names = [line.split(",")[0] for line in (study / "codebooks/sample.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]
    for name in (names[1], "extra"):
        (study / f"interviews/{name}.txt").write_text(TALK, encoding="utf-8")
    line = f"planned      1 of 3 planned interviews are in; missing: {names[0]}, {names[2]}; not planned: extra"
    for verb in ("status", "run", "run", "status"):
        assert line in journey(verb, str(study)).stdout.splitlines()
    assert json.loads(journey("status", "--json", str(study)).stdout)["counts"]["planned"]["done"] == {names[1]: names[1]}


def test_without_a_plan_nothing_is_said_of_it(study: Path) -> None:
    (study / "interviews/s01.txt").write_text(TALK, encoding="utf-8")
    assert "planned" not in journey("run", str(study)).stdout


def test_the_sample_list_fits_the_sample_study(tmp_path: Path) -> None:
    for name in ("interviews", "codebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    result = journey("select", str(tmp_path / "interviews/customers.csv"), str(tmp_path), "--date", "2026-07-29", "--json")
    told = json.loads(result.stdout)
    assert told["exit"] == Exit.PROBLEMS
    assert [problem["what"] for problem in told["problems"]] == [
        "the date can be read day first or month first, so the customer is excluded (row 39)."
    ]
    assert 8 <= len(told["selected"]) <= 12
    assert {"opted out", "duplicate person", "internal or test", "no contact", "no date", "decided too long ago"} <= set(
        told["excluded"]
    )
    done = json.loads(journey("status", "--json", str(tmp_path)).stdout)["counts"]["planned"]["done"]
    assert {"K-1001": "s01", "K-1002": "s02", "K-1004": "s04"}.items() <= done.items()
