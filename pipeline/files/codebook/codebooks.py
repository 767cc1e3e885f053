"""Codebooks, phase models and valence words on disk (YAML), checked line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.files.located import Form, Located, filled, located
from pipeline.language.cues import CueError, parse_cue
from pipeline.language.words import LANGUAGES
from pipeline.method.codebook.codebook import EPOMS, TOUCHPOINT, Code, Codebook, Family
from pipeline.method.coding.hearing import Valences
from pipeline.method.coding.valence import Weights
from pipeline.method.talk.phases import Phase, PhaseModel
from pipeline.problems import Problem

__all__ = ["CODE_ID", "read_codebook", "read_phases", "read_valences", "read_weights"]

T = TypeVar("T")
#: what a code's id looks like
CODE_ID = re.compile(r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$")


def _text(value: Any) -> Any:
    """A plain text counts for both languages."""
    return {"en": value, "de": value} if isinstance(value, str) else value


def _words(value: Any) -> Any:
    """A plain list counts for both languages; numbers such as 5010 are words too."""
    if value is None:
        return {}
    by_language = {"en": value, "de": value} if isinstance(value, list) else value
    if isinstance(by_language, dict):
        return {
            k: [str(w) if isinstance(w, (int, float)) else w for w in v] if isinstance(v, list) else v or []
            for k, v in by_language.items()
        }
    return by_language


def _languages(value: dict[str, T]) -> dict[str, T]:
    if strange := sorted(value.keys() - LANGUAGES.keys()):
        raise ValueError(f"{', '.join(strange)} is no language we know; use {' or '.join(sorted(LANGUAGES))}")
    return value


def _id(value: str) -> str:
    if not CODE_ID.match(value):
        raise ValueError(f"{value!r} is no code id; write family.name in small letters, digits and _")
    return value


LocalText = Annotated[dict[str, str], BeforeValidator(_text), AfterValidator(_languages)]
LocalWords = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_words), AfterValidator(_languages)]
CodeId = Annotated[str, AfterValidator(_id)]


class FamilyForm(Form):
    """A family as written in a codebook."""

    id: str
    label: LocalText
    definition: LocalText = Field(default_factory=dict)
    questions: LocalWords = Field(default_factory=dict)


class CodeForm(Form):
    """A code as written in a codebook."""

    id: CodeId
    label: LocalText
    definition: LocalText
    when_to_use: LocalText = Field(default_factory=dict)
    when_not_to_use: LocalText = Field(default_factory=dict)
    examples: LocalWords = Field(default_factory=dict)
    cues: LocalWords = Field(default_factory=dict)
    unless: LocalWords = Field(default_factory=dict)
    epoms: Literal["", "earned", "paid", "owned", "managed", "shared"] = ""
    replaces: tuple[str, ...] = ()


class CodebookForm(Form):
    """A codebook file."""

    id: str
    version: str | float | int = ""
    families: tuple[FamilyForm, ...]
    codes: tuple[CodeForm, ...]


class PhaseForm(Form):
    """A phase as written in a phase model."""

    id: str
    label: LocalText
    definition: LocalText = Field(default_factory=dict)
    place: float = Field(default=0.5, ge=0, le=1)
    cues: LocalWords = Field(default_factory=dict)
    questions: LocalWords = Field(default_factory=dict)
    codes: dict[str, float] = Field(default_factory=dict)


class PhaseModelForm(Form):
    """A phase model file."""

    id: str
    label: LocalText
    source: str = ""
    default: str
    phases: tuple[PhaseForm, ...] = Field(min_length=2)


class ValenceWordsForm(Form):
    """The judging words of one language."""

    good: tuple[str, ...]
    bad: tuple[str, ...]


class ValencesForm(Form):
    """A valence file."""

    en: ValenceWordsForm
    de: ValenceWordsForm


def read_codebook(data: bytes, name: str) -> tuple[Codebook | None, list[Problem]]:
    """The codebook in `data`, or None; and every problem found."""
    document = located(data, name)
    form = filled(CodebookForm, document, "codebook")
    _check_ids(document)
    _check_cues(document, document.value, ())
    if form is not None:
        _check_codes(form, document)
    if form is None or document.problems:
        return None, document.problems
    families = tuple(Family(f.id, f.label, f.definition, f.questions) for f in form.families)
    codes = tuple(Code(**{name: getattr(c, name) for name in CodeForm.model_fields}) for c in form.codes)
    return Codebook(form.id, families, codes), []


def _check_ids(document: Located) -> None:
    """Report every id that stands twice, also where something else in the file is wrong."""
    value = document.value if isinstance(document.value, dict) else {}
    for kind in ("families", "codes"):
        items = value.get(kind)
        seen: dict[str, int] = {}
        for place, item in enumerate(items if isinstance(items, list) else ()):
            key = item.get("id") if isinstance(item, dict) else None
            if isinstance(key, str) and key in seen:
                first = document.where((kind, seen[key], "id")).rpartition(":")[2]
                what = f"the id {key!r} stands twice (first in line {first})."
                remedy = "Give each its own id, or merge the two."
                document.problems.append(document.problem((kind, place, "id"), what, remedy))
            elif isinstance(key, str):
                seen[key] = place


def _check_codes(form: CodebookForm, document: Located) -> None:
    families = {family.id for family in form.families}
    for place, code in enumerate(form.codes):
        family = code.id.split(".", 1)[0]
        if family not in families:
            what = f"{code.id!r} belongs to the family {family!r}, which is not defined."
            document.problems.append(
                document.problem(("codes", place, "id"), what, "Add it under 'families:' or correct the id.")
            )
        if bool(code.epoms) != (family == TOUCHPOINT):
            what = f"{code.id!r} {'must not have' if code.epoms else 'needs'} an 'epoms:' class."
            remedy = "Only touchpoints have one." if code.epoms else f"Add one of {', '.join(EPOMS)}."
            document.problems.append(document.problem(("codes", place, "id"), what, remedy))
        if code.id in code.replaces:
            what = f"{code.id!r} replaces itself."
            document.problems.append(document.problem(("codes", place, "replaces"), what, "Name the former id."))


# Most cues are plain enough to be seen as right at a glance; reading every one would cost a fifth of a re-run's time.
_PLAIN_WORD = r"(?:[^\W_]+|\([^\W_]+(?:\|[^\W_]+)*\))"
_PLAIN = re.compile(rf"{_PLAIN_WORD}(?: (?:& |\.\.\.\d* )?{_PLAIN_WORD})*(?: \?)?")
_CUE_KEYS = frozenset(("cues", "unless", "questions", "good", "bad"))


def _check_cues(document: Located, value: Any, path: tuple[str | int, ...]) -> None:
    """Parse every cue anywhere in the document and report those that cannot be read."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _check_cues(document, inner, (*path, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        is_cues = bool(_CUE_KEYS & {path[-1], path[-2] if len(path) > 1 else ""}) if path else False
        for place, inner in enumerate(value):
            if is_cues and isinstance(inner, str):
                if _PLAIN.fullmatch(inner):
                    continue
                try:
                    parse_cue(inner)
                except CueError as error:
                    document.problems.append(document.problem((*path, place), f"the cue {error}.", "Correct or delete it."))
            else:
                _check_cues(document, inner, (*path, place))


