"""The architecture, kept true by reading the imports: cli -> files -> study -> method -> language."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if "defaults" not in path.parts)
MOST_LINES = 320
HEAVY = (
    "spacy",
    "pandas",
    "numpy",
    "scipy",
    "openpyxl",
    "xlsxwriter",
    "sklearn",
    "docx",
    "simplemma",
    "ruamel",
    "pydantic",
    "rich",
)
METHOD = [name for name in MODULES if name.startswith("method/")]
LANGUAGE = [name for name in MODULES if name.startswith("language/")]
CLI = [name for name in MODULES if "/" not in name and name.endswith("cli.py")]


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imports(module: str, outermost: bool = False) -> Iterator[str]:
    """What a module imports, anywhere or only when it is imported itself."""
    for node in _outermost(tree(module)) if outermost else ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "pipeline" if node.level else node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _outermost(node: ast.AST) -> Iterator[ast.AST]:
    """Statements that run on import: no bodies of functions, nothing that only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _outermost(child)


def ours(module: str) -> set[str]:
    """The parts of the package that a module imports."""
    return {name.split(".")[1] for name in imports(module) if name.startswith("pipeline.") and name.count(".") >= 1}


@pytest.mark.parametrize("module", LANGUAGE)
def test_language_knows_of_nothing_else(module: str) -> None:
    assert ours(module) <= {"language"}


@pytest.mark.parametrize("module", METHOD)
def test_the_method_knows_of_language_only(module: str) -> None:
    assert ours(module) <= {"method", "language"}


@pytest.mark.parametrize("module", ["study.py", "changes.py", "problems.py", "settings.py"])
def test_the_study_is_pure(module: str) -> None:
    assert ours(module) <= {"method", "language", "settings"}


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("files/")])
def test_files_know_nothing_of_the_command_line(module: str) -> None:
    assert not any(part == "cli" or part.endswith("_cli") for part in ours(module))
    assert "click" not in {name.split(".")[0] for name in imports(module)}


DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "glob", "iterdir", "exists", "is_file"}


@pytest.mark.parametrize("module", [*METHOD, *LANGUAGE, "study.py", "changes.py", "problems.py", "settings.py"])
def test_the_method_opens_no_file_and_looks_at_no_clock(module: str) -> None:
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert not called & DISK
    assert not {name.split(".")[0] for name in imports(module)} & {
        "os",
        "io",
        "pathlib",
        "time",
        "datetime",
        "random",
        "tempfile",
    }


@pytest.mark.parametrize("module", CLI)
def test_the_command_line_imports_what_is_heavy_only_where_it_is_used(module: str) -> None:
    names = {name.split(".")[0] for name in imports(module, outermost=True)}
    assert not names & set(HEAVY)
    assert not any(
        name.startswith(("pipeline.files", "pipeline.study", "pipeline.method")) for name in imports(module, outermost=True)
    )


def test_importing_the_command_line_is_light() -> None:
    code = f"import sys, pipeline.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_long(module: str) -> None:
    assert (ROOT / module).read_text(encoding="utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("module", MODULES)
def test_no_drawer_is_called_utils(module: str) -> None:
    assert Path(module).stem not in {"utils", "util", "helpers", "helper", "core", "common", "misc", "models"}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module))
