"""Imports run downward only, and effects live where the architecture puts them."""

import ast
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement

from tests.project.tree import PACKAGE, imported, modules, name_of, syntax

LAYERS = {
    "model": 0,
    "words": 1,
    "specs": 1,
    "store": 2,
    "compose": 3,
    "ledger": 3,
    "media": 3,
    "rules": 4,
    "approvals": 4,
    "measure": 4,
    "plan": 5,
    "networks": 5,
    "forge": 5,
    "render": 5,
    "report": 5,
    "exchange": 5,
    "vault": 5,
    "jobs": 6,
    "cli": 7,
}
SANDBOX_MAY = {"model", "words", "specs", "sandbox"}
SANDBOX_USERS = {"smmops/jobs/demo", "smmops/cli/"}
TOP = 5

EFFECTS_LIVE = (
    "smmops/jobs/",
    "smmops/networks/",
    "smmops/forge/",
    "smmops/vault/",
    "smmops/sandbox/",
    "smmops/store/git",
    "smmops/store/cache.py",
    "smmops/store/disk.py",
    "smmops/cli/",
)
MODULES_WITH_EFFECTS = {"subprocess", "random", "secrets", "socket", "shutil", "tempfile", "sqlite3"}
CALLS_WITH_EFFECTS = {
    "open",
    "print",
    "input",
    "os.environ",
    "os.getenv",
    "os.environb",
    "os.open",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.monotonic",
    "time.sleep",
    "uuid4",
    "uuid.uuid4",
    "uuid.uuid1",
    "Path.cwd",
    "Path.home",
}
METHODS_WITH_EFFECTS = {"write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "iterdir", "rglob"}


def layer(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else ""


def test_every_folder_of_the_package_has_its_layer():
    known = {*LAYERS, "sandbox", "data", ""}
    assert {layer(path) for path in modules()} <= known


def test_imports_run_downward_only():
    wrong = []
    for path in modules():
        here = layer(path)
        for name, line in imported(path):
            parts = name.split(".")
            if parts[0] != "smmops" or len(parts) < 2 or parts[1] not in {*LAYERS, "sandbox"}:
                continue
            if not may_import(path, here, parts[1]):
                wrong.append(f"{name_of(path)}:{line}: {here or 'the package'} imports {name}")
    assert not wrong, "\n".join(wrong)


def may_import(path: Path, here: str, there: str) -> bool:
    if there == "sandbox":
        return here == "sandbox" or name_of(path).startswith(tuple(SANDBOX_USERS))
    if here == "sandbox":
        return there in SANDBOX_MAY
    if here == "":
        return path.name == "__main__.py" and there == "cli"
    if here == there:
        return True
    if LAYERS[here] == LAYERS[there] == TOP:
        return False
    return LAYERS[there] < LAYERS[here] or (LAYERS[there] == LAYERS[here] and LAYERS[here] < TOP)


def test_effects_happen_only_where_they_live():
    wrong = []
    for path in modules():
        if name_of(path).startswith(EFFECTS_LIVE):
            continue
        wrong += [f"{name_of(path)}:{line}: {what}" for what, line in effects(path)]
    assert not wrong, "\n".join(wrong)


def effects(path: Path) -> list[tuple[str, int]]:
    found = [(name, line) for name, line in imported(path) if name.split(".")[0] in MODULES_WITH_EFFECTS]
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Attribute):
            dotted = ast.unparse(node)
            if dotted in CALLS_WITH_EFFECTS or dotted.removeprefix("datetime.") in CALLS_WITH_EFFECTS:
                found.append((dotted, node.lineno))
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in CALLS_WITH_EFFECTS or (
                isinstance(node.func, ast.Attribute) and node.func.attr in METHODS_WITH_EFFECTS
            ):
                found.append((called, node.lineno))
    return found


def test_an_effect_in_a_pure_layer_would_be_seen(tmp_path):
    file = tmp_path / "pure.py"
    lines = [
        "import subprocess",
        "from random import choice",
        "import os, datetime",
        "home = os.environ['HOME']",
        "now = datetime.datetime.now()",
        "text = open('x').read()",
        "path.write_text('x')",
        "def late():",
        "    from subprocess import run",
        "    print('x')",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert {line for _, line in effects(file)} == {1, 2, 4, 5, 6, 7, 9, 10}


def test_third_party_imports_are_declared_dependencies():
    """A bare install checks, plans and publishes text: only the sandbox and media probing may ask for more."""
    base, optional = declared()
    distributions = packages_distributions()
    wrong = []
    for path in modules():
        for name, line in imported(path):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top in ("smmops", "__future__"):
                continue
            names = {canonical(distribution) for distribution in distributions.get(top, [top])}
            extras = names & optional
            extra_fits = extras and layer(path) in ("sandbox", "media", "jobs", "cli")
            if not names & base and not extra_fits:
                wrong.append(f"{name_of(path)}:{line}: {name}")
    assert not wrong, "\n".join(wrong)


def test_declared_dependencies_are_used():
    """tzdata serves zoneinfo where the machine has no data, python-multipart starlette's forms."""
    base, optional = declared()
    distributions = packages_distributions()
    tops = {name.split(".")[0] for path in modules() for name, _ in imported(path)}
    used = {canonical(distribution) for top in tops for distribution in distributions.get(top, [])}
    assert base - used <= {"tzdata"}
    assert optional - used <= {"python-multipart"}


def declared() -> tuple[set[str], set[str]]:
    base, optional = set(), set()
    for text in requires("smmops") or []:
        needed = Requirement(text)
        if needed.marker is None:
            base.add(canonical(needed.name))
        elif "extra == 'test'" not in str(needed.marker).replace('"', "'"):
            optional.add(canonical(needed.name))
    return base, optional


def canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
