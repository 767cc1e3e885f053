"""What all chapters of the report share: the study, its texts, quotes, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pipeline.files.maps.quotes import counted
from pipeline.files.quoting import in_marks, source
from pipeline.files.report.report_blocks import Body
from pipeline.files.wording import Wording, wording
from pipeline.method.report.findings import Claim
from pipeline.study import Study

__all__ = ["Telling"]


class Telling:
    """A study being told: the body that chapters write to, and how codes, counts and quotes read."""

    def __init__(self, study: Study, body: Body) -> None:
        self.study, self.body = study, body
        self.say: Wording = wording(study.settings.language)
        self.base = len(study.interviews)

    @cached_property
    def phases(self) -> dict[str, str]:
        """Phase id -> label."""
        return self.study.phase_model.labels(self.say.language)

    @cached_property
    def functions(self) -> dict[str, str]:
        """Interview -> what its one interviewee does in the company, where the list of participants says so."""
        people = self.study.participants.items()
        return {name: dict(p.facts).get("role", "") for name, p in people if ";" not in p.name}

    @cached_property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Passage -> the roles of the buying centre that it names."""
        found: dict[str, list[str]] = defaultdict(list)
        for coding in self.study.counted:
            if coding.code.startswith("role."):
                found[coding.passage].append(coding.code)
        return {passage: tuple(codes) for passage, codes in found.items()}

    def code(self, code: str) -> str:
        """A code's label."""
        return self.study.codebook.label(code, self.say.language)

    def codes(self, codes: Iterable[str]) -> str:
        """Labels of codes, listed."""
        return ", ".join(self.code(code) for code in codes)

    def family(self, code: str) -> str:
        """The label of a code's family."""
        return self.study.codebook.family_label(code.split(".", 1)[0], self.say.language)

    def count(self, claim: Claim) -> str:
        """ "3 of 7°"."""
        return self.counted(claim.n, claim.base, claim.unreviewed)

    def counted(self, n: int, base: int, unreviewed: int) -> str:
        """ "3 of 7°¹": how many interviews of how many, with marks."""
        return counted(n, base, unreviewed, self.say)

    def number(self, value: float, digits: int = 1) -> str:
        """A number as the language writes it."""
        return self.say.decimal(f"{value:.{digits}f}")

    def large(self, value: int) -> str:
        """A whole number with its thousands set apart."""
        return f"{value:,}".replace(",", "." if self.say.language == "de" else ",")

    def quote(self, name: str) -> None:
        """A passage, verbatim, with where it is from."""
        passage = self.study.passages[name]
        told = f"  {source(passage, self.functions.get(passage.interview, ''))}"
        self.body.text([(in_marks(passage.text, passage.language), ""), (told, "upright")], "Quote")
