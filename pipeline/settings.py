"""The study's settings, as written in codebooks/study.yaml. Values only; reading them is in `pipeline.files.settings`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from pipeline.method.codebook.codebook import fingerprint
from pipeline.method.sample.candidates import SampleRules

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """What a researcher decides once a study.

    Attributes:
        title: of the study, for headings.
        language: "en" or "de", of everything we write for people.
        codebook, phases: names of the files in codebooks/ and codebooks/phases/.
        interviewers: labels of those who ask, in all transcripts; empty to find them out.
        interview_speakers: interview id -> labels of those who ask in that one.
        list_uncoded: whether the review workbook lists passages without a suggestion too.
        coders: who suggests: "cue", "learned" or both together.
        encoder: what adds meaning to the learned coder: "auto", "none", "fast-use", "model2vec:PATH", ...
        count_unreviewed: whether suggestions that nobody has reviewed yet count in jobs and matrix.
        reviewer: who decides where a row of the workbook names nobody.
        arbiter: who settles disagreements between reviewers.
        spacy_models: language -> name or path of an installed spaCy pipeline whose lemmas are used too.
        sample: whom to interview; changes no output of a run.
        jobs: how many main jobs to find; 0 to choose.
        workers: processes to read transcripts with; 0 for as many as are useful.
    """

    title: str = ""
    language: str = "en"
    codebook: str = "b2b_buying_journey"
    phases: str = "five_phases"
    interviewers: tuple[str, ...] = ()
    interview_speakers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    list_uncoded: bool = True
    count_unreviewed: bool = True
    coders: tuple[str, ...] = ("cue", "learned")
    encoder: str = "auto"
    reviewer: str = ""
    arbiter: str = ""
    spacy_models: dict[str, str] = field(default_factory=dict)
    sample: SampleRules = field(default_factory=SampleRules)
    jobs: int = 0
    workers: int = 0

    @property
    def fingerprint(self) -> str:
        """Hash of everything that changes an output of a run; the number of workers and the rules of the sample do not."""
        values = {name: value for name, value in asdict(self).items() if name not in ("workers", "sample")}
        return fingerprint(sorted(values.items(), key=str))

    def reading(self, interview: str) -> str:
        """Hash of what changes how one transcript is read."""
        return fingerprint(self.interviewers, self.interview_speakers.get(interview), sorted(self.spacy_models.items()))
