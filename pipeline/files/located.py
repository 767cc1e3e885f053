"""YAML with line numbers, checked against a form; every problem of a file is reported at once, where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.problems import Problem

__all__ = ["Form", "Located", "filled", "located"]

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES, MAX_NODES, MAX_DEPTH = 20_000_000, 400_000, 500


class Form(BaseModel):
    """Base of everything people write in YAML: unknown keys are mistakes, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


F = TypeVar("F", bound=Form)


class Located:
    """A YAML document with the line of every value.

    Attributes:
        value: dictionaries, lists and scalars.
        problems: what cannot be read, e.g. a key that stands twice.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.value: Any = None
        self.problems: list[Problem] = []
        self._lines: dict[Path, int] = {}

    def where(self, path: Iterable[str | int] = ()) -> str:
        """ "file:line" of the value at `path`, or of the nearest value around it."""
        steps = tuple(path)
        while steps and steps not in self._lines:
            steps = steps[:-1]
        line = self._lines.get(steps)
        return f"{self.name}:{line}" if line else self.name

    def problem(self, path: Iterable[str | int], what: str, remedy: str) -> Problem:
        """A problem at `path`."""
        return Problem(self.where(path), what, remedy)


def located(data: bytes, name: str) -> Located:
    """Read YAML. Never raises: what cannot be read is in `problems`."""
    document = Located(name)
    if len(data) > MAX_BYTES:
        document.problems.append(Problem(name, "is larger than 20 MB.", "Check that it is the file you mean."))
        return document
    try:
        text = data.decode("utf-8-sig")
        _check_depth(text)
        node = yaml.compose(text, Loader=_Loader)
        document.value = _Builder(document).build(node, ()) if node is not None else None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        document.problems.append(Problem(f"{name}:{line}", "is not UTF-8 text.", "Save the file as UTF-8."))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"cannot be read as YAML: {error.problem or error.context}."
        remedy = "Check indentation, quotes and colons near this line; put text with ': ' or '#' into quotes."
        document.problems.append(Problem(f"{name}:{line}", what, remedy))
    except (_TooMuchError, RecursionError):
        what = "is nested too deeply, or repeats itself too often through aliases (*name)."
        document.problems.append(Problem(name, what, "Write out what the aliases stand for; restore the file."))
    except yaml.YAMLError as error:
        document.problems.append(Problem(name, f"cannot be read as YAML ({type(error).__name__}).", "Check the file."))
    return document


def _check_depth(text: str) -> None:
    """Refuse nesting that would overflow the stack of the C parser; texts that cannot be that deep are not looked through."""
    if text.count("[") + text.count("{") < 10_000 and max(map(len, text.splitlines()), default=0) < 20_000:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _TooMuchError


class _TooMuchError(Exception):
    """Aliases that multiply ("billion laughs"), or nesting, beyond reason."""


class _Builder:
    def __init__(self, document: Located) -> None:
        self.document = document
        self.nodes = 0
        self.scalars = _Loader("")

    def build(self, node: Any, path: Path) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _TooMuchError
        self.document._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, place)) for place, item in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: Any) -> Any:
        try:
            return self.scalars.construct_object(node)
        except ValueError:  # what looks like a date or a number, and is none
            return node.value

    def _mapping(self, node: Any, path: Path) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.scalars.construct_object(key_node, deep=True)
            if isinstance(key, (dict, list)):
                key = str(key)
            if key in result:
                what = f"the key {key!r} stands twice in the same block."
                self.document.problems.append(
                    Problem(f"{self.document.name}:{key_node.start_mark.line + 1}", what, "Delete or rename one of the two.")
                )
            result[key] = self.build(value_node, (*path, key))
            self.document._lines[(*path, key)] = key_node.start_mark.line + 1
        return result


def filled(form: type[F], document: Located, what: str) -> F | None:
    """The document as `form`; None, with every problem added to the document, where it does not fit.

    Args:
        form: the class that says what is expected.
        document: the YAML read.
        what: what kind of file it is, for messages ("codebook").
    """
    if document.value is None:
        if not document.problems:
            document.problems.append(Problem(document.name, f"is empty; a {what} was expected.", "Restore the file."))
        return None
    if not isinstance(document.value, dict):
        document.problems.append(document.problem((), f"is no {what}: it must begin with keys.", "See the README."))
        return None
    try:
        return form.model_validate(document.value)
    except ValidationError as error:
        document.problems.extend(_explained(document, form, details) for details in error.errors())
        return None


def _explained(document: Located, form: type[Form], details: Mapping[str, Any]) -> Problem:
    path = tuple(details["loc"])
    name = ".".join(str(step) for step in path)
    kind = details["type"]
    if kind == "missing":
        return document.problem(path, f"{name!r} is missing.", f"Add '{path[-1]}:' here.")
    if kind == "extra_forbidden":
        return document.problem(path, f"{name!r} is not known.", _nearest(str(path[-1]), form))
    message = str(details["msg"]).removeprefix("Value error, ")
    return document.problem(path, f"{name!r}: {message}.", "Correct the value.")


def _nearest(key: str, form: type[Form]) -> str:
    known = sorted(_keys(form))
    close = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known here and below: {', '.join(known)}."


def _keys(form: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    for name, info in form.model_fields.items():
        keys.add(info.alias or name)
        for part in getattr(info.annotation, "__args__", ()) or ():
            if isinstance(part, type) and issubclass(part, BaseModel):
                keys |= _keys(part)
    return keys
