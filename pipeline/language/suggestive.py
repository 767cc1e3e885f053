"""Leading questions, by form: which of an interviewer's sentences put an answer into somebody's mouth.

The rules follow what textbooks on interviewing warn of (e.g. Helfferich 2011, "Die Qualität qualitativer Daten"; Portigal
2013, "Interviewing Users"): suggestion, tags, presumed judgements, forced choice, several questions at once, answers offered
along with the question, conclusions to be confirmed. They look at wording only and are meant to be right rather than
complete: what the person said before (which may justify a conclusion) is not weighed. Every look around is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language.analysis import without_noise
from pipeline.language.sentences import sentences

__all__ = ["RULES", "Suggestive", "suggestive"]

#: every rule, the gravest first
RULES = ("suggestion", "tag", "presumed", "conclusion", "answers_offered", "forced_choice", "several")
MANY = 3  #: questions in a row that nobody can answer together
LEAST = 3  #: words of a question that answers can be offered for; "Und?" is none
SHORT = 12  #: words of an answer that is offered along with a question


class Suggestive(NamedTuple):
    """A leading question: where it stands in the text (code points), the rule, and the words that gave it away."""

    start: int
    end: int
    rule: str
    because: str


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_LEAD = {
    "en": r"^(?:(?:and|so|but|well|now|okay|right|then),?\s+){0,3}",
    "de": r"^(?:(?:und|aber|also|na|gut|okay|dann|ja),?\s+){0,3}",
}
_ENGLISH_WH = r"(?:who|whom|whose|what|which|where|when|why|how)"
_GERMAN_WH = r"(?:wer|wen|wem|wessen|was|welche\w*|wo|wohin|woher|wann|warum|wieso|weshalb|wie|womit|wovor|worauf|woran|wodurch)"
_WH = {"en": re.compile(rf"\b{_ENGLISH_WH}\b", re.IGNORECASE), "de": re.compile(rf"\b{_GERMAN_WH}\b", re.IGNORECASE)}
_ASKED_AS_A_QUESTION = {  # somebody is spoken to, or a verb comes first: no mere answer offered
    "en": re.compile(
        r"\b(?:you|your|i|we)\b|^(?:it|they|he|she|there|is|are|was|were|do|does|did|have|has|had|any\w*|or|and|then|so)\b", re.I
    ),
    "de": re.compile(
        r"\b(?:Sie|Ihnen|ich|wir|du)\b|^(?:es|man|er|ist|war|waren|sind|gab|hat|haben|hatten?|mussten?|wollten?|konnten?|"
        r"oder|und|dann|also)\b",
        re.I,
    ),
}

_FORMS: dict[str, dict[str, tuple[re.Pattern[str], ...]]] = {
    "en": {
        "suggestion": _compiled(
            _LEAD["en"] + r"(?:don|didn|isn|wasn|aren|weren|wouldn|hasn|haven|doesn|shouldn)['’]t\s+"
            r"(?:you|it|that|they|this|there|he|she|we|the)\b",
            _LEAD["en"] + r"(?:was|is) (?:it|that) (?:that|because)\b",
            r"\b(?:surely|obviously|no doubt|undoubtedly|of course)\b",
            r"\b(?:would|do|don['’]t|wouldn['’]t) you (?:not )?agree\b(?! to\b)",
        ),
        "tag": _compiled(
            r",\s*(?:right|correct|yes|yeah|no|eh|innit|true|not so)\s*\?$",
            r",\s*(?:is|are|was|were|do|does|did|have|has|had|would|could|should|will|can|wo)n['’]?t\s+"
            r"(?:it|you|they|he|she|we|there|that|i)\s*\?$",
            r"\b(?:not|never|no|nobody|nothing|\w+n['’]t)\b.{0,120},\s*"
            r"(?:is|are|was|were|do|does|did|have|has|had|would|could) (?:it|you|they|he|she|there|that)\s*\?$",
        ),
        "presumed": _compiled(
            r"\bhow (?:much|badly) (?:did|do|does) .{1,30}?\b(?:love|hate|enjoy|annoy|hurt|frustrate|regret|bother|upset)\b",
            r"\bhow (?:great|amazing|wonderful|terrible|awful|horrible|frustrating|annoying|painful|glad|relieved|angry|"
            r"disappointed|frustrated|thrilled|delighted|annoyed|shocked) (?:was|were|are|is)\b",
            r"\b(?:that|it|this|you) must have (?:been|felt|hurt|helped)\b",
        ),
        "conclusion": _compiled(
            r"^(?:and )?(?:so|then),? (?:it|you|this|that|they|there|he|she|we|nobody|everyone|the \w+(?: \w+){0,4}?) "
            r"(?:\w+ )?(?:is|are|was|were|had|have|has|came|went|did|didn['’]t|wasn['’]t|felt|wanted|needed|knew|chose|"
            r"bought)\b.*\?$",
            r"^because\b.*\?$",
            r"^(?:and )?(?:nobody|no one|everybody|everyone|nothing)\b.*\?$",
            r"^(?:and )?(?:you|they|it|he|she) (?:didn|wasn|weren|don|couldn|hadn|haven|never)['’]?t?\b.*\?$",
        ),
        "forced_choice": _compiled(
            r"^(?!.*\bwhich\b).*\b(?:is|are|was|were) (?:it|that|this|they|he|she|those|these)\b[^?]{1,90}\bor\b(?! (?:so|"
            r"not|something"
            r"|anything|whatever|someone|somebody|similar|other)\b)[^?]{2,80}\?$",
            r"\beither\b[^?]{1,80}\bor\b[^?]{1,80}\?$",
            r"\b(?:more|rather|mainly|mostly)\b[^?]{1,80}\bor\b(?! (?:so|not|less|something|anything)\b)[^?]{1,80}\?$",
            r"^(?:and |so )?(?:did|do|are|were|have|had|would) (?:you|they|he|she|it)\b[^?]{1,90},? or "
            r"(?:did|do|are|were|was|is|have|had|would)\b[^?]{1,80}\?$",
        ),
        "several": _compiled(
            rf"{_LEAD['en']}{_ENGLISH_WH}\b[^?]{{3,120}}?,? and (?:so |then )?{_ENGLISH_WH}(?: \w+)? "
            r"(?:is|are|was|were|do|does|did|have|has|had|would|will|could|can) (?:you|it|they|that|this|the|your|he|she)\b",
            r"(?:^|, )(?:did|do|are|were|have|had|was|is) (?:you|they|it|that|the \w+)\b[^?]{3,120},? and "
            rf"(?:{_ENGLISH_WH} )?(?:did|do|are|were|have|had|was|is) (?:you|they|it|that|the \w+)\b",
        ),
    },
    "de": {
        "suggestion": _compiled(
            _LEAD["de"] + r"(?:finden|meinen|glauben|denken|fanden|dachten) Sie (?:denn |da )?(?:nicht|auch)\b",
            _LEAD["de"] + r"(?:lag|liegt) (?:es|das)(?: \w+)? daran, dass\b",
            _LEAD["de"] + r"war (?:es|das)(?: \w+)?,? weil\b",
            r"\b(?:nicht|kein\w*) (?:doch|auch|eigentlich|eher|vielmehr|sowieso|ohnehin)\b[^?]{0,120}\?$",
            r"\bdoch (?:sicher|sicherlich|bestimmt|gewiss|wohl|eigentlich|ganz|sehr|ziemlich|auch|nur|klar)\b[^?]{0,120}\?$",
            r"\b(?:sicher|sicherlich|bestimmt|gewiss|wohl|natürlich) (?:doch|auch|sehr|ziemlich)\b[^?]{0,120}\?$",
            r"^(?:und |aber |also )?(?:Sie|das|es|da|dann|die|der|er)(?: \w+){1,4} doch\b[^?]{0,120}\?$",
            r"\b(?:zweifellos|selbstverständlich)\b[^?]{0,120}\?$",
        ),
        "tag": _compiled(
            r",\s*(?:oder|nicht wahr|nicht|stimmt['’]s|stimmt|richtig|gell|gelle|ne|nö|wa|ned|net|ja|oder nicht|"
            r"ist doch so)\s*\?$",
            r"\w\s+(?:oder|gell|nicht wahr)\s*\?$",
        ),
        "presumed": _compiled(
            r"\bwie (?:sehr|stark) (?:hat|haben|hatte|hatten|freu\w+|ärger\w+|stör\w+|nerv\w+|belast\w+) [^?]{0,60}\?$",
            r"\bwie (?:toll|super|großartig|schlimm|furchtbar|schrecklich|froh|glücklich|erleichtert|begeistert|"
            r"enttäuscht|verärgert|"
            r"frustriert|genervt|nervig|ärgerlich|mühsam|peinlich) (?:war|waren|sind|ist|fanden)\b",
            r"\b(?:das|es|Sie) (?:muss|müssen)\b[^.?!]{0,60}\b(?:gewesen sein|gehabt haben|gefühlt haben|gewesen)\b",
            r"^(?:und )?(?:das|es) (?:hat|war|ist|muss)\b[^?]{0,40}\b(?:gefreut|geärgert|gestört|genervt|geholfen|"
            r"überrascht|enttäuscht|"
            r"erleichtert|schlimm|toll|super|ärgerlich|frustrierend)\s*\?$",
        ),
        "conclusion": _compiled(
            r"^(?:also|das heißt|sprich|mit anderen Worten),? (?:\w+ ){0,2}(?:war|waren|ist|sind|hat|haben|hatte|hatten|"
            r"ging|kam|wollte\w*|"
            r"musste\w*|brauchte\w*|wurde\w*|lag)\b[^?]{0,160}\?$",
            r"^(?:Sie|das|es|da|dann|er|die \w+|der \w+)(?: \w+){1,5} also\b[^?]{0,120}\?$",
            r"^(?:und )?(?:niemand|keiner|alle|nichts)\b[^?]{0,120}\?$",
            r"^weil\b[^?]{0,160}\?$",
        ),
        "forced_choice": _compiled(
            r"\b(?:war|ist|waren|sind|wäre) (?:es|das|dies|er|sie|die|der)\b[^?]{1,90}\boder\b(?! (?:so|nicht|ähnlich\w*|"
            r"etwas|was|irgend\w*|"
            r"sonst|jemand|ander\w*)\b)[^?]{2,80}\?$",
            r"\bentweder\b[^?]{1,80}\boder\b[^?]{1,80}\?$",
            r"\b(?:eher|lieber|mehr|wichtiger|vor allem)\b[^?]{1,80}\boder\b(?! (?:so|nicht|weniger|etwas|was)\b)[^?]{1,80}\?$",
            r"^(?:und )?(?:haben|hatten|wollten|sind|waren|ging|kam) (?:Sie|es|das|die)\b[^?]{1,90},? oder "
            r"(?:haben|hatten|wollten|sind|waren|war|ist|ging|kam|hat) \w+[^?]{1,80}\?$",
        ),
        "several": _compiled(
            rf"{_LEAD['de']}{_GERMAN_WH}\b[^?]{{3,120}}?,? und {_GERMAN_WH}(?: (?:lange|viel|viele|oft))? "
            r"(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|wurde|kam|lief|macht|machte|machen|stellt|ging|kamen) \w+",
            r"^(?:und )?(?:haben|hatten|waren|sind|war|ist|gab|wollten|mussten) (?:Sie|es|das|die)\b[^?]{3,120},? und "
            rf"(?:{_GERMAN_WH} )?(?:haben|hatten|waren|sind|war|ist|gab|wollten|mussten|hat) (?:Sie|es|das|die)\b",
        ),
    },
}  # fmt: skip
_NO_CONCLUSION = re.compile(r"\b(?:say|tell|describe|introduce|walk|take|sagen|erzählen|beschreiben|vorstellen)\b", re.IGNORECASE)


def suggestive(text: str, language: str) -> list[Suggestive]:
    """The leading questions in a turn of the interviewer, in order; at most one rule a sentence, the gravest.

    Args:
        text: the turn, verbatim; noises such as "(lacht)" are passed over.
        language: "de" or "en".
    """
    plain = without_noise(text)
    spans = sentences(plain, language)
    found: list[Suggestive] = []
    for place, (start, end) in enumerate(spans):
        sentence = _bare(plain[start:end])
        before = _bare(plain[slice(*spans[place - 1])]) if place else ""
        if hit := _judged(sentence, before, language):
            offered = hit[0] == "answers_offered"
            if offered and found and found[-1].rule == hit[0] and found[-1].end == spans[place - 1][1]:
                found[-1] = found[-1]._replace(end=end)  # "A trade show? Consultants?"
            else:
                found.append(Suggestive(spans[place - 1][0] if offered else start, end, *hit))
    asking = [(start, end) for start, end in spans if plain[start:end].rstrip().endswith("?")]
    if len(asking) >= MANY and not any(hit.rule in ("several", "answers_offered") for hit in found):
        found.append(Suggestive(asking[0][0], asking[-1][1], "several", f"{len(asking)} ?"))
    return sorted(found)


def _bare(sentence: str) -> str:
    return " ".join(sentence.split()).strip("\"'„“”»« –—-")


def _judged(sentence: str, before: str, language: str) -> tuple[str, str] | None:
    """The gravest rule that a sentence breaks, with the words that show it."""
    for rule in RULES:
        if rule == "answers_offered":
            because = _offered(sentence, before, language)
        elif rule == "conclusion":
            because = _concluded(sentence, language)
        else:
            because = _form(rule, sentence, language)
        if because:
            return rule, because
    return None


def _form(rule: str, sentence: str, language: str) -> str:
    if not sentence.endswith("?") and rule != "presumed":
        return ""
    matches = (pattern.search(sentence) for pattern in _FORMS[language][rule])
    return next((match[0] for match in matches if match), "")


def _concluded(sentence: str, language: str) -> str:
    """A statement with a question mark, to be confirmed; none where an open question is asked in it."""
    if _WH[language].search(sentence) or _NO_CONCLUSION.search(sentence):
        return ""
    return _form("conclusion", sentence, language)


def _offered(sentence: str, before: str, language: str) -> str:
    """Answers offered right after a question: "What worried you? The costs, maybe?"."""
    if not (sentence.endswith("?") and before.endswith("?")) or len(before.split()) < LEAST:
        return ""
    if _WH[language].search(sentence) or _ASKED_AS_A_QUESTION[language].search(sentence):
        return ""
    return sentence if len(sentence.split()) <= SHORT else ""
