"""The section `sample:` of codebooks/study.yaml."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from pipeline.files.located import Form
from pipeline.files.sample.customer_columns import COLUMNS
from pipeline.method.sample.candidates import SampleRules
from pipeline.method.sample.selection import WEIGHTS

__all__ = ["SampleForm", "span"]


def span(value: object) -> object:
    """ "8-12", 10 or [8, 12] as a pair of whole numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    if isinstance(value, str) and value.replace("–", "-").replace(" ", "").replace("-", "", 1).isdigit():
        parts = [int(part) for part in value.replace("–", "-").split("-")]
        return (parts[0], parts[-1])
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value or []


def _blank(value: object) -> object:
    return None if value == "" else value


Span = Annotated[tuple[int, int], BeforeValidator(span)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class SampleForm(Form):
    """Its keys."""

    count: Span = (8, 12)
    months: Span = (3, 6)
    date: Annotated[datetime.date | None, BeforeValidator(_blank)] = None
    max_per_company: int = Field(default=1, ge=1, le=99)
    sizes: tuple[int, ...] = (50, 250)
    revenue_sizes: tuple[float, ...] = (10, 50)
    outcomes: Annotated[tuple[Literal["won", "lost"], ...], BeforeValidator(_listed)] = ("won", "lost")
    date_order: Literal["", "dmy", "mdy"] = ""
    own_domains: Texts = ()
    columns: Annotated[dict[str, str], BeforeValidator(lambda v: v or {})] = Field(default_factory=dict)
    weights: Annotated[dict[str, float], BeforeValidator(lambda v: v or {})] = Field(default_factory=dict)
    seed: int = 1

    @field_validator("count", "months")
    @classmethod
    def _rising(cls, value: tuple[int, int]) -> tuple[int, int]:
        if not 0 <= value[0] <= value[1] <= 999:
            raise ValueError("write the smaller number first, such as 8-12")
        return value

    @field_validator("sizes", "revenue_sizes")
    @classmethod
    def _growing(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if sorted(set(value)) != list(value) or any(bound <= 0 for bound in value):
            raise ValueError("write the bounds in rising order, such as [50, 250]")
        return value

    @field_validator("columns", "weights")
    @classmethod
    def _known(cls, value: dict[str, object]) -> dict[str, object]:
        known = (*COLUMNS, *WEIGHTS)
        if strange := [name for name in value if name not in known]:
            raise ValueError(f"{strange[0]!r} is not known; known are {', '.join(known)}")
        return value

    def rules(self) -> SampleRules:
        """The section as a value."""
        values = self.model_dump()
        return SampleRules(**values | {"date": self.date.isoformat() if self.date else ""})
