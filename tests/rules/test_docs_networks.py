"""docs/networks.md and the table of docs/writing.md say what the networks' facts say."""

from collections.abc import Callable

from smmops.networks.registry import ADAPTERS
from smmops.rules.docs_networks import BEGIN, END, is_sent, overview, page
from smmops.specs.registry import NETWORKS, spec
from tests.project.tree import ROOT

PAGE = ROOT / "docs" / "networks.md"
WRITING = ROOT / "docs" / "writing.md"


def test_the_page_is_what_the_facts_make(golden: Callable[..., None]) -> None:
    golden(PAGE, page())


def test_the_table_in_the_guide_is_what_the_facts_make(golden: Callable[..., None]) -> None:
    text = WRITING.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    golden(WRITING, f"{before}{BEGIN}\n" + "\n".join(overview()) + f"\n{END}{after}")


def test_by_smmops_are_those_networks_that_have_an_adapter() -> None:
    assert {name for name in NETWORKS if is_sent(spec(name))} == set(ADAPTERS)


def test_every_format_and_option_of_every_network_stands_on_the_page() -> None:
    sections = {part.split('"', 1)[0]: part for part in page().split('<a id="')[1:]}
    assert set(sections) == set(NETWORKS)
    for name in NETWORKS:
        for word in (*spec(name).formats, *spec(name).options):
            assert f"| `{word}`" in sections[name], (name, word)
        for option in spec(name).options.values():
            assert all(f"`{choice}`" in sections[name] for choice in option.choices), name
