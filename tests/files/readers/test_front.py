"""What stands above the talk is not speech, and what is speech stays."""

from __future__ import annotations

from pipeline.files.readers.front import Line, front
from pipeline.method.talk.turns import Utterance

from .conftest import pairs, speakers

Said = tuple[Utterance, ...]


def test_metadata_above_the_turns(said: Said) -> None:
    """
    Interview mit Frau Dr. Meier
    Datum: 3. April 2024
    Teilnehmer: Anna Schmidt, Frau Dr. Meier
    Duration: 35:12
    Interviewer: Anna Schmidt
    B: Frau Dr. Meier

    I: Guten Tag.
    B: Guten Tag.
    """
    assert pairs(said) == [("I", "Guten Tag."), ("B", "Guten Tag.")]


def test_who_takes_part_without_any_other_metadata(said: Said) -> None:
    """
    Interviewer: Anna Schmidt

    I: Guten Tag.
    B: Guten Tag.
    """
    assert speakers(said) == ["I", "B"]


def test_yaml_front_matter(said: Said) -> None:
    """
    ---
    title: How Acme chose
    speaker: nobody
    ---

    I: Hello there.
    B: Hi.
    """
    assert speakers(said) == ["I", "B"]


def test_a_greeting_after_metadata_is_a_turn(said: Said) -> None:
    """
    Datum: 3.4.2024

    I: Guten Tag
    B: Hallo
    I: Wie geht es Ihnen?
    B: Gut.
    """
    assert pairs(said)[:2] == [("I", "Guten Tag"), ("B", "Hallo")]


def test_a_host_who_welcomes_is_a_turn(said: Said) -> None:
    """
    Host: Welcome to the show.
    Guest: Thanks.
    """
    assert pairs(said) == [("Host", "Welcome to the show."), ("Guest", "Thanks.")]


def test_a_sentence_above_the_first_label_is_kept_as_nobodys(said: Said) -> None:
    """
    das gerät läuft jetzt, wir können dann anfangen.

    I: Wie war es?
    B: Gut.
    """
    assert pairs(said)[0] == ("", "das gerät läuft jetzt, wir können dann anfangen.")


def test_the_guest_is_named_only_if_one_name_is_clear() -> None:
    assert front([Line("Interview with Anna Schmidt, CTO of Acme", heading=1)]).guest == "Anna Schmidt"
    assert front([Line("Guest: Anna Schmidt"), Line("Date: 2024-01-01")]).guest == "Anna Schmidt"
    assert front([Line("Interview with Anna Schmidt"), Line("Interview with Tom Berger")]).guest == ""
    assert front([Line("Interview with a customer")]).guest == ""
