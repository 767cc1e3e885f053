"""Step 3: decisions. The researcher's week in stories, then what must hold whatever happens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.method.codebook.codebook import Code, Codebook, Family
from pipeline.method.coding.coding import Coding
from pipeline.method.review.decisions import Decision, Verdict, current
from pipeline.method.review.review import Outcome, Reason, Reviewed, Ruling, reconcile
from pipeline.method.talk.passages import Passage
from pipeline.method.talk.turns import INTERVIEWEE, INTERVIEWER
from pipeline.study import Study
from tests.conftest import CODES, codebook, decide, study

ACCEPT, REJECT, RECODE, UNSURE = Verdict.ACCEPT, Verdict.REJECT, Verdict.RECODE, Verdict.UNSURE
NOTE, ADD, WITHDRAW = Verdict.NOTE, Verdict.ADD, Verdict.WITHDRAW
KEPT, OVERRULED, PENDING, RECHECK, ORPHAN = Outcome.KEPT, Outcome.OVERRULED, Outcome.PENDING, Outcome.RECHECK, Outcome.ORPHAN
FAIR, DEMO, GROWTH, TIME = "touchpoint.fair", "touchpoint.demo", "trigger.growth", "need.time"

MONDAY = """
    I: How did it begin?
    B: We had grown a lot over the years.
    I: Where did you look for something?
    B: First we went to the fair in Cologne. Later on a colleague saw the demo and told everybody about it.
    I: What did you hope for?
    B: We wanted to save time in the warehouse.
