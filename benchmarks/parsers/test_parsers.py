# ruff: noqa: T201, D103 -- a measurement prints
"""How long each way of reading takes for formats.md's own samples, and how many texts the fast way leaves.

Run by `make bench`; the figures and the choice stand in docs/decisions/0002-yaml-reader.md. Five runs, the median
and the spread; rapidyaml is measured where it is installed.
"""

import statistics
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from smmops.store.yaml import read_fast, read_pure
from smmops.store.yaml_build import build

SAMPLES = Path(__file__).parents[2] / "tests" / "store" / "samples"
EXAMPLE = Path(__file__).parents[2]


def fronts() -> dict[str, str]:
    """The YAML of every sample and of the example workspace, by name."""
    files = [
        *SAMPLES.rglob("*.*"),
        *(EXAMPLE / "content").rglob("*.md"),
        *(EXAMPLE / "personas").rglob("*.md"),
    ]
    files += [EXAMPLE / name for name in ("smmops.yaml", "team.yaml", "strategy.md")]
    found = {}
    for path in sorted(files):
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if text:
            found[str(path.relative_to(EXAMPLE))] = text.split("---\n")[1] if text.startswith("---") else text
    return found


def micros(act: Callable[[str], Any], text: str, *, times: int) -> tuple[float, float]:
    """(median, spread) of five runs in microseconds a text."""
    runs = []
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(times):
            act(text)
        runs.append((time.perf_counter() - began) / times * 1e6)
    return statistics.median(runs), max(runs) - min(runs)


def libyaml_events(text: str) -> None:
    from yaml.cyaml import CParser  # type: ignore[import-untyped]

    parser = CParser(text)
    while parser.check_event():
        parser.get_event()


def rapidyaml_walk(text: str) -> Any:
    """A tree of texts without positions: what a walk over its Python binding costs at least."""
    import ryml  # type: ignore[import-untyped]

    tree = ryml.parse_in_arena(text.encode())

    def value(node: int) -> Any:
        if tree.is_map(node):
            return {bytes(tree.key(child)).decode(): value(child) for child in ryml.children(tree, node)}
        if tree.is_seq(node):
            return [value(child) for child in ryml.children(tree, node)]
        return bytes(tree.val(node)).decode() if tree.has_val(node) else None

    return value(tree.root_id())


def ruamel_c_events(text: str) -> None:
    """`ruamel.yaml[oldlibyaml]`: an older libyaml, which refuses `:` in plain scalars inside brackets."""
    from ruamel.yaml import YAML

    for event in YAML(typ="safe").parse(text):
        del event


WAYS: dict[str, tuple[Callable[[str], Any], str, int]] = {
    "ours, fast: values and positions": (read_fast, "pyyaml", 200),
    "libyaml, events alone": (libyaml_events, "pyyaml", 200),
    "rapidyaml, walk without positions": (rapidyaml_walk, "rapidyaml", 200),
    "ruamel.yaml C, events alone": (ruamel_c_events, "ruamel.yaml.clib", 100),
    "ours, pure ruamel.yaml": (read_pure, "ruamel.yaml", 3),
}


def installed(package: str) -> str | None:
    """The version of a package, None where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@pytest.mark.bench
@pytest.mark.parametrize(
    "name", ["content/2026/12/brew-at-home.md", "tests/store/samples/content/2026/12/brew-at-home.md"]
)
def test_ways_of_reading_are_timed(name: str) -> None:
    text = fronts()[name]
    print(f"\n{name}: {len(text)} characters")
    for way, (act, package, times) in WAYS.items():
        known = installed(package)
        if known is None or (package == "rapidyaml" and find_spec("ryml") is None):
            print(f"  {way:<36} not installed")
            continue
        try:
            median, spread = micros(act, text, times=times)
        except Exception as wrong:  # noqa: BLE001
            print(f"  {way:<36} refuses it: {str(wrong).splitlines()[0]}  ({package} {known})")
            continue
        print(f"  {way:<36} {median:9.0f} us  +-{spread:5.0f}  ({package} {known})")


@pytest.mark.bench
def test_the_share_of_texts_that_fall_back_is_told() -> None:
    texts = fronts()
    slow = [name for name, text in texts.items() if read_fast(text) is None]
    print(f"\n{len(slow)} of {len(texts)} texts go to pure ruamel.yaml: {', '.join(slow) or 'none'}")
    assert len(slow) <= len(texts) // 20


@pytest.mark.bench
def test_events_and_values_are_both_counted() -> None:
    from yaml.cyaml import CParser  # type: ignore[import-untyped]

    text = fronts()["smmops.yaml"]
    parser = CParser(text)
    events = []
    while parser.check_event():
        events.append(parser.get_event())
    median, spread = micros(lambda _: build(iter(events)), text, times=200)
    print(f"\nsmmops.yaml: values and positions from {len(events)} events {median:.0f} us +-{spread:.0f}")
