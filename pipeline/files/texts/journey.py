"""Headings and texts of the journey map: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "map_title": ("Customer journey map", "Customer Journey Map"),
    "map_job": ("Job {n}", "Job {n}"),
    "map_everyone": ("All interviews", "Alle Interviews"),
    "map_maps": ("Maps", "Karten"),
    "map_none": (
        "No job has been found yet, so this is the map of all interviews together.",
        "Noch ist kein Job gefunden; dies ist die Karte aller Interviews zusammen.",
    ),
    "map_base": ("{n} of {base} interviews: {names}", "{n} von {base} Interviews: {names}"),
    "map_everyone_base": ("all {base} interviews together", "alle {base} Interviews zusammen"),
    "map_unreviewed": (
        "{n} of {total} statements are suggestions that nobody has reviewed (°)",
        "{n} von {total} Aussagen sind Vorschläge, die noch niemand geprüft hat (°)",
    ),
    "map_reviewed": ("all {total} statements are reviewed", "alle {total} Aussagen sind geprüft"),
    "map_forces": ("Forces", "Kräfte"),
    "map_push": ("push", "Druck (push)"),
    "map_pull": ("pull", "Zug (pull)"),
    "map_anxiety": ("anxiety", "Sorge (anxiety)"),
    "map_habit": ("habit", "Gewohnheit (habit)"),
    "map_draft": ("draft", "Entwurf"),
    # lanes
    "map_steps": ("Steps", "Schritte"),
    "map_steps_hint": ("what set it off, where they looked", "was den Anstoß gab, wo gesucht wurde"),
    "map_touchpoints": ("Touchpoints", "Touchpoints"),
    "map_touchpoints_hint": ("contacts with the vendor, by EPOMS class", "Kontakte mit dem Anbieter, nach EPOMS-Klasse"),
    "map_information": ("Needs", "Bedarf"),
    "map_information_hint": ("what they wanted and had to know", "was sie wollten und wissen mussten"),
    "map_criteria": ("Criteria", "Kriterien"),
    "map_criteria_hint": ("what the choice was measured by", "woran die Wahl gemessen wurde"),
    "map_roles": ("Buying centre", "Buying Center"),
    "map_roles_hint": ("who took part", "wer beteiligt war"),
    "map_feelings": ("Feelings", "Gefühle"),
    "map_feelings_hint": ("mean of the interviews, −2 to +2", "Mittel der Interviews, −2 bis +2"),
    "map_pains": ("Pains and fears", "Schmerzpunkte und Ängste"),
    "map_pains_hint": ("fears, obstacles, bad contacts", "Ängste, Hindernisse, schlechte Kontakte"),
    "map_moments": ("Critical moments", "Kritische Momente"),
    "map_moments_hint": ("found by stated rules", "nach festen Regeln gefunden"),
    "map_quotes": ("Voices", "Stimmen"),
    "map_quotes_hint": ("verbatim", "im Wortlaut"),
    # cells
    "map_n_interviews": ("{n} of {base} interviews", "{n} von {base} Interviews"),
    "map_statements": ("{n} statements", "{n} Aussagen"),
    "map_one_statement": ("1 statement", "1 Aussage"),
    "map_empty": ("nothing reported", "nichts berichtet"),
    "map_no_feeling": ("no judgement", "keine Wertung"),
    "map_more": ("+ {n} more", "+ {n} weitere"),
    "map_less": ("show fewer", "weniger zeigen"),
    "map_single": ("one interview only", "nur ein Interview"),
    "map_typed": ("set by a person", "von Hand gesetzt"),
    "map_value": ("feeling {value}", "Gefühl {value}"),
    "map_good": ("Good", "Gut"),
    "map_bad": ("Bad", "Schlecht"),
    # moments
    "map_low": ("Low", "Tiefpunkt"),
    "map_high": ("High", "Höhepunkt"),
    "map_turn": ("Turn", "Wendepunkt"),
    "map_decision": ("Decision", "Entscheidung"),
    "map_shared": ("Most shared", "Am häufigsten geteilt"),
    "map_from_to": ("Feelings go from {before} to {value}", "Gefühle gehen von {before} auf {value}"),
    # filters, panel
    "map_filter": ("Filter", "Filter"),
    "map_filter_interview": ("Interview", "Interview"),
    "map_filter_role": ("Function", "Funktion"),
    "map_filter_family": ("Family", "Familie"),
    "map_filter_all": ("all", "alle"),
    "map_reset": ("Show everything", "Alles zeigen"),
    "map_shown": ("{n} of {total} statements shown", "{n} von {total} Aussagen gezeigt"),
    "map_filtered": ("Filtered view: {what}", "Gefilterte Ansicht: {what}"),
    "map_close": ("Close", "Schließen"),
    "map_asked": ("Asked:", "Frage:"),
    "map_nothing_left": ("No statement matches the filter.", "Keine Aussage passt zum Filter."),
    "map_help": (
        "Arrow keys move from cell to cell, Enter opens a cell's quotes, Escape closes them.",
        "Pfeiltasten führen von Zelle zu Zelle, Enter öffnet die Zitate einer Zelle, Escape schließt sie.",
    ),
    # legend
    "map_legend": ("Legend", "Legende"),
    "map_legend_count": ("n of N: interviews that report it", "n von N: Interviews, die es berichten"),
    "map_legend_unreviewed": ("° holds suggestions nobody has reviewed", "° enthält ungeprüfte Vorschläge"),
    "map_legend_single": ("dashed: one interview only", "gestrichelt: nur ein Interview"),
    "map_legend_good": ("felt good", "gut erlebt"),
    "map_legend_bad": ("felt bad", "schlecht erlebt"),
    "map_legend_band": ("band and rings: the single interviews", "Band und Ringe: die einzelnen Interviews"),
    # below the map
    "map_curve": (
        "Feelings by phase, from −2 (bad) to +2 (good): {values}",
        "Gefühle je Phase, von −2 (schlecht) bis +2 (gut): {values}",
    ),
    "map_curve_part": ("{phase} {value} ({n} interviews, {low} to {high})", "{phase} {value} ({n} Interviews, {low} bis {high})"),
    "map_curve_gap": ("{phase}: no judgement", "{phase}: keine Wertung"),
    "map_curve_table": ("The feelings as a table", "Die Gefühle als Tabelle"),
    "map_mean": ("mean", "Mittel"),
    "map_method": ("How this map is made", "Wie diese Karte entsteht"),
    "map_method_text": (
        "Every entry is a code with the passages it stands on; n of N counts interviews, not mentions. Entries are ordered by the number of interviews.\n"
        "Feelings: per interview 2 × (good − bad) / (good + bad + 1) over its statements in the phase that judge; then the mean over interviews. A single remark therefore counts half.\n"
        "Touchpoints carry the value of the touchpoint workbook, for the interviews of the map; what a person typed there stands.\n"
        "Critical moments. Low: the contacts, fears or obstacles with the most and strongest bad statements (at most two, of different phases). High: the contact or need with the most and strongest good ones. Turn: feelings change sign or by 1 or more from one phase to the next. Decision: the phase in which most interviews tell who decided, or of offer and contract. Most shared: what most interviews report, at least half of them. Where a map rests on three or more interviews, a moment needs two.\n"
        "Quotes are verbatim passages of the transcripts; shortened ones end in … and stand in full in the panel.",
        "Jeder Eintrag ist ein Code mit den Passagen, auf denen er beruht; n von N zählt Interviews, nicht Nennungen. Die Reihenfolge folgt der Zahl der Interviews.\n"
        "Gefühle: je Interview 2 × (gut − schlecht) / (gut + schlecht + 1) über seine wertenden Aussagen in der Phase, dann das Mittel über die Interviews. Eine einzelne Bemerkung zählt damit halb.\n"
        "Touchpoints tragen den Wert der Touchpoint-Mappe, für die Interviews der Karte; was dort von Hand gesetzt ist, gilt.\n"
        "Kritische Momente. Tiefpunkt: die Kontakte, Ängste oder Hindernisse mit den meisten und stärksten schlechten Aussagen (höchstens zwei, aus verschiedenen Phasen). Höhepunkt: der Kontakt oder Bedarf mit den meisten und stärksten guten. Wendepunkt: Gefühle wechseln das Vorzeichen oder ändern sich um 1 oder mehr von einer Phase zur nächsten. Entscheidung: die Phase, in der die meisten Interviews erzählen, wer entschied, oder von Angebot und Vertrag. Am häufigsten geteilt: was die meisten Interviews berichten, mindestens die Hälfte. Beruht die Karte auf drei oder mehr Interviews, braucht ein Moment zwei.\n"
        "Zitate sind wörtliche Passagen der Transkripte; gekürzte enden auf … und stehen ganz im Seitenfenster.",
    ),
    "map_made_by": ("made with journey from {n} interviews", "erstellt mit journey aus {n} Interviews"),
}
