"""Word documents that journey writes: the same bytes for the same content, and a seal by which an edited one is known.

The seal is a hash of all parts of the document but its properties, and stands in these as the identifier. So a document that
a person has edited is known without any further record, and is not written over.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

__all__ = ["edited", "sealed"]

_CORE, _EPOCH = "docProps/core.xml", (1980, 1, 1, 0, 0, 0)
_MADE = datetime(2026, 1, 1)  # no clock in the content
_SEAL = re.compile(rb"<dc:identifier>journey-(\w+)</dc:identifier>")
_EMPTY = ("comments", "keywords", "subject", "category", "content_status", "version", "identifier")


def sealed(document: Any, title: str, locale: str) -> bytes:
    """The bytes of a document, of which no property but these tells of anybody.

    Args:
        document: of python-docx.
        title: for its properties, which hold at most 255 characters.
        locale: of its text, for instance "de-DE".
    """
    core = document.core_properties
    for name in _EMPTY:
        setattr(core, name, "")
    core.title, core.language, core.revision = title[:255], locale, 1
    core.author = core.last_modified_by = "journey"
    core.created = core.modified = _MADE
    core.identifier = f"journey-{_digest(_parts(_saved(document)))}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in _parts(_saved(document)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = (zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED), 0
            package.writestr(info, data)
    return packed.getvalue()


def edited(data: bytes) -> bool:
    """Whether a document is another than was written; saving it in a word processor counts."""
    try:
        parts = _parts(data)
        seal = _SEAL.search(dict(parts)[_CORE])
        return seal is None or seal[1].decode() != _digest(parts)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError):
        return True


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _digest(parts: Sequence[tuple[str, bytes]]) -> str:
    content = blake2b(digest_size=8)
    for name, data in sorted(parts):
        if name != _CORE:
            content.update(f"{name}\0{len(data)}\0".encode())
            content.update(data)
    return content.hexdigest()
