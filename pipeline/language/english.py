"""What the engine knows of English."""

from __future__ import annotations

from pipeline.language.languages import Language, words

__all__ = ["ENGLISH"]

_SMALL = words(
    """the a an and or but also not no i you he she we they me him us them it is are was were has have had be been being
    will would can could should must do does did to from with at for on out of after over under before if because that
    whether how what who where when then there so yet already well very quite always only more than this these those my
    your our their its it's don't didn't i'm we're that's there's just about into by as up down all some any much yes yeah"""
)

_NOT = words("only just least to sure long until till stop help wait")  #: "not only", "couldn't stop"

ENGLISH = Language(
    code="en",
    small_words=_SMALL,
    common=_SMALL
    | words("have be do get go make say come take know think want thing people one n't 's really which their"),
    abbreviations=words(
        """approx apr aug ave co corp dept dr est feb inc incl jr ltd messrs misc mr mrs ms nov oct prof resp sept sr st vs"""
    ),
    numbered=words("dec fig figs jan jul jun mar max min no nos p pp sep ver vol"),
    closing=words("etc a.m p.m"),
    openers=words("after afterwards also anyway back eventually finally first later maybe now once perhaps since still okay"),
    before_ordinals=frozenset(),
    after_ordinals=frozenset(),
    conjunctions=words("but because that if although though while before after so when whereas unless"),
    coordinating=words("and or"),
    short_forms={
        "n't": "not", "nt": "not", "ca": "can", "wo": "will", "sha": "shall", "'re": "be", "'m": "be", "'ve": "have",
        "'ll": "will", "gon": "go", "wan": "want", "dunno": "know",
    },
    irregular={
        "nt": "n't",
        "thought": "think", "felt": "feel", "left": "leave", "gone": "go", "broke": "break", "broken": "break",
        "rose": "rise", "rung": "ring", "found": "find", "lay": "lie", "wound": "wind", "ground": "grind",
    },
    particles=frozenset(),
    prefixes=frozenset(),
    suffixes=frozenset(),
    starters=words("i we he she it they you then so was were is are had have has did there that"),
    resumers=words("it that they those"),
    negations=words("not n't nt no never none nobody without neither nor nothing hardly barely"),
    no_negation={
        "not": _NOT,
        "n't": _NOT,
        "nt": _NOT,
        "no": words("doubt wonder question problem sooner longer idea clue matter"),
        "nothing": words("but like"),
    },
    without=words("without"),
    negates_back=frozenset(),
    negates_nouns=frozenset(),
    pronouns=frozenset(),
    alternatives=words("or"),
    issues=words("issue reason factor dealbreaker concern problem decisive"),
    refusals=words("no nope nah"),
    believing=words("think believe say guess suppose"),
    conditionals=words("would 'd might could should wish"),
    imagined=words("might wish"),
    perfects=words("have 've"),
    wishing=frozenset(),
    general=frozenset((("you", "could"), ("one", "could"), ("you", "would"))),
    past=words("was were had 'd did came got knew saw went said told found made gave took thought"),
    saying=words("say like love guess think argue prefer rather recommend again"),
    habits=words("always every usually often constantly"),
    conditions=words("if unless"),
    asking=words("ask know see check wonder sure tell"),
    others=words("nephew niece cousin uncle aunt neighbour neighbor brother sister acquaintance"),
    rivals=words("competitor competition"),
    places=words("at"),
    genitives=frozenset(),
    many=words("many other most lots"),
    groups=words("company firm business people organisation organization"),
    first_persons=words("i we me us"),
    telling=words("recommend tell say mention suggest show refer"),
)  # fmt: skip