def read_phases(data: bytes, name: str) -> tuple[PhaseModel | None, list[Problem]]:
    """The phase model in `data`, or None; and every problem found."""
    document = located(data, name)
    form = filled(PhaseModelForm, document, "phase model")
    if form is None:
        return None, document.problems
    ids = [phase.id for phase in form.phases]
    for place, phase in enumerate(ids):
        if phase in ids[:place]:
            document.problems.append(
                document.problem(("phases", place, "id"), f"the phase {phase!r} stands twice.", "Rename one.")
            )
    if form.default not in ids:
        document.problems.append(
            document.problem(("default",), f"{form.default!r} is no phase of this model.", f"Use one of {', '.join(ids)}.")
        )
    _check_cues(document, document.value, ())
    if document.problems:
        return None, document.problems
    phases = tuple(Phase(**{name: getattr(p, name) for name in PhaseForm.model_fields}) for p in form.phases)
    return PhaseModel(form.id, form.label, phases, form.default), []


def read_valences(data: bytes, name: str) -> tuple[Valences | None, list[Problem]]:
    """The judging words in `data`, or None; and every problem found."""
    document = located(data, name)
    form = filled(ValencesForm, document, "valence file")
    if form is not None:
        _check_cues(document, document.value, ())
    if form is None or document.problems:
        return None, document.problems
    by = {"en": form.en, "de": form.de}
    lists = {kind: {lang: getattr(words, kind) for lang, words in by.items()} for kind in ValenceWordsForm.model_fields}
    return Valences(**lists), []


def read_weights(data: bytes, name: str) -> tuple[Weights | None, list[Problem]]:
    """The weights of valence in `data` (feature, bad, neutral, good; tab-separated, # begins a comment), or None."""
    rows: dict[str, tuple[float, float, float]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            feature, bad, neutral, good = line.split("\t")
            rows[feature] = (float(bad), float(neutral), float(good))
        except ValueError:
            what = "is no line of a feature and three numbers, separated by tabs."
            problems.append(Problem(f"{name}:{number}", what, "Delete the file to use the shipped one."))
    return (None if problems else Weights(rows)), problems[:10]
