"""Headings and texts of saturation and agreement: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # sheets
    "sheet_evidence_saturation": ("Saturation", "Sättigung"),
    "sheet_evidence_codes": ("Codes by interview", "Codes je Interview"),
    "sheet_evidence_agreement": ("Agreement", "Übereinstimmung"),
    "sheet_evidence_base": ("Base", "Belegbasis"),
    # saturation
    "evidence_title": ("How well the findings are backed", "Wie gut die Befunde belegt sind"),
    "evidence_order_date": (
        "{n} interviews in the order of their dates; {codings} codings count, {unreviewed} of them suggestions that nobody has reviewed yet.",
        "{n} Interviews in der Reihenfolge ihrer Termine; {codings} Kodierungen zählen, davon {unreviewed} ungeprüfte Vorschläge.",
    ),
    "evidence_order_id": (
        "{n} interviews in the order of their ids (not all have a date); {codings} codings count, {unreviewed} of them suggestions that nobody has reviewed yet.",
        "{n} Interviews in der Reihenfolge ihrer Kürzel (nicht alle haben ein Datum); {codings} Kodierungen zählen, davon {unreviewed} ungeprüfte Vorschläge.",
    ),
    "evidence_reached": (
        "In this order saturation is reached after {n} interviews ({n}+{run}).",
        "In dieser Reihenfolge ist die Sättigung nach {n} Interviews erreicht ({n}+{run}).",
    ),
    "evidence_not_reached": (
        "In this order saturation is not reached: further interviews would probably bring new codes.",
        "In dieser Reihenfolge ist keine Sättigung erreicht: Weitere Interviews brächten vermutlich neue Codes.",
    ),
    "evidence_orders": (
        "In {orders} random orders: half of them are saturated after {n} interviews; {share} are after {last}, the last for which it can be told.",
        "In {orders} zufälligen Reihenfolgen: Die Hälfte ist nach {n} Interviews gesättigt; {share} sind es nach {last}, dem letzten, für das es sich sagen lässt.",
    ),
    "evidence_orders_few": (
        "In {orders} random orders: only {share} are saturated after {last} interviews, the last for which it can be told.",
        "In {orders} zufälligen Reihenfolgen: Nur {share} sind nach {last} Interviews gesättigt, dem letzten, für das es sich sagen lässt.",
    ),
    "evidence_too_few": (
        "{n} interviews are too few to speak of saturation: at least {least} are needed ({base} as the base and {run} to look for new codes in).",
        "{n} Interviews sind zu wenige, um von Sättigung zu sprechen: Mindestens {least} sind nötig ({base} als Basis, {run} für die Suche nach neuen Codes).",
    ),
    "evidence_method": (
        "Method: Guest, Namey & Chen 2020 (doi 10.1371/journal.pone.0232076): after n interviews the next {run} bring new codes of at most {share} of those of the first {base}.",
        "Methode: Guest, Namey & Chen 2020 (doi 10.1371/journal.pone.0232076): Nach n Interviews bringen die nächsten {run} höchstens {share} so viele neue Codes, wie die ersten {base} zusammen haben.",
    ),
    "evidence_n": ("no.", "Nr."),
    "evidence_new": ("new codes", "neue Codes"),
    "evidence_known": ("codes known", "bekannte Codes"),
    "evidence_mean": ("mean of random orders", "Mittel zufälliger Reihenfolgen"),
    "evidence_share": ("orders saturated by then", "bis dahin gesättigte Reihenfolgen"),
    "evidence_first": ("codes reported for the first time", "zum ersten Mal berichtete Codes"),
    "evidence_codes": ("codes", "Codes"),
    "evidence_by_family": ("by family", "nach Familien"),
    "evidence_in_order": ("reached after (this order)", "erreicht nach (diese Reihenfolge)"),
    "evidence_median": ("reached after (median of orders)", "erreicht nach (Median der Reihenfolgen)"),
    "evidence_last": ("new in the last {run}", "neu in den letzten {run}"),
    "evidence_not_yet": ("not yet", "noch nicht"),
    # codes by interview
    "evidence_times": ("{interview} ×", "{interview} ×"),
    "evidence_cases": (
        "0/1: reported or not; ×: mentions. Click a code for its quotes.",
        "0/1: berichtet oder nicht; ×: Nennungen. Ein Klick auf den Code führt zu seinen Zitaten.",
    ),
    "evidence_more_columns": ("all interviews: {file}", "alle Interviews: {file}"),
    # agreement
    "evidence_scope": ("codes", "Codes"),
    "evidence_all_codes": ("all codes", "alle Codes"),
    "evidence_reviewers": ("reviewers", "Prüfende"),
    "evidence_items": ("items", "Fälle"),
    "evidence_differing": ("differ", "uneinig"),
    "evidence_percent": ("agreement", "Übereinstimmung"),
    "evidence_kappa": ("Cohen's kappa", "Cohens Kappa"),
    "evidence_alpha": ("Krippendorff's alpha", "Krippendorffs Alpha"),
    "evidence_ac1": ("Gwet's AC1", "Gwets AC1"),
    "evidence_pabak": ("PABAK", "PABAK"),
    "evidence_prevalence": ("prevalence (yes)", "Prävalenz (ja)"),
    "evidence_coded_only": ("coded only", "nur Kodiertes"),
    "evidence_interval": ("{measure}, 95 %", "{measure}, 95 %"),
    "evidence_note": ("note", "Hinweis"),
    "evidence_refused": ("{n} items: no figure under {least}", "{n} Fälle: keine Kennzahl unter {least}"),
    "evidence_same": (
        "kappa and alpha are not defined: all say the same",
        "Kappa und Alpha sind nicht definiert: alle sagen dasselbe",
    ),
    "evidence_rare": (
        "rare code: kappa misleads, see AC1 and 'coded only'",
        "seltener Code: Kappa führt in die Irre, siehe AC1 und „nur Kodiertes“",
    ),
    "evidence_no_agreement": (
        "No two reviewers have decided on the same codings: have a second person review a copy (journey review export --for NAME --blind --share 0.2).",
        "Keine zwei Prüfenden haben über dieselben Kodierungen entschieden: Eine zweite Person eine Kopie prüfen lassen (journey review export --for NAME --blind --share 0.2).",
    ),
    "evidence_said_yes": ("yes", "ja"),
    "evidence_said_no": ("no", "nein"),
    "evidence_silent": ("did not choose it", "nicht vergeben"),
    "evidence_settled": ("arbiter", "Schiedsperson"),
    # base
    "evidence_reviewed": ("reviewed suggestions", "geprüfte Vorschläge"),
    "evidence_of": ("{n} of {base} ({share})", "{n} von {base} ({share})"),
    "evidence_open": ("unreviewed", "ungeprüft"),
    "evidence_one": (
        "Claims that rest on one interview",
        "Aussagen, die auf einem einzigen Interview beruhen",
    ),
    "evidence_one_none": (
        "None: everything is reported in at least two interviews.",
        "Keine: Alles wird in mindestens zwei Interviews berichtet.",
    ),
    "evidence_claim": ("claim", "Aussage"),
    "evidence_reviewing": ("What was reviewed", "Was geprüft wurde"),
    "evidence_over_time": ("Reviewers over time", "Prüfende im Zeitverlauf"),
    "evidence_over_time_note": (
        "The log keeps a second verdict only where something changed. To measure agreement with oneself, export a blind copy under another name, such as 'Anna 2'.",
        "Das Protokoll hält ein zweites Urteil nur fest, wo sich etwas geändert hat. Wer die Übereinstimmung mit sich selbst messen will, gibt eine blinde Kopie unter anderem Namen aus, etwa „Anna 2“.",
    ),
    "evidence_decided": ("codings decided", "entschiedene Kodierungen"),
    "evidence_repeated": ("decided again", "erneut entschieden"),
    "evidence_changed": ("verdict turned", "Urteil gewendet"),
}
