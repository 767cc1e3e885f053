"""Why a passage got, or did not get, a code, in lines for people. It quotes the passage: it is for the screen of who asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.files.cache import Cache
from pipeline.files.coding.evaluations import laid_plan
from pipeline.files.coding.interviews import Plan, Source, code_one
from pipeline.files.coding.learned_reasons import learned_lines
from pipeline.files.folders import StudyFolder
from pipeline.files.review.review_workbook import sign
from pipeline.files.runs import open_study
from pipeline.files.tables import clock
from pipeline.files.wording import Wording, wording
from pipeline.method.coding.coding import ASKED_FOR
from pipeline.method.coding.explaining import SpokenCue, Story, Why, story, why
from pipeline.method.coding.hearing import GOOD, Hits
from pipeline.method.coding.learned import LearnedCoder
from pipeline.method.coding.lessons import Reasons
from pipeline.method.review.decisions import Decision
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.transcripts import Transcript
from pipeline.method.talk.turns import INTERVIEWEE
from pipeline.problems import Exit, Problem, StudyError
from pipeline.study import Study

__all__ = ["Explained", "explain"]

LEAST = 4  #: characters of an id that name a passage
SHOWN, CHOICES, CUE_SHOWN = 0.005, 4, 70  #: probability, alternatives of a word, characters of a cue that are told


@dataclass(frozen=True)
class Explained:
    """A passage and why it is coded as it is.

    Attributes:
        study, passage: the study and the passage.
        before, after: its neighbours in the talk.
        told: what is heard in it.
        reason: why it has a code or has not, where one was asked for.
        learned: what the learned coder has to say about that code; () where there is no such coder.
    """

    study: Study
    passage: Passage
    before: Passage | None
    after: Passage | None
    told: Story
    reason: Why | None
    learned: tuple[Reasons | None, ...] = ()

    def lines(self) -> Iterator[tuple[str, str]]:
        """Heading and text, line by line; an empty heading goes on with the one before."""
        yield from _lines(self, wording(self.study.settings.language))


def explain(folder: StudyFolder, passage: str, code: str = "") -> Explained:
    """Everything that is known about why a passage is coded as it is.

    Args:
        folder: the study.
        passage: its id, or the beginning of it.
        code: the id of a code to explain.

    Raises:
        StudyError: there is no such passage or code.
    """
    with folder.locked():
        study = open_study(folder)
        found = [known for known in study.passages if len(passage) >= LEAST and known.startswith(passage.strip().lower())]
        if len(found) != 1:
            what = f"is the beginning of {len(found)} passage ids." if found else "is no passage of this study."
            remedy = "Copy the id from the column 'passage' of outputs/3-codings.csv."
            raise StudyError([Problem(f"passage '{passage[:20]}'", what, remedy)], Exit.USAGE)
        if code and code not in study.codebook.by_id:
            remedy = "Give an id as in the column 'code' of outputs/3-codings.csv."
            raise StudyError([Problem(f"code '{code[:60]}'", "is not in the codebook.", remedy)], Exit.USAGE)
        plan, method, desk = laid_plan(folder)
        here = study.passages[found[0]]
        (source,) = [source for source in desk.sources if source.interview == here.interview]
        talk, heard = _talk(folder, plan, source)
        coders = [plan.coder_of(talk, source)]
    place = next(number for number, known in enumerate(talk.passages) if known.id == here.id)
    told = story(talk, heard, place, coders, plan.phases)
    reason = (
        why(talk, heard, place, study.codebook.by_id[code], coders, plan.phases, method.valences)
        if code and here.role == INTERVIEWEE
        else None
    )
    before = talk.passages[place - 1] if place else None
    after = talk.passages[place + 1] if place + 1 < len(talk.passages) else None
    taught = tuple(c.reasons(talk, heard, place, code) for c in coders if isinstance(c, LearnedCoder)) if reason else ()
    return Explained(study, here, before, after, told, reason, taught)


def _talk(folder: StudyFolder, plan: Plan, source: Source) -> tuple[Transcript, Hits]:
    """The transcript, and what the cues hear in it; the cache has both after `open_study`, unless somebody emptied it."""
    cache = Cache(folder.cache)
    for _ in range(2):
        kept = cache.transcript(plan.transcript_key(source))
        if kept is not None and kept[0] is not None:
            return kept[0], plan.cues.hear(kept[0], *(cache.heard(plan.heard_key(source)) or (None, None)))
        code_one(plan, source)
    raise StudyError([Problem(f"interviews/{source.path.name}", "cannot be read.", "Run 'journey run' for the reason.")])


def _lines(of: Explained, say: Wording) -> Iterator[tuple[str, str]]:
    passage, told = of.passage, of.told
    where = (passage.interview, passage.speaker, clock(passage.start), passage.id)
    yield say("passage"), " · ".join(part for part in where if part)
    if passage.question:
        yield say("explain_asked_for"), passage.question
    for neighbour, key in ((of.before, "before"), (passage, "quote"), (of.after, "after")):
        if neighbour is not None and not (key == "before" and neighbour.text == passage.question):
            yield say(key), neighbour.text
    if passage.role != INTERVIEWEE:
        yield "", say("explain_interviewer")
        return
    yield from _phase(of, say)
    coding = next((c for c in of.study.suggestions if c.passage == passage.id), None)
    valence = coding.valence if coding else 0
    yield say("valence"), say("explain_valence", sign=sign(valence)) if coding else "–"
    judged = [_judging(cue, say) for cue in told.judging]
    yield "", ", ".join(judged) or say("explain_no_judging")
    suggested = [
        f"{s.code} · {s.score:.2f} · {s.coder} · {'; '.join(s.evidence).replace(ASKED_FOR, say('asked_for'))}"
        for s in told.suggestions
    ]
    yield from _block(say("explain_suggestions"), suggested or [say("explain_none")])
    silent = [f"{code}: {', '.join(_cue(cue, say) for cue in cues)}" for code, cues in sorted(told.silent.items())]
    yield from _block(say("explain_silent"), silent)
    yield from _block(say("explain_decisions"), list(_decisions(of.study, passage.id, say)) or [say("explain_none")])
    if of.reason is not None:
        yield from _block(say("explain_code", code=of.reason.code), list(_why(of.reason, told, say)))
        for reasons in of.learned:
            yield from (("", line) for line in learned_lines(reasons, of.reason.code, of.study.codebook, say))


def _block(heading: str, texts: list[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(texts):
        yield "" if number else heading, text


def _phase(of: Explained, say: Wording) -> Iterator[tuple[str, str]]:
    labels = of.study.phase_model.labels(say.language)
    ranked = sorted(of.told.phases.items(), key=lambda item: -item[1])
    yield say("phase"), ", ".join(f"{labels[phase]} {share:.2f}" for phase, share in ranked if share >= SHOWN)
    grouped: dict[tuple[str, str], list[str]] = {}
    for reason in of.told.reasons:
        grouped.setdefault((reason.kind, reason.what), []).append(labels[reason.phase])
    for (kind, what), phases in grouped.items():
        yield "", say(f"explain_reason_{kind}", what=what, phase=", ".join(phases))


def _decisions(study: Study, passage: str, say: Wording) -> Iterator[str]:
    """What was decided on a passage, under this id or a former one."""
    laid: Mapping[tuple[str, str], str] = {
        (d.passage, d.code): str(r.outcome)
        for r in study.reviewed.rulings
        if r.passage == passage
        for d in (r.decision, *r.others)
    }
    for decision in study.decisions:
        if decision.passage == passage or (decision.passage, decision.code) in laid:
            yield _decision(decision, laid.get((decision.passage, decision.code), ""), say)


def _decision(decision: Decision, outcome: str, say: Wording) -> str:
    verdict = "–" if decision.verdict == "withdraw" else say(decision.verdict)
    new = f" → {decision.new_code}" if decision.new_code else ""
    became = say(f"explain_{outcome}") if outcome else ""
    parts = (decision.time[:10], decision.reviewer or "–", f"{decision.code}: {verdict}{new}", became, decision.comment)
    return " · ".join(part for part in parts if part)


def _why(reason: Why, told: Story, say: Wording) -> Iterator[str]:
    scores = [suggestion.score for suggestion in told.suggestions if suggestion.code == reason.code]
    yield say("explain_is_suggested", score=f"{max(scores):.2f}") if scores else say("explain_is_not")
    if reason.heard:
        yield say("explain_cues", score=f"{reason.score:.2f}", needed=f"{reason.needed:.2f}")
    for cue in reason.heard:
        yield f"{say('explain_heard')}: {_cue(cue, say)}"
    for cue in reason.against:
        yield f"{say('explain_against')}: {_cue(cue, say)}"
    if reason.asked:
        yield say("explain_asked")
    if not reason.heard:
        yield say("explain_no_cue", n=reason.cues)
    for near in reason.near:
        there, missing = (", ".join(_few(word, say) for word in words) for words in (near.there, near.missing))
        key = "explain_missing" if missing else "explain_apart"
        text = say(key, cue=_short(near.cue), **({"there": there, "missing": missing} if missing else {}))
        yield f"{say('explain_near')}: {text}"
    for coder, lines in reason.told.items():
        yield from (f"{coder}: {line}" for line in lines)


def _judging(cue: SpokenCue, say: Wording) -> str:
    side = say("explain_good" if cue.kind == GOOD else "explain_bad")
    return f"{say('explain_quoted', words=cue.words)} ({side}{_scope(cue, say)})"


def _short(cue: str) -> str:
    return cue if len(cue) <= CUE_SHOWN else f"{cue[: CUE_SHOWN - 1]}…"


def _few(word: str, say: Wording) -> str:
    """A word as spoken, or the first of the words that a cue wants."""
    choices = word.split("|")
    more = ["…"] if len(choices) > CHOICES else []
    return say("explain_quoted", words="|".join([*choices[:CHOICES], *more]))


def _cue(cue: SpokenCue, say: Wording) -> str:
    weak = f", {say('explain_weak')}" if cue.weak else ""
    counts = "" if cue.scope else f", {say('explain_counts')}"
    return f"{say('explain_quoted', words=cue.words)} [{_short(cue.cue)}]{weak}{_scope(cue, say) or counts}"


def _scope(cue: SpokenCue, say: Wording) -> str:
    return f", {say(f'explain_{cue.scope}')}" if cue.scope else ""
