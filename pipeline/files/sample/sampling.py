"""`journey select`: from the customer list to the plan and its workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.files.coding.interviews import find
from pipeline.files.folders import StudyFolder, write_atomically
from pipeline.files.forms.importing import Filled, import_edits, now, rewrite
from pipeline.files.sample.customers import Customers, read_customers
from pipeline.files.sample.participants import read_participants
from pipeline.files.sample.plan import plan_table, read_plan, renewed
from pipeline.files.sample.sample_workbook import FORM, Sample, sample_workbook
from pipeline.files.settings import read_settings
from pipeline.method.sample.candidates import Reason, SampleRules, screen
from pipeline.method.sample.days import Day
from pipeline.method.sample.sample import DROPPED, Participant, Planned, fieldwork
from pipeline.method.sample.selection import select
from pipeline.problems import Exit, Problem, StudyError
from pipeline.settings import Settings

__all__ = ["WORKBOOK", "Asked", "Chosen", "choose"]

WORKBOOK = "1-sample.xlsx"
#: reasons that another setting or a better list would lift
_LIFTED = {
    Reason.TOO_RECENT: "a lower first number in 'months'",
    Reason.TOO_LONG_AGO: "a higher second number in 'months'",
    Reason.OUTCOME: "'outcomes: [won, lost]'",
    Reason.AMBIGUOUS_DATE: "'date_order'",
    Reason.NO_DATE: "their date in the list",
    Reason.UNREADABLE_DATE: "a readable date in the list",
    Reason.UNREACHABLE: "an address in the list",
}


@dataclass(frozen=True)
class Asked:
    """What the command line says; None where it says nothing.

    Attributes:
        date: ISO date to count back from.
        count, months: fewest and most.
        seed: for equals.
        fresh: choose without regard to the former plan.
    """

    date: str | None = None
    count: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    seed: int | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Chosen:
    """What was done.

    Attributes:
        sample: list, rules, selection.
        before: the former plan.
        written: files, by their path in the study.
        problems: of list, wishes and result.
        filled: how many fields of the workbook were filled in since.
    """

    sample: Sample
    before: tuple[Planned, ...]
    written: tuple[str, ...]
    problems: tuple[Problem, ...]
    filled: int = 0

    @property
    def exit(self) -> Exit:
        """The exit code."""
        return Exit.PROBLEMS if self.problems else Exit.OK

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the chosen, best first."""
        return tuple(choice.candidate.id for choice in self.sample.selection.selected)

    @property
    def former(self) -> tuple[str, ...]:
        """Ids that were planned before."""
        return tuple(planned.id for planned in self.before if planned.status != DROPPED)

    @property
    def dropped(self) -> dict[str, str]:
        """Ids that are planned no longer, and why."""
        reasons = {e.candidate.id: ", ".join(e.reasons) for e in self.sample.screened.excluded}
        listed = {c.id for c in self.sample.customers.candidates}
        gone = [name for name in self.former if name not in self.selected]
        return {name: reasons.get(name, "others fit better" if name in listed else "no longer in the list") for name in gone}

    @property
    def excluded(self) -> dict[str, int]:
        """How many by their weightiest reason."""
        counted = Counter(e.reasons[0] for e in self.sample.screened.excluded)
        return {str(reason): counted[reason] for reason in Reason if counted[reason]}

    @property
    def counts(self) -> dict[str, Any]:
        """Figures, for scripts; customers by id."""
        sample = self.sample
        return {
            "date": str(sample.day),
            "window": [str(day) for day in sample.screened.window],
            "seed": sample.rules.seed,
            "customers": len(sample.customers.candidates),
            "eligible": len(sample.screened.eligible),
            "excluded": self.excluded,
            "selected": list(self.selected),
            "reserve": [choice.candidate.id for choice in sample.selection.reserve],
            "kept": [name for name in self.selected if name in self.former],
            "dropped": self.dropped,
        }


def choose(folder: StudyFolder, path: Path, asked: Asked) -> Chosen:
    """Choose the interviewees, keep the plan, write the workbook.

    Args:
        folder: the study.
        path: of the customer list.
        asked: on the command line; it outweighs the settings.

    Raises:
        StudyError: settings or list cannot be used, or nothing can be written; plan and workbook stay as they were.
    """
    folder.check()
    settings, broken = read_settings(folder)
    if settings is None:
        raise StudyError(broken)
    settings = replace(settings, sample=_rules(settings.sample, asked))
    customers, problems = _customers(folder, path, settings.sample)
    with folder.locked(), folder.scratch():
        before = read_plan(folder)
        filled = import_edits(folder, WORKBOOK, settings.reviewer)
        found = _chosen(folder, settings, folder.named(path), customers, before, filled, asked.fresh)
        problems += [*filled.problems, *_forbidden(found), *_short(found)]
        written, unwritten = _write(folder, found, before, filled)
        return Chosen(found, before, tuple(written), (*problems, *unwritten), filled.new)


