"""The locked key of a row in a review workbook: by it the row is known again, wherever it was moved or sorted to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.review.decisions import Decision, Verdict

__all__ = ["DISAGREEMENT", "MISSED", "NOTHING", "ORPHAN", "PASSED", "RECHECK", "REVIEW", "Key", "origin", "shown",
           "verdict_shown"]  # fmt: skip

REVIEW, DISAGREEMENT, RECHECK, ORPHAN = "r", "d", "c", "o"  #: the sheets, told by the key so that they may be renamed
MISSED, PASSED = "m", "p"  #: the sheet "Least sure": a code that no coder suggests, and one that a coder does
_FORM = re.compile(
    r"^(?P<body>(?P<kind>[rdcomp]):(?P<passage>\w*)/(?P<code>[\w.]*)(?:@(?P<origin>\w+))?#(?P<meaning>\w*)#(?P<shown>\w+))#(?P<check>\w{4})$"
)


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is about.

    Attributes:
        kind: the sheet it belongs to.
        passage, code: ids; code is "" in the row of a passage without a code.
        meaning: hash of the code's definition as the reviewer sees it.
        shown: hash of verdict, new code and comment as we wrote them: a row that still has it was not touched.
        origin: hash of the decision that the row asks to settle, "" in the review sheet.
    """

    kind: str
    passage: str
    code: str
    meaning: str
    shown: str
    origin: str = ""

    def __str__(self) -> str:
        origin_part = f"@{self.origin}" if self.origin else ""
        body = f"{self.kind}:{self.passage}/{self.code}{origin_part}#{self.meaning}#{self.shown}"
        return f"{body}#{fingerprint(body)[:4]}"

    @property
    def reviews(self) -> bool:
        """Whether a verdict in the row is about a code on a passage, and not about decisions made before."""
        return self.kind in (REVIEW, MISSED, PASSED)

    @classmethod
    def parse(cls, text: str) -> Key | None:
        """The key in a cell, None where it was edited."""
        match = _FORM.match(text.strip())
        if match is None or fingerprint(match["body"])[:4] != match["check"]:
            return None
        return cls(match["kind"], match["passage"], match["code"], match["meaning"], match["shown"], match["origin"] or "")


def shown(verdict: str, new_codes: tuple[str, ...], comment: str, reviewer: str = "") -> str:
    """Hash of what a row says, however it is capitalised or padded; a name alone says nothing."""
    codes = sorted(code for code in new_codes if code)
    said = (verdict.strip().casefold(), codes, " ".join(comment.split()))
    return fingerprint(said, " ".join(reviewer.split()) if any(said) else "")[:8]


NOTHING = shown("", (), "")  #: what a row says that nobody has decided


def verdict_shown(decision: Decision) -> str:
    """The verdict that the row of a decision shows, "" for a note: adding a code shows as accepting it."""
    return {Verdict.ADD: "accept", Verdict.NOTE: ""}.get(decision.verdict, str(decision.verdict))


def origin(decision: Decision) -> str:
    """Short id of a decision."""
    return fingerprint(decision.key)[:8]
