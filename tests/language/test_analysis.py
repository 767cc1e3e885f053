"""From text to sentences of words: noise, clauses, separable verbs."""

from __future__ import annotations

import pytest

from pipeline.language.analysis import Analyst, Vocabulary, without_noise
from tests.language.hearing import hears


@pytest.mark.parametrize(
    "noise", ["(lacht)", "[laughs]", "**lacht**", "(...)", "(…)", "(unv.)", "(00:12:33)", "[00:12]", "#00:01:23-4#"]
)
def test_noise_is_blanked_and_every_offset_stays(noise: str) -> None:
    text = f"Ja {noise} genau."
    assert without_noise(text) == f"Ja {' ' * len(noise)} genau."


@pytest.mark.parametrize("speech", ["Der Preis (also der Listenpreis) war hoch.", "Das war (2019) teuer."])
def test_what_is_spoken_in_brackets_stays(speech: str) -> None:
    assert without_noise(speech) == speech


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Wir schauten uns das auf der Messe an.", "anschauen"),
        ("Da rief der Vertriebler bei uns an.", "anrufen"),
        ("Die riefen an und fragten nach.", "anrufen"),
        ("Die riefen an wegen dem Angebot.", "anrufen"),
        ("Weil er uns anrief, ging es weiter.", "anrufen"),
        ("Wir kamen, um das auszuprobieren.", "ausprobieren"),
        ("Schauen Sie sich das mal an!", "anschauen"),
    ],
)
def test_separable_verbs_are_put_together(text: str, verb: str) -> None:
    assert hears(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Wir machen das auf dem Tisch.", "aufmachen"),
        ("Das machen wir ab und zu.", "zumachen"),
        ("Das machen wir nach wie vor.", "vormachen"),
        ("Wir schauten von Anfang an.", "anschauen"),
    ],
)
def test_prepositions_and_adverbs_are_no_particles(text: str, verb: str) -> None:
    assert not hears(text, verb)


@pytest.mark.parametrize(
    ("text", "language", "clauses"),
    [
        ("Wir kamen, weil es brannte.", "de", (0, 0, 1, 1, 1)),
        ("Angst, die hatten wir nicht.", "de", (0, 0, 0, 0, 0)),
        ("Wir kamen und wir blieben.", "de", (0, 0, 1, 1, 1)),
        ("Preis und Service", "de", (0, 0, 0)),
        ("We saw that quote.", "en", (0, 0, 0, 0)),
        ("We saw that it broke.", "en", (0, 0, 1, 1, 1)),
    ],
)
def test_clauses(text: str, language: str, clauses: tuple[int, ...]) -> None:
    [sentence] = Analyst().sentences(text, language, Vocabulary())
    assert sentence.clauses == clauses


def test_fillers_are_left_out_and_questions_are_known() -> None:
    vocabulary = Vocabulary()
    [sentence] = Analyst().sentences("War das, äh, teuer?", "de", vocabulary)
    assert [vocabulary.words[w] for w in sentence.words] == ["War", "das", "teuer"]
    assert sentence.asks
