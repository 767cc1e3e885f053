"""The README says what is true. UPDATE_README=1 writes the session it shows afresh."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.problems import Exit

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SESSION = re.compile(r"(<!-- session: run -->\n```\n)(.*?)(```)", re.DOTALL)


def test_the_session_is_what_a_run_on_the_sample_study_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("interviews", "codebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "codebooks" / "decisions.csv").unlink(missing_ok=True)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 0, result.output
    printed = "$ journey run\n" + re.sub(r"(?m)^(time +)[\d.]+ s$", r"\1… s", result.output)
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_README"):
        text = SESSION.sub(lambda match: match[1] + printed + match[3], text)
        README.write_text(text, encoding="utf-8")
    shown = SESSION.search(text)
    assert shown is not None
    assert shown[2] == printed


def test_it_opens_with_exactly_two_commands() -> None:
    opening = README.read_text(encoding="utf-8").split("\n## ", 1)[0]
    commands = re.findall(r"```sh\n(.*?)```", opening, re.DOTALL)
    assert len(commands) == 2
    assert commands[0].rstrip().endswith("journey run")
    assert commands[1].rstrip().endswith("-m pytest")
    assert all(command.count("\n") == 1 for command in commands), "each is one line to copy"


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    text = README.read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"journey {name}" in text
        if isinstance(command, click.Group):
            for inner in command.commands:
                assert f"journey {name} {inner}" in text or f"`{inner}`" in text, f"journey {name} {inner}"
    for name in re.findall(r"`journey ([a-z]+)", text):
        assert name in main.commands


def test_every_exit_code_is_documented() -> None:
    documented = {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", README.read_text(encoding="utf-8"))}
    assert documented == {int(code) for code in Exit}


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert target.startswith("http") or (ROOT / target).exists(), target
