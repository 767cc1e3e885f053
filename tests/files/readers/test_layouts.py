"""Every layout of a labelled text, with its transcript in the docstring."""

from __future__ import annotations

from pipeline.files.readers import text
from pipeline.method.talk.turns import Utterance

from .conftest import pairs, speakers, times

Said = tuple[Utterance, ...]


def test_f4_marks_end_a_turn(said: Said) -> None:
    """
    I: Wie haben Sie gesucht? #00:00:05-1#
    B1: Erst mal gegoogelt. (lacht) #00:00:12-4#
    """
    assert said == (
        Utterance("I", "Wie haben Sie gesucht?", None, 5.1),
        Utterance("B1", "Erst mal gegoogelt. (lacht)", None, 12.4),
    )


def test_f4_marks_before_a_turn_begin_it(said: Said) -> None:
    """
    #00:00:05-1# I: Wie haben Sie gesucht?
    B: #00:00:12-4# Erst mal gegoogelt.
    """
    assert pairs(said) == [("I", "Wie haben Sie gesucht?"), ("B", "Erst mal gegoogelt.")]
    assert times(said) == [(5.1, None), (12.4, None)]


def test_a_mark_within_a_turn_cuts_it(said: Said) -> None:
    """
    I: Und dann?
    B: Erst mal gegoogelt. #00:00:12-4# Dann telefoniert. #00:01:00-0#
    """
    assert said[1:] == (
        Utterance("B", "Erst mal gegoogelt.", None, 12.4),
        Utterance("B", "Dann telefoniert.", 12.4, 60.0),
    )


def test_an_f4_mark_on_its_own_line_ends_the_turn_above(said: Said) -> None:
    """
    I: Und dann?
    #00:00:05-0#
    B: Nichts.
    """
    assert said[0] == Utterance("I", "Und dann?", None, 5.0)


def test_bracketed_time_before_the_name(said: Said) -> None:
    """
    [00:00:10] ANNA: How did it start?
    [01:00:12] BERND: With a crash.
    And a second line: like this.
    """
    assert pairs(said) == [("ANNA", "How did it start?"), ("BERND", "With a crash. And a second line: like this.")]
    assert times(said) == [(10.0, None), (3612.0, None)]


def test_bracketed_time_after_the_name(said: Said) -> None:
    """
    ANNA [00:00:10]: How did it start?
    BERND [00:00:12.5]: With a crash.
    """
    assert speakers(said) == ["ANNA", "BERND"]
    assert times(said) == [(10.0, None), (12.5, None)]


def test_time_in_parentheses(said: Said) -> None:
    """
    (00:10) Anna: How did it start?
    (00:12) Bernd: With a crash.
    """
    assert pairs(said) == [("Anna", "How did it start?"), ("Bernd", "With a crash.")]
    assert times(said) == [(10.0, None), (12.0, None)]


def test_from_when_till_when(said: Said) -> None:
    """
    [00:10 - 00:12] Anna: How did it start?
    [00:12 - 00:15] Bernd: With a crash.
    """
    assert times(said) == [(10.0, 12.0), (12.0, 15.0)]


def test_bold_names(said: Said) -> None:
    """
    **Anna:** How did it start?

    **Bernd Müller**: With a **big** crash. **laughs**

    A second paragraph.

    __Anna__: And then?

    **Bernd Müller:** Nothing.
    """
    assert pairs(said) == [
        ("Anna", "How did it start?"),
        ("Bernd Müller", "With a **big** crash. **laughs** A second paragraph."),
        ("Anna", "And then?"),
        ("Bernd Müller", "Nothing."),
    ]


def test_a_bare_time_before_the_label(said: Said) -> None:
    """
    00:17 P1: I was there.
    00:20 I: When?
    00:25 P1: At 10:30, I think.
    """
    assert pairs(said) == [("P1", "I was there."), ("I", "When?"), ("P1", "At 10:30, I think.")]
    assert times(said)[0] == (17.0, None)


def test_otter_has_name_and_time_on_their_own_line(said: Said) -> None:
    """
    Anna Schmidt  0:12
    How did it start?

    Unknown Speaker  0:15
    We met at 3:30 in the afternoon.
    And went on.

    Anna Schmidt  1:02:03
    Okay.

    Transcribed by https://otter.ai
    """
    assert pairs(said) == [
        ("Anna Schmidt", "How did it start?"),
        ("Unknown Speaker", "We met at 3:30 in the afternoon. And went on."),
        ("Anna Schmidt", "Okay."),
    ]
    assert times(said) == [(12.0, None), (15.0, None), (3723.0, None)]


