"""What a person waits for, measured as whole processes: five runs, median and spread."""

import statistics
import subprocess
import sys
import time

import pytest

from tests.project.tree import ROOT

RUNS = 5
TARGETS = {
    "--version": 0.2,
    "--help": 0.2,
    "check": 0.5,
}


def seconds(*words: str) -> list[float]:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "smmops", *words], cwd=ROOT, check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    return taken


@pytest.mark.bench
@pytest.mark.parametrize("command", TARGETS)
def test_a_command_answers_within_its_target(command):
    seconds(command)
    taken = seconds(command)
    median = statistics.median(taken)
    spread = f"{min(taken) * 1000:.0f} to {max(taken) * 1000:.0f}"
    print(f"\nsmmops {command}: {median * 1000:.0f} ms ({spread}), target {TARGETS[command] * 1000:.0f}")
    assert median < TARGETS[command]
