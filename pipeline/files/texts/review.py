"""Headings and texts of the review, the matrix and the codebook workbook."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # columns
    "key": ("key", "Schlüssel"),
    "interview": ("interview", "Interview"),
    "no": ("no.", "Nr."),
    "speaker": ("speaker", "Sprecher"),
    "time": ("time", "Zeit"),
    "before": ("context before", "Kontext davor"),
    "passage": ("passage", "Passage"),
    "after": ("context after", "Kontext danach"),
    "family": ("family", "Familie"),
    "code": ("code", "Code"),
    "phase": ("phase", "Phase"),
    "valence": ("valence", "Wertung"),
    "evidence": ("evidence", "Beleg"),
    "score": ("score", "Sicherheit"),
    "status": ("status", "Status"),
    "verdict": ("verdict", "Urteil"),
    "new_code": ("new code", "neuer Code"),
    "comment": ("comment", "Kommentar"),
    "reviewer": ("reviewer", "geprüft von"),
    "label": ("label", "Bezeichnung"),
    "definition": ("definition", "Definition"),
    "when_to_use": ("when to use", "wann vergeben"),
    "when_not_to_use": ("when not to use", "wann nicht vergeben"),
    "examples": ("examples", "Beispiele"),
    "cues": ("cues", "Hinweiswörter"),
    "epoms": ("EPOMS class", "EPOMS-Klasse"),
    "mentions": ("mentions", "Nennungen"),
    "interviews": ("interviews", "Interviews"),
    "passages": ("passages", "Passagen"),
    "unreviewed_n": ("unreviewed", "ungeprüft"),
    "suggestions": ("suggestions", "Vorschläge"),
    "touchpoint": ("touchpoint", "Touchpoint"),
    "quote": ("quote", "Zitat"),
    "job": ("job", "Job"),
    "question": ("question asked", "gestellte Frage"),
    "language": ("language", "Sprache"),
    "length": ("length", "Länge"),
    "reason": ("reason", "Grund"),
    "decided": ("what was decided", "was entschieden wurde"),
    "quote_then": ("passage when it was decided", "Passage bei der Entscheidung"),
    "share": ("share", "Anteil"),
    # sheets
    "sheet_howto": ("How to", "Anleitung"),
    "sheet_review": ("Review", "Prüfung"),
    "sheet_codebook": ("Codebook", "Codebuch"),
    "sheet_recheck": ("Recheck", "Erneut prüfen"),
    "sheet_orphans": ("Orphans", "Verwaiste"),
    "sheet_disagreements": ("Disagreements", "Uneinigkeit"),
    "sheet_interviews": ("Interviews", "Interviews"),
    "sheet_summary": ("Summary", "Überblick"),
    "sheet_all": ("All interviews", "Alle Interviews"),
    "sheet_quotes": ("Quotes", "Zitate"),
    "sheet_gaps": ("Research gaps", "Lücken"),
    # verdicts and statuses
    "accept": ("accept", "annehmen"),
    "reject": ("reject", "ablehnen"),
    "recode": ("recode", "umkodieren"),
    "unsure": ("unsure", "unsicher"),
    "suggested": ("suggested", "vorgeschlagen"),
    "accepted": ("accepted", "angenommen"),
    "rejected": ("rejected", "abgelehnt"),
    "recoded": ("recoded", "umkodiert"),
    "added": ("added", "ergänzt"),
    "recheck": ("recheck", "erneut prüfen"),
    "uncoded": ("no code", "ohne Code"),
    # EPOMS
    "earned": ("earned", "verdient (earned)"),
    "paid": ("paid", "bezahlt (paid)"),
    "owned": ("owned", "eigen (owned)"),
    "managed": ("managed", "gesteuert (managed)"),
    "shared": ("shared", "geteilt (shared)"),
    "unclassed": ("not in the codebook", "nicht im Codebuch"),
    # sentences
    "matrix_title": ("Touchpoints by phase", "Touchpoints nach Phasen"),
    "n_of_base": ("{n} of {base}", "{n} von {base}"),
    "base_job": (
        "Base: {base} interviews whose main job it is: {names}.",
        "Basis: {base} Interviews mit diesem Hauptjob: {names}.",
    ),
    "unreviewed": (
        "{n} of {total} mentions are suggestions that nobody has reviewed yet (marked °).",
        "{n} von {total} Nennungen sind Vorschläge, die noch niemand geprüft hat (mit ° markiert).",
    ),
    "gap_row": ("not mentioned", "nicht genannt"),
    "gap_phase": ("no contact reported", "kein Kontakt berichtet"),
    "any_phase": ("any phase", "alle Phasen"),
    "no_recheck": ("Nothing to recheck.", "Nichts erneut zu prüfen."),
    "asked_for": ("asked for", "danach gefragt"),
    "no_disagreements": ("Reviewers agree wherever more than one has decided.", "Wo mehrere geprüft haben, sind sie sich einig."),
    "reason_definition changed": ("the code's definition changed since", "die Definition des Codes hat sich geändert"),
    "reason_code was split": ("the code was split: choose a new one", "der Code wurde geteilt: einen neuen wählen"),
    "reason_wording changed": ("the passage's wording changed since", "der Wortlaut der Passage hat sich geändert"),
    "reason_several passages are alike": (
        "several passages are alike: accept the right one",
        "mehrere Passagen sind ähnlich: die richtige annehmen",
    ),
    "reason_reviewers differ": ("reviewers differ", "Prüfende sind sich uneinig"),
    "reason_passage gone": (
        "the passage is gone; the one most alike is shown, if there is one",
        "die Passage ist fort; die ähnlichste ist gezeigt, wenn es eine gibt",
    ),
    "reason_code gone": ("the code is gone", "der Code ist fort"),
    "reason_interview gone": ("the interview is gone", "das Interview ist fort"),
    "verdicts": ("verdicts so far", "bisherige Urteile"),
    "note": ("note", "Notiz"),
    "add": ("added", "ergänzt"),
    "words": ("words", "Wörter"),
    "company": ("company", "Unternehmen"),
    "industry": ("industry", "Branche"),
    "employees": ("employees", "Beschäftigte"),
    "role": ("role", "Funktion"),
    "decided_on": ("decided on", "entschieden am"),
    "name": ("name", "Name"),
    "reviewed": ("reviewed", "geprüft"),
    "no_orphans": (
        "No decision has lost its passage or its code.",
        "Keine Entscheidung hat ihre Passage oder ihren Code verloren.",
    ),
    # the codebook as a workbook
    "code_id": ("id", "ID"),
    "unless": ("not where", "nicht bei"),
    "replaces": ("replaces", "ersetzt"),
    "questions": ("questions", "Fragen"),
    "remove": ("remove", "entfernen"),
    "yes": ("yes", "ja"),
    "sheet_codes": ("Codes", "Codes"),
    "sheet_families": ("Families", "Familien"),
    "codebook_howto": (
        "The codebook as a workbook\n"
        "1. One row a code. Examples, cues and 'not where' stand one a line in their cell: Alt+Enter begins a line.\n"
        "2. 'en' and 'de' say the same in English and German; one may be empty. The codebook file explains cues.\n"
        "3. A new code: a new row with its own id, family.name in small letters. A touchpoint needs an EPOMS class.\n"
        "4. To rename, merge or split codes, write the former ids into 'replaces' of those that take over.\n"
        "5. To remove a code, put 'yes' into 'remove'. A row that is merely missing removes nothing.\n"
        "6. Sort, filter, hide, move and insert as you like; sheets and columns are recognised by their headings.\n"
        "7. Save, close, and call: journey codebook import FILE. What you did not change stays as it is, comments too.",
        "Das Codebuch als Arbeitsmappe\n"
        "1. Eine Zeile je Code. Beispiele, Hinweiswörter und „nicht bei“ stehen untereinander in ihrer Zelle (Alt+Enter).\n"
        "2. „en“ und „de“ sagen dasselbe; eines darf leer bleiben. Die Codebuchdatei erklärt die Hinweiswörter.\n"
        "3. Ein neuer Code: eine neue Zeile mit ID, familie.name in Kleinbuchstaben. Ein Touchpoint braucht eine EPOMS-Klasse.\n"
        "4. Umbenennen, zusammenlegen, teilen: die früheren IDs unter „ersetzt“ bei den Nachfolgern eintragen.\n"
        "5. Einen Code entfernen: „ja“ unter „entfernen“. Eine Zeile, die nur fehlt, entfernt nichts.\n"
        "6. Sortieren, filtern, ausblenden, verschieben, einfügen: Blätter und Spalten werden an den Überschriften erkannt.\n"
        "7. Speichern, schließen, aufrufen: journey codebook import DATEI. Nicht Geändertes bleibt, wie es ist.",
    ),
}
