"""Each post is live exactly once where processes are really killed and really race: real git, real HTTP."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from smmops.sandbox.serve import serve
from tests.proof.real.house import SEED, House
from tests.proof.real.killing import Storm
from tests.proof.real.racing import Race

WHOLE = float(os.environ.get("SMMOPS_PROOF", "0.1")) >= 1
KILLS, STORMS = 20, 10 if WHOLE else 1
PUBLISHERS, POSTS = (8, 50) if WHOLE else (3, 12)

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("real")]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with serve(seed=SEED) as sandbox:
        made = House(tmp_path / "house", sandbox)
        made.begin()
        yield made


@pytest.mark.parametrize("seed", range(STORMS))
def test_posts_are_live_exactly_once_whenever_a_publisher_is_killed(house: House, seed: int) -> None:
    storm = Storm(house, random.Random(seed))
    storm.blow(KILLS)
    left = dict(storm.struck)
    print(f"{storm.kills} kills: {left}")
    assert left.get("sending", 0) + left.get("partial", 0) + left.get("claimed", 0) > 0, left
    storm.settle()
    assert house.doubts() == []


def test_posts_are_live_exactly_once_when_publishers_race_and_one_dies(house: House) -> None:
    race = Race(house, random.Random(1))
    race.run(publishers=PUBLISHERS, posts=POSTS)
    print(f"claims by run, the largest of each: {race.won}")
    assert race.killed
    assert len(race.won) > 1
    assert max(race.won.values()) <= 8
    assert house.doubts() == []