"""


def rulings(of: Study) -> list[tuple[Outcome, Reason]]:
    return [(ruling.outcome, ruling.reason) for ruling in of.reviewed.rulings]


def only(of: Study) -> Ruling:
    (ruling,) = of.reviewed.rulings
    return ruling


def status(of: Study, code: str) -> str:
    """The status of the only coding with this code, "" where there is none."""
    found = [coding.status for coding in of.codings if coding.code == code]
    assert len(found) < 2
    return found[0] if found else ""


def counts(of: Study, code: str) -> bool:
    return any(coding.code == code for coding in of.counted)


# One review


def test_without_decisions_the_codings_are_the_suggestions() -> None:
    monday = study(MONDAY)
    assert [c.code for c in monday.codings] == [GROWTH, FAIR, DEMO, TIME]
    assert sorted(monday.codings, key=str) == sorted(monday.suggestions, key=str)
    assert monday.reviewed.rulings == ()


def test_an_accepted_suggestion_is_kept_and_says_who_accepted_it() -> None:
    done = study(MONDAY, decisions=[decide(study(MONDAY), "fair", FAIR, ACCEPT)])
    assert rulings(done) == [(KEPT, Reason.NONE)]
    (coding,) = [c for c in done.codings if c.code == FAIR]
    assert (coding.status, coding.reviewer) == ("accepted", "Mia")


def test_a_rejected_suggestion_stays_visible_and_never_counts() -> None:
    done = study(MONDAY, decisions=[decide(study(MONDAY), "fair", FAIR, REJECT)])
    assert (status(done, FAIR), counts(done, FAIR)) == ("rejected", False)


def test_recoding_rejects_one_code_and_asserts_the_other() -> None:
    done = study(MONDAY, decisions=[decide(study(MONDAY), "fair", FAIR, RECODE, "touchpoint.site")])
    assert (status(done, FAIR), status(done, "touchpoint.site")) == ("rejected", "recoded")
    assert not counts(done, FAIR)
    assert counts(done, "touchpoint.site")


def test_recoding_onto_a_code_that_is_suggested_too_leaves_one_coding() -> None:
    codes = codebook(CODES.replace("[demo]", "[demo, fair]"))
    done = study(MONDAY, codes, [decide(study(MONDAY, codes), "fair", FAIR, RECODE, DEMO)])
    (there,) = [c for c in done.codings if "fair" in done.passages[c.passage].text and c.code == DEMO]
    assert there.status == "recoded"


def test_a_code_that_no_coder_suggested_can_be_added() -> None:
    done = study(MONDAY, decisions=[decide(study(MONDAY), "fair", "role.buyer", ADD)])
    (coding,) = [c for c in done.codings if c.code == "role.buyer"]
    assert (coding.status, coding.coder, coding.score) == ("added", "human", 1.0)
    assert coding.phase == study(MONDAY).codings[1].phase


def test_what_was_added_and_is_suggested_later_counts_as_accepted() -> None:
    added = decide(study(MONDAY), "fair", "role.buyer", ADD)
    done = study(MONDAY, codebook(CODES.replace("[purchasing]", "[Cologne]")), [added])
    assert status(done, "role.buyer") == "accepted"


@pytest.mark.parametrize("verdict", [UNSURE, NOTE])
def test_unsure_waits_and_leaves_the_suggestion_as_it_is(verdict: Verdict) -> None:
    done = study(MONDAY, decisions=[decide(study(MONDAY), "fair", FAIR, verdict)])
    assert rulings(done) == [(PENDING, Reason.NONE)]
    assert status(done, FAIR) == "suggested"


def test_a_later_verdict_of_the_same_reviewer_takes_the_place_of_the_first() -> None:
    monday = study(MONDAY)
    done = study(MONDAY, decisions=[decide(monday, "fair", FAIR, REJECT), decide(monday, "fair", FAIR, ACCEPT, time="2")])
    assert status(done, FAIR) == "accepted"
    assert only(done).others == ()


def test_a_withdrawn_verdict_leaves_no_trace() -> None:
    monday = study(MONDAY)
    done = study(MONDAY, decisions=[decide(monday, "fair", FAIR, REJECT), decide(monday, "fair", FAIR, WITHDRAW, time="2")])
    assert done.reviewed.rulings == ()
    assert status(done, FAIR) == "suggested"


def test_the_person_wins_where_the_coder_no_longer_suggests_the_code() -> None:
    accepted = decide(study(MONDAY), "fair", FAIR, ACCEPT)
    done = study(MONDAY, codebook(CODES.replace("[fair]", "[trade show]")), [accepted])
    assert rulings(done) == [(OVERRULED, Reason.NONE)]
    assert counts(done, FAIR)


# Two reviewers


def test_two_reviewers_who_agree_are_one_ruling() -> None:
    monday = study(MONDAY)
    done = study(MONDAY, decisions=[decide(monday, "fair", FAIR, ACCEPT), decide(monday, "fair", FAIR, ACCEPT, reviewer="Tom")])
    assert rulings(done) == [(KEPT, Reason.NONE)]
    assert len(only(done).others) == 1


def test_accepting_and_adding_say_the_same() -> None:
    monday = study(MONDAY)
    done = study(MONDAY, decisions=[decide(monday, "fair", FAIR, ACCEPT), decide(monday, "fair", FAIR, ADD, reviewer="Tom")])
    assert only(done).outcome is KEPT


def test_where_reviewers_differ_somebody_must_look_again() -> None:
    monday = study(MONDAY)
    done = study(MONDAY, decisions=[decide(monday, "fair", FAIR, ACCEPT), decide(monday, "fair", FAIR, REJECT, reviewer="Tom")])
    assert rulings(done) == [(RECHECK, Reason.REVIEWERS)]
    assert status(done, FAIR) == "recheck"


def test_who_is_unsure_does_not_contradict() -> None:
    monday = study(MONDAY)
    done = study(
        MONDAY, decisions=[decide(monday, "fair", FAIR, REJECT), decide(monday, "fair", FAIR, UNSURE, reviewer="Tom", time="2")]
    )
    assert rulings(done) == [(KEPT, Reason.NONE)]
    assert status(done, FAIR) == "rejected"


def test_two_reviewers_who_both_say_no_but_differ_on_the_new_code_still_say_no() -> None:
    monday = study(MONDAY)
    differing = [decide(monday, "fair", FAIR, RECODE, DEMO), decide(monday, "fair", FAIR, REJECT, reviewer="Tom", time="2")]
    for log in (differing, differing[::-1]):
        done = study(MONDAY, decisions=log)
        assert rulings(done) == [(RECHECK, Reason.REVIEWERS)]
        assert not counts(done, FAIR)


@pytest.mark.parametrize(("verdict", "expected"), [(ACCEPT, "accepted"), (REJECT, "rejected")])
def test_an_arbiter_settles_it(verdict: Verdict, expected: str) -> None:
    monday = study(MONDAY)
    log = [
        decide(monday, "fair", FAIR, ACCEPT),
        decide(monday, "fair", FAIR, REJECT, reviewer="Tom"),
        decide(monday, "fair", FAIR, verdict, reviewer="Eva", arbiter="yes"),
    ]
    for order in (log, log[::-1]):
        done = study(MONDAY, decisions=order)
        assert rulings(done) == [(KEPT, Reason.NONE)]
        assert status(done, FAIR) == expected
        assert len(only(done).others) == 2


def test_an_arbiter_stays_right_when_a_reviewer_decides_again() -> None:
    monday = study(MONDAY)
    log = [decide(monday, "fair", FAIR, REJECT, reviewer="Eva", arbiter="yes"), decide(monday, "fair", FAIR, ACCEPT, time="9")]
    assert status(study(MONDAY, decisions=log), FAIR) == "rejected"


# The codebook changes


def test_an_edited_definition_puts_its_decisions_up_for_recheck() -> None:
    log = [decide(study(MONDAY), "fair", FAIR, ACCEPT), decide(study(MONDAY), "demo", DEMO, ACCEPT)]
    done = study(MONDAY, codebook(CODES.replace("A fair.", "A public fair.")), log)
    assert rulings(done) == [(RECHECK, Reason.DEFINITION), (KEPT, Reason.NONE)]
    assert (status(done, FAIR), counts(done, FAIR)) == ("recheck", True)


def test_a_rejected_code_whose_definition_was_edited_stays_rejected_until_it_was_rechecked() -> None:
    done = study(MONDAY, codebook(CODES.replace("A fair.", "A public fair.")), [decide(study(MONDAY), "fair", FAIR, REJECT)])
    assert only(done).outcome is RECHECK
    assert not counts(done, FAIR)


@pytest.mark.parametrize("edit", [("{en: Fair, de: Messe}", "Exhibition"), ("[fair]", "[fair, booth]")])
def test_another_label_or_cue_puts_no_decision_in_doubt(edit: tuple[str, str]) -> None:
    done = study(MONDAY, codebook(CODES.replace(*edit)), [decide(study(MONDAY), "fair", FAIR, ACCEPT)])
    assert rulings(done) == [(KEPT, Reason.NONE)]


RENAMED = CODES.replace("id: touchpoint.fair,", "id: touchpoint.expo, replaces: [touchpoint.fair],")


def test_decisions_follow_a_renamed_code() -> None:
    done = study(MONDAY, codebook(RENAMED), [decide(study(MONDAY), "fair", FAIR, REJECT)])
    assert rulings(done) == [(KEPT, Reason.NONE)]
    assert (status(done, "touchpoint.expo"), counts(done, "touchpoint.expo")) == ("rejected", False)


def test_a_verdict_on_a_renamed_code_can_be_changed_and_withdrawn_under_its_new_name() -> None:
    before, after = study(MONDAY), study(MONDAY, codebook(RENAMED))
    rejected = decide(before, "fair", FAIR, REJECT)
    changed = decide(after, "fair", "touchpoint.expo", ACCEPT, time="2")
    assert status(study(MONDAY, codebook(RENAMED), [rejected, changed]), "touchpoint.expo") == "accepted"
    withdrawn = replace(changed, verdict=WITHDRAW)
    assert status(study(MONDAY, codebook(RENAMED), [rejected, withdrawn]), "touchpoint.expo") == "suggested"


def test_a_recoding_follows_both_its_codes() -> None:
    log = [decide(study(MONDAY), "demo", DEMO, RECODE, FAIR)]
    done = study(MONDAY, codebook(RENAMED.replace("touchpoint.demo", "touchpoint.show")), log)
    assert rulings(done) == [(KEPT, Reason.NONE)]
    on_it = {c.code: c.status for c in done.codings if "demo" in done.passages[c.passage].text}
    assert on_it == {"touchpoint.show": "suggested", "touchpoint.expo": "recoded"}


MERGED = RENAMED.replace("replaces: [touchpoint.fair]", "replaces: [touchpoint.fair, touchpoint.demo]")
MERGED = "\n".join(line for line in MERGED.split("\n") if "id: touchpoint.demo" not in line)


def test_decisions_on_merged_codes_meet_in_one_ruling() -> None:
    before = study(MONDAY)
    log = [decide(before, "fair", FAIR, REJECT), decide(before, "fair", DEMO, ADD, time="2")]
    done = study(MONDAY, codebook(MERGED), log)
    ruling = only(done)
    assert (ruling.code, len(ruling.others)) == ("touchpoint.expo", 1)
    assert counts(done, "touchpoint.expo")


def test_recoding_between_codes_that_are_one_now_asserts_that_one() -> None:
    codes = MERGED.replace("definition: A fair.", "definition: A demo.")
    done = study(MONDAY, codebook(codes), [decide(study(MONDAY), "fair", FAIR, RECODE, DEMO)])
    assert rulings(done) == [(KEPT, Reason.NONE)]
    assert (status(done, "touchpoint.expo"), counts(done, "touchpoint.expo")) == ("recoded", True)


SPLIT = CODES.replace(
    "  - {id: touchpoint.fair, label: {en: Fair, de: Messe}, definition: A fair., epoms: paid, cues: {en: [fair], de: [Messe]}}",
    """  - {id: touchpoint.fair_big, label: Big, definition: Big., epoms: paid, replaces: [touchpoint.fair], cues: {en: [fair]}}
  - {id: touchpoint.fair_small, label: Small, definition: Small., epoms: paid, replaces: [touchpoint.fair]}""",
)


@pytest.mark.parametrize("verdict", [ACCEPT, REJECT])
def test_a_split_code_asks_which_of_its_parts_was_meant(verdict: Verdict) -> None:
    done = study(MONDAY, codebook(SPLIT), [decide(study(MONDAY), "fair", FAIR, verdict)])
    assert rulings(done) == [(RECHECK, Reason.SPLIT)]
    assert only(done).choices == ("touchpoint.fair_big", "touchpoint.fair_small")
    assert only(done).passage


def test_recoding_onto_a_code_that_is_split_later_still_rejects_the_first_also_under_a_new_name() -> None:
    codes = codebook(SPLIT.replace("id: touchpoint.demo,", "id: touchpoint.show, replaces: [touchpoint.demo],"))
    done = study(MONDAY, codes, [decide(study(MONDAY), "demo", DEMO, RECODE, FAIR)])
    assert rulings(done) == [(RECHECK, Reason.SPLIT)]
    assert (status(done, "touchpoint.show"), counts(done, "touchpoint.show")) == ("rejected", False)


def test_a_removed_code_keeps_its_decisions_as_orphans_and_gets_them_back() -> None:
    removed = codebook("\n".join(line for line in CODES.split("\n") if FAIR not in line))
    log = [decide(study(MONDAY), "fair", FAIR, REJECT)]
    assert rulings(study(MONDAY, removed, log)) == [(ORPHAN, Reason.CODE_GONE)]
    assert status(study(MONDAY, decisions=log), FAIR) == "rejected"


def test_what_was_recoded_onto_a_code_that_is_removed_later_stays_rejected() -> None:
    """The person said "not this one"; that the other one is gone does not take it back."""
    removed = codebook("\n".join(line for line in CODES.split("\n") if DEMO not in line))
    done = study(MONDAY, removed, [decide(study(MONDAY), "fair", FAIR, RECODE, DEMO)])
    assert rulings(done) == [(ORPHAN, Reason.CODE_GONE)]
    assert (status(done, FAIR), counts(done, FAIR)) == ("rejected", False)
    assert status(done, DEMO) == ""


def test_a_recoding_whose_first_code_is_removed_still_asserts_the_second() -> None:
    removed = codebook("\n".join(line for line in CODES.split("\n") if FAIR not in line))
    done = study(MONDAY, removed, [decide(study(MONDAY), "fair", FAIR, RECODE, TIME)])
    assert rulings(done) == [(KEPT, Reason.NONE)]
    assert [c.status for c in done.codings if c.code == TIME] == ["recoded", "suggested"]


# The transcript changes


def test_a_corrected_typo_keeps_the_decision_for_a_second_look() -> None:
    log = [decide(study(MONDAY), "demo", DEMO, ACCEPT)]
    done = study(MONDAY.replace("colleague saw", "collegue saw"), decisions=log)
    assert rulings(done) == [(RECHECK, Reason.WORDING)]
    assert (status(done, DEMO), counts(done, DEMO)) == ("recheck", True)


def test_a_rejection_follows_a_corrected_typo() -> None:
    log = [decide(study(MONDAY), "demo", DEMO, REJECT)]
    assert not counts(study(MONDAY.replace("colleague saw", "collegue saw"), decisions=log), DEMO)


EDITS = {
    "a line inserted above": MONDAY.replace(
        "    I: Where did", "    B: That was in the spring of that year, I think.\n    I: Where did"
    ),
    "a speaker renamed": MONDAY.replace("    B:", "    Herr Weber:"),
    "other capitals and commas": MONDAY.replace("First we went to the fair", "first, we went to the Fair"),
    "turns in another order": "    B: We wanted to save time in the warehouse.\n" + MONDAY,
}


@pytest.mark.parametrize("edit", EDITS)
def test_where_the_words_are_the_same_decisions_follow_exactly(edit: str) -> None:
    monday = study(MONDAY)
    log = [decide(monday, "fair", FAIR, REJECT), decide(monday, "demo", DEMO, ACCEPT)]
    done = study(EDITS[edit], decisions=log)
    assert rulings(done) == [(KEPT, Reason.NONE), (KEPT, Reason.NONE)]
    assert (status(done, FAIR), status(done, DEMO)) == ("rejected", "accepted")


def test_decisions_follow_a_renamed_file() -> None:
    monday = study({"s01": MONDAY})
    log = [decide(monday, "fair", FAIR, REJECT), decide(monday, "save time", TIME, ACCEPT)]
    done = study({"meier": MONDAY}, decisions=log)
    assert rulings(done) == [(KEPT, Reason.NONE), (KEPT, Reason.NONE)]
    assert (status(done, FAIR), status(done, TIME)) == ("rejected", "accepted")


def test_decisions_on_a_deleted_interview_do_not_wander_to_somebody_else() -> None:
    """Tom happens to have said the same sentence, in another talk altogether."""
    other = "I: And you?\nB: The boss told me to look around in the market. We wanted to save time in the warehouse."
    log = [decide(study({"s01": MONDAY, "s02": other}), "fair", FAIR, ACCEPT)]
    log.append(replace(log[0], passage="gone", code=TIME, quote="We wanted to save time in the warehouse."))
    done = study({"s02": other}, decisions=log)
    assert rulings(done) == [(ORPHAN, Reason.INTERVIEW_GONE), (ORPHAN, Reason.INTERVIEW_GONE)]
    assert [c.status for c in done.codings] == ["suggested"]


def test_a_deleted_passage_keeps_its_decision_as_an_orphan() -> None:
    log = [decide(study(MONDAY), "save time", TIME, ACCEPT)]
    done = study(
        MONDAY.replace("We wanted to save time in the warehouse.", "No idea, ask the others about that one."), decisions=log
    )
    assert rulings(done) == [(ORPHAN, Reason.PASSAGE_GONE)]
    assert rulings(study(MONDAY, decisions=log)) == [(KEPT, Reason.NONE)]


def test_a_withdrawal_after_a_corrected_typo_takes_the_earlier_verdict_back() -> None:
    corrected = MONDAY.replace("colleague saw", "collegue saw")
    log = [decide(study(MONDAY), "demo", DEMO, REJECT), decide(study(corrected), "demo", DEMO, WITHDRAW, time="2")]
    done = study(corrected, decisions=log)
    assert done.reviewed.rulings == ()
    assert status(done, DEMO) == "suggested"


def test_a_passage_that_is_the_interviewers_now_carries_no_decision() -> None:
    log = [decide(study(MONDAY), "save time", TIME, ACCEPT)]
    swapped = MONDAY.replace("    B: We wanted to save", "    I: We wanted to save")
    log = [replace(log[0], passage=next(p.id for p in study(swapped).passages.values() if "save time" in p.text))]
    assert [outcome for outcome, _ in rulings(study(swapped, decisions=log))] == [ORPHAN]


# What must hold whatever happens

WORDS = ("we went to the fair in Cologne", "we went to the fair in Hanover", "it was too expensive for us", "nobody knew it")
IDS = ("fam.a", "fam.b", "fam.c", "fam.d")


def _passage(interview: str, number: int, words: str, role: str) -> Passage:
    return Passage(interview, f"{interview}p{number}", "B", role, number, None, None, 0, 0, "", words, "en")


talks = st.dictionaries(
    st.sampled_from(["s01", "s02", "s03"]),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([INTERVIEWEE, INTERVIEWEE, INTERVIEWER])), max_size=4),
)
codes = st.sets(st.sampled_from(IDS)).flatmap(
    lambda ids: st.tuples(
        *(
            st.builds(
                Code,
                st.just(i),
                st.just({}),
                st.sampled_from([{"en": "x"}, {"en": "y"}]),
                replaces=st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
            )
            for i in sorted(ids)
        )
    )
)
logs = st.lists(
    st.builds(
        Decision,
        st.sampled_from(["s01", "s02", "gone"]),
        st.sampled_from(["s01p0", "s01p1", "s02p0", "s02p1", "gone1", "gone2"]),
        st.sampled_from(IDS),
        st.sampled_from(list(Verdict)),
        st.sampled_from(IDS),
        reviewer=st.sampled_from(["Mia", "Tom"]),
        time=st.sampled_from(["", "1", "2"]),
        quote=st.sampled_from((*WORDS, "we went to a fair in Cologne")),
        meaning=st.sampled_from(["", "0"]),
        arbiter=st.sampled_from(["", "", "yes"]),
    ).map(lambda d: d if d.verdict is RECODE else replace(d, new_code="")),
    max_size=8,
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Decision], list[Coding], dict[str, Passage], Codebook]:
    """Any log on any suggestions, passages and codebook."""
    passages = {
        p.id: p
        for name, said in draw(talks).items()
        for n, (words, role) in enumerate(said)
        for p in [_passage(name, n, words, role)]
    }
    book = Codebook("book", (Family("fam", {}, {}),), draw(codes))
    answers = [p for p in passages.values() if p.role == INTERVIEWEE]
    pairs = [(p, c.id) for p in answers for c in book.codes]
    taken = draw(st.lists(st.sampled_from(pairs), unique_by=lambda x: (x[0].id, x[1]))) if pairs else []
    suggestions = [Coding(p.interview, p.id, c, "looking", 0, 0.6, "cue", "") for p, c in taken]
    return draw(logs), suggestions, passages, book


Situation = tuple[list[Decision], list[Coding], dict[str, Passage], Codebook]


def laid(situation: Situation) -> Reviewed:
    log, suggestions, passages, book = situation
    return reconcile(log, suggestions, passages, book, lambda _: ("looking", 0))


def held(ruling: Ruling) -> tuple[Decision, ...]:
    return (ruling.decision, *ruling.others)


@given(situations())
def test_no_decision_is_ever_lost(situation: Situation) -> None:
    """Each current one is in exactly one ruling, unless its reviewer withdrew it under a later name of passage or code."""
    found = [decision for ruling in laid(situation).rulings for decision in held(ruling)]
    now = current(situation[0])
    assert len(found) == len(set(found))
    assert set(found) <= set(now)
    withdrawn = {d.reviewer for d in situation[0] if d.verdict is WITHDRAW}
    assert all(decision.reviewer in withdrawn for decision in set(now) - set(found))


@given(situations())
def test_what_nobody_accepted_and_somebody_rejected_never_counts(situation: Situation) -> None:
    reviewed = laid(situation)
    recoded = {(r.passage, r.new_code) for r in reviewed.rulings if r.decision.verdict is RECODE}
    status = {(c.passage, c.code): c.status for c in reviewed.codings}
    for ruling in reviewed.rulings:
        verdicts = {d.verdict for d in held(ruling)}
        if ruling.passage and verdicts <= {REJECT, RECODE} and (ruling.passage, ruling.code) not in recoded:
            assert status.get((ruling.passage, ruling.code), "rejected") == "rejected"


@given(situations())
def test_what_stands_accepted_always_counts(situation: Situation) -> None:
    reviewed = laid(situation)
    status = {(c.passage, c.code): c.status for c in reviewed.codings}
    for ruling in reviewed.rulings:
        if ruling.passage and ruling.outcome is not ORPHAN and ruling.decision.verdict in (ACCEPT, ADD):
            assert status[ruling.passage, ruling.code] in ("accepted", "added", "recoded", "recheck")


@given(situations())
def test_the_order_of_interviews_and_of_suggestions_does_not_matter(situation: Situation) -> None:
    log, suggestions, passages, book = situation
    names = sorted({p.interview for p in passages.values()}, reverse=True)
    turned = {i: p for name in names for i, p in passages.items() if p.interview == name}
    one, other = laid(situation), laid((log, suggestions[::-1], turned, book))
    assert sorted(map(str, one.codings)) == sorted(map(str, other.codings))
    assert sorted(map(_plain, one.rulings)) == sorted(map(_plain, other.rulings))


def _plain(ruling: Ruling) -> str:
    return str(
        (
            ruling.decision,
            ruling.outcome,
            ruling.reason,
            ruling.passage,
            ruling.code,
            sorted(ruling.choices),
            sorted(map(str, ruling.others)),
        )
    )


@given(situations())
def test_workbooks_may_be_imported_in_any_order(situation: Situation) -> None:
    log = list({decision.key: decision for decision in situation[0]}.values())
    timed = [replace(decision, time=str(number)) for number, decision in enumerate(log)]
    one, other = laid((timed, *situation[1:])), laid((timed[::-1], *situation[1:]))
    assert one.codings == other.codings
    assert sorted(map(_plain, one.rulings)) == sorted(map(_plain, other.rulings))


@given(situations())
def test_every_coding_stands_once_on_a_passage_of_the_study(situation: Situation) -> None:
    codings = laid(situation).codings
    keys = [(coding.passage, coding.code) for coding in codings]
    assert len(keys) == len(set(keys))
    assert all(coding.interview == situation[2][coding.passage].interview for coding in codings)
    assert {(c.passage, c.code) for c in situation[1]} <= set(keys)


@given(situations())
def test_nothing_decided_nothing_changed(situation: Situation) -> None:
    _, suggestions, passages, book = situation
    reviewed = laid(([], suggestions, passages, book))
    assert sorted(map(str, reviewed.codings)) == sorted(map(str, suggestions))
    assert reviewed.rulings == ()
