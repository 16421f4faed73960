"""The contract suite of `Repository`, run by every implementation."""

import pytest

from tests.contracts.repository import RepositoryContract
from tests.contracts.scene import GitScene, MemoryScene


class TestMemory(RepositoryContract):
    @pytest.fixture
    def scene(self):
        return MemoryScene()


class TestGit(RepositoryContract):
    @pytest.fixture
    def scene(self, tmp_path):
        scene = GitScene(tmp_path)
        yield scene
        scene.close()
