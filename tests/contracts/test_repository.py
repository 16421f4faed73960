"""The contract suite of `Repository`, run by every implementation."""

import pytest

from tests.contracts.repository import ReadContract
from tests.contracts.repository_metrics import MetricsContract
from tests.contracts.repository_push import PushContract
from tests.contracts.scene import GitScene, MemoryScene


class TestMemory(ReadContract, PushContract, MetricsContract):
    @pytest.fixture
    def scene(self):
        return MemoryScene()


class TestGit(ReadContract, PushContract, MetricsContract):
    @pytest.fixture
    def scene(self, tmp_path):
        scene = GitScene(tmp_path)
        yield scene
        scene.close()
