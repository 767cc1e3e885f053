"""Headings and texts of what helps to judge the coder: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {}
