"""What can be a speaker's label: "B1", "Interviewer", "Frau Dr. Meier-Schulz", "Müller, Sabine"; and what cannot."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

__all__ = ["Shape", "is_clear_person", "is_noise", "key", "shape"]


class Shape(IntEnum):
    """How much a piece of text looks like a speaker's label."""

    NEVER = 0  #: a phrase of speech
    ODD = 1  #: has small words: a user name, or speech
    WORD = 2  #: one capitalised word: a name, or a German noun
    PERSON = 3  #: several capitalised words, or a title and a name
    ROLE = 4  #: I, B1, Interviewer, Befragte, Speaker 1


_MAX_CHARS, _MAX_WORDS = 60, 6

_ROLE_WORDS = (
    r"interviewer(?:in|:in|\*in|/in)?|interviewende[rn]?|interviewee|interviewte[rn]?|befragte[rn]?|befrager(?:in)?"
    r"|befragende[rn]?|proband(?:in)?|teilnehmer(?:in|:in|\*in)?|teilnehmende[rn]?|participant|respondent(?:in)?"
    r"|informant(?:in)?|moderator(?:in)?|moderation|host|guest|gast|gastgeber(?:in)?|speaker|sprecher(?:in)?"
    r"|unknown speaker|unbekannte?r? sprecher(?:in)?|unbekannt|unknown|unidentified speaker|researcher"
    r"|forscher(?:in)?|interview-?partner(?:in)?|gesprächspartner(?:in)?|facilitator|int|ip|tn|vp|zp|ibp|bp|iv|itw"
    r"|resp|mod"
)
_ROLE = re.compile(rf"(?:{_ROLE_WORDS}|[a-z]|[a-z]{{1,3}}\d{{1,2}})(?:[ _#.-]{{0,2}}\d{{1,3}}| [A-Z])?", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words with a colon after them that open a remark, not a turn. (Whole words in lower case, the first of a label.)
_SPEECH = _words(
    """
    also ja nein nee genau und aber oder denn dann danach davor vorher nachher früher später heute gestern morgen
    jetzt damals erstens zweitens drittens viertens erst erstmal zuerst zunächst schließlich zuletzt kurz kurzum fazit
    beispiel beispiele beispielsweise punkt thema frage gegenfrage rückfrage antwort problem lösung ergebnis idee
    grund gründe ziel nummer sache vorteil vorteile nachteil nachteile wichtig achtung hinweis anmerkung notiz
    stichwort motto zitat tatsache tatsächlich eigentlich nämlich klar gut schlecht okay ok naja tja übrigens außerdem
    deshalb deswegen trotzdem plötzlich irgendwann eins zwei drei vier der die das ein eine einer er sie es ich wir
    ihr du man wer was wie wo wann warum wieso weil dass wenn ob so da hier dort nur noch schon sehr mehr immer nie
    mein meine unser unsere ihre seine dein deine kein keine dieser diese dieses jeder jede jedes alle manche viele
    einige beide für mit ohne bei von zu nach aus auf in im am an vor über unter zwischen wegen statt letzter letzte
    letztes erster erste erstes zweiter zweite zweites nächster nächste nächstes großer große großes kleiner kleine
    kleines guter gute gutes neuer neue neues anderer andere anderes einziger einzige einziges kurze kurzer ganze
    ganzer zusammenfassung zusammengefasst sprich heißt bedeutet well yes no yeah yep nope right and but or because
    then before after afterwards now today yesterday tomorrow first firstly second secondly third thirdly finally
    lastly example examples question answer point solution result idea reason goal note notes important warning
    summary fact actually basically anyway plus meaning quote remember the a i'm it he she they we you my our your his
    her their this that these those there here what who where when why how if for with without by from to at on one
    two three four last next other another big small good bad new best worst short long all every some many both only
    just like http guten hallo hello hi hey danke dankeschön bitte thanks thank willkommen welcome herzlich vielen
    moin servus grüß grüezi tschüss bye https ps nb tipp tip update edit todo mailto re aw fw betreff subject
    """
)
_PARTICLES = _words("von van der den de del della di da du la le zu zur vom ter ten bin ibn al el und and y e")
_TITLES = _words("herr herrn frau dr dr. prof prof. professor mr mr. mrs mrs. ms ms. miss sir dipl.-ing. ing. mag. hr. fr.")
_FORBIDDEN = re.compile(r"[?!;\"„“”»«=…\\<>{}|]|\.\.|://")
_NOISES = re.compile(
    r"(?:(?:lach|schmunz|kicher|seufz|räusper|husten|hustet|niest|atme[nt]|pause|stille|schweig|überleg|nickt|zustimm|zöger"
    r"|stöhn|flüster|telefon|tippt|musik|applaus|geräusch|unverst|unklar|gelächter|laugh|chuckl|giggl|sigh|cough|music"
    r"|applause|silence|inaudible|indistinct|unintelligible|crosstalk|overlap|whisper|noise|cheer|typing|redacted)"
    r"|(?:unv|tür|nods?|nodding|rings?|phone|foreign|blank|beep|door|clears throat|blank_audio)\b)",
    re.IGNORECASE,
)


def key(label: str) -> str:
    """What spellings of one label have in common."""
    return " ".join(label.casefold().split())


def is_noise(text: str) -> bool:
    """True for what stands in brackets without being a name: "lacht", "Music", "inaudible"."""
    return _NOISES.match(text.strip()) is not None


@lru_cache(maxsize=4096)
def shape(label: str) -> Shape:
    """How much a label looks like a speaker's."""
    bare = re.sub(r"\([^()]*\)", " ", label).strip() or label
    words = bare.split()
    if not words or len(bare) > _MAX_CHARS or len(words) > _MAX_WORDS or _FORBIDDEN.search(bare):
        return Shape.NEVER
    if _ROLE.fullmatch(bare):
        return Shape.ROLE
    if not any(char.isalpha() for char in bare) or not all(map(_may_hold_point, words)):
        return Shape.NEVER
    if words[0].casefold().rstrip(".") in _TITLES and len(words) > 1 and _is_capital(words[-1]):
        return Shape.PERSON
    if words[0] not in _PARTICLES and words[0].casefold().strip(",.") in _SPEECH:
        return Shape.NEVER
    return _shape_of_words([word for word in words if any(map(str.isalnum, word))], bare.count(","))


def _shape_of_words(words: list[str], commas: int) -> Shape:
    if commas > 1:
        return Shape.NEVER
    if any(not _is_capital(word) and word not in _PARTICLES for word in words) or not any(map(_is_capital, words)):
        return Shape.ODD
    if any(word not in _PARTICLES and word.casefold().strip(",") in _SPEECH for word in words):
        return Shape.ODD
    return Shape.PERSON if len(words) > 1 else Shape.WORD


def is_clear_person(label: str, others: frozenset[str]) -> bool:
    """True if a label that is used only once still names somebody, going by the labels (`others`) that recur."""
    kind = shape(label)
    if kind is Shape.ROLE:
        return True
    if kind < Shape.WORD:
        return False
    words = label.casefold().split()
    if kind is Shape.PERSON and words[0].rstrip(".") in {title.rstrip(".") for title in _TITLES}:
        return True
    if any(set(words) & set(other.casefold().split()) - _TITLES for other in others):
        return True
    if label.isupper():
        return len(label) > 3 and any(other.isupper() and len(other) > 3 for other in others)
    same_kind = [other for other in others if shape(other) is Shape.PERSON and ("," in other) == ("," in label)]
    return kind is Shape.PERSON and bool(same_kind)


def _is_capital(word: str) -> bool:
    """True for "Meier", "(HR)", "B1", "7"; also for scripts without capitals."""
    first = next((char for char in word if char.isalnum()), "")
    return not first.islower()


def _may_hold_point(word: str) -> bool:
    """A point ends a sentence except after a title or an initial: "Dr.", "J.", "H.-P."."""
    if "." not in word:
        return True
    return word.casefold() in _TITLES or word == "Jr." or all(len(part.strip("-")) <= 3 for part in word.split("."))
