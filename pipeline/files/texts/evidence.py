"""Headings and texts of saturation and agreement: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {}
