"""The command line: verbs, flags, exit codes, and what stands on which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.console import reported
from pipeline.problems import Exit

TALK = "I: Where did you look?\nB: We went to a trade fair in Hanover and compared three offers.\n"


def journey(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    assert journey("init", str(tmp_path / "study"), "--title", "Fairs").exit_code == Exit.OK
    (tmp_path / "study/interviews/anna.txt").write_text(TALK, encoding="utf-8")
    return tmp_path / "study"


def test_a_new_study_runs_at_once(study: Path) -> None:
    result = journey("run", str(study))
    assert result.exit_code == Exit.OK
    assert result.stdout.startswith("Fairs\ninterviews   1 ")
    assert "\nopen         " in result.stdout
    assert result.stderr == ""


def test_init_never_touches_what_is_there(study: Path) -> None:
    settings = study / "codebooks/study.yaml"
    settings.write_text("title: Mine\n", encoding="utf-8")
    result = journey("init", str(study))
    assert f"kept {settings}" in result.stdout
    assert settings.read_text(encoding="utf-8") == "title: Mine\n"


def test_json_is_one_object(study: Path) -> None:
    result = journey("run", "--json", str(study))
    told = json.loads(result.stdout)
    assert told["exit"] == 0
    assert told["counts"]["interviews"] == 1
    assert told["changes"] == ["first run"]


def test_quiet_prints_problems_only(study: Path) -> None:
    (study / "interviews/empty.txt").write_bytes(b"")
    result = journey("run", "--quiet", str(study))
    assert result.exit_code == Exit.PROBLEMS
    assert result.stdout == ""
    assert result.stderr.startswith("problem: interviews/empty.txt: is empty.")


@pytest.mark.parametrize("verb", ["read", "code", "jobs", "touchpoints"])
def test_each_step_can_be_run_alone(study: Path, verb: str) -> None:
    from pipeline.files.runs import OUTPUTS

    assert journey(verb, str(study)).exit_code == Exit.OK
    made = {path.name for path in (study / "outputs").iterdir() if path.suffix in {".csv", ".xlsx"}}
    assert made == set(OUTPUTS[verb])


def test_status_writes_nothing(study: Path) -> None:
    result = journey("status", str(study))
    assert result.exit_code == Exit.OK
    assert "first run" in result.stdout
    assert [path.name for path in (study / "outputs").iterdir()] == ["README.md"]


def test_no_study_is_said_so(tmp_path: Path) -> None:
    result = journey("run", str(tmp_path))
    assert result.exit_code == Exit.UNUSABLE
    assert "is no study" in result.stderr
    assert json.loads(journey("run", "--json", str(tmp_path)).stdout)["exit"] == Exit.UNUSABLE


def test_wrong_usage(study: Path) -> None:
    assert journey("run", "--nonsense", str(study)).exit_code == Exit.USAGE


def test_a_mistake_of_ours_never_quotes_the_transcript(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("they said: our secret price")

    monkeypatch.setattr("pipeline.files.runs._redo", fail)
    result = journey("run", str(study))
    assert result.exit_code == Exit.INTERNAL
    assert "RuntimeError in test_cli.py" in result.stderr
    assert "secret" not in result.output + result.stderr


def test_reviewers_get_and_give_back_workbooks(study: Path) -> None:
    assert journey("run", "-q", str(study)).exit_code == Exit.OK
    target = study / "outputs/3-review-Ben.xlsx"
    assert journey("review", "export", "--for", "Ben", "--study", str(study)).exit_code == Exit.OK
    assert target.exists()
    again = journey("review", "export", "--for", "Ben", "--study", str(study))
    assert again.exit_code == Exit.USAGE
    assert "exists already" in again.stderr
    assert journey("review", "import", str(target), "--study", str(study)).exit_code == Exit.OK


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    command = [sys.executable, "-m", "pipeline", "--help"]
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 1.0, "well under 0.2 s on a quiet machine; the bound is for a loaded one"


def test_a_reader_that_goes_away_is_no_mistake_of_journey(monkeypatch: pytest.MonkeyPatch) -> None:
    """`journey run | head`"""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", closefd=False) as pipe, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", pipe)
        with pytest.raises(BrokenPipeError), reported(False):
            click.echo("a line")
        os.dup2(os.open(os.devnull, os.O_WRONLY), writes)  # what is still waiting to be written goes nowhere
    os.close(writes)
