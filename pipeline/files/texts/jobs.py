"""Headings and texts of the jobs: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    "sheet_jobs": ("Jobs", "Jobs"),
    "sheet_job_interviews": ("Jobs by interview", "Jobs je Interview"),
    "sheet_forces": ("Forces", "Kräfte"),
    # columns of the jobs
    "jobs_choice": ("known as", "Name in Auswahllisten"),
    "jobs_label": ("your label", "eigene Bezeichnung"),
    "jobs_statement": ("your statement", "eigene Aussage"),
    "jobs_merge_into": ("merge into", "zusammenlegen mit"),
    "jobs_machine_label": ("label from codes", "Bezeichnung aus Codes"),
    "jobs_draft": ("job statement (draft, verbatim)", "Job-Aussage (Entwurf, wörtlich)"),
    "jobs_rests_on": ("rests on", "beruht auf"),
    "jobs_triggers": ("triggers", "Auslöser"),
    "jobs_outcomes": ("desired outcomes and criteria", "gewünschte Ergebnisse und Kriterien"),
    "jobs_forces": ("forces: interviews · mentions", "Kräfte: Interviews · Nennungen"),
    "jobs_pattern": ("roles, in the order they are named", "Rollen in der Reihenfolge der Nennung"),
    "jobs_duration": ("how long the decision took", "Dauer der Entscheidung"),
    "jobs_stability": ("stability", "Stabilität"),
    "jobs_note": ("note", "Hinweis"),
    # columns of the interviews
    "jobs_main": ("main job", "Hauptjob"),
    "jobs_job": ("your main job", "eigener Hauptjob"),
    "jobs_next": ("next job", "nächster Job"),
    # columns of the forces
    "jobs_part": ("part", "Teil"),
    "jobs_what": ("what", "was"),
    "jobs_who": ("who", "wer"),
    "jobs_push": ("push: away from the old", "Push: weg vom Alten"),
    "jobs_pull": ("pull: towards the new", "Pull: hin zum Neuen"),
    "jobs_anxiety": ("anxiety: fear of the new", "Anxiety: Angst vor dem Neuen"),
    "jobs_habit": ("habit: hold of the old", "Habit: Macht der Gewohnheit"),
    "jobs_trigger": ("trigger", "Auslöser"),
    "jobs_outcome": ("desired outcome, criterion", "gewünschtes Ergebnis, Kriterium"),
    "jobs_hidden": ("hidden fear or obstacle", "verborgene Angst oder Hürde"),
    "jobs_feeling": ("emotional or social job", "emotionaler oder sozialer Job"),
    "jobs_role": ("role in the decision", "Rolle in der Entscheidung"),
    "jobs_time": ("how long it took", "Dauer"),
    # sentences
    "jobs_none": (
        "No job yet: no interview has a coding of a trigger, need, criterion, fear or obstacle.",
        "Noch kein Job: Kein Interview hat eine Kodierung zu Auslöser, Bedürfnis, Kriterium, Angst oder Hindernis.",
    ),
    "jobs_of_base": ("{n} of {base}: {names}", "{n} von {base}: {names}"),
    "jobs_single": ("rests on one interview", "beruht auf einem einzigen Interview"),
    "jobs_unreviewed": ("° {n} of {total} codings unreviewed", "° {n} von {total} Kodierungen ungeprüft"),
    "jobs_unstable": ("unstable: read the interviews before you rely on it", "instabil: vor der Verwendung die Interviews lesen"),
    "jobs_moved": ("moved here by you: {names}", "von Ihnen hierher verschoben: {names}"),
    "jobs_merged": ("merged into {into}", "zusammengelegt mit {into}"),
    "jobs_made": ("made by you", "von Ihnen angelegt"),
    "jobs_lost_gone": (
        "typed earlier; its job or interview no longer exists, so it has no effect",
        "früher eingetragen; den Job oder das Interview gibt es nicht mehr, daher ohne Wirkung",
    ),
    "jobs_lost_taken": (
        "typed earlier; two jobs have become one and the other entry stands",
        "früher eingetragen; aus zwei Jobs ist einer geworden, der andere Eintrag gilt",
    ),
    "jobs_lost_unknown": (
        "“{value}” names no other job: choose one from the list, or type a name (a number may change its job)",
        "„{value}“ bezeichnet keinen anderen Job: aus der Liste wählen oder einen Namen eingeben (Nummern wechseln)",
    ),
    "jobs_lost_circle": (
        "these jobs are merged into each other; this entry has no effect",
        "diese Jobs sind wechselseitig zusammengelegt; dieser Eintrag bleibt ohne Wirkung",
    ),
    "jobs_moved_here": ("put there by you", "von Ihnen zugeordnet"),
    "jobs_never_asked": ("never asked about in {names}", "in {names} nie danach gefragt"),
    "jobs_in_passing": (
        "said unasked in the last quarter of {names}",
        "ungefragt im letzten Viertel von {names} gesagt",
    ),
    "jobs_interviewee": ("the interviewee", "die befragte Person"),
    "jobs_days": ("{n} days", "{n} Tage"),
    "jobs_weeks": ("{n} weeks", "{n} Wochen"),
    "jobs_months": ("{n} months", "{n} Monate"),
    "jobs_median": ("{time} (median of {n} interviews)", "{time} (Median aus {n} Interviews)"),
    "jobs_once": ("{time} (one interview)", "{time} (ein Interview)"),
    "jobs_number": ("How many jobs?", "Wie viele Jobs?"),
    "jobs_cut": (
        "{n} jobs: separation {silhouette} · agreement of resampled clusterings {agreement}",
        "{n} Jobs: Trennschärfe {silhouette} · Übereinstimmung der Wiederholungen {agreement}",
    ),
    "jobs_chosen": ("← chosen", "← gewählt"),
    "jobs_fixed": ("← set in codebooks/study.yaml", "← in codebooks/study.yaml festgelegt"),
    "jobs_help": (
        "Name a job in “your label”; merge it by choosing another in “merge into”; on the next sheet move an interview, or type a new name to split a job.",
        "Einen Job unter „eigene Bezeichnung“ benennen; mit „zusammenlegen mit“ in einem anderen aufgehen lassen; auf dem nächsten Blatt Interviews verschieben oder durch einen neuen Namen einen Job abspalten.",
    ),
}
