"""Headings and texts of what helps to judge the coder: key -> (English, German)."""

from __future__ import annotations

__all__ = ["TEXTS"]

TEXTS: dict[str, tuple[str, str]] = {
    # journey evaluate
    "evaluation_title": ("The coder's suggestions against {what}", "Die Vorschläge des Kodierers gegen {what}"),
    "evaluation_decisions": ("the reviewers' decisions", "die Entscheidungen der Prüfenden"),
    "evaluation_all": ("all codes", "alle Codes"),
    "evaluation_right": ("right", "richtig"),
    "evaluation_wrong": ("wrong", "falsch"),
    "evaluation_missed": ("missed", "übersehen"),
    "evaluation_precision": ("precision", "Precision"),
    "evaluation_recall": ("recall", "Recall"),
    "evaluation_f1": ("F1", "F1"),
    "evaluation_few": ("{what}: {n} items, at least {least} are needed", "{what}: {n} Fälle, mindestens {least} sind nötig"),
    "evaluation_base": (
        "{judged} of {suggestions} suggestions were judged, in {n} interviews: as the coder makes them before review, without having learned from this study's decisions.",
        "{judged} von {suggestions} Vorschlägen wurden beurteilt, in {n} Interviews: so, wie sie vor der Prüfung sind, ohne aus den Entscheidungen dieser Studie gelernt zu haben.",
    ),
    "evaluation_recall_known": (
        "Recall and F1 are about {n} interviews in which passages without a suggestion were read too: {names}.",
        "Recall und F1 gelten für {n} Interviews, in denen auch Passagen ohne Vorschlag gelesen wurden: {names}.",
    ),
    "evaluation_recall_unknown": (
        "Recall is unknown: nobody has read passages without a suggestion (add missed codes in the review, or export a blind copy).",
        "Der Recall ist unbekannt: Niemand hat Passagen ohne Vorschlag gelesen (übersehene Codes in der Prüfung ergänzen oder eine blinde Kopie ausgeben).",
    ),
    "evaluation_disputed": (
        "{n} codings on which reviewers differ are left out until the arbiter decides.",
        "{n} Kodierungen, bei denen sich die Prüfenden uneinig sind, bleiben außen vor, bis die Schiedsperson entscheidet.",
    ),
    "evaluation_macro": ("mean F1 of {n} families: {value}", "mittleres F1 von {n} Familien: {value}"),
    "evaluation_refused": (
        "{n} codes have fewer than {least} items and no figure; their counts are in {file}.",
        "{n} Codes haben weniger als {least} Fälle und keine Kennzahl; ihre Anzahlen stehen in {file}.",
    ),
    "evaluation_interval": (
        "In brackets: 95 % intervals (Wilson; F1: bootstrap over interviews).",
        "In Klammern: 95-%-Intervalle (Wilson; F1: Bootstrap über Interviews).",
    ),
    # journey explain
    "explain_asked_for": ("question", "Frage"),
    "explain_valence": ("valence {sign}", "Wertung {sign}"),
    "explain_no_judging": ("no judging word was heard", "kein wertendes Wort gehört"),
    "explain_good": ("good", "gut"),
    "explain_bad": ("bad", "schlecht"),
    "explain_negated": ("negated", "verneint"),
    "explain_hypothetical": ("only imagined", "nur vorgestellt"),
    "explain_others": ("somebody else's affair", "Sache anderer"),
    "explain_weak": ("weak cue", "schwaches Hinweiswort"),
    "explain_reason_cue": ("“{what}” speaks for {phase}", "„{what}“ spricht für {phase}"),
    "explain_reason_question": ("the question (“{what}”) opens {phase}", "die Frage („{what}“) eröffnet {phase}"),
    "explain_reason_code": ("{what} speaks for {phase}", "{what} spricht für {phase}"),
    "explain_reason_place": (
        "it stands at {what} of the talk, where {phase} is usual",
        "sie steht bei {what} des Gesprächs, wo {phase} üblich ist",
    ),
    "explain_quoted": ("“{words}”", "„{words}“"),
    "explain_kept": ("it stands", "sie gilt"),
    "explain_overruled": ("it stands though no coder suggests it now", "sie gilt, obwohl kein Kodierer den Code noch vorschlägt"),
    "explain_pending": ("open", "offen"),
    "explain_recheck": ("to be rechecked", "erneut zu prüfen"),
    "explain_orphan": ("its passage or code is gone", "Passage oder Code ist fort"),
    "explain_suggestions": ("suggestions", "Vorschläge"),
    "explain_none": ("none", "keine"),
    "explain_silent": ("heard, but not suggested", "gehört, aber nicht vorgeschlagen"),
    "explain_decisions": ("decisions", "Entscheidungen"),
    "explain_code": ("why {code}?", "warum {code}?"),
    "explain_is_suggested": ("It is suggested ({score}).", "Vorgeschlagen ({score})."),
    "explain_is_not": ("It is not suggested.", "Nicht vorgeschlagen."),
    "explain_cues": (
        "its cues amount to {score}; cues alone suggest a code from {needed}",
        "die Hinweiswörter ergeben {score}; allein reichen sie ab {needed}",
    ),
    "explain_interviewer": (
        "The interviewer says it; only interviewees' passages are coded.",
        "Das sagt, wer interviewt; kodiert werden nur Passagen von Interviewten.",
    ),
    "explain_heard": ("cues heard", "gehörte Hinweiswörter"),
    "explain_counts": ("counts", "zählt"),
    "explain_against": ("speaks against it (“unless”)", "spricht dagegen („unless“)"),
    "explain_asked": ("the question asks for this family", "die Frage fragt nach dieser Familie"),
    "explain_near": ("nearly there", "fast da"),
    "explain_missing": ("[{cue}]: {there} is there, {missing} is missing", "[{cue}]: {there} ist da, {missing} fehlt"),
    "explain_apart": (
        "[{cue}]: all its words are there, but too far apart or in another order",
        "[{cue}]: alle Wörter sind da, aber zu weit auseinander oder in anderer Folge",
    ),
    "explain_no_cue": (
        "none of its {n} cues in this language was heard",
        "keines seiner {n} Hinweiswörter in dieser Sprache wurde gehört",
    ),
}
