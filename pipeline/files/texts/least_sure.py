"""Headings and texts of the priority of suggestions, of the sheet "Least sure", and of what the learned coder explains."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "priority": ("priority", "Priorität"),
    "least_sheet": ("Least sure", "Zweifelsfälle"),
    "least_chance": ("chance", "Wahrscheinlichkeit"),
    "least_margin": ("margin", "Abstand"),
    "least_why": ("why", "warum"),
    "least_missed": ("just missed", "knapp verfehlt"),
    "least_passed": ("just suggested", "knapp vorgeschlagen"),
    "least_earlier": ("left open earlier", "früher offengelassen"),
    "least_apart": (
        "a cue speaks for it, the examples against it",
        "ein Hinweiswort spricht dafür, die Beispiele dagegen",
    ),
    "least_unlike": ("no cue, and no example is much alike", "kein Hinweiswort, und kein Beispiel ist sehr ähnlich"),
    "least_intro": (
        "Here the coder is least sure, and a verdict teaches it most: accept = the code applies, reject = it does not, recode = the new code instead.",
        "Hier ist der Kodierer am unsichersten, und ein Urteil lehrt ihn am meisten: annehmen = der Code trifft zu, ablehnen = er trifft nicht zu, umkodieren = stattdessen der neue Code.",
    ),
    "least_columns": (
        "“Just missed” is not coded so far; “just suggested” stands on the sheet 'Review' too: decide it here or there. “Margin”: log-odds from the threshold, 0 = could go either way. What is decided leaves this sheet.",
        "„Knapp verfehlt“ ist bisher nicht kodiert; „knapp vorgeschlagen“ steht auch auf dem Blatt „Prüfung“: hier oder dort entscheiden. „Abstand“: Log-Odds zur Schwelle, 0 = könnte so oder so ausgehen. Entschiedenes verlässt dieses Blatt.",
    ),
    "least_none": (
        "Nothing: all that was in doubt is decided.",
        "Nichts: Alles, was zweifelhaft war, ist entschieden.",
    ),
    "least_cue_only": (
        "Empty, because only cues suggest codes in this study, and they do not say how nearly they were heard. Write coders: [cue, learned] into codebooks/study.yaml.",
        "Leer, weil in dieser Studie nur Hinweiswörter Codes vorschlagen; sie sagen nicht, wie knapp etwas war. In codebooks/study.yaml coders: [cue, learned] eintragen.",
    ),
    # journey explain
    "least_family": (
        "learned: the family {family} has a chance of {chance}, {needed} are needed here ({words})",
        "gelernt: Die Familie {family} hat eine Wahrscheinlichkeit von {chance}, nötig sind hier {needed} ({words})",
    ),
    "least_above": ("{margin} log-odds above", "{margin} Log-Odds darüber"),
    "least_below": ("missed by {margin} log-odds", "um {margin} Log-Odds verfehlt"),
    "least_cue_adds": (
        "learned: from the examples alone, without what cues say for or against it, the chance of the family would be {chance}",
        "gelernt: Nach den Beispielen allein, ohne was Hinweiswörter dafür oder dagegen sagen, wäre die Wahrscheinlichkeit der Familie {chance}",
    ),
    "least_code": (
        "learned: within the family the code has the value {value}; the highest, {best}, has {most}",
        "gelernt: Innerhalb der Familie hat der Code den Wert {value}; der höchste, {best}, hat {most}",
    ),
    "least_best": (
        "learned: of the family's codes it has the highest value, {value}",
        "gelernt: Unter den Codes der Familie hat er den höchsten Wert, {value}",
    ),
    "least_score": (
        "learned: the code's own chance is {score}; without a cue it needs {needed}",
        "gelernt: Der Code selbst hat die Wahrscheinlichkeit {score}; ohne Hinweiswort braucht er {needed}",
    ),
    "least_untaught": (
        "learned: nothing, there are too few examples of the family {family}",
        "gelernt: nichts, von der Familie {family} gibt es zu wenige Beispiele",
    ),
    "least_example": ("learned: alike in {talk}: “{text}”", "gelernt: ähnlich in {talk}: „{text}“"),
    "least_no_example": ("learned: no example of the code is much alike", "gelernt: Kein Beispiel des Codes ist sehr ähnlich"),
}
