"""What always needs an admin, whatever policy says."""

import pytest

from smmops.approvals.required import is_guarded


@pytest.mark.parametrize(
    "path",
    [
        "smmops.yaml",
        "team.yaml",
        "rights.yaml",
        "allowed_signers",
        "revoked_keys",
        ".github/workflows/smmops-publish.yml",
        ".github/CODEOWNERS",
    ],
)
def test_workflows_and_keys_always_ask_for_an_admin(path):
    assert is_guarded(path)


@pytest.mark.parametrize("path", ["content/2026/12/brew.md", "signatures/2026-11-25-mina.sig", "money.yaml"])
def test_what_roles_approve_asks_for_none_by_itself(path):
    assert not is_guarded(path)
