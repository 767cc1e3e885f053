"""Step 2: the interview guide: what to ask, in which order, how long, and what each block serves.

A *block* is a part of the talk: one main question, probes, and the codes of the codebook that its answers serve. The guide
is data (codebooks/guide.yaml); which of it was really asked is said in `pipeline.method.guide.coverage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.method.codebook.codebook import Codebook, Text, Words, fingerprint
from pipeline.method.talk.phases import PhaseModel

__all__ = ["Block", "Guide", "Unasked", "phase_of", "timed", "tuned", "unasked"]


@dataclass(frozen=True)
class Block:
    """A part of the talk.

    Attributes:
        id: stable key.
        label: its name, by language.
        minutes: how long it takes.
        question: the main question, by language.
        aim: what is to be found out, by language.
        probes: follow-ups, by language.
        listen: cues that recognise its question in a transcript, by language.
        codes: families or codes that its answers serve.
        place: where in the journey it is, 0 to 1; None for a block about no phase.
    """

    id: str
    label: Text
    minutes: float
    question: Text
    aim: Text = field(default_factory=dict)
    probes: Words = field(default_factory=dict)
    listen: Words = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    place: float | None = None

    def serves(self, code: str) -> bool:
        """Whether answers that carry `code` (a code or a family) are what the block asks for."""
        return any(code == own or code.startswith(f"{own}.") for own in self.codes)


@dataclass(frozen=True)
class Guide:
    """The blocks in their order.

    Attributes:
        id: stable key.
        title: by language.
        minutes: the shortest and the longest talk.
        blocks: what to ask.
        hints: for the interviewer, by language.
        consent: paragraphs of the note on consent and recording, by language.
    """

    id: str = ""
    title: Text = field(default_factory=dict)
    minutes: tuple[int, int] = (30, 45)
    blocks: tuple[Block, ...] = ()
    hints: Words = field(default_factory=dict)
    consent: Words = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Minutes that all blocks take together."""
        return sum(block.minutes for block in self.blocks)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of everything in it."""
        return fingerprint(repr(self))


@dataclass(frozen=True, slots=True)
class Unasked:
    """What the study wants to know and no block asks for.

    Attributes:
        families, codes: ids; codes only of families that some block asks for in part.
        phases: ids of phases that no block belongs to.
        blocks: ids of blocks left out because the codebook has none of their codes.
    """

    families: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


def tuned(guide: Guide, codebook: Codebook) -> Guide:
    """The guide for a codebook: blocks none of whose codes it has are left out, and of the others the unknown codes."""
    known = {family.id for family in codebook.families} | set(codebook.by_id)
    kept = []
    for block in guide.blocks:
        codes = tuple(code for code in block.codes if code in known)
        if codes or not block.codes:
            kept.append(replace(block, codes=codes))
    return replace(guide, blocks=tuple(kept))


def timed(guide: Guide, minutes: tuple[int, int] | None = None) -> Guide:
    """The guide with whole minutes a block whose sum lies within `minutes` (its own where None).

    A sum that lies within stays; else every block is stretched or shortened in proportion to the nearer bound, at least a
    minute each, and what rounding leaves goes to the largest remainders.
    """
    shortest, longest = minutes or guide.minutes
    if not guide.blocks:
        return replace(guide, minutes=(shortest, longest))
    aim = max(len(guide.blocks), round(min(max(guide.total, shortest), longest)))
    spare = aim - len(guide.blocks)  # beyond the minute that each has
    wishes = [max(0.0, block.minutes - 1) for block in guide.blocks]
    scale = spare / sum(wishes) if sum(wishes) else 0.0
    exact = [wish * scale for wish in wishes] if scale else [spare / len(wishes)] * len(wishes)
    whole = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: spare - sum(whole)]:
        whole[place] += 1
    blocks = tuple(replace(block, minutes=1 + more) for block, more in zip(guide.blocks, whole, strict=True))
    return replace(guide, minutes=(shortest, longest), blocks=blocks)


def phase_of(block: Block, model: PhaseModel) -> str:
    """The phase whose typical place in the story is nearest to the block's, "" for a block about no phase."""
    if block.place is None:
        return ""
    place = block.place
    return min(model.phases, key=lambda phase: abs(phase.place - place)).id


def unasked(guide: Guide, codebook: Codebook, model: PhaseModel, whole: Guide | None = None) -> Unasked:
    """Families, codes and phases of the study that no block asks for.

    Args:
        guide: the guide as it is used (see `tuned`).
        codebook, model: of the study.
        whole: the guide before, for the blocks left out.
    """
    families, codes = [], []
    for family in codebook.families:
        members = [code.id for code in codebook.codes if code.family == family.id]
        missed = [code for code in members if not _served(code, guide.blocks)]
        if not _served(family.id, guide.blocks) and missed == members:
            families.append(family.id)
        else:
            codes += missed
    met = {phase_of(block, model) for block in guide.blocks}
    kept = {block.id for block in guide.blocks}
    left_out = [block.id for block in (whole or guide).blocks if block.id not in kept]
    phases = [phase for phase in model.ids if phase not in met]
    return Unasked(tuple(families), tuple(codes), tuple(phases), tuple(left_out))


def _served(code: str, blocks: Sequence[Block]) -> bool:
    return any(block.serves(code) for block in blocks)
