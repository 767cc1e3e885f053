"""Measure journey on generated interviews: `python benchmarks/run.py [--small] [--large] [--json]`; see README.md here.

Everything is measured as a whole process, from its start to its end, as a user waits for it: wall seconds, and the memory
of the process with its children. This process imports nothing large, because a child's peak memory counts from its parent's.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MIB = 1024 * 1024
SAMPLE = 0.1  #: seconds between two looks at the memory
COLD, SAME, CUE, TALK, HELP, FLOOR = "cold run", "unchanged", "one cue added", "one transcript changed", "--help", "floor"
#: interviews -> goal in seconds, by measurement
GOALS = {12: {COLD: 4.0, CUE: 1.5, SAME: 0.7}, 200: {COLD: 30.0}}
GOAL_MIB = 1024.0
FIRST_CODE = "\n  - id: trigger.growth\n"
#: of the studies made here; study.yaml holds the rest
SETTINGS = {"coders": "[cue]", "encoder": "none"}


@dataclass
class Measured:
    """The repetitions of one measurement.

    Attributes:
        seconds: wall seconds of each.
        together: peak MiB of all its processes together, shared pages counted once.
        largest: peak MiB of its largest process.
    """

    seconds: list[float] = field(default_factory=list)
    together: float = 0.0
    largest: float = 0.0


@dataclass
class Size:
    """What was measured on a study of one size."""

    interviews: int
    words: int
    measured: dict[str, Measured] = field(default_factory=dict)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure journey on generated interviews.")
    parser.add_argument("--small", action="store_true", help="12 interviews, 96k words (the default)")
    parser.add_argument("--large", action="store_true", help="50 and 200 interviews too, 1.6M words; some minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions on 12 interviews (default 3; larger: 1)")
    parser.add_argument("--coders", default="cue", help="cue (default), learned, or cue,learned")
    parser.add_argument("--encoder", default="none", help="none (default), auto, fast-use")
    given = parser.parse_args()
    SETTINGS.update(coders=f"[{given.coders}]", encoder=given.encoder)
    small = given.small or not given.large
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="journey-bench-") as folder:
        _warm_up(Path(folder) / "warm")
        sizes = []
        for count in (*((12,) if small or given.large else ()), *((50, 200) if given.large else ())):
            repeat = given.repeat if count == 12 else 1
            sizes.append(_measure(Path(folder) / str(count), count, repeat, quiet=given.json))
    if given.json:
        print(json.dumps(_plain(sizes, load), indent=1))
    else:
        print("\n".join(_report(sizes, load)))


def _measure(study: Path, interviews: int, repeat: int, quiet: bool) -> Size:
    """All measurements on one generated study."""
    words = _make(study, interviews)
    size = Size(interviews, words, {name: Measured() for name in (FLOOR, COLD, SAME, CUE, TALK, HELP)})
    for number in range(repeat):
        steps: tuple[tuple[str, Callable[[], None], list[str]], ...] = (
            (FLOOR, _nothing, [str(HERE / "floor.py"), str(study / "interviews")]),
            (COLD, lambda: _forget(study), _journey("run", study)),
            (SAME, _nothing, _journey("run", study)),
            (CUE, lambda n=number: _add_cue(study, n), _journey("run", study)),  # type: ignore[misc]
            (TALK, lambda n=number: _say_more(study, n), _journey("run", study)),  # type: ignore[misc]
            (HELP, _nothing, ["-m", "pipeline", "--help"]),
        )
        for name, prepare, arguments in steps:
            prepare()
            seconds, together, largest = _run(arguments)
            found = size.measured[name]
            found.seconds.append(seconds)
            found.together, found.largest = max(found.together, together), max(found.largest, largest)
            if not quiet:
                print(f"{interviews:4} interviews  {name:23} {seconds:7.2f} s", file=sys.stderr)
    return size


def _journey(verb: str, study: Path) -> list[str]:
    return ["-m", "pipeline", verb, "--quiet", str(study)]


def _make(study: Path, interviews: int) -> int:
    """A new study with so many generated interviews, and how many words they have."""
    _checked([sys.executable, "-m", "pipeline", "init", str(study)])
    settings = study / "codebooks/study.yaml"
    text = settings.read_text(encoding="utf-8")
    for name, value in SETTINGS.items():
        text = re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", text)
    settings.write_text(text, encoding="utf-8")
    made = _checked([sys.executable, str(HERE / "generate.py"), str(study / "interviews"), "--interviews", str(interviews)])
    return int(made)


def _warm_up(study: Path) -> None:
    """Have everything compiled and in the disk's cache, as on any day but the first."""
    _make(study, 2)
    _run([str(HERE / "floor.py"), str(study / "interviews")])
    _run(_journey("run", study))
    shutil.rmtree(study)


