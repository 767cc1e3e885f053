"""The forms that people fill in, each declared once; and the key by which a row of a form is known again.

A form is a table in a workbook of outputs/ with a column "key" and fields (columns of style "fill") that are a person's alone.
Who writes such a table

1.  writes into the fields what was typed before, `study.edits.of(form)`, and nothing else;
2.  writes `form_key(form, key, values)` into the key column, `values` being what the fields of that row show.

The key is stable over re-runs. It carries a hash of each field as it was shown, so that reading back (`form_reading`) knows
what a person changed, and what only lies in an old copy of the workbook: an emptied field is told from one that was empty
when the workbook was written. A plain "form:key" without # is read too; it says that nothing was shown. New fields go to a
form's end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.files.forms.form_values import Allowed, Choice, Day, Scale, UnallowedError, clean
from pipeline.files.forms.typed import text_of
from pipeline.files.sheets import cell_text
from pipeline.method.codebook.codebook import EPOMS, fingerprint
from pipeline.method.strategies.playbook import CHANNELS

__all__ = ["FORMS", "NOTHING", "Form", "FormKey", "form_key", "mark"]

NOTHING = "-"  #: the mark of an empty field


@dataclass(frozen=True)
class Form:
    """A table that people fill in.

    Attributes:
        id: in small letters.
        workbook: the file in outputs/ that holds it.
        fields: id of a field -> key of the text above its column.
        allowed: id of a field -> what may stand in it, where not everything may.
        about: keys of the texts above columns that say what a row is about; they are kept whole with every edit.
    """

    id: str
    workbook: str
    fields: Mapping[str, str]
    allowed: Mapping[str, Allowed] = field(default_factory=dict)
    about: tuple[str, ...] = ()

    def read(self, name: str, typed: object) -> str:
        """What stands in a field, in its one spelling.

        Raises:
            UnallowedError: it cannot stand there.
        """
        text = clean(text_of(typed))
        return self.allowed[name].read(text) if text and name in self.allowed else text


FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        Form(
            "sample",
            "1-sample.xlsx",
            {"wish": "sample_wish", "note": "sample_note"},
            {"wish": Choice({"must": "sample_must", "never": "sample_never"})},
        ),
        Form(
            "leading",
            "2-coverage.xlsx",
            {"verdict": "coverage_verdict", "note": "coverage_note"},
            {"verdict": Choice({"yes": "coverage_yes", "no": "coverage_no"})},
        ),
        Form(
            "jobs",
            "3-review.xlsx",
            {"label": "jobs_label", "statement": "jobs_statement", "merge_into": "jobs_merge_into"},
            about=("jobs_rests_on",),
        ),
        Form("job_interviews", "3-review.xlsx", {"job": "jobs_job"}),
        Form(
            "touchpoints",
            "4-touchpoints.xlsx",
            {"quality": "touchpoints_quality", "comment": "touchpoints_comment"},
            {"quality": Scale(-2, 2, 0.5)},
        ),
        Form(
            "epoms",
            "4-touchpoints.xlsx",
            {"epoms": "touchpoints_epoms"},
            {"epoms": Choice({name: name for name in EPOMS})},
        ),
        Form(
            "strategies",
            "6-strategies.xlsx",
            {
                "effort": "strategies_effort",
                "owner": "strategies_owner",
                "due": "strategies_due",
                "channel": "strategies_channel",
                "decision": "strategies_decision",
                "note": "strategies_note",
            },
            {
                "effort": Scale(1, 3),
                "due": Day(),
                "channel": Choice({name: f"strategies_{name}" for name in CHANNELS}, many=True, free=True),
                "decision": Choice({name: f"strategies_{name}" for name in ("do", "later", "drop")}),
            },
        ),
    )
}

_SHOWN = r"(?:-|[0-9a-f]{8})"
_SIGNED = re.compile(
    rf"(?P<body>(?P<form>[a-z_]+):(?P<key>.+)#(?P<shown>{_SHOWN}(?:\.{_SHOWN})*))#(?P<check>[0-9a-f]{{4}})", re.DOTALL
)
_PLAIN = re.compile(r"(?P<form>[a-z_]+):(?P<key>[^#\s][^#]*)")


@dataclass(frozen=True, slots=True)
class FormKey:
    """What a key cell says.

    Attributes:
        form: the form.
        key: of the row.
        shown: field -> mark of what it showed when the workbook was written.
    """

    form: Form
    key: str
    shown: Mapping[str, str]

    @classmethod
    def parse(cls, text: str) -> FormKey | None:
        """The key in a cell; None where it is none, or was edited."""
        signed = _SIGNED.fullmatch(text)
        if signed is not None and signed["form"] in FORMS and fingerprint(signed["body"])[:4] == signed["check"]:
            form = FORMS[signed["form"]]
            marks = dict(zip(form.fields, signed["shown"].split("."), strict=False))
            return cls(form, signed["key"], {name: marks.get(name, NOTHING) for name in form.fields})
        plain = _PLAIN.fullmatch(text)
        if plain is None or plain["form"] not in FORMS:
            return None
        return cls(FORMS[plain["form"]], plain["key"], dict.fromkeys(FORMS[plain["form"]].fields, NOTHING))


def mark(value: str) -> str:
    """A short hash of what a field shows; a mistaken "unchanged" is one in four billion changes."""
    return fingerprint(value)[:8] if value else NOTHING


def form_key(form: str, key: str, values: Mapping[str, object] | None = None) -> str:
    """The key cell of a row.

    Args:
        form: id of the form.
        key: of the row; stable over re-runs.
        values: field -> what its cell shows; fields that show nothing may be left out.
    """
    marks = [mark(_shown(FORMS[form], name, (values or {}).get(name, ""))) for name in FORMS[form].fields]
    body = f"{form}:{' '.join(key.split())}#{'.'.join(marks) if any(m != NOTHING for m in marks) else NOTHING}"
    return f"{body}#{fingerprint(body)[:4]}"


def _shown(form: Form, name: str, value: object) -> str:
    text = cell_text(text_of(value))
    try:
        return form.read(name, text)
    except UnallowedError:  # somebody wrote it into the log by hand
        return clean(text)
