"""How well jobs are found: mean adjusted Rand index over synthetic studies with known jobs.

    python -m benchmarks.jobs [STUDIES]

The studies are those of tests/method/job_studies.py; the method's constants were chosen on other seeds than the ones reported.
"""

from __future__ import annotations

import sys
import time
from statistics import mean

from sklearn.metrics import adjusted_rand_score

from pipeline.method.jobs.jobs import jobs
from tests.method.job_studies import SyntheticStudy, synthetic

FIRST = 10_000  #: seed of the first study that is reported


def found(study: SyntheticStudy, number: int = 0) -> tuple[float, int]:
    """Adjusted Rand index of the jobs found against the true ones, and how many were found."""
    answer = jobs(list(study.truth), study.codings, study.passages, study.codebook, "en", number).jobs
    main = {name: job.id for job in answer for name in job.interviews}
    names = [name for name in study.truth if name in main]
    score = adjusted_rand_score([study.truth[name] for name in names], [main[name] for name in names])
    return float(score), len(answer)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    studies = [synthetic(FIRST + seed) for seed in range(count)]
    begun = time.perf_counter()
    chosen = [found(study) for study in studies]
    took = (time.perf_counter() - begun) / count
    known = [found(study, len(set(study.truth.values())))[0] for study in studies]
    true = [len(set(study.truth.values())) for study in studies]
    print(f"{count} studies, {mean(len(s.truth) for s in studies):.1f} interviews and {mean(true):.1f} jobs on average")
    print(f"mean ARI, number of jobs chosen: {mean(score for score, _ in chosen):.3f} ({mean(n for _, n in chosen):.1f} jobs)")
    print(f"mean ARI, number of jobs known:  {mean(known):.3f}")
    print(f"a study takes {1000 * took:.0f} ms")


if __name__ == "__main__":
    main()