def test_name_and_time_in_parentheses_on_their_own_line(said: Said) -> None:
    """
    Anna (00:12):
    How did it start?

    Speaker 1 (00:15):
    With a crash.
    """
    assert pairs(said) == [("Anna", "How did it start?"), ("Speaker 1", "With a crash.")]


def test_zoom_has_name_and_time_on_their_own_line(said: Said) -> None:
    """
    Anna Schmidt 00:00:12
    How did it start?

    Bernd 00:00:15
    With a crash.
    """
    assert pairs(said) == [("Anna Schmidt", "How did it start?"), ("Bernd", "With a crash.")]
    assert times(said) == [(12.0, None), (15.0, None)]


def test_meet_has_a_time_above_several_turns(said: Said) -> None:
    """
    00:00:00

    Anna Schmidt: How did it start?
    Bernd Maier: With a crash.

    00:05:00

    Anna Schmidt: And then?
    Bernd Maier: Nothing: really.

    Transcription ended after 00:35:12
    """
    assert [(u.speaker, u.text, u.start) for u in said] == [
        ("Anna Schmidt", "How did it start?", 0.0),
        ("Bernd Maier", "With a crash.", None),
        ("Anna Schmidt", "And then?", 300.0),
        ("Bernd Maier", "Nothing: really.", None),
    ]


def test_a_name_alone_above_each_paragraph(said: Said) -> None:
    """
    Interviewer
    Wie war das damals für Sie?

    Frau Dr. Meier-Schulz
    Schwierig, weil niemand Zeit hatte.

    Trotzdem haben wir weitergemacht.

    Interviewer
    Und dann?

    Frau Dr. Meier-Schulz
    Dann ging es.
    """
    assert pairs(said) == [
        ("Interviewer", "Wie war das damals für Sie?"),
        ("Frau Dr. Meier-Schulz", "Schwierig, weil niemand Zeit hatte. Trotzdem haben wir weitergemacht."),
        ("Interviewer", "Und dann?"),
        ("Frau Dr. Meier-Schulz", "Dann ging es."),
    ]


def test_names_in_all_their_shapes(said: Said) -> None:
    """
    Frau Dr. Meier-Schulz: Guten Tag zusammen.
    Müller, Sabine: Hallo.
    Tom 🌻: Hi.
    Speaker 1: Hello.
    Frau Dr. Meier-Schulz: So.
    Müller, Sabine: Also.
    Tom 🌻: Ja.
    von der Leyen, Ursula: Genau.
    """
    assert speakers(said) == [
        "Frau Dr. Meier-Schulz", "Müller, Sabine", "Tom 🌻", "Speaker 1",
        "Frau Dr. Meier-Schulz", "Müller, Sabine", "Tom 🌻", "von der Leyen, Ursula",
    ]  # fmt: skip


def test_questions_and_answers_by_letter(said: Said) -> None:
    """
    F: Wie kam es dazu?
    A: Durch Zufall.
    F: Und warum?
    A: Darum: weil es ging.
    """
    assert pairs(said)[2:] == [("F", "Und warum?"), ("A", "Darum: weil es ging.")]


def test_whisper_with_speaker_numbers(said: Said) -> None:
    """
    [SPEAKER_00]: Hello there.
    [SPEAKER_01]: Hi.
    """
    assert speakers(said) == ["SPEAKER_00", "SPEAKER_01"]


def test_whisper_without_speakers_keeps_its_times(said: Said) -> None:
    """
    [00:00.000 --> 00:02.500]  hello there
    [00:02.500 --> 00:05.000]  how are you
    """
    assert said == (Utterance("", "hello there", 0.0, 2.5), Utterance("", "how are you", 2.5, 5.0))


def test_two_columns_with_a_tab() -> None:
    said = text.read(b"Anna\tHallo.\nBernd\tTag.\nAnna\tWie war es?\nBernd\tGut.\n")
    assert pairs(said) == [("Anna", "Hallo."), ("Bernd", "Tag."), ("Anna", "Wie war es?"), ("Bernd", "Gut.")]


