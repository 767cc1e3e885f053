"""What else names codes, when a code is renamed or merged (`replaces: [old.id]`): it follows, as decisions do.

Fields that people filled in for a touchpoint or a strategy, plays, phases and blocks of the guide name codes by id. Where one
code has taken another's place, they mean that one now. After a split nobody can tell which is meant: they stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.method.codebook.codebook import Codebook
from pipeline.method.guide.guide import Guide
from pipeline.method.review.edits import Edit, Edits
from pipeline.method.strategies.playbook import Play, Playbook
from pipeline.method.talk.phases import Phase, PhaseModel

__all__ = ["renamed_edits", "renamed_guide", "renamed_phases", "renamed_playbook"]

_TOUCHPOINT = "touchpoint."


def renamed_edits(edits: Edits, codebook: Codebook) -> Edits:
    """The edits under the keys that their rows have now, in the order in which they were made; the log on disk stays."""
    log = tuple(_renamed(edit, codebook) for edit in edits.log)
    return edits if log == edits.log else Edits(log)


def _renamed(edit: Edit, codebook: Codebook) -> Edit:
    key = edit.key
    if edit.form in ("touchpoints", "epoms"):
        touchpoint, slash, phase = key.partition("/")
        key = f"{codebook.heir(_TOUCHPOINT + touchpoint).removeprefix(_TOUCHPOINT)}{slash}{phase}"
    elif edit.form == "strategies" and key.count(".") >= 2:
        rule, _, rest = key.partition(".")
        subject, _, side = rest.rpartition(".")
        key = f"{rule}.{codebook.heir(subject)}.{side}"
    return edit if key == edit.key else replace(edit, key=key)


def renamed_playbook(playbook: Playbook, codebook: Codebook) -> Playbook:
    """The plays with the codes as they are called now."""
    plays = tuple(_play(play, codebook) for play in playbook.plays)
    return playbook if plays == playbook.plays else replace(playbook, plays=plays)


def _play(play: Play, codebook: Codebook) -> Play:
    codes, at, works = (_codes(names, codebook) for names in (play.codes, play.at, play.works))
    return replace(play, codes=codes, at=at, works=works, role=codebook.heir(play.role))


def renamed_guide(guide: Guide, codebook: Codebook) -> Guide:
    """The guide's blocks with the codes as they are called now."""
    blocks = tuple(replace(block, codes=_codes(block.codes, codebook)) for block in guide.blocks)
    return guide if blocks == guide.blocks else replace(guide, blocks=blocks)


def renamed_phases(model: PhaseModel, codebook: Codebook) -> PhaseModel:
    """The phases with the codes as they are called now; of codes that were merged the strongest counts."""
    phases = tuple(_phase(phase, codebook) for phase in model.phases)
    return model if phases == model.phases else replace(model, phases=phases)


def _phase(phase: Phase, codebook: Codebook) -> Phase:
    weights: dict[str, float] = {}
    for code, weight in phase.codes.items():
        heir = codebook.heir(code)
        weights[heir] = phase.codes[heir] if heir in phase.codes else max(weight, weights.get(heir, 0.0))
    return replace(phase, codes=weights) if weights != phase.codes else phase


def _codes(names: tuple[str, ...], codebook: Codebook) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codebook.heir(name) for name in names))
