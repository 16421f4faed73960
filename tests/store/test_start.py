import subprocess
import sys


def test_loading_brings_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys, smmops.store.load, smmops.store.disk\n"
        "print([m for m in ('httpx', 'jinja2', 'rich', 'rapidfuzz', 'ruamel.yaml', 'click') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
