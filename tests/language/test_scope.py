"""What is asserted, negated, imagined, or about others: sentence, cue, judgement."""

from __future__ import annotations

import pytest

from pipeline.language.analysis import Analyst, Vocabulary
from pipeline.language.scope import Scope
from tests.language.hearing import scope

GERMAN = {
    "negated": """
Angst hatten wir eigentlich keine. | Angst
Auf der Messe waren wir nicht. | Messe
Messe nicht, nein. | Messe
Wir haben weder die Messe noch den Händler besucht. | Messe
Wir haben weder die Messe noch den Händler besucht. | Händler
Das war nicht so teuer. | teuer
Es war nicht der Preis, sondern der Service. | Preis
Der Preis war es nicht. | Preis
Ich glaube nicht, dass es der Preis war. | Preis
Die haben nicht angerufen. | anrufen
Die haben uns nicht mehr angerufen. | anrufen
Keiner hat uns angerufen. | anrufen
Da hat niemand angerufen. | anrufen
Wir haben nie auf eine Messe gewollt. | Messe
Geld war kein Thema. | Geld
Das Budget war nicht das Problem. | Budget
Auf der Messe waren wir dieses Jahr leider nicht dabei. | Messe
Ich kann mich an keinen Anruf erinnern. | Anruf
Nicht, dass der Preis hoch war. | Preis
Ich würde nicht sagen, dass der Preis hoch war. | Preis
Das hat nichts mit dem Preis zu tun. | Preis
""",
    "fact": """
Wir waren nicht nur auf der Messe, sondern auch beim Händler. | Messe
Das war nicht nur teuer, sondern auch schlecht. | teuer
Kein Wunder, dass die Messe voll war. | Messe
Ohne die Schulung wäre das nichts geworden. | Schulung
Die kaufe ich nie wieder. | nie wieder
Das ist doch die Messe, oder nicht? | Messe
Die Messe war gut, nicht wahr? | Messe
Die war teuer, ne? | teuer
Es war nicht der Preis, sondern der Service. | Service
Ich habe mich nicht getraut, weil der Preis hoch war. | Preis
Wir wollten nicht kündigen, aber der Preis war zu hoch. | Preis
Wir konnten nicht ohne die Schulung anfangen. | Schulung
Ich habe keine Ahnung, was die Schulung gekostet hat. | Schulung
Das war überhaupt kein Problem, die Schulung. | Schulung
Da würde ich sagen, der Preis war entscheidend. | Preis
Der Preis, würde ich sagen, war entscheidend. | Preis
Ich hätte gerne den Preis gewusst. | Preis
Ich war mir nicht sicher, ob die Schulung reicht. | Schulung
Wenn die Maschine steht, kostet das Geld. | Maschine
Ein Bekannter hat uns die Firma empfohlen. | empfehlen
Mein Schwager hat mir das empfohlen. | empfehlen
Ein Kollege aus einer anderen Firma hat uns das empfohlen. | empfehlen
Wir haben uns bei der Konkurrenz ein Angebot geholt. | Angebot
Wir sind dann zur Konkurrenz gewechselt. | wechseln
Das Angebot der Konkurrenz war teurer. | teuer
Nein, auf der Messe waren wir. | Messe
Die Messe hat uns nichts gebracht. | Messe
Der hat sich nicht gemeldet, obwohl wir auf der Messe waren. | Messe
Nicht zuletzt wegen der Messe. | Messe
Wir haben lange nicht gewusst, dass es Schulungen gibt. | Schulung
Ohne Angebot geht bei uns gar nichts. | Angebot
""",
    "hypothetical": """
Wenn wir die Schulung gehabt hätten, wäre es besser gelaufen. | Schulung
Wir hätten auf die Messe gehen können. | Messe
Da hätte man eine Schulung machen können. | Schulung
Wir würden zur Messe fahren, wenn wir Zeit hätten. | Messe
Eine Schulung wäre schön gewesen. | Schulung
Da wäre ein Anruf gut gewesen. | Anruf
Wir könnten natürlich kündigen. | kündigen
""",
    "others": """
Die Konkurrenz hat einen Messestand gehabt. | Messestand
Die Konkurrenz hat einen eigenen Außendienst. | Außendienst
Bei einem Bekannten ist die Maschine ausgefallen. | ausfallen
Viele Firmen haben ja Angst vor der Cloud. | Angst
Andere Firmen haben da Angst. | Angst
Die meisten Betriebe haben Angst vor so was. | Angst
Bei meinem Schwager im Betrieb war der Ausfall. | Ausfall
""",
}

