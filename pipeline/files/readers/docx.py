"""Word documents (.docx): Teams, Google Meet, f4, and whatever people type.

Not python-docx: its paragraphs leave out what tracked changes inserted, and it builds a tree of every part in several
times the time. The package is checked before anything is unpacked, and then only the main text is.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from pipeline.files.readers.faults import Unreadable
from pipeline.files.readers.layouts import utterances
from pipeline.method.talk.turns import Utterance

__all__ = ["SUFFIXES", "read"]

SUFFIXES = (".docx", ".docm")

_MAX_UNPACKED = 200_000_000  #: bytes of all parts together
_MAX_TEXT = 60_000_000  #: bytes of the main text's XML; an hour's interview has 0.5 MB
_MAX_RATIO, _FREE = 150, 5_000_000  #: no honest part above 5 MB packs better than 150 : 1
_MAX_PARTS = 5_000
_RESAVE = "Open it in Word or LibreOffice and save it again as .docx."
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN = re.compile(rb"<[^<>]{0,400}/officeDocument\"[^<>]{0,400}>")
_TARGET = re.compile(rb"Target=\"/?([^\"]{1,200})\"")


def read(data: bytes) -> tuple[Utterance, ...]:
    """Read the main text: tracked changes accepted; no headers, footers, comments or notes."""
    from pipeline.files.readers import word

    return utterances(word.lines(_document(data)))


def _document(data: bytes) -> bytes:
    """The main text's XML, unpacked only if the package is what it says."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("is protected with a password.", "Open it in Word, remove the password and save it again.")
        raise Unreadable("is an old Word document (.doc) under a wrong name.", _RESAVE)
    if not data.startswith(b"PK"):
        raise Unreadable("is no Word document, whatever its name says.", _RESAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package)
            return package.read(_main_part(package))
    except KeyError as error:
        raise Unreadable("is a zip archive but no Word document.", _RESAVE) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Unreadable("is damaged.", _RESAVE) from error


def _check(package: zipfile.ZipFile) -> None:
    """Refuse a package that would fill the memory. zipfile never unpacks more of a part than the part declares."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("is protected with a password.", "Open it, remove the password and save it again.")
    swollen = any(part.file_size > _FREE and part.file_size > _MAX_RATIO * part.compress_size for part in parts)
    if len(parts) > _MAX_PARTS or swollen or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        raise Unreadable(
            "would unpack to far more than a transcript holds (a zip bomb, or full of pictures).",
            "Do not open it if you do not know where it comes from; else remove its pictures and save it again.",
        )


def _main_part(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The part with the text: word/document.xml, or what the package names instead (Office 365: document2.xml)."""
    try:
        part = package.getinfo("word/document.xml")
    except KeyError:
        named = _MAIN.search(package.read("_rels/.rels")[:100_000])
        target = _TARGET.search(named[0]) if named else None
        if target is None:
            raise
        part = package.getinfo(target[1].decode("utf-8", "replace"))
    if part.file_size > _MAX_TEXT:
        raise Unreadable("has far more text than an interview.", "Split it into one file an interview.")
    return part
