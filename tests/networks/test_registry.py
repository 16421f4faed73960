import ast
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from smmops.model.outcome import Unauthorized, Unavailable
from smmops.model.settings import Channel
from smmops.networks.opening import Plug
from smmops.networks.registry import ADAPTERS, RESERVED, OpenNetworks
from smmops.specs.bluesky import SPEC
from smmops.specs.registry import NETWORKS, spec
from tests.contracts.stage import Kept
from tests.networks.line import Line, StillClock, always

ROOT = Path(__file__).parents[2]


def opened(
    network: str = "bluesky", *, secrets: dict[str, str] | None = None, found: Any = None, **channel: Any
) -> Any:
    given = {"ACME_APP_PASSWORD": "abcd-efgh", "ACME_TOKEN": "tok-1234"} if secrets is None else secrets
    networks = OpenNetworks(
        secrets=Kept(given), clock=StillClock(), transport=Line(always(200)), found=found or {}
    )
    made = {
        "id": f"{network}-acme",
        "network": network,
        "handle": "acme.example",
        "secrets": "ACME",
        **channel,
    }
    return networks.open(Channel(**made), budget=30.0)


def test_every_network_with_capabilities_has_an_adapter_and_no_other():
    assert set(ADAPTERS) == {name for name in NETWORKS if spec(name).capabilities}


def test_known_networks_open_without_a_request():
    assert type(opened()).__name__ == "Bluesky"
    assert type(opened("mastodon", server="https://social.example")).__name__ == "Mastodon"


def test_a_missing_secret_is_named_and_nothing_else_is_said():
    assert opened(secrets={}) == Unauthorized(reason="ACME_APP_PASSWORD is not set")
    assert opened(secrets={"ACME_APP_PASSWORD": " \n"}) == Unauthorized(reason="ACME_APP_PASSWORD is not set")
    assert opened("mastodon", secrets={}, server="https://s.example") == Unauthorized(
        reason="ACME_TOKEN is not set"
    )


def test_without_a_prefix_the_channels_id_is_it():
    networks = OpenNetworks(secrets=Kept({}), clock=StillClock(), found={})
    channel = Channel(id="bluesky-acme-2", network="bluesky", handle="acme.example")
    assert networks.open(channel, budget=30.0) == Unauthorized(
        reason="BLUESKY_ACME_2_APP_PASSWORD is not set"
    )


@pytest.mark.parametrize("prefix", RESERVED)
def test_variables_of_the_machine_are_never_read(prefix: str):
    secrets = {f"{prefix}_TOKEN": "ghs-1234", f"{prefix}_X_TOKEN": "ghs-1234"}
    for name in (prefix, f"{prefix}_X"):
        networks = OpenNetworks(secrets=Kept(secrets), clock=StillClock(), found={})
        channel = Channel(id="a", network="mastodon", handle="a", server="https://evil.example", secrets=name)
        refusal = networks.open(channel, budget=30.0)
        assert isinstance(refusal, Unauthorized)
        assert "belongs to the machine" in refusal.reason


def test_a_secret_of_several_lines_is_refused_without_being_shown():
    refusal = opened(secrets={"ACME_APP_PASSWORD": "abcd\nefgh"})
    assert isinstance(refusal, Unauthorized)
    assert "abcd" not in refusal.reason


def test_a_pasted_line_break_at_the_end_does_not_matter():
    assert not isinstance(opened(secrets={"ACME_APP_PASSWORD": "abcd-efgh\n"}), Unauthorized)


def test_a_network_that_needs_a_server_is_not_opened_without_one():
    assert isinstance(opened("mastodon"), Unavailable)


@pytest.mark.parametrize("network", ["linkedin", "myspace"])
def test_a_network_without_an_adapter_is_unavailable(network: str):
    assert opened(network) == Unavailable(reason=f"there is no adapter for {network}")


class Third:
    """A third-party adapter, as far as opening goes."""

    def __init__(self, opening: Any) -> None:
        self.opening = opening


PLUG = Plug(spec=SPEC.model_copy(update={"name": "forum"}), adapter=Third)  # type: ignore[arg-type]
OLD = Plug(spec=SPEC, adapter=Third, version=0)  # type: ignore[arg-type]
NONSENSE = "not a plug"


def point(name: str, value: str) -> dict[str, EntryPoint]:
    return {name: EntryPoint(name=name, value=value, group="smmops.networks")}


def test_a_third_party_adapter_comes_in_by_its_entry_point():
    adapter = opened("forum", found=point("forum", "tests.networks.test_registry:PLUG"))
    assert type(adapter).__name__ == "Third"
    assert adapter.opening.channel.network == "forum"
    assert "abcd" not in repr(adapter.opening)


@pytest.mark.parametrize(
    "value",
    [
        "tests.networks.test_registry:OLD",
        "tests.networks.test_registry:NONSENSE",
        "no.such.module:PLUG",
        "tests.networks.test_registry:MISSING",
    ],
)
def test_an_adapter_that_does_not_fit_is_unavailable(value: str):
    assert isinstance(opened("forum", found=point("forum", value)), Unavailable)


def test_a_third_party_adapter_never_replaces_ours():
    adapter = opened("bluesky", found=point("bluesky", "tests.networks.test_registry:PLUG"))
    assert type(adapter).__name__ == "Bluesky"


def test_the_registry_costs_nothing_before_a_network_is_opened():
    code = "import sys, smmops.networks.registry; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 0


def test_adapters_branch_on_parsed_errors_and_never_search_a_body():
    """`in answer.body`, `in answer.words` and the like would trust words that servers translate."""
    for path in sorted((ROOT / "smmops/networks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
                names = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
                assert not names & {"body", "words", "text", "content"}, f"{path.name}:{node.lineno}"