def test_a_colon_within_speech_makes_no_speaker(said: Said) -> None:
    """
    I: Wie war es?
    B: Gut.
    Vorher: Excel.
    I: Und was sagte er?
    B: Dies und das.
    Er sagte: nein.
    I: Aha?
    B: Ja.
    Also eins: das Budget.
    I: So?
    B: Großes Thema.
    Großes Problem: Geld.
    """
    assert set(speakers(said)) == {"I", "B"}
    assert said[1].text == "Gut. Vorher: Excel."
    assert said[-1].text == "Großes Thema. Großes Problem: Geld."


def test_someone_who_drops_in_once_is_a_speaker(said: Said) -> None:
    """
    I: Wie war es?
    B: Gut.
    I: Und dann?
    B: Auch gut.
    Frau Dr. Meier: Entschuldigung, ich störe.
    P2: Ich auch.
    I: Kein Problem.
    B: Nein.
    """
    assert speakers(said) == ["I", "B", "I", "B", "Frau Dr. Meier", "P2", "I", "B"]


def test_a_clock_time_said_stays_in_the_speech(said: Said) -> None:
    """
    I: Wann war das?
    B: Na ja.
    10:30 haben wir angefangen.
    I: Aha.
    """
    assert said[1] == Utterance("B", "Na ja. 10:30 haben wir angefangen.")


def test_spellings_of_one_label_are_one_speaker(said: Said) -> None:
    """
    ANNA: Hallo.
    Tom: Tag.
    Anna: Wie war es?
    Tom: Gut.
    Anna: So?
    """
    assert speakers(said) == ["Anna", "Tom", "Anna", "Tom", "Anna"]


def test_noises_stay_as_they_are(said: Said) -> None:
    """
    I: Und? [lacht]
    B: **lacht** Ja, (...) [unv. 00:12] *hustet* so.
    (seufzt)
    """
    assert pairs(said) == [("I", "Und? [lacht]"), ("B", "**lacht** Ja, (...) [unv. 00:12] *hustet* so. (seufzt)")]


def test_one_labelled_guest_below_question_headings(said: Said) -> None:
    """
    ## How did it start?

    Anna: With a crash.

    ## And then?

    Anna: We looked around.
    """
    assert [(u.speaker, u.question) for u in said] == [
        ("Interviewer", True), ("Anna", False), ("Interviewer", True), ("Anna", False),
    ]  # fmt: skip


def test_a_section_title_between_labelled_turns_is_no_speech(said: Said) -> None:
    """
    # Interview 3

    I: Wie war es?

    ## Teil 2: Auswahl?

    B: Gut.
    """
    assert pairs(said) == [("I", "Wie war es?"), ("B", "Gut.")]


def test_three_turns_are_enough(said: Said) -> None:
    """
    - Anna: Hallo.
    - Tom: Tag.
    - Anna: So?
    """
    assert pairs(said) == [("Anna", "Hallo."), ("Tom", "Tag."), ("Anna", "So?")]


def test_user_names(said: Said) -> None:
    """
    interviewer: wie war es?
    sabine_m: gut.
    interviewer: und?
    sabine_m: naja.
    interviewer: aha
    sabine_m: so.
    """
    assert speakers(said) == ["interviewer", "sabine_m"] * 3


def test_numbered_paragraphs(said: Said) -> None:
    """
    1 I: Wie war es?
    2 B: Gut.
    3 I: Und?
    4 B: Ja.
    """
    assert speakers(said) == ["I", "B", "I", "B"]


def test_meet_in_markdown_has_times_as_headings(said: Said) -> None:
    """
    # Interview

    ### 00:05:00

    **Anna Schmidt:** How did it start?
    **Tom Berger:** With a crash.
    """
    assert said == (Utterance("Anna Schmidt", "How did it start?", 300.0), Utterance("Tom Berger", "With a crash."))


def test_pandocs_escapes_are_undone(said: Said) -> None:
    r"""
    **\[00:00:10\] Anna:** Hallo \*lacht\*.

    **\[00:00:12\] Tom:** Tag.
    """
    assert said == (Utterance("Anna", "Hallo *lacht*.", 10.0), Utterance("Tom", "Tag.", 12.0))
