"""Talk without labels."""

from __future__ import annotations

from pipeline.method.talk.turns import Utterance

from .conftest import pairs

Said = tuple[Utterance, ...]


def test_headings_ask_and_paragraphs_answer(said: Said) -> None:
    """
    ---
    title: How Acme chose
    interviewee: Sabine Müller
    ---
    # How Acme chose

    ## How did it start?

    We were lost.

    Really lost: no idea.

    ## Tell me about the search.

    We asked around.

    ## What then?

    We bought it.
    """
    assert [(u.speaker, u.question, u.text) for u in said] == [
        ("Interviewer", True, "How did it start?"),
        ("Sabine Müller", False, "We were lost."),
        ("Sabine Müller", False, "Really lost: no idea."),
        ("Interviewer", True, "Tell me about the search."),
        ("Sabine Müller", False, "We asked around."),
        ("Interviewer", True, "What then?"),
        ("Sabine Müller", False, "We bought it."),
    ]


def test_bold_lines_ask(said: Said) -> None:
    """
    Ein Gespräch über Software

    **Wie kam es dazu?**
    Wir hatten ein Problem
    mit der Disposition.

    **Und dann?** Dann haben wir **lange** gesucht.
    """
    assert [(u.speaker, u.question, u.text) for u in said] == [
        ("Interviewer", True, "Wie kam es dazu?"),
        ("Interviewee", False, "Wir hatten ein Problem mit der Disposition."),
        ("Interviewer", True, "Und dann?"),
        ("Interviewee", False, "Dann haben wir **lange** gesucht."),
    ]


def test_an_introduction_is_not_the_interviewees(said: Said) -> None:
    """
    Acme sells pumps. We met them in spring, and they told us everything.

    ## How did it start?

    By chance.

    ## And then?

    It went on.
    """
    assert said[0].speaker == "Interviewer"
    assert said[2] == Utterance("Interviewee", "By chance.")


def test_plain_paragraphs_are_nobodys(said: Said) -> None:
    """
    Wir haben lange gesucht,
    fast ein Jahr. Also eins: das Budget war knapp.

    Vorher: Excel. Das war schlimm.

    Er sagte: nein.
    """
    assert pairs(said) == [
        ("", "Wir haben lange gesucht, fast ein Jahr. Also eins: das Budget war knapp."),
        ("", "Vorher: Excel. Das war schlimm."),
        ("", "Er sagte: nein."),
    ]


def test_without_empty_lines_each_line_is_a_paragraph(said: Said) -> None:
    """
    Wir haben lange gesucht.
    Dann haben wir gekauft.
    """
    assert pairs(said) == [("", "Wir haben lange gesucht."), ("", "Dann haben wir gekauft.")]


def test_a_bold_title_asks_nothing(said: Said) -> None:
    """
    **Interview mit Anna Schmidt, Leiterin Einkauf**

    **Wie war es?**

    Gut.

    **Und dann?**

    Auch gut.
    """
    assert [(u.speaker, u.question) for u in said] == [("Interviewer", True), ("Anna Schmidt", False)] * 2
