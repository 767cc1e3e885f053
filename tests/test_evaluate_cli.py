"""`journey evaluate` and `journey explain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.problems import Exit
from tests.on_disk import on_disk

FAIR = "touchpoint.fair"


def journey(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    lines = [f"B: In the year {place} we went to the trade fair in hall {place}." for place in range(10, 35)]
    on_disk(tmp_path / "study", "I: Where?\n" + "\n".join(lines))
    coded = [f"anna,{line[3:]},{FAIR}" for line in lines]
    (tmp_path / "coded.csv").write_text("\n".join(["interview,text,codes", *coded]), encoding="utf-8")
    return tmp_path / "study"


def test_a_table_with_intervals(study: Path) -> None:
    result = journey("evaluate", str(study), "--against", str(study.parent / "coded.csv"), "-v")
    assert result.exit_code == Exit.OK, result.output
    assert "precision" in result.stdout
    assert f"  {FAIR}" in result.stdout
    assert "1.00 (0.87–1.00)" in result.stdout


def test_json_is_one_object(study: Path) -> None:
    result = journey("evaluate", str(study), "--json", "--against", str(study.parent / "coded.csv"))
    told = json.loads(result.stdout)
    (score,) = [s for s in told["scores"] if s["scope"] == FAIR]
    assert (score["right"], score["wrong"], score["missed"]) == (25, 0, 0)
    assert told["against"] == ["coded.csv"]
    assert told["exit"] == 0


def test_nothing_to_measure_against(study: Path) -> None:
    result = journey("evaluate", str(study))
    assert result.exit_code == Exit.UNUSABLE
    assert "no verdict" in result.stderr
    assert json.loads(journey("evaluate", "--json", str(study)).stdout)["exit"] == Exit.UNUSABLE


def test_a_reference_with_problems_is_measured_and_said(study: Path) -> None:
    with (study.parent / "coded.csv").open("a", encoding="utf-8") as file:
        file.write("\nanna,never said by anybody,Weather\n")
    result = journey("evaluate", str(study), "--against", str(study.parent / "coded.csv"))
    assert result.exit_code == Exit.PROBLEMS
    assert result.stderr.startswith("problem: ")
    assert "never said" not in result.stderr


def test_explain_prints_the_passage(study: Path) -> None:
    assert journey("code", "-q", str(study)).exit_code == Exit.OK
    row = (study / "outputs/3-codings.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")
    for arguments in ((row[1], str(study)), (row[1], FAIR, str(study))):
        result = journey("explain", *arguments)
        assert result.exit_code == Exit.OK, result.output
        assert "trade fair" in result.stdout
    assert f"why {FAIR}?" in result.stdout
    assert journey("explain", "nonsense", "", str(study)).exit_code == Exit.USAGE
