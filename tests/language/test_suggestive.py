from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.suggestive import RULES, suggestive

LEADING = [
    ("en", "suggestion", "Don't you think it was too expensive?"),
    ("en", "suggestion", "Was it that you were growing and the old way could not cope?"),
    ("en", "suggestion", "You were surely relieved?"),
    ("en", "tag", "It was cheap, right?"),
    ("en", "tag", "There are rules for that, aren't there?"),
    ("en", "tag", "It wasn't easy, was it?"),
    ("en", "presumed", "How much did you love the demo?"),
    ("en", "presumed", "That must have been hard."),
    ("en", "conclusion", "So the decision to look was yours?"),
    ("en", "conclusion", "And nobody else understood it?"),
    ("en", "answers_offered", "What worried you? The costs, maybe?"),
    ("en", "forced_choice", "Was it the price or the features?"),
    ("en", "several", "Who was involved and when did they join?"),
    ("de", "suggestion", "Sie fanden doch sicher den Preis zu hoch?"),
    ("de", "suggestion", "Finden Sie nicht, dass das zu lange dauert?"),
    ("de", "suggestion", "War es nicht doch die Pacht?"),
    ("de", "suggestion", "Lag es daran, dass die Zeit fehlte?"),
    ("de", "tag", "Das war teuer, oder?"),
    ("de", "tag", "Das war anstrengend, nicht wahr?"),
    ("de", "presumed", "Wie begeistert waren Sie von der Demo?"),
    ("de", "presumed", "Das muss furchtbar gewesen sein."),
    ("de", "conclusion", "Also war klar, eine neue Maschine muss her?"),
    ("de", "conclusion", "Sie waren also unzufrieden?"),
    ("de", "answers_offered", "Wie haben Sie weitergesucht? Kollegen gefragt, Messen?"),
    ("de", "forced_choice", "War es der Preis oder der Funktionsumfang?"),
    ("de", "several", "Wer war dabei und wie lange hat es gedauert?"),
]
OPEN = [
    ("en", "How did you go about looking?"),
    ("en", "So how did it begin?"),
    ("en", "Who else had a say?"),
    ("en", "What did you think, and then?"),
    ("en", "Did you talk to consultants, or go to a show?"),
    ("en", "Tell me about the day you signed."),
    ("en", "What happened next? And then?"),
    ("en", "Did anything slow you down or not?"),
    ("en", "You said the auditor came. What happened then?"),
    ("de", "Wie sind Sie vorgegangen?"),
    ("de", "Hatten Sie Bedenken?"),
    ("de", "War das der Moment, wo Sie gesagt haben, jetzt suchen wir was Neues?"),
    ("de", "Haben Sie Fachzeitschriften gelesen oder sich online umgesehen?"),
    ("de", "Gibt es noch was, das ich nicht gefragt habe?"),
    ("de", "Kannten Sie ihn vorher noch nicht?"),
    ("de", "Würden Sie die Agentur also empfehlen?"),
    ("de", "Und dann?"),
    ("de", "Erzählen Sie doch mal von Ihrem Betrieb."),
]


@pytest.mark.parametrize(("language", "rule", "text"), LEADING)
def test_a_leading_question_is_known_by_its_form(language: str, rule: str, text: str) -> None:
    (hit,) = suggestive(text, language)
    assert (hit.rule, text[hit.start : hit.end]) == (rule, text)


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_an_open_or_merely_closed_question_is_left_alone(language: str, text: str) -> None:
    assert suggestive(text, language) == []


def test_only_the_sentence_that_leads_is_quoted() -> None:
    text = "[laughs] I see. It was the price, wasn't it? Tell me more."
    (hit,) = suggestive(text, "en")
    assert text[hit.start : hit.end] == "It was the price, wasn't it?"
    assert hit.because == ", wasn't it?"


def test_answers_offered_one_after_the_other_are_one_finding() -> None:
    text = "What did you do next? A trade show? Consultants?"
    (hit,) = suggestive(text, "en")
    assert (hit.rule, text[hit.start : hit.end]) == ("answers_offered", text)


def test_three_questions_in_a_row_are_too_many() -> None:
    text = "Where did you look? When was that? Who helped you?"
    assert [hit.rule for hit in suggestive(text, "en")] == ["several"]


@given(st.text(alphabet="abc oder or nicht? .,!ä Sie you\n()[]…", max_size=300), st.sampled_from(["en", "de"]))
def test_whatever_is_said_findings_lie_within_it(text: str, language: str) -> None:
    for hit in suggestive(text, language):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.rule in RULES
        assert hit.because
