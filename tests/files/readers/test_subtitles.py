"""WebVTT and SubRip, whole and broken."""

from __future__ import annotations

import pytest

from pipeline.files.readers import srt, vtt
from pipeline.files.readers.faults import Unreadable
from pipeline.method.talk.turns import Utterance

from .conftest import pairs, speakers

Shown = tuple[Utterance, ...]


def test_zoom_writes_the_name_into_the_cue(shown_vtt: Shown) -> None:
    """
    WEBVTT

    1
    00:00:01.000 --> 00:00:04.000
    Anna Schmidt: How did it

    2
    00:00:04.000 --> 00:00:06.000
    Anna Schmidt: start?

    3
    00:00:06.000 --> 00:00:09.500
    Bernd Müller: We looked: a lot.

    4
    00:00:09.500 --> 00:00:10.000
    And more.
    """
    assert shown_vtt == (
        Utterance("Anna Schmidt", "How did it", 1.0, 4.0),
        Utterance("Anna Schmidt", "start?", 4.0, 6.0),
        Utterance("Bernd Müller", "We looked: a lot.", 6.0, 9.5),
        Utterance("Bernd Müller", "And more.", 9.5, 10.0),
    )


def test_teams_tags_the_voice(shown_vtt: Shown) -> None:
    """
    WEBVTT

    8e4c5a0e-1b2c-4d5e-8f90-123456789abc/12-0
    00:00:01.000 --> 00:00:04.000
    <v Müller, Sabine>How did it &amp; that
    start?</v>

    8e4c5a0e-1b2c-4d5e-8f90-123456789abc/13-0
    01:00:04.000 --> 01:00:06.000
    <v.first.loud Tom &amp; Co>So <i>there</i>: a < b &lt;v&gt;</v>
    """
    assert shown_vtt == (
        Utterance("Müller, Sabine", "How did it & that start?", 1.0, 4.0),
        Utterance("Tom & Co", "So there: a < b <v>", 3604.0, 3606.0),
    )


def test_two_voices_in_a_cue_are_two_utterances(shown_vtt: Shown) -> None:
    """
    WEBVTT

    00:01.000 --> 00:04.000
    <v Anna>Really?</v> <v Tom>Yes.</v>

    00:04.000 --> 00:05.000
    I think so.
    """
    assert pairs(shown_vtt) == [("Anna", "Really?"), ("Tom", "Yes."), ("Tom", "I think so.")]


def test_notes_styles_and_regions_are_not_speech(shown_vtt: Shown) -> None:
    """
    WEBVTT - a title
    Kind: captions
    Language: en

    NOTE a note
    of two lines

    STYLE
    ::cue { color: red }

    REGION
    id:fred

    intro
    00:01.000 --> 00:02.000 align:start position:0%
    Hello.

    NOTE another --> note

    00:02,000 --> 00:03,000
    You there.
    """
    assert pairs(shown_vtt) == [("", "Hello."), ("", "You there.")]


def test_a_file_without_its_first_line_is_read(shown_vtt: Shown) -> None:
    """
    00:01 --> 00:02
    Speaker 1: Hi.
    00:02 --> 00:03
    Speaker 2: 42.
    """
    assert pairs(shown_vtt) == [("Speaker 1", "Hi."), ("Speaker 2", "42.")]


def test_youtubes_rolling_lines_are_said_once(shown_vtt: Shown) -> None:
    """
    WEBVTT

    00:00:00.000 --> 00:00:02.000

    hello<00:00:00.500><c> world</c>

    00:00:02.000 --> 00:00:02.010
    hello world

    00:00:02.010 --> 00:00:04.000
    hello world
    how<00:00:02.500><c> are</c>

    00:00:04.000 --> 00:00:04.010
    how are

    00:00:04.010 --> 00:00:06.000
    how are
    you now
    """
    assert [u.text for u in shown_vtt] == ["hello world", "how are", "you now"]


def test_what_was_said_twice_stays_twice(shown_srt: Shown) -> None:
    """
    1
    00:00:00,000 --> 00:00:01,000
    Ja.

    2
    00:00:01,000 --> 00:00:02,000
    Ja.

    3
    00:00:02,000 --> 00:00:03,000
    Genau.
    """
    assert [u.text for u in shown_srt] == ["Ja.", "Ja.", "Genau."]


def test_whisper_srt_names_nobody(shown_srt: Shown) -> None:
    """
    1
    00:00:00,000 --> 00:00:02,500
    hello there

    2
    00:00:02,500 --> 00:00:04,000
    how are you,

    after an empty line
    """
    assert shown_srt == (
        Utterance("", "hello there", 0.0, 2.5),
        Utterance("", "how are you, after an empty line", 2.5, 4.0),
    )


def test_a_second_speaker_within_a_cue(shown_srt: Shown) -> None:
    """
    1
    00:00:00,000 --> 00:00:02,000
    Anna: Hello there.
    Tom: Hi.

    2
    00:00:02,000 --> 00:00:04,000
    <font color="red">So</font> how
    are you?
    Anna: Good.
    3
    00:00:04,000 --> 00:00:06,000
    {\\an8}Tom: Fine.
    """
    assert pairs(shown_srt) == [
        ("Anna", "Hello there."), ("Tom", "Hi."), ("Tom", "So how are you?"), ("Anna", "Good."), ("Tom", "Fine."),
    ]  # fmt: skip


def test_names_in_brackets_but_not_noises(shown_srt: Shown) -> None:
    """
    1
    00:00:00,000 --> 00:00:01,000
    [Anna] Hello.

    2
    00:00:01,000 --> 00:00:02,000
    [Tom] Hi.

    3
    00:00:02,000 --> 00:00:03,000
    [Lachen] So.

    4
    00:00:03,000 --> 00:00:04,000
    [Anna] And?

    5
    00:00:04,000 --> 00:00:05,000
    [Tom] Well.
    """
    assert pairs(shown_srt)[2] == ("Tom", "[Lachen] So.")
    assert speakers(shown_srt) == ["Anna", "Tom", "Tom", "Anna", "Tom"]


def test_dashes_change_the_speaker_to_somebody_unknown(shown_srt: Shown) -> None:
    """
    1
    00:00:00,000 --> 00:00:02,000
    Anna: Hello.

    2
    00:00:02,000 --> 00:00:04,000
    Tom: Hi.

    3
    00:00:04,000 --> 00:00:06,000
    - And you?
    - Fine.

    4
    00:00:06,000 --> 00:00:07,000
    - Anna: So
    - Tom: it goes.
    """
    assert pairs(shown_srt)[2:] == [("Tom", "And you?"), ("", "Fine."), ("Anna", "So"), ("Tom", "it goes.")]


@pytest.mark.parametrize("module", [vtt, srt])
def test_a_file_without_cues_says_so(module: object) -> None:
    with pytest.raises(Unreadable, match="no cues"):
        (vtt if module is vtt else srt).read(b"WEBVTT\n\nI: Hello.\n")
