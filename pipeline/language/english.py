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
    short_forms={
        "n't": "not", "nt": "not", "ca": "can", "wo": "will", "sha": "shall", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will",
        "gon": "go", "wan": "want", "dunno": "know",
    },
    irregular={
        "nt": "n't",
        "thought": "think", "felt": "feel", "left": "leave", "gone": "go", "broke": "break", "broken": "break",
        "rose": "rise", "rung": "ring", "found": "find", "lay": "lie", "wound": "wind", "ground": "grind",
    },
    particles=frozenset(),
    prefixes=frozenset(),
    suffixes=frozenset(),
    negations=words("not n't nt no never none nobody without neither nor nothing hardly"),
    no_negation={
        "not": words("only just least to sure long until till"),
        "no": words("doubt wonder question problem sooner longer"),
        "nothing": words("but like"),
    },
    negates_back=False,
    refusals=words("no nope nah"),
    believing=words("think believe say"),
    conditionals=words("would 'd might"),
    imagined=frozenset(),
    saying=words("say like love call guess think argue prefer rather"),
    conditions=words("if unless"),
    others=words("competitor nephew niece cousin uncle aunt neighbour neighbor"),
)  # fmt: skip
