"""What page and picture of a journey map show alike: labels, figures, quotes, in the study's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.files.maps.quotes import points
from pipeline.files.quoting import source
from pipeline.files.wording import Wording, wording
from pipeline.method.codebook.codebook import TOUCHPOINT
from pipeline.method.jobs.jobs import FORCES
from pipeline.method.journey.journey import UNREVIEWED, Item, Journey, Stage, Statement
from pipeline.method.journey.moments import Moment
from pipeline.study import Study

__all__ = ["ALL_LANES", "Entry", "View", "signed"]

#: all lanes from top to bottom, with how many entries a cell shows at first
ALL_LANES = {
    "feelings": 0, "moments": 2, "steps": 4, "touchpoints": 5, "information": 3, "criteria": 4, "roles": 4, "pains": 4,
    "quotes": 2,
}  # fmt: skip
FELT = 0.25  #: feelings nearer to 0 are shown as neutral


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it is shown.

    Attributes:
        code, label: of the item.
        count: how many interviews report it.
        base: of how many.
        marked: whether any of its statements is unreviewed.
        value: how it was felt, None where it is not shown.
        typed: whether a person set the value.
        epoms: class of a touchpoint, "" otherwise.
    """

    code: str
    label: str
    count: int
    base: int
    marked: bool
    value: float | None = None
    typed: bool = False
    epoms: str = ""

    @property
    def single(self) -> bool:
        """Whether it rests on one interview though there are more."""
        return self.count == 1 and self.base > 1

    @property
    def mood(self) -> str:
        """Good, bad or "" for what is neither."""
        if self.value is None or abs(self.value) < FELT:
            return ""
        return "good" if self.value > 0 else "bad"

    @property
    def twentieths(self) -> int:
        """Share of interviews in twentieths, for a bar."""
        return round(20 * self.count / self.base) if self.base else 0


def signed(value: float, language: str) -> str:
    """A feeling with its sign: "+1.5", "−0,5", "±0"."""
    return points(value, wording(language))


class View:
    """A study's journeys as people read them."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.say: Wording = wording(study.settings.language)
        self.language = self.say.language

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """A map a job, then the map of all interviews."""
        return (*self.study.journeys, self.study.whole_journey)

    @cached_property
    def phases(self) -> dict[str, str]:
        """Phase id -> label."""
        return self.study.phase_model.labels(self.language)

    @cached_property
    def functions(self) -> dict[str, str]:
        """Interview -> what the interviewee does in the company, where the list of participants says so."""
        return {name: role for name, p in self.study.participants.items() if (role := dict(p.facts).get("role", ""))}

    def code(self, code: str) -> str:
        """A code's label."""
        return self.study.codebook.label(code, self.language)

    def number(self, journey: Journey) -> str:
        """ "Job 2", or "All interviews"."""
        if not journey.job:
            return self.say("map_everyone")
        return self.say("map_job", n=self.study.journeys.index(journey) + 1)

    def entry(self, journey: Journey, stage: Stage, lane: str, item: Item) -> Entry:
        """An item of a lane as it is shown."""
        count, marked, value, typed, epoms = len(item.interviews), item.unreviewed > 0, item.feeling.value, False, ""
        if item.code.startswith(f"{TOUCHPOINT}."):
            name = item.code.split(".", 1)[1]
            epoms = self.study.epoms.get(name, "")
            quality = journey.qualities.get((name, stage.phase))
            if quality is not None and lane == "touchpoints":
                value, typed = quality.value, quality.overridden
        shown = value if lane == "touchpoints" else None
        return Entry(item.code, self.code(item.code), count, journey.base, marked, shown, typed, epoms)

    def entries(self, journey: Journey, stage: Stage, lane: str) -> list[Entry]:
        """All entries of a cell."""
        return [self.entry(journey, stage, lane, item) for item in stage.lanes[lane]]

    def counted(self, count: int, base: int, marked: bool = False) -> str:
        """ "4 of 5°"."""
        return self.say("n_of_base", n=count, base=base) + ("°" if marked else "")

    def text(self, statement: Statement) -> str:
        """The quote, verbatim."""
        return self.study.passages[statement.passage].text

    def source(self, statement: Statement) -> str:
        """ "s01, B, 0:04:10°": where a quote is from."""
        passage = self.study.passages[statement.passage]
        mark = "°" if statement.status == UNREVIEWED else ""
        return source(passage) + mark

    def moments(self, journey: Journey, stage: Stage) -> tuple[Moment, ...]:
        """The critical moments of a stage."""
        return tuple(m for m in self.study.moments[journey.job] if m.phase == stage.phase)

    def headline(self, moment: Moment) -> str:
        """What a moment is about."""
        if moment.before is not None and moment.value is not None:
            before, value = signed(moment.before, self.language), signed(moment.value, self.language)
            return self.say("map_from_to", before=before, value=value)
        return self.code(moment.code)

    def quotes(self, journey: Journey, stage: Stage) -> list[Statement]:
        """Quotes of a stage that no moment quotes already."""
        used = {m.statements[0].passage for m in self.moments(journey, stage) if m.statements}
        return [s for s in stage.quotes if s.passage not in used]

    def forces(self, journey: Journey) -> Iterator[tuple[str, int]]:
        """Label and number of interviews of each force."""
        known = dict(journey.forces)
        return ((self.say(f"map_{force}"), known[force]) for force in FORCES if force in known)

    def base_line(self, journey: Journey) -> str:
        """What a map rests on."""
        everyone = len(self.study.interviews)
        if not journey.job:
            return self.say("map_everyone_base", base=everyone)
        return self.say("map_base", n=journey.base, base=everyone, names=_some(journey.interviews))

    def review_line(self, journey: Journey) -> str:
        """How much of a map nobody has reviewed."""
        total, waiting = len(journey.statements), journey.unreviewed
        return self.say("map_unreviewed", n=waiting, total=total) if waiting else self.say("map_reviewed", total=total)

    def curve(self, journey: Journey) -> str:
        """The curve of feelings in words."""
        parts = []
        for stage in journey.stages:
            felt, phase = stage.feeling, self.phases[stage.phase]
            if felt.value is None:
                parts.append(self.say("map_curve_gap", phase=phase))
                continue
            value, low, high = (signed(v, self.language) for v in (felt.value, felt.low, felt.high))
            parts.append(self.say("map_curve_part", phase=phase, value=value, n=len(felt.by_interview), low=low, high=high))
        return self.say("map_curve", values="; ".join(parts))


def _some(names: tuple[str, ...], most: int = 12) -> str:
    shown = ", ".join(names[:most])
    return f"{shown}, +{len(names) - most}" if len(names) > most else shown
