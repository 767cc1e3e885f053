"""Every heading and text that we write for people, in English and German. Keys are English; a test keeps both complete."""

from __future__ import annotations

from pipeline.files.texts import TEXTS

__all__ = ["wording"]

VERDICT_KEYS = ("accept", "reject", "recode", "unsure")
#: further words that people type for a verdict, small letters
ADDITIONAL_VERDICTS = {
    "accepted": "accept", "ok": "accept", "okay": "accept", "yes": "accept", "y": "accept", "ja": "accept", "j": "accept",
    "akzeptieren": "accept", "akzeptiert": "accept", "angenommen": "accept", "passt": "accept", "x": "accept",
    "true": "accept", "rejected": "reject", "no": "reject", "n": "reject", "nein": "reject", "abgelehnt": "reject",
    "verwerfen": "reject", "verworfen": "reject", "false": "reject", "recoded": "recode", "umkodiert": "recode",
    "umcodieren": "recode", "change": "recode", "ändern": "recode", "?": "unsure", "unklar": "unsure", "maybe": "unsure",
    "vielleicht": "unsure",
}  # fmt: skip

_HOWTO = {
    "en": (
        "How to review",
        "1. Go to the sheet 'Review'. Each row is a passage with a code that journey suggests; 'evidence' says why.",
        "2. Choose a verdict: accept, reject, recode (and choose the new code), or unsure. Leave a row empty if you have not looked at it.",
        "3. To add a code that was missed, go to the row of the passage (status 'no code'), choose it under 'new code' and set the verdict 'accept'.",
        "   'accept' together with a new code takes both: the code of the row, and the new one in addition.",
        "   On the sheets 'Recheck' and 'Orphans' a verdict is about the old decision: accept = it still holds for the passage shown, reject = drop it, recode = the new code instead, unsure or empty = leave it open.",
        "   On the sheet 'Disagreements' the arbiter decides.",
        "4. You may sort, filter, hide, insert columns and delete rows. Only the column 'key' must stay as it is: by it journey knows the row again.",
        "   'priority' says what to look at first: 1 = decides a claim and is not sure, 2 = one of the two, 3 = neither. It decides a claim where it is all that the code rests on in its interview, or the only mention in a cell of the matrix; it is not sure where it only just passed, or where a cue and the examples disagree. Sort by it, or review along the talk.",
        "   The sheet 'Least sure' lists codes that the coder nearly suggested or nearly did not: a verdict there is worth most to it, and 'accept' adds the code.",
        "5. Save, close, and run 'journey run'. Your decisions outlive codebook changes and corrected transcripts.",
        "'context before' begins with the question asked where the passage opens the answer.",
    ),
    "de": (
        "So wird geprüft",
        "1. Zum Blatt „Prüfung“. Jede Zeile ist eine Passage mit einem Code, den journey vorschlägt; „Beleg“ sagt, warum.",
        "2. Urteil wählen: annehmen, ablehnen, umkodieren (und den neuen Code wählen) oder unsicher. Wer eine Zeile nicht angesehen hat, lässt sie leer.",
        "3. Fehlt ein Code, dann in der Zeile der Passage (Status „ohne Code“) unter „neuer Code“ wählen und das Urteil „annehmen“ setzen.",
        "   „annehmen“ zusammen mit einem neuen Code nimmt beide: den der Zeile und den neuen dazu.",
        "   Auf den Blättern „Erneut prüfen“ und „Verwaiste“ gilt das Urteil der alten Entscheidung: annehmen = sie gilt weiter für die gezeigte Passage, ablehnen = sie entfällt, umkodieren = der neue Code stattdessen, unsicher oder leer = bleibt offen.",
        "   Auf dem Blatt „Uneinigkeit“ entscheidet die Schiedsperson.",
        "4. Sortieren, filtern, ausblenden, Spalten einfügen und Zeilen löschen ist erlaubt. Nur die Spalte „Schlüssel“ muss bleiben: an ihr erkennt journey die Zeile.",
        "   „Priorität“ sagt, was zuerst anzusehen lohnt: 1 = trägt eine Aussage und ist unsicher, 2 = eines von beiden, 3 = keines. Eine Aussage trägt, worauf allein ein Code in seinem Interview beruht, oder die einzige Nennung in einer Zelle der Matrix; unsicher ist, was nur knapp vorgeschlagen wurde oder worin Hinweiswort und Beispiele sich widersprechen. Danach sortieren oder dem Gespräch folgen.",
        "   Das Blatt „Zweifelsfälle“ zeigt Codes, die der Kodierer beinahe vorgeschlagen hätte oder beinahe nicht: Ein Urteil dort lehrt ihn am meisten, und „annehmen“ ergänzt den Code.",
        "5. Speichern, schließen, „journey run“ aufrufen. Entscheidungen überleben Änderungen am Codebuch und korrigierte Transkripte.",
        "„Kontext davor“ beginnt mit der gestellten Frage, wo die Passage die Antwort eröffnet.",
    ),
}


class Wording:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in ("en", "de") else "en"
        self._place = ("en", "de").index(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text for `key`, its blanks filled."""
        text = TEXTS[key][self._place]
        return text.format(**values) if values else text

    def decimal(self, number: str) -> str:
        """A number written with a point as the language writes it: "−0.5", in German "−0,5"."""
        number = number.replace("-", "−")
        return number.replace(".", ",") if self.language == "de" else number

    @property
    def howto(self) -> tuple[str, ...]:
        """The lines of the sheet that explains the review; the first is its heading."""
        return _HOWTO[self.language]


def wording(language: str) -> Wording:
    """The texts in "en" or "de"."""
    return Wording(language)
