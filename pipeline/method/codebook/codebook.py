"""Step 3: codes, families and the codebook; fingerprints.

A code has what MacQueen et al. (1998, "Codebook development for team-based qualitative analysis", Cultural Anthropology
Methods 10(2)) ask for: label, definition, when to use it, when not, examples; plus what the coder reads: cues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

__all__ = ["EPOMS", "Code", "Codebook", "Family", "Words", "fingerprint"]

EPOMS = ("earned", "paid", "owned", "managed", "shared")
TOUCHPOINT = "touchpoint"  #: the family whose codes are contacts and carry an EPOMS class

Text = Mapping[str, str]  #: language -> text
Words = Mapping[str, tuple[str, ...]]  #: language -> cues or examples


def fingerprint(*parts: object) -> str:
    """A short hash of anything with a stable repr."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _sorted(words: Words) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((language, tuple(cues)) for language, cues in words.items())


@dataclass(frozen=True)
class Code:
    """One code.

    Attributes:
        id: stable key "family.name".
        label, definition, when_to_use, when_not_to_use: by language.
        examples: what people say, by language.
        cues, unless: the coder's cues, and those that speak against, by language.
        epoms: the class of a touchpoint, "" otherwise.
        replaces: ids of former codes whose decisions this one takes over.
    """

    id: str
    label: Text
    definition: Text
    when_to_use: Text = field(default_factory=dict)
    when_not_to_use: Text = field(default_factory=dict)
    examples: Words = field(default_factory=dict)
    cues: Words = field(default_factory=dict)
    unless: Words = field(default_factory=dict)
    epoms: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The part of the id before the first dot."""
        return self.id.split(".", 1)[0]

    @property
    def fingerprint(self) -> str:
        """Hash of what the coder reads: definition, notes, examples, cues; not label, colour or order."""
        return fingerprint(
            self.id,
            sorted(self.definition.items()),
            sorted(self.when_to_use.items()),
            sorted(self.when_not_to_use.items()),
            _sorted(self.examples),
            _sorted(self.cues),
            _sorted(self.unless),
        )

    @property
    def meaning(self) -> str:
        """Hash of what a person reads to decide: definition and notes; a changed cue does not put a decision in doubt."""
        texts = (self.definition, self.when_to_use, self.when_not_to_use)
        return fingerprint([sorted(text.items()) for text in texts])[:8]


@dataclass(frozen=True)
class Family:
    """A group of codes.

    Attributes:
        id: the first part of its codes' ids.
        label, definition: by language.
        questions: cues that recognise an interviewer's question asking for this family, by language.
    """

    id: str
    label: Text
    definition: Text
    questions: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Codebook:
    """All codes of a study, in the order of the file."""

    id: str
    families: tuple[Family, ...]
    codes: tuple[Code, ...]

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """Codes by id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def fingerprint(self) -> str:
        """Hash of everything the coder reads, whatever the order of codes."""
        return fingerprint(
            sorted(code.fingerprint for code in self.codes), sorted((f.id, _sorted(f.questions)) for f in self.families)
        )

    @cached_property
    def _successors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self.codes:
            for old in code.replaces:
                found.setdefault(old, []).append(code.id)
        return {old: tuple(new) for old, new in found.items()}

    def successors(self, code: str) -> tuple[str, ...]:
        """What has become of a code: itself, the one that replaces it, several after a split, none where it was removed."""
        return (code,) if code in self.by_id else self._successors.get(code, ())

    def heir(self, name: str) -> str:
        """The one code that has taken a code's place; `name` itself where it is known, is no code, or was split or removed."""
        successors = self.successors(name)
        return successors[0] if len(successors) == 1 else name

    def label(self, code: str, language: str) -> str:
        """The label of a code, or its id where the codebook no longer has it."""
        known = self.by_id.get(code)
        return said(known.label, language) or code if known else code

    def family_label(self, family: str, language: str) -> str:
        """The label of a family, or its id."""
        return next((said(f.label, language) for f in self.families if f.id == family), family) or family


def said(text: Text, language: str) -> str:
    """`text` in `language`, or in the first language there is."""
    return text.get(language) or next(iter(text.values()), "")
