"""Headings and texts of the journey map: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {}
