"""Headings and texts of the report: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # title page
    "report_untitled": ("Customer interviews", "Kundeninterviews"),
    "report_subtitle": ("Findings from {n} customer interviews", "Ergebnisse aus {n} Kundeninterviews"),
    "report_subtitle_one": ("Findings from one customer interview", "Ergebnisse aus einem Kundeninterview"),
    "report_dated": ("Interviews held from {first} to {last}", "Interviews geführt von {first} bis {last}"),
    "report_contents": ("Contents", "Inhalt"),
    "report_draft_all": (
        "Draft. Nobody has reviewed the coding yet: all {total} codings are suggestions.",
        "Entwurf. Die Kodierung hat noch niemand geprüft: Alle {total} Kodierungen sind Vorschläge.",
    ),
    "report_draft_part": (
        "Draft. {n} of {total} codings have not been reviewed yet.",
        "Entwurf. {n} von {total} Kodierungen sind noch nicht geprüft.",
    ),
    # chapters
    "report_summary": ("Summary", "Zusammenfassung"),
    "report_summary_jobs": ("Jobs: what buying centres want to get done", "Jobs: was Buying Center erreichen wollen"),
    "report_summary_findings": ("The strongest findings", "Die stärksten Befunde"),
    "report_summary_weak": ("Where the journey hurts most", "Wo es in der Journey am meisten hakt"),
    "report_method": ("Method and sample", "Methode und Stichprobe"),
    "report_sample": ("Sample", "Stichprobe"),
    "report_coding": ("How the interviews were coded", "Wie kodiert wurde"),
    "report_reading": ("How to read this report", "Wie dieser Bericht zu lesen ist"),
    "report_job": ("Job {n}: {label}", "Job {n}: {label}"),
    "report_statement": ("What they want to get done", "Was sie erreichen wollen"),
    "report_forces": ("Forces of the switch", "Kräfte des Wechsels"),
    "report_pattern": ("How the decision is made", "Wie entschieden wird"),
    "report_questions": ("Seven questions", "Sieben Fragen"),
    "report_touchpoints": ("Touchpoints", "Touchpoints"),
    "report_matrix": ("Touchpoints by phase", "Touchpoints nach Phasen"),
    "report_weak": ("Weak points", "Schwachstellen"),
    "report_maps": ("Journey maps", "Journey Maps"),
    "report_strategies": ("Strategies", "Strategien"),
    "report_limits": ("Limits", "Grenzen"),
    "report_appendix_codes": ("Appendix A: codebook", "Anhang A: Codebuch"),
    "report_appendix_interviews": ("Appendix B: interviews", "Anhang B: Interviews"),
    # the seven questions
    "report_q_problem": ("Which problem do they want to get rid of?", "Welches Problem wollen sie loswerden?"),
    "report_q_require": ("What do they require?", "Was verlangen sie von einer Lösung?"),
    "report_q_matter": ("Which aspects matter most?", "Welche Aspekte sind ihnen am wichtigsten?"),
    "report_q_sources": (
        "Which sources do the members of the buying centre use?",
        "Welche Informationsquellen nutzen die Mitglieder des Buying Centers?",
    ),
    "report_q_know": (
        "What do they need to know to judge the solution and its alternatives?",
        "Was müssen sie wissen, um die Lösung und ihre Alternativen beurteilen zu können?",
    ),
    "report_q_alternative": ("Why not an alternative?", "Warum keine Alternative?"),
    "report_q_now": (
        "What can they do now that they could not do before?",
        "Was können sie heute, was sie vorher nicht konnten?",
    ),
    "report_n_require": (
        "Needs that are put as a wish, by kind; the quotes say what is meant.",
        "Als Wunsch geäußerte Bedürfnisse nach Art; was gemeint ist, sagen die Zitate.",
    ),
    "report_n_know": (
        "Fears that have to be cleared up before the purchase, missing knowledge, and what they judged by.",
        "Befürchtungen, die vor dem Kauf auszuräumen sind, fehlendes Wissen und woran sie sich ein Urteil bildeten.",
    ),
    "report_n_alternative": (
        "Found by words that rule an offer out or set it against another one; read the quotes.",
        "Gefunden an Worten, die ein Angebot ausschließen oder es einem anderen gegenüberstellen; maßgeblich sind die Zitate.",
    ),
    "report_n_now": (
        "Needs told of after the purchase as met.",
        "Bedürfnisse, die nach dem Kauf als erfüllt geschildert werden.",
    ),
    "report_answered": ("Answered in {n} of {base} interviews.", "In {n} von {base} Interviews beantwortet."),
    "report_unanswered": (
        "No interview of this job answers it with enough certainty. That is a gap of the evidence, no finding.",
        "Kein Interview dieses Jobs beantwortet dies mit genügender Sicherheit. Das ist eine Lücke der Belege, kein Befund.",
    ),
    "report_told_by": ("told by: {names}", "berichtet von: {names}"),
    "report_named_with": ("named with it: {names}", "zusammen genannt mit: {names}"),
    "report_also": ("Also: {names}", "Außerdem: {names}"),
    # summary: strongest findings
    "report_f_problem": ("Most shared trigger: {label} ({count})", "Häufigster Auslöser: {label} ({count})"),
    "report_f_matter": ("Most named criterion: {label} ({count})", "Meistgenanntes Kriterium: {label} ({count})"),
    "report_f_sources": ("Most used source: {label} ({count})", "Meistgenutzte Informationsquelle: {label} ({count})"),
    "report_f_know": (
        "Most often to be settled before the decision: {label} ({count})",
        "Vor der Entscheidung am häufigsten zu klären: {label} ({count})",
    ),
    "report_f_alternative": (
        "Most frequent reason against an alternative: {label} ({count})",
        "Häufigster Grund gegen eine Alternative: {label} ({count})",
    ),
    "report_no_findings": (
        "No claim rests on two or more interviews yet.",
        "Noch stützt sich keine Aussage auf zwei oder mehr Interviews.",
    ),
    "report_no_strategies": ("No strategy could be derived yet.", "Noch ließ sich keine Strategie ableiten."),
    # method
    "report_size": (
        "{n} interviews, {words} words, {length}; {languages}.",
        "{n} Interviews, {words} Wörter, {length}; {languages}.",
    ),
    "report_size_one": (
        "One interview, {words} words, {length}; {languages}.",
        "Ein Interview, {words} Wörter, {length}; {languages}.",
    ),
    "report_length": ("{hours} of talk", "{hours} Gesprächszeit"),
    "report_length_part": ("{hours} of talk in the {n} with times", "{hours} Gesprächszeit in den {n} mit Zeitangaben"),
    "report_length_unknown": ("length unknown", "Länge unbekannt"),
    "report_hours": ("{h} h {m} min", "{h} Std. {m} Min."),
    "report_lang_en": ("in English", "auf Englisch"),
    "report_lang_de": ("in German", "auf Deutsch"),
    "report_companies": ("{n} companies.", "{n} Unternehmen."),
    "report_companies_sized": (
        "{n} companies with {low} to {high} employees.",
        "{n} Unternehmen mit {low} bis {high} Beschäftigten.",
    ),
    "report_industries": ("{n} industries: {names}.", "{n} Branchen: {names}."),
    "report_no_facts": (
        "The list of participants names no companies, so nothing can be said about the mix.",
        "Die Teilnehmerliste nennt keine Unternehmen; zur Zusammensetzung lässt sich nichts sagen.",
    ),
    "report_coded": (
        "The transcripts were cut into {passages} passages. Codes from the codebook “{codebook}” ({codes} codes in {families} families) were suggested by software: from cues in what the interviewees say{learned}. Only what interviewees assert is coded, not the interviewer's words. {total} codings count.",
        "Die Transkripte wurden in {passages} Passagen zerlegt. Codes aus dem Codebuch „{codebook}“ ({codes} Codes in {families} Familien) hat eine Software vorgeschlagen: anhand von Hinweiswörtern in den Antworten{learned}. Kodiert ist nur, was die Befragten selbst behaupten, nicht, was die Interviewenden sagen. {total} Kodierungen zählen.",
    ),
    "report_learned": (" and by likeness to coded examples", " und nach der Ähnlichkeit mit kodierten Beispielen"),
    "report_reviewed_none": ("No person has reviewed them yet.", "Noch hat kein Mensch sie geprüft."),
    "report_reviewed": (
        "A person has reviewed {share} of them ({n} of {total}).",
        "Davon hat ein Mensch {share} geprüft ({n} von {total}).",
    ),
    "report_agreement": (
        "Reviewers agree on {percent} of the {items} codings that more than one has decided (Krippendorff's alpha {alpha}).",
        "Die Prüfenden stimmen bei {percent} der {items} mehrfach geprüften Kodierungen überein (Krippendorffs Alpha {alpha}).",
    ),
    "report_agreement_none": (
        "How far reviewers agree is not known: too few codings were decided by more than one.",
        "Wie weit die Prüfenden übereinstimmen, ist nicht bekannt: Zu wenige Kodierungen wurden mehrfach geprüft.",
    ),
    "report_least": (
        "In the answers to the seven questions, unreviewed suggestions that the software is little sure of are left out ({n} of {total}); so a count here can be lower than in the workbooks.",
        "In den Antworten auf die sieben Fragen bleiben ungeprüfte Vorschläge außen vor, bei denen die Software unsicher ist ({n} von {total}); Zahlen können hier deshalb kleiner sein als in den Arbeitsmappen.",
    ),
    "report_legend_n": (
        "“3 of 7” counts interviews, not mentions: three of the seven interviews of the job report it.",
        "„3 von 7“ zählt Interviews, nicht Nennungen: Drei der sieben Interviews des Jobs berichten es.",
    ),
    "report_legend_marks": (
        "° holds suggestions that nobody has reviewed yet; ¹ rests on one interview only.",
        "° enthält Vorschläge, die noch niemand geprüft hat; ¹ stützt sich auf ein einziges Interview.",
    ),
    "report_legend_quotes": (
        "Quotes are verbatim and unabridged, with interview, speaker and time; each quote of a claim is from another interview.",
        "Zitate sind wörtlich und ungekürzt, mit Interview, Sprecher und Zeit; die Zitate zu einer Aussage stammen aus verschiedenen Interviews.",
    ),
    "report_legend_quality": (
        "The quality of a touchpoint runs from −2 (bad) to +2 (good); a dash: nobody judged it.",
        "Die Qualität eines Touchpoints reicht von −2 (schlecht) bis +2 (gut); ein Strich: niemand hat sie bewertet.",
    ),
    # jobs
    "report_rests": ("Rests on {n} of {base} interviews: {names}.", "Stützt sich auf {n} von {base} Interviews: {names}."),
    "report_single": (
        "This job rests on one interview only: a case, not a pattern.",
        "Dieser Job stützt sich auf ein einziges Interview: ein Fall, kein Muster.",
    ),
    "report_unstable": (
        "The grouping of these interviews is unstable (stability {value} of 1): read them before you rely on it.",
        "Die Gruppierung dieser Interviews ist instabil (Stabilität {value} von 1): Vor der Verwendung die Interviews lesen.",
    ),
    "report_statement_draft": (
        "Draft from verbatim passages; a person has to word it",
        "Entwurf aus wörtlichen Passagen; zu formulieren ist er von einem Menschen",
    ),
    "report_statement_own": ("As worded by the researchers", "Von den Forschenden formuliert"),
    "report_no_statement": ("No passage suggests a statement.", "Keine Passage legt eine Formulierung nahe."),
    "report_force": ("force", "Kraft"),
    "report_mainly": ("mainly", "vor allem"),
    "report_t_forces": (
        "Interviews of the job that report each force, of {base}",
        "Interviews des Jobs, die die jeweilige Kraft berichten, von {base}",
    ),
    "report_t_pattern": (
        "Roles of the buying centre in the order in which the talks first name them",
        "Rollen im Buying Center in der Reihenfolge, in der die Gespräche sie zuerst nennen",
    ),
    "report_buying_role": ("role", "Rolle"),
    "report_named_in": ("named in phases", "genannt in Phasen"),
    "report_duration": ("How long it took: {time}.", "Dauer der Entscheidung: {time}."),
    "report_duration_unknown": ("Nobody says how long it took.", "Zur Dauer der Entscheidung sagt niemand etwas."),
    "report_hidden": (
        "Came up unasked: {names}. Nobody had asked about it there, or it was said in passing at the end.",
        "Ungefragt zur Sprache gekommen: {names}. Danach hatte dort niemand gefragt, oder es fiel am Ende nebenbei.",
    ),
    # touchpoints
    "report_t_matrix": (
        "Touchpoints that interviews report, by phase: number of interviews of {base} · quality",
        "Von den Befragten berichtete Touchpoints nach Phasen: Zahl der Interviews von {base} · Qualität",
    ),
    "report_scale": (
        "Colours: orange bad, grey neutral, blue good. Full figures and all quotes: 4-touchpoints.xlsx.",
        "Farben: Orange schlecht, Grau neutral, Blau gut. Alle Zahlen und Zitate: 4-touchpoints.xlsx.",
    ),
    "report_quality": ("quality", "Qualität"),
    "report_why": ("why, and what they say", "warum, und was sie sagen"),
    "report_t_weak": (
        "Weak points, the worst first; interviews of {base}",
        "Schwachstellen, die schlimmste zuerst; Interviews von {base}",
    ),
    "report_more_weak": ("{n} more stand in 4-touchpoints.xlsx.", "{n} weitere stehen in 4-touchpoints.xlsx."),
    # maps
    "report_map": (
        "Map of job {n}: {label} ({base}). Interactive, with all quotes: 5-journey.html.",
        "Karte zu Job {n}: {label} ({base}). Interaktiv und mit allen Zitaten: 5-journey.html.",
    ),
    "report_map_all": (
        "Map of all {base} interviews. Interactive, with all quotes: 5-journey.html.",
        "Karte aller {base} Interviews. Interaktiv und mit allen Zitaten: 5-journey.html.",
    ),
    # strategies
    "report_strategy_effect": ("effect {effect} of 10", "Wirkung {effect} von 10"),
    "report_strategy_effort": ("effort {effort} of 3 (proposed)", "Aufwand {effort} von 3 (Vorschlag)"),
    "report_strategy_own_effort": ("effort {effort} of 3", "Aufwand {effort} von 3"),
    "report_strategy_owner": ("responsible: {name}", "verantwortlich: {name}"),
    "report_strategy_due": ("due: {date}", "bis: {date}"),
    # limits
    "report_l_sample": (
        "{n} interviews show which motives, sources and obstacles there are, not how common they are in the market. “3 of 7” is no percentage.",
        "{n} Interviews zeigen, welche Motive, Quellen und Hürden es gibt, nicht wie häufig sie im Markt sind. „3 von 7“ ist kein Prozentsatz.",
    ),
    "report_l_unreviewed": (
        "Unreviewed: {n} of {total} codings are suggestions by software that nobody has looked at.",
        "Ungeprüft: {n} von {total} Kodierungen sind Vorschläge einer Software, die sich noch niemand angesehen hat.",
    ),
    "report_l_reviewed": (
        "All {total} codings that count have been reviewed.",
        "Alle {total} gezählten Kodierungen sind geprüft.",
    ),
    "report_l_waiting": (
        "Not counted: suggestions by software that nobody has reviewed yet ({n}). What they may hold is missing in every figure here.",
        "Nicht gezählt: Vorschläge einer Software, die noch niemand geprüft hat ({n}). Was sie enthalten mögen, fehlt hier in allen Zahlen.",
    ),
    "report_l_faint": (
        "Uncertain: the software is little sure of {n} of the unreviewed suggestions. Most of them are of {names}.",
        "Unsicher: Bei {n} der ungeprüften Vorschläge ist sich die Software nicht sicher, am häufigsten bei {names}.",
    ),
    "report_l_single": (
        "One interview only: {n} of the {total} claims under the jobs rest on a single interview (¹).",
        "Nur ein Interview: {n} der {total} Aussagen zu den Jobs stützen sich auf ein einziges Interview (¹).",
    ),
    "report_l_unasked": (
        "Seldom asked: fewer than half of the interviews ask about {names}. What is missing there may not have been asked.",
        "Selten gefragt: Nach {names} fragt weniger als die Hälfte der Interviews. Was dort fehlt, wurde vielleicht nur nicht gefragt.",
    ),
    "report_l_never": (
        "Never asked: {n} touchpoints were neither reported nor asked about: {names}.",
        "Nie gefragt: {n} Touchpoints wurden weder berichtet noch erfragt: {names}.",
    ),
    "report_l_leading": (
        "Leading questions: {n} questions suggest an answer (2-coverage.xlsx).",
        "Suggestivfragen: {n} Fragen legen eine Antwort nahe (2-coverage.xlsx).",
    ),
    "report_l_saturation": ("Saturation: {text}", "Sättigung: {text}"),
    "report_l_jobs": (
        "Jobs are groups of interviews whose codings are alike, found by a calculation; names and statements are drafts until a person writes them.",
        "Jobs sind rechnerisch gefundene Gruppen von Interviews mit ähnlichen Kodierungen; Namen und Aussagen sind Entwürfe, bis ein Mensch sie formuliert.",
    ),
    "report_l_strategies": (
        "Strategies are derived by rules, not found in the interviews; effort figures are proposals until a person sets them.",
        "Strategien sind nach Regeln abgeleitet, nicht in den Interviews gefunden; Aufwände sind Vorschläge, bis ein Mensch sie festlegt.",
    ),
    # appendix
    "report_t_codes": (
        "Codes with the number of interviews of {base} that report them, and of mentions",
        "Codes mit der Zahl der Interviews von {base}, die sie berichten, und der Nennungen",
    ),
    "report_t_interviews": ("Who was interviewed", "Wer interviewt wurde"),
    "report_talk": ("talk", "Gespräch"),
    "report_codings": ("codings", "Kodierungen"),
}