def _nothing() -> None:
    """Nothing to prepare."""


def _forget(study: Path) -> None:
    """A cold run finds no outputs and no cache."""
    shutil.rmtree(study / "outputs")


def _add_cue(study: Path, number: int) -> None:
    """One more cue for the first code of the study's own copy of the codebook."""
    path = study / "codebooks" / "b2b_buying_journey.yaml"
    text = path.read_text(encoding="utf-8")
    code = text.index(FIRST_CODE)
    place = text.index("\n      en:\n", text.index("\n    cues:\n", code)) + len("\n      en:\n")
    path.write_text(f'{text[:place]}        - "lopsided (wreath|kettle) number{number}"\n{text[place:]}', encoding="utf-8")


def _say_more(study: Path, number: int) -> None:
    """A sentence more at the end of the first transcript."""
    path = study / "interviews" / "de001.txt"
    with path.open("a", encoding="utf-8") as file:
        file.write(f" Und am Ende haben wir {number + 2} Teppiche getragen.")


def _environment() -> dict[str, str]:
    inherited = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *([inherited] if inherited else [])])}


def _checked(command: list[str]) -> str:
    done = subprocess.run(command, env=_environment(), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\nfailed with {done.returncode}:\n{done.stderr}")
    return done.stdout


def _run(arguments: list[str]) -> tuple[float, float, float]:
    """Run Python with `arguments`: wall seconds, peak MiB of the process tree, peak MiB of its largest process."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], env=_environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}\nfailed with {process.returncode}:\n{told.decode(errors='replace')}")
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MIB
    return seconds, max(watch.peak, largest), largest


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants (PSS: a page shared by two counts half for each); Linux only."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self._over = threading.Event()

    def run(self) -> None:
        """Look until the end."""
        while not self._over.wait(SAMPLE):
            tree = list(_tree(self.pid))
            if len(tree) > 1:  # of one process alone the kernel keeps the peak itself
                self.peak = max(self.peak, sum(map(_held, tree)) / MIB)

    def stop(self) -> None:
        """The process has ended."""
        self._over.set()
        self.join()


def _tree(pid: int) -> Iterable[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(child)


def _held(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


def _machine() -> str:
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _report(sizes: list[Size], load: float) -> Iterable[str]:
    yield f"{_machine()}, load {load:.1f} at the start. Whole processes; seconds are the median (and the least) of n runs."
    for size in sizes:
        floor = median(size.measured[FLOOR].seconds)
        yield ""
        yield f"{size.interviews} interviews, {size.words:,} words"
        yield f"  {'':23} {'n':>2} {'seconds':>8} {'least':>7} {'x floor':>8} {'words/s':>9} {'MiB':>6} {'largest':>8}  goal"
        for name, found in size.measured.items():
            seconds = median(found.seconds)
            rate = f"{size.words / seconds:,.0f}" if name != HELP else ""
            yield (
                f"  {name:23} {len(found.seconds):2} {seconds:8.2f} {min(found.seconds):7.2f} {seconds / floor:8.2f} "
                f"{rate:>9} {found.together:6.0f} {found.largest:8.0f}  {_goal(size, name)}"
            ).rstrip()
    if len(sizes) > 1:
        yield ""
        yield "seconds per 1,000 words     " + "  ".join(f"{size.interviews:>5} interviews" for size in sizes)
        for name in (COLD, CUE, FLOOR):
            rates = (median(size.measured[name].seconds) / size.words * 1000 for size in sizes)
            yield f"  {name:25} " + "  ".join(f"{rate:16.4f}" for rate in rates)
        yield "  more words cost, each 1,000"
        pairs = list(pairwise(sizes))
        for name in (COLD, CUE, FLOOR):
            steps = (
                (median(b.measured[name].seconds) - median(a.measured[name].seconds)) / (b.words - a.words) * 1000
                for a, b in pairs
            )
            yield f"  {name:25} {'':16}  " + "  ".join(f"{step:16.4f}" for step in steps)


def _goal(size: Size, name: str) -> str:
    goal = GOALS.get(size.interviews, {}).get(name)
    if goal is None:
        return ""
    found = size.measured[name]
    missed = [f"{goal:g} s"] if median(found.seconds) > goal else []
    if size.interviews == 200 and found.together > GOAL_MIB:
        missed.append(f"{GOAL_MIB:.0f} MiB")
    return f"MISSED: {' and '.join(missed)}" if missed else f"met ({goal:g} s)"


def _plain(sizes: list[Size], load: float) -> dict[str, Any]:
    return {"machine": _machine(), "load": round(load, 2), "sizes": [asdict(size) for size in sizes]}


if __name__ == "__main__":
    main()
