"""Step 3: a job's statement, drafted from what people said: "When ..., I want to ..., so I can ...".

The form is the job story's (Klement 2013); its parts are verbatim passages, cut to a clause with […] and never reworded. A
person writes the final statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.language.sentences import sentences
from pipeline.method.coding.coding import Coding
from pipeline.method.talk.passages import Passage

__all__ = ["CUT", "Part", "clause", "draft", "told"]

_Fit = Callable[[str, float], float]  #: text of a clause, its place in the talk -> how well it fits
CUT = "[…]"
SHORT, LONG = 45, 130  #: characters of a clause that reads well
MOST_READ = 60  #: codings that are looked at for one part
_FORMS = {
    "en": ("When … “{}”", "I want to … “{}”", "so I can … “{}”", "(draft from verbatim passages)"),
    "de": ("Wenn … „{}“", "möchte ich … „{}“", "damit ich … „{}“", "(Entwurf aus wörtlichen Passagen)"),
}
_WANTED = re.compile(
    r"(?i)\b(?:ich|wir|mir|uns|man|i|we)\b.*\b(?:woll\w*|möcht\w*|brauch\w*|wünsch\w*|gewünscht|ging|want\w*|need\w*|wish\w*|after)\b"
    r"|\b(?:woll\w*|möcht\w*|brauch\w*|ging)\b.*\b(?:ich|wir|mir|uns|man)\b"
)
_NOW = re.compile(
    r"(?i)\b(?:kann|können|könn\w*|konnte\w*|endlich|wieder|jetzt|heute|seitdem|can|could|able|now|again|finally)\b"
)
_BOUNDARY = re.compile(r"[,;:–—]\s|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statement.

    Attributes:
        passage, interview: where it was said.
        text: the clause, verbatim but for […] where it is cut.
    """

    passage: str
    interview: str
    text: str


def draft(
    codings: Sequence[Coding],
    leading: Sequence[str],
    passages: Mapping[str, Passage],
    place: Mapping[str, float],
    language: str,
    typical: Sequence[str] = (),
) -> tuple[Part | None, Part | None, Part | None]:
    """The situation, the wish and the outcome of a job; None where nobody said it.

    Args:
        codings: of the job's interviews.
        leading: its strongest codes; their triggers are preferred.
        passages: by id.
        place: passage -> where in the talk, 0 to 1.
        language: of the study; passages in it are preferred.
        typical: its interviews, the most typical first; they are preferred.
    """
    found = _Quotes(codings, leading, passages, place, language, typical)
    when = found.best("trigger", lambda _, at: 1.2 * (1 - at), set())
    taken = {when.passage} if when else set()
    want = found.best("need", lambda text, at: 1.2 * bool(_WANTED.search(text)) + 0.3 * (1 - at), taken)
    taken |= {want.passage} if want else set()
    so = found.best("need", lambda text, at: 0.8 * bool(_NOW.search(text)) + 0.5 * at, taken)
    return when, want, so


def told(parts: Sequence[Part | None], language: str) -> str:
    """The parts as a sentence that says that it is a draft; "" without a part."""
    *forms, note = _FORMS.get(language, _FORMS["en"])
    said = [form.format(part.text) for form, part in zip(forms, parts, strict=True) if part is not None]
    return f"{', '.join(said)} {note}" if said else ""


class _Quotes:
    """The quotes that a statement may be made of."""

    def __init__(
        self,
        codings: Sequence[Coding],
        leading: Sequence[str],
        passages: Mapping[str, Passage],
        place: Mapping[str, float],
        language: str,
        typical: Sequence[str],
    ) -> None:
        self._codings = [c for c in codings if c.passage in passages]
        self._leading = {code: rank for rank, code in enumerate(leading) if code.startswith("trigger.")}
        self._typical = {name: 0.5 / (1 + rank) for rank, name in enumerate(typical)}
        self._passages, self._place, self._language = passages, place, language

    def best(self, family: str, fits: _Fit, taken: set[str]) -> Part | None:
        """The clause that is most certain, most central, fits best and reads best; none of `taken`."""
        able = [c for c in self._codings if c.code.split(".", 1)[0] == family and c.passage not in taken]
        surest = sorted(able, key=lambda c: (-self._sure(c), c.passage, c.code))[:MOST_READ]
        offers = [
            (-round(self._worth(coding, text) + fits(text, self._place[coding.passage]), 2), coding.passage, text, coding)
            for coding in surest
            for text in [clause(self._passages[coding.passage], coding.evidence)]
        ]
        if not offers:
            return None
        _, passage, text, coding = min(offers, key=lambda offer: offer[:3])
        return Part(passage, coding.interview, text)

    def _sure(self, coding: Coding) -> float:
        """How certain a coding is and how central its code is to the job."""
        rank = self._leading.get(coding.code)
        central = 0.0 if rank is None else 1.5 / (1 + rank)
        return (
            central
            + self._typical.get(coding.interview, 0.0)
            + 2 * (1.0 if coding.status in ("accepted", "recoded", "added") else coding.score)
        )

    def _worth(self, coding: Coding, text: str) -> float:
        short, long = SHORT - len(text), len(text) - LONG
        readable = -max(0, short, long) / 40 - text.count(CUT) * 0.15 - 0.5 * ("?" in text)
        own = 0.6 * (self._passages[coding.passage].language == self._language) - 0.3 * ("[" in text.replace(CUT, ""))
        return self._sure(coding) + readable + own


def clause(passage: Passage, evidence: str) -> str:
    """The sentence of a passage that holds the evidence, shortened at a comma where it is long; what is left out is marked."""
    text = passage.text
    spans = sentences(text, passage.language) or [(0, len(text))]
    words = [word.casefold() for word in re.findall(r"\w{3,}", evidence.split("[", 1)[0])]
    hits = [sum(word in text[start:end].casefold() for word in words) for start, end in spans]
    start, end = spans[max(range(len(spans)), key=lambda n: (hits[n], -n))]
    first, last = start, end
    if end - start > LONG:
        first, last = _shorter(text, start, end, words)
    told = text[first:last].strip().rstrip(",;:–— ")
    return f"{CUT + ' ' if text[:first].strip() else ''}{told}{' ' + CUT if text[last:].strip(' ,;:–—') else ''}"


def _shorter(text: str, start: int, end: int, words: Sequence[str]) -> tuple[int, int]:
    """The stretch between two commas of a long sentence that holds most of the evidence and reads best."""
    edges = [start, *(m.end() for m in _BOUNDARY.finditer(text, start, end)), end]
    stretches = [(a, b) for n, a in enumerate(edges) for b in edges[n + 1 :] if b - a <= LONG]
    if not stretches:  # no comma where one is needed: whole words
        last = text.rfind(" ", start, start + LONG)
        return start, last if last > start else end
    return max(stretches, key=lambda s: (_held(text, s, words), min(s[1] - s[0], 2 * SHORT), -s[0]))


def _held(text: str, stretch: tuple[int, int], words: Sequence[str]) -> int:
    said = text[slice(*stretch)].casefold()
    return sum(word in said for word in words)
