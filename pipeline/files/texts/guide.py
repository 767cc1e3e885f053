"""Headings and texts of the interview guide and its coverage: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {}
