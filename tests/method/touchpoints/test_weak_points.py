"""Step 4: weak points. Each rule lists what it should and nothing else; the worst comes first."""

from __future__ import annotations

from pipeline.method.talk.passages import Passage
from pipeline.method.touchpoints.quality import WeakPoint, qualities
from pipeline.method.touchpoints.touchpoints import Mention
from pipeline.method.touchpoints.weak_points import weak_points

PLAIN = "We had that."
SHARP = "That was a disaster."


def found(
    *told: tuple[str, str, int, str], after: str = "", typed: dict[str, dict[str, str]] | None = None, base: int = 10
) -> tuple[WeakPoint, ...]:
    """Weak points of (interview, touchpoint, valence, words); `after` follows each in the same turn."""
    mentions, passages = [], {}
    for n, (name, touchpoint, valence, words) in enumerate(told):
        for part, text in enumerate([words, after] if after else [words]):
            key = f"p{n}{'+' * part}"
            passages[key] = Passage(name, key, "B", "interviewee", n, None, None, n, n, "", text, "en")
        mentions.append(Mention(name, f"p{n}", touchpoint, "", "looking", valence, "", "suggested"))
    return weak_points(qualities(mentions, passages, typed), mentions, passages, base)


def test_several_critical_interviews_make_a_weak_point() -> None:
    (weak,) = found(("s01", "fair", -1, PLAIN), ("s02", "fair", -1, PLAIN), ("s03", "demo", 1, PLAIN))
    assert (weak.touchpoint, weak.value, weak.interviews, weak.reasons) == ("fair", -2.0, ("s01", "s02"), ("several",))
    assert weak.severity == 0.2
    assert weak.passages == ("p0", "p1")
    assert weak.unreviewed == 2
    assert not weak.single


def test_critics_hidden_by_praise_are_listed_as_divided() -> None:
    told = [(f"s0{n}", "fair", 1, PLAIN) for n in range(4)] + [("s08", "fair", -1, PLAIN), ("s09", "fair", -1, PLAIN)]
    (weak,) = found(*told)
    assert weak.value is not None
    assert weak.value > 0
    assert weak.reasons == ("divided",)
    assert weak.interviews == ("s08", "s09")


def test_one_critic_counts_only_when_the_criticism_is_sharp_or_repeated_and_is_marked() -> None:
    assert found(("s01", "fair", -1, PLAIN)) == ()
    (sharp,) = found(("s01", "fair", -1, SHARP))
    (repeated,) = found(("s01", "fair", -1, PLAIN), ("s01", "fair", -1, PLAIN))
    assert sharp.reasons == repeated.reasons == ("single",)
    assert sharp.single
    assert repeated.single


def test_a_contact_that_was_given_up_is_listed_even_where_nobody_judges_it() -> None:
    (weak,) = found(("s01", "fair", 0, "The banner? I clicked away at once."), ("s02", "fair", 0, PLAIN))
    assert (weak.value, weak.interviews, weak.reasons) == (None, ("s01",), ("abandoned",))


def test_giving_up_may_be_told_in_the_next_sentence_of_the_turn() -> None:
    (weak,) = found(("s01", "fair", 0, "Da kam ein Newsletter."), after="Den habe ich abbestellt.")
    assert weak.passages == ("p0",)


def test_a_persons_rating_decides() -> None:
    told = (("s01", "fair", -1, SHARP), ("s02", "fair", -1, SHARP), ("s03", "demo", 1, PLAIN))
    typed = {"fair/looking": {"quality": "1"}, "demo/looking": {"quality": "-1"}}
    (weak,) = found(*told, typed=typed)
    assert (weak.touchpoint, weak.value, weak.reasons, weak.passages) == ("demo", -1.0, ("rated",), ("p2",))


def test_the_worst_comes_first() -> None:
    told = [(f"s0{n}", "fair", -1, PLAIN) for n in range(2)] + [(f"s0{n}", "demo", -1, PLAIN) for n in range(5)]
    assert [weak.touchpoint for weak in found(*told)] == ["demo", "fair"]
    assert [weak.severity for weak in found(*told)] == [0.5, 0.2]