def _rules(rules: SampleRules, asked: Asked) -> SampleRules:
    """The settings, then the command line; without a date the day of today."""
    said = {"count": asked.count, "months": asked.months, "seed": asked.seed, "date": asked.date}
    rules = replace(rules, **{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
    return rules if rules.date else replace(rules, date=now()[:10])


def _customers(folder: StudyFolder, path: Path, rules: SampleRules) -> tuple[Customers, list[Problem]]:
    name = folder.named(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror or type(error).__name__})."
        raise StudyError([Problem(name, what, "Check its name, and that it may be read.")]) from error
    customers, problems = read_customers(path, data, name, rules)
    if customers is None:
        raise StudyError(problems)
    return customers, problems


def _chosen(
    folder: StudyFolder,
    settings: Settings,
    source: str,
    customers: Customers,
    before: Sequence[Planned],
    filled: Filled,
    fresh: bool,
) -> Sample:
    rules = settings.sample
    year, month, day = map(int, rules.date.split("-"))
    fills = filled.edits.of(FORM)
    wishes = {c.id: fills.get(" ".join(c.id.split()), {}).get("wish", "") for c in customers.candidates}
    screened = screen(customers.candidates, Day(year, month, day), rules, wishes, _done(folder, before))
    selection = select(screened, rules, [p.id for p in before if p.status != DROPPED and not fresh])
    plan = [Planned(choice.candidate.id, choice.candidate.company) for choice in selection.selected]
    done = _done(folder, renewed(before, plan))
    return Sample(
        settings.title, settings.language, source, customers, rules, Day(year, month, day), screened, selection, fills, done
    )


def _done(folder: StudyFolder, plan: Sequence[Planned]) -> Mapping[str, str]:
    """Planned id -> interview that is in."""
    if not plan:
        return {}
    people: dict[str, Participant] = {}
    path = folder.participants
    if path is not None:
        people = {p.interview: p for p in read_participants(path, path.read_bytes(), folder.named(path))[0]}
    return fieldwork(plan, [source.interview for source in find(folder.interviews)[0]], people).done


def _forbidden(sample: Sample) -> list[Problem]:
    places = {c.id: c.row for c in sample.customers.candidates}
    what = "has the wish 'must', but must not be contacted or repeats another row; left out."
    remedy = f"Take the wish back in outputs/{WORKBOOK}, or correct the list."
    return [Problem(f"{sample.source}: row {places[name]}", what, remedy) for name in sample.screened.forbidden]


def _short(sample: Sample) -> list[Problem]:
    """Too few people: say how many, and what would let more in."""
    wanted, chosen = sample.rules.count[0], len(sample.selection.selected)
    if chosen >= wanted:
        return []
    single = Counter(e.reasons[0] for e in sample.screened.excluded if len(e.reasons) == 1)
    ways = [f"{way} ({single[reason]} more)" for reason, way in _LIFTED.items() if single[reason]]
    colleagues = sum(bool(choice.only_for) for choice in sample.selection.reserve)
    ways += [f"'max_per_company' ({colleagues} more)"] if colleagues else []
    what = f"only {chosen} of at least {wanted} people can be chosen; all of them are."
    would = f"Up to so many more would be let in by: {', '.join(ways)}." if ways else "No single setting would let more in."
    return [Problem(sample.source, what, f"{would} See 'sample:' in codebooks/study.yaml.")]


def _write(folder: StudyFolder, sample: Sample, before: Sequence[Planned], filled: Filled) -> tuple[list[str], list[Problem]]:
    """Workbook, then plan: a plan without its reasons would be worse than none."""
    names, problems = rewrite(folder, WORKBOOK, sample_workbook(sample), filled)
    written = [f"outputs/{name}" for name in names]
    plan = renewed(before, [_planned(sample, choice.candidate.id) for choice in sample.selection.selected])
    if plan != tuple(before):
        try:
            write_atomically(folder.plan, plan_table(plan))
        except OSError as error:
            what = f"cannot be written ({error.strerror or error}); the former plan stands."
            raise StudyError([Problem(folder.named(folder.plan), what, "Make it writable, then select again.")]) from error
        written.append(folder.named(folder.plan))
    return written, problems


def _planned(sample: Sample, name: str) -> Planned:
    c = next(choice.candidate for choice in sample.selection.selected if choice.candidate.id == name)
    decided = str(c.decided) if c.decided else ""
    facts = {"segment": c.segment, "size": c.band, "decided_on": decided, "planned_on": str(sample.day)}
    return Planned(c.id, c.company, facts=tuple(facts.items()))