ENGLISH = {
    "negated": """
It wasn't the price. | price
I don't think it was the price. | price
We didn't go to the trade show. | trade show
There was hardly any training. | training
I couldn't find the price. | price
We never got a quote. | quote
It was not that expensive. | expensive
I can't say the price was low. | price
Nobody called us. | call
The show, no, we did not go there. | show
They would not give us a quote. | quote
""",
    "fact": """
Not only the price but also the service was bad. | price
No doubt the price mattered. | price
It's expensive, isn't it? | expensive
We went to the show, didn't we? | show
I would say the price was too high. | price
The price, I'd say, was too high. | price
That would always break. | break
He would call us every week. | call
They'd ring us every Monday. | ring
We could finally see the price. | price
We switched to a competitor. | switch
The competitor's quote was cheaper. | quote
A friend at another company recommended it. | recommend
Never again. | never again
Without the training we would have been lost. | training
I had no idea what the price was. | price
We couldn't not buy it. | buy
If the machine stops, we lose money. | machine
No, we went to the show. | show
I didn't like it, but the price was good. | price
I was not sure whether the training would help. | training
I would love a second licence. | licence
Nothing but trouble with the vendor. | trouble
""",
    "hypothetical": """
If we had known, we would have called support. | support
We would have bought the licence. | licence
You could buy a licence there. | licence
We could have gone to the show. | show
I wish we had had training. | training
We should have asked for references. | reference
We might buy a second licence. | licence
""",
    "others": """
My brother's firm had an outage. | outage
Other companies have a lot of fear. | fear
A competitor had an outage. | outage
Most companies are afraid of that. | afraid
""",
}


def _rows(table: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (line.rpartition(" | ")[0], line.rpartition(" | ")[2], judgement)
        for judgement, lines in table.items()
        for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("text", "cue", "judgement"), _rows(GERMAN))
def test_german(text: str, cue: str, judgement: str) -> None:
    assert scope(text, cue) == judgement


@pytest.mark.parametrize(("text", "cue", "judgement"), _rows(ENGLISH))
def test_english(text: str, cue: str, judgement: str) -> None:
    assert scope(text, cue, "en") == judgement


def test_a_negated_evaluation_keeps_its_subject() -> None:
    """Die Schulung war nicht gut: a training, and a bad one."""
    vocabulary = Vocabulary()
    [sentence] = Analyst().sentences("Die Schulung war nicht gut.", "de", vocabulary)
    training, good = 1, 4
    assert Scope(vocabulary).judge(sentence, [training], frozenset([good])) == ""
    assert Scope(vocabulary).negated(sentence, [good])


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Wir haben die Firma auf der Messe gesehen.", "de", ""),
        ("Eine Schulung wäre schön gewesen.", "de", "hypothetical"),
        ("Eine Schulung wäre schön gewesen. Wir haben dann selbst geübt.", "de", ""),
        ("A training would have been nice.", "en", "hypothetical"),
        ("Our competitor bought a new plant.", "en", "others"),
        ("Our competitor bought a new plant, and we bought one as well.", "en", ""),
        ("Angst hatten wir eigentlich keine.", "de", ""),
        ("", "en", ""),
    ],
)
def test_passages_told_as_something_else_from_beginning_to_end(text: str, language: str, told: str) -> None:
    vocabulary = Vocabulary()
    sentences = Analyst().sentences(text, language, vocabulary)
    assert Scope(vocabulary).told_as(sentences) == told


def test_supposed_and_of_others_together_are_neither() -> None:
    vocabulary = Vocabulary()
    text = "A training would have been nice. Our competitor bought a new plant."
    assert Scope(vocabulary).told_as(Analyst().sentences(text, "en", vocabulary)) == ""
