from __future__ import annotations

import pytest

from pipeline.language.detect import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir haben das dann einfach gekauft.", "de"),
        ("Das isch halt so gsi, und dann haben wir in der Strasse parkiert.", "de"),
        ("We met Herr Schröder and Frau Weiß at the Hannover Messe.", "en"),
        ("Das Meeting war ein Disaster, weil der Sales Rep nicht da war.", "de"),
        ("", "?"),
        ("Total.", "?"),
        ("ERP 2019", "?"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text, default="?") == language
