"""Each post is live exactly once, in every season: the shipped jobs against a model of the world."""

import os
from pathlib import Path

import pytest

from tests.proof.history import tell
from tests.proof.hunt import caught
from tests.proof.mutants import MUTANTS, Mutant

SHARE = float(os.environ.get("SMMOPS_PROOF", "0.1"))
"""The share of the whole proof that `-m prove` plays: `make prove` 1, CI a tenth."""
HISTORIES = int(100_000 * SHARE)
WITHIN = 5000
QUICK = ("no mark", "retried call", "thread from the start")
BATCH = 250


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_posts_are_live_exactly_once_in_every_season(first: int) -> None:
    told = [tell(seed) for seed in range(first, first + 50)]
    assert [(one.seed, one.wrong) for one in told if one.wrong] == []


def test_a_seed_tells_the_same_history_each_time() -> None:
    assert tell(7).counts == tell(7).counts


@pytest.mark.parametrize("name", QUICK)
def test_a_guard_taken_out_is_caught_at_once(name: str, tmp_path: Path) -> None:
    mutant = next(mutant for mutant in MUTANTS if mutant.name == name)
    assert caught(mutant, tmp_path / "copy", histories=200)


def test_every_mutant_has_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 35


@pytest.mark.prove
@pytest.mark.parametrize("first", range(0, HISTORIES, BATCH))
def test_posts_are_live_exactly_once(first: int) -> None:
    told = [tell(seed) for seed in range(first, min(first + BATCH, HISTORIES))]
    assert [(one.seed, one.wrong) for one in told if one.wrong] == []


@pytest.mark.prove
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_mutant_is_caught(mutant: Mutant, tmp_path: Path) -> None:
    assert caught(mutant, tmp_path / "copy", histories=WITHIN)
