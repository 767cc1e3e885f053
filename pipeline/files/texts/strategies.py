"""Headings and texts of the strategies: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # sheets
    "strategies_title": ("Strategies", "Strategien"),
    "strategies_sheet_how": ("How ranked", "Rangfolge"),
    "strategies_sheet_considered": ("Also considered", "Ebenfalls erwogen"),
    "strategies_sheet_earlier": ("Earlier", "Frühere"),
    # columns
    "strategies_rank": ("rank", "Rang"),
    "strategies_what": ("what to improve (derived)", "was zu verbessern ist (abgeleitet)"),
    "strategies_side": ("for", "wofür"),
    "strategies_where": ("where", "wo"),
    "strategies_base": ("interviews", "Interviews"),
    "strategies_quotes": ("what they say", "was sie sagen"),
    "strategies_models": ("what already works", "was schon gelingt"),
    "strategies_effect": ("effect (0–10)", "Wirkung (0–10)"),
    "strategies_machine_effort": ("effort proposed (1–3)", "Aufwand, Vorschlag (1–3)"),
    "strategies_priority": ("priority", "Priorität"),
    "strategies_machine_channel": ("channel proposed", "Kanal, Vorschlag"),
    "strategies_effort": ("your effort (1–3)", "Ihr Aufwand (1–3)"),
    "strategies_owner": ("owner", "verantwortlich"),
    "strategies_due": ("due", "bis wann"),
    "strategies_channel": ("channel", "Kanal"),
    "strategies_decision": ("decision", "Entscheidung"),
    "strategies_note": ("strategy note", "Notiz zur Strategie"),
    "strategies_rests_on": ("rests on", "stützt sich auf"),
    "strategies_reason": ("why not at the top", "warum nicht unter den ersten"),
    "strategies_now": ("now", "jetzt"),
    "strategies_kind": ("speaks for", "steht für"),
    "strategies_no": ("strategy", "Strategie"),
    "strategies_reach": ("reach", "Verbreitung"),
    "strategies_severity": ("severity", "Schwere"),
    "strategies_nearness": ("nearness", "Nähe"),
    "strategies_stakes": ("stakes", "Einsatz"),
    "strategies_effort_counts": ("effort that counts", "zählender Aufwand"),
    "strategies_rule": ("rule", "Regel"),
    # values
    "strategies_winning": ("winning customers", "Kundengewinnung"),
    "strategies_after": ("use and after-purchase", "Nutzung und Nachkauf"),
    "strategies_do": ("do", "umsetzen"),
    "strategies_later": ("later", "später"),
    "strategies_drop": ("drop", "verwerfen"),
    "strategies_lead_generation": ("lead generation", "Leadgenerierung"),
    "strategies_demand_generation": ("demand generation", "Demand Generation"),
    "strategies_abm": ("ABM", "ABM"),
    "strategies_content": ("content", "Content"),
    "strategies_sales_enablement": ("sales enablement", "Sales Enablement"),
    "strategies_several_jobs": ("several jobs", "mehrere Jobs"),
    "strategies_problem": ("the need for it", "den Bedarf"),
    "strategies_model": ("what already works", "was schon gelingt"),
    "strategies_repair": ("weak contact", "schwacher Kontakt"),
    "strategies_spread": ("what works, for more", "Bewährtes ausweiten"),
    "strategies_reassure": ("fear", "Befürchtung"),
    "strategies_unblock": ("obstacle", "Hindernis"),
    "strategies_inform": ("missing information", "fehlende Information"),
    "strategies_speak": ("need that no contact takes up", "Bedürfnis, das kein Kontakt aufgreift"),
    "strategies_role": ("role that no contact serves", "Rolle, die kein Kontakt bedient"),
    "strategies_bridge": ("phase without contact", "Phase ohne Kontakt"),
    "strategies_unknown": ("unknown", "unbekannt"),
    # sentences
    "strategies_derived": (
        "Derived by rules from the coded interviews, not found in them: the quotes are findings, the sentence is a proposal of the playbook. Judge it by the quotes.",
        "Nach Regeln aus den kodierten Interviews abgeleitet, nicht darin gefunden: Die Zitate sind Befunde, der Satz ist ein Vorschlag aus dem Maßnahmenkatalog. Maßgeblich sind die Zitate.",
    ),
    "strategies_base_note": (
        "Base: {base} interviews. ° = rests (also) on suggestions that nobody has reviewed. Yellow fields are yours and survive every run: your effort counts for the rank, 'do' keeps a strategy here, 'drop' makes room for the next.",
        "Basis: {base} Interviews. ° = stützt sich (auch) auf Vorschläge, die niemand geprüft hat. Gelbe Felder gehören Ihnen und überdauern jeden Lauf: Ihr Aufwand zählt für den Rang, „umsetzen“ hält eine Strategie hier, „verwerfen“ macht der nächsten Platz.",
    ),
    "strategies_few": (
        "Fewer than three strategies rest on two or more interviews; more interviews or reviewed codings would give more.",
        "Weniger als drei Strategien stützen sich auf zwei oder mehr Interviews; mehr Interviews oder geprüfte Kodierungen ergäben mehr.",
    ),
    "strategies_no_after": (
        "For use and after-purchase no rule found evidence in two or more interviews.",
        "Für Nutzung und Nachkauf fand keine Regel Belege in zwei oder mehr Interviews.",
    ),
    "strategies_none": ("No rule found evidence for a strategy.", "Keine Regel fand Belege für eine Strategie."),
    "strategies_none_earlier": (
        "Nothing filled in that is not at the top.",
        "Nichts ausgefüllt, das nicht unter den ersten steht.",
    ),
    "strategies_considered_note": (
        "Other improvements for which there is evidence, best first, and why they stand here. Fields filled in here count in the next run.",
        "Weitere Verbesserungen, für die es Belege gibt, die beste zuerst, und warum sie hier stehen. Was hier ausgefüllt ist, zählt beim nächsten Lauf.",
    ),
    "strategies_earlier_note": (
        "What you filled in for strategies that are not at the top now. It stays here, and with it the field 'decision' ('do' brings a strategy back).",
        "Was Sie zu Strategien ausgefüllt haben, die jetzt nicht unter den ersten stehen. Es bleibt hier, auch das Feld „Entscheidung“ („umsetzen“ holt eine Strategie zurück).",
    ),
    "strategies_single": ("only one interview says so", "nur ein Interview sagt es"),
    "strategies_one_interview": ("one interview only", "nur ein Interview"),
    "strategies_lower": (
        "lower priority ({own} against {least} of the last at the top)",
        "geringere Priorität ({own}; die letzte oben hat {least})",
    ),
    "strategies_per_rule": (
        "the top already holds {n} of the kind “{rule}”",
        "oben stehen schon {n} der Art „{rule}“",
    ),
    "strategies_dropped": ("you dropped it", "von Ihnen verworfen"),
    "strategies_gone": (
        "no rule finds evidence for it any more",
        "keine Regel findet mehr Belege dafür",
    ),
    "strategies_how": (
        "How strategies are found and ranked\n"
        "1. Found: eight rules look for evidence ({rules}). Suggestions that nobody has reviewed count from a certainty of {least} on: their score, compared with what the surest twentieth of the family reach.\n"
        "2. What to do: the sentence comes from the playbook, codebooks/strategies.yaml, by rule and code. Edit it there.\n"
        "3. Merged: two that rest on the same passages (half of the smaller one's) are one; the stronger one stands.\n"
        "4. Effect (0–10) = 10 × √reach × (severity × {severity} + nearness × {nearness} + stakes × {loss}).\n"
        "   Reach: share of all interviews that say so, each counted with the certainty of its best evidence (1 once a person has confirmed it).\n"
        "   Severity: how bad it is for those who say so, mean over interviews: a bad statement 0.75, two of them or strong words 1, a neutral one 0.5; a rating in the touchpoint workbook counts if it is worse.\n"
        "   Nearness: 1 in the phase of the decision, 0.2 less with each phase away from it (the last phase, where customers stay or go: 0.8).\n"
        "   Stakes: whether such a case loses customers or only forgoes a gain: {stakes}.\n"
        "5. Effort: 1 a few people with material at hand, 2 several departments or new material, 3 the product or the organisation changes. Proposed only where a rule can say why; your own counts instead.\n"
        "6. Priority = effect ÷ {costs} (effort 1, 2, 3; unknown {unknown}).\n"
        "7. The top: at most {most}, at most {per_rule} of one rule, at least one for winning customers and one for after-purchase where there is evidence, none that rests on a single interview. 'do' keeps a strategy at the top, 'drop' takes it off.",
        "Wie Strategien gefunden und geordnet werden\n"
        "1. Gefunden: Acht Regeln suchen Belege ({rules}). Ungeprüfte Vorschläge zählen ab einer Sicherheit von {least}: ihr Wert, verglichen mit dem, den das sicherste Zwanzigstel der Familie erreicht.\n"
        "2. Was zu tun ist: Der Satz stammt aus dem Maßnahmenkatalog codebooks/strategies.yaml, nach Regel und Code. Dort ist er zu ändern.\n"
        "3. Zusammengelegt: Zwei, die auf denselben Passagen ruhen (die Hälfte der kleineren), sind eine; die stärkere bleibt.\n"
        "4. Wirkung (0–10) = 10 × √Verbreitung × (Schwere × {severity} + Nähe × {nearness} + Einsatz × {loss}).\n"
        "   Verbreitung: Anteil aller Interviews, die es sagen, jedes mit der Sicherheit seines besten Belegs (1, sobald ein Mensch ihn bestätigt hat).\n"
        "   Schwere: wie schlimm es für die ist, die es sagen, Mittel über Interviews: eine schlechte Aussage 0,75, zwei oder starke Worte 1, eine neutrale 0,5; eine Bewertung in der Touchpoint-Mappe zählt, wenn sie schlechter ist.\n"
        "   Nähe: 1 in der Phase der Entscheidung, je Phase Abstand 0,2 weniger (die letzte Phase, in der Kunden bleiben oder gehen: 0,8).\n"
        "   Einsatz: ob so ein Fall Kunden kostet oder nur einen Gewinn auslässt: {stakes}.\n"
        "5. Aufwand: 1 wenige Leute mit vorhandenem Material, 2 mehrere Abteilungen oder neues Material, 3 Produkt oder Organisation ändern sich. Vorgeschlagen nur, wo eine Regel sagen kann, warum; Ihr eigener zählt stattdessen.\n"
        "6. Priorität = Wirkung ÷ {costs} (Aufwand 1, 2, 3; unbekannt {unknown}).\n"
        "7. Die ersten: höchstens {most}, höchstens {per_rule} je Regel, mindestens eine für die Kundengewinnung und eine für den Nachkauf, wo es Belege gibt, keine, die auf einem einzigen Interview ruht. „umsetzen“ hält eine Strategie oben, „verwerfen“ nimmt sie heraus.",
    ),
    "strategies_grid": (
        "Effect against effort (numbers are ranks; + counts what was also considered)",
        "Wirkung gegen Aufwand (Zahlen sind Ränge; + zählt die ebenfalls erwogenen)",
    ),
    "strategies_grid_effect": ("effect", "Wirkung"),
    "strategies_grid_effort": ("effort {n}", "Aufwand {n}"),
    "strategies_grid_unknown": ("effort unknown", "Aufwand unbekannt"),
    "strategies_grid_high": ("{low} and more", "{low} und mehr"),
    "strategies_grid_middle": ("{low} to {high}", "{low} bis {high}"),
    "strategies_grid_low": ("below {high}", "unter {high}"),
}
