"""Headings and texts of touchpoint quality, weak points, gaps, order, roles and the inventory: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # sheets
    "sheet_touchpoints_quality": ("Quality", "Qualität"),
    "sheet_touchpoints_weak": ("Weak points", "Schwachstellen"),
    "sheet_touchpoints_classes": ("EPOMS classes", "EPOMS-Klassen"),
    "sheet_touchpoints_order": ("Order", "Reihenfolge"),
    "sheet_touchpoints_roles": ("Roles", "Rollen"),
    "sheet_touchpoints_role_quotes": ("Role quotes", "Zitate zu Rollen"),
    "sheet_touchpoints_inventory": ("Inventory", "Bestand"),
    # columns
    "touchpoints_quality": ("your quality", "eigene Qualität"),
    "touchpoints_comment": ("your comment", "eigener Kommentar"),
    "touchpoints_epoms": ("your EPOMS class", "eigene EPOMS-Klasse"),
    "touchpoints_machine": ("quality from the statements", "Qualität aus den Aussagen"),
    "touchpoints_counts": ("quality that counts", "Qualität, die zählt"),
    "touchpoints_statements": ("statements", "Aussagen"),
    "touchpoints_judged": ("of these judging", "davon wertend"),
    "touchpoints_strongest": ("strongest quote", "deutlichstes Zitat"),
    "touchpoints_codebook_epoms": ("EPOMS class in the codebook", "EPOMS-Klasse im Codebuch"),
    "touchpoints_severity": ("severity 0–1", "Schwere 0–1"),
    "touchpoints_value": ("quality", "Qualität"),
    "touchpoints_why": ("why it is listed", "warum es hier steht"),
    "touchpoints_quotes": ("quotes", "Zitate"),
    "touchpoints_finding": ("finding", "Befund"),
    "touchpoints_named": ("named in a question", "in einer Frage genannt"),
    "touchpoints_general": ("asked about contacts in general", "nach Kontakten allgemein gefragt"),
    "touchpoints_reported": ("reported by", "berichtet von"),
    "touchpoints_left_out": ("unreviewed, not counted", "ungeprüft, nicht gezählt"),
    "touchpoints_first": ("said to be the first contact", "als erster Kontakt genannt"),
    "touchpoints_conflict": ("contradiction", "Widerspruch"),
    "touchpoints_role": ("role", "Rolle"),
    "touchpoints_about": ("criterion or fear", "Kriterium oder Befürchtung"),
    "touchpoints_role_quote": ("quote on the role", "Zitat zur Rolle"),
    "touchpoints_item": ("entry or what is missing", "Eintrag oder was fehlt"),
    "touchpoints_phases_listed": ("phases on the list", "Phasen laut Liste"),
    "touchpoints_phases_met": ("phases reported", "Phasen laut Interviews"),
    "touchpoints_owner": ("owner", "zuständig"),
    "touchpoints_audience": ("audience", "Zielgruppe"),
    "touchpoints_answers": ("information it gives", "Information, die es gibt"),
    # the matrix
    "touchpoints_base": (
        "Base: {base} interviews. A cell: how many of them report the contact in that phase · statements · quality. Click it for the quotes.",
        "Basis: {base} Interviews. Eine Zelle: wie viele davon den Kontakt in dieser Phase berichten · Aussagen · Qualität. Ein Klick führt zu den Zitaten.",
    ),
    "touchpoints_scale": ("quality: −2 bad to +2 good", "Qualität: −2 schlecht bis +2 gut"),
    "touchpoints_matrix_marks": (
        "¹ rests on one interview · ✎ rated by a person",
        "¹ beruht auf einem einzigen Interview · ✎ von Hand bewertet",
    ),
    "touchpoints_excluded": (
        "{n} suggested mentions that nobody has reviewed are left out, as count_unreviewed in study.yaml says.",
        "{n} vorgeschlagene Nennungen, die noch niemand geprüft hat, zählen nicht mit (count_unreviewed in study.yaml).",
    ),
    "touchpoints_waiting": ("{n} not counted", "{n} nicht gezählt"),
    # above the tables
    "touchpoints_marks": (
        "° not all of it is reviewed · ¹ rests on one interview",
        "° noch nicht alles geprüft · ¹ beruht auf einem einzigen Interview",
    ),
    "touchpoints_quality_rule": (
        "Quality: the mean of an interview's judging statements, then over interviews, times two; halved where one plain statement is all there is.",
        "Qualität: Mittel der wertenden Aussagen eines Interviews, dann über die Interviews, mal zwei; halbiert, wo nur eine einfache Aussage vorliegt.",
    ),
    "touchpoints_quality_fill": (
        "Your own quality (−2 to +2, whole or half numbers) counts instead of it, here and in the matrix, from the next run on.",
        "Eine eigene Qualität (−2 bis +2, ganze oder halbe Zahlen) zählt ab dem nächsten Lauf an ihrer Stelle, hier und in der Matrix.",
    ),
    "touchpoints_classes_fill": (
        "Your own class counts instead of the codebook's, in all sheets and tables, from the next run on.",
        "Eine eigene Klasse zählt ab dem nächsten Lauf statt der des Codebuchs, auf allen Blättern und in allen Tabellen.",
    ),
    "touchpoints_weak_rule": (
        "Listed: quality −0.5 or less with two or more critical interviews; critics hidden by praise; one interview with strong or repeated criticism; contacts given up; your own rating of −0.5 or less.",
        "Aufgenommen: Qualität ab −0,5 abwärts bei zwei oder mehr kritischen Interviews; Kritik, die vom Lob verdeckt wird; ein Interview mit scharfer oder wiederholter Kritik; abgebrochene Kontakte; eigene Bewertung ab −0,5 abwärts.",
    ),
    "touchpoints_severity_rule": (
        "Severity = (how far the quality is below 0, of 2; at least a quarter) × (share of the {base} interviews that criticise it or gave it up).",
        "Schwere = (wie weit die Qualität unter 0 liegt, von 2; mindestens ein Viertel) × (Anteil der {base} Interviews, die es kritisieren oder abgebrochen haben).",
    ),
    "touchpoints_order_rule": (
        "The contacts of each interview by phase, then as told. Never averaged: a mean order is one that no customer went through. A contact in two distant phases may recur, or its phase may be wrong.",
        "Die Kontakte jedes Interviews nach Phase, darin in der erzählten Reihenfolge. Nie gemittelt: Eine Durchschnittsreise hat niemand erlebt. Ein Kontakt in zwei entfernten Phasen kann wiederkehren – oder eine Phase ist falsch.",
    ),
    "touchpoints_roles_rule": (
        "A cell: in how many interviews the role and the criterion or fear stand in the same or neighbouring passages of an answer, of those that report the role. Close in talk is no proof: click for the quotes.",
        "Eine Zelle: in wie vielen Interviews Rolle und Kriterium oder Befürchtung in derselben oder einer benachbarten Passage einer Antwort stehen, von denen, die die Rolle nennen. Nähe im Gespräch ist kein Beweis: Ein Klick führt zu den Zitaten.",
    ),
    "touchpoints_inventory_rule": (
        "The company's list (codebooks/inventory) compared with what {base} interviews report. Information counts as needed in a phase where two or more interviews speak of it there (criteria, fears, needs, obstacles).",
        "Die Liste des Unternehmens (codebooks/inventory) im Vergleich mit dem, was {base} Interviews berichten. Information gilt in einer Phase als gebraucht, wenn zwei oder mehr Interviews dort davon sprechen (Kriterien, Befürchtungen, Bedürfnisse, Hindernisse).",
    ),
    # why a touchpoint is a weak point
    "touchpoints_weak_several": ("bad, several interviews", "schlecht, mehrere Interviews"),
    "touchpoints_weak_divided": ("opinions divided: critics hidden by praise", "geteilte Meinungen: Kritik vom Lob verdeckt"),
    "touchpoints_weak_single": ("sharp criticism, one interview only", "scharfe Kritik, nur ein Interview"),
    "touchpoints_weak_abandoned": ("contact given up", "Kontakt abgebrochen"),
    "touchpoints_weak_rated": ("rated by a person", "von Hand bewertet"),
    "touchpoints_no_weak": ("No weak point by these rules.", "Nach diesen Regeln keine Schwachstelle."),
    # what the research asked
    "touchpoints_gap_not counted": (
        "reported, but only in suggestions that nobody has reviewed and that are not counted",
        "berichtet, aber nur in Vorschlägen, die noch niemand geprüft hat und die nicht zählen",
    ),
    "touchpoints_gap_asked, never used": ("asked about by name, never reported", "namentlich erfragt, nie berichtet"),
    "touchpoints_gap_asked in general": (
        "never reported; contacts were asked about in general only",
        "nie berichtet; nur allgemein nach Kontakten gefragt",
    ),
    "touchpoints_gap_never asked": (
        "never reported and never asked about: the gap may be the research's",
        "nie berichtet und nie erfragt: die Lücke kann an der Befragung liegen",
    ),
    "touchpoints_gap_unprompted": ("reported although nobody asked", "berichtet, obwohl niemand danach fragte"),
    "touchpoints_no_gaps": ("No gap.", "Keine Lücke."),
    # order
    "touchpoints_conflict_phases": ("also in phase {phase} (no. {place})", "auch in Phase {phase} (Nr. {place})"),
    "touchpoints_conflict_first": (
        "{touchpoint} is said to be the first contact too ({interview}, no. {place})",
        "auch {touchpoint} wird als erster Kontakt genannt ({interview}, Nr. {place})",
    ),
    "touchpoints_no_contacts": ("No contact is reported.", "Kein Kontakt berichtet."),
    # roles
    "touchpoints_roles_title": ("Roles by criteria and fears", "Rollen nach Kriterien und Befürchtungen"),
    "touchpoints_roles_band": ("Roles of the buying centre, as reported", "Rollen im Buying Center, wie berichtet"),
    "touchpoints_functions_band": (
        "The interviewees' own functions (participants file)",
        "Eigene Funktion der Befragten (Teilnehmerliste)",
    ),
    "touchpoints_no_roles": ("No role is reported.", "Keine Rolle berichtet."),
    # inventory
    "touchpoints_found_used": ("present and used", "vorhanden und genutzt"),
    "touchpoints_found_elsewhere": ("present, but used in other phases", "vorhanden, aber in anderen Phasen genutzt"),
    "touchpoints_found_unmentioned": ("present, but never mentioned", "vorhanden, aber nie erwähnt"),
    "touchpoints_found_absent": ("used, but not on the list", "genutzt, aber nicht auf der Liste"),
    "touchpoints_found_uncovered": ("information needed that nothing gives", "gebrauchte Information, die nichts abdeckt"),
    "touchpoints_found_open": ("question left unanswered", "Frage, die offen blieb"),
    "touchpoints_found_unknown": ("fits no touchpoint of the codebook", "passt zu keinem Touchpoint des Codebuchs"),
}
