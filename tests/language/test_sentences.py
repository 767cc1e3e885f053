"""Where a sentence ends: `|` stands at each boundary."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.sentences import sentences

GERMAN = """
Wir waren z. B. auf der Messe. | Dann nicht mehr.
Also z.B. der Preis, d. h. die Kosten, u. a. für Strom. | Gut.
Das läuft i. d. R. über den Einkauf. | Danach wird bestellt.
Herr Dr. Müller kam. | Nr. 5 war gut. | Es waren ca. 3 Leute bzw. Firmen.
Preise usw. | Dann kam er. | Preise usw. und so weiter.
Am 3. März war es. | Im 2. Quartal auch. | Das war 2023. | Danach nicht.
Der 1. Termin war gut. | Das waren 20. | Kunden kamen trotzdem.
Es kostet 1.000,50 Euro, also 2,5 mal so viel. | Oder 3.5. | Ja.
Das war J. Müller. | Und Herr B. hat angerufen.
Und dann ... ja. | Und dann … | Ja, genau.
„Das ist teuer.“ hat er gesagt. | „Was?“ fragte er. | „Nein!“ | Dann ging er.
Der Preis (das war 2019. Danach wurde es mehr.) war hoch. | Gut.
Wir waren fertig.|Dann kam er. | Siehe www.firma.de oder info@firma.de. | Gut.
Was?! | Wirklich?? | Ja!!! | ohne Ende
dann haben wir gesucht. | dann haben wir gefunden.
Die Fa. Meier aus St. Gallen. | Mehr nicht
"""

ENGLISH = """
We saw e.g. three vendors, i.e. the big ones. | Then Mr. Smith came at 9 a.m. and left.
It was 5 p.m. | Customers waited.
No. 5 was best. | No. | We did not. | It took approx. 3 weeks.
So do I. | Mike too. | It was J. R. Miller.
It cost 3.5 million. | In 2019. | Then 1,000.50.
"Is it ours?" he asked. | "No." | Then he left.
See example.com/Path or me@Example.com. | The U.S. market. | In the U.S. | They won.
"""


@pytest.mark.parametrize("line", GERMAN.strip().splitlines())
def test_german(line: str) -> None:
    assert _cut(line, "de") == _expected(line)


@pytest.mark.parametrize("line", ENGLISH.strip().splitlines())
def test_english(line: str) -> None:
    assert _cut(line, "en") == _expected(line)


def test_talk_without_any_mark_is_cut_at_commas_or_blanks() -> None:
    text = "und dann haben wir weiter gesucht " * 200
    pieces = [text[a:b] for a, b in sentences(text, "de")]
    assert " ".join(pieces).split() == text.split()
    assert max(map(len, pieces)) <= 1500


@pytest.mark.parametrize("unit", [".", "a.", "a. ", " ", "(", "...x", "ab.Ab", "?!"])
def test_time_is_linear(unit: str) -> None:
    began = time.perf_counter()
    sentences(unit * (1_000_000 // len(unit)), "de")
    assert time.perf_counter() - began < 15  # quadratic time would take hours


@given(st.text(alphabet="aB.?! …()\"'1\n", max_size=60), st.sampled_from(["de", "en"]))
def test_every_character_but_blanks_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert spans == sorted(spans)


def _cut(line: str, language: str) -> list[str]:
    text = line.replace(" | ", " ").replace("|", "")
    return [text[a:b] for a, b in sentences(text, language)]


def _expected(line: str) -> list[str]:
    return [piece.strip() for piece in line.split("|")]
