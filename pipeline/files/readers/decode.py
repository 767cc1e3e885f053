"""Bytes -> text.

A byte order mark decides; then UTF-8; then Windows-1252 if that gives German or English; guessing comes last and warns.
(charset-normalizer asked first takes German UTF-8 with an emoji for Windows-1254.)
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from pipeline.files.readers.faults import Fault, Unreadable, check_count, check_length

__all__ = ["decode", "doubts", "lines"]

_MARKS = (  # UTF-32's little-endian mark begins with UTF-16's: the longer one first
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "is a zip archive or an Office document under a wrong name."),
    (b"\xd0\xcf\x11\xe0", "is an old Office document under a wrong name."),
    (b"%PDF-", "is a PDF under a wrong name."),
    (b"{\\rtf", "is rich text (RTF) under a wrong name."),
)
_SAVE = "Open it in the program it comes from and save it as .docx or as plain text in UTF-8."
#: What German, English and their neighbours write beyond ASCII, in prose and in typed talk.
_USUAL = frozenset("äöüßÄÖÜéèêëàâáçñóôòíìîïúùûøåæØÅÆÉÈÀÇ„“”‚‘’»«›‹–—…€£§°·•²³½¼´\u00a0\u00ad")
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 65_536  #: bytes that the guess looks at
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")


@dataclass(frozen=True, slots=True)
class _Guess:
    """An encoding, and what is doubtful about it."""

    encoding: str
    doubt: str = ""


def decode(data: bytes) -> str:
    r"""The text: line breaks are "\n", characters composed (NFC), stray control characters spaces."""
    guess = _guess(data)
    try:
        text = data.decode(guess.encoding, errors="replace")
    except (LookupError, UnicodeError) as error:
        raise Unreadable("is no text.", _SAVE) from error
    text = _BREAKS.sub("\n", text)
    for number, line in enumerate(text.split("\n"), 1):
        check_length(line, f"line {number}")
        check_count(number, "lines")
    return unicodedata.normalize("NFC", _CONTROLS.sub(_control, text))


def lines(data: bytes) -> list[str]:
    """The text's lines, without their ends."""
    return decode(data).split("\n")


def doubts(data: bytes) -> tuple[Fault, ...]:
    """What a person should check about how the bytes were taken."""
    guess = _guess(data)
    found = []
    if guess.doubt:
        found.append(Fault(guess.doubt, "Check its umlauts; save it as UTF-8 to be sure."))
    text = _BREAKS.sub("\n", data.decode(guess.encoding, errors="replace"))
    if "\ufffd" in text:
        place = f"line {text.count(chr(10), 0, text.index(chr(0xFFFD))) + 1}"
        what = f"{text.count(chr(0xFFFD))} characters could not be read and were replaced; this is the first place."
        found.append(Fault(what, "Correct them in the file and save it as UTF-8.", place))
    return tuple(found)


def _control(match: re.Match[str]) -> str:
    return "" if match[0] == "\ufeff" else " "


def _guess(data: bytes) -> _Guess:
    """The encoding of a file."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _Guess(encoding)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise Unreadable(what, _SAVE)
    if b"\0" in data:
        return _sixteen(data)
    if sum(map(data.count, _STRAY)) > max(3, len(data) // 50):
        raise Unreadable("is no text.", _SAVE)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight(data)
    return _Guess("utf-8")


_STRAY = [bytes((code,)) for code in (*range(1, 9), *range(14, 32), 127)]


def _sixteen(data: bytes) -> _Guess:
    """UTF-16 without a mark: Latin text then has a NUL in nearly every second byte and hardly one in the others."""
    half = len(data) / 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first::2].count(0) > 0.8 * half and data[1 - first :: 2].count(0) < 0.01 * half:
            return _Guess(encoding)
    raise Unreadable("is no text: it holds NUL bytes.", _SAVE)


def _eight(data: bytes) -> _Guess:
    """Not UTF-8: mostly UTF-8 with some broken bytes, a single-byte code, or a guess."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(map(text.count, "äöüßÄÖÜéè–„“”’…€")) > 2 * broken:
        return _Guess("utf-8")  # the replacement is reported by `doubts`
    shares = {encoding: _strangeness(data, encoding) for encoding in _SINGLE_BYTE}
    best = min(shares, key=lambda encoding: shares[encoding])
    if shares["cp1252"] <= 0.1:
        return _Guess("cp1252")
    if shares[best] <= 0.1:
        return _Guess(best, f"is not UTF-8 and was read as {best}.")
    return _last_resort(data)


def _strangeness(data: bytes, encoding: str) -> float:
    """The share of the characters beyond ASCII that nobody types in German or English talk (1.0: cannot be decoded)."""
    high = data.translate(None, bytes(range(128)))
    try:
        text = high.decode(encoding)
    except UnicodeDecodeError:
        return 1.0
    usual = sum(text.count(char) for char in _USUAL)
    return 1 - usual / len(text) if text else 0.0


def _last_resort(data: bytes) -> _Guess:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return _Guess(encoding, f"is not UTF-8; its encoding was guessed as {encoding}.")
