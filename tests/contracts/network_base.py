"""What the parts of the contract suite share."""

from typing import Any

import pytest

from smmops.model.outcome import (
    Remote,
)
from tests.contracts.stage import Stage

NONE: frozenset[str] = frozenset()


class Contract:
    """`adapter` is opened afresh for each test, over a proxy that can spoil answers."""

    @pytest.fixture
    def adapter(self, stage: Stage) -> Any:
        return stage.open()

    def found(self, adapter: Any, parcel: Any, part: int = 1, live: tuple[Remote, ...] = ()) -> Any:
        return adapter.find(parcel, part, live=live, owned=NONE)
