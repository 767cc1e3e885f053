"""Headings and texts of touchpoint quality, weak points and the inventory: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {}
