"""The columns of customer lists: their headings in English and German, and the words that stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from pipeline.files.sample import figures
from pipeline.files.sample.dates import MISSING
from pipeline.files.sample.lists import plain
from pipeline.language.words import fold
from pipeline.method.sample.candidates import house

__all__ = ["COLUMNS", "MEASURES", "is_barred", "is_internal", "outcome", "unit_of"]

_HEADINGS = {
    "id": (
        "id, customer id, customer no, customer number, kunden id, kundennummer, kunden nr, kundennr, kd nr, kdnr, "
        "debitor, debitorennummer, debitor nr, account id, account number, crm id, record id, contact id, kontakt id, "
        "opportunity id, deal id, nr, no, nummer, number, lfd nr"
    ),
    "company": (
        "company, company name, firma, firmenname, unternehmen, unternehmensname, account name, account, organisation, "
        "organization, customer, customer name, kunde, kundenname, firm, client, name 1, name1, betrieb"
    ),
    "contact": (
        "contact, contact name, contact person, primary contact, ansprechpartner, ansprechpartnerin, ansprechperson, "
        "kontaktperson, kontakt, full name, name, interviewee, participant, person, gespraechspartner"
    ),
    "first_name": "first name, vorname, given name, firstname",
    "last_name": "last name, nachname, surname, familienname, family name, lastname, zuname",
    "email": "email, e mail, mail, email address, e mail address, e mail adresse, mailadresse, emailadresse",
    "phone": ("phone, telephone, telefon, phone number, telefonnummer, tel, mobile, mobil, handy, mobile phone, rufnummer"),
    "role": "role, position, job title, title, funktion, rolle",
    "segment": (
        "segment, customer segment, customer type, kundensegment, kundentyp, kundengruppe, kundenart, market segment, "
        "marktsegment, zielgruppe"
    ),
    "industry": ("industry, branche, sector, industry sector, wirtschaftszweig, vertical, industrie, industriezweig, sektor"),
    "employees": (
        "employees, number of employees, no of employees, employee count, headcount, mitarbeiter, anzahl mitarbeiter, "
        "mitarbeiterzahl, mitarbeiteranzahl, mitarbeitende, anzahl mitarbeitende, beschaeftigte, beschaeftigtenzahl, "
        "company size, unternehmensgroesse, firmengroesse, betriebsgroesse, groesse, groessenklasse, size, ma anzahl, ma, "
        "fte, staff"
    ),
    "revenue": "revenue, annual revenue, turnover, umsatz, jahresumsatz, umsatzklasse, annual turnover",
    "decided_on": (
        "decided on, decision date, date of decision, entscheidungsdatum, datum der entscheidung, entschieden am, "
        "entscheidung am, close date, closed date, closing date, closed on, date closed, actual close date, "
        "abschlussdatum, abgeschlossen am, abschluss am, abschluss, won date, contract date, contract signed, signed on, "
        "signature date, vertragsdatum, vertragsabschluss, vertragsschluss, vertrag vom, unterschrieben am, "
        "auftragsdatum, auftrag vom, auftragseingang, kaufdatum, gekauft am, purchase date, order date, bestelldatum, "
        "beauftragt am, decided, decision, entscheidung"
    ),
    "started_on": (
        "first contact, first contact date, erstkontakt, erstkontakt am, created date, created on, create date, date "
        "created, angelegt am, erstellt am, opened on, open date, anfragedatum, anfrage vom, erstanfrage, start date, "
        "startdatum, project start, projektstart, lead date"
    ),
    "outcome": (
        "outcome, result, ergebnis, ausgang, deal status, opportunity status, won lost, gewonnen verloren, stage, deal "
        "stage, sales stage, opportunity stage, status, vertriebsphase, vertriebsstatus, kundenstatus, verkaufsphase"
    ),
    "barred": (
        "do not contact, dnc, opt out, opted out, email opt out, do not email, do not call, unsubscribed, no contact, "
        "kontaktsperre, werbesperre, werbewiderspruch, sperrvermerk, gesperrt, nicht kontaktieren, nicht anschreiben, "
        "sperre, widerspruch"
    ),
    "consent": (
        "consent, opt in, gdpr consent, contact consent, einwilligung, dsgvo einwilligung, dsgvo, kontakterlaubnis, "
        "kontakt erlaubt, may contact, gdpr"
    ),
    "note": ("note, notes, comment, comments, remark, remarks, bemerkung, bemerkungen, notiz, notizen, kommentar, hinweis"),
    "kind": "type, record type, account type, typ, datensatztyp, art, kategorie, category",
    "duration": (
        "decision duration, duration, length of decision, time to decision, entscheidungsdauer, dauer der entscheidung, "
        "dauer, sales cycle, sales cycle days, sales cycle length, verkaufszyklus, days to close, dauer monate, dauer "
        "tage, vertriebszyklus, verkaufsdauer"
    ),
    "people": (
        "people involved, number of people involved, stakeholders, number of stakeholders, buying centre, buying center, "
        "buying centre size, decision makers, beteiligte, anzahl beteiligte, beteiligte personen, entscheider, anzahl "
        "entscheider"
    ),
    "alternatives": (
        "alternatives, number of alternatives, alternatives considered, vendors compared, vendors considered, "
        "competitors, alternativen, anzahl alternativen, anbieter im vergleich, verglichene anbieter, wettbewerber, "
        "mitbewerber, angebote, anzahl angebote"
    ),
    "value": (
        "deal value, value, deal size, contract value, amount, order value, acv, arr, tcv, auftragswert, vertragswert, "
        "auftragsvolumen, auftragssumme, wert, volumen, angebotssumme"
    ),
    "switch": (
        "switched from, switch, switch of vendor, previous vendor, previous supplier, former vendor, replaced system, "
        "vorheriger anbieter, bisheriger anbieter, vorgaenger, vorsystem, altsystem, anbieterwechsel, wechsel, wechsel "
        "von, abgeloestes system"
    ),
    "rating": (
        "deal complexity, complexity, decision complexity, komplexitaet, entscheidungskomplexitaet, komplexitaet der entscheidung"
    ),
}
#: meaning -> headings as `plain` makes them; the one named first is the best
COLUMNS: dict[str, tuple[str, ...]] = {column: tuple(names.split(", ")) for column, names in _HEADINGS.items()}


def _switch(cell: str) -> float | None:
    """1 where another vendor or system was given up, 0 where there was none, None where nothing is said."""
    if fold(cell.strip()) in ("none", "-", "keiner", "keine", "kein", "nichts"):
        return 0.0
    said = figures.yes_or_no(cell)
    return float(said) if said is not None else None if fold(cell.strip()) in MISSING else 1.0


#: what tells how complex a decision was -> how to read it (a duration needs its unit: `figures.days`)
MEASURES: dict[str, Callable[[str], float | None]] = {
    "duration": figures.amount,
    "people": figures.names_or_number,
    "alternatives": figures.names_or_number,
    "value": figures.amount,
    "switch": _switch,
    "rating": figures.rating,
}

_UNDECIDED = re.compile(
    r"\b(no decision|keine entscheidung|open|offen|in progress|in arbeit|laufend|pending|negotiation|verhandlung"
    r"|proposal|angebot|pipeline|lead|prospect|interessent|qualified|qualifiziert|qualification|demo|trial|testphase"
    r"|discovery|on hold|pausiert)\b"
)
_LOST = re.compile(r"\b(lost|verloren|absage|abgesagt|rejected|no deal|not won|nicht gewonnen|an wettbewerb|declined)\b")
_WON = re.compile(
    r"\b(won|gewonnen|customer|kunde|bestandskunde|neukunde|signed|unterschrieben|aktiv|active|abgeschlossen|auftrag|gekauft|live|beauftragt)\b"
)


def outcome(cell: str) -> str:
    """ "won", "lost", "open" or "", whatever the customer system calls it."""
    text = plain(cell)
    for found, name in ((re.search(r"\bno decision|keine entscheidung\b", text), "open"), (_LOST.search(text), "lost")):
        if found:
            return name
    return "won" if _WON.search(text) else "open" if _UNDECIDED.search(text) else ""


_OBJECTION = re.compile(
    r"\b(do not (contact|call|e?mail|disturb)|don t (contact|call|e?mail)|dnc|opt(ed)? ?out|unsubscribed|no (further )?contact"
    r"|gesperrt|kontaktsperre|werbesperre|sperrvermerk|werbewiderspruch|widersprochen|widerrufen|kein(en)? kontakt"
    r"|wuenscht keine?n?|nicht (mehr )?(kontaktieren|anrufen|anschreiben|ansprechen|anmailen)"
    r"|moechte nicht|will nicht|withdrawn|revoked)\b"
)
_ALLOWED = frozenset("ok okay allowed erlaubt granted erteilt in".split())


def is_barred(cells: Mapping[str, str]) -> bool:
    """Whether the person is not to be contacted: a mark, a missing consent, or a sentence in status or notes."""
    mark, consent = cells.get("barred", ""), cells.get("consent", "")
    marked = figures.yes_or_no(mark)
    if marked is None and fold(mark.strip()) not in MISSING:
        marked = not _ALLOWED & set(plain(mark).split())
    refused = figures.yes_or_no(consent) is False or _OBJECTION.search(plain(consent))
    return bool(marked or refused or any(_OBJECTION.search(plain(cells.get(name, ""))) for name in ("outcome", "note", "kind")))


_TEST = re.compile(
    r"\b(dummy|test ?(kunde|firma|account|datensatz|record|eintrag|customer)|muster(mann|frau|firma|kunde)|beispiel(firma|kunde)"
    r"|bitte loeschen|please delete|do not use|nicht verwenden|demo ?(account|kunde|firma)"
    r"|interner? (test|account|kunde)|asdf\w*)\b"
)
_TEST_NAMES = frozenset(
    "test demo dummy xxx xx asdf foo bar muster beispiel example intern internal testfirma zztest tbd".split()
)
_OWN_KINDS = frozenset(
    "test testkunde intern internal interner internes employee partner competitor wettbewerber reseller demo dummy".split()
)


def is_internal(cells: Mapping[str, str], domain: str, own: Sequence[str]) -> bool:
    """Whether a record is a test, a partner's or one of the vendor's own people."""
    names = [cells.get("company", ""), cells.get("contact", "")]
    if domain and any(domain == name or domain.endswith(f".{name}") for name in map(fold, own)):
        return True
    if any(house(name) in _TEST_NAMES or _TEST.search(plain(name)) for name in names if name):
        return True
    kinds = {word for name in ("kind", "outcome", "segment") for word in plain(cells.get(name, "")).split()}
    return bool(kinds & _OWN_KINDS or _TEST.search(plain(cells.get("note", ""))))


def unit_of(heading: str, cells: Iterable[str]) -> str:
    """The unit of a duration's bare numbers: the heading's, else days where they are large, else months."""
    words = plain(heading).split()
    for word in words:
        for unit, forms in (("d", "day tag"), ("w", "week woche"), ("m", "month monat"), ("y", "year jahr")):
            if word.startswith(tuple(forms.split())):
                return unit
    numbers = [number for cell in cells if re.fullmatch(r"\s*[\d.,]+\s*", cell) and (number := figures.amount(cell)) is not None]
    return "d" if numbers and median(numbers) > 24 else "m"
